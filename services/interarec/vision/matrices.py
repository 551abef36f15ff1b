"""One price a row where a page is a matrix of prices: flights by fare, rooms by board, sizes by finish.

What a row is stands at its left; the cells hold amounts and words that other cells repeat. In a grid of goods each
amount has words of its own. Called by `asides` before titles are given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from interarec.domain.prices import find_money
from interarec.domain.summaries import Box
from interarec.vision.gazetteer import letters
from interarec.vision.geometry import same_row
from interarec.vision.lines import TextLine
from interarec.vision.page_price import PagePrice
from interarec.vision.wording import words_in

__all__ = ["one_price_a_row"]

_ROWS = 3  # at least, each with two prices or more
_MOST = 0.8
_ALIGNED = 10.0  # scaled pixels
_WORDS, _LETTERS = 2, 3


def one_price_a_row(prices: Sequence[PagePrice], lines: Sequence[TextLine], scale: float) -> list[PagePrice]:
    """The prices with the leftmost alone of each row of a matrix. `scale` is ordinary text over 17 pixels."""
    rows = _rows(prices)
    full = [row for row in rows if len(row) >= 2]
    if len(full) < _ROWS:
        return list(prices)
    pitch = median(lower[0].box[1] - upper[0].box[1] for upper, lower in pairwise(full))
    names, words = _said_once(lines, numbers=True), _said_once(lines, numbers=False)
    heads = [row for row in full if any(_at_the_left(box, row[0].box, pitch) for box in names)]
    pairs = [pair for row in full for pair in pairwise(row)]
    later = [price for _, price in pairs]
    bare = [one for one in pairs if not any(_in_the_cell(box, one[0].box, one[1].box, pitch) for box in words)]
    in_columns = [price for price in later if _column(price, later, scale) >= _ROWS]
    if min(len(heads) / len(full), len(bare) / len(later), len(in_columns) / len(later)) < _MOST:
        return list(prices)
    dropped = {id(price) for price in later}
    return [price for price in prices if id(price) not in dropped]


def _rows(prices: Sequence[PagePrice]) -> list[list[PagePrice]]:
    """Prices by row, top to bottom, each row left to right."""
    rows: list[list[PagePrice]] = []
    for price in sorted(prices, key=lambda price: price.box[1]):
        if rows and same_row(rows[-1][0].box, price.box):
            rows[-1].append(price)
        else:
            rows.append([price])
    return [sorted(row, key=lambda price: price.box[0]) for row in rows]


def _said_once(lines: Sequence[TextLine], *, numbers: bool) -> list[Box]:
    """Boxes of lines that no other line repeats, `numbers` taken into account or not; amounts are none.

    A row may be named by numbers alone ("06:20 - 08:15"); in a cell they are seats left or days.
    """
    keys = [letters(line.text, digits=numbers) for line in lines]
    counts = Counter(keys)
    return [
        line.box
        for line, key in zip(lines, keys, strict=True)
        if len(key) >= _LETTERS
        and counts[key] == 1
        and not find_money(line.text)
        and (numbers or words_in(line.text) >= _WORDS)
    ]


def _at_the_left(box: Box, price: Box, pitch: float) -> bool:
    return box[2] <= price[0] and abs(box[1] + box[3] - price[1] - price[3]) < pitch


def _in_the_cell(box: Box, before: Box, price: Box, pitch: float) -> bool:
    """Whether the words stand between the amount before and this one's end, from the row above to half the next."""
    across = min(box[2], price[2]) > max(box[0], before[2])
    return across and price[1] - pitch < box[1] < price[3] + pitch / 2


def _column(price: PagePrice, prices: Sequence[PagePrice], scale: float) -> int:
    """Prices aligned with this one, itself included."""
    left, right = price.box[0], price.box[2]

    def apart(box: Box) -> float:
        return min(abs(box[0] - left), abs(box[2] - right), abs(box[0] + box[2] - left - right) / 2)

    return sum(apart(other.box) < _ALIGNED * scale for other in prices)
