"""Pixels to text lines: detection on every new picture, recognition only of lines not seen before.

The recognised-line cache is keyed on the pixels of a line trimmed to its ink, so a hit returns exactly what
recognition would return; nothing is skipped on a perceptual hash. Used by the local reader alone.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR

from interarec.domain.summaries import Box
from interarec.vision.geometry import overlap_share, union
from interarec.vision.images import Pixels
from interarec.vision.ink import background_color
from interarec.vision.raised import find_raised_cents, text_with_cents
from interarec.vision.seen_rows import Band, KnownRows, cut_by, known_rows, row_keys

__all__ = ["LineReader", "PageText", "TextLine", "apart"]

_MARGIN = 3  # pixels kept around the ink; the recogniser reads tight crops worse
_INK = 28  # a pixel is ink when a channel is this far from the line's background
_MIN_SCORE = 0.5
_THIN_ROW = 0.06  # rows with less than this share of the fullest row's ink lie between lines
_PICTURES_KEPT = 8  # whose lines' boxes are moved along when rows come again
_WIDEST = 4  # a band is shown at least a quarter as high as wide: with less around them more lines are missed
_DETECTION_SIDE = 1280  # finds more beside photographs than 1600, at two thirds of the cost


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text. `edges[i]` is the x of the centre of character i in pixels of the screenshot."""

    text: str
    box: Box
    score: float
    edges: tuple[float, ...]

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]


@dataclass(slots=True)
class PageText:
    """The lines of one picture, how many were recognised anew, seconds spent on detection and recognition."""

    lines: list[TextLine]
    new_lines: int = 0
    detect_s: float = 0.0
    recognise_s: float = 0.0


@dataclass(frozen=True, slots=True)
class _Recognised:
    text: str
    score: float
    columns: tuple[float, ...]  # centre of each character as a share of the crop's width


@dataclass(slots=True)
class LineReader:
    """rapidocr with its screens settings and a bounded line cache. Not thread-safe: the reader holds a lock."""

    threads: int = 1
    cache_size: int = 8_000
    _engine: RapidOCR | None = None
    _cache: OrderedDict[bytes, _Recognised] = field(default_factory=OrderedDict)
    _detected: deque[tuple[tuple[bytes, ...], tuple[Box, ...]]] = field(
        default_factory=lambda: deque(maxlen=_PICTURES_KEPT)
    )

    def read(self, pixels: Pixels) -> PageText:
        """All lines of a picture, top to bottom."""
        started = time.perf_counter()
        boxes = self._detect(pixels)
        detected = time.perf_counter()
        page = PageText([], detect_s=detected - started)
        for box in apart(_without_parts(boxes)):
            trimmed = _trim_to_ink(pixels, _grown_right(pixels, box, boxes))
            known = self._recognise(pixels, trimmed, page)
            if known.text.strip() and known.score >= _MIN_SCORE:
                page.lines.append(self._with_raised_cents(_placed(known, trimmed), pixels, page))
        page.recognise_s = time.perf_counter() - detected
        return page

    def _with_raised_cents(self, line: TextLine, pixels: Pixels, page: PageText) -> TextLine:
        raised = find_raised_cents(line.text, line.box, pixels)
        if raised is None:
            return line
        cents = self._recognise(pixels, raised.box, page)
        told = text_with_cents(line.text, line.edges, cents.text, raised)
        return line if told is None else replace(line, text=told[0], edges=told[1])

    def forget(self) -> None:
        """Drops every cached line."""
        self._cache.clear()
        self._detected.clear()

    def _load(self) -> RapidOCR:
        if self._engine is None:
            self._engine = RapidOCR(
                params={
                    "Global.use_cls": False,  # screens are upright
                    "Global.log_level": "error",
                    "Global.use_preprocess_img": False,
                    "Det.limit_type": "max",
                    "Det.limit_side_len": _DETECTION_SIDE,
                    "Det.box_thresh": 0.4,  # large light prices are missed at 0.5
                    "Rec.rec_batch_num": 1,  # padding to the widest of a batch costs more than batching gains
                    "EngineConfig.onnxruntime.intra_op_num_threads": self.threads,
                    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                }
            )
        return self._engine

    def _detect(self, pixels: Pixels) -> list[Box]:
        """Boxes of all lines; only what no picture before showed at the same rows, or scrolled, is looked at."""
        keys = row_keys(pixels)
        known = [rows for earlier, boxes in self._detected if (rows := known_rows(keys, earlier, boxes)) is not None]
        boxes = self._look_at_new(pixels, min(known, key=lambda rows: rows.height)) if known else None
        found = self._look(pixels) if boxes is None else boxes
        self._detected.append((keys, tuple(found)))
        return sorted(found, key=lambda box: (box[1], box[0]))

    def _look_at_new(self, pixels: Pixels, known: KnownRows) -> list[Box] | None:
        """The known boxes with those found in the new bands; None when a new line reaches out of its band."""
        found = list(known.boxes)
        for band in known.bands:
            low, high = _high_enough(band, pixels)
            for x0, y0, x1, y1 in self._look(pixels[low:high]):
                box = (x0, y0 + low, x1, y1 + low)
                if not known.adds(box, band):
                    continue
                if cut_by(box, low, high, pixels.shape[0]):
                    return None
                found.append(box)
        return found

    def _look(self, pixels: Pixels) -> list[Box]:
        found = self._load()(pixels[:, :, ::-1], use_det=True, use_cls=False, use_rec=False)
        corners = getattr(found, "boxes", None)
        if corners is None:
            return []
        height, width = pixels.shape[:2]
        boxes = []
        for quad in np.asarray(corners):
            x0, y0 = np.floor(quad.min(axis=0)).astype(int)
            x1, y1 = np.ceil(quad.max(axis=0)).astype(int)
            box = (max(int(x0), 0), max(int(y0), 0), min(int(x1), width), min(int(y1), height))
            if box[2] - box[0] >= 4 and box[3] - box[1] >= 4:
                boxes.append(box)
        return boxes

    def _recognise(self, pixels: Pixels, box: Box, page: PageText) -> _Recognised:
        crop = np.ascontiguousarray(pixels[box[1] : box[3], box[0] : box[2], ::-1])
        key = hashlib.blake2b(crop.tobytes(), digest_size=16, salt=str(crop.shape[1]).encode()).digest()
        known = self._cache.get(key)
        if known is None:
            known = _recognised(self._load()(crop, use_det=False, use_cls=False, use_rec=True, return_word_box=True))
            self._cache[key] = known
            page.new_lines += 1
            if len(self._cache) > self.cache_size:
                self._cache.popitem(last=False)
        self._cache.move_to_end(key)
        return known


def _recognised(found: object) -> _Recognised:
    texts, scores = getattr(found, "txts", None), getattr(found, "scores", None)
    if not texts or not scores:
        return _Recognised("", 0.0, ())
    text, word_info = str(texts[0]), found.word_results[0]  # type: ignore[attr-defined]
    columns = [column for word in word_info.word_cols for column in word]
    total = max(float(word_info.line_txt_len), 1.0)
    shares = iter([(column + 0.5) / total for column in columns])
    placed: list[float] = []
    for letter in text:  # blanks carry no column: they stand where the letter before them stands
        placed.append(placed[-1] if letter.isspace() and placed else next(shares, 1.0))
    return _Recognised(text, float(scores[0]), tuple(placed))


def _high_enough(band: Band, pixels: Pixels) -> tuple[int, int]:
    """The rows of the band, more where they are so few that the detector would miss lines."""
    height, width = pixels.shape[:2]
    missing = max(width // _WIDEST - (band.high - band.low), 0)
    low = max(min(band.low - missing // 2, height - (band.high - band.low) - missing), 0)
    return low, min(band.high + missing - (band.low - low), height)


def _placed(known: _Recognised, box: Box) -> TextLine:
    width = box[2] - box[0]
    edges = tuple(box[0] + share * width for share in known.columns)
    return TextLine(known.text, box, known.score, edges)


def _without_parts(boxes: list[Box]) -> list[Box]:
    """Small boxes at the upper right end of a larger one (raised cents) joined to it."""
    joined = list(boxes)
    for small in boxes:
        for index, large in enumerate(joined):
            if large is small or not _is_raised_part(small, large):
                continue
            joined[index] = union(large, small)
            joined = [box for box in joined if box is not small]
            break
    return joined


def apart(boxes: list[Box]) -> list[Box]:
    """Boxes of lines set close together reach into one another: cut half-way."""
    cut = [list(box) for box in boxes]
    for first, upper in enumerate(boxes):
        for second, lower in enumerate(boxes):
            height = min(upper[3] - upper[1], lower[3] - lower[1])
            centres = (lower[1] + lower[3] - upper[1] - upper[3]) / 2
            if not (upper[3] > lower[1] and 0.45 * height < centres and overlap_share(upper, lower, axis=0) > 0.2):
                continue
            middle = (upper[3] + lower[1]) // 2
            if upper[1] < lower[1] and upper[3] < lower[3]:
                cut[first][3] = min(cut[first][3], middle + 1)
                cut[second][1] = max(cut[second][1], middle - 1)
    return [(x0, y0, x1, y1) for x0, y0, x1, y1 in cut]


def _is_raised_part(small: Box, large: Box) -> bool:
    height, width = small[3] - small[1], small[2] - small[0]
    tall = large[3] - large[1]
    inside = overlap_share(small, large, axis=1) >= 0.75
    at_end = -0.6 * tall <= small[0] - large[2] <= 0.2 * tall and small[2] > large[2]
    return height <= 0.72 * tall and width <= 1.3 * tall and inside and at_end


def _grown_right(pixels: Pixels, box: Box, boxes: list[Box]) -> Box:
    """The box with glyphs that directly follow it: the detector tends to cut off raised cents."""
    x0, y0, x1, y1 = box
    tall = y1 - y0
    others = [other[0] for other in boxes if other[0] > x0 + 4 and overlap_share(box, other, axis=1) > 0.3]
    neighbour = min((left for left in others if left >= x1 - 4), default=pixels.shape[1])
    limit = min(x1 + int(1.1 * tall), neighbour)
    if limit - x1 < 4:
        return box
    strip = pixels[y0 + tall // 6 : y1 - tall // 6, x1 - tall // 2 : limit].astype(np.int16)
    if strip.size == 0:
        return box
    inked = (np.abs(strip - background_color(strip)).max(axis=2) > _INK).any(axis=0)
    end, gap = 0, 0
    for column in range(tall // 2 - 2, len(inked)):
        gap = 0 if inked[column] else gap + 1
        if gap > 0.16 * tall:
            break
        end = column + 1 - gap
    else:
        if limit != neighbour:
            return box  # ink without end is a picture or a border, not a glyph
    return (x0, y0, max(x1, x1 - tall // 2 + end + 1), y1)


def _trim_to_ink(pixels: Pixels, box: Box) -> Box:
    """The box cut down to the ink of its own line plus a margin; the detector's jitter then changes nothing.

    Tails of the lines above and below reach into a box: rows with next to no ink end the line.
    """
    crop = pixels[box[1] : box[3], box[0] : box[2]].astype(np.int16)
    ink = np.abs(crop - background_color(crop)).max(axis=2) > _INK
    top, bottom = _text_rows(ink.sum(axis=1))
    columns = np.flatnonzero(ink[top:bottom].any(axis=0))
    if bottom - top < 3 or len(columns) < 3:
        return box
    height, width = pixels.shape[:2]
    return (
        max(box[0] + int(columns[0]) - _MARGIN, 0),
        max(box[1] + top - _MARGIN, 0),
        min(box[0] + int(columns[-1]) + 1 + _MARGIN, width),
        min(box[1] + bottom + _MARGIN, height),
    )


def _text_rows(profile: NDArray[np.int64]) -> tuple[int, int]:
    """The stretch of rows [low, high) with most ink; gaps of up to three thin rows belong to it (dots, accents)."""
    inked = np.flatnonzero(profile > _THIN_ROW * profile.max(initial=0))
    if len(inked) == 0:
        return 0, 0
    cuts = np.flatnonzero(np.diff(inked) > 3)
    groups = np.split(inked, cuts + 1)
    best = max(groups, key=lambda group: int(profile[group].sum()))
    return int(best[0]), int(best[-1]) + 1
