"""Waiting until something is due, or until something earlier is. Used by the runner's timer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

__all__ = ["Alarm"]


class Alarm:
    """`due_s` says how many seconds there are until something is due."""

    def __init__(self, due_s: Callable[[], float]) -> None:
        self._due_s = due_s
        self._bell = asyncio.Event()
        self._rings_at = 0.0

    async def rung(self) -> None:
        """Return when it is time."""
        loop = asyncio.get_running_loop()
        while True:
            self._bell.clear()
            wait_s = self._due_s()
            self._rings_at = loop.time() + wait_s
            timer = loop.call_later(wait_s, self._bell.set)
            try:
                await self._bell.wait()
            finally:
                timer.cancel()
            if loop.time() >= self._rings_at:
                return

    def set_anew(self) -> None:
        """Something changed: the next thing may be due before the time it is set to."""
        if asyncio.get_running_loop().time() + self._due_s() < self._rings_at:
            self._bell.set()
