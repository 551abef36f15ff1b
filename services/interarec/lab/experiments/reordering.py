"""Ranks of the held-out items after re-ranking by similarity. Pure; arrays are (rows, items).

The paper's section 3.4: of a session model's K best items, those nearest to the summary stand first. Items behind the
pool keep their places, so re-ordering the same K cannot change Recall@K. Called by `study` and the figures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.metrics import MISS, tie_order

__all__ = ["TIES", "Blend", "Gate", "places", "ranks_after", "values_at", "without_seen"]

F32 = NDArray[np.float32]
I64 = NDArray[np.int64]
TIES = 1
"""Seed of the order among equal scores, the same in both orders."""
_RRF = 60
"""The constant of reciprocal-rank fusion (Cormack, Clarke and Büttcher 2009)."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Rows that are re-ranked: prefixes of at most `longest` items (None: all)."""

    longest: int | None = None

    def open(self, lengths: I64) -> NDArray[np.bool_]:
        """(rows,) true where re-ranking applies."""
        return np.ones(len(lengths), np.bool_) if self.longest is None else lengths <= self.longest


@dataclass(frozen=True, slots=True)
class Blend:
    """How base order and similarity become one order inside the pool of the `pool` best (None: all items).

    `how`: "similarity" (the paper's), "rrf", or "linear" with `weight` on the similarity against the base model's
    standardised score.
    """

    pool: int | None = 50
    how: str = "similarity"
    weight: float = 1.0
    gate: Gate = Gate()

    @property
    def name(self) -> str:
        """For tables."""
        how = f"linear {self.weight:g}" if self.how == "linear" else self.how
        gate = "" if self.gate.longest is None else f", prefix at most {self.gate.longest}"
        return f"{how}, K = {self.pool or 'all'}{gate}"


def places(scores: F32, order: I64) -> NDArray[np.int32]:
    """(rows, items) ranks from 1, largest score first, equal ones by `order` (items,)."""
    answer = np.empty(scores.shape, np.int32)
    for row, one in enumerate(scores):
        sorted_items = np.lexsort((order, -one))
        answer[row, sorted_items] = np.arange(1, len(one) + 1, dtype=np.int32)
    return answer


def without_seen(scores: F32, prefixes: list[I64]) -> F32:
    """`scores` with each row's prefix items behind all others."""
    answer = scores.copy()
    for row, seen in enumerate(prefixes):
        answer[row, seen] = -np.inf
    return answer


def ranks_after(
    base: NDArray[np.int32], similarity: F32 | None, targets: I64, blend: Blend, lengths: I64, scores: F32 | None = None
) -> I64:
    """(rows,) ranks of the targets; a target below 0 is a miss. `similarity` None: the base order as it is."""
    at = np.maximum(targets, 0)[:, None]
    own = np.take_along_axis(base, at, axis=1)  # (rows, 1)
    found = own[:, 0].astype(np.int64)
    if similarity is not None:
        pool = base <= (blend.pool or base.shape[1])
        value = _blended(base, similarity, blend, scores)
        mine = np.take_along_axis(value, at, axis=1)
        before = pool & ((value > mine) | ((value == mine) & (base < own)))
        moved = np.take_along_axis(pool, at, axis=1)[:, 0] & blend.gate.open(lengths)
        found = np.where(moved, 1 + before.sum(1), found)
    return np.where(targets < 0, MISS, found)


def values_at(ranks: I64, cut: int) -> dict[str, NDArray[np.float64]]:
    """Per row: recall and reciprocal rank within `cut`."""
    hit = ranks <= cut
    return {"recall": hit.astype(np.float64), "mrr": np.where(hit, 1.0 / ranks, 0.0)}


def _blended(base: NDArray[np.int32], similarity: F32, blend: Blend, scores: F32 | None) -> F32:
    if blend.how == "similarity":
        return similarity
    if blend.how == "rrf":
        other = places(similarity, tie_order(similarity.shape[1], TIES))
        fused: F32 = (1.0 / (_RRF + base) + 1.0 / (_RRF + other)).astype(np.float32)
        return fused
    if blend.how == "linear" and scores is not None:
        mixed: F32 = (_standardised(scores) + blend.weight * _standardised(similarity)).astype(np.float32)
        return mixed
    raise ValueError(f"no blend {blend.how!r} without scores")


def _standardised(values: F32) -> F32:
    """Each row with mean 0 and deviation 1 over its finite values; others stay behind."""
    finite = np.isfinite(values)
    kept = np.where(finite, values, 0.0)
    count = np.maximum(finite.sum(1, keepdims=True), 1)
    mean = kept.sum(1, keepdims=True) / count
    deviation = np.sqrt((np.where(finite, values - mean, 0.0) ** 2).sum(1, keepdims=True) / count)
    scaled: F32 = np.where(finite, (values - mean) / np.maximum(deviation, 1e-9), -np.inf).astype(np.float32)
    return scaled
