"""The traps of assortment code in practice, each with the answer the engine gives."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from interarec.assortment import Catalogue, GroupLimit, Request, solve, solve_instance
from interarec.domain.errors import InvalidInput


def _solve(**instance: object) -> dict[str, object]:
    return solve_instance({"prices": [10, 8, 6], "weights": [1, 1, 1], "v0": 1} | instance)


def test_a_level_that_is_no_float32_keeps_the_incumbent() -> None:
    # R({0}) = 1/3 exactly between two float32; a level rounded up would give the empty set.
    answer = _solve(prices=[1.0], weights=[0.5], v0=1.0, capacity=1)
    assert answer["items"] == [0]
    assert answer["revenue"] == pytest.approx(1 / 3, rel=1e-15)


def test_starting_from_the_optimum_keeps_it() -> None:
    # With a must-include the first level is already optimal: nothing else may be added and nothing lost.
    answer = _solve(include=[0], prices=[10, 5, 5], capacity=3)
    assert answer["items"] == [0]
    assert answer["revenue"] == 5.0


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("field", ["prices", "weights"])
def test_what_is_not_finite_is_refused_at_load_by_row(field: str, bad: float) -> None:
    rows = {"prices": [1.0, 2.0, 3.0], "weights": [1.0, 1.0, 1.0]}
    rows[field][1] = bad
    with pytest.raises(InvalidInput, match=rf"{field}\[1\]") as caught:
        Catalogue(rows["prices"], rows["weights"])
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("instance", "field"),
    [
        ({"weights": [1, -1, 1]}, "weights"),
        ({"v0": -1}, "v0"),
        ({"v0": math.nan}, "v0"),
        ({"weights": [1, 1]}, "weights"),
        ({"prices": []}, "weights"),
        ({"prices": [[1], [2], [3]]}, "prices"),
        ({"prices": [1, None, 3]}, "prices"),
        ({"capacity": -1}, "capacity"),
        ({"capacity": 1.5}, "capacity"),
        ({"capacity": True}, "capacity"),
        ({"min_size": -1}, "min_size"),
        ({"include": [3]}, "include"),
        ({"exclude": [-1]}, "exclude"),
        ({"price_range": [5, 4]}, "price_range"),
        ({"price_range": [math.nan, 4]}, "price_range[0]"),
        ({"price_range": [1]}, "price_range"),
        ({"groups": [{"of": [0, 1], "max": 1}]}, "groups"),
        ({"groups": [{"max": 1}]}, "groups"),
        ({"feasible_sets": [[0, 5]]}, "feasible_sets[0]"),
        ({"filters": {"color": ["red"]}}, "filters"),
        ({"objective": "margin"}, "objective"),
    ],
)
def test_invalid_input_is_named(instance: dict[str, object], field: str) -> None:
    answer = _solve(**instance)
    assert answer["status"] == "invalid"
    assert answer["field"] == field
    assert answer["reason"]


def test_utilities_too_large_for_exp_are_scaled() -> None:
    catalogue = Catalogue.from_utilities([10, 9, 1], [1000.0, 1000.0, 1001.0], outside_utility=1000.0)
    answer = solve(catalogue, Request(capacity=2))
    assert answer.items == (0, 1)
    assert answer.revenue == pytest.approx(19 / 3)


def test_weights_whose_sum_overflows_are_refused() -> None:
    with pytest.raises(InvalidInput, match="from_utilities"):
        Catalogue([10.0, 10.0], [1e308, 1e308])


def test_without_an_outside_option_one_item_of_the_top_price() -> None:
    answer = _solve(prices=[6, 10, 10], v0=0, capacity=2)
    assert answer["items"] == [1]
    assert answer["revenue"] == 10.0
    assert answer["p_no_purchase"] == 0.0
    assert "no outside option" in str(answer["warnings"])


def test_without_an_outside_option_the_empty_set_is_worth_nothing() -> None:
    answer = _solve(v0=0, capacity=0)
    assert (answer["status"], answer["items"], answer["revenue"]) == ("optimal", [], 0.0)
    assert answer["p_no_purchase"] == 1.0


def test_v0_of_the_whole_catalogue_is_warned_of() -> None:
    rng = np.random.default_rng(3)
    weights = rng.uniform(0.5, 1.0, 5000)
    catalogue = Catalogue(rng.uniform(1, 1000, 5000), weights, v0=3 / 7 * weights.sum())
    assert "P(no purchase)" in solve(catalogue, Request(capacity=10)).warnings[0]
    assert solve(catalogue, Request(capacity=10, v0=1.0)).warnings == ()


@pytest.mark.parametrize("copies", [5, 5000])
def test_ties_go_to_the_lower_index_and_stay(copies: int) -> None:
    catalogue = Catalogue([5.0] * copies, [1.0] * copies, v0=1.0)
    answers = {solve(catalogue, Request(capacity=3)).items for _ in range(5)}
    assert answers == {(0, 1, 2)}
    assert solve(catalogue, Request(capacity=3, exclude=[1])).items == (0, 2, 3)


def test_repeated_ids_are_refused_at_load() -> None:
    with pytest.raises(InvalidInput, match=r"item_ids\[2\] repeats 'a'"):
        Catalogue([1, 2, 3], [1, 1, 1], item_ids=["a", "b", "a"])


def test_an_item_of_weight_zero_never_eats_a_slot() -> None:
    assert _solve(weights=[0, 1, 1], capacity=2)["items"] == [1, 2]
    assert _solve(weights=[0, 1, 1], capacity=3, include=[0])["items"] == [0, 1, 2]


def test_an_item_worth_the_level_or_less_is_left_out() -> None:
    # R({0}) = 5 with v0 = 1: an item at exactly 5 is neutral, one below hurts.
    assert _solve(prices=[10, 5, 4], capacity=3)["items"] == [0]


def test_nothing_profitable() -> None:
    answer = _solve(prices=[0, -1, -2])
    assert (answer["status"], answer["items"], answer["revenue"]) == ("optimal", [], 0.0)
    assert "nothing profitable" in str(answer["reason"])


def test_free_slots_stay_free_unless_filled_on_purpose() -> None:
    base = {"prices": [10, 1, 1], "capacity": 3}
    free, full = _solve(**base), _solve(**base, min_size=3)
    assert (free["items"], full["items"]) == ([0], [0, 1, 2])
    assert "worth less than the revenue level" in str(free["reason"])
    costs = {one["constraint"]: one["cost"] for one in full["shadow_costs"]}  # type: ignore[attr-defined]
    assert costs["min_size"] == pytest.approx(5.0 - 3.0)


def test_empty_after_filters_says_where_the_items_went() -> None:
    answer = _solve(
        attributes={"color": ["red", "green", "red"]}, filters={"color": ["green"]}, price_range=[9, 10], capacity=2
    )
    assert (answer["status"], answer["items"]) == ("optimal", [])
    assert answer["filter_counts"] == [
        {"constraint": "price_range", "left": 1},
        {"constraint": "filter:color", "left": 0},
    ]
    relaxation = answer["relaxation"]
    assert isinstance(relaxation, dict)
    assert relaxation["constraint"] == "filter:color"
    assert relaxation["revenue"] == 5.0


@pytest.mark.parametrize(
    ("instance", "conflicts"),
    [
        ({"include": [0], "exclude": [0]}, {"include", "exclude"}),
        ({"include": [0], "price_range": [1, 8]}, {"include", "price_range"}),
        ({"include": [0, 1], "capacity": 1}, {"include", "capacity"}),
        ({"include": [0, 1], "groups": [{"of": ["a", "a", "b"], "max": {"a": 1}}]}, {"include", "group:0"}),
        ({"groups": [{"of": [0, 0, 1], "min": {"1": 2}}]}, {"group:0"}),
        ({"groups": [{"of": [0, 0, 1], "min": {1: 1}, "max": {1: 0}}]}, {"group:0"}),
        ({"groups": [{"of": [0, 0, 1], "min": {"z": 1}}]}, {"group:0"}),
        ({"groups": [{"of": [0, 1, 2], "min": 1}], "capacity": 2}, {"group:0", "capacity"}),
        ({"min_size": 3, "capacity": 2}, {"min_size", "capacity"}),
        ({"min_size": 3, "exclude": [0]}, {"min_size"}),
        ({"feasible_sets": [[0]], "exclude": [0]}, {"feasible_sets", "exclude"}),
        ({"feasible_sets": []}, {"feasible_sets"}),
    ],
)
def test_contradictions_are_infeasible_and_named(instance: dict[str, object], conflicts: set[str]) -> None:
    answer = _solve(**instance)
    assert answer["status"] == "infeasible"
    assert set(answer["conflicts"]) == conflicts  # type: ignore[call-overload]
    assert answer["items"] == []


def test_capacity_above_n_is_clamped_and_zero_is_empty() -> None:
    assert _solve(capacity=99)["items"] == _solve()["items"]
    assert _solve(capacity=0)["reason"] == "the capacity is 0"


def test_cents_do_not_overflow() -> None:
    cents = np.array([2_000_000_000, 1_999_999_999, 5], dtype=np.int32)
    answer = solve(Catalogue(cents, [3, 3, 3], v0=1), Request(capacity=2))
    assert answer.revenue == pytest.approx(3 * 3_999_999_999 / 7, rel=1e-15)
    assert answer.items == (0, 1)


def test_the_revenue_is_that_of_the_items_returned() -> None:
    rng = np.random.default_rng(1)
    prices, weights = rng.lognormal(3, 1, 3000), np.exp(rng.uniform(-18, 18, 3000))
    answer = solve(Catalogue(prices, weights, v0=1e-3), Request(capacity=20))
    items = list(answer.items)
    exact = math.fsum(prices[items] * weights[items]) / (1e-3 + math.fsum(weights[items]))
    assert answer.revenue == pytest.approx(exact, rel=1e-14)
    assert answer.gap == 0.0


def test_three_crossing_partitions_are_refused_by_name() -> None:
    groups = [{"of": [0, 0, 1], "max": 1}, {"of": [0, 1, 1], "max": 1}, {"of": [1, 0, 1], "max": 1}]
    answer = _solve(groups=groups)
    assert answer["status"] == "unsupported"
    assert "group:0, group:1, group:2" in str(answer["reason"])


@pytest.mark.parametrize("key", ["budget", "weight", "nests"])
def test_a_key_nobody_understands_is_refused_by_name(key: str) -> None:
    answer = _solve(**{key: 3})
    assert (answer["status"], answer["field"]) == ("unsupported", key)


@pytest.mark.parametrize("extra", [{"capacity": 1}, {"min_size": 1}, {"groups": [{"of": [0, 0, 0], "max": 1}]}])
def test_sizes_beside_listed_sets_are_refused(extra: dict[str, object]) -> None:
    assert _solve(feasible_sets=[[0], [1]], **extra)["status"] == "unsupported"


def test_a_multi_valued_attribute_is_no_partition() -> None:
    catalogue = Catalogue([1, 2], [1, 1], attributes={"size": [["S", "M"], "M"]})
    answer = solve(catalogue, Request(groups=[GroupLimit(of="size", max=1)]))
    assert answer.status == "unsupported"


def test_the_answer_is_json() -> None:
    assert json.loads(json.dumps(_solve(capacity=2)))["items"] == [0, 1]
