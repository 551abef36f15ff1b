"""A listener that writes down what it is told, and loops that wait for a condition with a limit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from interarec.platform.bus.port import Consumer, Record, TopicPartition

__all__ = ["Recorder", "drain", "eventually"]

LIMIT_S = 30.0


@dataclass
class Recorder:
    """Keeps the rebalances as ("revoked" | "assigned", partitions); may act inside them."""

    told: list[tuple[str, tuple[TopicPartition, ...]]] = field(default_factory=list)
    when_revoked: Callable[[Sequence[TopicPartition]], Awaitable[None]] | None = None
    when_assigned: Callable[[Sequence[TopicPartition]], Awaitable[None]] | None = None

    async def on_revoked(self, partitions: Sequence[TopicPartition]) -> None:
        if self.when_revoked:
            await self.when_revoked(partitions)
        self.told.append(("revoked", tuple(sorted(partitions))))

    async def on_assigned(self, partitions: Sequence[TopicPartition]) -> None:
        if self.when_assigned:
            await self.when_assigned(partitions)
        self.told.append(("assigned", tuple(sorted(partitions))))

    @property
    def held(self) -> tuple[TopicPartition, ...]:
        """The assignment last told of, empty after a revocation."""
        return self.told[-1][1] if self.told and self.told[-1][0] == "assigned" else ()


async def eventually(condition: Callable[[], bool], *polled: Consumer) -> list[Record]:
    """Poll `polled` until `condition` holds; what they returned meanwhile."""
    found: list[Record] = []
    async with asyncio.timeout(LIMIT_S):
        while not condition():
            for consumer in polled:
                found.extend(await consumer.poll(max_records=100, timeout_s=0.05))
            if not polled:
                await asyncio.sleep(0.02)
    return found


async def drain(consumer: Consumer, count: int) -> list[Record]:
    """The next `count` records, no more."""
    found: list[Record] = []
    async with asyncio.timeout(LIMIT_S):
        while len(found) < count:
            found.extend(await consumer.poll(max_records=count - len(found), timeout_s=0.2))
    return found
