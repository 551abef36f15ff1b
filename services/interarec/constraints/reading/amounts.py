"""Amounts of a summary's text: those with a currency, and bare numbers that share one or are known to be prices.

`find_money` finds what carries a currency; here "$20-40", "20 to 40 dollars" and "799,888" are completed, and
what the words around an amount make of it (a lower bound, an upper one, a price that was) is decided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from interarec.domain.prices import find_money, parse_amount

__all__ = ["Amount", "find_amounts"]

_IGNORED_KINDS = frozenset({"saving", "threshold", "shipping", "multibuy"})
_WEAK_KINDS = frozenset({"was", "unit", "instalment", "total"})
_NUMBER = r"\d{1,3}(?:[,.'’ ]\d{2,3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = r"(?P<scale>\s?(?:k|m|mn|million|thousand|lakhs?|lacs?|crores?|bn|billion)\b)?"
_JOIN = r"\s*(?:-|–|—|~|to|and|bis|und|et|à|through|until|up to)\s*"
_BARE = re.compile(rf"(?<![\w.,$£€¥₹%#/])(?P<number>{_NUMBER}){_SCALE}", re.IGNORECASE)
_BARE_AFTER = re.compile(rf"^{_JOIN}(?P<number>{_NUMBER}){_SCALE}(?![\d%])", re.IGNORECASE)
_BARE_BEFORE = re.compile(rf"(?<![\w.,$£€¥₹%])(?P<number>{_NUMBER}){_SCALE}{_JOIN}$", re.IGNORECASE)
_NOT_A_PRICE_AFTER = re.compile(
    r"^\s?-?\s?(?:%|¢|cents?\b|percent|per ?cent|stars?|reviews?|ratings?|items?|products?|results?|years?|months?"
    r"|weeks?|days?|hours?"
    r"|minutes?|seconds?|inch(?:es)?|in\b|cm|mm|km|kg|g\b|ml|l\b|lit|oz|lbs?|gb|tb|mb|ghz|hz|mp|mah|w\b"
    r"|watts?|v\b|sq\.?"
    r"|square|sqft|m2|m²|ft|feet|foot|bed|bath|beds|baths|rooms?|br\b|ba\b|pieces?|pcs|pairs?|packs?|colou?rs?|sizes?"
    r"|options?|screenshots?|pages?|times|x\b|mph|acres?|miles?|people|users?|customers?|shoppers?|pixels?|px|nits"
    r"|dresses|shoes|homes|houses|brands|different|cores?|th\b|st\b|nd\b|rd\b|/ ?5|/ ?10|out of|of \d|”|″"
    r"|\"(?=\s|$)|')",
    re.IGNORECASE,
)
_NOT_A_PRICE_BEFORE = re.compile(
    r"(?:\b(?:level|size|sizes|step|page|model|version|series|gen(?:eration)?|no\.?|number|type|rated"
    r"|rating of|top|iphone"
    r"|galaxy|pixel|ps|xbox|air max|revolution|pegasus|season|year|in|since|qty:?|quantity:?|pack of|set of"
    r"|rank(?:ed)?"
    r"|screenshots?|pages?|sku|id|code|built in|from the)\s?|[#№])$",
    re.IGNORECASE,
)
_FACTORS = {"k": 1_000, "t": 1_000, "m": 1_000_000, "l": 100_000, "c": 10_000_000, "b": 1_000_000_000}
_BEFORE_REDUCED = re.compile(
    r"(?:reduced|marked down|discounted|dropped|lowered|down|cut|slashed|instead of|decreased|fell)(?: (?:from|of))?"
    r"(?: (?:an?|its|the))?(?: (?:original|previous|initial|list|regular|full|old))?(?: price)?(?: of)?\s*$"
    r"|(?:original|previous|initial|regular|old|crossed[- ]out|struck[- ]through)(?: list)? price (?:of|was"
    r"|is|being)\s*$",
    re.IGNORECASE,
)
_REDUCED_BY = re.compile(
    r"\b(?:reduced|marked down|discounted|dropped|lowered|down|cut|slashed|decreased|fell"
    r"|off)\s+by\s*$",
    re.IGNORECASE,
)
_REDUCED_TO = re.compile(
    r"^\s*,?\s*(?:(?:is|are|was|were|has been|and|but|which is)\s+)?(?:now\s+)?(?:reduced|marked down"
    r"|discounted|dropped"
    r"|lowered|down|cut|slashed|on sale|now|sale price|decreased|fell)\s*(?:to|for|at|only|just"
    r"|:)?\s*(?:only|just)?\s*$",
    re.IGNORECASE,
)
_MEANT_TO_SPEND = re.compile(
    r"(?:max|min|want|will|plan|look|budget|happy|ready|prepared|intend|can|could|would|able|afford|like|hop"
    r"|aim)\w*[^.;!?]{0,25}"
    r"\b(?:spend|pay)(?:ing)?\s*$",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    rf"\b(?:(?:more|less|lower|higher|greater|cheaper)\s+than|under|over|above|below|at (?:least|most)|up to"
    rf"|(?:min|max)imum(?:\s+of)?|(?:min|max)\.?\s+of|(?:min|max)(?:imum)?\.?\s+price(?:\s+of)?)\s+(?P<number>{_NUMBER}){_SCALE}(?![\w%])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre|tra)\s+$", re.IGNORECASE)
_PERCENT_OFF = re.compile(r"\d\s?%\s*(?:\w+\s+)?(?:discount|off|rabatt|sale|reduction)\s*[:,;–-]?\s*$", re.IGNORECASE)
_LATE_SCALE = re.compile(r"^\s?(?:(?P<mil>mil)|(?P<lakh>L)|(?P<billion>bn|billion))\b")
_COPULA = re.compile(
    r"\b(?:cheapest|lowest|highest|expensive|priciest|dearest|affordable|prices?|minimum|maximum|cost"
    r"|budget|range|limit"
    r"|first|last|second|third|other|another|one)\b[^.,;()]{0,40}\b(?:was|were)\s*$",
    re.IGNORECASE,
)
_A_BAG_NOT_A_BASKET = re.compile(r"\b(?:bag|basket|cart)s?[\s:(*+.,·|]*$", re.IGNORECASE)
_BAGS_OVER = re.compile(r"\bbags\s+(?:over|above|from|of at least)\s*$", re.IGNORECASE)
_FREE_FROM = re.compile(
    r"\b(?:free|deliver\w*|shipping|postage|orders?|spend\w*|gifts?|discounts?|off)\b", re.IGNORECASE
)
_PACK_OF = re.compile(r"\b(?:packs?|sets?|box|boxes|cases?|bundles?) of \d+(?: [a-z]+)? (?:for|at)\s*$", re.IGNORECASE)
_MODEL = re.compile(r"\b[A-Za-z]\w+ \d{2,3} (?:for|at)\s*$")
_TRUE_TOTAL = re.compile(r"total|summe|gesamt", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount at characters [start, end). `group` ties the two ends of a range; `weak`: only if nothing else."""

    start: int
    end: int
    value: Decimal
    currency: str | None
    weak: bool = False
    group: int | None = None


def find_amounts(text: str, *, bare: bool) -> tuple[Amount, ...]:
    """Amounts that may be prices, in order. `bare` also takes numbers without a currency (in a price field)."""
    found = [amount for amount in _with_currency(text) if amount is not None]
    completed = _complete_ranges(text, found)
    if completed:
        completed = sorted([*completed, *_limits(text, completed)], key=lambda amount: amount.start)
    elif bare and not find_money(text):
        completed = _bare(text)
    return tuple(_grouped(text, completed))


def _with_currency(text: str) -> list[Amount | None]:
    spans = find_money(text)
    amounts: list[Amount | None] = []
    for index, span in enumerate(spans):
        before = text[spans[index - 1].end if index else 0 : span.start]
        after = text[span.end : spans[index + 1].start] if index + 1 < len(spans) else ""
        kind = _kind(span.kind, before, follows=index > 0)
        was = kind == "was" or _BEFORE_REDUCED.search(before) or (after and _REDUCED_TO.search(after))
        if kind in _IGNORED_KINDS or span.amount <= 0:
            amounts.append(None)
            continue
        value = span.amount * _late_factor(text[span.end :], span.currency)
        amounts.append(Amount(span.start, span.end, value, span.currency, bool(was) or kind in _WEAK_KINDS))
    return amounts


def _kind(kind: str, before: str, *, follows: bool) -> str:
    """The kind of an amount in a sentence, where words mean less than on a page: a bag is no basket."""
    meant = {
        "threshold": _MEANT_TO_SPEND.search(before) or (_BAGS_OVER.search(before) and not _FREE_FROM.search(before)),
        "multibuy": _PACK_OF.search(before) or _MODEL.search(before),  # "iPhone 15 for $799"
        "was": _COPULA.search(before),
        "total": _A_BAG_NOT_A_BASKET.search(before) and not _TRUE_TOTAL.search(before[-20:]),
        "saving": _PERCENT_OFF.search(before)
        or (follows and before.strip() == "off")  # "$5 off $25"
        or re.search(r"(?:^|\s)[-–−]\s*$", before),  # a dash after a label or a range, not a minus sign
    }
    if _REDUCED_BY.search(before):
        return "saving"
    return "current" if meant.get(kind) else kind


def _late_factor(after: str, currency: str | None) -> int:
    """Scales that are only safe to read here: "$1.4 mil", "$1.2 billion", and "₹12L" for lakh."""
    scale = _LATE_SCALE.match(after)
    if scale is None:
        return 1
    if scale["billion"]:
        return _FACTORS["b"]
    return _FACTORS["m"] if scale["mil"] else _FACTORS["l"] if currency == "INR" else 1


def _complete_ranges(text: str, found: list[Amount]) -> list[Amount]:
    """Add the bare end of "$20-40" and "20 to 40 dollars", with the other end's currency and scale."""
    completed: list[Amount] = []
    for index, amount in enumerate(found):
        left = found[index - 1].end if index else 0
        right = found[index + 1].start if index + 1 < len(found) else len(text)
        before = _BARE_BEFORE.search(text[left : amount.start])
        if before is not None and not _NOT_A_PRICE_BEFORE.search(text[: left + before.start()]):
            scaled = before["scale"] or _scale_of(text[amount.start : amount.end])
            value = _value(before["number"], scaled)
            if value is not None and 0 < value <= amount.value:
                at = left + before.start()
                end = left + before.end("scale" if before["scale"] else "number")
                completed.append(Amount(at, end, value, amount.currency, amount.weak))
        completed.append(amount)
        after = _BARE_AFTER.match(text[amount.end : right])
        if after is not None and not _NOT_A_PRICE_AFTER.match(text[amount.end + after.end() :]):
            value = _value(after["number"], after["scale"])
            shared = _value(after["number"], None)
            if after["scale"] and not _scale_of(text[amount.start : amount.end]) and shared and amount.value <= shared:
                completed[-1] = replace(amount, value=amount.value * _factor(after["scale"]))
            if value is not None and value >= amount.value:
                at = amount.end + after.start("number")
                completed.append(Amount(at, amount.end + after.end(), value, amount.currency, amount.weak))
    return completed


def _bare(text: str) -> list[Amount]:
    amounts = []
    for match in _BARE.finditer(text):
        value = _value(match["number"], match["scale"])
        counted = _NOT_A_PRICE_AFTER.match(text[match.end() :]) or _NOT_A_PRICE_BEFORE.search(text[: match.start()])
        if value is not None and value > 0 and not counted:
            weak = bool(_BEFORE_REDUCED.search(text[: match.start()]))
            amounts.append(Amount(match.start(), match.end(), value, None, weak))
    return amounts


def _limits(text: str, known: list[Amount]) -> list[Amount]:
    """ "not less than 50" beside an amount with a currency is in that currency."""
    found = []
    for match in _LIMIT.finditer(text):
        at, end = match.start("number"), match.end("scale" if match["scale"] else "number")
        taken = any(amount.start < end and at < amount.end for amount in known)
        value = _value(match["number"], match["scale"])
        if value and not taken and not _NOT_A_PRICE_AFTER.match(text[end:]) and not re.match(r"\s?[£$€¥₹]", text[end:]):
            found.append(Amount(at, end, value, known[0].currency))
    return found


def _grouped(text: str, amounts: list[Amount]) -> list[Amount]:
    grouped = list(amounts)
    for index in range(len(grouped) - 1):
        low, high = grouped[index], grouped[index + 1]
        between = text[low.end : high.start]
        listed = re.fullmatch(r"\s*(?:and|und|et)\s*", between) and not _BETWEEN.search(text[: low.start])
        joined = re.fullmatch(_JOIN, between, re.IGNORECASE) or between == ""
        in_order = low.value <= high.value or _BETWEEN.search(text[: low.start])
        if joined and not listed and not low.weak and low.group is None and in_order:
            grouped[index], grouped[index + 1] = replace(low, group=index), replace(high, group=index)
    return grouped


def _value(number: str, scale: str | None) -> Decimal | None:
    value = parse_amount(number)
    return None if value is None else value * _factor(scale)


def _factor(scale: str | None) -> int:
    letters = (scale or "").strip().lower()
    return _FACTORS[letters[0]] if letters else 1


def _scale_of(text: str) -> str | None:
    match = re.search(r"\d\s?(k|m|mn|million|thousand|lakhs?|lacs?|crores?|bn|billion)\b", text, re.IGNORECASE)
    return match[1] if match else None
