"""Reads nothing for the canary, and hands everybody else's pictures to the engine of the settings."""

from __future__ import annotations

from interarec.domain.identifiers import CANARY_SITE
from interarec.summarizer.engines.port import ReadingEngine, ReadRequest, ReadResult

__all__ = ["WithoutCanary"]


class WithoutCanary:
    """`engine`, which is never asked for the canary: its way must cost neither a model's money nor a reader's time."""

    def __init__(self, engine: ReadingEngine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        """See ReadingEngine."""
        return self._engine.name

    async def read(self, request: ReadRequest) -> ReadResult:
        """See ReadingEngine."""
        if request.site_id == CANARY_SITE:
            return ReadResult(None, "events", "canary")
        return await self._engine.read(request)

    def forget(self, session_id: str) -> None:
        """See ReadingEngine."""
        self._engine.forget(session_id)
