"""Which line of text names the product a price belongs to: candidates, their features, their score.

The score is that of the offer-first assignment: tall and wordy lines near the price win. `offers` picks the
best pairs over a whole page. `FEATURES` also feed the learned ranker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interarec.domain.prices import find_money
from interarec.domain.summaries import Box
from interarec.vision.geometry import horizontal_gap, overlap_share, vertical_gap
from interarec.vision.lines import TextLine
from interarec.vision.money import PagePrice
from interarec.vision.wording import is_not_a_title, words_in

__all__ = ["TitleLine", "pair_distance", "title_lines", "title_score"]

_REACH = 34.0  # pixels over which nearness halves the score


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line that may be (part of) a title: `index` in the page's lines, `text` without its amounts."""

    index: int
    text: str
    box: Box
    words: int

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]


def title_lines(lines: Sequence[TextLine]) -> list[TitleLine]:
    """The lines of a page that could name a product."""
    found = []
    for index, line in enumerate(lines):
        text = _without_amounts(line.text)
        if len(text) >= 3 and not is_not_a_title(text):
            found.append(TitleLine(index, text, line.box, words_in(text)))
    return found


def _without_amounts(text: str) -> str:
    spans = find_money(text)
    for span in reversed(spans):
        text = text[: span.start] + " " + text[span.end :]
    cleaned = re.sub(r"[-–−]?\s?\d{1,2}\s?%(?:\s*off)?", " ", text) if spans else text
    return cleaned.strip(" |·:-–*+") if words_in(cleaned) >= (2 if spans else 1) else ""


def pair_distance(title: TitleLine, price: PagePrice, scale: float) -> float | None:
    """Distance in pixels at the notes' scale from a title to a price, None when they cannot belong together.

    Alignment plus gap for lines above (below costs 1.45 times), a horizontal gap on the same row. `scale` is the
    page's ordinary line height over 18 pixels.
    """
    box, other = title.box, price.box
    across, along = horizontal_gap(box, other), vertical_gap(box, other)
    if title.index == price.line:
        return 0.0
    centre_off = abs((box[1] + box[3]) - (other[1] + other[3])) / 2
    if overlap_share(box, other, axis=1) >= 0.3 or (across > 40 * scale and centre_off < 70 * scale):
        if box[2] <= other[0] + 8:
            return (0.28 * across + 1.2 * centre_off) / scale
        return (0.8 * across + 1.6 * centre_off) / scale if across < 320 * scale else None
    offset = min(abs(box[0] - other[0]), abs(box[2] - other[2]), abs(box[0] + box[2] - other[0] - other[2]) / 2)
    if across > 0:
        offset += 2.0 * across
    above = box[3] <= other[1] + 0.3 * title.height
    return (offset + along * (1.0 if above else 1.45)) / scale


def title_score(title: TitleLine, price: PagePrice, scale: float, blocked: bool) -> float:
    """Larger is better; 0 when they cannot belong together. `blocked`: another offer's price stands between."""
    distance = pair_distance(title, price, scale)
    if distance is None or distance > 420:
        return 0.0
    if blocked:
        distance += 150.0
    words = min(title.words, 12)
    return float((title.height / scale) ** 0.9 * (words + 1) / (1.0 + distance / _REACH))
