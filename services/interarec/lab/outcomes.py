"""A batch outcome around a summary, for benches that go on from a summary: tokens and steering."""

from __future__ import annotations

from datetime import UTC, datetime

from interarec.domain.batches import BatchOutcome, BatchState
from interarec.domain.summaries import BehaviourSummary

__all__ = ["NOON", "SESSION", "SITE", "summarised"]

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
SITE, SESSION = "demo", "s1"


def summarised(summary: BehaviourSummary) -> BatchOutcome:
    """The outcome of a batch that was read as `summary`, at `NOON`."""
    return BatchOutcome(
        batch_id="b1",
        site_id=SITE,
        session_id=SESSION,
        first_offset=0,
        last_offset=0,
        screenshots=("p",),
        state=BatchState.SUMMARISED,
        reason="",
        finished_at=NOON,
        first_captured_at=NOON,
        last_captured_at=NOON,
        closed_at=NOON,
        last_appended_at=NOON,
        summary=summary,
    )
