"""One batch to one outcome. A plain function of the message and its ports; every failure ends in a named state.

Called by the keyed runner, one batch of a session at a time. Only a fault of ours raises; the runner dead-letters it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from interarec.domain.batches import BatchOutcome, BatchState, ScreenshotBatch
from interarec.platform.clock import Now
from interarec.summarizer.engines.port import ReadingEngine, ReadRequest
from interarec.summarizer.images import ImageSource, fetch_images
from interarec.summarizer.memory import SummaryMemory
from interarec.summarizer.outcomes import ended, read_outcome

__all__ = ["SummariserPorts", "SummaryMemory", "ended", "summarise"]

ERASED = "session_erased"
NO_IMAGE = "no_readable_image"


@dataclass(frozen=True, slots=True)
class SummariserPorts:
    """What the handler may use. `erased` asks the control board; `expire_ms` is how long a batch may wait."""

    vault: ImageSource
    erased: Callable[[str], bool]
    engine: ReadingEngine
    now: Now
    memory: SummaryMemory
    expire_ms: int = 30_000
    image_deadline_s: float = 10.0


async def summarise(batch: ScreenshotBatch, ports: SummariserPorts) -> BatchOutcome:
    """Read the batch, unless its session was erased. How long it may wait is the stage's to say, by log time."""
    engine = ports.engine.name
    if ports.erased(batch.session_id):
        return _erased(batch, ports)
    fetched = await fetch_images(batch.items, ports.vault, ports.image_deadline_s)
    if fetched.erased:
        return _erased(batch, ports)
    if not fetched.images:
        now = ports.now()
        return ended(batch, BatchState.DEGRADED, NO_IMAGE, now=now, engine=engine, skipped=fetched.skipped)
    earlier = ports.memory.earlier(batch.session_id)
    result = await ports.engine.read(ReadRequest(batch.site_id, batch.session_id, fetched.images, earlier))
    if ports.erased(batch.session_id):
        return _erased(batch, ports)
    outcome = read_outcome(batch, result, fetched.skipped, now=ports.now(), engine=engine)
    ports.memory.remember(outcome)
    return outcome


def _erased(batch: ScreenshotBatch, ports: SummariserPorts) -> BatchOutcome:
    """Nothing of an erased session is read, kept or passed on."""
    ports.memory.forget(batch.session_id)
    ports.engine.forget(batch.session_id)
    return ended(batch, BatchState.DEAD, ERASED, now=ports.now(), engine=ports.engine.name)
