"""How long each stage took, from the times a constraint set carries. Pure."""

from __future__ import annotations

from datetime import datetime

from interarec.domain.constraints import ConstraintSet

__all__ = ["stage_latencies"]


def stage_latencies(
    newest: ConstraintSet | None, started: datetime, finished: datetime, *, prompted: bool
) -> dict[str, float]:
    """Milliseconds by stage of the newest constraint set, and of this slate.

    capture: last screenshot to log; batch: log to the cut of its batch; summary (of it `model` in the model);
    constraints; recommend. Where the set made this slate due (`prompted`), also queue: waiting for the recommender, and
    total: last screenshot in the log to the slate; where an interaction did, total is the recommender's own time.
    """
    own = _ms(started, finished)
    if newest is None:
        return {"recommend": own, "total": own}
    stages = {
        "capture": (newest.last_captured_at, newest.last_appended_at),
        "batch": (newest.last_appended_at, newest.closed_at),
        "summary": (newest.closed_at, newest.summarised_at),
        "constraints": (newest.summarised_at, newest.made_at),
    }
    if prompted:
        stages |= {"queue": (newest.made_at, started), "total": (newest.last_appended_at, finished)}
    known = {name: _ms(start, end) for name, (start, end) in stages.items() if start is not None and end is not None}
    return {"total": own, **known, "model": newest.model_ms, "recommend": own}


def _ms(start: datetime, end: datetime) -> float:
    """Never below zero: the clocks of two machines may disagree."""
    return max(0.0, (end - start).total_seconds() * 1000)
