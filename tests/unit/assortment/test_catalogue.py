"""The prepared catalogue: what it holds, what it refuses, and that it cannot change under a running solve."""

from __future__ import annotations

import interarec.assortment
import numpy as np
import pytest
from interarec.assortment import Catalogue, Request, solve
from interarec.domain.errors import InvalidInput


def test_ids_and_positions() -> None:
    catalogue = Catalogue([1, 2, 3], [1, 1, 1], item_ids=["x", "y", "z"])
    assert catalogue.indices(["z", "x"]).tolist() == [2, 0]
    with pytest.raises(InvalidInput, match="'q'"):
        catalogue.indices(["q"])


def test_attributes_of_several_values() -> None:
    sizes = [["S", "M"], "M", None, ("L",)]
    catalogue = Catalogue([4, 3, 2, 1], [1, 1, 1, 1], v0=0.1, attributes={"size": sizes})
    assert set(catalogue.attribute_values("size")) == {"S", "M", "L"}
    assert catalogue.attributes["size"].bitmap(["M"]).tolist() == [True, True, False, False]
    assert solve(catalogue, Request(capacity=1, filters={"size": ["L", "nobody's"]})).items == (3,)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"attributes": {"color": ["red"]}}, "1 rows where 2"),
        ({"attributes": {"color": ["red", 3]}}, r"\['color'\]\[1\]|'color'\]\[1\]"),
        ({"item_ids": ["a"]}, "1 rows where 2"),
        ({"values": {"margin": [1.0, float("nan")]}}, r"margin'\]\[1\]"),
        ({"embeddings": np.zeros((3, 4))}, "shape"),
        ({"embeddings": np.full((2, 4), np.nan)}, r"embeddings\[0\]"),
    ],
)
def test_wrong_parts_are_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        Catalogue([1.0, 2.0], [1.0, 1.0], **fields)  # type: ignore[arg-type]


def test_a_later_write_does_not_reach_it() -> None:
    prices = np.array([5.0, 1.0])
    catalogue = Catalogue(prices, [1.0, 1.0])
    prices[0] = 0.0
    assert solve(catalogue, Request(capacity=1)).items == (0,)
    with pytest.raises(ValueError, match="read-only"):
        catalogue.prices[0] = 0.0


def test_what_is_exported_is_sorted_and_there() -> None:
    names = interarec.assortment.__all__
    assert sorted(names, key=lambda name: (not name[0].isupper(), name)) == names
    assert all(hasattr(interarec.assortment, name) for name in names)
