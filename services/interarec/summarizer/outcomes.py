"""The end of a batch, built in one place. Called by `handler` and by the worker for batches it does not start."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from interarec.domain.batches import BatchOutcome, BatchState, ScreenshotBatch
from interarec.summarizer.engines.port import ReadResult

__all__ = ["ended", "read_outcome"]


def ended(
    batch: ScreenshotBatch,
    state: BatchState,
    reason: str,
    *,
    now: datetime,
    engine: str = "",
    skipped: tuple[str, ...] = (),
) -> BatchOutcome:
    """An end without a reading: superseded, expired, dead, or degraded to events only."""
    captured = [item.screenshot.captured_at for item in batch.items] or [batch.closed_at]
    appended_ms = max((item.appended_at_ms for item in batch.items), default=0)
    return BatchOutcome(
        batch_id=batch.batch_id,
        site_id=batch.site_id,
        session_id=batch.session_id,
        first_offset=batch.first_offset,
        last_offset=batch.last_offset,
        screenshots=tuple(item.screenshot.screenshot_id for item in batch.items),
        state=state,
        reason=reason,
        finished_at=now,
        first_captured_at=min(captured),
        last_captured_at=max(captured),
        closed_at=batch.closed_at,
        last_appended_at=datetime.fromtimestamp(appended_ms / 1_000, UTC),
        engine=engine,
        detail="events" if state is BatchState.DEGRADED else "",
        skipped=skipped,
    )


def read_outcome(
    batch: ScreenshotBatch, result: ReadResult, skipped: tuple[str, ...], *, now: datetime, engine: str
) -> BatchOutcome:
    """The end of a batch that an engine read: summarised, or degraded when it says why it is less."""
    state = BatchState.DEGRADED if result.reason else BatchState.SUMMARISED
    plain = ended(batch, state, result.reason, now=now, engine=engine, skipped=(*skipped, *result.skipped))
    return replace(
        plain, summary=result.summary, detail=result.rung, usage=result.usage, model_ms=round(result.model_ms, 3)
    )
