"""What re-ranking asks of a text model: cosines of one text with each of n fixed texts."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["TextIndex", "TextQuery"]


class TextQuery(Protocol):
    """One text, made comparable with the texts of an index."""

    @property
    def vector(self) -> NDArray[np.float32] | None:
        """(d,) of unit length where the index is dense, so that a caller may compare lazily; None where it is not."""

    def cosines(self, rows: NDArray[np.intp] | None = None) -> NDArray[np.float64]:
        """Cosines in [-1, 1] with the texts at `rows`, or with all n."""


class TextIndex(Protocol):
    """n fixed texts. Safe to use from several threads."""

    @property
    def vectors(self) -> NDArray[np.float32] | None:
        """(n, d) rows of unit length where the index is dense."""

    def query(self, text: str) -> TextQuery:
        """Prepare `text`; equal texts are prepared once."""
