"""The views without Faust: follows the log of this process. For `--embedded`."""

from __future__ import annotations

import asyncio

from interarec.contracts.topics import SCREENSHOTS, Topic
from interarec.insights.intake import SOURCES, Views
from interarec.platform.bus.port import Bus
from interarec.platform.clock import Now

__all__ = ["LiveViews"]


class LiveViews:
    """Counts from the beginning of the log, which began with the process."""

    def __init__(self, bus: Bus, now: Now) -> None:
        self._bus = bus
        self._views = Views(bus, now, {})

    async def check(self) -> None:
        """Raise Unavailable when records of the log lie uncounted."""
        topics = await self._bus.topics()
        await self._views.check(range(topics[SCREENSHOTS.name]))

    async def run(self) -> None:
        """Follow and publish until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for topic in SOURCES:
                tasks.create_task(self._follow(topic))
            tasks.create_task(self._views.publish())

    async def _follow(self, topic: Topic) -> None:
        async for record in self._bus.follow(topic.name, from_beginning=True):
            if record is not None:
                await self._views.take(record)
