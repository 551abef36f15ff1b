"""Amounts on a page: the money grammar on recognised lines, plus what only pixels and places tell.

Raised cents, struck-through prices, labels in a neighbouring box ("Total", "was", "/mo") and lists of price
bands are settled here; `offers` then groups what is left. Called once a picture by `page`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

from interarec.domain.price_kinds import classify_kind
from interarec.domain.prices import MoneySpan, find_money
from interarec.domain.summaries import Box
from interarec.vision.geometry import horizontal_gap, overlap_share, same_row, union
from interarec.vision.images import Pixels
from interarec.vision.ink import cents_are_raised, is_struck, starts_with_unread_glyph
from interarec.vision.lines import TextLine

__all__ = ["PagePrice", "find_prices", "join_split_prices", "page_currency"]


@dataclass(frozen=True, slots=True)
class PagePrice:
    """An amount with its place: `line` is the index of its line, `whole` that the line holds nothing else.

    `height` is that of its digits in pixels; `struck` that a line runs through it.
    """

    amount: Decimal
    currency: str | None
    kind: str
    box: Box
    line: int
    height: int
    struck: bool
    whole: bool
    abbreviated: bool = False
    range_end: Decimal | None = None


_SIGN_ONLY = re.compile(r"^(?:[$£€¥₹￥]|US\$|Rs\.?|INR|EUR|USD|GBP|CHF|AED|kr)$", re.IGNORECASE)
_NUMBER_START = re.compile(r"^\d{1,3}(?:[,.\s]?\d{3})*(?:[.,]\d{1,2})?\b")
_CENTS_ONLY = re.compile(r"^\d{2}(?:\s*[€*])?$")
_OPEN_PRICE = re.compile(r"(?:[$£€¥₹]|Rs\.?)\s?\d{1,3}(?:[,.]\d{3})*[.,]?$|^\d{1,4}[.,]?$")
_INDIAN = re.compile(r"\d,\d{2},\d{3}|₹|\bRs\b|\bMRP\b|\bINR\b|\blakh|\bcrore|\bGST\b|\bEMI\b", re.IGNORECASE)
_RUPEE_MISREAD = re.compile(r"(?<![\w\d])[\[天0FTRz?{(]?\s?(?=\d{1,3}(?:,\d{2,3})+(?![\d.])|\d{2,6}(?![\d.,%]))")
_FAR_LABELS = ("total", "shipping", "saving", "instalment", "was", "threshold")


def join_split_prices(lines: list[TextLine]) -> list[TextLine]:
    """Lines where a lone currency sign or lone cents are glued to the number they belong to."""
    joined = list(lines)
    for index, line in enumerate(lines):
        if _SIGN_ONLY.match(line.text.strip()):
            partner = _right_neighbour(joined, index, _NUMBER_START)
        elif _OPEN_PRICE.search(line.text.strip()):
            partner = _right_neighbour(joined, index, _CENTS_ONLY)
        else:
            continue
        if partner is None or joined[index].text == "":
            continue
        left, right = joined[index], joined[partner]
        between = "" if _SIGN_ONLY.match(left.text.strip()) or left.text.strip()[-1] in ".," else "."
        joined[index] = _merged(left, right, between)
        joined[partner] = replace(right, text="", edges=())
    return [line for line in joined if line.text]


def _merged(left: TextLine, right: TextLine, between: str) -> TextLine:
    edges = (*left.edges, *([right.edges[0]] * len(between)), *right.edges)
    return TextLine(left.text + between + right.text, union(left.box, right.box), min(left.score, right.score), edges)


def _right_neighbour(lines: list[TextLine], index: int, pattern: re.Pattern[str]) -> int | None:
    line = lines[index]
    best, best_gap = None, 0.7 * line.height
    for other_index, other in enumerate(lines):
        if other_index == index or not pattern.match(other.text.strip()):
            continue
        gap = other.box[0] - line.box[2]
        if -8 <= gap < best_gap and overlap_share(line.box, other.box, axis=1) >= 0.6:
            best, best_gap = other_index, gap
    return best


def page_currency(lines: list[TextLine], hint: str | None) -> str | None:
    """The currency most amounts of a page are in; `hint` (the catalogue's) when none is signed."""
    votes = Counter(span.currency for line in lines for span in find_money(line.text, currency_hint=hint))
    votes.pop(None, None)
    if votes:
        return votes.most_common(1)[0][0]
    if sum(bool(_INDIAN.search(line.text)) for line in lines) >= 2:
        return "INR"
    return hint


def find_prices(lines: list[TextLine], pixels: Pixels, *, currency_hint: str | None = None) -> list[PagePrice]:
    """All amounts of a page in reading order, kinds settled. `lines` come from `join_split_prices`."""
    currency = page_currency(lines, currency_hint)
    rupees = currency == "INR" or (currency is None and currency_hint == "INR")
    prices: list[PagePrice] = []
    for index, line in enumerate(lines):
        line = _with_rupees(line, pixels) if rupees else line  # noqa: PLW2901
        line = _with_cents(line, pixels)  # noqa: PLW2901
        spans = find_money(line.text, currency_hint=currency)
        prices += [_placed(span, line, index, pixels, lines) for span in spans]
    if not any(price.currency for price in prices):
        prices = _bare_prices(lines, pixels, currency)
    return _bands(prices, lines)


def _bare_prices(lines: list[TextLine], pixels: Pixels, currency: str | None) -> list[PagePrice]:
    """For shops that print no currency at all."""
    found = []
    for index, line in enumerate(lines):
        for span in find_money(line.text, currency_hint=currency, include_bare=True):
            if len(line.text) - (span.end - span.start) <= 12:
                found.append(_placed(span, line, index, pixels, lines))
    return found


def _with_rupees(line: TextLine, pixels: Pixels) -> TextLine:
    """The rupee sign is often unread or read as another letter; on a rupee page it is put back."""
    if "₹" in line.text or re.search(r"Rs|INR", line.text):
        return line
    match = _RUPEE_MISREAD.search(line.text)
    if match is None:
        return line
    if match.end() > match.start() and match.group(0).strip():
        text = line.text[: match.start()] + "₹" + line.text[match.start() + 1 :]
        return replace(line, text=text)
    if not starts_with_unread_glyph(line.edges, match.end(), line.box):
        return line
    edges = (*line.edges[: match.end()], line.edges[match.end()], *line.edges[match.end() :])
    return replace(line, text=line.text[: match.end()] + "₹" + line.text[match.end() :], edges=edges)


def _with_cents(line: TextLine, pixels: Pixels) -> TextLine:
    """`$1499` whose last two digits are raised or small becomes `$14.99`."""
    text, edges = line.text, line.edges
    for match in reversed(list(re.finditer(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})*\d{2}(?![\d.,%])", text))):
        nearby = text[max(match.start() - 4, 0) : match.end() + 4]
        if len(match.group(0)) >= 3 and re.search(r"[$£€₹¥]|Rs|kr|zł", nearby):
            if cents_are_raised(pixels, line.box, edges[match.start() : match.end()]):
                cut = match.end() - 2
                text, edges = text[:cut] + "." + text[cut:], (*edges[:cut], edges[cut], *edges[cut:])
    return replace(line, text=text, edges=edges)


def _placed(span: MoneySpan, line: TextLine, index: int, pixels: Pixels, lines: list[TextLine]) -> PagePrice:
    box = _span_box(span, line)
    rest = line.text[: span.start] + line.text[span.end :]
    struck = is_struck(pixels, box, line.edges[span.start : span.end])
    kind = span.kind
    if kind == "current":
        kind = _kind_from_neighbours(span, line, lines)
    if struck and kind in ("current", "range"):
        kind = "was"
    return PagePrice(
        amount=span.amount,
        currency=span.currency,
        kind=kind,
        box=box,
        line=index,
        height=line.height,
        struck=struck,
        whole=not rest.strip(" *+.,:|·"),
        abbreviated=span.abbreviated,
        range_end=span.range_end,
    )


def _span_box(span: MoneySpan, line: TextLine) -> Box:
    x0, y0, x1, y1 = line.box
    count = max(len(line.text) - 1, 1)
    pitch = (line.edges[-1] - line.edges[0]) / count if len(line.edges) > 1 else x1 - x0
    left = x0 if span.start == 0 else int(line.edges[span.start] - 0.5 * pitch)
    right = x1 if span.end >= len(line.text) else int(line.edges[span.end - 1] + 0.5 * pitch) + 1
    return max(left, x0), y0, max(min(right, x1), left + 1), y1


def _kind_from_neighbours(span: MoneySpan, line: TextLine, lines: list[TextLine]) -> str:
    """The kind a label in another box gives: left or right on the row, or directly above."""
    before, after = line.text[: span.start], line.text[span.end :]
    if not before.strip():
        left = _nearest(line, lines, side=-1)
        if left is not None:
            kind = classify_kind(left.text, "")
            near = horizontal_gap(left.box, line.box) < 2.5 * line.height
            if kind != "current" and not find_money(left.text) and (near or kind in _FAR_LABELS):
                return kind
        above = _label_above(line, lines)
        if above is not None:
            kind = classify_kind(above.text, "")
            if kind in ("was", "total", "instalment", "shipping", "saving"):
                return kind
    if not after.strip():
        right = _nearest(line, lines, side=1)
        if right is not None and horizontal_gap(line.box, right.box) < 0.9 * line.height:
            return classify_kind("", right.text)
    return "current"


def _nearest(line: TextLine, lines: list[TextLine], *, side: int) -> TextLine | None:
    best, best_gap = None, 700
    for other in lines:
        if other is line or other.box == line.box or not same_row(line.box, other.box):
            continue
        gap = line.box[0] - other.box[2] if side < 0 else other.box[0] - line.box[2]
        if -6 <= gap < best_gap:
            best, best_gap = other, gap
    return best


def _label_above(line: TextLine, lines: list[TextLine]) -> TextLine | None:
    for other in lines:
        gap = line.box[1] - other.box[3]
        aligned = abs(other.box[0] - line.box[0]) < line.height or overlap_share(line.box, other.box, axis=0) > 0.8
        if -4 <= gap < 0.9 * line.height and aligned and len(other.text) <= 24 and not find_money(other.text):
            return other
    return None


_COUNT_AFTER = re.compile(r"^\s*\(?\d[\d,.]*\)?\s*$")


def _bands(prices: list[PagePrice], lines: list[TextLine]) -> list[PagePrice]:
    """Ranges stacked as a list, or between two sliders, are price filters and not offers."""
    settled = []
    for price in prices:
        line = lines[price.line]
        kind = price.kind
        if kind == "range" and (_has_count(line) or _stacked_ranges(price, prices) >= 2):
            kind = "band"
        settled.append(replace(price, kind=kind))
    band_lines = {price.line for price in settled if price.kind == "band"}
    return [
        replace(price, kind="band")
        if price.kind in ("current", "range") and _continues_bands(price, settled, band_lines)
        else price
        for price in settled
    ]


def _has_count(line: TextLine) -> bool:
    spans = find_money(line.text)
    return (
        bool(spans)
        and bool(line.text[spans[-1].end :].strip())
        and bool(_COUNT_AFTER.match(line.text[spans[-1].end :]))
    )


def _stacked_ranges(price: PagePrice, prices: list[PagePrice]) -> int:
    """Other range lines directly above or below, left-aligned."""
    near = {
        other.line
        for other in prices
        if other.kind in ("range", "band")
        and other.line != price.line
        and abs(other.box[0] - price.box[0]) < 90
        and abs(other.box[1] - price.box[1]) < 5 * price.height
        and overlap_share(other.box, price.box, axis=0) > 0.3
    }
    return len(near) + 1


def _continues_bands(price: PagePrice, prices: list[PagePrice], band_lines: set[int]) -> bool:
    """An open-ended last entry ("$200+") under two or more bands."""
    if price.line in band_lines:
        return True
    near = [
        other
        for other in prices
        if other.kind == "band"
        and abs(other.box[0] - price.box[0]) < 40
        and abs(other.box[1] - price.box[1]) < 3.2 * price.height
    ]
    return len(near) >= 2
