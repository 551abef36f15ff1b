"""Does a sentence say only what the slate says? Called before a language model's wording is shown. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from interarec.domain.catalogue import Item
from interarec.domain.colors import find_colors
from interarec.domain.prices import find_money
from interarec.platform.embeddings.lexical import words

__all__ = ["unsupported_claim"]

_LONGEST = 300
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w&'’-]*")
_PROMISES = re.compile(
    r"\b(?:free|discount\w*|sale|% off|\d+ off|half[- ]price|bargain|shipping|delivery|returns?|refund\w*|guarantee\w*"
    r"|warranty|voucher\w*|coupon\w*|code|last (?:one|few|chance)|only \w+ left|limited|hurry|cheapest|lowest price"
    r"|best price|new arrival\w*|award\w*|certified|organic|sustainable)\b|%|https?:|www\.|[<>\[\]{}]",
    re.IGNORECASE,
)


def unsupported_claim(text: str, items: Sequence[Item], said: Sequence[str], others: frozenset[str]) -> str | None:
    """What `text` claims that neither the items nor the texts in `said` do, or None.

    `others` are lower-case brand and category names of the whole catalogue. Checked: length, promises and addresses,
    amounts and numbers, colours, brands and categories of other items, and names in capitals.
    """
    facts = " ".join([*said, *(_facts(item) for item in items)])
    for found in (
        _shape(text),
        _promise(text, facts),
        _amount(text, facts, items),
        _color(text, facts),
        _other_name(text, facts, others),
        _capital(text, facts),
    ):
        if found is not None:
            return found
    return None


def _facts(item: Item) -> str:
    parts = (item.title, item.brand, item.color, item.category, item.description, *item.sizes)
    return " . ".join(part for part in parts if part)


def _shape(text: str) -> str | None:
    if not text.strip():
        return "is empty"
    return "is too long" if len(text) > _LONGEST else None


def _promise(text: str, facts: str) -> str | None:
    match = next((one for one in _PROMISES.finditer(text) if one[0].lower() not in facts.lower()), None)
    return f"promises {match[0]!r}" if match else None


def _amount(text: str, facts: str, items: Sequence[Item]) -> str | None:
    """Prices and numbers of the slate, of what was said, and the count of items."""
    allowed = {Decimal(len(items)), *(item.price.amount for item in items), *_numbers(facts)}
    odd = next((number for number in _numbers(text) if number not in allowed), None)
    if odd is not None:
        return f"names the number {odd}"
    currencies = {item.price.currency for item in items}
    hint = next(iter(currencies), None)
    foreign = {span.currency for span in find_money(text, currency_hint=hint)} - currencies - {None}
    return f"names a price in {min(str(one) for one in foreign)}" if foreign else None


def _numbers(text: str) -> list[Decimal]:
    return [Decimal(match[0].replace(",", "")) for match in _NUMBER.finditer(text) if match[0].count(".") <= 1]


def _color(text: str, facts: str) -> str | None:
    """Unsure names (olive, cream, rose …) are left to the other checks."""
    known = {mention.family for mention in find_colors(facts)}
    odd = next((one for one in find_colors(text) if one.sure and one.family not in known), None)
    return f"names the colour {odd.name}" if odd else None


def _other_name(text: str, facts: str, others: frozenset[str]) -> str | None:
    padded, own = f" {' '.join(words(text))} ", f" {' '.join(words(facts))} "
    for name in others:
        spelled = f" {' '.join(words(name))} "
        if spelled.strip() and spelled in padded and spelled not in own:
            return f"names {name}"
    return None


def _capital(text: str, facts: str) -> str | None:
    """A name inside a sentence that no fact has; the first word of a sentence may be any word."""
    known = set(words(facts))
    odd = next((one[0] for one in _NAME.finditer(text.strip()) if not known.issuperset(words(one[0]))), None)
    return f"names {odd}" if odd else None
