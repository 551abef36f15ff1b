"""Amounts written out in words, as digits: "between twenty and fifty dollars" becomes "between 20 and 50 dollars".

Only numbers that a currency's name follows, at once or after the other end of a range: "one of two shoes" stays.
Called by `fields` on every text before amounts are looked for.
"""

from __future__ import annotations

import re

__all__ = ["in_digits"]

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000}
_WORD = "|".join((*_UNITS, *_SCALES))
_FIRST = rf"(?:{'|'.join(_UNITS)})|an?\s+(?:{'|'.join(_SCALES)})"
_SPELLED = rf"(?:{_FIRST})(?:(?:\s+and\s+|[\s-]+)(?:{_WORD}))*"
_MONEY = r"(?:us\s+|american\s+)?(?:dollars?|pounds?|euros?|rupees?|yen|francs?|crowns?|usd|gbp|eur|inr|jpy|chf)\b"
_JOIN = r"\s*(?:to|and|or|through|up\s+to|-|–|—)\s*"
_AMOUNT = re.compile(
    rf"\b(?:(?P<low>{_SPELLED}|\d[\d.,]*)(?P<join>{_JOIN}))??(?P<high>{_SPELLED})(?=\s+{_MONEY})", re.IGNORECASE
)
_SLANG = ((re.compile(r"\bbucks?\b", re.IGNORECASE), "dollars"), (re.compile(r"\bquid\b", re.IGNORECASE), "pounds"))
_ROUND = (
    (re.compile(r"\b(?:an?\s+)?couple\s+of\s+(?=hundred|thousand|grand|million)", re.IGNORECASE), "two "),
    (re.compile(r"\bhalf\s+an?\s+million\b", re.IGNORECASE), "five hundred thousand"),
)
_FIGURES = re.compile(r"\b(?P<count>two|three|four|five|six|seven)[\s-]figures?\b", re.IGNORECASE)
_NAMED = re.compile(_MONEY, re.IGNORECASE)
_RANGE_CUE = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)


def in_digits(text: str) -> str:
    """`text` with spelled amounts of money in digits, bucks and quid by their names, "three-figure" as its range."""
    for pattern, name in (*_SLANG, *_ROUND):
        text = pattern.sub(name, text)
    text = _FIGURES.sub(lambda match: _figures(match, text), text)
    return _AMOUNT.sub(lambda match: _written(match, text), text)


def _figures(match: re.Match[str], text: str) -> str:
    """ "a three-figure price in dollars" lies between 100 and 999 dollars."""
    digits = _UNITS[match["count"].lower()]
    currency = _NAMED.search(text)
    named = f" {currency.group(0)}" if currency else ""
    return f"between {10 ** (digits - 1)} and {10**digits - 1}{named}"


def _written(match: re.Match[str], text: str) -> str:
    """ "fifty to one hundred" is two numbers; "one hundred and fifty" one, unless "between" says otherwise."""
    low, join, high = match["low"], match["join"], match["high"]
    if low is None and _RANGE_CUE.search(text[: match.start()]):
        low, join, high = _cut(high)
    return str(_value(high)) if low is None else f"{_as_digits(low)}{join}{_value(high)}"


def _cut(spelled: str) -> tuple[str | None, str, str]:
    """Both ends of "twenty and fifty": cut at the first "and" after which the number is the larger one."""
    for found in re.finditer(r"\s+and\s+", spelled, re.IGNORECASE):
        low, high = spelled[: found.start()], spelled[found.end() :]
        if _value(low) < _value(high):
            return low, found.group(0), high
    return None, "", spelled


def _as_digits(amount: str) -> str:
    return amount if amount[0].isdigit() else str(_value(amount))


def _value(spelled: str) -> int:
    """ "one hundred and fifty thousand" is 150000."""
    total = current = 0
    for word in re.findall(r"[a-z]+", spelled.lower()):
        if word in _UNITS:
            current += _UNITS[word]
        elif word == "hundred":
            current = max(1, current) * 100
        elif word in _SCALES:
            total, current = total + max(1, current) * _SCALES[word], 0
    return total + current
