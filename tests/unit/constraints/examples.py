"""Values the constraint tests share: a batch outcome, offers, a small catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from interarec.domain.batches import BatchOutcome, BatchState
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.summaries import BehaviourSummary, Categories, Evidence, Offer

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

FACTS = CatalogueFacts(
    version="c1",
    currency="GBP",
    lowest_price=Decimal(10),
    highest_price=Decimal(200),
    brands=("ASOS Design", "Nike", "Zara"),
    color_families=("black", "blue", "green", "white"),
    categories=("Dresses", "Shoes"),
    sizes=("S", "M", "L"),
)


def offer(title: str | None, price: str, **known: object) -> Offer:
    """An offer seen on the first screenshot."""
    evidence = (Evidence("offers", "s1.0", 0, (0, 0, 10, 10), 0.9),)
    return replace(Offer(title, Decimal(price), "GBP", evidence=evidence), **known)  # type: ignore[arg-type]


def summary(*offers: Offer, **known: object) -> BehaviourSummary:
    """A summary in pounds with these offers; `texts` are categories."""
    texts = known.pop("texts", {})
    plain = BehaviourSummary(Categories(**texts), offers=offers, currency="GBP")  # type: ignore[arg-type]
    return replace(plain, **known)  # type: ignore[arg-type]


def outcome(read: BehaviourSummary | None, state: BatchState = BatchState.SUMMARISED, reason: str = "") -> BatchOutcome:
    """The end of one batch with this summary."""
    return BatchOutcome(
        batch_id="b1",
        site_id="demo",
        session_id="s1",
        first_offset=3,
        last_offset=12,
        screenshots=("s1.0",),
        state=state,
        reason=reason,
        finished_at=NOON,
        first_captured_at=NOON,
        last_captured_at=NOON,
        closed_at=NOON,
        last_appended_at=NOON,
        summary=read,
    )
