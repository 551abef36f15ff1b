"""Mixtures of MNLs: the local search against every subset, and its bound."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from interarec.assortment import Segment, solve_mixture
from interarec.domain.errors import InvalidInput


def revenue(prices: np.ndarray, segments: list[Segment], items: tuple[int, ...]) -> float:
    total = sum(one.share for one in segments)
    chosen = list(items)
    parts = []
    for one in segments:
        weights = np.asarray(one.weights)[chosen]
        parts.append(one.share / total * float(prices[chosen] @ weights) / (one.v0 + float(weights.sum())))
    return sum(parts)


def mixture(seed: int, n: int) -> tuple[np.ndarray, list[Segment]]:
    rng = np.random.default_rng(seed)
    prices = rng.lognormal(3, 0.8, n)
    count = int(rng.integers(2, 6))
    return prices, [Segment(float(rng.uniform(0.1, 1)), rng.lognormal(0, 1.5, n), 2.0) for _ in range(count)]


def test_it_finds_the_optimum_of_small_mixtures_and_never_exceeds_its_bound() -> None:
    optimal = 0
    for seed in range(60):
        prices, segments = mixture(seed, 10)
        answer = solve_mixture(prices, segments, 4)
        sets = [items for size in range(5) for items in combinations(range(10), size)]
        best = max(revenue(prices, segments, items) for items in sets)
        assert answer.revenue == pytest.approx(revenue(prices, segments, answer.items), rel=1e-12)
        assert answer.revenue >= best * 0.99
        assert best <= answer.bound * (1 + 1e-12)
        assert answer.bound == pytest.approx(answer.revenue + answer.gap)
        optimal += answer.revenue >= best * (1 - 1e-12)
    assert optimal >= 59


def test_equal_segments_are_one_and_exact() -> None:
    prices, segments = mixture(3, 50)
    twins = [Segment(0.5, segments[0].weights, 2.0), Segment(0.5, segments[0].weights, 2.0)]
    answer = solve_mixture(prices, twins, 5)
    assert answer.status == "optimal"
    assert answer.gap == pytest.approx(0.0, abs=1e-12)


def test_it_does_not_claim_more_than_it_knows() -> None:
    prices, segments = mixture(4, 300)
    answer = solve_mixture(prices, segments, 6)
    assert answer.status == "local"
    assert answer.gap > 0.0
    assert len(answer.segment_revenues) == len(segments)


@pytest.mark.parametrize(
    "segments", [[], [Segment(0.0, [1.0], 1.0)], [Segment(1.0, [1.0, 2.0], 1.0)], [Segment(1.0, [-1.0], 1.0)]]
)
def test_wrong_mixtures_are_refused(segments: list[Segment]) -> None:
    with pytest.raises(InvalidInput):
        solve_mixture([1.0], segments, 1)
