"""Shadow costs and relaxations: each is the difference of two solves that can be checked by hand."""

from __future__ import annotations

import pytest
from interarec.assortment import Catalogue, GroupLimit, Request, relax, solve

CATALOGUE = Catalogue(
    prices=[100.0, 60.0, 30.0, 20.0],
    weights=[1.0, 1.0, 1.0, 1.0],
    v0=1.0,
    item_ids=["dress", "coat", "shirt", "sock"],
    attributes={"color": ["red", "green", "green", "blue"], "brand": ["a", "a", "b", "b"]},
)


def costs(request: Request) -> dict[str, float]:
    return {one.constraint: one.cost for one in solve(CATALOGUE, request, explain=True).shadow_costs}


def test_shadow_costs_are_the_revenue_without() -> None:
    # Alone the shirt yields 15, the coat 30, the dress 50; dress and coat yield 160 / 3.
    request = Request(capacity=1, filters={"color": ["green"]}, price_range=(10, 50))
    answer = solve(CATALOGUE, request, explain=True)
    assert answer.item_ids == ("shirt",)
    assert costs(request) == pytest.approx({"filter:color": 0.0, "price_range": 30.0 - 15.0, "capacity": 0.0})
    assert [(one.constraint, one.left) for one in answer.filter_counts] == [("price_range", 2), ("filter:color", 1)]


def test_must_includes_excludes_and_groups_have_costs_too() -> None:
    request = Request(capacity=2, include=[3], exclude=[0], groups=[GroupLimit(of="brand", max=1)])
    # With the sock: coat and sock yield 80 / 3. Without it the coat alone yields 30 ...
    assert solve(CATALOGUE, request).items == (1, 3)
    # ... and with the dress back, dress and sock yield 40.
    assert costs(request) == pytest.approx(
        {"include": 30.0 - 80 / 3, "exclude": 40.0 - 80 / 3, "capacity": 0.0, "group:brand": 0.0}
    )


def test_without_explain_nothing_is_solved_twice() -> None:
    assert solve(CATALOGUE, Request(capacity=1)).shadow_costs == ()


def test_relax_takes_the_best_single_relaxation() -> None:
    request = Request(capacity=1, filters={"color": ["blue"]}, price_range=(50, 70))
    found = relax(CATALOGUE, request)
    assert found is not None
    # Dropping the colour gives the coat (30); lowering the range to 20 only the sock (10).
    assert (found.constraint, found.answer.item_ids) == ("filter:color", ("coat",))
    assert solve(CATALOGUE, found.request) == found.answer


def test_relax_obeys_a_stated_order_and_widens_only_as_far_as_needed() -> None:
    request = Request(capacity=1, filters={"color": ["blue"]}, price_range=(50, 70))
    found = relax(CATALOGUE, request, order=["price_range", "filter:color"])
    assert found is not None
    assert found.description == "lowest price lowered from 50 to 20"
    assert found.request.price_range == (20.0, 70)
    assert found.answer.item_ids == ("sock",)


def test_relax_upwards_with_an_open_end() -> None:
    found = relax(CATALOGUE, Request(filters={"color": ["red"]}, price_range=(None, 70)))
    assert found is not None
    assert found.request.price_range in ((None, 100.0), (None, 70))
    upwards = relax(CATALOGUE, Request(filters={"color": ["red"]}, price_range=(None, 70)), order=["price_range"])
    assert upwards is not None
    assert upwards.request.price_range == (None, 100.0)


def test_relax_counts_items() -> None:
    request = Request(filters={"color": ["green"]}, price_range=(50, 70))
    assert relax(CATALOGUE, request) is None
    found = relax(CATALOGUE, request, min_items=2, order=["price_range", "filter:color"])
    assert found is None  # the shirt is in range then, but worth less than the level: one item stays best
    assert relax(CATALOGUE, Request(capacity=0), min_items=1) is not None


def test_an_infeasible_request_is_relaxed_by_the_constraint_in_the_way() -> None:
    found = relax(CATALOGUE, Request(include=[0], exclude=[0]))
    assert found is not None
    assert found.constraint == "exclude"


def test_what_is_stocked_out_or_never_sold_is_no_constraint_to_relax() -> None:
    empty = CATALOGUE.prices < 0
    assert relax(CATALOGUE, Request(mask=empty)) is None


def test_a_wrong_request_is_not_relaxed() -> None:
    assert relax(CATALOGUE, Request(price_range=(5, 1))) is None
