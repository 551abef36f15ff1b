"""Pages of a batch to one summary: one offer counts once, whoever shows it how often."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from interarec.domain.summaries import NOT_AVAILABLE
from interarec.vision.frames import Frame
from interarec.vision.offers import PageOffer
from interarec.vision.page import Page, SeenOffer, SeenPage
from interarec.vision.page_price import PagePrice
from interarec.vision.pictures import color_of_picture, find_pictures, picture_for
from interarec.vision.summarise import summarise


def _seen(title: str | None, amount: str, *, brand: str | None = None, color: str | None = None) -> SeenOffer:
    price = PagePrice(Decimal(amount), "GBP", "current", (10, 40, 60, 56), 1, 16, False, True)
    box = (10, 10, 200, 30) if title else None
    return SeenOffer(PageOffer(price, title=title, title_box=box, score=0.9), brand, color, None)


def _page(*offers: SeenOffer, kind: str = "listing") -> Page:
    return Page(kind, "GBP", list(offers))


def _summary(*pages: Page) -> object:
    frames = [SeenPage(Frame(f"s{number}", number, b"", dwell_ms=2000), page) for number, page in enumerate(pages)]
    return summarise(frames, engine="local", engine_version="test")


def test_an_offer_seen_three_times_counts_once() -> None:
    dress, shirt = _seen("Linen Wrap Dress", "18.00", brand="Ardenne"), _seen("Polo Shirt", "44.00", brand="Tolwick")
    summary = _summary(_page(dress, shirt), _page(dress), _page(_seen("Linen Wrap Dres", "18.00", brand="Ardenne")))
    assert [(offer.title, offer.sightings) for offer in summary.offers] == [("Linen Wrap Dress", 3), ("Polo Shirt", 1)]
    assert [(fact.value, fact.support, fact.share) for fact in summary.brands] == [
        ("Ardenne", 1, 0.5),
        ("Tolwick", 1, 0.5),
    ]
    assert "Came back to: Linen Wrap Dress" in summary.categories.comparisons


def test_two_offers_of_one_frame_stay_two() -> None:
    same = _seen("Basic Tee", "9.00")
    assert len(_summary(_page(same, same)).offers) == 2


def test_the_range_of_prices_and_colours() -> None:
    summary = _summary(
        _page(_seen("A", "144.00", color="green"), _seen("B", "18.00", color="green"), _seen(None, "20.00"))
    )
    assert (summary.categories.lowest_price, summary.categories.highest_price) == ("18.00 GBP", "144.00 GBP")
    assert [(fact.value, fact.support) for fact in summary.colors] == [("green", 2)]
    assert "green (2)" in summary.categories.product_characteristics


def test_the_opened_product_is_named_with_its_time() -> None:
    summary = _summary(_page(_seen("Linen Wrap Dress", "18.00"), kind="product"))
    assert "Opened: Linen Wrap Dress for 2 s" in summary.categories.product_characteristics


def test_nothing_seen_is_not_available() -> None:
    categories = _summary(_page()).categories
    assert {getattr(categories, name) for name in categories.__slots__} == {NOT_AVAILABLE}


def test_the_colour_of_a_picture_is_that_of_the_thing_in_it() -> None:
    pixels = np.full((400, 400, 3), 255, dtype=np.uint8)
    pixels[40:240, 40:200] = (235, 235, 232)
    pixels[80:210, 80:160] = (40, 125, 65)
    (picture,) = find_pictures(pixels, [])
    assert picture_for((60, 260, 150, 280), [picture]) == picture
    assert color_of_picture(pixels, picture) == "green"
