"""The local reader: a batch of screenshots to a BehaviourSummary, with no key and no network.

Called by the summarizer (in a thread: this is CPU work) and by `interarec read`.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

from interarec.vision.frames import Frame, FrameReading, Reading, SkippedFrame
from interarec.vision.gazetteer import Gazetteer
from interarec.vision.images import UnreadableImage, decode_image
from interarec.vision.lines import LineReader, TextLine
from interarec.vision.page import Page, SeenPage, understand_page
from interarec.vision.summarise import frame_offers, summarise

__all__ = ["LocalReader"]

_FRAMES_KEPT = 32
_RULES_VERSION = 1


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the exact-frame cache keeps of a picture, and the gazetteer it was understood with (its key by id)."""

    lines: tuple[TextLine, ...]
    page: Page
    size: tuple[int, int]
    gazetteer: Gazetteer | None


@dataclass(slots=True)
class _Clock:
    spent: dict[str, float] = field(
        default_factory=lambda: dict.fromkeys(("decode", "detect", "recognise", "understand"), 0.0)
    )

    def add(self, stage: str, seconds: float) -> None:
        self.spent[stage] += seconds


class LocalReader:
    """Reads frames one after the other; a lock lets several threads share one reader (they wait in turn).

    `threads` are those of the recognition engine. Frames of equal bytes are read once, lines of equal pixels are
    recognised once; both caches are bounded and `forget` empties them.
    """

    engine = "local"

    def __init__(self, gazetteer: Gazetteer | None = None, *, threads: int = 1) -> None:
        self._gazetteer = gazetteer
        self._lines = LineReader(threads=threads)
        self._frames: OrderedDict[tuple[bytes, int], _Seen] = OrderedDict()
        self._lock = threading.Lock()
        self.engine_version = f"local/{_RULES_VERSION}+rapidocr-{version('rapidocr')}"

    def read(self, frames: Sequence[Frame], *, gazetteer: Gazetteer | None = None) -> Reading:
        """The reading of a batch in the order given. Never raises for a bad image: it is in `skipped`."""
        with self._lock:
            return self._read(frames, gazetteer or self._gazetteer)

    def forget(self) -> None:
        """Drops all cached frames and lines."""
        with self._lock:
            self._frames.clear()
            self._lines.forget()

    def _read(self, frames: Sequence[Frame], gazetteer: Gazetteer | None) -> Reading:
        started, clock = time.perf_counter(), _Clock()
        pages: list[SeenPage] = []
        readings: list[FrameReading] = []
        skipped: list[SkippedFrame] = []
        for frame in frames:
            try:
                seen_page, reading = self._read_frame(frame, gazetteer, clock)
            except UnreadableImage as error:
                skipped.append(SkippedFrame(frame.screenshot_id, frame.sequence, error.code, str(error)))
            else:
                pages.append(seen_page)
                readings.append(reading)
        summary = summarise(pages, engine=self.engine, engine_version=self.engine_version)
        timings = {**clock.spent, "total": time.perf_counter() - started}
        return Reading(summary, tuple(readings), tuple(skipped), timings)

    def _read_frame(self, frame: Frame, gazetteer: Gazetteer | None, clock: _Clock) -> tuple[SeenPage, FrameReading]:
        started = time.perf_counter()
        key = (hashlib.sha256(frame.image).digest(), id(gazetteer))
        known = self._frames.get(key)
        new_lines = 0
        if known is None:
            known, new_lines = self._understand(frame, gazetteer, clock)
            self._frames[key] = known
            if len(self._frames) > _FRAMES_KEPT:
                self._frames.popitem(last=False)
            cached = False
        else:
            cached = True
        self._frames.move_to_end(key)
        seen = SeenPage(frame, known.page)
        reading = FrameReading(
            screenshot_id=frame.screenshot_id,
            sequence=frame.sequence,
            offers=frame_offers(seen),
            heading=known.page.heading,
            page_kind=known.page.kind,
            width=known.size[0],
            height=known.size[1],
            lines=len(known.lines),
            new_lines=new_lines,
            cached=cached,
            seconds=time.perf_counter() - started,
        )
        return seen, reading

    def _understand(self, frame: Frame, gazetteer: Gazetteer | None, clock: _Clock) -> tuple[_Seen, int]:
        started = time.perf_counter()
        pixels = decode_image(frame.image)
        decoded = time.perf_counter()
        text = self._lines.read(pixels)
        read = time.perf_counter()
        page = understand_page(text.lines, pixels, gazetteer)
        clock.add("decode", decoded - started)
        clock.add("detect", text.detect_s)
        clock.add("recognise", text.recognise_s)
        clock.add("understand", time.perf_counter() - read)
        return _Seen(tuple(text.lines), page, (pixels.shape[1], pixels.shape[0]), gazetteer), text.new_lines
