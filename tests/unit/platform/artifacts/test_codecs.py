"""Artifacts come back as they went in."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from interarec.domain.catalogue import Catalogue, ChoiceModel, Item
from interarec.domain.errors import InvalidInput
from interarec.domain.money import Money
from interarec.platform.artifacts import decode_catalogue, decode_choice_model, encode_catalogue, encode_choice_model
from interarec.platform.artifacts.catalogues import content_version

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
PRICE = Money(Decimal("18.10"), "GBP")
FULL = Item("a", "Tea\u2028dress", PRICE, "B", "green", "X > Y", ("8", "10"), False, "/l", "/i", "text", {"k": "v"})
ITEMS = (FULL, Item("b", "Mug", PRICE))


def test_a_catalogue_comes_back_as_it_went_in() -> None:
    catalogue = Catalogue("demo", "v1", "GBP", ITEMS, NOON)
    assert decode_catalogue(encode_catalogue(catalogue)) == catalogue
    assert encode_catalogue(catalogue) == encode_catalogue(catalogue)


def test_the_version_changes_with_any_item_their_order_and_the_currency() -> None:
    versions = {
        content_version(ITEMS, "GBP"),
        content_version(ITEMS[::-1], "GBP"),
        content_version(ITEMS, "EUR"),
        content_version(ITEMS[:1], "GBP"),
    }
    assert len(versions) == 4


def test_a_choice_model_comes_back_as_it_went_in() -> None:
    model = ChoiceModel("demo", "v1", {"a": 0.1}, 0.5, 0.3, 0.01, {"a": 3}, NOON, {"prior": 1.0})
    assert decode_choice_model(encode_choice_model(model)) == model


@pytest.mark.parametrize("data", [b"", b"text", encode_catalogue(Catalogue("demo", "v1", "GBP", ITEMS, NOON))[:-9]])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        decode_catalogue(data)
    with pytest.raises(InvalidInput):
        decode_choice_model(data)
