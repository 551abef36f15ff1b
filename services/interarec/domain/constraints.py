"""Constraints taken from a summary, with where each came from and what the checks did to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from interarec.domain.batches import BatchState
from interarec.domain.summaries import BehaviourSummary, Evidence

__all__ = [
    "AttributeConstraint",
    "Check",
    "CheckOutcome",
    "ConstraintSet",
    "Origin",
    "PriceConstraint",
]


class Origin(StrEnum):
    """Which way of asking gave the constraints."""

    TOOL_CALL = "tool_call"
    CONTENT_JSON = "content_json"
    JSON_SCHEMA = "json_schema"
    DETERMINISTIC = "deterministic"


class CheckOutcome(StrEnum):
    """What a check did to a constraint."""

    ACCEPTED = "accepted"
    CLAMPED = "clamped"
    SWAPPED = "swapped"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one constraint (`lowest_price`, `highest_price`, `color`, …): what it did, and why."""

    constraint: str
    outcome: CheckOutcome
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class PriceConstraint:
    """Prices between `lowest` and `highest`, inclusive; None is open. Soft in every arm but `assortment`."""

    lowest: Decimal | None
    highest: Decimal | None
    currency: str | None
    confidence: float = 1.0
    widened: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributeConstraint:
    """Items whose `attribute` (color, brand, category, size) is one of `values`.

    `set_by_shopper` is true for filters the shopper set: hard in every arm.
    """

    attribute: str
    values: tuple[str, ...]
    confidence: float = 1.0
    set_by_shopper: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ConstraintSet:
    """What the checks accepted for one batch, embedding the summary it came from.

    Offsets are those of the screenshots topic and travel with the batch, so that the recommender knows how far the
    session got. A degraded batch yields a set without constraints, so that the shopper still gets a slate.
    `price` holds what was seen on offers, `filters` what the shopper set; both are intersected when solving.
    """

    batch_id: str
    site_id: str
    session_id: str
    first_offset: int
    last_offset: int
    state: BatchState
    origin: Origin
    made_at: datetime
    price: PriceConstraint | None = None
    attributes: tuple[AttributeConstraint, ...] = ()
    filters: tuple[AttributeConstraint, ...] = ()
    filter_price: PriceConstraint | None = None
    checks: tuple[Check, ...] = ()
    summary: BehaviourSummary | None = None
    reason: str = ""
    first_captured_at: datetime | None = None
    last_captured_at: datetime | None = None
    last_appended_at: datetime | None = None
    closed_at: datetime | None = None
    summarised_at: datetime | None = None
    model_ms: float = 0.0
