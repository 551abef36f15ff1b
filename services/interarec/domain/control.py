"""Facts about a session that every process must know at once: paused, ended, erased.

They travel on the compacted control topic, keyed by session, and are read by every process without a group.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Control", "ControlState"]


class ControlState(StrEnum):
    """The newest state of a session; `erased` is final."""

    ACTIVE = "active"
    PAUSED = "paused"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Control:
    """The newest word on one session."""

    site_id: str
    session_id: str
    state: ControlState
    at: datetime
    by: str = ""

    @property
    def compaction_key(self) -> str:
        """Key on the compacted topic: the erasure has one of its own, so that no later word can compact it away."""
        return f"{self.session_id}!erased" if self.state is ControlState.ERASED else self.session_id
