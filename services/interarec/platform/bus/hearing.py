"""Whether a reader still hears its log: what lay at the end some time ago must have been received since.

A consumer may be connected, polled and without errors, and yet deaf. Called by the health checks of whatever reads the
log for ever; each look costs one question a partition, so looks are at least `every_s` apart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from interarec.domain.errors import Unavailable
from interarec.platform.bus.port import Bus, TopicPartition

__all__ = ["Hearing"]

LIMIT_S = 8.0
"""With a probe every 5 s, a deaf reader is seen within 15 s."""
EVERY_S = 2.0


class Hearing:
    """The ends seen at earlier looks, until they were reached. `clock` gives seconds that never go back."""

    def __init__(
        self,
        bus: Bus,
        *,
        limit_s: float = LIMIT_S,
        every_s: float = EVERY_S,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self._bus = bus
        self._limit_s = limit_s
        self._every_s = every_s
        self._clock = clock or (lambda: asyncio.get_running_loop().time())
        self._looked_at = float("-inf")
        self._first_end: dict[TopicPartition, int] = {}
        self._owed: dict[TopicPartition, tuple[int, float]] = {}

    async def check(self, received: Mapping[TopicPartition, int | None]) -> None:
        """Raise Unavailable when something has lain unheard for `limit_s`.

        `received`: by partition, the offset to be received next; None where nothing came since the reader began, which
        then counts as having heard all that lay there at the first look. Partitions left out are forgotten.
        """
        for gone in (set(self._owed) | set(self._first_end)) - set(received):
            self._owed.pop(gone, None)
            self._first_end.pop(gone, None)
        if self._clock() - self._looked_at >= self._every_s:
            await self._look(received)
        for partition, (end, since) in list(self._owed.items()):
            if self._heard(partition, received) >= end:
                del self._owed[partition]
            elif self._clock() - since >= self._limit_s and not await self._taken_by_retention(partition, end):
                where = f"{partition.topic} partition {partition.partition}"
                raise Unavailable(f"deaf: what was appended to {where} {self._limit_s:g} s ago was not heard")

    async def _look(self, received: Mapping[TopicPartition, int | None]) -> None:
        ends = await asyncio.gather(*(self._bus.end_offset(partition) for partition in received))
        self._looked_at = self._clock()
        for partition, end in zip(received, ends, strict=True):
            self._first_end.setdefault(partition, end)
            if end > self._heard(partition, received):
                self._owed.setdefault(partition, (end, self._looked_at))

    def _heard(self, partition: TopicPartition, received: Mapping[TopicPartition, int | None]) -> int:
        offset = received[partition]
        return self._first_end.get(partition, 0) if offset is None else offset

    async def _taken_by_retention(self, partition: TopicPartition, end: int) -> bool:
        """Nothing is owed of what the log does not have any more."""
        if await self._bus.offset_at(partition, 0) < end:
            return False
        self._owed.pop(partition, None)
        return True
