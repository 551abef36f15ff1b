"""What the arms ask of a session model: how likely each item is next. Trained models fulfil it through an adapter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["SessionModel"]


class SessionModel(Protocol):
    """Scores of all items of one catalogue. Safe to call from several threads."""

    @property
    def version(self) -> str:
        """Name of the model for traces."""

    @property
    def mean(self) -> float:
        """Mean of log p from training; with `deviation` it turns log p into the term z."""

    @property
    def deviation(self) -> float:
        """Standard deviation of log p from training, above zero."""

    def log_probabilities(self, session: Sequence[int]) -> NDArray[np.float64]:
        """(n,) log-softmax in the catalogue's order after the rows in `session`, newest last; never -inf."""
