"""Values the summarizer tests share: a batch, a vault in memory, drawn pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from interarec.domain.batches import BatchItem, ClosedBy, ScreenshotBatch
from interarec.domain.errors import InterarecError, NotFound
from interarec.domain.screenshots import ImageRef, Screenshot
from interarec.domain.summaries import BehaviourSummary
from interarec.summarizer.engines import PageImage, ReadRequest, ReadResult
from interarec.summarizer.handler import SummariserPorts, SummaryMemory
from PIL import Image

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def picture(level: int, size: tuple[int, int] = (64, 40)) -> bytes:
    """A plain grey PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", size, (level, level, level)).save(buffer, "PNG")
    return buffer.getvalue()


def screenshot(sequence: int) -> Screenshot:
    """The screenshot at `sequence` of session s1."""
    image = ImageRef(f"images/demo/s1/{sequence}", "0" * 64, 10, "image/png", 64, 40)
    return Screenshot("demo", "s1", sequence, f"s1.{sequence}", NOON, image, dwell_ms=1_000)


def batch(*sequences: int) -> ScreenshotBatch:
    """A batch of these screenshots, in this log order, closed at noon."""
    items = tuple(
        BatchItem(100 + place, 1_000 * place, screenshot(sequence)) for place, sequence in enumerate(sequences)
    )
    return ScreenshotBatch("b1", "demo", "s1", 100, 99 + len(items), items, ClosedBy.FULL, NOON)


def page(sequence: int, level: int | None = None, dwell_ms: int = 0) -> PageImage:
    """A fetched picture; equal levels have equal bytes."""
    return PageImage(f"s1.{sequence}", sequence, picture(sequence if level is None else level), "image/png", dwell_ms)


class Drawer:
    """An ImageSource over a mapping of keys; a value may be an error to raise."""

    def __init__(self, held: Mapping[str, bytes | InterarecError | list[bytes | InterarecError]]) -> None:
        self.held = dict(held)
        self.asked: list[str] = []

    async def get(self, site_id: str, session_id: str, key: str) -> bytes:
        """See ImageSource."""
        self.asked.append(key)
        value = self.held.get(key, NotFound(f"no {key}"))
        if isinstance(value, list):
            value = value.pop(0) if len(value) > 1 else value[0]
        if isinstance(value, InterarecError):
            raise value
        return value


class Notebook:
    """A reading engine that notes what it was asked and gives a prepared result."""

    name = "notebook"

    def __init__(self, result: ReadResult) -> None:
        self.result = result
        self.requests: list[ReadRequest] = []
        self.forgotten: list[str] = []

    async def read(self, request: ReadRequest) -> ReadResult:
        """See ReadingEngine."""
        self.requests.append(request)
        return self.result

    def forget(self, session_id: str) -> None:
        """See ReadingEngine."""
        self.forgotten.append(session_id)


def ports(vault: Drawer, engine: Notebook, **other: object) -> SummariserPorts:
    """Ports with nothing erased and the clock at noon."""
    plain = SummariserPorts(vault, lambda _session: False, engine, lambda: NOON, SummaryMemory())
    return replace(plain, **other)  # type: ignore[arg-type]


def told(summary: BehaviourSummary | None) -> ReadResult:
    """A result that read everything."""
    return ReadResult(summary, "full")
