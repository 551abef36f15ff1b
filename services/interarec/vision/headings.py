"""The name of the product on a page that shows no price: the heading beside the one button that buys it.

A product page scrolled past its price, or of a shop that tells prices later, still says what the shopper looks at.
Called by `page` where a picture has no offer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from interarec.domain.summaries import Box
from interarec.vision.geometry import horizontal_gap, overlap_share, union, vertical_gap
from interarec.vision.lines import TextLine
from interarec.vision.styles import LineStyle
from interarec.vision.titles import TitleLine, title_lines, title_parts

__all__ = ["find_heading"]

_BUY = re.compile(
    r"^\W*(?:add\s*to\s*(?:basket|bag|cart|trolley)|buy(?:\s*it)?\s*now|pre-?order(?:\s*now)?|in\s*den\s*(?:warenkorb|einkaufswagen)"
    r"|jetzt\s*kaufen|ajouter\s*au\s*panier|a[ñn]adir\s*al?\s*(?:la\s*)?(?:carrito|cesta)|comprar\s*ahora|aggiungi\s*al\s*carrello"
    r"|in\s*(?:de\s*)?winkelwagen|カートに入れる|今すぐ買う)\W*$",
    re.IGNORECASE,
)
_LARGER = 1.25
"""A heading is so much higher than the page's ordinary line, or than its button's words on a page of few others."""
_NEAR = 25.0
"""Ordinary line heights between a heading and its button, down or across."""
_LINES = 4


def find_heading(lines: Sequence[TextLine], styles: Sequence[LineStyle]) -> tuple[str, Box] | None:
    """Name and box of the product a page without a price is about; None where there is no single button to buy it.

    `styles` has one entry a line. Pixels.
    """
    buttons = [line for line in lines if _BUY.match(line.text)]
    if len(buttons) != 1:
        return None
    ordinary = min(median(line.height for line in lines), buttons[0].height)
    titles = [one for one in title_lines(lines, styles) if _is_over(one.box, buttons[0].box, ordinary)]
    large = [one for one in titles if one.height >= _LARGER * ordinary]
    if not large:
        return None
    first = max(large, key=lambda one: (one.height, -one.box[1]))
    return _whole(first, [one for one in title_parts(lines, styles) if one.style.is_like(first.style)])


def _is_over(box: Box, button: Box, ordinary: float) -> bool:
    """Whether a line stands above the button or beside it, and near enough."""
    near = vertical_gap(box, button) < _NEAR * ordinary and horizontal_gap(box, button) < _NEAR * ordinary
    return near and box[1] < button[3]


def _whole(first: TitleLine, alike: Sequence[TitleLine]) -> tuple[str, Box]:
    """The heading with its other lines, above and below, of the same type."""
    parts, left = [first], [one for one in alike if one.index != first.index]
    while len(parts) < _LINES:
        more = next((one for one in left if any(_follows(one, part) for part in parts)), None)
        if more is None:
            break
        parts.append(more)
        left.remove(more)
    parts.sort(key=lambda line: line.box[1])
    box = parts[0].box
    for part in parts[1:]:
        box = union(box, part.box)
    return " ".join(part.text for part in parts), box


def _follows(one: TitleLine, other: TitleLine) -> bool:
    alike = abs(one.height - other.height) < 0.25 * max(one.height, other.height)
    close = vertical_gap(one.box, other.box) < 0.6 * other.height
    return alike and close and overlap_share(one.box, other.box, axis=0) > 0.3
