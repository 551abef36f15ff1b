"""Cosines of a query with item embeddings, computed only for the items that are asked for, with an upper bound for
the rest.

The bound is Cauchy-Schwarz: q·e <= |q| max|e|. Called by the personal weights.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from interarec.assortment.arrays import F64, Index
from interarec.domain.errors import InvalidInput

__all__ = ["EmbeddingIndex"]

# Rows measured at once when norms are taken, so that a large matrix is never copied whole.
_CHUNK = 65536


class EmbeddingIndex:
    """Rows (n, d) of item embeddings, kept in the type they come in (float32 as a rule), and their weighted mean."""

    def __init__(self, rows: npt.NDArray[np.floating], weights: F64) -> None:
        if rows.ndim != 2 or rows.shape[0] != weights.size:
            raise InvalidInput(
                f"embeddings have shape {rows.shape} where ({weights.size}, d) is expected", field="embeddings"
            )
        self.rows = rows
        self.dimension = int(rows.shape[1])
        squared = np.empty(rows.shape[0])
        mean = np.zeros(self.dimension)
        for start in range(0, rows.shape[0], _CHUNK):
            part = rows[start : start + _CHUNK]
            squared[start : start + _CHUNK] = np.einsum("ij,ij->i", part, part, dtype=np.float64)
            mean += weights[start : start + _CHUNK] @ part
        if not np.isfinite(squared).all():
            row = int(np.flatnonzero(~np.isfinite(squared))[0])
            raise InvalidInput(f"embeddings[{row}] is not finite", field="embeddings")
        self.longest = float(np.sqrt(squared.max())) if squared.size else 0.0
        total = float(weights.sum())
        self.mean: F64 = mean / total if total > 0.0 else mean

    def cosines(self, query: F64, items: Index) -> F64:
        """Return q·e of `items` (k,)."""
        # Not `@`: BLAS would wake its threads for a few hundred rows and stall under load.
        cosines: F64 = np.einsum("ij,j->i", self.rows[items], query.astype(self.rows.dtype)).astype(np.float64)
        return cosines

    def bound(self, query: F64) -> float:
        """Return a number no cosine with `query` exceeds in size."""
        return float(np.linalg.norm(query)) * self.longest * (1.0 + 1e-5)
