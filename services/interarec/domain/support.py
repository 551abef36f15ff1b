"""How much of what was seen stands behind a claim: counted in distinct offers, never in sightings. Pure.

One offer votes once however often it was captured, so that no seller can vote twice. Called by the constraint worker
and by the recommender.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from interarec.domain.summaries import COUNTED_FROM, Offer

__all__ = ["ENOUGH", "HALF", "distinct_offers", "offer_identity"]

ENOUGH = 2
"""Distinct offers that an inferred brand, colour, category, word or price range needs at least."""
HALF = 0.5
"""Share of the distinct offers that it needs besides."""


def distinct_offers(offers: Iterable[Offer], currency: str | None) -> tuple[Offer, ...]:
    """One offer a product: by catalogue item where linked, else by title, else by price.

    Left out: other currencies, what only a model told of, and, on a page of which most offers are items of the
    catalogue, what is none.
    """
    seen: dict[tuple[str, str], Offer] = {}
    counted = [offer for offer in offers if offer.score >= COUNTED_FROM]
    linked = [offer for offer in counted if offer.item_id]
    for offer in linked if len(linked) >= max(ENOUGH, HALF * len(counted)) else counted:
        if offer.price <= 0 or (currency and offer.currency and offer.currency != currency):
            continue
        seen.setdefault(offer_identity(offer), offer)
    return tuple(seen.values())


def offer_identity(offer: Offer) -> tuple[str, str]:
    """What makes two sightings one product: the catalogue's item, else the title, else the price."""
    if offer.item_id:
        return ("item", offer.item_id)
    title = re.sub(r"\W+", "", (offer.title or "").casefold())
    return ("title", title) if title else ("price", str(offer.price))
