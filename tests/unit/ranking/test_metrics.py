"""Ranks and figures by hand."""

from __future__ import annotations

import numpy as np
import pytest
from interarec.ranking.metrics import MISS, figures, target_ranks, tie_order


def test_ranks_count_the_items_above() -> None:
    scores = np.array([[0.1, 0.9, 0.5], [3.0, 2.0, 1.0]])
    assert target_ranks(scores, np.array([2, 0]), np.arange(3)).tolist() == [2, 1]


def test_ties_go_by_the_order_given_and_no_target_is_favoured() -> None:
    scores = np.array([[1.0, 1.0, 1.0, 2.0]])
    order = np.array([2, 0, 1, 3])
    assert [int(target_ranks(scores, np.array([target]), order)[0]) for target in range(4)] == [4, 2, 3, 1]


def test_a_model_that_says_nothing_is_at_chance() -> None:
    items = 1000
    targets = np.arange(items)
    ranks = target_ranks(np.zeros((items, items)), targets, tie_order(items, seed=3))
    assert sorted(ranks.tolist()) == list(range(1, items + 1))
    assert figures(ranks, (20,))["recall@20"] == pytest.approx(0.02)


def test_unseen_targets_are_misses_at_any_cut() -> None:
    ranks = target_ranks(np.array([[5.0, 1.0]]), np.array([-1]), np.arange(2))
    assert ranks.tolist() == [MISS]
    assert set(figures(ranks, (1, 10**6)).values()) == {0.0}


def test_figures_by_hand() -> None:
    found = figures(np.array([1, 4, 21, 2]), (3, 20))
    assert found["recall@3"] == 2 / 4
    assert found["mrr@3"] == pytest.approx((1 + 1 / 2) / 4)
    assert found["recall@20"] == 3 / 4
    assert found["mrr@20"] == pytest.approx((1 + 1 / 4 + 1 / 2) / 4)
    assert found["ndcg@20"] == pytest.approx((1 + 1 / np.log2(5) + 1 / np.log2(3)) / 4)
