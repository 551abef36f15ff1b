"""The local reader as a reading engine: no key, no network, seconds of CPU a batch, in a thread.

Built by `build_engine`. The reader's lock lets one batch in at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from interarec.summarizer.engines.port import ReadRequest, ReadResult
from interarec.vision import Frame, Gazetteer, LocalReader

__all__ = ["LocalEngine"]


class LocalEngine:
    """Reads with `reader`; `gazetteer` gives the brands and titles of a site, None before its catalogue came."""

    name = "local"

    def __init__(self, reader: LocalReader, gazetteer: Callable[[str], Gazetteer | None]) -> None:
        self._reader = reader
        self._gazetteer = gazetteer

    async def read(self, request: ReadRequest) -> ReadResult:
        """See ReadingEngine."""
        frames = [Frame(one.screenshot_id, one.sequence, one.data, one.dwell_ms) for one in request.images]
        gazetteer = self._gazetteer(request.site_id)
        reading = await asyncio.to_thread(self._reader.read, frames, gazetteer=gazetteer)
        skipped = tuple(f"{frame.screenshot_id}: {frame.reason}" for frame in reading.skipped)
        if not reading.frames:
            return ReadResult(None, "events", reason="no_readable_image", skipped=skipped)
        return ReadResult(reading.summary, "full", skipped=skipped)

    def forget(self, session_id: str) -> None:
        """The caches are not kept by session, so all of them go; they fill again at the next batch."""
        self._reader.forget()
