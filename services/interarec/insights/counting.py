"""What one message adds to the views of its shop. Pure; called by `intake`.

Names are `measure` or `measure:label`, as the inspector shows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from interarec.domain.batches import BatchOutcome
from interarec.domain.interactions import Action, Interaction
from interarec.domain.recommendations import Recommendation
from interarec.domain.screenshots import Screenshot
from interarec.domain.summaries import Offer

__all__ = ["Sums", "count"]

Sums = dict[str, float]

PRICE_BANDS = (10, 20, 50, 100, 200, 500, 1_000)
"""Edges in the shop's currency; a price on an edge belongs to the upper band."""

LABEL_LIMIT = 60
"""Characters; labels come from screens, which anyone can write on."""

PLURAL = {
    Action.VIEW: "views",
    Action.CLICK: "clicks",
    Action.ADD_TO_CART: "add_to_cart",
    Action.PURCHASE: "purchases",
    Action.IMPRESSION: "impressions",
    Action.DISMISS: "dismissals",
    Action.FILTER: "filters",
}
PER_ARM = frozenset({Action.IMPRESSION, Action.CLICK, Action.PURCHASE})


def count(value: object, arm: str | None = None) -> Sums:
    """What `value` adds, nothing for messages that say nothing about shoppers.

    `arm` made the slate that an interaction answers; None when it answers none or it is not known any more.
    """
    match value:
        case Screenshot():
            return {"screenshots": 1.0, **({"sessions": 1.0} if value.sequence == 0 else {})}
        case Interaction():
            return _interaction(value, arm)
        case BatchOutcome():
            return _outcome(value)
        case Recommendation():
            return _slate(value)
    return {}


def _interaction(value: Interaction, arm: str | None) -> Sums:
    bought = value.action is Action.PURCHASE
    many = float(value.quantity or 1) if bought else 1.0
    sums: Sums = {PLURAL[value.action]: many}
    if bought and value.price is not None:
        sums["revenue"] = float(value.price.amount) * many
    if arm is not None and value.action in PER_ARM:
        sums |= {f"{name}:{arm}": number for name, number in sums.items()}
    return sums


def _outcome(value: BatchOutcome) -> Sums:
    used = value.usage
    spent = {
        "model_calls": used.calls,
        "model_prompt_tokens": used.prompt_tokens,
        "model_completion_tokens": used.completion_tokens,
        "model_images": used.images,
    }
    return {
        f"batches:{value.state.value}": 1.0,
        **_looked_at(value.summary.offers if value.summary is not None else ()),
        **{name: float(number) for name, number in spent.items() if number},
    }


def _looked_at(offers: Iterable[Offer]) -> Sums:
    """Distinct offers by colour, brand, category and price band."""
    sums: Sums = {}
    for offer in offers:
        labels = {"color": offer.color, "brand": offer.brand, "category": offer.category}
        for measure, label in {**labels, "price_band": _band(offer.price)}.items():
            if label:
                name = f"{measure}:{label[:LABEL_LIMIT]}"
                sums[name] = sums.get(name, 0.0) + 1.0
    return sums


def _band(price: Decimal) -> str:
    low = max((band for band in PRICE_BANDS if price >= band), default=0)
    high = min((band for band in PRICE_BANDS if price < band), default=None)
    return f"{low}+" if high is None else f"{low}-{high}"


def _slate(value: Recommendation) -> Sums:
    """A reworded slate is the same slate."""
    if value.revision > 0:
        return {}
    sums: Sums = {f"slates:{value.arm.value}": 1.0}
    if "total" in value.latency_ms:
        sums |= {"freshness_ms": value.latency_ms["total"], "freshness_count": 1.0}
    return sums
