"""First-order Markov chain: what followed the last item most often."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.neighbours.pairs import PairWeights, counted_pairs
from interarec.ranking.sessions import Rows, SessionData

__all__ = ["Markov"]


class Markov:
    """Counts of steps i → j inside a session, a repeat of i included."""

    def __init__(self, data: SessionData) -> None:
        train = data.train
        inner = np.flatnonzero(train.owners[1:] == train.owners[:-1])
        first, second, counts = counted_pairs(train.clicks[inner], train.clicks[inner + 1], data.trained)
        self._pairs = PairWeights(first, second, counts.astype(np.float64), data.trained)

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """See Scorer."""
        return self._pairs.after_last(rows, chosen)
