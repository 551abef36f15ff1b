"""Which line of text names the product a price belongs to: candidate lines and the features of a pair.

`ranker` turns the features into a score, `offers` picks the best pairs over a whole page, and
`lab.title_ranker` fits the weights on drawn pages.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from interarec.domain.prices import find_money
from interarec.domain.summaries import Box
from interarec.vision.gazetteer import fold
from interarec.vision.geometry import horizontal_gap, overlap_share, same_row, vertical_gap
from interarec.vision.lines import TextLine
from interarec.vision.page_price import PagePrice
from interarec.vision.places import Places
from interarec.vision.styles import LineStyle
from interarec.vision.wording import find_promotion, find_specification, is_button, is_not_a_title, words_in

__all__ = ["FEATURES", "Neighbourhood", "TitleLine", "neighbourhood", "pair_features", "title_lines", "title_parts"]

_LABEL = 2  # words that so many other lines of a page have too are a label
_FAR = 420.0  # scaled pixels beyond which a line cannot name a price


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line that may be (part of) a title: `index` in the page's lines, `text` without its amounts.

    `repeated` counts other lines of the page with the same words; `style` is how it is set.
    """

    index: int
    text: str
    box: Box
    words: int
    repeated: int
    style: LineStyle

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What the features of a pair need to know of the whole page. `scale` is ordinary text over 17 pixels."""

    scale: float
    height: float
    weight: float
    contrast: float
    prices: tuple[Box, ...]
    titles: tuple[TitleLine, ...]
    places: Places


FEATURES: tuple[str, ...] = (
    "height", "height_to_price", "words", "one_word", "many_words", "weight", "pale", "repeated",
    "specification", "promotion", "separators", "colon", "lower_case_start", "digits", "capitals",
    "same_line", "above", "below", "row_left", "row_right",
    "apart_left", "apart_right",
    "gap_above", "gap_below", "gap_left", "gap_right", "row_offset", "misaligned", "apart_in_x",
    "blocked", "between", "nearer_price", "lead",
    "height_when_alone", "gap_above_when_alone", "apart_when_alone",
    "same_place", "unlike_place", "same_words_in_place",
)  # fmt: skip


def title_lines(lines: Sequence[TextLine], styles: Sequence[LineStyle]) -> list[TitleLine]:
    """The lines of a page that could name a product."""
    words = Counter(fold(re.sub(r"\d", "", line.text)) for line in lines)
    found = []
    for index, (line, style) in enumerate(zip(lines, styles, strict=True)):
        text = _without_amounts(line.text)
        if len(text) >= 3 and not is_not_a_title(text):
            repeated = words[fold(re.sub(r"\d", "", line.text))] - 1
            found.append(TitleLine(index, text, line.box, words_in(text), repeated, style))
    return found


def title_parts(lines: Sequence[TextLine], styles: Sequence[LineStyle]) -> list[TitleLine]:
    """The lines that may continue a title: also bare numbers and single words, never amounts or buttons."""
    return [
        TitleLine(index, line.text.strip(), line.box, words_in(line.text), 0, style)
        for index, (line, style) in enumerate(zip(lines, styles, strict=True))
        if not find_money(line.text) and not is_button(line.text) and not re.search(r"[★☆%]", line.text)
    ]


def neighbourhood(
    titles: Sequence[TitleLine], prices: Sequence[PagePrice], styles: Sequence[LineStyle], scale: float
) -> Neighbourhood:
    """The page's ordinary size, weight and contrast, and where its prices and titles stand."""
    return Neighbourhood(
        scale=scale,
        height=median([title.height for title in titles]) if titles else 17.0,
        weight=median([style.weight for style in styles]) if styles else 0.1,
        contrast=max((style.contrast for style in styles), default=1.0),
        prices=tuple(price.box for price in prices),
        titles=tuple(titles),
        places=Places([title.box for title in titles], [price.box for price in prices], scale),
    )


def _without_amounts(text: str) -> str:
    """The words of a line that also holds a current price; nothing of a line with any other amount."""
    spans = find_money(text)
    if any(span.kind not in ("current", "was", "range") for span in spans):
        return ""
    for span in reversed(spans):
        text = text[: span.start] + " " + text[span.end :]
    cleaned = re.sub(r"[-–−]?\s?\d{1,2}\s?%(?:\s*off)?", " ", text) if spans else text
    return cleaned.strip(" |·:-–*+") if words_in(cleaned) >= (2 if spans else 1) else ""


def pair_features(title: TitleLine, price: PagePrice, page: Neighbourhood) -> tuple[float, ...] | None:
    """The values of FEATURES for a title line and a price, None when they are too far apart.

    A page with one or two prices is about that product: its title may stand anywhere.
    """
    box, other, scale = title.box, price.box, page.scale
    across, along = horizontal_gap(box, other) / scale, vertical_gap(box, other) / scale
    same = title.index == price.line
    centre_off = _centre_offset(box, other) / scale
    row = not same and (same_row(box, other) or (across > 30 and centre_off < 55))
    above = not same and not row and box[1] < other[1]
    below = not same and not row and not above
    apart = not row and not same and across > 60
    alone = len(page.prices) <= 2
    if not alone and (along > _FAR or across > 1400 or (apart and centre_off > 150)):
        return None
    if across > 30 and not same and _belongs_elsewhere(title, price, page):
        return None
    offset = 0.0 if same or row or apart else min(_edge_offsets(box, other)) / scale
    left = box[2] <= other[0] + 8
    repeated = page.places.repeated(box, other)
    return (
        *_looks(title, price, page),
        float(same), float(above), float(below), float(row and left), float(row and not left),
        float(apart and left), float(apart and not left),
        math.log1p(along / 12) * above, math.log1p(along / 12) * below,
        math.log1p(across / 40) * (row and left), math.log1p(across / 40) * (row and not left),
        math.log1p(_centre_offset(box, other) / scale / 12) * row,
        math.log1p(offset / 10), math.log1p(across / 10) * (not row),
        float(_blocked(title, price, page)),
        math.log1p(_between(title, price, page)),
        math.log1p(_nearer_prices(box, other, page)),
        math.log1p(_lead(title, page)),
        math.log(title.height / page.height) * alone,
        math.log1p(along / 12) * (above and alone),
        math.log1p(across / 10) * (apart and alone),
        repeated, float(len(page.prices) > 3 and repeated < 0.3),
        repeated * min(title.repeated, _LABEL) / _LABEL,
    )  # fmt: skip


def _belongs_elsewhere(title: TitleLine, price: PagePrice, page: Neighbourhood) -> bool:
    """Whether a line apart from a price stands in the column of another one, or right beside another one."""
    own_gap = horizontal_gap(title.box, price.box)
    for other in page.prices:
        if other == price.box:
            continue
        in_column = overlap_share(other, title.box, axis=0) > 0.5 and vertical_gap(other, title.box) < 150 * page.scale
        on_row = same_row(other, title.box) and horizontal_gap(other, title.box) < own_gap and other[0] >= title.box[0]
        if in_column or (on_row and not same_row(other, price.box)) or (on_row and other[0] < price.box[0]):
            return True
    return False


def _looks(title: TitleLine, price: PagePrice, page: Neighbourhood) -> tuple[float, ...]:
    """The features of the line itself."""
    text = title.text
    letters = [letter for letter in text if letter.isalpha()]
    return (
        math.log(title.height / page.height),
        math.log(title.height / max(price.height, 1)),
        math.log1p(min(title.words, 12)),
        float(title.words == 1),
        float(title.words > 12),
        math.log(max(title.style.weight, 0.02) / max(page.weight, 0.02)),
        1.0 - title.style.contrast / max(page.contrast, 1.0),
        math.log1p(title.repeated),
        float(find_specification(text) is not None),
        float(find_promotion(text) is not None),
        float(len(re.findall(r"[|·•/]", text))) ** 0.5,
        float(":" in text),
        float(text[0].islower()),
        sum(letter.isdigit() for letter in text) / len(text),
        float(bool(letters) and all(letter.isupper() for letter in letters)),
    )


def _centre_offset(box: Box, other: Box) -> float:
    return abs((box[1] + box[3]) - (other[1] + other[3])) / 2


def _edge_offsets(box: Box, other: Box) -> tuple[float, float, float]:
    return abs(box[0] - other[0]), abs(box[2] - other[2]), abs(box[0] + box[2] - other[0] - other[2]) / 2


def _blocked(title: TitleLine, price: PagePrice, page: Neighbourhood) -> bool:
    """Whether another price stands between this title and this price in the same column or row."""
    box, own = title.box, price.box
    for other in page.prices:
        if other == own:
            continue
        spans_x = overlap_share(other, own, axis=0) > 0.3 or overlap_share(other, box, axis=0) > 0.5
        if spans_x and min(box[3], own[3]) <= other[1] + 4 and other[3] <= max(box[1], own[1]) + 4:
            return True
        if same_row(other, own) and min(box[2], own[2]) <= other[0] and other[2] <= max(box[0], own[0]):
            return True
    return False


def _between(title: TitleLine, price: PagePrice, page: Neighbourhood) -> int:
    """Other candidate lines between title and price in their column."""
    low, high = min(title.box[3], price.box[3]), max(title.box[1], price.box[1])
    return sum(
        other.index != title.index
        and low - 4 <= other.box[1]
        and other.box[3] <= high + 4
        and overlap_share(other.box, title.box, axis=0) > 0.3
        for other in page.titles
    )


def _nearer_prices(box: Box, own: Box, page: Neighbourhood) -> int:
    """Prices nearer to the line than this one."""

    def reach(price: Box) -> float:
        return horizontal_gap(box, price) + vertical_gap(box, price) + 0.3 * min(_edge_offsets(box, price))

    mine = reach(own)
    return sum(reach(price) < mine - 2 for price in page.prices if price != own)


def _lead(title: TitleLine, page: Neighbourhood) -> int:
    """Candidate lines directly above in the same block: 0 for the first line of a card's text."""
    count, box = 0, title.box
    while count < 6:
        upper = next((other.box for other in page.titles if _is_directly_above(other.box, box)), None)
        if upper is None:
            return count
        count, box = count + 1, upper
    return count


def _is_directly_above(upper: Box, box: Box) -> bool:
    aligned = min(_edge_offsets(upper, box)) < 0.6 * (box[3] - box[1])
    return aligned and upper[1] < box[1] and -8 <= box[1] - upper[3] < 0.9 * (box[3] - box[1])
