"""Ranks after re-ranking, against small cases worked by hand and a slow loop."""

import numpy as np
import pytest
from interarec.lab.experiments.reordering import Blend, Gate, places, ranks_after, values_at, without_seen
from interarec.ranking.metrics import MISS

ORDER = np.arange(4)
SCORES = np.array([[4.0, 3.0, 2.0, 1.0]], np.float32)
SIMILARITY = np.array([[0.1, 0.9, 0.5, 0.99]], np.float32)


def ranks(target: int, blend: Blend, length: int = 1) -> int:
    base = places(SCORES, ORDER)
    return int(ranks_after(base, SIMILARITY, np.array([target]), blend, np.array([length]), SCORES)[0])


def test_places_break_ties_by_the_order() -> None:
    assert places(np.array([[1.0, 1.0, 2.0, 1.0]], np.float32), np.array([3, 0, 1, 2])).tolist() == [[4, 2, 1, 3]]


def test_the_pool_is_reordered_by_similarity_and_the_rest_stays() -> None:
    assert [ranks(target, Blend(3)) for target in range(4)] == [3, 1, 2, 4]


def test_all_items_are_reordered_without_a_pool() -> None:
    assert [ranks(target, Blend(None)) for target in range(4)] == [4, 2, 3, 1]


def test_reordering_the_same_pool_cannot_change_its_recall() -> None:
    generator = np.random.default_rng(1)
    scores = generator.normal(size=(200, 60)).astype(np.float32)
    similarity = generator.normal(size=(200, 60)).astype(np.float32)
    targets, base = generator.integers(60, size=200), places(scores, np.arange(60))
    lengths = np.ones(200, np.int64)
    before = values_at(ranks_after(base, None, targets, Blend(), lengths), 20)["recall"]
    after = values_at(ranks_after(base, similarity, targets, Blend(20), lengths), 20)["recall"]
    assert (before == after).all()


def test_equal_similarities_leave_the_base_order() -> None:
    base = places(SCORES, ORDER)
    flat = np.zeros_like(SIMILARITY)
    found = [int(ranks_after(base, flat, np.array([t]), Blend(None), np.array([1]))[0]) for t in range(4)]
    assert found == [1, 2, 3, 4]


def test_a_closed_gate_leaves_the_base_order() -> None:
    assert ranks(0, Blend(3, gate=Gate(2)), length=3) == 1
    assert ranks(0, Blend(3, gate=Gate(2)), length=2) == 3


def test_unknown_targets_are_misses() -> None:
    assert ranks(-1, Blend(3)) == MISS


def test_reciprocal_rank_fusion_by_hand() -> None:
    # base ranks 1 2 3 4, similarity ranks 4 2 3 1: item 1 has 2/62, items 0 and 3 tie at 1/61 + 1/64, item 2 has 2/63
    assert [ranks(target, Blend(None, how="rrf")) for target in range(4)] == [2, 1, 4, 3]


def test_linear_with_no_weight_is_the_base_and_with_much_the_similarity() -> None:
    assert [ranks(t, Blend(None, how="linear", weight=0.0)) for t in range(4)] == [1, 2, 3, 4]
    assert [ranks(t, Blend(None, how="linear", weight=1e6)) for t in range(4)] == [4, 2, 3, 1]


def test_linear_needs_scores() -> None:
    with pytest.raises(ValueError, match="without scores"):
        ranks_after(places(SCORES, ORDER), SIMILARITY, np.array([0]), Blend(how="linear"), np.array([1]))


def test_seen_items_go_behind_all_others() -> None:
    kept = without_seen(SCORES, [np.array([0, 1])])
    assert places(kept, ORDER).tolist() == [[3, 4, 1, 2]]


def test_values_within_a_cut() -> None:
    found = values_at(np.array([1, 4, 21, MISS]), 20)
    assert found["recall"].tolist() == [1, 1, 0, 0]
    assert found["mrr"].tolist() == [1, 0.25, 0, 0]
