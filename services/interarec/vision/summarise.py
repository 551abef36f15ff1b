"""Pages of a batch to one BehaviourSummary: offers merged over frames, facts with support, the eight texts.

One offer counts once however often it was captured. Called by the local reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from interarec.domain.summaries import (
    COUNTED_FROM,
    BehaviourSummary,
    Box,
    Evidence,
    Fact,
    Offer,
    SetFilter,
)
from interarec.vision.category_texts import word_categories
from interarec.vision.frames import Frame
from interarec.vision.gazetteer import fold
from interarec.vision.page import Page, SeenOffer, SeenPage

__all__ = ["frame_offers", "summarise"]

_SAME_TITLE = 85.0


def frame_offers(seen: SeenPage) -> tuple[Offer, ...]:
    """The offers of one frame, each with one piece of evidence."""
    return tuple(_offer(entry, seen) for entry in seen.page.offers)


def _offer(entry: SeenOffer, seen: SeenPage) -> Offer:
    offer = entry.offer
    return Offer(
        title=offer.title,
        price=offer.price.amount,
        currency=offer.price.currency or seen.page.currency,
        was=offer.was,
        brand=entry.brand,
        color=entry.color,
        category=entry.category,
        rating=offer.rating,
        badge=offer.badge,
        item_id=entry.item_id,
        score=offer.score if entry.counted else min(offer.score, COUNTED_FROM / 2),
        evidence=_offer_evidence(entry, seen.frame),
    )


def _offer_evidence(entry: SeenOffer, frame: Frame) -> tuple[Evidence, ...]:
    """The amount's box first, then the title's."""
    offer = entry.offer
    price = _evidence("offers", offer.price.box, frame, offer.score)
    if offer.title_box is None:
        return (price,)
    return price, _evidence("titles", offer.title_box, frame, offer.score)


def _evidence(name: str, box: Box, frame: Frame, confidence: float = 0.9) -> Evidence:
    return Evidence(name, frame.screenshot_id, frame.sequence, box, confidence)


def summarise(pages: Sequence[SeenPage], *, engine: str, engine_version: str) -> BehaviourSummary:
    """The summary of a batch; without pages every category says not available."""
    offers = _merged_offers([offer for seen in pages for offer in frame_offers(seen)])
    currency = _leading(offer.currency for offer in offers)
    filters = _filters(pages)
    facts = {
        "brands": _facts(offers, lambda offer: offer.brand, "brands"),
        "colors": _facts(offers, lambda offer: offer.color, "colors"),
        "promotions": _texts(pages, lambda page: page.promotions, "promotions", len(offers)),
        "ratings": _texts(pages, lambda page: page.ratings, "user_reviews_and_testimonials", len(offers)),
        "specifications": _texts(pages, lambda page: page.specifications, "product_specifications", len(offers)),
    }
    return BehaviourSummary(
        categories=word_categories(pages, offers, facts, filters, currency),
        offers=tuple(offers),
        brands=facts["brands"],
        colors=facts["colors"],
        promotions=facts["promotions"],
        filters=filters,
        evidence=_loose_evidence(pages),
        currency=currency,
        engine=engine,
        engine_version=engine_version,
    )


@dataclass(slots=True)
class _Merging:
    offers: list[Offer] = field(default_factory=list)

    def add(self, offer: Offer) -> None:
        for index, known in enumerate(self.offers):
            if _is_same(known, offer):
                self.offers[index] = _merge(known, offer)
                return
        self.offers.append(offer)


def _merged_offers(offers: Sequence[Offer]) -> list[Offer]:
    merging = _Merging()
    for offer in offers:
        merging.add(offer)
    return merging.offers


def _is_same(known: Offer, offer: Offer) -> bool:
    """Same amount and a title alike; within one frame two boxes are two offers."""
    if known.price != offer.price or known.currency != offer.currency:
        return False
    if offer.evidence[0].screenshot_id in {piece.screenshot_id for piece in known.evidence}:
        return False
    if known.title is None or offer.title is None:
        return known.title is offer.title
    return fuzz.token_set_ratio(fold(known.title), fold(offer.title)) >= _SAME_TITLE


def _merge(known: Offer, offer: Offer) -> Offer:
    """Fields of the more certain sighting first, evidence of both."""
    first, second = (known, offer) if known.score >= offer.score else (offer, known)
    return replace(
        first,
        was=first.was if first.was is not None else second.was,
        brand=first.brand or second.brand,
        color=first.color or second.color,
        category=first.category or second.category,
        rating=first.rating if first.rating is not None else second.rating,
        badge=first.badge or second.badge,
        item_id=first.item_id or second.item_id,
        sightings=known.sightings + 1,
        evidence=(*known.evidence, *offer.evidence),
    )


def _leading(values: object) -> str | None:
    votes = Counter(value for value in values if value)  # type: ignore[attr-defined]
    return votes.most_common(1)[0][0] if votes else None


def _facts(offers: Sequence[Offer], value_of: Callable[[Offer], str | None], name: str) -> tuple[Fact, ...]:
    """Values by the number of distinct offers behind them."""
    holders: dict[str, list[Offer]] = {}
    spelled: dict[str, str] = {}
    for offer in offers:
        value = value_of(offer)
        if value:
            holders.setdefault(fold(value) or value, []).append(offer)
            spelled.setdefault(fold(value) or value, value)
    facts = []
    for key, group in sorted(holders.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        evidence = tuple(replace(offer.evidence[0], field=name) for offer in group)
        facts.append(Fact(spelled[key], len(group), round(len(group) / len(offers), 4), evidence=evidence))
    return tuple(facts)


def _texts(
    pages: Sequence[SeenPage], texts_of: Callable[[Page], list[tuple[str, Box]]], name: str, offers: int
) -> tuple[Fact, ...]:
    """Distinct texts with where they were first seen; `support` counts the pages' places, once a frame's text."""
    found: dict[str, tuple[str, list[Evidence]]] = {}
    for seen in pages:
        for text, box in texts_of(seen.page):
            entry = found.setdefault(fold(text) or text, (text, []))
            entry[1].append(_evidence(name, box, seen.frame))
    return tuple(
        Fact(text, 1, round(1 / max(offers, 1), 4), evidence=tuple(pieces))
        for text, pieces in list(found.values())[:20]
    )


def _filters(pages: Sequence[SeenPage]) -> tuple[SetFilter, ...]:
    found: dict[tuple[str, str], list[Evidence]] = {}
    for seen in pages:
        for attribute, value, box in seen.page.filters:
            found.setdefault((attribute, value), []).append(_evidence("filters", box, seen.frame))
    return tuple(SetFilter(attribute, value, tuple(pieces)) for (attribute, value), pieces in found.items())


def _loose_evidence(pages: Sequence[SeenPage]) -> tuple[Evidence, ...]:
    """Where ratings and specifications stand."""
    pieces = []
    for seen in pages:
        pieces += [_evidence("user_reviews_and_testimonials", box, seen.frame) for _, box in seen.page.ratings[:12]]
        pieces += [_evidence("product_specifications", box, seen.frame) for _, box in seen.page.specifications[:12]]
    return tuple(pieces)
