"""Ranks of the held-out items among all items, and the figures made of them. Called by evaluation and validation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["MISS", "figures", "target_ranks", "tie_order"]

MISS = np.iinfo(np.int64).max
"""Rank of a target that cannot be recommended."""


def tie_order(items: int, seed: int) -> NDArray[np.int64]:
    """(n,) a permutation: of items of equal score, the one of the smaller number stands first."""
    return np.random.default_rng(seed).permutation(items)


def target_ranks(
    scores: NDArray[np.floating], targets: NDArray[np.int64], order: NDArray[np.int64]
) -> NDArray[np.int64]:
    """(b,) ranks from 1 of the targets by scores (b, n), ties by `order`; negative targets are misses."""
    known = np.maximum(targets, 0)
    own = np.take_along_axis(scores, known[:, None], axis=1)  # (b, 1)
    above = (scores > own).sum(axis=1)
    equal = scores == own
    tied = equal.sum(axis=1) > 1
    before = np.zeros(len(targets), np.int64)
    before[tied] = (equal[tied] & (order < order[known[tied]][:, None])).sum(axis=1)
    return np.where(targets < 0, MISS, 1 + above + before)


def figures(ranks: NDArray[np.int64], cuts: Sequence[int]) -> dict[str, float]:
    """Recall@k, MRR@k and NDCG@k with one relevant item a row, as shares of 1: {"recall@20": …}."""
    answer: dict[str, float] = {}
    held = ranks.astype(np.float64)
    for cut in cuts:
        hit = ranks <= cut
        answer[f"recall@{cut}"] = float(hit.mean())
        answer[f"mrr@{cut}"] = float(np.where(hit, 1 / held, 0).mean())
        answer[f"ndcg@{cut}"] = float(np.where(hit, 1 / np.log2(held + 1), 0).mean())
    return answer
