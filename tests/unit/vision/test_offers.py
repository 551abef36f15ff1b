"""From amounts and lines to offers: titles by the place the page repeats, earlier prices below the title."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from interarec.vision.lines import TextLine
from interarec.vision.money import find_prices
from interarec.vision.offers import PageOffer, find_offers
from interarec.vision.styles import LineStyle

STYLE = LineStyle((0.0, 0.0, 0.0), 200.0, 0.1, 2.0)


def line(text: str, x: int, y: int, height: int = 18) -> TextLine:
    edges = tuple(x + 3 + 9.0 * (index + 0.5) for index in range(len(text)))
    return TextLine(text, (x, y, int(x + 6 + 9 * len(text)), y + height), 0.99, edges)


def offers(*lines: TextLine) -> list[PageOffer]:
    prices = find_prices(list(lines), np.full((900, 1600, 3), 255, np.uint8))
    return find_offers(lines, prices, [STYLE] * len(lines))


def test_titles_above_the_picture_are_found_although_the_next_title_is_nearer_to_the_price() -> None:
    names = ["Velvet Bed Frame", "Oak Corner Desk", "Marble Side Table", "Walnut Coat Stand"]
    cards = [(40, 100), (440, 100), (40, 400), (440, 400)]
    lines = []
    for name, price, (x, y) in zip(names, ("$88.50", "$32.00", "$29.00", "$71.99"), cards, strict=True):
        lines += [line(name, x, y), line(price, x, y + 230)]
    assert [offer.title for offer in offers(*lines)] == names


def test_an_earlier_price_below_the_title_is_the_offers() -> None:
    (offer,) = offers(line("£95.95", 40, 100), line("Waterproof Running Shoes", 40, 132), line("Was £133.00", 40, 158))
    assert (offer.price.amount, offer.was, offer.title) == (Decimal("95.95"), Decimal(133), "Waterproof Running Shoes")


def test_a_row_of_facts_is_no_part_of_a_title() -> None:
    (offer,) = offers(
        line("£672,000", 40, 100, 24),
        line("3 bds | 2 ba | 1,270 sqft", 40, 128),
        line("Terraced Bungalow near the park", 40, 147),
    )
    assert offer.title == "Terraced Bungalow near the park"
