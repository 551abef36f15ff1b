"""Lowest and highest price from a summary: the two price fields first, running text only when both say nothing.

Called by `decompose`. Bounds come out as read; whether they can be true is for `checks`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from interarec.constraints.reading.amounts import Amount, find_amounts

__all__ = ["DOLLARS", "Bounds", "bounds_of_fields", "bounds_of_prose", "says_nothing"]

DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"})
_NOTHING = re.compile(
    r"^\W*(?:not[\s_-](?:available|applicable|shown|specified|visible|mentioned|provided|stated|found|given"
    r"|known|listed"
    r"|displayed|indicated|disclosed|clear|seen|determined)|n\.?\s?/?\s?a\b|none|null|nil|unknown"
    r"|unavailable|undisclosed"
    r"|unspecified|undetermined|no (?:price|data|info|clear|specific|amount)|nothing|tbd|cannot be"
    r"|could not|unclear)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"[(;\n]|\.\s|\bbut\b|\bwhile\b|\bwhereas\b|\bcompared\b|\bversus\b|\bvs\b|\balthough\b", re.IGNORECASE
)

_FILL = (
    r"(?:\s*(?:\.|about|around|roughly|approximately|approx\.?|some|a|an|the|of|is|at|prices?|costs?|costing"
    r"|in the (?:region|neighbou?rhood) of|priced|than|being"
    r"|was|:|=|be|to|total|just|only|set|near))*\s*"
)
_ABOVE = r"over|above|more|higher|greater|exceeding|exceeds?|exceed|beyond|pricier|dearer"
_BELOW = r"under|below|less|lower|cheaper|beneath"
_NOT = (
    r"\b(?:not|no|never|nothing|none|avoid\w*|exclud\w*|\w+n['’]t|without|skip\w*|ignor\w*|reject\w*"
    r"|dislik\w*|uninterested"
    r"|refus\w*|cannot|unwilling|rules? out|ruled out)\b(?:\s+[\w'’]+){0,5}?\s+"
)
_NOT_ABOVE = re.compile(rf"{_NOT}(?:{_ABOVE}){_FILL}$", re.IGNORECASE)
_NOT_BELOW = re.compile(rf"{_NOT}(?:{_BELOW}){_FILL}$", re.IGNORECASE)
_UPPER_BEFORE = re.compile(
    rf"\b(?:{_BELOW}|up to|upto|at most|max(?:imum)?|budgets?|within|capped|caps?|(?<!lower )limits?"
    rf"|limited|ceiling|as high as|spending (?:should |must |will )?(?:stay|remain|be kept|keep)s?"
    rf"|tops out|topping out|upper (?:limit|bound|end)|maxes out|afford|spend|to spend|pay){_FILL}$|(?:<=?"
    rf"|≤)\s*$|\bsub-?\s*$",
    re.IGNORECASE,
)
_LOWER_BEFORE = re.compile(
    rf"\b(?:{_ABOVE}|at least|from|starting|starts?|beginning|begins?|min(?:imum)?|upwards?|north|as low as|floor"
    rf"|lower (?:limit|bound|end)){_FILL}$|(?:>=?|≥)\s*$",
    re.IGNORECASE,
)
_ABOVE_BEFORE = re.compile(rf"\b(?:{_ABOVE}){_FILL}$", re.IGNORECASE)
_TOO = re.compile(
    r"\btoo (?:expensive|much|costly|dear|pricey|high)\b|\|\s*(?:is|are|would be|was)\s+(?:out|over|beyond"
    r"|not|excluded)",
    re.IGNORECASE,
)
_UPPER_AFTER = re.compile(
    r"^\s*\(?(?:or|and|&)?\s*(?:less|under|below|cheaper|lower|max(?:imum)?\b|tops\b|at (?:most|the (?:high"
    r"|upper|top))"
    r"|upper limit|limit\b|budget\b|cap\b|or so at most|is (?:the|their) (?:top|most|limit|ceiling|maximum)\b)",
    re.IGNORECASE,
)
_LOWER_AFTER = re.compile(
    r"^\s*\(?(?:(?:or|and|&)\s*(?:more|above|up|over|higher|upwards?)|\+|plus(?=\s*(?:$|[.,;)]))"
    r"|min(?:imum)?\b|at (?:least"
    r"|the low)|upwards)",
    re.IGNORECASE,
)
_HIGHEST = r"(?:highest|most expensive|priciest|dearest|costliest|maximum|most costly|top price|upper)"
_LOWEST = r"(?:lowest|cheapest|least expensive|most affordable|minimum|least costly|bottom price)"
_SUPERLATIVE = re.compile(rf"\b(?:(?P<high>{_HIGHEST})|(?P<low>{_LOWEST}))\b", re.IGNORECASE)
_SUPERLATIVE_AFTER = re.compile(
    rf"^[^\S\n]*(?:\(\s*)?(?:,?\s*(?:is|as|being|was|which is|for|at)\s+)?(?:the\s+)?(?:(?P<high>{_HIGHEST})"
    rf"|(?P<low>{_LOWEST}))\b(?!\s+(?:price|listing))",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|through|until)\s*(?:about|around|as much as|over)?\s*$", re.IGNORECASE)
_PRICE_WORD = re.compile(
    r"\b(?:pric|cost|budget|spend|pay|afford|cheap|expensive|worth|between|under|below|over|above|less than"
    r"|more than|up to"
    r"|at most|at least)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the text bounds; None where it says nothing."""

    lowest: Amount | None = None
    highest: Amount | None = None


def says_nothing(text: str) -> bool:
    """True for "not available" and its many spellings, and for no text at all."""
    return not text.strip(" \t\n-–—.?*\"'") or _NOTHING.match(text) is not None


def bounds_of_fields(lowest: str, highest: str) -> Bounds:
    """The amounts of the two price fields; a field may hold a phrase, a range or a list."""
    return Bounds(_of_field(lowest, low=True), _of_field(highest, low=False))


def _of_field(text: str, *, low: bool) -> Amount | None:
    if says_nothing(text):
        return None
    amounts = find_amounts(text.lstrip(" \t-–—:*"), bare=True)
    strong = [amount for amount in amounts if not amount.weak] or list(amounts)
    if not strong:
        return None
    aside = _ASIDE.search(text, strong[0].end)
    leading = [amount for amount in strong if aside is None or amount.start < aside.start()] or strong[:1]
    leading = [amount for amount in leading if _one_currency(amount.currency, leading[0].currency)]
    return (min if low else max)(leading, key=lambda amount: amount.value)


def _one_currency(one: str | None, other: str | None) -> bool:
    """ "144 £ / 170 $" is one price, told twice."""
    return not one or not other or one == other or {one, other} <= DOLLARS


def bounds_of_prose(text: str, *, about_prices: bool = False) -> Bounds:
    """Bounds from running text: ranges, "under", "at least", "the cheapest at", else the span of plain prices.

    `about_prices` takes bare numbers everywhere, not only in sentences that speak of prices.
    """
    amounts = find_amounts(text, bare=about_prices) or _bare_in_price_sentences(text)
    strong = _of_main_currency([amount for amount in amounts if not amount.weak])
    lows: list[Amount] = []
    highs: list[Amount] = []
    plain: list[Amount] = []
    superlative = False
    for index, amount in enumerate(strong):
        left = max(strong[index - 1].end if index else 0, _sentence_start(text, amount.start))
        right = strong[index + 1].start if index + 1 < len(strong) else len(text)
        role, from_superlative = _role(text[left : amount.start], text[amount.end : right])
        if amount.group is not None:
            role = "low" if index + 1 < len(strong) and strong[index + 1].group == amount.group else "high"
        elif role == "plain" and lows and lows[-1] is strong[index - 1] and _TO.search(text[left : amount.start]):
            role = "high"
        superlative |= from_superlative and amount.group is None
        {"low": lows, "high": highs}.get(role, plain).append(amount)
    return _combined(lows, highs, plain, superlative=superlative)


def _of_main_currency(amounts: list[Amount]) -> list[Amount]:
    """Without amounts in another currency than most: a converted price, or one good from abroad.

    Dollars of several kinds stay together: "$" stands for all of them.
    """
    named = Counter("$" if one.currency in DOLLARS else one.currency for one in amounts if one.currency)
    if len(named) < 2:
        return amounts
    main, _ = named.most_common(1)[0]
    return [one for one in amounts if not one.currency or ("$" if one.currency in DOLLARS else one.currency) == main]


def _combined(lows: Sequence[Amount], highs: Sequence[Amount], plain: Sequence[Amount], *, superlative: bool) -> Bounds:
    """Stated bounds win, the last one said; plain prices span a range when no bound is stated."""
    lowest, highest = (lows[-1] if lows else None), (highs[-1] if highs else None)
    spanning = [*lows, *highs, *plain]
    if plain and (superlative or not (lows or highs)):
        lowest = lowest or min(spanning, key=lambda amount: amount.value)
        highest = highest or max(spanning, key=lambda amount: amount.value)
    return Bounds(lowest, highest)


def _role(before: str, after: str) -> tuple[str, bool]:
    """("low" | "high" | "plain", whether a superlative said so) from the words on either side of an amount."""
    if _NOT_ABOVE.search(before) or (_ABOVE_BEFORE.search(before) and _TOO.search(f"{before} | {after}")):
        return "high", False
    if _NOT_BELOW.search(before):
        return "low", False
    for role, cue in (("low", _LOWER_BEFORE), ("high", _UPPER_BEFORE)):
        if cue.search(before):
            return role, False
    superlative = _superlative(before, after)
    if superlative is not None:
        return superlative, True
    for role, cue in (("high", _UPPER_AFTER), ("low", _LOWER_AFTER)):
        if cue.match(after):
            return role, False
    return "plain", False


def _superlative(before: str, after: str) -> str | None:
    """The nearest "cheapest" or "most expensive": directly after the amount, else before it in the sentence."""
    following = _SUPERLATIVE_AFTER.match(after)
    if following is not None:
        return "high" if following["high"] else "low"
    cues = list(_SUPERLATIVE.finditer(before[-80:]))
    if not cues:
        return None
    return "high" if cues[-1]["high"] else "low"


def _sentence_start(text: str, at: int) -> int:
    last = 0
    for match in re.finditer(r"(?<!\bmax)(?<!\bmin)(?<!\bapprox)(?<!\bca)[.!?;]\s+|\n", text[:at], re.IGNORECASE):
        last = match.end()
    return last


def _bare_in_price_sentences(text: str) -> tuple[Amount, ...]:
    """Numbers without a currency count only in sentences that speak of prices ("budget between 20 and 40")."""
    found: list[Amount] = []
    for sentence in re.finditer(r"[^.!?;\n]+(?:[.,]\d+[^.!?;\n]*)*", text):
        if not _PRICE_WORD.search(sentence.group(0)):
            continue
        for amount in find_amounts(sentence.group(0), bare=True):
            shift = sentence.start()
            found.append(
                Amount(amount.start + shift, amount.end + shift, amount.value, None, amount.weak, amount.group)
            )
    return tuple(found)
