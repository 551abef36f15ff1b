"""Splits lines that the detector joined across a wide gap: two cells of a table, a price and the next card's title.

Called once a picture by `page`, before anything looks at the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from interarec.domain.prices import find_money
from interarec.vision.images import Pixels
from interarec.vision.ink import glyph_gaps
from interarec.vision.lines import TextLine

__all__ = ["split_at_gaps"]

_ANY_GAP = 1.3  # gaps wider than this many ink heights split every line
_MONEY_GAP = 0.75  # beside an amount a smaller gap will do: amounts are set apart


def split_at_gaps(lines: Sequence[TextLine], pixels: Pixels) -> list[TextLine]:
    """The lines with wide gaps cut."""
    found: list[TextLine] = []
    for line in lines:
        found += (
            _split(line, pixels) if (len(line.text) > 4 and " " in line.text.strip()) or len(line.text) > 12 else [line]
        )
    return found


def _split(line: TextLine, pixels: Pixels) -> list[TextLine]:
    borders = {edge for span in find_money(line.text) for edge in (span.start, span.end)}
    pieces, start, left = [], 0, line.box[0]
    for gap_left, gap_right, height in glyph_gaps(pixels, line.box):
        wide = gap_right - gap_left
        if wide <= _MONEY_GAP * height:
            continue
        cut = _index_at(line, (gap_left + gap_right) / 2)
        beside_money = any(abs(cut - border) <= 1 for border in borders)
        if start < cut < len(line.text) and (wide > _ANY_GAP * height or beside_money):
            pieces.append(_piece(line, start, cut, left, gap_left + 3))
            start, left = cut, gap_right - 3
    pieces.append(_piece(line, start, len(line.text), left, line.box[2]))
    return [piece for piece in pieces if piece.text]


def _index_at(line: TextLine, x: float) -> int:
    """The character after the gap at `x`; a blank nearby is the likelier place than the recogniser's columns."""
    index = next((position for position, edge in enumerate(line.edges) if edge > x), len(line.text))
    near = [place for place in range(index - 2, index + 3) if 0 < place < len(line.text) and line.text[place] == " "]
    return min(near, key=lambda place: abs(place - index), default=index)


def _piece(line: TextLine, start: int, end: int, left: int, right: int) -> TextLine:
    text = line.text[start:end]
    lead = len(text) - len(text.lstrip())
    text, edges = text.strip(), line.edges[start + lead : end]
    box = (max(left, line.box[0]), line.box[1], min(right, line.box[2]), line.box[3])
    return TextLine(text, box, line.score, edges[: len(text)])
