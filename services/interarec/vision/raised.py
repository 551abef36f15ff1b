"""Raised cents the recogniser lost a digit of: where they stand in a line, and the line put together again.

Small digits beside large ones are often read as one digit. Their ink is told apart easily, so `lines` recognises
that part of the picture once more on its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interarec.domain.summaries import Box
from interarec.vision.images import Pixels
from interarec.vision.ink import glyphs_of

__all__ = ["SUPERSCRIPTS", "RaisedCents", "find_raised_cents", "text_with_cents"]

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹°º", "012345678900")
_PRICE = re.compile(r"^(?P<sign>US\$|[$£€₹]\s?)?(?P<digits>\d[\d⁰¹²³⁴⁵⁶⁷⁸⁹°º^]*)(?P<rest>.*)$")
_RAISED_FOOT = 0.66  # raised glyphs end above this share of the large digits' height
_SMALL = 0.7
_MARGIN = 3


@dataclass(frozen=True, slots=True)
class RaisedCents:
    """`box` of the raised digits in the picture; `large` is how many digits stand before them."""

    box: Box
    large: int


def find_raised_cents(text: str, box: Box, pixels: Pixels) -> RaisedCents | None:
    """The raised cents of a line that starts with a price, when its text lacks one or both of their digits."""
    price = _PRICE.match(text)
    if price is None or not (price["sign"] or re.match(r"\s?[€$£]", price["rest"])):
        return None
    if re.match(r"[.,]\d", price["rest"]):
        return None
    found = _large_and_raised(glyphs_of(pixels, box))
    if found is None:
        return None
    large, raised = found
    digits = large - len((price["sign"] or "").strip())
    read = len(price["digits"].replace("^", ""))
    if digits < 1 or read not in (digits, digits + 1):
        return None
    left, right = raised[0][0], raised[-1][1]
    low = max(glyph[3] for glyph in raised)
    height, width = pixels.shape[:2]
    place = (
        max(box[0] + left - _MARGIN, 0),
        max(box[1] + min(glyph[2] for glyph in raised) - _MARGIN, 0),
        min(box[0] + right + _MARGIN, width),
        min(box[1] + low + _MARGIN, height),
    )
    return RaisedCents(place, digits)


def _large_and_raised(
    glyphs: list[tuple[int, int, int, int]],
) -> tuple[int, list[tuple[int, int, int, int]]] | None:
    """How many large glyphs stand first, and the two raised ones that follow them at once."""
    tall = max((bottom - top for _, _, top, bottom in glyphs), default=0)
    if tall < 12:
        return None
    foot = max(bottom for _, _, _, bottom in glyphs[:3])
    large = next((i for i, glyph in enumerate(glyphs) if i and glyph[3] - glyph[2] < _SMALL * tall), len(glyphs))
    raised: list[tuple[int, int, int, int]] = []
    for glyph in glyphs[large : large + 3]:
        near = glyph[0] - (raised[-1][1] if raised else glyphs[large - 1][1]) < 0.45 * tall
        if not (near and glyph[3] <= _RAISED_FOOT * foot and glyph[3] - glyph[2] >= 0.3 * tall):
            break
        raised.append(glyph)
    return (large, raised[:2]) if len(raised) >= 2 else None  # a third one is the sign, raised too


def text_with_cents(
    text: str, centres: tuple[float, ...], cents: str, raised: RaisedCents
) -> tuple[str, tuple[float, ...]] | None:
    """The line's text with the cents behind a point and the x of its characters; None when `cents` are no cents."""
    price = _PRICE.match(text)
    digits = cents.strip().translate(SUPERSCRIPTS)
    if price is None or not re.fullmatch(r"\d\d", digits):
        return None
    start, end = price.start("digits"), price.end("digits")
    left, _, right, _ = raised.box
    step = (right - left) / 2
    placed = (float(left), left + 0.5 * step, left + 1.5 * step)
    kept = start + raised.large
    return (
        text[:kept] + "." + digits + text[end:],
        (*centres[:kept], *placed, *centres[end:]),
    )
