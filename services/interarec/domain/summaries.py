"""The behavioural summary: eight categories as text, and the typed facts and evidence behind them.

Made by the two reading engines (local reader, multimodal model), read by the constraint worker and the
re-ranker. Categories are those of Karra and Tulabandhula, *InteraRec*, section 3.2.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal

__all__ = [
    "CATEGORIES",
    "COUNTED_FROM",
    "NOT_AVAILABLE",
    "BehaviourSummary",
    "Box",
    "Categories",
    "Evidence",
    "Fact",
    "Offer",
    "SetFilter",
]

NOT_AVAILABLE = "not available"
"""What a category says when nothing of it was seen."""

COUNTED_FROM = 0.5
"""The least score of an offer that counts as support. A model's offer that no typed text on the page bears out stays
below: it is told on as text, and nothing is concluded from it."""

Box = tuple[int, int, int, int]
"""(x0, y0, x1, y1) in pixels of the screenshot, x1 and y1 exclusive."""


@dataclass(frozen=True, slots=True)
class Categories:
    """The eight texts of a summary; each is NOT_AVAILABLE where nothing was seen."""

    product_characteristics: str = NOT_AVAILABLE
    lowest_price: str = NOT_AVAILABLE
    highest_price: str = NOT_AVAILABLE
    brand_preference: str = NOT_AVAILABLE
    product_specifications: str = NOT_AVAILABLE
    user_reviews_and_testimonials: str = NOT_AVAILABLE
    comparisons: str = NOT_AVAILABLE
    promotions: str = NOT_AVAILABLE


CATEGORIES: tuple[str, ...] = tuple(field.name for field in fields(Categories))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something was seen: `field` is the summary field it supports, `box` None when unknown."""

    field: str
    screenshot_id: str
    sequence: int
    box: Box | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Offer:
    """One product with a price as seen on one or more screenshots of the batch.

    `item_id` is set when the title was linked to a catalogue item. `sightings` counts screenshots it was seen
    on; support counts offers, never sightings, so that one offer votes once.
    """

    title: str | None
    price: Decimal
    currency: str | None
    was: Decimal | None = None
    brand: str | None = None
    color: str | None = None
    category: str | None = None
    rating: float | None = None
    badge: str | None = None
    item_id: str | None = None
    sightings: int = 1
    score: float = 1.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed value (a brand, a colour family, a promotion) with its support.

    `support` counts the distinct offers behind it; `from_event` is true when a shopper event says so.
    """

    value: str
    support: int
    share: float
    from_event: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class SetFilter:
    """A filter control that was visibly set on a page: what the shopper asked for, not what was on offer."""

    attribute: str
    value: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class BehaviourSummary:
    """What one batch of screenshots says. `engine` and `engine_version` name who read it."""

    categories: Categories
    offers: tuple[Offer, ...] = ()
    brands: tuple[Fact, ...] = ()
    colors: tuple[Fact, ...] = ()
    promotions: tuple[Fact, ...] = ()
    filters: tuple[SetFilter, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    currency: str | None = None
    engine: str = ""
    engine_version: str = ""
