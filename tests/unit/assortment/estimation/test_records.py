"""Logged records in, stored model out: what the command line does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from interarec.assortment.estimation import ChoiceModel, fit_records
from interarec.domain.errors import InvalidInput


def test_purchases_alone() -> None:
    model = fit_records([{"chosen": "a", "count": 3}, {"chosen": "b"}], prior=0.0)["all"]
    assert model.item_ids == ("a", "b")
    assert model.weights == pytest.approx((1.5, 0.5))


def test_purchases_and_visits_without() -> None:
    model = fit_records([{"chosen": "a", "count": 3}, {"chosen": None, "count": 6}], prior=0.0)["all"]
    assert model.weights[0] / model.v0 == pytest.approx(0.5)
    assert model.report.warnings == ()


def test_offered_sets_with_propensities() -> None:
    records: list[dict[str, Any]] = [
        {"offered": ["a", "b"], "chosen": "a", "count": 30, "propensity": 1.0},
        {"offered": ["a", "b"], "chosen": "b", "count": 3, "propensity": 0.1},
        {"offered": ["b", "a"], "chosen": None, "count": 30},
    ]
    model = fit_records(records, prior=0.0, held_out=0.0)["all"]
    assert model.weights == pytest.approx((1.0, 1.0), rel=1e-6)
    assert model.v0 == 1.0


def test_segments_and_storage() -> None:
    records: list[dict[str, Any]] = [
        {"offered": ["a", "b"], "chosen": chosen, "segment": segment, "count": count}
        for segment, chosen, count in [("x", "a", 900), ("x", "b", 100), ("y", "a", 100), ("y", "b", 900)]
    ]
    models = fit_records(records, by_segment=True, held_out=0.5)
    assert models["x"].weights[0] > 2 * models["x"].weights[1]
    assert models["y"].weights[1] > 2 * models["y"].weights[0]
    for model in models.values():
        assert ChoiceModel.from_mapping(json.loads(json.dumps(model.to_mapping()))) == model


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([], "no records"),
        ([{"chosen": None}], "nothing was bought"),
        ([{"offered": ["a"], "chosen": "a"}, {"chosen": "a"}], "record 1"),
        ([{"offered": ["a"], "chosen": "a", "count": -1}], "record 0 count"),
        ([{"offered": ["a"], "chosen": "b"}], "row 0"),
    ],
)
def test_bad_records_are_named(records: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        fit_records(records)


def test_an_unknown_item_is_named() -> None:
    with pytest.raises(InvalidInput, match="record 0: no item has the id 'z'"):
        fit_records([{"chosen": "z"}], item_ids=["a"])


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(InvalidInput, match="not a stored choice model"):
        ChoiceModel.from_mapping({"item_ids": []})
