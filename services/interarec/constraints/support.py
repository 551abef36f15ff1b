"""How much of what was seen stands behind a claim: counted in distinct offers, never in sightings.

One offer votes once however often it was captured, so that no seller can vote twice. A brand, colour or category
needs two distinct offers and at least half of them (or a shopper's own event); a price range needs two, and from
a single offer it is widened. Pure; called by `handler`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from interarec.constraints.claim import Claim
from interarec.domain.colors import color_family
from interarec.domain.constraints import AttributeConstraint, Check, CheckOutcome, PriceConstraint
from interarec.domain.summaries import BehaviourSummary, Evidence, Fact, Offer
from interarec.domain.support import ENOUGH, HALF, offer_identity

__all__ = ["Widening", "claim_of_offers", "folded", "supported_attribute", "supported_price"]

_MOST_EVIDENCE = 12
_SAME_PRICE = Decimal("0.01")
"""A claimed bound is an offer's price when it differs by at most this share (whole-number schemas round)."""


@dataclass(frozen=True, slots=True)
class Widening:
    """Factors on the price of a single offer."""

    low: float = 0.5
    high: float = 1.5


def claim_of_offers(summary: BehaviourSummary, offers: Sequence[Offer]) -> Claim:
    """What the typed offers themselves say: their price span, and every brand, colour and category named on them."""
    prices = [offer.price for offer in offers]
    return Claim(
        lowest=min(prices, default=None),
        highest=max(prices, default=None),
        currency=summary.currency or next((offer.currency for offer in offers if offer.currency), None),
        colors=_named([*(fact.value for fact in summary.colors), *(offer.color for offer in offers)]),
        brands=_named([*(fact.value for fact in summary.brands), *(offer.brand for offer in offers)]),
        categories=_named(offer.category for offer in offers),
    )


def _named(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def supported_price(
    claim: Claim, offers: Sequence[Offer], widening: Widening, checks: list[Check], *, told: bool = False
) -> PriceConstraint | None:
    """The price constraint that the offers carry; None when the claim bounds nothing.

    `told`: there are offers besides, which only a model told of; the text is then no better than they are.
    """
    if claim.lowest is None and claim.highest is None:
        return None
    if not offers and told:
        checks.append(Check("price", CheckOutcome.DROPPED, "no offer that was told of is typed on the page"))
        return None
    if not offers:
        return _unseen(claim, widening, checks)
    low = _seen_bound("lowest_price", claim.lowest, offers, checks)
    high = _seen_bound("highest_price", claim.highest, offers, checks)
    evidence = _evidence(offer for offer in offers if offer.price in (low, high))
    if len(offers) >= ENOUGH:
        confidence = 1.0 - 1.0 / (len(offers) + 1)
        return PriceConstraint(low, high, claim.currency, confidence=confidence, evidence=evidence)
    return _widened(offers[0].price, claim.currency, widening, "only one offer was seen", checks, evidence)


def _seen_bound(name: str, claimed: Decimal | None, offers: Sequence[Offer], checks: list[Check]) -> Decimal | None:
    """The price of an offer nearest to the claimed bound; a bound that no offer has becomes the offers' own."""
    if claimed is None:
        return None
    nearest = min((offer.price for offer in offers), key=lambda price: abs(price - claimed))
    if abs(nearest - claimed) <= max(Decimal(1), nearest * _SAME_PRICE):
        return nearest
    own = (min if name == "lowest_price" else max)(offer.price for offer in offers)
    checks.append(Check(name, CheckOutcome.CLAMPED, f"no offer that was seen costs {claimed}", str(own)))
    return own


def _unseen(claim: Claim, widening: Widening, checks: list[Check]) -> PriceConstraint:
    """Only text speaks of prices: two different ends are two offers, anything less stays soft."""
    low, high = claim.lowest, claim.highest
    if low is not None and high is not None and low < high:
        return PriceConstraint(low, high, claim.currency, confidence=0.5)
    if low is not None and low == high:
        return _widened(low, claim.currency, widening, "only one price was read", checks, ())
    return PriceConstraint(low, high, claim.currency, confidence=0.25, widened=True)


def _widened(
    price: Decimal,
    currency: str | None,
    widening: Widening,
    why: str,
    checks: list[Check],
    evidence: tuple[Evidence, ...],
) -> PriceConstraint:
    low, high = price * Decimal(str(widening.low)), price * Decimal(str(widening.high))
    for name, value in (("lowest_price", low), ("highest_price", high)):
        checks.append(Check(name, CheckOutcome.CLAMPED, f"widened and not binding: {why}", str(value)))
    return PriceConstraint(low, high, currency, confidence=0.25, widened=True, evidence=evidence)


def supported_attribute(
    attribute: str,
    values: Sequence[str],
    offers: Sequence[Offer],
    earlier: Sequence[Offer],
    facts: Sequence[Fact],
    checks: list[Check],
) -> AttributeConstraint | None:
    """The values that enough offers carry. `earlier` offers of the last batches help a value seen once now."""
    read = _reader(attribute)
    kept: list[str] = []
    shares: list[float] = []
    evidence: list[Evidence] = []
    for value in values:
        behind = [offer for offer in offers if read(offer) == folded(attribute, value)]
        share, reason = _share(attribute, value, behind, offers, earlier, facts)
        if share is None:
            checks.append(Check(attribute, CheckOutcome.DROPPED, reason, value))
            continue
        kept.append(value)
        shares.append(share)
        evidence.extend(_evidence(behind) or next((f.evidence for f in facts if f.value == value), ()))
    if not kept:
        return None
    confidence = min(1.0, sum(shares))
    return AttributeConstraint(attribute, tuple(kept), confidence=confidence, evidence=tuple(evidence[:_MOST_EVIDENCE]))


def _share(
    attribute: str,
    value: str,
    behind: Sequence[Offer],
    offers: Sequence[Offer],
    earlier: Sequence[Offer],
    facts: Sequence[Fact],
) -> tuple[float | None, str]:
    """The share of offers behind a value, or None and why it is not enough."""
    if any(fact.from_event and folded(attribute, fact.value) == folded(attribute, value) for fact in facts):
        return 1.0, ""
    count, total = len(behind), len(offers)
    if count == 1:
        read, known = _reader(attribute), {offer_identity(offer) for offer in offers}
        others = [offer for offer in earlier if offer_identity(offer) not in known]
        count += sum(read(offer) == folded(attribute, value) for offer in others)
        total += len(others)
    if count < ENOUGH:
        return None, f"{count} distinct offer carries it, {ENOUGH} are needed" if count else "no offer seen carries it"
    if count < HALF * total:
        return None, f"{count} of {total} distinct offers carry it, half are needed"
    return count / total, ""


def _reader(attribute: str) -> Callable[[Offer], str | None]:
    def read(offer: Offer) -> str | None:
        value = getattr(offer, attribute, None)
        return folded(attribute, value) if value else None

    return read


def folded(attribute: str, value: str) -> str:
    """A value as it is compared: colours by family."""
    return (color_family(value) or value.casefold()) if attribute == "color" else value.casefold()


def _evidence(offers: Iterable[Offer]) -> tuple[Evidence, ...]:
    return tuple(evidence for offer in offers for evidence in offer.evidence)[:_MOST_EVIDENCE]
