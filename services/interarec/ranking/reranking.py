"""A session model's best items in the order of their likeness to a summary (Karra and Tulabandhula, section 3.4).

Called by `interarec rerank`, and by the server's arms for the cut of the pool.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interarec.domain.errors import InvalidInput
from interarec.domain.summaries import NOT_AVAILABLE
from interarec.platform.embeddings import TextQuery
from interarec.ranking.scorers import Scorer
from interarec.ranking.sessions import Rows, Sessions

__all__ = ["Placed", "best_rows", "reranked", "summary_text"]


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of the re-ordered pool: its number, its place in the model's own order (from 1), the model's score, and
    the cosine with the summary, None where nothing was told."""

    item: int
    model_rank: int
    score: float
    cosine: float | None


def reranked(
    scorer: Scorer, prefix: Sequence[int], query: TextQuery | None, *, pool: int, longest: int
) -> list[Placed]:
    """The `pool` best items after `prefix` by their cosine with the summary, ties as the model had them.

    Without a `query` they stay in the model's order. Raises InvalidInput for an empty prefix.
    """
    if not len(prefix):
        raise InvalidInput("no item of the session is known; give items of the data folder", field="prefix")
    rows = Rows.of(Sessions.of([prefix]), np.zeros(1, np.int64), longest)
    scores = scorer.scores(rows, np.zeros(1, np.int64))[0].astype(np.float64)  # (m,), m at most n; -inf: unknown to it
    best = best_rows(np.flatnonzero(np.isfinite(scores)), scores[np.isfinite(scores)], pool)
    if query is None:
        return [Placed(int(item), place, float(scores[item]), None) for place, item in enumerate(best, start=1)]
    cosines = query.cosines(best)
    order = np.argsort(-cosines, kind="stable")
    return [Placed(int(best[one]), int(one) + 1, float(scores[best[one]]), float(cosines[one])) for one in order]


def best_rows(rows: NDArray[np.intp], scores: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    """The `count` rows of highest score, best first, equal scores in the order of `rows`."""
    if count <= 0 or len(rows) == 0:
        return rows[:0]
    if count < len(rows):
        cut = np.partition(scores, len(scores) - count)[len(scores) - count]
        kept = np.flatnonzero(scores >= cut)
        rows, scores = rows[kept], scores[kept]
    return rows[np.argsort(-scores, kind="stable")][:count]


def summary_text(summary: Mapping[str, object]) -> str:
    """What was seen, of a summary's categories; prices are left out, since no item's text has them."""
    seen = (
        text
        for name, text in summary.items()
        if isinstance(text, str) and text.strip() and text != NOT_AVAILABLE and not name.endswith("_price")
    )
    return ". ".join(seen)
