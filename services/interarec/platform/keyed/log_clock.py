"""The log's time as far as one worker can know it. Used by the runner for all that is compared with append times.

A worker's own clock may be wrong or jump, and a batch cut too early by it would be cut otherwise by the next worker. So
time is taken from append times heard and from the seconds that passed since: never ahead of the broker's clock.
"""

from __future__ import annotations

import asyncio

from interarec.platform.clock import Now

__all__ = ["LogClock"]


class LogClock:
    """Milliseconds since 1970. Before anything was heard it shows the own clock, against which nothing is compared."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._ahead_ms: float | None = None

    def heard(self, timestamp_ms: int) -> None:
        """Something was appended at `timestamp_ms`, which is in the past."""
        ahead_ms = timestamp_ms - self._elapsed_ms()
        if self._ahead_ms is None or ahead_ms > self._ahead_ms:
            self._ahead_ms = ahead_ms

    def now_ms(self) -> int:
        """The latest time that the broker's clock has surely passed."""
        if self._ahead_ms is None:
            return int(self._now().timestamp() * 1000)
        return int(self._ahead_ms + self._elapsed_ms())

    def _elapsed_ms(self) -> float:
        return asyncio.get_running_loop().time() * 1000
