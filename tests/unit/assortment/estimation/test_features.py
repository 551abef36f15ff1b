"""Feature effects from records: price and brand over a catalogue, session terms over what was offered."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from interarec.assortment.estimation import fit_features
from interarec.domain.errors import InvalidInput


def catalogue(n: int, rng: np.random.Generator) -> tuple[dict[str, dict[str, float | str]], np.ndarray]:
    price, brand = rng.normal(size=n), rng.integers(0, 3, n)
    brand[0] = 0
    utility = -0.8 * price + np.array([0.0, 0.5, -0.5])[brand]
    items: dict[str, dict[str, float | str]] = {
        f"i{k}": {"price": float(price[k]), "brand": f"b{brand[k]}"} for k in range(n)
    }
    return items, utility


@pytest.mark.parametrize("n", [100, 800])
def test_price_and_brand_over_the_whole_or_a_sampled_catalogue(n: int) -> None:
    rng = np.random.default_rng(n)
    items, utility = catalogue(n, rng)
    bought = (utility + rng.gumbel(size=(3000, n))).argmax(axis=1)
    fit = fit_features([{"chosen": f"i{k}"} for k in bought], items, alternatives=30)
    assert fit.coefficient("price") == pytest.approx(-0.8, abs=0.08)
    assert fit.coefficient("brand=b1") == pytest.approx(0.5, abs=0.15)
    assert fit.coefficient("brand=b2") == pytest.approx(-0.5, abs=0.2)
    assert json.loads(json.dumps(fit.to_mapping()))["choices"] == 3000


def test_session_terms_and_places_of_what_was_offered() -> None:
    rng = np.random.default_rng(1)
    items: dict[str, dict[str, float | str]] = {f"i{k}": {"log_v": float(rng.normal())} for k in range(30)}
    log_v = np.array([item["log_v"] for item in items.values()], dtype=float)
    records: list[dict[str, Any]] = []
    for _ in range(3000):
        offered = rng.choice(30, 4, replace=False)
        similarity = rng.normal(size=4)
        utility = log_v[offered] + 1.5 * similarity + np.array([0.0, -0.4, -0.8, -1.2])
        winner = int((np.append(utility, 0.0) + rng.gumbel(size=5)).argmax())
        names = [f"i{k}" for k in offered]
        features = {name: {"similarity": float(s)} for name, s in zip(names, similarity, strict=True)}
        records.append({"offered": names, "chosen": names[winner] if winner < 4 else None, "features": features})
    fit = fit_features(records, items, positions=True)
    assert fit.coefficient("log_v") == pytest.approx(1.0, abs=0.15)
    assert fit.coefficient("similarity") == pytest.approx(1.5, abs=0.15)
    assert fit.coefficient("place 3") == pytest.approx(-1.2, abs=0.25)


@pytest.mark.parametrize(
    ("records", "items", "message"),
    [
        ([], {"a": {"x": 1.0}}, "no records"),
        ([{"chosen": "z"}], {"a": {"x": 1.0}}, "record 0: item 'z'"),
        ([{"chosen": "a"}], {"a": {"x": 1.0}, "b": {}}, "no feature 'x'"),
        (
            [{"offered": ["a"], "chosen": "a", "features": {"a": {"s": 1}}}, {"offered": ["a"], "chosen": "a"}],
            {"a": {"x": 1.0}},
            "record 1",
        ),
    ],
)
def test_what_is_missing_is_named(records: list[dict[str, Any]], items: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        fit_features(records, items)
