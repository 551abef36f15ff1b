"""What is pushed to the shopper, and the trace that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from interarec.domain.constraints import ConstraintSet
from interarec.domain.money import Money

__all__ = [
    "Arm",
    "BasedOn",
    "ItemTerms",
    "Recommendation",
    "Relaxation",
    "SlateItem",
    "SolverTerms",
    "Trace",
]


class Arm(StrEnum):
    """Which strategy made the slate."""

    ASSORTMENT = "assortment"
    RERANK = "rerank"
    UNIFIED = "unified"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class BasedOn:
    """How far the session had got: the newest offsets taken in (-1: none), and the revision of the wording."""

    screenshot_offset: int
    interaction_offset: int
    revision: int = 0

    def newer_than(self, other: BasedOn) -> bool:
        """True when neither offset goes back and one, or the revision at equal offsets, is ahead."""
        mine = (self.screenshot_offset, self.interaction_offset)
        theirs = (other.screenshot_offset, other.interaction_offset)
        if mine == theirs:
            return self.revision > other.revision
        return mine[0] >= theirs[0] and mine[1] >= theirs[1]


@dataclass(frozen=True, slots=True)
class SlateItem:
    """One offered item. `position` counts from 0; `choice_probability` is P(i | slate) under the model."""

    item_id: str
    position: int
    score: float
    choice_probability: float
    price: Money
    reasons: tuple[str, ...] = ()
    propensity: float = 1.0


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A constraint that was given up so that a slate could be made, and why."""

    constraint: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A slate for one session. `latency_ms` maps stage names to milliseconds."""

    recommendation_id: str
    site_id: str
    session_id: str
    arm: Arm
    based_on: BasedOn
    slate: tuple[SlateItem, ...]
    wording: str
    made_at: datetime
    relaxed: tuple[Relaxation, ...] = ()
    latency_ms: Mapping[str, float] = field(default_factory=dict)
    catalogue_version: str = ""
    model_version: str = ""
    experiment: str = ""
    randomised: bool = False
    batch_id: str = ""
    no_purchase_probability: float = 1.0

    @property
    def revision(self) -> int:
        """Revision of the wording: 0 from the template, 1 from a language model."""
        return self.based_on.revision


@dataclass(frozen=True, slots=True)
class ItemTerms:
    """What the solver knew of one offered item; similarity and session_score are None where not used."""

    item_id: str
    price: float
    weight: float
    similarity: float | None = None
    session_score: float | None = None


@dataclass(frozen=True, slots=True)
class SolverTerms:
    """The optimum: expected revenue R*, the probability that nothing is bought, and the search's cost."""

    revenue_level: float
    no_purchase_probability: float
    status: str = "optimal"
    iterations: int = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """The way back from a slate to the pixels, stored before the slate is published."""

    recommendation: Recommendation
    items: tuple[ItemTerms, ...]
    solver: SolverTerms
    constraints: ConstraintSet | None = None
