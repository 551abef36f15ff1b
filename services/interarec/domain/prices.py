"""Money in running text: where an amount stands, how much it is, in which currency, and what it is for.

A grammar finds the spans (signs, ISO codes, words; before or after the number; glued neighbours; K, M, lakh,
crore; Indian and European grouping), `price_parser` reads the number of one span, `price_kinds` says what the
amount is for from the words around it. Used by the local reader on recognised lines and by the constraint
worker on summaries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from price_parser import Price

from interarec.domain.price_kinds import KINDS, classify_kind

__all__ = ["CURRENCY_CODES", "KINDS", "MoneySpan", "find_money", "parse_amount"]


@dataclass(frozen=True, slots=True)
class MoneySpan:
    """One amount in a text.

    `start`, `end`: characters of the text, sign or code included. `currency`: ISO 4217, None for a bare number.
    `kind`: one of KINDS. `abbreviated`: written with K, M, lakh or crore, so rounded. `range_end`: the upper
    amount when this is the lower end of a range ("$20 - $40" gives two spans, both of kind "range", the first
    with `range_end` 40).
    """

    start: int
    end: int
    text: str
    amount: Decimal
    currency: str | None
    kind: str = "current"
    abbreviated: bool = False
    range_end: Decimal | None = None


_SIGNS: dict[str, str] = {
    "US$": "USD", "USS": "USD", "AU$": "AUD", "A$": "AUD", "CA$": "CAD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "R$": "BRL", "MX$": "MXN", "NT$": "TWD", "$": "USD", "£": "GBP", "€": "EUR", "CN¥": "CNY",
    "¥": "JPY", "￥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY", "₽": "RUB", "₪": "ILS", "฿": "THB", "₫": "VND",
    "₱": "PHP", "₦": "NGN", "₴": "UAH",
}  # fmt: skip
_PREFIX_WORDS: dict[str, str] = {
    "rs.": "INR", "rs": "INR", "inr.": "INR", "fr.": "CHF", "rp": "IDR", "rm": "MYR", "kr.": "SEK", "kr": "SEK",
}  # fmt: skip
_SUFFIX_WORDS: dict[str, str] = {
    "円": "JPY", "元": "CNY", "원": "KRW", "zł": "PLN", "zl": "PLN", "zt": "PLN", "kč": "CZK", "ft": "HUF",
    "kr.": "SEK", "kr": "SEK", "lei": "RON", "лв": "BGN", "руб": "RUB", "fr.": "CHF", "dollars": "USD", "dollar": "USD",
    "bucks": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "pound": "GBP", "sterling": "GBP",
    "rupees": "INR", "rupee": "INR", "yen": "JPY", "francs": "CHF",
}  # fmt: skip
CURRENCY_CODES = (
    "USD", "EUR", "GBP", "JPY", "INR", "CHF", "CAD", "AUD", "NZD", "CNY", "HKD", "SGD", "SEK", "NOK", "DKK", "PLN",
    "CZK", "HUF", "RON", "BGN", "TRY", "BRL", "MXN", "KRW", "TWD", "THB", "IDR", "MYR", "PHP", "VND", "ZAR", "ILS",
    "AED", "SAR", "EGP", "UAH", "RUB", "CLP", "COP", "ARS",
)  # fmt: skip

_NUMBER = (
    r"\d{1,3}(?:(?:,\d{2}(?=,\d))*(?:,\d{3})+|(?:\.\d{3})+|(?:['’]\d{3})+|(?:[ \u00a0\u202f]\d{3})+)(?!\d)"
    r"(?:[.,]\d{2}(?!\d))?"  # 1,25,000 · 1,299.00 · 1.549,00 · 1'299 · 1 299,00
    r"|\d{1,3}(?:[.,]\d{3})+[.,]\d{2}"  # the same with what follows glued on
    r"|\d{1,3}(?:,\d{2})*(?:,\d{3})(?=\d{1,2}\s?%)"  # "19,59519% off"
    r"|\d+\s?[.,]\s?\d{2}(?=\D|\d{1,2}\s?%|$)|\d+[.,]\d{1,2}"
    r"|\d+(?=\s?[.,][-–—])|\d+"
)
_SCALE = (
    r"(?:\s?(?P<scale{n}>(?:k|m|mn|mm|bn)(?![a-z²³2]|\.\s?[a-z])"
    r"|(?:thousand|million|mio|lakhs?|lacs?|crores?|cr)\b\.?))?"
)


def _sign_pattern(sign: str) -> str:
    """A sign with letters starts a word; "US $" may be set apart, a single letter may not ("size S $40")."""
    lettered = rf"(?<![A-Za-z]){re.escape(sign)}" if sign[0].isalpha() else re.escape(sign)
    return lettered.replace(r"\$", r"\s?\$") if sign[:2].isalpha() else lettered


_SIGN = "|".join(_sign_pattern(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_CODE = rf"(?<![A-Za-z])(?:{'|'.join(CURRENCY_CODES)})(?![a-z])"
_PREFIX_WORD = r"(?<![A-Za-z])(?:" + "|".join(re.escape(w) for w in _PREFIX_WORDS) + ")"
_SUFFIX_WORD = "(?:" + "|".join(re.escape(w) for w in _SUFFIX_WORDS) + r")(?![a-z])"

_MONEY = re.compile(
    rf"(?P<before>(?:{_CODE}\s?)?(?:{_SIGN})|{_CODE}|{_PREFIX_WORD})\s?(?:[:]|[-–](?=\d+[.,]\d{{2}}))?\s?(?P<first>{_NUMBER})(?:[.,][-–—]+)?"
    + _SCALE.format(n=1)
    + rf"|(?<![\d.,])(?P<second>{_NUMBER})(?:[.,]?[-–—])?"
    + _SCALE.format(n=2)
    + rf"\s?(?P<after>(?:{_SIGN})(?!\d)|€(?=\d{{2}}(?!\d))|€(?=\d{{2}}(?:\d?$|\d{{1,4}}[.,]\d{{2}}\s?€))"
    + rf"|€(?=\d+[.,]\d{{2}})|{_CODE}|{_SUFFIX_WORD})",
    re.IGNORECASE,
)
_EURO_CENTS = re.compile(r"^(?P<cents>\d{2})(?:(?!\d|[.,]\d|\s?[%€])|(?=\d$|\d{1,4}[.,]\d{2}\s?€))")
_SPACED_CENTS = re.compile(r"^ (?P<cents>\d{2})(?![\d.,:]|\s?[%€£$a-zA-Z])")
_BARE = re.compile(r"(?<![\d.,:/-])(?P<number>\d{1,3}(?:[.,]\d{3})*[.,]\d{2}|\d+(?=[.,][-–—]))(?![\d%/:]|[.,]\d)")
_GLUED_BARE = re.compile(r"(?<![\d.,])(\d{1,4}(?P<mark>[.,])\d{2})(\d{1,4}(?P=mark)\d{2})(?![\d.,])")  # "102.0071.99"
_DASHED = re.compile(r"(?<![\d.,:€$£])(?P<number>\d{1,3}(?:[ .’']?\d{3})*|\d+)(?P<mark>[.,:])[-–—]{1,2}(?![\d-])")
_PENCE = re.compile(r"(?<![\d.,£$€A-Za-z])(?P<pence>[1-9]\d?)p(?![A-Za-z0-9])")  # "85p"
_JOINS = re.compile(r"^\s*(?:-|–|—|−|~|to|bis|à|a|and|und|et|thru|through)\s*$", re.IGNORECASE)
_ADDED = re.compile(r"(?:^|[\s·|(])\+\s?$")  # "+ £13.00": comes on top of something
_NEXT_AMOUNT = "¤"  # what follows is an amount, not the end of the text
_SCALES = {
    "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "mm": 1_000_000, "mio": 1_000_000,
    "million": 1_000_000, "bn": 1_000_000_000, "lakh": 100_000, "lac": 100_000, "crore": 10_000_000,
    "cr": 10_000_000,
}  # fmt: skip


_ONE_MARK_FOR_BOTH = re.compile(r"^(?P<groups>\d{1,3}(?:,\d{3})+(?=,)|\d{1,3}(?:\.\d{3})+(?=\.))[.,](?P<cents>\d{2})$")
"""A group mark misread as the decimal mark or the other way: "9,200,00"."""


def parse_amount(number: str, *, decimal_separator: str | None = None) -> Decimal | None:
    """The value of one number as printed ("1.549,00", "1,25,000", "1'299.90"), or None.

    Three digits after a lone separator are a group ("1.299" is 1299) unless `decimal_separator` says otherwise.
    """
    joined = re.sub(r"[\s'’\u00a0\u202f]", "", number)
    joined = _ONE_MARK_FOR_BOTH.sub(lambda match: re.sub("[.,]", "", match["groups"]) + "." + match["cents"], joined)
    if decimal_separator is not None:
        group = "," if decimal_separator == "." else "."
        joined = joined.replace(group, "")
    return Price.fromstring(joined, decimal_separator=decimal_separator).amount


def find_money(
    text: str,
    *,
    currency_hint: str | None = None,
    decimal_separator: str | None = None,
    include_bare: bool = False,
) -> tuple[MoneySpan, ...]:
    """All amounts of a text, left to right, each with its kind.

    `currency_hint` is the currency of a bare "$" or "kr" when the shop's own is known, and of bare numbers.
    `include_bare` adds numbers with two decimals that carry no currency (some shops print none).
    """
    found = _signed_spans(text, decimal_separator)
    if include_bare:
        found = sorted([*found, *_bare_spans(text, found, decimal_separator)], key=lambda span: span.start)
    hinted = [_with_hint(span, currency_hint) for span in found]
    kinds = _kinds(text, hinted)
    return tuple(replace(span, kind=kind, range_end=end) for span, (kind, end) in zip(hinted, kinds, strict=True))


def _signed_spans(text: str, decimal_separator: str | None) -> list[MoneySpan]:
    """Left to right; after raised cents ("42€5053,00€") the text is looked at afresh."""
    for match in _MONEY.finditer(text):
        span = _span(match, text, decimal_separator)
        if span is not None and span.end > match.end():
            head = [*_signed_spans(text[: match.start()], decimal_separator), span]
            rest = _signed_spans(text[span.end :], decimal_separator)
            return head + [replace(other, start=other.start + span.end, end=other.end + span.end) for other in rest]
    signed = [_span(match, text, decimal_separator) for match in _MONEY.finditer(text)]
    spans = [span for span in signed if span is not None]
    marked = [_pence(match) for match in _PENCE.finditer(text)] + _dashed(text, decimal_separator)
    apart = [new for new in marked if not any(new.start < span.end and span.start < new.end for span in spans)]
    return sorted([*spans, *apart], key=lambda span: span.start)


def _pence(match: re.Match[str]) -> MoneySpan:
    return MoneySpan(match.start(), match.end(), match.group(0), Decimal(match["pence"]) / 100, "GBP")


def _dashed(text: str, decimal_separator: str | None) -> list[MoneySpan]:
    """Amounts whose mark is the dash for no cents: "79,-" in the shop's currency, "1 504:-" in kronor."""
    spans = []
    for match in _DASHED.finditer(text):
        amount = parse_amount(match["number"], decimal_separator=decimal_separator)
        if amount is not None:
            currency = "SEK" if match["mark"] == ":" else None
            spans.append(MoneySpan(match.start(), match.end(), match.group(0), amount, currency))
    return spans


def _span(match: re.Match[str], text: str, decimal_separator: str | None) -> MoneySpan | None:
    number = match["first"] or match["second"]
    mark = match["before"] or match["after"]
    amount = parse_amount(number, decimal_separator=decimal_separator)
    if amount is None or (match["after"] and mark.lower() == "ft" and amount < 100):
        return None  # "6 ft" is a length
    end = match.end()
    cents = _raised_cents(match, text, number)
    if cents is not None:
        amount += Decimal(cents["cents"]) / 100
        end += cents.end()
    scale = (match["scale1"] or match["scale2"] or "").lower().rstrip(".")
    factor = _SCALES.get(scale) or _SCALES.get(scale.rstrip("s"), 1)
    return MoneySpan(
        start=match.start(),
        end=end,
        text=text[match.start() : end],
        amount=amount * factor,
        currency=_currency(mark),
        abbreviated=factor > 1,
    )


def _raised_cents(match: re.Match[str], text: str, number: str) -> re.Match[str] | None:
    """Cents printed apart: "35€99", or raised and so read as "$14 99"."""
    if not number.isdigit():
        return None
    rest = text[match.end() :]
    if match["after"] == "€":
        return _EURO_CENTS.match(rest)
    return _SPACED_CENTS.match(rest) if match["before"] in ("$", "£", "€") else None


def _currency(mark: str) -> str:
    code = re.match(r"[A-Za-z]{3}(?=\s|[^A-Za-z]|$)", mark)
    if code is not None and code.group(0).upper() in CURRENCY_CODES:
        return code.group(0).upper()
    upper, lower = mark.upper().replace(" ", ""), mark.lower()
    return _SIGNS.get(upper) or _PREFIX_WORDS.get(lower) or _SUFFIX_WORDS[lower]


def _bare_spans(text: str, found: list[MoneySpan], decimal_separator: str | None) -> list[MoneySpan]:
    places = [match.span() for match in _BARE.finditer(text)]
    places += [match.span(part) for match in _GLUED_BARE.finditer(text) for part in (1, 3)]
    spans = []
    for start, end in sorted(places):
        taken = any(start < span.end and span.start < end for span in found)
        amount = parse_amount(text[start:end], decimal_separator=decimal_separator)
        if not taken and amount is not None:
            spans.append(MoneySpan(start, end, text[start:end], amount, None))
    return spans


def _with_hint(span: MoneySpan, hint: str | None) -> MoneySpan:
    mark = re.sub(r"[\d.,\s]", "", span.text).lower()
    vague = {
        "$": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"},
        "kr": {"SEK", "NOK", "DKK"},
        "¥": {"JPY", "CNY"},
    }
    if hint is not None and (span.currency is None or hint in vague.get(mark.rstrip("."), ())):
        return replace(span, currency=hint)
    return span


def _kinds(text: str, spans: list[MoneySpan]) -> list[tuple[str, Decimal | None]]:
    """(kind, range_end) a span; the words considered end at the neighbouring amounts."""
    joined = [_is_range(text, low, high) for low, high in pairwise(spans)]
    kinds: list[tuple[str, Decimal | None]] = []
    for index, span in enumerate(spans):
        left = spans[index - 1].end if index else 0
        last = index + 1 == len(spans)
        before = "" if index and joined[index - 1] else text[left : span.start]  # the dash of a range is no minus
        after = text[span.end :] if last else text[span.end : spans[index + 1].start] + _NEXT_AMOUNT
        kind = classify_kind(before, after)
        kinds.append(("total" if kind == "current" and _ADDED.search(before) else kind, None))
    for index, is_range in enumerate(joined):
        if is_range:
            told = kinds[index][0]
            kind = "band" if "band" in (told, kinds[index + 1][0]) else "range" if told == "current" else told
            kinds[index], kinds[index + 1] = (kind, spans[index + 1].amount), (kind, None)
    return kinds


def _is_range(text: str, low: MoneySpan, high: MoneySpan) -> bool:
    joined = _JOINS.match(text[low.end : high.start]) is not None
    return joined and low.currency == high.currency and low.amount < high.amount
