"""A session's summary as a pure merge of the kept reads of its own pages. Called by `study`.

The texts follow the local reader's categories: products, colours, lowest and highest price, brands, promotions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from interarec.lab.experiments.reads import ItemRead, SeenOffer

__all__ = ["SessionSummary", "merged"]

_LISTED = 8
_MAJORITY = 0.5


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """`text` is compared with item texts ("" when nothing was seen); the rest are constraints as the worker has them:
    prices from two distinct offers on, a colour with two offers and at least half of them."""

    text: str
    lowest: Decimal | None
    highest: Decimal | None
    color: str | None


def merged(reads: Sequence[ItemRead]) -> SessionSummary:
    """Reads in the order of the visits. An offer counts once however often it was seen."""
    offers = list(dict.fromkeys(offer for read in reads for offer in read.offers))
    prices = sorted(Decimal(offer.price) for offer in offers if offer.price)
    colors = Counter(offer.color for offer in offers if offer.color)
    enough = len(prices) > 1
    color = next((name for name, count in colors.most_common(1) if count > 1), None)
    return SessionSummary(
        text=_text(offers, prices, colors, reads),
        lowest=prices[0] if enough else None,
        highest=prices[-1] if enough else None,
        color=color if color and colors[color] >= _MAJORITY * len(offers) else None,
    )


def _text(
    offers: Sequence[SeenOffer], prices: Sequence[Decimal], colors: Counter[str], reads: Sequence[ItemRead]
) -> str:
    parts = []
    titles = [offer.title for offer in offers if offer.title]
    if titles:
        parts.append("Products seen: " + "; ".join(titles[:_LISTED]))
    if colors:
        parts.append("Colours: " + ", ".join(f"{name} ({count})" for name, count in colors.most_common(_LISTED)))
    if prices:
        currency = next((offer.currency for offer in offers if offer.currency), "")
        parts.append(f"{prices[0]} {currency}. {prices[-1]} {currency}")
    brands = Counter(offer.brand for offer in offers if offer.brand)
    if brands:
        parts.append("; ".join(f"{name} ({count} of the offers)" for name, count in brands.most_common(_LISTED)))
    promotions = list(dict.fromkeys(one for read in reads for one in read.promotions))
    if promotions:
        parts.append("; ".join(promotions[:_LISTED]))
    return ". ".join(parts)
