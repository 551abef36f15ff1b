"""Whose turn it is: sessions that wait for a free slot, and sessions that wait for a time. Used by `core.py` only."""

from __future__ import annotations

import heapq

from interarec.platform.keyed.lane import Job

__all__ = ["Slots", "Timers", "Waiter"]

Waiter = tuple[int, str]
"""Partition number and session."""


class Slots:
    """`total` jobs may work at once. Where the newest goes first, a session with something new moves to the end."""

    def __init__(self, total: int, *, newest_first: bool) -> None:
        self.total = total
        self.newest_first = newest_first
        self.running = 0
        self._row: dict[Waiter, None] = {}

    @property
    def free(self) -> bool:
        """True when another job may start."""
        return self.running < self.total

    def take(self, job: Job) -> None:
        """`job` works from now on."""
        job.works = True
        self.running += 1

    def give_back(self, job: Job) -> None:
        """`job` does not work any more, if it did."""
        if job.works:
            job.works = False
            self.running -= 1

    def wait(self, waiter: Waiter) -> None:
        """Once in the row."""
        if self.newest_first:
            self._row.pop(waiter, None)
        self._row[waiter] = None

    def call(self) -> Waiter | None:
        """The next of those that wait, out of the row now; None when nobody waits or no slot is free."""
        if not self._row or not self.free:
            return None
        waiter = next(reversed(self._row) if self.newest_first else iter(self._row))
        del self._row[waiter]
        return waiter


class Timers:
    """Times at which sessions are planned again; one may have several."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, Waiter]] = []

    def set(self, at_ms: int, waiter: Waiter) -> None:
        """Plan `waiter` at `at_ms`."""
        heapq.heappush(self._heap, (at_ms, waiter))

    def call(self, now_ms: int) -> Waiter | None:
        """One whose time has come, its timer gone; None for nobody."""
        return heapq.heappop(self._heap)[1] if self._heap and self._heap[0][0] <= now_ms else None

    @property
    def first_ms(self) -> int | None:
        """The earliest time, None without a timer."""
        return self._heap[0][0] if self._heap else None
