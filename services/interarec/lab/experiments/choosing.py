"""Pool depth and blend, chosen on the last tenth of the training sessions. Called by the figures; none reads test rows.

The model scored there was trained without those sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from interarec.lab.experiments.base_scores import VALID, Which
from interarec.lab.experiments.reordering import Blend, Gate, values_at
from interarec.lab.experiments.study import Study, Told

__all__ = ["BLENDS", "POOLS", "best_blend", "chosen_blend", "chosen_pool", "objective"]

POOLS: tuple[int | None, ...] = (50, 100, 200, 500, None)
_SHAPES: tuple[Blend, ...] = (
    Blend(how="similarity"),
    Blend(how="similarity", gate=Gate(2)),
    Blend(how="rrf"),
    *(Blend(how="linear", weight=weight) for weight in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)),
)
BLENDS: tuple[Blend, ...] = tuple(replace(shape, pool=pool) for shape in _SHAPES for pool in (50, 200, None))


def objective(study: Study, model: str, blend: Blend | None, told: Told) -> float:
    """Recall plus MRR at the set's first cut, on the validation rows."""
    ranks = study.ranks(Which(model, 1, VALID), blend, told)
    found = values_at(ranks, study.place.cuts[0])
    return float(found["recall"].mean() + found["mrr"].mean())


def chosen_pool(study: Study, model: str, told: Told) -> Blend:
    """The paper's re-ordering at the depth that does best."""
    return best_blend(study, model, [Blend(pool) for pool in _depths(study)], told)


def chosen_blend(study: Study, model: str, told: Told) -> Blend:
    """The blend that does best of all that are tried."""
    return best_blend(study, model, BLENDS, told)


def best_blend(study: Study, model: str, blends: Iterable[Blend], told: Told) -> Blend:
    """Of `blends`, the first with the largest objective."""
    return max(blends, key=lambda blend: objective(study, model, blend, told))


def _depths(study: Study) -> Sequence[int | None]:
    """Depths below the number of items, and all of them."""
    items = len(study.data().items)
    return [pool for pool in POOLS if pool is None or pool < items]
