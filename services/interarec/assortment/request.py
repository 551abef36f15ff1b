"""What is asked of the solver: constraints, personal terms, objective. Plain frozen values, checked when solved.

The names of the constraints as they appear in answers: `mask`, `price_range`, `filter:<attribute>`, `exclude`,
`include`, `capacity`, `min_size`, `group:<name or position>`, `feasible_sets`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from interarec.assortment.feasible_sets import FeasibleSets

__all__ = ["GroupLimit", "Personal", "Preference", "PriceRange", "Request"]

PriceRange = tuple[float | None, float | None]


@dataclass(frozen=True, kw_only=True, eq=False)
class GroupLimit:
    """One partition of the items with a smallest and largest number per group.

    `of` is the name of a single-valued attribute or one label per item (None: in no group). `max` and `min` are one
    number for every group, or a mapping from label to number; labels compare as text.
    """

    of: str | Sequence[object]
    max: int | Mapping[object, int] | None = None
    min: int | Mapping[object, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Preference:
    """One β term: `strength` (β times confidence) is added to the utility of each item that satisfies all it names."""

    strength: float
    attribute: str | None = None
    values: Collection[str] = ()
    price_range: PriceRange | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Personal:
    """Terms of the session's utility u = α log v + θ (s - s̄) + φ z + Σ β [satisfies] - κ.

    `query` (d,) is compared with the catalogue's embeddings where the bound leaves an item open; `similarities`
    (n,) replaces it when all are known. `scores` (n,) is z, standardised by constants from training.
    """

    alpha: float = 1.0
    theta: float = 0.0
    query: npt.ArrayLike | None = None
    similarities: npt.ArrayLike | None = None
    phi: float = 0.0
    scores: npt.ArrayLike | None = None
    preferences: Sequence[Preference] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Request:
    """One question to `solve`; every field left out constrains nothing.

    `weights` (n,) replaces the catalogue's weights as they are; `personal` derives them instead and keeps the
    meaning of v0 (κ). The price range always speaks of prices, whatever the objective. `objective` is `price`,
    `conversion` (1 per item), a name in the catalogue's values, a blend {name: share} or (n,) values.
    """

    capacity: int | None = None
    min_size: int = 0
    include: Sequence[int] = ()
    exclude: Sequence[int] = ()
    price_range: PriceRange | None = None
    filters: Mapping[str, Collection[str]] = field(default_factory=dict)
    mask: npt.NDArray[np.bool_] | None = None
    groups: Sequence[GroupLimit] = ()
    feasible_sets: FeasibleSets | Sequence[Sequence[int]] | None = None
    weights: npt.ArrayLike | None = None
    personal: Personal | None = None
    v0: float | None = None
    objective: object = "price"
