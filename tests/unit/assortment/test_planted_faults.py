"""The checker itself: known wrong solvers must not get past the instances the right one is held to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from .brute import FAMILIES, Instance, constrained, family, fault
from .planted import PLANTED


def _found(solver: Callable[[Instance], dict[str, Any]]) -> int:
    found = 0
    for name in FAMILIES:
        for seed in range(25):
            rng = np.random.default_rng([seed, FAMILIES.index(name)])
            base = family(name, rng, int(rng.integers(1, 9)))
            instance = constrained("min_size", rng, base)
            plain = base | {"capacity": instance["capacity"]}
            found += fault(plain, solver(plain)) is not None
    return found


@pytest.mark.parametrize("solver", PLANTED, ids=lambda solver: solver.__name__)
def test_a_planted_fault_is_caught(solver: Callable[[Instance], dict[str, Any]]) -> None:
    assert _found(solver) > 0


def test_a_wrong_set_a_wrong_figure_and_a_wrong_status_are_caught() -> None:
    instance = {"prices": [10.0, 1.0], "weights": [1.0, 1.0], "v0": 1.0, "capacity": 1}
    assert fault(instance, {"status": "optimal", "items": [0], "revenue": 5.0}) is None
    assert "best is 5.0" in (fault(instance, {"status": "optimal", "items": [1], "revenue": 0.5}) or "")
    assert "not feasible" in (fault(instance, {"status": "optimal", "items": [0, 1], "revenue": 11 / 3}) or "")
    assert "says revenue" in (fault(instance, {"status": "optimal", "items": [0], "revenue": 6.0}) or "")
    assert "feasible with" in (fault(instance, {"status": "infeasible", "items": [], "revenue": 0.0}) or "")
