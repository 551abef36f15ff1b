"""Records in, windows out: one process's views. Used by `faust_app` and `live`, which differ in how records come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, MutableMapping
from typing import Any

from interarec.contracts.envelope import open_record, wire
from interarec.contracts.topics import INSIGHTS, INTERACTIONS, RECOMMENDATIONS, SCREENSHOTS, SUMMARIES, Topic
from interarec.domain.errors import RejectMessage, Unavailable
from interarec.domain.interactions import Interaction
from interarec.domain.recommendations import Recommendation
from interarec.insights.arms import Arms
from interarec.insights.counting import count
from interarec.insights.metrics import PUBLISHED, RECORDS, SKIPPED
from interarec.insights.windows import Key, Window, Windows
from interarec.platform.bus.port import Bus, Record
from interarec.platform.clock import Now
from interarec.platform.telemetry import get_logger

__all__ = ["SOURCES", "Views"]

SOURCES: tuple[Topic, ...] = (SCREENSHOTS, INTERACTIONS, SUMMARIES, RECOMMENDATIONS)
PUBLISH_S = 1.0
RETRY_S = 1.0


class Views:
    """The views in `held`. Records of one partition of one topic must come in order."""

    def __init__(self, bus: Bus, now: Now, held: MutableMapping[Key, Window]) -> None:
        self._bus = bus
        self._now = now
        self._arms = Arms(bus)
        self._log = get_logger("insights")
        self.windows = Windows(held)

    async def take(self, record: Record) -> None:
        """Count one record. What cannot be decoded is passed over: its stage sent it to the dead letters."""
        try:
            value: Any = open_record(record.topic, record.value)
        except RejectMessage:
            SKIPPED.labels(record.topic).inc()
            return
        if isinstance(value, Recommendation):
            self._arms.learn(record.partition, record.offset, value)
        place = (value.site_id, record.topic, record.partition, record.offset, record.timestamp_ms)
        if not self.windows.wants(*place):
            return
        sums = count(value, await self._arm(value, record))
        if sums:
            self.windows.add(*place, sums)
            RECORDS.labels(record.topic).inc()

    async def _arm(self, value: object, record: Record) -> str | None:
        """The arm an interaction answers; waits while the log is away."""
        if not isinstance(value, Interaction) or value.recommendation_id is None:
            return None
        while True:
            try:
                return await self._arms.of(value.recommendation_id, record.partition, record.timestamp_ms)
            except Unavailable as error:
                self._log.warning("log away", reason=str(error))
                await asyncio.sleep(RETRY_S)

    async def publish(self, partitions: Callable[[], Collection[int] | None] = lambda: None) -> None:
        """Publish what changed, each second, until cancelled; of `partitions()` only, where that gives any."""
        while True:
            await asyncio.sleep(PUBLISH_S)
            changed = self.windows.take_changed(partitions())
            try:
                while changed:
                    await self._bus.send(wire(INSIGHTS, changed[0], at=self._now(), source="insights"))
                    changed.pop(0)
                    PUBLISHED.inc()
            except Unavailable as error:
                self.windows.say_again(changed)
                self._log.warning("windows not published", count=len(changed), reason=str(error))
