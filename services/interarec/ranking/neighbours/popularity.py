"""Popularity, over all sessions and inside the session."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.sessions import Rows, SessionData

__all__ = ["Popularity", "SessionPopularity"]


class Popularity:
    """Clicks in training."""

    def __init__(self, data: SessionData) -> None:
        self._counts = data.counts[: data.trained].astype(np.float32)

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """See Scorer."""
        return np.tile(self._counts, (len(chosen), 1))


class SessionPopularity:
    """Clicks in the session, ties by popularity over all; with `fill`, the other items stand behind by popularity."""

    def __init__(self, data: SessionData, fill: bool = False) -> None:
        counts = data.counts[: data.trained].astype(np.float32)
        self._share = counts / (counts.max() + 1)  # below one click of the session
        self._fill = fill

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """See Scorer."""
        clicks = np.zeros((len(chosen), len(self._share)), np.float32)
        padded, lengths = rows.padded(chosen)
        inside = (np.arange(padded.shape[1]) < lengths[:, None]) & (padded <= len(self._share))
        owner, at = np.nonzero(inside)
        np.add.at(clicks, (owner, padded[owner, at] - 1), np.float32(1))
        return clicks + self._share if self._fill else np.where(clicks > 0, clicks + self._share, 0)
