"""Brands and links found in a small invented catalogue."""

from __future__ import annotations

import pytest
from interarec.vision import Gazetteer

_ITEMS = [
    {"id": "a1", "title": "Linen Wrap Midi Dress", "brand": "Ardenne", "color": "Sage", "currency": "GBP"},
    {"id": "a2", "title": "Ribbed Tank Top", "brand": "Maribel & Co", "currency": "GBP"},
    {"id": "a3", "title": "Trail Running Shoes 2.0", "brand": "Strideon", "currency": "EUR"},
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_items(_ITEMS)


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("ARDENNE linen dress", "Ardenne"),
        ("Tank by Maribel & Co.", "Maribel & Co"),
        ("Stridecn Trail Shoes", "Strideon"),
        ("Gardenne dress", None),
        ("Plain white shirt", None),
    ],
)
def test_brands(gazetteer: Gazetteer, text: str, brand: str | None) -> None:
    assert gazetteer.brand_in(text) == brand


@pytest.mark.parametrize(
    ("title", "item_id"),
    [
        ("Linen Wrap Midi Dress", "a1"),
        ("Linen Wrap Mldi Dress", "a1"),
        ("Trail Running Sh", "a3"),
        ("Velvet Armchair", None),
    ],
)
def test_links(gazetteer: Gazetteer, title: str, item_id: str | None) -> None:
    entry = gazetteer.link(title)
    assert (entry.item_id if entry else None) == item_id


def test_currency_is_the_commonest(gazetteer: Gazetteer) -> None:
    assert gazetteer.currency == "GBP"


def test_an_empty_catalogue_knows_nothing() -> None:
    empty = Gazetteer.from_items([])
    assert (empty.brand_in("Ardenne"), empty.link("Linen Wrap"), empty.currency) == (None, None, None)
