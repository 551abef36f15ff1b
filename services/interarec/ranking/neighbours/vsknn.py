"""V-SKNN: sessions most like this one, its newest clicks weighing most (Ludewig and Jannach 2018, arXiv 1803.09587).

The defaults are what session-rec (Ludewig et al. 2019, arXiv 1910.12781) uses for Yoochoose 1/64, tuned on training
sessions; there idf counts clicks instead of sessions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.configuration import COUNT, NOT_NEGATIVE, within
from interarec.ranking.neighbours.inverted import InvertedSessions
from interarec.ranking.sessions import Rows, SessionData

__all__ = ["VsKnn"]

Floats = NDArray[np.floating[Any]]

_WEIGHTINGS: Mapping[str, Callable[[Floats, int], Floats]] = {
    "same": lambda place, length: np.ones_like(place),
    "linear": lambda place, length: place / length,
    "quadratic": lambda place, length: (place / length) ** 2,
    "log": lambda place, length: 1 / np.log10(length - place + 1.7),
}
_DECAYS: Mapping[str, Callable[[Floats], Floats]] = {
    "same": np.ones_like,
    "inverse": lambda step: 1 / step,
    "quadratic": lambda step: 1 / step**2,
    "log": lambda step: 1 / np.log10(step + 1.7),
}


class VsKnn:
    """The k best of the newest `sample` sessions that share a click, and their items.

    `similarity` of a session to this one, of length l: the sum of the shared items' weights. An item clicked at place t
    here (from 1, its last) weighs by `weighting`: t / l, its square or 1 / log10(l - t + 1.7). `dot` is the paper's;
    `cosine` divides by the root of the other session's number of items too. Of sessions alike the newer ones count.

    An item of a neighbour scores similarity x `decay` x (1 + `idf` x ln(sessions / sessions with the item)), summed.
    The decay is by the steps s from the end of this session to the newest shared click (1: the last): 1 / s, its
    square or 1 / log10(s + 1.7).
    """

    def __init__(
        self,
        data: SessionData,
        neighbours: int = 1000,
        sample: int = 5000,
        similarity: Literal["dot", "cosine"] = "dot",
        weighting: Literal["same", "linear", "quadratic", "log"] = "log",
        decay: Literal["same", "inverse", "quadratic", "log"] = "quadratic",
        idf: float = 2.0,
    ) -> None:
        within("v-sknn", COUNT, neighbours=neighbours, sample=sample)
        within("v-sknn", NOT_NEGATIVE, idf=idf)
        self._index = InvertedSessions(data.train, data.trained)
        self._items, self._neighbours, self._sample = data.trained, neighbours, sample
        self._cosine, self._weighting, self._decay = similarity == "cosine", _WEIGHTINGS[weighting], _DECAYS[decay]
        support = np.maximum(self._index.support(data.trained), 1)
        self._rarity = 1 + idf * np.log(len(data.train) / support)

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """See Scorer."""
        scores = np.zeros((len(chosen), self._items), np.float32)
        for place, row in enumerate(chosen):
            prefix = rows.clicks[rows.starts[row] : rows.ends[row]]
            self._fill(scores[place], prefix)
        return scores

    def _fill(self, scores: NDArray[np.float32], prefix: NDArray[np.int64]) -> None:
        places = {int(item): at + 1 for at, item in enumerate(prefix) if item < self._items}
        if not places:
            return
        found = [self._index.newest(item, self._sample)[0] for item in places]
        sessions = np.unique(np.concatenate(found))[-self._sample :]  # the newest of all
        own, last = np.zeros(self._items), np.zeros(self._items)
        last[list(places)] = list(places.values())
        own[list(places)] = self._weighting(last[list(places)], len(prefix))
        similarity = self._similarities(sessions, own)
        if len(sessions) > self._neighbours:
            best = np.argsort(-similarity[::-1], kind="stable")[: self._neighbours]  # of equal ones, the newer
            sessions, similarity = sessions[::-1][best], similarity[::-1][best]
        entries, which = self._index.entries(sessions)
        items = self._index.item[entries]
        newest_shared = np.zeros(len(sessions))
        np.maximum.at(newest_shared, which, last[items])
        similarity = similarity * self._decay(len(prefix) + 1 - newest_shared)
        scores += np.bincount(items, similarity[which] * self._rarity[items], self._items).astype(np.float32)

    def _similarities(self, sessions: NDArray[np.int64], own: Floats) -> Floats:
        """(s,) of each session to this one, whose items weigh `own` (n,)."""
        entries, which = self._index.entries(sessions)
        similarity = np.bincount(which, own[self._index.item[entries]], len(sessions)).astype(np.float64)
        return similarity / np.sqrt(self._index.lengths[sessions]) if self._cosine else similarity
