"""The name of the product on a page that shows no price: the heading beside the one button that buys it.

A product page scrolled past its price, or of a shop that tells prices later, still says what the shopper looks at.
Called by `page` where a picture has no offer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from interarec.domain.summaries import Box
from interarec.vision.geometry import horizontal_gap, vertical_gap
from interarec.vision.lines import TextLine
from interarec.vision.styles import LineStyle
from interarec.vision.titles import title_lines, title_parts
from interarec.vision.wrapping import joined_title, whole_title

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
    return joined_title(whole_title(first, title_parts(lines, styles)))


def _is_over(box: Box, button: Box, ordinary: float) -> bool:
    """Whether a line stands above the button or beside it, and near enough."""
    near = vertical_gap(box, button) < _NEAR * ordinary and horizontal_gap(box, button) < _NEAR * ordinary
    return near and box[1] < button[3]
