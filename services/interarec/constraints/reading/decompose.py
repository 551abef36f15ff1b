"""The deterministic decomposer: a summary's text to a claim, without a model. Pure; also the last fallback.

Called by `report` (the command line) and by `handler` when no model is configured or none gave an answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from interarec.constraints.claim import Claim
from interarec.constraints.reading.amounts import Amount
from interarec.constraints.reading.brand_names import brands_in_prose, known_names, stated_brands
from interarec.constraints.reading.color_choice import vote_on_colors
from interarec.constraints.reading.fields import Fields, read_fields
from interarec.constraints.reading.price_bounds import DOLLARS, Bounds, bounds_of_fields, bounds_of_prose, says_nothing
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.constraints import Check, CheckOutcome
from interarec.domain.prices import find_money

__all__ = ["decompose"]

_SPEAKS_OF_PRICES = ("prose", "product_characteristics", "brand_preference", "product_specifications", "comparisons")
_MAY_GO_ON = ("color", "category")
"""Labels after which a sentence may go on to prices: "Colour: beige; price 49 to 79 pounds"."""
_CODE = re.compile(r"\b(?:USD|GBP|EUR|INR|JPY|CHF|CAD|AUD|SEK|NOK|DKK|PLN)\b")
_LIST = re.compile(r"\s*(?:,|;|/|\band\b|\bor\b)\s*", re.IGNORECASE)


def decompose(source: str | Mapping[str, object], facts: CatalogueFacts | None = None) -> Claim:
    """What a summary asks for. With `facts`, names of brands and categories are looked up in the catalogue."""
    fields = read_fields(source)
    texts = {**fields.texts, "prose": fields.prose}
    votes = vote_on_colors(texts)
    bounds = _bounds(fields, texts)
    return replace(
        bounds,
        currency=bounds.currency or _currency(fields) or _code_alone(fields, bounds),
        colors=votes.chosen,
        brands=_brands(texts, facts),
        categories=_named(texts, "category", facts.categories if facts else ()),
        sizes=_named(texts, "size", ()),
        notes=(
            *bounds.notes,
            *(Check("color", CheckOutcome.DROPPED, "the text rules this colour out", one) for one in votes.refused),
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
    currency, mixed = _shared_currency(read)
    reason = "the two prices are in different currencies"
    notes = (Check("highest_price", CheckOutcome.DROPPED, reason, str(highest)),) if mixed else ()
    return Claim(
        lowest=lowest if lowest is None or lowest > 0 else None,
        highest=None if mixed or highest is None or highest <= 0 else highest,
        currency=currency,
        notes=notes,
    )


def _from_elsewhere(texts: Mapping[str, str]) -> Bounds:
    for name, word in (("price_range", "price"), ("budget", "budget")):
        stated = texts.get(name, "")
        read = Bounds() if says_nothing(stated) else bounds_of_prose(f"{word} {stated}", about_prices=True)
        if read.lowest or read.highest:
            return read
    for names in (_SPEAKS_OF_PRICES, _MAY_GO_ON):
        read = bounds_of_prose("\n".join(texts[name] for name in names if texts.get(name)))
        if read.lowest or read.highest:
            break
    return read


def _shared_currency(bounds: Bounds) -> tuple[str | None, bool]:
    """(the currency of both bounds, whether they disagree). "$" beside "CA$" is the same dollar."""
    named = {amount.currency for amount in (bounds.lowest, bounds.highest) if amount is not None and amount.currency}
    if "USD" in named and len(named) == 2 and named <= DOLLARS:
        named.discard("USD")
    if len(named) == 2 and bounds.lowest is not None:
        return bounds.lowest.currency, True
    return next(iter(named), None), False


def _currency(fields: Fields) -> str | None:
    """The currency field ("GBP", "£", "Pounds"), read as if it stood at an amount."""
    stated = fields.texts.get("currency", "").strip()
    spans = find_money(f"{stated} 1") or find_money(f"1 {stated}") if stated else ()
    return spans[0].currency if spans else None


def _code_alone(fields: Fields, bounds: Claim) -> str | None:
    """The one ISO code that stands apart from the amounts, "20 to 60 (EUR)"."""
    codes = set(_CODE.findall(fields.prose)) if bounds.lowest is not None or bounds.highest is not None else set()
    return codes.pop() if len(codes) == 1 else None


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
    parts = [part.strip().lower() for part in _LIST.split(text) if part.strip()]
    leaves = sorted({name.rsplit(">")[-1].strip() for name in known})
    if not all(len(part.split()) <= 3 for part in parts):
        return known_names(text, leaves)
    whole = {name.lower() for name in known}
    return tuple(
        dict.fromkeys(
            name for part in parts for name in (() if part in whole else _known_kinds(part, leaves)) or (part,)
        )
    )


def _known_kinds(part: str, leaves: Sequence[str]) -> tuple[str, ...]:
    """Names in `part` as the catalogue has them: "women's dress" for "Dresses"; none when it has none of them."""
    named = known_names(part, leaves)
    forms = {part.rsplit(maxsplit=1)[-1] + ending for ending in ("", "s", "es")}
    return named or tuple(leaf for leaf in leaves if leaf.lower() in forms)
