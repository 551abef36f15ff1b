"""How well a model ranks the held-out next items: all items, every test row, each read once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interarec.domain.errors import InvalidInput
from interarec.ranking.batches import by_length
from interarec.ranking.metrics import figures, target_ranks, tie_order
from interarec.ranking.scorers import Scorer
from interarec.ranking.sessions import Rows, SessionData

__all__ = ["evaluated", "held_out_ranks"]

_BATCH = 256


def evaluated(
    scorer: Scorer, data: SessionData, cuts: Sequence[int], *, longest: int, seed: int = 1
) -> dict[str, float]:
    """Recall@k, MRR@k, NDCG@k of the test rows, as shares of 1. Raises InvalidInput without a row."""
    if not len(data.targets):
        raise InvalidInput("test.tsv.gz holds no row: there is nothing to measure", field="data")
    return figures(held_out_ranks(scorer, data, longest=longest, seed=seed), cuts)


def held_out_ranks(scorer: Scorer, data: SessionData, *, longest: int, seed: int = 1) -> NDArray[np.int64]:
    """(r,) rank of each test target among all items; ties by a permutation from `seed`, unseen targets are misses.

    Items without a training click stand behind all others.
    """
    rows = Rows.of(data.prefixes, data.targets, longest)
    order = tie_order(len(data.items), seed)
    ranks = np.empty(len(rows), np.int64)
    for chosen in by_length(rows, _BATCH):
        scores = scorer.scores(rows, chosen)
        missing = len(data.items) - scores.shape[1]
        if missing:
            last = np.full((len(chosen), missing), -np.inf, np.float32)
            scores = np.concatenate((scores, last), axis=1)
        ranks[chosen] = target_ranks(scores, rows.targets[chosen], order)
    return ranks
