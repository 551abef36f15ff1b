"""At most one slate per session in an interval, and the last wish wins. Pure; called by the recommender's worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

__all__ = ["Pace"]


@dataclass(frozen=True, slots=True)
class Pace:
    """When the session's last slate was made, and whether another is wanted since."""

    min_interval: timedelta
    made_at: datetime | None = None
    wanted: bool = False

    def want(self) -> Pace:
        """A trigger came; several before the slate is made are one wish."""
        return replace(self, wanted=True)

    def made(self, at: datetime) -> Pace:
        """A slate from all that came before was started at `at`."""
        return replace(self, made_at=at, wanted=False)

    def next_due(self, now: datetime) -> datetime | None:
        """When the next slate is to be made: `now` or later; None when nothing waits."""
        if not self.wanted:
            return None
        return now if self.made_at is None else max(now, self.made_at + self.min_interval)
