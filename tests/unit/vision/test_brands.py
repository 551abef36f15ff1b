"""Whose product an offer is, without a catalogue and with one."""

from __future__ import annotations

import pytest
from interarec.vision.brands import find_brand
from interarec.vision.gazetteer import Gazetteer
from interarec.vision.lines import TextLine

TITLE_BOX = (100, 200, 320, 218)
SHOP = Gazetteer.from_items([{"id": "1", "title": "Wrap Dress", "brand": "Fennwood", "price": "18 GBP"}])


def _line(text: str, y: int = 178) -> TextLine:
    return TextLine(text, (100, y, 100 + 8 * len(text), y + 16), 0.99, ())


def _brand(title: str, *lines: TextLine, gazetteer: Gazetteer | None = None) -> str | None:
    return find_brand(title, TITLE_BOX, lines, gazetteer)


@pytest.mark.parametrize("name", ["Tolwick", "MARIBEL & CO", "Okapi Lane"])
def test_the_line_over_a_title(name: str) -> None:
    assert _brand("Linen Wrap Dress", _line(name)) == name


@pytest.mark.parametrize(
    "label",
    ["£1,150 pcm (£265 pw)", "3 beds | 2 baths | 1,240 sqft", "WOMEN", "Sponsored 1", "Navy", "XS S M L", "New in",
     "-30%", "Double room", "Customers also bought", "14 Dec - 17 Dec", "OO", "Loire, France", "Free delivery"],
)  # fmt: skip
def test_a_line_that_is_something_else(label: str) -> None:
    assert _brand("Linen Wrap Dress", _line(label)) is None


def test_a_line_below_or_far_away_is_none_unless_it_is_widely_known() -> None:
    assert _brand("Linen Wrap Dress", _line("Tolwick", 222)) is None
    assert _brand("Linen Wrap Dress", _line("Tolwick", 60)) is None
    assert _brand("Court Vision Low", _line("Nike", 222)) == "Nike"


@pytest.mark.parametrize(
    ("title", "brand"),
    [
        ("Sony WH-1000XM5 Headphones", "Sony"),
        ("The North Face Jacket", "The North Face"),
        ("iPhone 15 128 GB", "Apple"),
        ("NORDAHL Cropped Parka", "NORDAHL"),
        ("MARIBEL & CO Wrap Dress", "MARIBEL & CO"),
        ("512GB SSD Laptop", None),
        ("NAVY Wrap Dress", None),
        ("Linen Wrap Dress", None),
    ],
)
def test_the_start_of_a_title(title: str, brand: str | None) -> None:
    assert _brand(title) == brand


def test_with_a_catalogue_only_its_brands() -> None:
    assert _brand("Fennwood Wrap Dress", gazetteer=SHOP) == "Fennwood"
    assert _brand("Wrap Dress", _line("Fennwood", 222), gazetteer=SHOP) == "Fennwood"
    assert _brand("Sony Headphones", _line("Tolwick"), gazetteer=SHOP) is None
