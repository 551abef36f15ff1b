"""Messages of an invented shop, as the insights service meets them. Used by its unit and integration tests."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from interarec.domain.batches import BatchOutcome, BatchState, ModelUsage
from interarec.domain.interactions import Action, Interaction
from interarec.domain.money import Money
from interarec.domain.recommendations import Arm, BasedOn, Recommendation
from interarec.domain.screenshots import ImageRef, Screenshot
from interarec.domain.summaries import BehaviourSummary, Categories, Offer

__all__ = ["AT", "did", "offer", "outcome", "shot", "slate"]

AT = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
IMAGE = ImageRef("images/x", "00", 1, "image/png", 1, 1)


def shot(session: str, sequence: int, *, site: str = "shop") -> Screenshot:
    return Screenshot(site, session, sequence, f"{session}-{sequence}", AT, IMAGE)


def did(
    session: str,
    sequence: int,
    action: Action,
    *,
    slate_id: str | None = None,
    quantity: int | None = None,
    price: str | None = None,
    site: str = "shop",
) -> Interaction:
    money = None if price is None else Money(Decimal(price), "GBP")
    return Interaction(site, session, sequence, action, AT, "item", slate_id, quantity=quantity, price=money)


def slate(
    session: str, slate_id: str, arm: Arm, *, total_ms: float | None = None, revision: int = 0, site: str = "shop"
) -> Recommendation:
    latency = {} if total_ms is None else {"total": total_ms}
    return Recommendation(slate_id, site, session, arm, BasedOn(1, 1, revision), (), "", AT, latency_ms=latency)


def offer(price: str, color: str | None = None, brand: str | None = None, category: str | None = None) -> Offer:
    return Offer("a thing", Decimal(price), "GBP", brand=brand, color=color, category=category)


def outcome(
    session: str, *offers: Offer, state: BatchState = BatchState.SUMMARISED, usage: ModelUsage | None = None,
    site: str = "shop",
) -> BatchOutcome:  # fmt: skip
    summary = BehaviourSummary(Categories(), offers=offers) if offers else None
    return BatchOutcome(
        f"batch-{session}", site, session, 0, 9, (), state, "", AT, AT, AT, AT, AT,
        summary=summary, usage=usage or ModelUsage(),
    )  # fmt: skip
