"""What of a summary is compared with the items' texts: words that enough distinct offers carry. Pure.

The free text of a summary may repeat whatever a page says, so a seller could write itself into it. A word counts when
two distinct offers and at least half of them have it in title, brand, colour or category. A single offer speaks with
its colour and category alone, and only as an item of the catalogue: whoever wrote a page's only title chose every word
of it. Called by `offering`.
"""

from __future__ import annotations

import re
from collections import Counter

from interarec.domain.summaries import BehaviourSummary, Offer
from interarec.domain.support import ENOUGH, HALF, distinct_offers

__all__ = ["supported_text"]

_WORD = re.compile(r"\w+")
_COUNTED = re.compile(r"\d+")


def supported_text(summary: BehaviourSummary | None) -> str:
    """Supported words, those of most offers first; empty when the offers have nothing in common."""
    if summary is None:
        return ""
    seen = distinct_offers(summary.offers, summary.currency)
    offers = [offer for offer in seen if offer.item_id] or seen  # beside known goods a sentence with a price is none
    if len(offers) == 1:
        alone = offers[0]
        return " ".join(_words(alone.color, alone.category)) if alone.item_id else ""
    support = Counter(word for offer in offers for word in _words(*_written(offer)))
    needed = max(ENOUGH, HALF * len(offers))
    return " ".join(word for word, count in support.most_common() if count >= needed)


def _written(offer: Offer) -> tuple[str | None, ...]:
    return offer.title, offer.brand, offer.color, offer.category


def _words(*parts: str | None) -> dict[str, None]:
    """The different words in order; bare numbers say nothing of what an offer is."""
    found = _WORD.findall(" ".join(part for part in parts if part).casefold())
    return dict.fromkeys(word for word in found if not _COUNTED.fullmatch(word))
