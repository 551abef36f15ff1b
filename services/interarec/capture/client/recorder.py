"""Films the visible part of a Playwright page: one screenshot every so many milliseconds, unchanged ones left out.

Sensitive fields are covered before the picture is taken, in every frame of the page; when that fails there is no
picture. Fields inside closed shadow roots cannot be found this way.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, Literal, Protocol

from interarec.capture.images import PNG_MAGIC
from interarec.capture.receipts import Receipt
from interarec.domain.errors import InvalidInput, RetryLater
from interarec.domain.screenshots import Viewport
from interarec.platform.clock import Now, utc_now
from interarec.platform.telemetry import get_logger

if TYPE_CHECKING:
    from playwright.async_api import Page

__all__ = ["SENSITIVE", "FrameGate", "Recorder", "Recording", "ScreenshotSink"]

SHORTEST_MS, LONGEST_MS = 1_000, 10_000
SENSITIVE = (
    'input[type="password"], input[type="email"], input[type="tel"], [autocomplete^="cc-"], '
    '[autocomplete="one-time-code"], [data-interarec-mask]'
)
PICTURE_LIMIT_MS = 5_000
JPEG_QUALITY = 80
WAITING = 20
"""Screenshots that may wait for a slow network; while they do, none is taken, and dwell says for how long."""


class ScreenshotSink(Protocol):
    """Where screenshots go: a CaptureClient or a PublishingSession."""

    async def put_screenshot(
        self,
        sequence: int,
        data: bytes,
        *,
        media_type: str = ...,
        captured_at: datetime | None = ...,
        page_url: str | None = ...,
        viewport: Viewport | None = ...,
        dwell_ms: int | None = ...,
        masked: bool = ...,
    ) -> Receipt:
        """Send one screenshot."""


class FrameGate:
    """Lets a frame pass when its bytes differ from the last one that passed. Pure."""

    def __init__(self) -> None:
        self._digest = b""
        self._at: float | None = None

    def dwell_ms(self, data: bytes, at: float) -> int | None:
        """Milliseconds since the last frame that passed (0 for the first), or None for an equal frame."""
        digest = hashlib.sha256(data).digest()
        if digest == self._digest:
            return None
        dwell = 0.0 if self._at is None else at - self._at
        self._digest, self._at = digest, at
        return round(1000 * dwell)


@dataclass(slots=True)
class Recording:
    """Counts of one recording: frames sent, unchanged, missed (no picture could be taken) and lost on the way."""

    sent: int = 0
    unchanged: int = 0
    missed: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class _Shot:
    sequence: int
    data: bytes
    captured_at: datetime
    page_url: str
    viewport: Viewport | None
    dwell_ms: int


class Recorder:
    """Films `page` into `sink`.

    Args:
        page: a Playwright page of the async API.
        sink: an open CaptureClient or PublishingSession.
        interval_ms: time between two looks, 1,000 to 10,000.
        first_sequence: sequence of the first screenshot.
        max_bytes: a PNG larger than this is sent as JPEG.
    """

    def __init__(
        self,
        page: Page,
        sink: ScreenshotSink,
        *,
        interval_ms: int = 2_000,
        first_sequence: int = 0,
        max_bytes: int = 2 * 1024 * 1024,
        now: Now = utc_now,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        if not SHORTEST_MS <= interval_ms <= LONGEST_MS:
            raise InvalidInput(
                f"interval_ms must be {SHORTEST_MS} to {LONGEST_MS}, not {interval_ms}", field="interval_ms"
            )
        self.recording = Recording()
        self._page = page
        self._sink = sink
        self._interval_s = interval_ms / 1000
        self._sequence = first_sequence
        self._max_bytes = max_bytes
        self._now = now
        self._clock = clock
        self._gate = FrameGate()
        self._waiting: asyncio.Queue[_Shot | None] = asyncio.Queue(WAITING + 1)
        self._stopped = asyncio.Event()
        self._log = get_logger("recorder")

    def stop(self) -> None:
        """Take no more screenshots; `run` returns once those taken are sent."""
        self._stopped.set()

    async def run(self) -> Recording:
        """Film until `stop` or until the page is closed. Raises what `sink` refuses for good (Gone, Denied, …)."""
        sending = asyncio.create_task(self._send())
        try:
            await self._film(sending)
            await self._waiting.put(None)
            await sending
        finally:
            sending.cancel()
        return self.recording

    async def _film(self, sending: asyncio.Task[None]) -> None:
        due = self._clock()
        while not self._stopped.is_set() and not self._page.is_closed() and not sending.done():
            if self._waiting.qsize() < WAITING:
                await self._look()
            due = max(due + self._interval_s, self._clock())
            try:
                async with asyncio.timeout(due - self._clock()):
                    await self._stopped.wait()
            except TimeoutError:
                continue

    async def _look(self) -> None:
        from playwright.async_api import Error  # noqa: PLC0415 - replay and publish mode do without a browser

        at, captured_at = self._clock(), self._now()
        try:
            data = await self._picture("png")
            dwell_ms = self._gate.dwell_ms(data, at)
            if dwell_ms is not None and len(data) > self._max_bytes:
                data = await self._picture("jpeg")
        except Error as error:  # navigating, a frame gone, or the page closed: no picture is better than an open one
            self.recording.missed += 1
            self._log.info("no screenshot", reason=str(error).splitlines()[0])
            return
        if dwell_ms is None:
            self.recording.unchanged += 1
            return
        size = self._page.viewport_size
        viewport = Viewport(size["width"], size["height"]) if size else None
        self._waiting.put_nowait(_Shot(self._sequence, data, captured_at, self._page.url, viewport, dwell_ms))
        self._sequence += 1

    async def _picture(self, kind: Literal["png", "jpeg"]) -> bytes:
        """The viewport in CSS pixels, sensitive fields black."""
        covers = [frame.locator(SENSITIVE) for frame in self._page.frames]
        return await self._page.screenshot(
            type=kind,
            quality=None if kind == "png" else JPEG_QUALITY,
            scale="css",
            mask=covers,
            mask_color="#000000",
            animations="allow",
            caret="initial",
            timeout=PICTURE_LIMIT_MS,
        )

    async def _send(self) -> None:
        while (shot := await self._waiting.get()) is not None:
            try:
                await self._sink.put_screenshot(
                    shot.sequence,
                    shot.data,
                    media_type="image/png" if shot.data.startswith(PNG_MAGIC) else "image/jpeg",
                    captured_at=shot.captured_at,
                    page_url=shot.page_url,
                    viewport=shot.viewport,
                    dwell_ms=shot.dwell_ms,
                    masked=True,
                )
            except RetryLater as error:
                self.recording.lost += 1
                self._log.warning("screenshot lost", sequence=shot.sequence, reason=str(error))
            else:
                self.recording.sent += 1
