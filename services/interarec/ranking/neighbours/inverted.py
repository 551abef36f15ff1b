"""Which training sessions hold an item, newest first: how the session neighbours find whom to compare with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.sessions import Sessions

__all__ = ["InvertedSessions"]


class InvertedSessions:
    """Different items of each session, and the sessions of each item. Later sessions have larger numbers."""

    def __init__(self, train: Sessions, items: int) -> None:
        positions = np.arange(len(train.clicks)) - train.starts[train.owners] + 1  # from 1
        codes = train.owners * items + train.clicks
        unique, backwards = np.unique(codes[::-1], return_index=True)  # the last click of an item in its session counts
        owner, self.item = unique // items, unique % items
        self.position: NDArray[np.int64] = positions[::-1][backwards]
        self.starts = np.searchsorted(owner, np.arange(len(train) + 1))
        self.lengths = np.diff(self.starts)
        order = np.argsort(self.item, kind="stable")
        self._sessions, self._at = owner[order], order
        self._item_starts = np.searchsorted(self.item[order], np.arange(items + 1))

    def newest(self, item: int, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The `most` newest sessions with `item`, and the item's position in each."""
        first, last = self._item_starts[item], self._item_starts[item + 1]
        part = slice(max(first, last - most), last)
        return self._sessions[part], self.position[self._at[part]]

    def support(self, items: int) -> NDArray[np.int64]:
        """(n,) in how many sessions each item is."""
        return np.bincount(self.item, minlength=items)

    def entries(self, sessions: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(e,) places of all items of these sessions, and (e,) which of the sessions each belongs to."""
        lengths = self.lengths[sessions]
        which = np.repeat(np.arange(len(sessions)), lengths)
        offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return self.starts[sessions][which] + offsets, which
