"""The rupee sign: often unread, or read as another glyph. On a page in rupees it is put back.

Called by `money` before the money grammar runs over a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interarec.vision.ink import starts_with_unread_glyph
from interarec.vision.lines import TextLine

__all__ = ["rupee_evidence", "with_rupees"]

_COUNTED = r"\s?(?i:kms?|mi|miles?|sq|ft|reviews?|ratings?|results?|items?|products?|styles|sold|views?)\b"
_NUMBER = rf"\d{{1,3}}(?:,\d{{2}})*,\d{{3}}(?![\d.]|\s?[%)]|{_COUNTED})|" r"\d{3,6}(?![\d.,:]|\s?[%)a-zA-Z★])"
_PLAIN_EVIDENCE = re.compile(
    r"₹|(?<![A-Za-z])Rs\.?\s?\d|M\.?R\.?P|(?<![A-Za-z])INR|\blakh|\bcrore|\bGST\b|\bEMI\b|inclusive\s*of\s*all\s*taxes"
    r"|\d,\d{2},\d{3}",
    re.IGNORECASE,
)
_MISREAD = re.compile(rf"(?<![\w,.])[\[天年丰元千芊₩￥{{]\s?(?={_NUMBER})")
# on a page known to be in rupees any lone glyph before a number is the sign
_ANY_MISREAD = re.compile(rf"(?<![\w,.])[\[{{*<~^?!₩￥¥\u3400-\u9fff]\s?(?={_NUMBER})")
_MISREAD_EURO = re.compile(rf"€\s?(?={_NUMBER})")
_RANGE = re.compile(
    r"(?<![\d,.])(?P<low_sign>₹\s?)?(?P<low>\d{1,3}(?:,\d{2,3})+|\d{3,6})\s?[-–]\s?(?P<high_sign>₹\s?)?"
    r"(?P<high>\d{1,3}(?:,\d{2,3})+|\d{3,6})(?![\d,.])"
)
_GLUED = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{2})*,\d{3}(?=\d{1,3}(?:,\d{2,3})*(?![\d,]))")  # "7,4404,460"
_GLUED_PERCENT = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{2})*,\d{3}(?=\d{1,2}\s?%)")  # "19,59519%"
_GLUED_SHORT = re.compile(r"(?<![\d,.])(?P<was>\d{3})(?P<now>\d{3})\D{0,3}(?P<percent>\d{1,2})\s?%")  # "999799|20%"
_AFTER_LABEL = re.compile(r"M\.?R\.?P\.?\s?:?\s?(?=\d)|%\s?(?=\d{1,3}(?:,\d{2})*,\d{3}(?![\d,]))", re.IGNORECASE)
_BARE = re.compile(rf"(?:^|(?<=\s)|(?<=\s[-–]))(?={_NUMBER})")


def rupee_evidence(lines: Sequence[TextLine]) -> int:
    """How many lines speak for rupees: words, Indian grouping, numbers behind an unread or misread sign."""
    return sum(
        bool(_PLAIN_EVIDENCE.search(line.text) or _MISREAD.search(line.text)) or _hides_a_sign(line) for line in lines
    )


def _hides_a_sign(line: TextLine) -> bool:
    match = re.match(_NUMBER, line.text)
    return match is not None and "," in match.group(0) and starts_with_unread_glyph(line.edges, 0, line.box)


def with_rupees(line: TextLine) -> TextLine:
    """The line with its signs put back. Only for a page known to be in rupees."""
    text = _ANY_MISREAD.sub(lambda match: "₹" + match.group(0)[1:], line.text)
    text = _MISREAD_EURO.sub(lambda match: "₹" + match.group(0)[1:], text)
    line = _with_glued_cut(replace(line, text=text))
    for match in reversed(list(_AFTER_LABEL.finditer(line.text))):
        line = _inserted(line, match.end())
    line = _with_range_ends(line)
    for match in reversed(list(_BARE.finditer(line.text))):
        line = _with_sign_at(line, match.start())
    return line


def _with_glued_cut(line: TextLine) -> TextLine:
    """Two amounts whose sign between them was not read: groups of four digits tell, or the percentage beside them."""
    for match in reversed(list(_GLUED_PERCENT.finditer(line.text))):
        line = _inserted(line, match.end(), " ")
    for match in reversed(list(_GLUED.finditer(line.text))):
        line = _inserted(line, match.end())
    for match in reversed(list(_GLUED_SHORT.finditer(line.text))):
        was, now, percent = (int(match[name]) for name in ("was", "now", "percent"))
        if now < was and abs(100 * (1 - now / was) - percent) < 2:
            line = _inserted(line, match.end("was"))
    return line


def _with_range_ends(line: TextLine) -> TextLine:
    """ "2,250 - ₹4,500" and "₹2,250 - 4,500" carry the sign at both ends."""
    for match in reversed(list(_RANGE.finditer(line.text))):
        for end, sign in (("high", "high_sign"), ("low", "low_sign")):
            if match[sign] is None and (match["low_sign"] or match["high_sign"] or "," in match["low"] + match["high"]):
                line = _inserted(line, match.start(end))
    return line


def _inserted(line: TextLine, index: int, letter: str = "₹") -> TextLine:
    edges = (*line.edges[:index], line.edges[index], *line.edges[index:])
    return replace(line, text=line.text[:index] + letter + line.text[index:], edges=edges)


def _with_sign_at(line: TextLine, index: int) -> TextLine:
    """The line with a rupee sign before character `index` when the pixels leave room for an unread one."""
    if re.search(r"(?:₹|Rs\.?|INR|[★☆*|•·])\s?$", line.text[:index]):
        return line  # signed already, or a count behind a rating
    counted = re.search(r"[A-Za-z]{3}\s+$", line.text[:index]) and re.match(r"\d{1,3}(?!\d|,\d)", line.text[index:])
    dated = re.match(r"(?:19|20)\d\d\s*[•·|]", line.text[index:])
    if counted or dated or not starts_with_unread_glyph(line.edges, index, line.box):
        return line  # "Breakfast included   211" is a count set apart
    return _inserted(line, index)
