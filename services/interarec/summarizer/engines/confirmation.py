"""Is what a model told of really typed on the page? Asked of the local reader, which obeys nobody.

A page can talk a model into offers and filters that are not there. Pure; called by `answer`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from interarec.domain.summaries import COUNTED_FROM, Offer, SetFilter
from interarec.vision.gazetteer import fold

__all__ = ["confirmed_filters", "confirmed_offers"]

_ALIKE = 70.0
"""Of 100: titles that are one title, read once by the model and once line by line."""
_UNCONFIRMED = COUNTED_FROM / 2


def confirmed_offers(told: Sequence[Offer], typed: Sequence[Offer], left_out: list[str]) -> list[Offer]:
    """`told` with the ones that `typed` does not bear out scored so low that they do not count.

    An offer is borne out by one typed offer of equal price and like title, which bears out no other. Title, item, brand
    and colour of a confirmed offer are those of the typed one where it has them: a like title may still hold words that
    nobody typed.
    """
    free = [one for one in typed if one.score >= COUNTED_FROM]
    made: list[Offer] = []
    for offer in told:
        match = max(
            (one for one in free if one.price == offer.price), key=lambda one: _likeness(one, offer), default=None
        )
        if match is None or _likeness(match, offer) < _ALIKE:
            left_out.append(f"offer: {offer.title or 'an untitled one'} at {offer.price} is not typed on the page")
            made.append(replace(offer, score=_UNCONFIRMED))
            continue
        free.remove(match)
        made.append(
            replace(
                offer,
                title=match.title or offer.title,
                item_id=match.item_id,
                category=match.category,
                brand=match.brand
                or (offer.brand if offer.brand and fold(offer.brand) in fold(match.title or "") else None),
                color=match.color or offer.color,
            )
        )
    return made


def _likeness(typed: Offer, told: Offer) -> float:
    """0 to 100. A price alone is enough where the model gives no title: it can then speak for no brand."""
    if told.title is None:
        return 100.0
    if typed.title is None:
        return 0.0
    return fuzz.token_sort_ratio(fold(typed.title), fold(told.title))


def confirmed_filters(
    told: Sequence[SetFilter], typed: Sequence[SetFilter], left_out: list[str]
) -> tuple[SetFilter, ...]:
    """The filters that the local reader saw set as well."""
    seen = {fold(one.value) for one in typed}
    for one in told:
        if fold(one.value) not in seen:
            left_out.append(f"filter: {one.attribute} {one.value} is not visibly set")
    return tuple(one for one in told if fold(one.value) in seen)
