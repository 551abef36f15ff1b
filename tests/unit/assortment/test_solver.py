"""The solver against every subset of small instances: all shapes over all families."""

from __future__ import annotations

import numpy as np
import pytest
from interarec.assortment import solve_instance

from .brute import FAMILIES, SHAPES, constrained, family, fault


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", FAMILIES)
def test_no_subset_is_better(shape: str, name: str) -> None:
    for seed in range(25):
        rng = np.random.default_rng([seed, SHAPES.index(shape), FAMILIES.index(name)])
        instance = constrained(shape, rng, family(name, rng, int(rng.integers(1, 9))))
        assert fault(instance, solve_instance(instance)) is None, instance


@pytest.mark.parametrize("shape", SHAPES)
def test_scaling_every_weight_changes_nothing(shape: str) -> None:
    rng = np.random.default_rng(7)
    instance = constrained(shape, rng, family("lognormal", rng, 8))
    scaled = instance | {"weights": [w * 4.0 for w in instance["weights"]], "v0": instance["v0"] * 4.0}
    assert solve_instance(scaled)["items"] == solve_instance(instance)["items"]


def test_the_paper_in_three_items() -> None:
    # R({0}) = 10 * 1 / 2 = 5; adding a one-euro item gives 11 / 3.
    answer = solve_instance({"prices": [10, 1, 1], "weights": [1, 1, 1], "v0": 1, "capacity": 3})
    assert answer["items"] == [0]
    assert answer["revenue"] == 5.0
    assert answer["probabilities"] == [0.5]
    assert answer["p_no_purchase"] == 0.5
    assert answer["margins"] == [5.0]
