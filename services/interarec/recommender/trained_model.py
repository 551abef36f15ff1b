"""A published session model over the catalogue of today: the arms' `SessionModel` of a trained net."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.exported import ExportedModel, log_softmax

__all__ = ["TrainedModel"]

_BELOW = 1.0
"""Items the net never saw stand behind the last it knows by this much of log p."""


class TrainedModel:
    """Maps between catalogue rows and the net's items; scores by onnxruntime."""

    def __init__(self, model: ExportedModel, rows: Mapping[str, int]) -> None:
        """`rows` maps item ids to the catalogue's order, 0 … n-1 without gaps."""
        own = {item: number for number, item in enumerate(model.items)}
        self._model = model
        self._numbers = np.full(len(rows), -1, np.int64)  # (n,) the net's item of each catalogue row
        for item, row in rows.items():
            self._numbers[row] = own.get(item, -1)
        self._known = np.flatnonzero(self._numbers >= 0)
        self.version = str(model.card["version"])
        self.mean, self.deviation = float(model.card["mean"]), float(model.card["deviation"])

    @property
    def knows_any(self) -> bool:
        """False when the net was trained on items of another shop."""
        return len(self._known) > 0

    def log_probabilities(self, session: Sequence[int]) -> NDArray[np.float64]:
        """See SessionModel; rows the net does not know are left out of the session."""
        numbers = self._numbers[np.asarray(session, np.int64)] if len(session) else np.empty(0, np.int64)
        logits = self._model.logits_after(numbers[numbers >= 0].tolist())
        scores = np.empty(len(self._numbers), np.float64)
        known = logits[self._numbers[self._known]]
        scores[:] = known.min() - _BELOW
        scores[self._known] = known
        return log_softmax(scores)
