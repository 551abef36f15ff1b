"""Which wish is given up, against trying every combination."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from interarec.recommender.narrowing import narrow
from interarec.recommender.wants import Want

_NAMES = ("size", "brand", "color", "filter:brand", "filter:color")
WANTS = [Want(name, name.removeprefix("filter:"), ("x",), by_shopper=name.startswith("filter")) for name in _NAMES]


def _masks(rows: list[list[bool]]) -> list[np.ndarray]:
    return [np.array(column, np.bool_) for column in zip(*rows, strict=True)]


def _narrow(rows: list[list[bool]], min_items: int = 1, base: list[bool] | None = None):
    start = np.array(base if base is not None else [True] * len(rows), np.bool_)
    return narrow(start, WANTS, _masks(rows), min_items=min_items, currency="GBP")


def test_nothing_is_given_up_while_enough_is_left() -> None:
    narrowed = _narrow([[True] * 5, [False] * 5])
    assert narrowed.mask.tolist() == [True, False]
    assert narrowed.relaxed == ()
    assert narrowed.kept == tuple(WANTS)


def test_one_wish_is_given_up_before_two_and_the_earlier_of_two() -> None:
    narrowed = _narrow(
        [[True, False, True, True, True], [False, True, True, True, True], [False, False, True, True, True]]
    )
    assert [one.constraint for one in narrowed.relaxed] == ["size"]
    assert narrowed.mask.tolist() == [False, True, False]
    assert "0 items are left with it, 1 without" in narrowed.relaxed[0].reason


def test_every_inferred_wish_goes_before_one_the_shopper_set() -> None:
    narrowed = _narrow([[False, False, False, True, True], [True, True, True, False, True]])
    assert [one.constraint for one in narrowed.relaxed] == ["size", "brand", "color"]
    assert narrowed.mask.tolist() == [True, False]


def test_a_shopper_filter_goes_when_nothing_else_helps_and_never_what_the_site_forbids() -> None:
    rows = [[True] * 5, [True, True, True, False, True]]
    narrowed = _narrow(rows, base=[False, True])
    assert [one.constraint for one in narrowed.relaxed] == ["size", "brand", "color", "filter:brand"]
    assert narrowed.mask.tolist() == [False, True]


def test_an_empty_base_gives_an_empty_answer_without_relaxing() -> None:
    narrowed = _narrow([[False] * 5], base=[False])
    assert not narrowed.mask.any()
    assert narrowed.relaxed == ()


_ROWS = st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=8)


@given(_ROWS, st.integers(0, 6))
def test_as_few_as_possible_and_the_earlier_ones(rows: list[list[bool]], min_items: int) -> None:
    needed = min(min_items, len(rows))
    inferred, own = (0, 1, 2), (3, 4)
    ladder = [some for size in range(4) for some in combinations(inferred, size)]
    ladder += [(*inferred, *some) for size in (1, 2) for some in combinations(own, size)]

    def left(given_up: tuple[int, ...]) -> list[bool]:
        return [all(holds or bit in given_up for bit, holds in enumerate(row)) for row in rows]

    expected = next(some for some in ladder if sum(left(some)) >= needed)
    narrowed = _narrow(rows, min_items)
    assert [one.constraint for one in narrowed.relaxed] == [_NAMES[bit] for bit in expected]
    assert narrowed.mask.tolist() == left(expected)
