"""Item-KNN: items whose sessions are most like the last item's (Hidasi et al. 2016, baseline)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.configuration import NOT_NEGATIVE, within
from interarec.ranking.neighbours.pairs import PairWeights, counted_pairs
from interarec.ranking.sessions import Rows, SessionData

__all__ = ["ItemKnn"]


class ItemKnn:
    """Cosine of the session sets, n_ij / sqrt((n_i + lambda) (n_j + lambda)); lambda (0 here, 20 in
    the authors' code) tempers rare items.

    An item is no neighbour of itself.
    """

    def __init__(self, data: SessionData, regularisation: float = 0.0) -> None:
        within("item-knn", NOT_NEGATIVE, regularisation=regularisation)
        items = data.trained
        owner, item, _ = counted_pairs(data.train.owners, data.train.clicks, items)  # one entry a (session, item)
        first, second = _together(owner, item)
        first, second, counts = counted_pairs(first, second, items)
        support = np.bincount(item, minlength=items) + regularisation
        self._pairs = PairWeights(first, second, counts / np.sqrt(support[first] * support[second]), items)

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """See Scorer."""
        return self._pairs.after_last(rows, chosen)


def _together(owner: NDArray[np.int64], item: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Both orders of all pairs of different items of one session; `owner` (e,) is sorted."""
    firsts, seconds = [], []
    for step in range(1, int(np.bincount(owner).max())):
        same = np.flatnonzero(owner[step:] == owner[:-step])
        firsts += [item[same], item[same + step]]
        seconds += [item[same + step], item[same]]
    if not firsts:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return np.concatenate(firsts), np.concatenate(seconds)
