"""Amounts beside an offer that are no offer: small print, tables of prices, sums of a basket.

Called by `offers` when earlier prices are paired and before titles are given.
"""

from __future__ import annotations

from collections.abc import Sequence

from interarec.domain.summaries import Box
from interarec.vision.geometry import horizontal_gap, same_row, vertical_gap
from interarec.vision.lines import TextLine
from interarec.vision.matrices import one_price_a_row
from interarec.vision.page_price import PagePrice
from interarec.vision.roles import one_price_a_card
from interarec.vision.styles import LineStyle
from interarec.vision.wording import is_basket_word

__all__ = ["without_asides"]

_LARGER = 1.22
_SMALL_PRINT_BELOW, _SMALL_PRINT_BESIDE = 90.0, 60.0  # scaled pixels
_TABLE = 3
_MOST_PIECES = 20
_HEAD, _AT_THE_RIGHT = 100.0, 0.6  # scaled pixels; of the width of a page's text
_BASKET_WORDS = 2  # one alone is the basket's link in the head of every page


def without_asides(
    prices: Sequence[PagePrice], lines: Sequence[TextLine], styles: Sequence[LineStyle], scale: float
) -> list[PagePrice]:
    """The prices that are offers. `styles` has one entry a line, `scale` is ordinary text over 17 pixels."""
    settled = one_price_a_card(_without_basket_in_head(prices, lines, scale), lines, styles, scale)
    offered = _without_sum_of_all(_without_sums(_without_small_print(settled, lines, scale), lines))
    return one_price_a_row(offered, lines, scale)


def _without_basket_in_head(
    prices: Sequence[PagePrice], lines: Sequence[TextLine], scale: float
) -> Sequence[PagePrice]:
    """What is in the basket stands alone at the right of a page's head, in small type, in no column of prices."""
    rest = [price for price in prices if price.box[1] > _HEAD * scale]
    right = _AT_THE_RIGHT * max((line.box[2] for line in lines), default=0)
    tall = max((_digits_height(price) for price in rest), default=0)

    def in_basket(price: PagePrice) -> bool:
        alone = price.whole and price.box[0] >= right and not any(_is_aligned(price.box, one.box) for one in rest)
        return bool(rest) and alone and price.box[3] < _HEAD * scale and _digits_height(price) <= tall

    return [price for price in prices if not in_basket(price)]


def _without_sum_of_all(prices: list[PagePrice]) -> list[PagePrice]:
    """An amount that all the others add up to is what everything shown costs together."""
    total = sum(price.amount for price in prices)
    sums = [price for price in prices if 2 * price.amount == total]
    return [price for price in prices if price not in sums] if len(prices) > _TABLE and sums else prices


def _without_small_print(prices: Sequence[PagePrice], lines: Sequence[TextLine], scale: float) -> list[PagePrice]:
    """Amounts beside one in clearly larger type are its small print: other formats, other sellers, other months.

    So are amounts stacked line upon line where another price is larger: no titles fit between them.
    """
    largest = max((_digits_height(price) for price in prices), default=0)
    kept = []
    for price in prices:
        beside = any(_is_small_print(price, lines[price.line].box, other, scale) for other in prices)
        in_table = largest >= _LARGER * _digits_height(price) and _stacked(price, prices) >= _TABLE
        if not beside and not in_table:
            kept.append(price)
    return kept


def _is_small_print(price: PagePrice, line: Box, other: PagePrice, scale: float) -> bool:
    if _digits_height(other) < _LARGER * _digits_height(price) or other.line == price.line:
        return False
    near = vertical_gap(line, other.box) < _SMALL_PRINT_BELOW * scale
    return near and horizontal_gap(line, other.box) < _SMALL_PRINT_BESIDE * scale


def _digits_height(price: PagePrice) -> int:
    """The height of the ink: boxes of lines set close together are too high."""
    return price.box[3] - price.box[1]


def _stacked(price: PagePrice, prices: Sequence[PagePrice]) -> int:
    """Prices in one column with this one, each directly below the last."""
    aligned = [other.box for other in prices if other.whole and _is_aligned(other.box, price.box)]
    run: list[Box] = []
    best = 0
    for box in sorted(aligned, key=lambda box: box[1]):
        run = [*run, box] if run and box[1] - run[-1][1] < 1.8 * price.height else [box]
        if price.box in run:
            best = max(best, len(run))
    return best


def _is_aligned(box: Box, other: Box) -> bool:
    return abs(box[0] - other[0]) < 8 or abs(box[2] - other[2]) < 8


def _without_sums(prices: list[PagePrice], lines: Sequence[TextLine]) -> list[PagePrice]:
    """On a basket page the sums at the side are no offers even where their label was not understood."""
    labels = [line.box for line in lines if is_basket_word(line.text)]
    if len(prices) < 2 or not labels:
        return prices
    kept = []
    for price in prices:
        beside = any(same_row(label, price.box) and label[2] <= price.box[0] + 4 for label in labels)
        summed = len(labels) >= _BASKET_WORDS and any(_is_line_sum(price, other) for other in prices)
        if not beside and not summed:
            kept.append(price)
    return kept


def _is_line_sum(price: PagePrice, unit: PagePrice) -> bool:
    """At the right of a price of one piece, the same times the quantity."""
    if vertical_gap(price.box, unit.box) > price.height or unit.box[2] >= price.box[0] or unit.amount <= 0:
        return False
    return price.amount % unit.amount == 0 and price.amount / unit.amount <= _MOST_PIECES
