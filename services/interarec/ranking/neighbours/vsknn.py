"""V-SKNN: sessions most like this one, its newest clicks weighing most (Ludewig and Jannach 2018, arXiv 1803.09587)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.neighbours.inverted import InvertedSessions
from interarec.ranking.sessions import Rows, SessionData

__all__ = ["VsKnn"]


class VsKnn:
    """The k best of the newest `sample` sessions that share a click; items count by similarity, idf and step weight.

    The weight of the click at place t of a session of length l is t / l, its last occurrence for repeats.
    """

    def __init__(self, data: SessionData, neighbours: int = 100, sample: int = 1000) -> None:
        self._index = InvertedSessions(data.train, data.trained)
        self._items, self._neighbours, self._sample = data.trained, neighbours, sample
        support = np.maximum(self._index.support(data.trained), 1)
        self._idf = np.log(len(data.train) / support)

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """See Scorer."""
        scores = np.zeros((len(chosen), self._items), np.float32)
        for place, row in enumerate(chosen):
            prefix = rows.clicks[rows.starts[row] : rows.ends[row]]
            self._fill(scores[place], prefix)
        return scores

    def _fill(self, scores: NDArray[np.float32], prefix: NDArray[np.int64]) -> None:
        weights = {int(item): (at + 1) / len(prefix) for at, item in enumerate(prefix) if item < self._items}
        if not weights:
            return
        found = [self._index.newest(item, self._sample)[0] for item in weights]
        sessions = np.unique(np.concatenate(found))[-self._sample :]  # the newest of all
        entries, which = self._index.entries(sessions)
        own = np.zeros(self._items)
        own[list(weights)] = list(weights.values())
        shares = own[self._index.item[entries]]
        similarity = np.bincount(which, shares, len(sessions)) / np.sqrt(self._index.lengths[sessions] * len(weights))
        newest_shared = np.zeros(len(sessions))
        np.maximum.at(newest_shared, which, shares)
        if len(sessions) > self._neighbours:
            best = np.argpartition(-similarity, self._neighbours)[: self._neighbours]
            similarity[np.setdiff1d(np.arange(len(sessions)), best, assume_unique=True)] = 0
        items = self._index.item[entries]
        np.add.at(scores, items, ((similarity * newest_shared)[which] * self._idf[items]).astype(np.float32))
