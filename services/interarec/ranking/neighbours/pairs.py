"""Sparse item-to-item weights as rows of (others, weights); the store behind Markov and Item-KNN."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.sessions import Rows

__all__ = ["PairWeights", "counted_pairs"]


def counted_pairs(
    first: NDArray[np.int64], second: NDArray[np.int64], items: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Different pairs (p,), (p,), sorted by the first, and how often (p,) each occurs."""
    codes, counts = np.unique(first * items + second, return_counts=True)
    return codes // items, codes % items, counts.astype(np.int64)


class PairWeights:
    """weights[i, j] of the pairs that have one, 0 elsewhere; `first` (p,) is sorted."""

    def __init__(
        self, first: NDArray[np.int64], second: NDArray[np.int64], weights: NDArray[np.floating], items: int
    ) -> None:
        self._starts = np.searchsorted(first, np.arange(items + 1))
        self._second, self._weights, self._items = second, weights.astype(np.float32), items

    def after_last(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """(b, n) the weights of the last item of each prefix; zeros after none or an item unknown in training."""
        scores = np.zeros((len(chosen), self._items), np.float32)
        for place, row in enumerate(chosen):
            if rows.ends[row] > rows.starts[row]:
                last = rows.clicks[rows.ends[row] - 1]
                if last < self._items:
                    part = slice(self._starts[last], self._starts[last + 1])
                    scores[place, self._second[part]] = self._weights[part]
        return scores
