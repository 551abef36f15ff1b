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
    """The views in `held`. Records of one topic must be handed over one after the other."""

    def __init__(self, bus: Bus, now: Now, held: MutableMapping[Key, Window]) -> None:
        self._bus = bus
        self._now = now
        self._arms = Arms(bus)
        self._log = get_logger("insights")
        self._next: dict[tuple[str, int], int] = {}
        self.windows = Windows(held)

    async def take(self, record: Record) -> None:
        """Count one record, and before it what was left out on the way here.

        When partitions change hands Faust drops what it had fetched, and may hand over a later record before it reads
        the dropped ones again. The log has them; offsets of a partition are counted without a gap or not at all.
        """
        while self._expected(record) < record.offset:
            try:
                await self._catch_up(record)
            except Unavailable as error:
                await self._wait(error)
        if self._expected(record) == record.offset:
            await self._count(record)

    def _expected(self, record: Record) -> int:
        """The offset to be counted next in the record's partition, 0 before the first (what retention took is passed
        over). Asked anew after each wait, for the windows may be restored meanwhile."""
        place = (record.topic, record.partition)
        if place not in self._next:
            counted = self.windows.counted_to(*place)
            self._next[place] = 0 if counted is None else counted + 1
        return self._next[place]

    async def _catch_up(self, record: Record) -> None:
        async for missed in self._bus.read(record.source, self._expected(record), record.offset):
            await self._count(missed)
        self._next[record.topic, record.partition] = record.offset

    def restored(self) -> None:
        """The windows were filled by somebody else: go on from what they say, and publish them once more."""
        self._next.clear()
        self.windows.reload()

    async def _count(self, record: Record) -> None:
        """Count a record. What cannot be decoded is passed over: its stage sent it to the dead letters."""
        try:
            value: Any = open_record(record.topic, record.value)
        except RejectMessage:
            SKIPPED.labels(record.topic).inc()
        else:
            await self._add(value, record)
        self._next[record.topic, record.partition] = record.offset + 1

    async def _add(self, value: Any, record: Record) -> None:
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
        slate_id = value.recommendation_id
        while True:
            try:
                return await self._arms.of(slate_id, record.partition, record.timestamp_ms)
            except Unavailable as error:
                await self._wait(error)

    async def _wait(self, error: Unavailable) -> None:
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
