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
    """Clicks in the session; with `fill`, popularity over all breaks ties and stands behind."""

    def __init__(self, data: SessionData, fill: bool = False) -> None:
        counts = data.counts[: data.trained].astype(np.float32)
        self._share = counts / (counts.max() + 1) * np.float32(fill)  # below one click of the session

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """See Scorer."""
        scores = np.tile(self._share, (len(chosen), 1))
        padded, lengths = rows.padded(chosen)
        inside = (np.arange(padded.shape[1]) < lengths[:, None]) & (padded <= len(self._share))
        owner, at = np.nonzero(inside)
        np.add.at(scores, (owner, padded[owner, at] - 1), np.float32(1))
        return scores
