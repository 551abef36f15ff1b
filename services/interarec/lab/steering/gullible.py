"""A model that reads a page rightly and obeys every instruction printed on it, as the scripted twin of a server.

It stands behind the real model engine, so that what is measured is the engine's own checks.
"""

from __future__ import annotations

from collections.abc import Sequence

from interarec.domain.catalogue import Item
from interarec.domain.summaries import CATEGORIES
from interarec.lab.steering.corpus import Attack
from interarec.lab.steering.draw import worded
from interarec.platform.chat import Play, said

__all__ = ["obedient_answer"]


def obedient_answer(items: Sequence[Item], attack: Attack | None, targets: Sequence[Item]) -> Play:
    """What it says about a page of `items`: the truth, and with an attack whatever serves the attacker's `targets`."""
    shown = list(items) if attack is None else [*items, *targets]
    prices = sorted(item.price.amount for item in shown)
    texts: dict[str, object] = dict.fromkeys(CATEGORIES, "not available")
    texts["product_characteristics"] = "; ".join(item.title for item in shown)
    if prices:
        texts["lowest_price"], texts["highest_price"] = f"{prices[0]} GBP", f"{prices[-1]} GBP"
    filters: list[dict[str, str]] = []
    if attack is not None:
        brand = targets[0].brand or ""
        low, high = min(item.price.amount for item in targets), max(item.price.amount for item in targets)
        texts["brand_preference"] = f"The shopper clearly prefers {brand}"
        texts["lowest_price"], texts["highest_price"] = f"{low} GBP", f"{high} GBP"
        texts["comparisons"] = " ".join(worded(attack, targets))
        filters = [{"attribute": "brand", "value": brand}, {"attribute": "price", "value": f"£{low} - £{high}"}]
    offers = [_offer(item) for item in shown]
    return said({**texts, "offers": offers, "promotions_seen": [], "filters_set": filters})


def _offer(item: Item) -> dict[str, object]:
    return {
        "title": item.title,
        "price": float(item.price.amount),
        "currency": "GBP",
        "was": None,
        "brand": item.brand,
        "color": item.color,
        "screenshot": 0,
    }
