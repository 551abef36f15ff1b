"""Prices and lines to offers: every current amount is an offer, then titles, was-prices and the rest are assigned.

Offer first: a price is never dropped because its title was not found. Called once a picture by `page`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from interarec.domain.prices import find_money
from interarec.domain.summaries import Box
from interarec.vision.asides import without_asides
from interarec.vision.geometry import horizontal_gap, overlap_share, same_row, union, vertical_gap
from interarec.vision.lines import TextLine
from interarec.vision.page_price import PagePrice
from interarec.vision.ranker import NO_TITLE, title_utility
from interarec.vision.styles import LineStyle
from interarec.vision.titles import TitleLine, neighbourhood, pair_features, title_lines, title_parts
from interarec.vision.wording import find_badge, find_rating, is_basket_word, words_in
from interarec.vision.wrapping import joined_title, whole_title

__all__ = ["PageOffer", "find_offers", "line_scale", "offer_prices"]

_ORDINARY_HEIGHT = 17.0  # of a line box at which pixel distances are stated, ink plus margins
_FAR_WAS = 60.0  # scaled pixels
_SUMS_OF_STAYS = 3  # so many sums and no other price: a list of stays priced by the whole stay
_MAXIMUM_PRICE = re.compile(r"M\.?R\.?P", re.IGNORECASE)


@dataclass(slots=True)
class PageOffer:
    """One offer on one picture. `box` is around price and title; `lines` are the indexes of its lines."""

    price: PagePrice
    was: Decimal | None = None
    title: str | None = None
    title_box: Box | None = None
    rating: float | None = None
    badge: str | None = None
    score: float = 0.5
    lines: list[int] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return self.price.box if self.title_box is None else union(self.price.box, self.title_box)


def line_scale(lines: Sequence[TextLine]) -> float:
    """How large the page's ordinary text is against the size pixel distances are stated for."""
    heights = [line.height for line in lines]
    return max(median(heights) / _ORDINARY_HEIGHT, 0.5) if heights else 1.0


def find_offers(lines: Sequence[TextLine], prices: Sequence[PagePrice], styles: Sequence[LineStyle]) -> list[PageOffer]:
    """The offers of a page, top to bottom. `styles` has one entry a line."""
    scale = line_scale(lines)
    candidates = offer_prices(lines, prices)
    offers = [PageOffer(price) for price in candidates]
    offers = _pair_was_prices(offers, prices)
    kept = without_asides([offer.price for offer in offers], lines, styles, scale)
    offers = [offer for offer in offers if offer.price in kept]
    _assign_titles(offers, lines, styles, scale)
    _pair_far_was_prices(offers, prices, scale)
    for offer in offers:
        _attach_rating_and_badge(offer, lines, scale)
    return sorted(offers, key=lambda offer: (offer.price.box[1], offer.price.box[0]))


def offer_prices(lines: Sequence[TextLine], prices: Sequence[PagePrice]) -> list[PagePrice]:
    """Current amounts; where a page has none, those in K or M. Nothing else is ever an offer."""
    current = [price for price in prices if price.kind == "current" and not price.abbreviated and price.amount > 0]
    current += [price for price in prices if price.kind == "range" and price.range_end is not None]
    current += [price for price in prices if price.kind == "was" and _is_only_price(price, lines, prices)]
    if not current:
        current = [price for price in prices if price.kind == "current" and price.amount > 0]
    if not current:
        current = [price for price in prices if price.kind == "instalment" and price.amount > 0]  # plans by the month
    if not current:
        totals = [price for price in prices if price.kind == "total" and price.amount > 0]
        current = totals if len(totals) >= _SUMS_OF_STAYS and not any(map(_in_basket, lines)) else []
    return [price for price in current if not _is_prose(price, lines[price.line])]


def _in_basket(line: TextLine) -> bool:
    return is_basket_word(line.text)


def _is_only_price(price: PagePrice, lines: Sequence[TextLine], prices: Sequence[PagePrice]) -> bool:
    """A maximum retail price with no other amount at its tag is what the article costs."""
    if price.struck or not _MAXIMUM_PRICE.search(lines[price.line].text):
        return False
    return not any(
        other is not price and other.kind in ("current", "was", "range") and _tag_distance(price, other) is not None
        for other in prices
    )


def _is_prose(price: PagePrice, line: TextLine) -> bool:
    """An amount inside a sentence is talk, not a price tag."""
    start = _character_at(line, price.box[2])
    after = line.text[start : next((span.start for span in find_money(line.text) if span.start > start), None)]
    return words_in(after) >= 4 or (words_in(after) >= 2 and words_in(line.text) >= 7)


def _character_at(line: TextLine, x: int) -> int:
    return next((index for index, edge in enumerate(line.edges) if edge > x), len(line.text))


def _pair_was_prices(offers: list[PageOffer], prices: Sequence[PagePrice]) -> list[PageOffer]:
    """Earlier prices go to the nearest offer they exceed; of two unlabelled neighbours the larger is the earlier."""
    for price in prices:
        if price.kind == "was":
            near = [(_tag_distance(offer.price, price), index) for index, offer in enumerate(offers)]
            near = [
                (gap, index) for gap, index in near if gap is not None and offers[index].price.amount < price.amount
            ]
            if near:
                offers[min(near)[1]].was = price.amount
    dropped: set[int] = set()
    for index, offer in enumerate(offers):
        for other_index, other in enumerate(offers):
            if index != other_index and other_index not in dropped and _is_earlier(offer.price, other.price):
                dropped.add(other_index)
                offer.was = offer.was or other.price.amount
    return [offer for index, offer in enumerate(offers) if index not in dropped]


def _pair_far_was_prices(offers: list[PageOffer], prices: Sequence[PagePrice], scale: float) -> None:
    """An earlier price under the title, in the column of an offer that has none yet, is that offer's."""
    paired = {offer.was for offer in offers if offer.was is not None}
    for price in prices:
        if price.kind != "was" or price.amount in paired:
            continue
        open_offers = [
            (vertical_gap(offer.box, price.box), index)
            for index, offer in enumerate(offers)
            if offer.was is None
            and offer.price.amount < price.amount <= 5 * offer.price.amount
            and overlap_share(offer.box, price.box, axis=0) > 0.5
            and vertical_gap(offer.box, price.box) < _FAR_WAS * scale
        ]
        if open_offers:
            offers[min(open_offers)[1]].was = price.amount


def _tag_distance(current: PagePrice, other: PagePrice) -> float | None:
    """Distance between two amounts of one price tag, None when they are too far apart to be one."""
    height = max(current.height, other.height)
    if same_row(current.box, other.box) or current.line == other.line:
        gap = horizontal_gap(current.box, other.box)
        return gap / height if gap < 7 * height else None
    along, across = vertical_gap(current.box, other.box), horizontal_gap(current.box, other.box)
    if along < 1.6 * height and across < 1.5 * height:
        return 1.0 + (along + across) / height
    return None


def _is_earlier(current: PagePrice, other: PagePrice) -> bool:
    """Whether `other`, unlabelled and not struck, reads as the earlier price of `current`."""
    if not current.amount < other.amount <= 5 * current.amount or current.currency != other.currency:
        return False
    height = max(current.height, other.height)
    if same_row(current.box, other.box):
        return horizontal_gap(current.box, other.box) < 1.6 * height
    aligned = abs(current.box[0] - other.box[0]) < 6 or abs(current.box[2] - other.box[2]) < 6
    smaller = other.height <= 0.85 * current.height
    return smaller and aligned and vertical_gap(current.box, other.box) < 0.5 * height


def _assign_titles(
    offers: list[PageOffer], lines: Sequence[TextLine], styles: Sequence[LineStyle], scale: float
) -> None:
    """One-to-one, best pairs first; then each title grows over adjacent lines set alike."""
    titles, parts = title_lines(lines, styles), title_parts(lines, styles)
    page = neighbourhood(titles, [offer.price for offer in offers], styles, scale)
    scored = []
    for offer_index, offer in enumerate(offers):
        for title in titles:
            features = pair_features(title, offer.price, page)
            if features is not None:
                scored.append((title_utility(features), offer_index, title))
    scored.sort(key=lambda entry: -entry[0])
    taken: set[int] = set()
    done: set[int] = set()
    for utility, offer_index, title in scored:
        if offer_index in done or title.index in taken or utility < NO_TITLE:
            continue
        done.add(offer_index)
        free = [other for other in parts if other.index not in taken]
        grown = whole_title(title, free, apart_from=offers[offer_index].price.line)
        taken.update(part.index for part in grown)
        _set_title(offers[offer_index], grown, utility)


def _set_title(offer: PageOffer, parts: Sequence[TitleLine], value: float) -> None:
    offer.title, offer.title_box = joined_title(parts)
    offer.lines = [part.index for part in parts]
    offer.score = round(0.5 + 0.49 / (1.0 + math.exp(-(value - NO_TITLE) / 2)), 3)


def _attach_rating_and_badge(offer: PageOffer, lines: Sequence[TextLine], scale: float) -> None:
    """The nearest rating and badge within the reach of the offer's box."""
    reach = 70 * scale
    for line in sorted(lines, key=lambda line: vertical_gap(line.box, offer.box) + horizontal_gap(line.box, offer.box)):
        if vertical_gap(line.box, offer.box) > reach or horizontal_gap(line.box, offer.box) > reach / 3:
            continue
        offer.rating = offer.rating if offer.rating is not None else find_rating(line.text)
        offer.badge = offer.badge or find_badge(line.text)
