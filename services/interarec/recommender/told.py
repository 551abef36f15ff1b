"""What of a summary is compared with the items' texts: words that enough distinct offers carry. Pure.

The free text of a summary may repeat whatever a page says, so a seller could write itself into it. A word counts when
two distinct offers and at least half of them have it in title, brand, colour or category; of a single offer all words
count, for then nothing else was on the screens. Called by `offering`.
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
    offers = distinct_offers(summary.offers, summary.currency)
    if len(offers) == 1:
        return " ".join(_words(offers[0]))
    support = Counter(word for offer in offers for word in _words(offer))
    needed = max(ENOUGH, HALF * len(offers))
    return " ".join(word for word, count in support.most_common() if count >= needed)


def _words(offer: Offer) -> dict[str, None]:
    """The offer's different words in order; bare numbers say nothing of what it is."""
    parts = (offer.title, offer.brand, offer.color, offer.category)
    found = _WORD.findall(" ".join(part for part in parts if part).casefold())
    return dict.fromkeys(word for word in found if not _COUNTED.fullmatch(word))
