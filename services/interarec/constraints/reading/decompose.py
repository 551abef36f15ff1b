"""The deterministic decomposer: a summary's text to a claim, without a model. Pure; also the last fallback.

Called by `report` (the command line) and by `handler` when no model is configured or none gave an answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from interarec.constraints.claim import Claim
from interarec.constraints.reading.amounts import Amount
from interarec.constraints.reading.brand_names import brands_in_prose, known_names, stated_brands
from interarec.constraints.reading.color_choice import vote_on_colors
from interarec.constraints.reading.fields import Fields, read_fields
from interarec.constraints.reading.price_bounds import Bounds, bounds_of_fields, bounds_of_prose, says_nothing
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.constraints import Check, CheckOutcome
from interarec.domain.prices import find_money

__all__ = ["decompose"]

_SPEAKS_OF_PRICES = ("prose", "product_characteristics", "brand_preference", "product_specifications", "comparisons")
_LIST = re.compile(r"\s*(?:,|;|/|\band\b|\bor\b)\s*", re.IGNORECASE)


def decompose(source: str | Mapping[str, object], facts: CatalogueFacts | None = None) -> Claim:
    """What a summary asks for. With `facts`, names of brands and categories are looked up in the catalogue."""
    fields = read_fields(source)
    texts = {**fields.texts, "prose": fields.prose}
    votes = vote_on_colors(texts)
    bounds = _bounds(fields, texts)
    return replace(
        bounds,
        currency=bounds.currency or _currency(fields),
        colors=votes.chosen,
        brands=_brands(texts, facts),
        categories=_named(texts, "category", facts.categories if facts else ()),
        sizes=_named(texts, "size", ()),
        notes=tuple(
            Check("color", CheckOutcome.DROPPED, "the text rules this colour out", family) for family in votes.refused
        ),
    )


def _bounds(fields: Fields, texts: Mapping[str, str]) -> Claim:
    """Typed numbers, else the price fields, else a range field, else prose."""
    read = bounds_of_fields(texts.get("lowest_price", ""), texts.get("highest_price", ""))
    lowest = fields.numbers.get("lowest_price", _value(read.lowest))
    highest = fields.numbers.get("highest_price", _value(read.highest))
    if lowest is None and highest is None:
        read = _from_elsewhere(texts)
        lowest, highest = _value(read.lowest), _value(read.highest)
    return Claim(
        lowest=lowest if lowest is None or lowest > 0 else None,
        highest=highest if highest is None or highest > 0 else None,
        currency=_shared_currency(read),
    )


def _from_elsewhere(texts: Mapping[str, str]) -> Bounds:
    stated = texts.get("price_range", "")
    if stated and not says_nothing(stated):
        read = bounds_of_prose(f"price {stated}")
        if read.lowest or read.highest:
            return read
    return bounds_of_prose("\n".join(texts[name] for name in _SPEAKS_OF_PRICES if texts.get(name)))


def _shared_currency(bounds: Bounds) -> str | None:
    named = [amount.currency for amount in (bounds.lowest, bounds.highest) if amount is not None and amount.currency]
    return named[0] if named else None


def _currency(fields: Fields) -> str | None:
    """The currency field ("GBP", "£", "Pounds"), read as if it stood at an amount."""
    stated = fields.texts.get("currency", "").strip()
    spans = find_money(f"{stated} 1") or find_money(f"1 {stated}") if stated else ()
    return spans[0].currency if spans else None


def _value(amount: Amount | None) -> Decimal | None:
    return None if amount is None else amount.value


def _brands(texts: Mapping[str, str], facts: CatalogueFacts | None) -> tuple[str, ...]:
    stated = texts.get("brand_preference", "")
    read = stated_brands(stated) if stated else brands_in_prose(texts.get("prose", ""))
    if facts is None or not facts.brands:
        return read
    known = known_names(stated or texts.get("prose", ""), facts.brands) if read else ()
    return known or read


def _named(texts: Mapping[str, str], field: str, known: tuple[str, ...]) -> tuple[str, ...]:
    text = texts.get(field, "")
    if says_nothing(text):
        return ()
    return known_names(text, known) or tuple(part.strip().lower() for part in _LIST.split(text) if part.strip())
