"""The weight of buying nothing. Called by the estimators and by the recommender when a catalogue is prepared.

v0 is tied to what a shopper sees at once, never to the whole catalogue: tied to the catalogue it makes the revenue
level vanish and every price pointless.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from interarec.assortment.arrays import Index, scalar, vector, whole
from interarec.domain.errors import InvalidInput

__all__ = ["outside_weight"]


def outside_weight(
    weights: npt.ArrayLike,
    purchase_share: float,
    capacity: int,
    slates: Sequence[Sequence[int] | Index] | None = None,
) -> float:
    """Return v0 = (1 - ρ)/ρ times the mean total weight of the slates shown.

    Without logged `slates` (lists of item indices) the `capacity` heaviest items stand for a slate. `purchase_share`
    ρ is stated by the shop, 0 < ρ <= 1. Raises InvalidInput.
    """
    v = vector(weights, "weights", minimum=0.0)
    share = scalar(purchase_share, "purchase_share", minimum=0.0)
    if not 0.0 < share <= 1.0:
        raise InvalidInput(f"purchase_share is {share}: it must be above 0 and at most 1", field="purchase_share")
    if slates is not None and len(slates):
        slate = float(np.mean([v[np.asarray(items, dtype=np.intp)].sum() for items in slates]))
    else:
        count = min(whole(capacity, "capacity"), v.size)
        slate = float(np.sort(v)[v.size - count :].sum())
    return (1.0 - share) / share * slate
