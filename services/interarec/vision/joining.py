"""Amounts the detector took apart: a lone currency sign or lone cents glued to the number they belong to.

Called once a picture by `page`, before `money` looks for amounts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from interarec.vision.geometry import overlap_share, union
from interarec.vision.lines import TextLine
from interarec.vision.raised import SUPERSCRIPTS

__all__ = ["join_split_prices"]

_SIGN_ONLY = re.compile(r"^(?:[$£€¥₹￥]|US\$|Rs\.?|INR|EUR|USD|GBP|CHF|AED|kr)$", re.IGNORECASE)
_SIGN_FIRST = re.compile(r"^(?P<sign>[€$£]|kr|zł|円)(?=\s|$|[^\d\s])")
_NUMBER_START = re.compile(r"^\d{1,3}(?:[,.\s]?\d{3})*(?:[.,]\d{1,2})?\b")
_NUMBER_ONLY = re.compile(r"^\d{1,3}(?:[,.\s]?\d{3})*(?:[.,]\d{1,2})?$|^\d+$")
_CENTS_ONLY = re.compile(r"^\d{2}(?:\s*[€*])?$")
_OPEN_PRICE = re.compile(r"(?:[$£€¥₹]|Rs\.?)\s?\d{1,3}(?:[,.]\d{3})*[.,]?$|^\d{1,4}[.,]?$")


def join_split_prices(lines: list[TextLine]) -> list[TextLine]:
    """Lines where a lone currency sign or lone cents are glued to the number they belong to."""
    joined = list(lines)
    for index, line in enumerate(lines):
        if line.text == "" or joined[index].text == "":
            continue
        if _NUMBER_ONLY.match(line.text.translate(SUPERSCRIPTS).strip()):
            _take_sign(joined, index)
        if _SIGN_ONLY.match(line.text.strip()):
            partner = _right_neighbour(joined, index, _NUMBER_START)
        elif _OPEN_PRICE.search(line.text.strip()):
            partner = _right_neighbour(joined, index, _CENTS_ONLY)
        else:
            continue
        if partner is None:
            continue
        left, right = joined[index], joined[partner]
        between = "" if _SIGN_ONLY.match(left.text.strip()) or left.text.strip()[-1] in ".," else "."
        joined[index] = _merged(left, right, between)
        joined[partner] = replace(right, text="", edges=())
    return [line for line in joined if line.text]


def _take_sign(lines: list[TextLine], index: int) -> None:
    """A number takes over the sign that was read as the start of the text at its right ("33" | "€ statt 55 €")."""
    partner = _right_neighbour(lines, index, _SIGN_FIRST)
    if partner is None:
        return
    number, other = lines[index], lines[partner]
    match = _SIGN_FIRST.match(other.text.strip())
    if match is None:
        return
    text, edges = number.text + " " + match["sign"], (*number.edges, *([float(number.box[2])] * (1 + match.end())))
    lines[index] = replace(number, text=text, edges=edges)
    rest = other.text[match.end() :]
    blanks = len(rest) - len(rest.lstrip())
    lines[partner] = replace(other, text=rest.lstrip(), edges=other.edges[match.end() + blanks :])


def _merged(left: TextLine, right: TextLine, between: str) -> TextLine:
    edges = (*left.edges, *([right.edges[0]] * len(between)), *right.edges)
    return TextLine(left.text + between + right.text, union(left.box, right.box), min(left.score, right.score), edges)


def _right_neighbour(lines: list[TextLine], index: int, pattern: re.Pattern[str]) -> int | None:
    line = lines[index]
    best, best_gap = None, 0.7 * line.height
    for other_index, other in enumerate(lines):
        if other_index == index or not pattern.match(other.text.strip()):
            continue
        gap = other.box[0] - line.box[2]
        if -8 <= gap < best_gap and overlap_share(line.box, other.box, axis=1) >= 0.6:
            best, best_gap = other_index, gap
    return best
