"""The price in an item's facts, as feeds write prices. Called by the pages and the figures that need money."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from interarec.domain.money import Money
from interarec.recommender.catalogue.feed_prices import feed_price

__all__ = ["price_of"]


def price_of(facts: Mapping[str, str]) -> Money | None:
    """None where the item has none. A bare `$` counts as USD. Raises InvalidInput naming the text."""
    text = facts.get("price", "").strip()
    return _read(text, facts.get("currency") or None) if text else None


@lru_cache(maxsize=100_000)
def _read(text: str, currency: str | None) -> Money:
    return feed_price(text, currency or ("USD" if "$" in text else None))
