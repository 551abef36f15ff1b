"""What evaluation asks of any model: scores of all items after prefixes. Neighbours and exported nets fulfil it."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.sessions import Rows

__all__ = ["Scorer"]


class Scorer(Protocol):
    """Larger scores stand first; equal scores are tied."""

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """(b, n) scores of all items after the prefixes of the chosen rows; an empty prefix is allowed."""
