"""What the solver says: the set, its numbers, and why. Read by the recommender, the command line and the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interarec.domain.errors import InterarecError

__all__ = ["Answer", "FilterCount", "InfeasibleRequest", "ShadowCost", "Status"]

Status = Literal["optimal", "infeasible", "invalid", "unsupported"]


class InfeasibleRequest(InterarecError):
    """No set satisfies the request; `conflicts` names the constraints that contradict each other."""

    code = "infeasible"

    def __init__(self, message: str, *conflicts: str) -> None:
        super().__init__(message)
        self.conflicts = conflicts


@dataclass(frozen=True)
class FilterCount:
    """How many items are left after this constraint and those before it."""

    constraint: str
    left: int


@dataclass(frozen=True)
class ShadowCost:
    """What one constraint costs: the best revenue without it, and the difference."""

    constraint: str
    revenue_without: float
    cost: float


@dataclass(frozen=True)
class Answer:
    """The best set and its explanation; `items`, `item_ids`, `probabilities`, `margins`, `weights` and
    `similarities` (where θ is used) are aligned, items ascending.

    `revenue` is R(S) in units of the objective; `revenue_level` is λ*: an item earns its place when its value lies
    above it, by `margins`. `gap` bounds how much better any set could be (0: exact). `reason` is one sentence.
    """

    status: Status
    items: tuple[int, ...] = ()
    item_ids: tuple[str, ...] = ()
    revenue: float = 0.0
    revenue_level: float = 0.0
    probabilities: tuple[float, ...] = ()
    p_no_purchase: float = 1.0
    margins: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()
    reason: str = ""
    field: str | None = None
    iterations: int = 0
    gap: float = 0.0
    warnings: tuple[str, ...] = ()
    filter_counts: tuple[FilterCount, ...] = ()
    conflicts: tuple[str, ...] = ()
    shadow_costs: tuple[ShadowCost, ...] = ()
    kappa: float = 0.0
    similarities: tuple[float, ...] = ()
    blocks_opened: int = 0
    candidates: int = 0
    method: str = ""
