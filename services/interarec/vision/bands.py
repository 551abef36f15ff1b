"""Price filters told from offers by their place: ranges stacked as a list, or with a count behind them.

Called by `money` when all amounts of a page are found.
"""

from __future__ import annotations

import re
from dataclasses import replace

from interarec.domain.price_kinds import classify_kind
from interarec.domain.prices import find_money
from interarec.vision.geometry import horizontal_gap, overlap_share, same_row
from interarec.vision.lines import TextLine
from interarec.vision.page_price import PagePrice

__all__ = ["settle_bands"]

_LIMITS = 3
_LIMIT = re.compile(
    r"^(?:[O○☐□●◯]\s*)?(?:from|ab|od|d[èe]s|desde|da|vanaf|fr[åa]n|bis|tot|do)\s*\D{0,3}\d[\d.,\s]*\D{0,3}$", re.I
)
_UNDER_HEADING, _SLIDER, _COLUMN = 4.5, 18, 0.6  # heights
_FREE_BESIDE = 2
_FILTER = re.compile(
    r"^\W*(?:filter[en]*|filtre[rz]?|filtrar|filtra|apply|anwenden|appliquer|aplicar|toepassen)\W*$", re.IGNORECASE
)
_FREE = re.compile(r"^(?:free|gratis|kostenlos|gratuit|offert|無料)$", re.IGNORECASE)
_WITHIN = 3  # prices at least
_HEADING = re.compile(
    r"^(?:(?:filter|shop)\s*by\s*price|nach\s*preis\s*filtern|filtrer\s*par\s*prix|filtrar\s*por\s*precio|filtra\s*per\s*prezzo"
    r"|op\s*prijs\s*filteren|fourchette\s*de\s*prix|rango\s*de\s*precios|fascia\s*di\s*prezzo"
    r"|(?:price|preis|prix|precio|prezzo|prijs|pris|cena|rent|miete|loyer|budget|価格)(?:\s*(?:range|spanne|bereik|bereich))?)"
    r"\s*(?:\([^)]*\)|[:^∧⌃⌄v+-])?$",
    re.IGNORECASE,
)
_COUNT_AFTER = re.compile(r"^\s*\(?\d[\d,.]*\)?\s*$")


def settle_bands(prices: list[PagePrice], lines: list[TextLine]) -> list[PagePrice]:
    """Ranges stacked as a list, or between two sliders, are price filters and not offers."""
    settled = []
    ends = _slider_ends(prices, lines) | _range_over_all(prices) | _ranges_to_set(prices, lines)
    for price in prices:
        line = lines[price.line]
        kind = price.kind
        if kind == "current" and _stacked_limits(price, prices, lines) >= _LIMITS:
            kind = "band"
        if id(price) in ends:
            kind = "band"
        elif kind == "current" and price.whole and _free_beside(price, lines) >= _FREE_BESIDE:
            kind = "shipping"  # days of delivery with their charges
        elif kind == "current" and _in_unit_column(price, prices, lines):
            kind = "unit"
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


def _slider_ends(prices: list[PagePrice], lines: list[TextLine]) -> set[int]:
    """The two amounts on a row under the heading "Price" of a list of filters."""
    headings = [line for line in lines if _HEADING.match(line.text.strip())]
    ends: set[int] = set()
    for low in prices:
        above = [line for line in headings if abs(line.box[0] - low.box[0]) < 2 * low.height]
        if not low.whole or not any(0 <= low.box[1] - line.box[3] < _UNDER_HEADING * low.height for line in above):
            continue
        for high in prices:
            beside = same_row(low.box, high.box) and 0 < high.box[0] - low.box[2] < _SLIDER * low.height
            if high.whole and beside and low.amount < high.amount:
                ends |= {id(low), id(high)}
    return ends


def _ranges_to_set(prices: list[PagePrice], lines: list[TextLine]) -> set[int]:
    """Ranges beside a button that says "Filter"."""
    buttons = [line for line in lines if _FILTER.match(line.text)]
    found = set()
    for price in prices:
        box = lines[price.line].box
        near = (horizontal_gap(line.box, box) < _SLIDER * price.height for line in buttons if same_row(line.box, box))
        if price.kind == "range" and any(near):
            found.add(id(price))
    return found


def _range_over_all(prices: list[PagePrice]) -> set[int]:
    """The only range of a page, with all its prices in it, is the filter set in its head."""
    ranges = [price for price in prices if price.kind == "range" and price.range_end is not None]
    amounts = [price.amount for price in prices if price.kind in ("current", "instalment")]
    if len(ranges) != 1 or len(amounts) < _WITHIN:
        return set()
    low, high = ranges[0].amount, ranges[0].range_end
    return {id(ranges[0])} if high is not None and all(low <= amount <= high for amount in amounts) else set()


def _free_beside(price: PagePrice, lines: list[TextLine]) -> int:
    """Lines on the same row that say "free" and nothing else."""
    row = [line for line in lines if same_row(line.box, lines[price.line].box)]
    return sum(_FREE.match(line.text.strip()) is not None for line in row)


def _in_unit_column(price: PagePrice, prices: list[PagePrice], lines: list[TextLine]) -> bool:
    """Whether a column of amounts has a head that says "per m²"."""
    column = [
        other
        for other in prices
        if other.whole and other.kind == "current" and abs(other.box[2] - price.box[2]) < _COLUMN * price.height
    ]
    if len(column) < _WITHIN or not price.whole:
        return False
    top = min(other.box[1] for other in column)
    return any(
        0 < top - line.box[3] < _UNDER_HEADING * price.height
        and overlap_share(line.box, price.box, axis=0) > 0.5
        and classify_kind("", line.text) == "unit"
        for line in lines
    )


def _stacked_limits(price: PagePrice, prices: list[PagePrice], lines: list[TextLine]) -> int:
    """Lines like "from 50 €" in a list with nothing between them, this one among them."""
    if not _LIMIT.match(lines[price.line].text):
        return 0
    alike = sorted(
        {
            other.box[1]
            for other in prices
            if _LIMIT.match(lines[other.line].text)
            and abs(lines[other.line].box[0] - lines[price.line].box[0]) < price.height
        }
    )
    return sum(abs(top - price.box[1]) < _LIMITS * 1.7 * price.height for top in alike)


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
