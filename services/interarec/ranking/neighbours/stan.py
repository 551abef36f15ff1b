"""STAN: session neighbours with three recencies (Garg et al. 2019, doi 10.1145/3331184.3331322).

Adaptation: data folders hold no times, so a session's age is its distance from the end of training, in sessions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.configuration import COUNT, POSITIVE, within
from interarec.ranking.neighbours.inverted import InvertedSessions
from interarec.ranking.sessions import Rows, SessionData

__all__ = ["Stan"]


class Stan:
    """`recency` (lambda 1): clicks of this session; `age` (lambda 2): in shares of all sessions; `distance` (lambda 3):
    from the shared item inside the neighbour."""

    def __init__(
        self,
        data: SessionData,
        neighbours: int = 500,
        sample: int = 2500,
        recency: float = 2.0,
        age: float = 1.0,
        distance: float = 1.0,
    ) -> None:
        within("stan", COUNT, neighbours=neighbours, sample=sample)
        within("stan", POSITIVE, recency=recency, age=age, distance=distance)
        self._index = InvertedSessions(data.train, data.trained)
        self._items, self._neighbours, self._sample = data.trained, neighbours, sample
        self._recency, self._distance = recency, distance
        self._freshness = np.exp((np.arange(len(data.train)) + 1 - len(data.train)) / (age * len(data.train)))

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """See Scorer."""
        scores = np.zeros((len(chosen), self._items), np.float32)
        for place, row in enumerate(chosen):
            self._fill(scores[place], rows.clicks[rows.starts[row] : rows.ends[row]])
        return scores

    def _fill(self, scores: NDArray[np.float32], prefix: NDArray[np.int64]) -> None:
        length = len(prefix)
        weights = {
            int(item): np.exp((at + 1 - length) / self._recency)  # equation 2
            for at, item in enumerate(prefix)
            if item < self._items
        }
        if not weights:
            return
        found = [self._index.newest(item, self._sample)[0] for item in weights]
        sessions = np.unique(np.concatenate(found))[-self._sample :]
        entries, which = self._index.entries(sessions)
        items, positions = self._index.item[entries], self._index.position[entries]
        own = np.zeros(self._items)
        own[list(weights)] = list(weights.values())
        shares = own[items]
        similarity = np.bincount(which, shares, len(sessions)) / np.sqrt(self._index.lengths[sessions] * len(weights))
        similarity *= self._freshness[sessions]  # equation 3
        if len(sessions) > self._neighbours:
            best = np.argpartition(-similarity, self._neighbours)[: self._neighbours]
            similarity[np.setdiff1d(np.arange(len(sessions)), best, assume_unique=True)] = 0
        shared = np.zeros(len(sessions))  # position of the last shared item in each neighbour
        np.maximum.at(shared, which[shares > 0], positions[shares > 0].astype(float))
        steps = np.abs(positions - shared[which])
        near = np.exp(-steps / self._distance)  # equation 5; 1 for the shared item itself
        np.add.at(scores, items, (similarity[which] * near).astype(np.float32))
