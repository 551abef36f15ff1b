"""Which rows of a picture an earlier one already showed, after a scroll or a hover, and which are to be looked at.

Rows are equal when all their pixels are (a strong hash, never a perceptual one). Called by `lines` to detect text only
where a picture is new; the boxes of lines in rows seen before are moved along.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from interarec.domain.summaries import Box
from interarec.vision.geometry import overlap_share
from interarec.vision.images import Pixels

__all__ = ["Band", "KnownRows", "cut_by", "known_rows", "row_keys"]

_MARGIN = 8  # rows around a line that must be as before, so that the detector would have seen the same
_CONTEXT = 64  # rows shown to the detector around what is new
_CUT = 0.3  # of its height may lie outside the picture
_WORTH = 0.7  # with more than this share of the rows to be looked at, the whole picture is


@dataclass(frozen=True, slots=True)
class Band:
    """Rows [low, high) to show to the detector, so that it sees the new rows [first, last) with what is around them."""

    low: int
    high: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class KnownRows:
    """Boxes of lines that stand in rows seen before, and the bands in which text is still to be looked for."""

    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]

    @property
    def height(self) -> int:
        """Rows to be looked at."""
        return sum(band.high - band.low for band in self.bands)

    def adds(self, box: Box, band: Band) -> bool:
        """Whether a box found in a band reaches to the new rows and is another line than those known."""
        if box[3] <= band.first - _MARGIN or box[1] >= band.last + _MARGIN:
            return False
        return all(overlap_share(box, old, axis=0) < 0.3 or overlap_share(box, old, axis=1) < 0.3 for old in self.boxes)


def row_keys(pixels: Pixels) -> tuple[bytes, ...]:
    """A hash of each row's pixels."""
    return tuple(hashlib.blake2b(row.tobytes(), digest_size=16).digest() for row in pixels)


def known_rows(keys: Sequence[bytes], earlier: Sequence[bytes], boxes: Sequence[Box]) -> KnownRows | None:
    """What of a picture with `keys` an earlier one with its `boxes` showed; None when it is not worth the trouble."""
    runs = _runs(keys, earlier)
    moved = [box for run in runs for old in boxes if (box := _moved(old, run, len(keys))) is not None]
    known = KnownRows(tuple(moved), _bands(runs, len(keys)))
    return known if known.height <= _WORTH * len(keys) else None


def cut_by(box: Box, low: int, high: int, height: int) -> bool:
    """Whether an end inside the picture of the rows [low, high) touches the box."""
    return (low > 0 and box[1] <= low + 1) or (high < height and box[3] >= high - 1)


def _moved(box: Box, run: tuple[int, int, int], height: int) -> Box | None:
    """The box of a line where it stands now; None when it is not wholly in the run's rows, or the picture cuts it."""
    low, high, shift = run
    x0, y0, x1, y1 = box[0], box[1] + shift, box[2], box[3] + shift
    cut = _CUT * (y1 - y0)
    top = -cut if low == 0 else low + _MARGIN
    bottom = height + cut if high == height else high - _MARGIN
    return (x0, max(y0, 0), x1, min(y1, height)) if top <= y0 and y1 <= bottom else None


def _runs(keys: Sequence[bytes], earlier: Sequence[bytes]) -> list[tuple[int, int, int]]:
    """Stretches of rows (low, high, shift): row y here is row y - shift there. Each row is in one at most."""
    shifts = (0, _scrolled_by(keys, earlier))
    reach = {shift: _reach(keys, earlier, shift) for shift in shifts}
    runs, row = [], 0
    while row < len(keys):
        shift = max(shifts, key=lambda shift: reach[shift][row])
        length = reach[shift][row]
        if length:
            runs.append((row, row + length, shift))
        row += max(length, 1)
    return runs


def _scrolled_by(keys: Sequence[bytes], earlier: Sequence[bytes]) -> int:
    """The shift most rows agree on, told by rows that occur once in each picture."""
    here, there = Counter(keys), Counter(earlier)
    place = {key: row for row, key in enumerate(earlier) if there[key] == 1}
    votes = Counter(row - place[key] for row, key in enumerate(keys) if here[key] == 1 and key in place)
    votes.pop(0, None)
    return votes.most_common(1)[0][0] if votes else 0


def _reach(keys: Sequence[bytes], earlier: Sequence[bytes], shift: int) -> list[int]:
    """For each row, how many rows from it on equal those of the earlier picture under the shift."""
    reach = [0] * (len(keys) + 1)
    for row in range(len(keys) - 1, -1, -1):
        source = row - shift
        if 0 <= source < len(earlier) and keys[row] == earlier[source]:
            reach[row] = reach[row + 1] + 1
    return reach


def _bands(runs: Sequence[tuple[int, int, int]], height: int) -> tuple[Band, ...]:
    """The rows outside the runs with context, those close to one another as one."""
    bands: list[Band] = []
    end = 0
    for start, stop, _ in [*runs, (height, height, 0)]:
        if start > end or 0 < start < height:  # new rows, or two runs that meet: a line may stand across
            first, last = max(end - _MARGIN, 0), min(start + _MARGIN, height)
            if bands and first - _CONTEXT <= bands[-1].high:
                first = bands.pop().first
            bands.append(Band(max(first - _CONTEXT, 0), min(last + _CONTEXT, height), first, last))
        end = stop
    return tuple(bands)
