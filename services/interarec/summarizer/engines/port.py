"""What reads a batch of screenshots: the local reader and a multimodal model both fulfil it.

Called by `handler`, one batch of a session at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from interarec.domain.batches import ModelUsage
from interarec.domain.summaries import BehaviourSummary

__all__ = ["PageImage", "ReadRequest", "ReadResult", "ReadingEngine", "Rung"]

Rung = Literal["full", "low", "fewer", "reuse", "events"]
"""How much was read: all frames in full detail, in low detail, some frames, the earlier summary, nothing."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One screenshot with its bytes; `dwell_ms` is how long the page stood still."""

    screenshot_id: str
    sequence: int
    data: bytes
    media_type: str
    dwell_ms: int = 0


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A batch to read, in capture order, and what the session's last batch said."""

    site_id: str
    session_id: str
    images: tuple[PageImage, ...]
    earlier: BehaviourSummary | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was read. `reason` is empty when it was read as wished, else why it is less; `skipped`: image and why."""

    summary: BehaviourSummary | None
    rung: Rung
    reason: str = ""
    usage: ModelUsage = field(default_factory=ModelUsage)
    model_ms: float = 0.0
    skipped: tuple[str, ...] = ()


class ReadingEngine(Protocol):
    """A way of reading."""

    @property
    def name(self) -> str:
        """`local` or `openai`."""

    async def read(self, request: ReadRequest) -> ReadResult:
        """Never raises on an unreadable image or on a model's trouble: the result says so."""

    def forget(self, session_id: str) -> None:
        """Drop whatever is remembered of a session that was erased."""
