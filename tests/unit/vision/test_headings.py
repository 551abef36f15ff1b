"""The product on a page without a price: the heading beside its one button."""

from __future__ import annotations

from decimal import Decimal

import pytest
from interarec.domain.summaries import NOT_AVAILABLE
from interarec.vision.frames import Frame, SeenHeading
from interarec.vision.headings import find_heading
from interarec.vision.lines import TextLine
from interarec.vision.offers import PageOffer
from interarec.vision.page import Page, SeenOffer, SeenPage
from interarec.vision.page_price import PagePrice
from interarec.vision.styles import LineStyle
from interarec.vision.summarise import summarise

PLAIN = LineStyle((20.0, 20.0, 20.0), 200.0, 0.1, 2.0)
HEAD = LineStyle((20.0, 20.0, 20.0), 230.0, 0.12, 4.0)


def _heading(*rows: tuple[str, int, int, int]) -> str | None:
    """Rows of (text, x, y, height); higher ones are set as headings."""
    lines = [TextLine(text, (x, y, x + 9 * len(text), y + height), 0.99, ()) for text, x, y, height in rows]
    found = find_heading(lines, [HEAD if line.height > 20 else PLAIN for line in lines])
    return found[0] if found else None


BELOW = (
    ("Home office supplies", 40, 20, 16),
    ("Ships within two days", 400, 220, 16),
    ("Our shops near you", 40, 640, 16),
)


def test_the_largest_line_over_the_button_with_its_second_line() -> None:
    rows = (
        ("Lever Arch File,", 400, 70, 27),
        ("Marbled in Seven", 401, 100, 27),
        ("Greys, Pack of Ten", 402, 131, 28),
        ("Add to basket", 400, 180, 18),
    )
    assert _heading(*BELOW, *rows) == "Lever Arch File, Marbled in Seven Greys, Pack of Ten"


@pytest.mark.parametrize(
    "rows",
    [
        (("The story of our paper mill", 400, 100, 30),),  # an article: nothing to buy
        (("Desks", 400, 100, 30), ("Add to cart", 300, 200, 18), ("Add to cart", 600, 200, 18)),  # goods side by side
        (("Lever Arch File", 400, 100, 17), ("Add to cart", 400, 130, 18)),  # no line stands out
        (("Customers also bought", 400, 400, 30), ("Add to cart", 400, 180, 18)),  # below the button
        (("Paper of the year", 400, 20, 30), ("Add to cart", 400, 900, 18)),  # far away
    ],
)
def test_no_heading(rows: tuple[tuple[str, int, int, int], ...]) -> None:
    assert _heading(*BELOW, *rows) is None


def test_its_name_and_brand_are_told_and_count_for_nothing() -> None:
    price = PagePrice(Decimal("4.50"), "GBP", "current", (10, 40, 60, 56), 1, 16, False, True)
    listed = SeenOffer(PageOffer(price, title="Gel Pen", title_box=(10, 10, 90, 30), score=0.9), "Penwell", None, None)
    opened = Page("other", None, heading=SeenHeading("Lever Arch File", (0, 0, 9, 9), "Ringbound", None))
    frames = [
        SeenPage(Frame(f"s{number}", number, b"", dwell_ms=3000), page)
        for number, page in enumerate((Page("listing", "GBP", [listed]), opened))
    ]
    summary = summarise(frames, engine="local", engine_version="test")
    said = summary.categories
    assert "Products seen: Gel Pen; Lever Arch File" in said.product_characteristics
    assert "Opened: Lever Arch File for 3 s" in said.product_characteristics
    assert said.brand_preference == "Penwell (1 of the offers); Ringbound"
    assert said.highest_price == "4.50 GBP"
    assert [fact.value for fact in summary.brands] == ["Penwell"]
    alone = summarise(frames[1:], engine="local", engine_version="test").categories
    assert (alone.brand_preference, alone.lowest_price) == ("Ringbound", NOT_AVAILABLE)
