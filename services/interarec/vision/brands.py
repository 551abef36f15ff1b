"""Whose product an offer is: by the catalogue, else by widely known names, the line set over a title, its start.

Called by `page` once an offer or heading. Without a catalogue a brand is told as it stands on the page; a line that is
an amount, a fact, a label or a badge is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from interarec.domain.colors import find_colors
from interarec.domain.prices import find_money
from interarec.domain.summaries import Box
from interarec.vision.gazetteer import Gazetteer, fold
from interarec.vision.geometry import overlap_share, vertical_gap
from interarec.vision.lines import TextLine
from interarec.vision.wording import find_badge, find_promotion, find_specification, is_not_a_title, words_in

__all__ = ["find_brand"]

_WORDS = 3
_LONGEST = 40
_FEWEST = 3  # letters; shorter names are known or misread
_LETTERS = 0.7
"""Of a brand's signs at least so many are letters."""
_LABEL = re.compile(
    r"^\W*(?:(?:(?:for\s*)?(?:wo)?men'?s?|kids'?|boys?'?|girls?'?|baby|unisex|adults?|damen|herren|kinder|femmes?|hommes?|enfants?|mujer|hombre|niños"
    r"|donna|uomo|dames|heren|レディース|メンズ|キッズ|タイムセール)\b.*|just\s*in|just\s*landed|sponsored\b.*|recommended\b.*|complete\s*the\s*look"
    r"|you\s*may\s*.*|customers?\s*.*|(?:our|top|best|all|more|related|similar|recently|frequently)\b.*|rooms?\b.*|\w+\s*(?:room|suite)"
    r"|(?:nur\s*)?sofort.?kaufen|faqs?|reduced\b.*|travel\s*size|guide\s*price|les\s*\w+.*|unsere?\b.*|meist\w*\b.*|beliebt\w*\b.*"
    r"|description|details|reviews?|overview|home|shop|categor(?:y|ies)|collections?|products?|results?|free\b.*|only\b.*|limited\b.*)\W*$",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"^((?:[A-Z0-9&'’.-]{2,}\s|&\s){1,4})(?=\S*[a-z])")
_SEPARATED = re.compile(r"[|·•/:–—,]|\s-\s|\d\d")


def find_brand(title: str, box: Box, lines: Sequence[TextLine], gazetteer: Gazetteer | None) -> str | None:
    """The brand of the product with `title` in `box`; None where none is seen."""
    near = [line for line in lines if _is_beside(line, box)]
    if gazetteer is not None and gazetteer.brands:
        found = gazetteer.brand_in(title)
        return found or next((hit for line in near if (hit := gazetteer.brand_in(line.text)) is not None), None)
    known = _known_in(title) or next((hit for line in near if (hit := _known_in(line.text)) is not None), None)
    over = [line.text.strip() for line in near if line.box[1] < box[1] and _may_be_brand(line.text)]
    return known or (over[0] if over else _in_capitals(title))


def _known_in(text: str) -> str | None:
    """The widely known maker whose name a line begins with, the longest first."""
    words = fold(text).split()[: _WORDS + 1]
    names = _known_names()
    return next((names[head] for end in range(len(words), 0, -1) if (head := " ".join(words[:end])) in names), None)


@cache
def _known_names() -> Mapping[str, str]:
    """Folded names, and folded names of ranges, to the makers."""
    lines = files(__package__).joinpath("brand_names.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ") for line in lines if line and not line.startswith("#"))
    return {fold(pair[0]): pair[-1] for pair in pairs}


def _in_capitals(title: str) -> str | None:
    """Capitals before the first ordinary word of a title: a maker's name, unless they are a measure or a colour."""
    match = _CAPITALS.match(title)
    if match is None:
        return None
    found = match.group(1).strip()
    told = find_specification(found) is not None or bool(find_colors(found)) or find_badge(found) is not None
    return found if sum(map(str.isalpha, found)) >= _FEWEST and not told else None


def _may_be_brand(text: str) -> bool:
    """Whether a line over a title could be a maker's name."""
    stripped = text.strip()
    count = sum(map(str.isalpha, stripped))
    if words_in(stripped) > _WORDS or count < max(_FEWEST, _LETTERS * len(stripped.replace(" ", ""))):
        return False
    if _SEPARATED.search(stripped) or _LABEL.match(stripped) or is_not_a_title(stripped) or _is_color(stripped):
        return False
    told = (find_money, find_specification, find_promotion, find_badge)
    return not any(say(stripped) for say in told)


def _is_color(text: str) -> bool:
    """Whether a line names nothing but colours."""
    found = find_colors(text)
    return bool(found) and words_in(text) <= len(found)


def _is_beside(line: TextLine, box: Box) -> bool:
    height = box[3] - box[1]
    close = vertical_gap(line.box, box) < 1.2 * max(line.height, min(height, 30))
    return line.box != box and close and overlap_share(line.box, box, axis=0) > 0.3 and len(line.text) <= _LONGEST
