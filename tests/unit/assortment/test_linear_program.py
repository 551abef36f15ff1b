"""Medium instances against HiGHS on the linear program of Davis, Gallego and Topaloglu (2013)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from interarec.assortment import solve_instance
from scipy.optimize import linprog  # type: ignore[import-untyped]

from .brute import family

FAMILIES = ("lognormal", "paper", "uniform", "negative", "cents")
SHAPES = ("capacity", "quota", "crossing", "crossing_min")


def instance_of(shape: str, name: str, seed: int, n: int) -> dict[str, Any]:
    rng = np.random.default_rng([seed, FAMILIES.index(name), SHAPES.index(shape)])
    instance = family(name, rng, n) | {"capacity": int(rng.integers(5, 20))}
    partitions = {"capacity": 0, "quota": 1}.get(shape, 2)
    instance["groups"] = [
        {"of": rng.integers(0, groups, n).tolist(), "max": {k: int(rng.integers(1, 4)) for k in range(groups)}}
        for groups in (8, 5)[:partitions]
    ]
    if shape == "crossing_min":
        instance["groups"][0]["min"] = {0: 1, 1: 1}
        instance["groups"][1]["min"] = 1
    return instance


def linear_program(instance: dict[str, Any]) -> float:
    """max Σ p v y with v0 y0 + Σ v y = 1, 0 <= y <= y0, A y <= b y0 (and >= for minima)."""
    scale, unit = max(instance["weights"]), max(map(abs, instance["prices"]))
    prices, weights = np.array(instance["prices"]) / unit, np.array(instance["weights"]) / scale
    v0, n = instance["v0"] / scale, prices.size
    rows = [np.append(np.ones(n), -instance["capacity"])]
    for group in instance["groups"]:
        of = np.array(group["of"])
        for label in range(of.max() + 1):
            member = (of == label).astype(float)
            rows.append(np.append(member, -group["max"][label]))
            least = group.get("min", 0)
            rows.append(np.append(-member, least.get(label, 0) if isinstance(least, dict) else least))
    rows.extend(np.append(np.eye(n), -np.ones((n, 1)), axis=1))
    solved = linprog(
        -np.append(prices * weights, 0.0),
        A_ub=np.array(rows),
        b_ub=np.zeros(len(rows)),
        A_eq=np.append(weights, v0)[None],
        b_eq=[1.0],
        method="highs-ds",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    assert solved.status == 0, solved.message
    value: float = solved.fun
    return float(-value * unit)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", FAMILIES)
def test_highs_agrees(shape: str, name: str) -> None:
    for seed in range(3):
        instance = instance_of(shape, name, seed, 120)
        assert solve_instance(instance)["revenue"] == pytest.approx(linear_program(instance), rel=1e-9)
