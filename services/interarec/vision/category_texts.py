"""The eight texts of a summary, worded from what the pages of a batch say. Called by `summarise`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from interarec.domain.summaries import NOT_AVAILABLE, Categories, Fact, Offer, SetFilter
from interarec.vision.gazetteer import fold
from interarec.vision.page import Page, SeenPage

__all__ = ["word_categories"]

_LISTED = 8  # values a text names before "and N more"


def word_categories(
    pages: Sequence[SeenPage],
    offers: Sequence[Offer],
    facts: Mapping[str, Sequence[Fact]],
    filters: Sequence[SetFilter],
    currency: str | None,
) -> Categories:
    """`facts` has brands, colors, promotions, ratings and specifications; prices are those of `currency` alone."""
    prices = [offer.price for offer in offers if offer.currency == currency]
    return Categories(
        product_characteristics=_characteristics(pages, offers, facts["colors"], filters),
        lowest_price=_money_text(min(prices), currency) if prices else NOT_AVAILABLE,
        highest_price=_money_text(max(prices), currency) if prices else NOT_AVAILABLE,
        brand_preference=_brands(facts["brands"], pages),
        product_specifications=_listed([fact.value for fact in facts["specifications"]]),
        user_reviews_and_testimonials=_reviews(offers, facts["ratings"]),
        comparisons=_comparisons(pages, offers),
        promotions=_listed([fact.value for fact in facts["promotions"]]),
    )


def _money_text(amount: Decimal, currency: str | None) -> str:
    return f"{amount} {currency}" if currency else str(amount)


def _listed(values: Sequence[str]) -> str:
    if not values:
        return NOT_AVAILABLE
    more = f"; and {len(values) - _LISTED} more" if len(values) > _LISTED else ""
    return "; ".join(values[:_LISTED]) + more


def _brands(facts: Sequence[Fact], pages: Sequence[SeenPage]) -> str:
    """Brands by their offers; those of products whose price was not seen are only named."""
    counted = {fold(fact.value) for fact in facts}
    opened = dict.fromkeys(seen.page.heading.brand for seen in pages if seen.page.heading is not None)
    named = [brand for brand in opened if brand and fold(brand) not in counted]
    return _listed([f"{fact.value} ({fact.support} of the offers)" for fact in facts] + named)


def _characteristics(
    pages: Sequence[SeenPage], offers: Sequence[Offer], colors: Sequence[Fact], filters: Sequence[SetFilter]
) -> str:
    parts = []
    titles = [offer.title for offer in sorted(offers, key=lambda offer: -offer.sightings) if offer.title]
    titles += _headings(pages, titles)
    if titles:
        parts.append("Products seen: " + _listed(titles))
    if colors:
        parts.append("Colours: " + ", ".join(f"{fact.value} ({fact.support})" for fact in colors[:_LISTED]))
    if filters:
        parts.append("Filters set: " + ", ".join(f"{entry.attribute} {entry.value}" for entry in filters))
    looked_at = _looked_at(pages)
    if looked_at:
        parts.append("Opened: " + looked_at)
    return ". ".join(parts) if parts else NOT_AVAILABLE


def _headings(pages: Sequence[SeenPage], known: Sequence[str]) -> list[str]:
    """Products whose page was open and whose price was not seen."""
    found = [seen.page.heading.title for seen in pages if seen.page.heading is not None]
    alike = {fold(title) for title in known}
    return [title for title in dict.fromkeys(found) if fold(title) not in alike]


def _looked_at(pages: Sequence[SeenPage]) -> str | None:
    """Products whose own page was open, with the time it stood still."""
    seconds: dict[str, float] = {}
    for seen in pages:
        title = _main_title(seen.page)
        if title:
            seconds[title] = seconds.get(title, 0.0) + seen.frame.dwell_ms / 1000
    named = [f"{title} for {spent:.0f} s" if spent else title for title, spent in seconds.items()]
    return _listed(named) if named else None


def _main_title(page: Page) -> str | None:
    if page.heading is not None:
        return page.heading.title
    if page.kind != "product":
        return None
    return max(page.offers, key=lambda entry: entry.offer.price.height).offer.title


def _reviews(offers: Sequence[Offer], ratings: Sequence[Fact]) -> str:
    rated = [offer.rating for offer in offers if offer.rating is not None]
    if rated:
        return f"Ratings from {min(rated):.1f} to {max(rated):.1f} of 5 on {len(rated)} offers"
    return _listed([fact.value for fact in ratings])


def _comparisons(pages: Sequence[SeenPage], offers: Sequence[Offer]) -> str:
    compared = [entry.offer.title for seen in pages if seen.page.comparison for entry in seen.page.offers]
    named = list(dict.fromkeys(title for title in compared if title))
    if named:
        return "Compared side by side: " + _listed(named)
    repeated = [offer.title for offer in offers if offer.sightings >= 3 and offer.title]
    return "Came back to: " + _listed(repeated) if repeated else NOT_AVAILABLE
