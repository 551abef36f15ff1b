"""Which arm made a recommendation, found in the log. Called by `intake`.

A slate and the answers to it share a partition, and a slate is in the log before anyone can answer it. So what is not
known yet is read from there, in whatever order the topics are followed and however often the process was restarted.
"""

from __future__ import annotations

from collections import OrderedDict

from interarec.contracts.envelope import open_record
from interarec.contracts.topics import RECOMMENDATIONS
from interarec.domain.errors import RejectMessage
from interarec.domain.recommendations import Recommendation
from interarec.platform.bus.port import Bus, TopicPartition

__all__ = ["Arms"]

KEPT = 50_000
"""Slates known in one process."""

LOOK_BACK_MS = 3_600_000
"""An answer that comes later than this after its slate may be counted without an arm."""


class Arms:
    """The arms of recent slates."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._arms: OrderedDict[str, str] = OrderedDict()
        self._read_to: dict[int, int] = {}

    def learn(self, partition: int, offset: int, made: Recommendation) -> None:
        """Remember the arm of a slate that was read at `offset`."""
        self._arms[made.recommendation_id] = made.arm.value
        if len(self._arms) > KEPT:
            self._arms.popitem(last=False)
        if self._read_to.get(partition) == offset:
            self._read_to[partition] = offset + 1

    async def of(self, recommendation_id: str, partition: int, at_ms: int) -> str | None:
        """The arm of the slate answered at `at_ms` in `partition`; None for one that never was. Raises Unavailable."""
        if recommendation_id not in self._arms:
            await self._read(partition, at_ms - LOOK_BACK_MS)
        return self._arms.get(recommendation_id)

    async def _read(self, partition: int, since_ms: int) -> None:
        """Learn what the log holds now and was not read yet."""
        source = TopicPartition(RECOMMENDATIONS.name, partition)
        end = await self._bus.end_offset(source)
        if partition not in self._read_to:
            self._read_to[partition] = await self._bus.offset_at(source, max(since_ms, 0))
        if self._read_to[partition] >= end:
            return
        async for record in self._bus.read(source, self._read_to[partition], end):
            try:
                made = open_record(record.topic, record.value)
            except RejectMessage:
                continue
            assert isinstance(made, Recommendation)
            self.learn(partition, record.offset, made)
        self._read_to[partition] = max(end, self._read_to[partition])
