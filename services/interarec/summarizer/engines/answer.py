"""A model's answer to a BehaviourSummary: read with forgiveness, believed only as far as the catalogue allows.

Brands become the catalogue's own, titles are linked to items, colours become families, prices that the catalogue
cannot have are left out. Pure but for the gazetteer's indexes; called by `openai`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.colors import color_family, find_colors
from interarec.domain.prices import find_money, parse_amount
from interarec.domain.summaries import (
    CATEGORIES,
    COUNTED_FROM,
    NOT_AVAILABLE,
    BehaviourSummary,
    Categories,
    Evidence,
    Fact,
    Offer,
    SetFilter,
)
from interarec.summarizer.engines.confirmation import confirmed_filters, confirmed_offers
from interarec.summarizer.engines.port import PageImage
from interarec.vision import Gazetteer

__all__ = ["Checked", "read_answer", "read_words"]

_LONGEST = 600
_MOST_OFFERS = 200
_CONFIDENCE = 0.6
"""Of what a model says it saw: it gives no box."""
_PRICE_SLACK = (Decimal("0.5"), Decimal(2))
"""A page may show a price a little outside an old catalogue; further out it was misread or made up."""
_SEEN = ("product_characteristics", "comparisons")
"""Categories that a model tells by sight; the others are typed on the page, and small type cannot be read."""
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Checked:
    """A summary and what was left out of it."""

    summary: BehaviourSummary
    left_out: tuple[str, ...] = ()


def read_answer(
    text: str,
    images: Sequence[PageImage],
    *,
    gazetteer: Gazetteer | None,
    facts: CatalogueFacts | None,
    version: str,
    typed: BehaviourSummary | None = None,
) -> Checked | None:
    """The summary in `text`, or None when it is no such object. `version` names model and prompt.

    With `typed`, what the local reader read on the same pictures, only offers and filters that it saw as well count.
    """
    values = _object(text)
    if values is None:
        return None
    told = {name: _text(values.get(name)) for name in CATEGORIES}
    left_out: list[str] = []
    currency = facts.currency if facts else gazetteer.currency if gazetteer else None
    raw = values.get("offers")
    offers = [_offer(one, images, gazetteer, currency) for one in raw[:_MOST_OFFERS]] if isinstance(raw, list) else []
    kept = _possible([offer for offer in offers if offer is not None], facts, left_out)
    kept = kept or _possible(_offers_in_text(told, currency), facts, left_out)
    filters = _filters(values.get("filters_set"))
    if typed is not None:
        kept = confirmed_offers(kept, typed.offers, left_out)
        filters = confirmed_filters(filters, typed.filters, left_out)
    counted = [offer for offer in kept if offer.score >= COUNTED_FROM]
    brands = _facts(counted, lambda offer: offer.brand, "brands") or _told_brands(told["brand_preference"], gazetteer)
    colors = _facts(counted, lambda offer: offer.color, "colors") or _told_colors(told["product_characteristics"])
    summary = BehaviourSummary(
        categories=_categories(told, counted or kept, brands),
        offers=tuple(kept),
        brands=brands,
        colors=colors,
        promotions=tuple(Fact(quote, 1, 0.0) for quote in _texts(values.get("promotions_seen"))),
        filters=filters,
        currency=next((offer.currency for offer in kept if offer.currency), currency),
        engine="openai",
        engine_version=version,
    )
    return Checked(summary, tuple(left_out))


def read_words(text: str, typed: BehaviourSummary, *, version: str) -> Checked | None:
    """A model's words on small pictures over what the local reader read on the same ones in full; None as above.

    Offers, prices, brands and filters are the reader's alone: the model could not read them.
    """
    values = _object(text)
    if values is None:
        return None
    told = {name: _text(values.get(name)) for name in CATEGORIES}
    read = {name: getattr(typed.categories, name) for name in CATEGORIES}
    words = {}
    for name in CATEGORIES:
        first, second = (told, read) if name in _SEEN else (read, told)
        words[name] = second[name] if first[name] == NOT_AVAILABLE else first[name]
    for name in ("lowest_price", "highest_price", "brand_preference"):
        words[name] = read[name]
    colors = typed.colors or _told_colors(told["product_characteristics"])
    summary = replace(typed, categories=Categories(**words), colors=colors, engine="openai", engine_version=version)
    return Checked(summary)


def _object(text: str) -> dict[str, Any] | None:
    """The JSON object in `text` with at least one category; keys in lower case with underscores."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        value = json.loads(re.sub(r",(\s*[}\]])", r"\1", text[start : end + 1]), strict=False, parse_float=Decimal)
    except (ValueError, RecursionError):
        return None
    for _ in range(2):
        plain = {_name(str(key)): item for key, item in value.items()}
        if set(plain) & set(CATEGORIES):
            return plain
        inner = [item for item in value.values() if isinstance(item, dict)]
        if len(inner) != 1:
            return None
        value = inner[0]
    return None


def _name(key: str) -> str:
    letters = re.sub(r"[^a-z]", "", key.lower().replace("&", "and"))
    known = {re.sub("_", "", name): name for name in (*CATEGORIES, "promotions_seen", "filters_set")}
    return known.get(letters, key.lower())


def _text(value: object) -> str:
    """One category: a short single line; lists and numbers as models like to send them."""
    if isinstance(value, list):
        value = ", ".join(str(one) for one in value)
    if value is None or isinstance(value, bool | dict):
        return NOT_AVAILABLE
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in str(value)).split())
    return line[:_LONGEST] if line and line.lower().strip(".") not in ("n/a", "none", NOT_AVAILABLE) else NOT_AVAILABLE


def _texts(value: object) -> list[str]:
    lines = [_text(one) for one in value[:20]] if isinstance(value, list) else []
    return [line for line in dict.fromkeys(lines) if line != NOT_AVAILABLE]


def _amount(value: object) -> tuple[Decimal | None, str | None]:
    """(amount, currency if written with it) of a number or of "£18.00"."""
    if isinstance(value, bool) or value is None:
        return None, None
    if isinstance(value, int | float | Decimal):
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return None, None
        return (number, None) if number.is_finite() and number > 0 else (None, None)
    spans = find_money(str(value))
    if spans:
        return spans[0].amount, spans[0].currency
    digits = re.search(r"\d[\d.,' ]*", str(value))
    return (parse_amount(digits.group(0)) if digits else None), None


def _offer(
    value: object, images: Sequence[PageImage], gazetteer: Gazetteer | None, currency: str | None
) -> Offer | None:
    if not isinstance(value, dict):
        return None
    price, written = _amount(value.get("price"))
    if price is None or price <= 0:
        return None
    said = str(value.get("currency") or "").upper().strip()
    title = _text(value.get("title"))
    entry = gazetteer.link(title) if gazetteer is not None and title != NOT_AVAILABLE else None
    was, _ = _amount(value.get("was"))
    return Offer(
        title=None if title == NOT_AVAILABLE else title,
        price=price,
        currency=written or (said if _CODE.fullmatch(said) else currency),
        was=was if was is not None and was > price else None,
        brand=(entry.brand if entry else None) or _brand(_text(value.get("brand")), title, gazetteer),
        color=color_family(_text(value.get("color"))) or (color_family(entry.color) if entry and entry.color else None),
        category=entry.category if entry else None,
        item_id=entry.item_id if entry else None,
        score=_CONFIDENCE,
        evidence=_evidence(value.get("screenshot"), images),
    )


def _brand(named: str, title: str, gazetteer: Gazetteer | None) -> str | None:
    """The catalogue's brand of that name; without a catalogue only what also stands in the title as printed."""
    if named == NOT_AVAILABLE:
        return None
    if gazetteer is not None and gazetteer.brands:
        return gazetteer.brand_in(named, fuzzy=False)
    return named if named.casefold() in title.casefold() or len(named.split()) <= 3 else None


def _evidence(screenshot: object, images: Sequence[PageImage]) -> tuple[Evidence, ...]:
    if isinstance(screenshot, bool) or not isinstance(screenshot, int) or not 0 <= screenshot < len(images):
        return ()
    image = images[screenshot]
    return (Evidence("offers", image.screenshot_id, image.sequence, None, _CONFIDENCE),)


def _possible(offers: Iterable[Offer], facts: CatalogueFacts | None, left_out: list[str]) -> list[Offer]:
    """Offers in the catalogue's currency and about its prices; what it cannot have is named and left out."""
    kept: list[Offer] = []
    for offer in offers:
        if facts is None or not facts.highest_price:
            kept.append(offer)
        elif offer.currency not in (None, facts.currency):
            left_out.append(f"offer: {offer.price} is in {offer.currency}")
        elif not facts.lowest_price * _PRICE_SLACK[0] <= offer.price <= facts.highest_price * _PRICE_SLACK[1]:
            left_out.append(f"offer: the catalogue cannot have a price of {offer.price}")
        else:
            kept.append(offer)
    return kept


def _offers_in_text(told: Mapping[str, str], currency: str | None) -> list[Offer]:
    """A model that gives only the eight texts still says what the cheapest and the dearest offer cost."""
    offers: dict[Decimal, Offer] = {}
    for name in ("lowest_price", "highest_price"):
        amount, written = _amount(told[name]) if told[name] != NOT_AVAILABLE else (None, None)
        if amount is not None and amount > 0:
            offers.setdefault(amount, Offer(None, amount, written or currency, score=_CONFIDENCE))
    return list(offers.values())


def _facts(offers: Sequence[Offer], value_of: Callable[[Offer], str | None], field: str) -> tuple[Fact, ...]:
    behind: defaultdict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        value = value_of(offer)
        if value is not None:
            behind[value].append(offer)
    return tuple(
        Fact(
            value,
            len(group),
            round(len(group) / len(offers), 4),
            evidence=tuple(
                Evidence(field, piece.screenshot_id, piece.sequence, None, piece.confidence)
                for offer in group
                for piece in offer.evidence
            ),
        )
        for value, group in sorted(behind.items(), key=lambda entry: -len(entry[1]))
    )


def _told_brands(told: str, gazetteer: Gazetteer | None) -> tuple[Fact, ...]:
    """A brand that only the text names has no offer behind it."""
    brand = gazetteer.brand_in(told, fuzzy=False) if gazetteer is not None and told != NOT_AVAILABLE else None
    return (Fact(brand, 0, 0.0),) if brand else ()


def _told_colors(told: str) -> tuple[Fact, ...]:
    families = dict.fromkeys(one.family for one in find_colors(told) if one.sure and not one.negated)
    return tuple(Fact(family, 0, 0.0) for family in families)


def _filters(value: object) -> tuple[SetFilter, ...]:
    found: list[SetFilter] = []
    for one in value[:20] if isinstance(value, list) else []:
        if isinstance(one, dict) and _text(one.get("attribute")) not in (NOT_AVAILABLE, "other"):
            said = _text(one.get("value"))
            found.extend([] if said == NOT_AVAILABLE else [SetFilter(_text(one["attribute"]), said)])
    return tuple(found)


def _categories(told: Mapping[str, str], offers: Sequence[Offer], brands: Sequence[Fact]) -> Categories:
    """The model's words, but prices and brands as the checked offers have them."""
    texts = dict(told)
    priced = sorted(offers, key=lambda offer: offer.price)
    if priced:
        texts["lowest_price"] = _money(priced[0])
        texts["highest_price"] = _money(priced[-1])
    if any(fact.support for fact in brands):
        texts["brand_preference"] = "; ".join(f"{fact.value} ({fact.support} of the offers)" for fact in brands[:8])
    return Categories(**texts)


def _money(offer: Offer) -> str:
    return f"{offer.price} {offer.currency}" if offer.currency else str(offer.price)
