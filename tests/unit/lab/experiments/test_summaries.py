"""Merging kept reads: a pure function of the prefix's own pages."""

from decimal import Decimal

from interarec.lab.experiments.reads import ItemRead, SeenOffer
from interarec.lab.experiments.summaries import merged

SKIRT = SeenOffer("Green skirt", "28.00", "USD", None, "green")
BLOUSE = SeenOffer("Green blouse", "38.00", "USD", None, "green")
TROUSERS = SeenOffer("Black trousers", "43.00", "USD", None, "black")


def read(*offers: SeenOffer, promotions: tuple[str, ...] = ()) -> ItemRead:
    return ItemRead(offers, promotions)


def test_nothing_seen_says_nothing() -> None:
    found = merged([])
    assert (found.text, found.lowest, found.highest, found.color) == ("", None, None, None)


def test_an_offer_counts_once_however_often_it_was_seen() -> None:
    found = merged([read(SKIRT), read(SKIRT), read(SKIRT)])
    assert found.color is None
    assert found.lowest is None
    assert found.text.count("Green skirt") == 1


def test_range_and_majority_colour_need_two_offers() -> None:
    found = merged([read(SKIRT), read(BLOUSE), read(TROUSERS)])
    assert (found.lowest, found.highest, found.color) == (Decimal("28.00"), Decimal("43.00"), "green")


def test_a_colour_without_half_of_the_offers_is_none() -> None:
    others = [SeenOffer(f"Item {n}", f"{n}.00", "USD", None, None) for n in range(3)]
    assert merged([read(SKIRT, BLOUSE, *others)]).color is None


def test_promotions_are_told_once() -> None:
    found = merged([read(SKIRT, promotions=("Sale",)), read(BLOUSE, promotions=("Sale",))])
    assert found.text.count("Sale") == 1


def test_a_page_without_a_price_gives_its_name_and_brand_and_no_bound() -> None:
    reads = [
        ItemRead((SeenOffer("Lever Arch File", "", None, "Ringbound", "grey"),), ()),
        ItemRead((SeenOffer("Gel Pen", "4.50", "GBP", None, None),), ()),
    ]
    summary = merged(reads)
    assert summary.text == (
        "Products seen: Lever Arch File; Gel Pen. Colours: grey (1). 4.50 GBP. 4.50 GBP. Ringbound (1 of the offers)"
    )
    assert (summary.lowest, summary.highest) == (None, None)
