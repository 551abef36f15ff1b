"""What an arm works from, and what it hands back before reasons, wording and trace are put to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interarec.platform.embeddings import TextQuery
from interarec.platform.settings import RecommenderSettings
from interarec.recommender.narrowing import Narrowed
from interarec.recommender.prepared import PreparedSite
from interarec.recommender.wants import Want

__all__ = ["Brief", "Draft", "draft_of_rows"]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything an arm may use. `soft`: wishes that are terms; `viewed`: rows looked at, newest last."""

    site: PreparedSite
    settings: RecommenderSettings
    capacity: int
    min_slate: int
    narrowed: Narrowed
    soft: tuple[Want, ...]
    viewed: tuple[int, ...]
    query: TextQuery | None

    @property
    def candidates(self) -> NDArray[np.intp]:
        """Rows that may be offered."""
        return np.flatnonzero(self.narrowed.mask)

    @property
    def forced(self) -> int:
        """Items that must be offered although fewer would earn more: `min_slate`, as far as there are any."""
        return min(self.min_slate, self.capacity, int(np.count_nonzero(self.narrowed.mask)))


@dataclass(frozen=True, slots=True)
class Draft:
    """A slate in the order shown. Sequences are aligned with `rows`; similarity and session score None where unused.

    `companions` are rows that the session model lifts above their popularity.
    """

    rows: tuple[int, ...]
    scores: tuple[float, ...]
    weights: tuple[float, ...]
    probabilities: tuple[float, ...]
    no_purchase: float
    revenue_level: float
    similarities: tuple[float | None, ...]
    session_scores: tuple[float | None, ...]
    status: str = "optimal"
    iterations: int = 0
    blocks_opened: int = 0
    companions: frozenset[int] = frozenset()


def draft_of_rows(
    brief: Brief,
    rows: Sequence[int],
    scores: Sequence[float],
    *,
    similarities: Sequence[float | None] | None = None,
    session_scores: Sequence[float | None] | None = None,
    status: str = "ranked",
    companions: frozenset[int] = frozenset(),
) -> Draft:
    """A ranked slate, with the choice probabilities of the unpersonalised model: v_i / (v0 + sum of v)."""
    solver = brief.site.solver
    at = np.array(rows, np.intp)
    weights = solver.weights[at]
    total = float(solver.v0 + weights.sum())
    probabilities = weights / total if total > 0 else np.zeros(len(at))
    unused: tuple[None, ...] = (None,) * len(at)
    return Draft(
        rows=tuple(int(row) for row in rows),
        scores=tuple(float(score) for score in scores),
        weights=tuple(weights.tolist()),
        probabilities=tuple(probabilities.tolist()),
        no_purchase=float(solver.v0) / total if total > 0 else 1.0,
        revenue_level=float((solver.prices[at] * probabilities).sum()),
        similarities=unused if similarities is None else tuple(similarities),
        session_scores=unused if session_scores is None else tuple(session_scores),
        status=status,
        companions=companions,
    )
