"""A batch of screenshots and the one outcome it ends in.

The batcher proposes a ScreenshotBatch; the summarizer answers each with exactly one BatchOutcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interarec.domain.screenshots import Screenshot
from interarec.domain.summaries import BehaviourSummary

__all__ = ["BatchItem", "BatchOutcome", "BatchState", "ClosedBy", "ModelUsage", "ScreenshotBatch"]


class ClosedBy(StrEnum):
    """Why the batch ends where it ends."""

    FULL = "full"
    IDLE = "idle"
    SESSION_END = "session_end"


class BatchState(StrEnum):
    """How a batch ended; every batch ends in exactly one of these."""

    SUMMARISED = "summarised"
    DEGRADED = "degraded"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class BatchItem:
    """A screenshot of the batch with its place in the log (`appended_at_ms`: broker time, ms)."""

    offset: int
    appended_at_ms: int
    screenshot: Screenshot


@dataclass(frozen=True, slots=True)
class ScreenshotBatch:
    """What is to be summarised together, in log order. Offsets are those of the screenshots topic."""

    batch_id: str
    site_id: str
    session_id: str
    first_offset: int
    last_offset: int
    items: tuple[BatchItem, ...]
    closed_by: ClosedBy
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class ModelUsage:
    """What the model calls of one batch cost, as the replies said (zero for the local reader)."""

    model: str = ""
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    images: int = 0


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """The end of one batch. `summary` is None unless state is summarised or degraded with reuse.

    `reason` is empty only for `summarised`. `engine` says who read it (or would have), `detail` which step of the
    ladder was used (full, low, fewer, reuse, events).
    """

    batch_id: str
    site_id: str
    session_id: str
    first_offset: int
    last_offset: int
    screenshots: tuple[str, ...]
    state: BatchState
    reason: str
    finished_at: datetime
    first_captured_at: datetime
    last_captured_at: datetime
    closed_at: datetime
    last_appended_at: datetime
    summary: BehaviourSummary | None = None
    engine: str = ""
    detail: str = ""
    usage: ModelUsage = ModelUsage()
    model_ms: float = 0.0
    skipped: tuple[str, ...] = ()
