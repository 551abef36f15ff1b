"""A shop whose messages are sent and whose views are read as the gateway reads them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Self

from interarec.contracts.envelope import wire
from interarec.contracts.topics import INTERACTIONS, RECOMMENDATIONS, SCREENSHOTS, SUMMARIES, Topic
from interarec.domain.batches import BatchOutcome
from interarec.domain.interactions import Interaction
from interarec.domain.recommendations import Recommendation
from interarec.domain.screenshots import Screenshot
from interarec.gateway.insights import InsightLog
from interarec.platform.bus.port import Bus

from tests.unit.insights.values import AT

__all__ = ["Shop"]

TOPICS: dict[type, Topic] = {
    Screenshot: SCREENSHOTS,
    Interaction: INTERACTIONS,
    BatchOutcome: SUMMARIES,
    Recommendation: RECOMMENDATIONS,
}


class Shop:
    """One shop on `bus`."""

    def __init__(self, bus: Bus, site_id: str) -> None:
        self.bus = bus
        self.site_id = site_id
        self._views = InsightLog(bus)

    async def __aenter__(self) -> Self:
        self._reading = asyncio.create_task(self._views.run())
        return self

    async def __aexit__(self, *error: object) -> None:
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)

    async def say(self, *values: object) -> None:
        """Send each to its topic, by session."""
        for value in values:
            await self.bus.send(wire(TOPICS[type(value)], value, at=AT, source="test"))

    async def sums(self) -> dict[str, float]:
        """All windows together, since a test may pass from one minute to the next."""
        total: Counter[str] = Counter()
        for window in await self._views.windows(self.site_id):
            total.update(window["sums"])
        return dict(total)

    async def wait_for(self, holds: Callable[[dict[str, float]], bool], limit_s: float = 80) -> dict[str, float]:
        """The sums once they are such."""
        try:
            async with asyncio.timeout(limit_s):
                while not holds(await self.sums()):
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise AssertionError(f"the views say {await self.sums()}") from None
        return await self.sums()
