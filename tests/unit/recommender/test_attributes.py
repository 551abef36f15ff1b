"""One way of spelling attribute values."""

from __future__ import annotations

import pytest
from interarec.recommender.attributes import AttributeIndex, has_value

from .shop import ITEMS, item


def _found(attribute: str, *values: str) -> list[str]:
    mask = AttributeIndex(ITEMS).mask(attribute, values)
    return [one.item_id for one, holds in zip(ITEMS, mask, strict=True) if holds]


@pytest.mark.parametrize(
    ("attribute", "values", "expected"),
    [
        ("color", ["green"], ["g1", "g2", "g3"]),
        ("color", ["Bright Green"], ["g1", "g2", "g3"]),
        ("colour", ["blue"], ["b1", "b2"]),
        ("color", ["red", "blue"], ["r1", "r2", "b1", "b2"]),
        ("brand", ["VOLT  heron"], ["b1", "b2"]),
        ("category", ["dress"], ["g1", "g2", "r1", "r2"]),
        ("category", ["Apparel > Dresses"], ["g1", "g2", "r1", "r2"]),
        ("category", ["apparel"], ["g1", "g2", "g3", "r1", "r2"]),
        ("size", ["10"], ["g1", "g2", "r2"]),
        ("size", ["99"], []),
        ("material", ["linen"], []),
    ],
)
def test_values_are_compared_in_one_spelling(attribute: str, values: list[str], expected: list[str]) -> None:
    assert _found(attribute, *values) == expected
    assert [one.item_id for one in ITEMS if has_value(one, attribute, values)] == expected


def test_a_colour_that_no_family_has_is_compared_as_text() -> None:
    index = AttributeIndex([item("x", "1", color="Dragonfly 7"), item("y", "1", color="green")])
    assert index.mask("color", ["dragonfly  7"]).tolist() == [True, False]


def test_two_colours_of_one_item_both_count() -> None:
    assert has_value(item("x", "1", color="red/white"), "color", ["white"])
    assert has_value(item("x", "1", color="red/white"), "color", ["red"])


def test_other_columns_are_attributes_too() -> None:
    index = AttributeIndex([item("x", "1", attributes={"material": "Linen"}), item("y", "1")])
    assert index.knows("material")
    assert index.mask("material", ["linen"]).tolist() == [True, False]
