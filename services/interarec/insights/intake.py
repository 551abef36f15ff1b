"""Records in, windows out: one process's views. Used by `faust_app` and `live`, which differ in how records come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, MutableMapping
from typing import Any

from interarec.contracts.envelope import open_record, wire
from interarec.contracts.topics import INSIGHTS, INTERACTIONS, RECOMMENDATIONS, SCREENSHOTS, SUMMARIES, Topic
from interarec.domain.errors import RejectMessage, Unavailable
from interarec.domain.identifiers import CANARY_SITE
from interarec.domain.interactions import Interaction
from interarec.domain.recommendations import Recommendation
from interarec.insights.arms import Arms
from interarec.insights.counting import count
from interarec.insights.metrics import PUBLISHED, RECORDS, SKIPPED
from interarec.insights.windows import Key, Window, Windows
from interarec.platform.bus.hearing import Hearing
from interarec.platform.bus.port import Bus, Record, TopicPartition
from interarec.platform.clock import Now
from interarec.platform.telemetry import get_logger

__all__ = ["SOURCES", "Views"]

SOURCES: tuple[Topic, ...] = (SCREENSHOTS, INTERACTIONS, SUMMARIES, RECOMMENDATIONS)
PUBLISH_S = 1.0
RETRY_S = 1.0


class Views:
    """The views in `held`. Records of one topic must be handed over one after the other.

    `owns` says whether a partition is this process's to count now: what is held may be filled anew by somebody else
    while it is not, and what was counted then would be lost or written over the newer owner's sums.
    """

    def __init__(
        self,
        bus: Bus,
        now: Now,
        held: MutableMapping[Key, Window],
        owns: Callable[[int], bool] = lambda _: True,
        hearing: Hearing | None = None,
    ) -> None:
        self._bus = bus
        self._hearing = hearing or Hearing(bus)
        self._now = now
        self._owns = owns
        self._arms = Arms(bus)
        self._log = get_logger("insights")
        self._next: dict[TopicPartition, int] = {}
        self.windows = Windows(held)

    async def check(self, partitions: Collection[int]) -> None:
        """Raise Unavailable when records of `partitions`, which are this process's, lie uncounted."""
        places = [TopicPartition(topic.name, number) for topic in SOURCES for number in partitions]
        await self._hearing.check({place: self.expected(place) for place in places})

    async def take(self, record: Record) -> None:
        """Count one record of an owned partition, and before it what was left out on the way here.

        When partitions change hands Faust drops what it had fetched, and may hand over a later record before it reads
        the dropped ones again. The log has them; offsets of a partition are counted without a gap or not at all.
        """
        while self._owns(record.partition) and self.expected(record.source) < record.offset:
            try:
                await self._catch_up(record)
            except Unavailable as error:
                await self._wait(error)
        if self._is_next(record):
            await self._count(record)

    def expected(self, place: TopicPartition) -> int:
        """The offset to be counted next, 0 before the first (what retention took is passed over).

        Asked anew after each wait, for the windows may be restored meanwhile.
        """
        if place not in self._next:
            counted = self.windows.counted_to(place.topic, place.partition)
            self._next[place] = 0 if counted is None else counted + 1
        return self._next[place]

    def _is_next(self, record: Record) -> bool:
        return self._owns(record.partition) and self.expected(record.source) == record.offset

    async def _catch_up(self, record: Record) -> None:
        """Count what the log holds before `record`; left off when the partition is taken away or restored meanwhile."""
        async for missed in self._bus.read(record.source, self.expected(record.source), record.offset):
            if self.expected(record.source) > missed.offset:
                continue
            self._pass_over(record.source, missed.offset)
            if not await self._count(missed):
                return
        self._pass_over(record.source, record.offset)

    def _pass_over(self, place: TopicPartition, offset: int) -> None:
        """Offsets up to `offset` are not in the log: retention took them, or they never were records."""
        if self._owns(place.partition):
            self._next[place] = max(self.expected(place), offset)

    def restored(self) -> None:
        """The windows were filled by somebody else: go on from what they say, and publish them once more."""
        self._next.clear()
        self.windows.reload()

    async def _count(self, record: Record) -> bool:
        """Count a record if it is still the next one once all about it is known; whether it was.

        What cannot be decoded is passed over: its stage sent it to the dead letters.
        """
        try:
            value: Any = open_record(record.topic, record.value)
        except RejectMessage:
            SKIPPED.labels(record.topic).inc()
        else:
            arm = await self._arm(value, record)
            if not self._is_next(record):
                return False
            self._add(value, arm, record)
        self._next[record.source] = record.offset + 1
        return True

    def _add(self, value: Any, arm: str | None, record: Record) -> None:
        if value.site_id == CANARY_SITE:
            return
        if isinstance(value, Recommendation):
            self._arms.learn(record.partition, record.offset, value)
        place = (value.site_id, record.topic, record.partition, record.offset, record.timestamp_ms)
        if not self.windows.wants(*place):
            return
        sums = count(value, arm)
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
