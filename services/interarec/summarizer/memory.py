"""The newest summary of each session, for the model's prompt and for reuse when nothing can be read.

Kept by the worker, filled again from its own output topic after a restart; losing it costs quality, never order.
"""

from __future__ import annotations

from collections import OrderedDict

from interarec.domain.batches import BatchOutcome
from interarec.domain.summaries import BehaviourSummary

__all__ = ["SummaryMemory"]


class SummaryMemory:
    """At most `capacity` sessions, the least recently remembered go first."""

    def __init__(self, capacity: int = 2_000) -> None:
        self._capacity = capacity
        self._newest: OrderedDict[str, tuple[int, BehaviourSummary]] = OrderedDict()

    def remember(self, outcome: BatchOutcome) -> None:
        """Keep the outcome's summary unless it has none or a later batch is known."""
        known = self._newest.get(outcome.session_id)
        if outcome.summary is None or (known is not None and known[0] >= outcome.last_offset):
            return
        self._newest[outcome.session_id] = (outcome.last_offset, outcome.summary)
        self._newest.move_to_end(outcome.session_id)
        if len(self._newest) > self._capacity:
            self._newest.popitem(last=False)

    def earlier(self, session_id: str) -> BehaviourSummary | None:
        """The newest summary known."""
        known = self._newest.get(session_id)
        return known[1] if known else None

    def forget(self, session_id: str) -> None:
        """Drop what is known of an erased session."""
        self._newest.pop(session_id, None)
