"""A process's connection to the durable parts of a simulated world: it can be cut at any step, or be slow.

Cut means dead: nothing gets through any more, whatever the process still tries. One step is one durable effect.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any

from interarec.contracts.wire import WireMessage
from interarec.domain.errors import RetryLater
from interarec.platform.bus.memory import MemoryBus, MemoryConsumer
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.bus.port import Listener, Position, Record, TopicPartition

__all__ = ["Line", "LineConsumer"]

REBALANCE_S = 1.0
"""How long a rebalance waits for a member."""


class Line:
    """A worker's connection to the log. After `cut_in` more durable steps nothing gets through, for ever."""

    def __init__(self, log: MemoryLog) -> None:
        self._bus = MemoryBus(log)
        self.log = log
        self.cut_in: int | None = None
        self.cut_after_effect = False
        self.cut = asyncio.Event()
        self.stall_in: int | None = None
        self.stall: Callable[[], None] | None = None
        self.frozen_until = 0.0
        self.deaf_until = 0.0
        self.consumers: list[tuple[str, MemoryConsumer]] = []
        self.held: frozenset[int] = frozenset()
        self.trespasses: list[str] = []

    def _stall(self) -> None:
        """The step on whose brink the process freezes, while the world goes on."""
        if self.stall is not None and self.stall_in == 0:
            stall, self.stall = self.stall, None
            stall()
        if self.stall_in is not None:
            self.stall_in -= 1

    async def until(self, at: float) -> None:
        """Nothing gets through before `at`."""
        wait_s = at - asyncio.get_running_loop().time()
        if wait_s > 0:
            await asyncio.sleep(wait_s)

    async def _silence(self) -> None:
        await asyncio.Event().wait()

    async def step(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """One durable step, which may be the one at which the worker dies."""
        if self.cut.is_set():
            await self._silence()
        self._stall()
        await self.until(self.frozen_until)
        last = self.cut_in == 0
        if self.cut_in is not None:
            self.cut_in -= 1
        if last and not self.cut_after_effect:
            self.cut.set()
            await self._silence()
        result = await call()
        if last:
            self.cut.set()
            await self._silence()
        return result

    async def send(self, message: WireMessage) -> Position:
        if message.partition not in self.held and not message.topic.endswith(".dlq"):
            self.trespasses.append(f"{message.topic} was sent to partition {message.partition} without holding it")
        await asyncio.sleep(0.005)
        position: Position = await self.step(lambda: self._bus.send(message))
        return position

    def consumer(
        self, group: str, topics: Sequence[str], listener: Listener, *, instance_id: str | None = None
    ) -> LineConsumer:
        inner = self._bus.consumer(group, topics, _Patient(listener, self), instance_id=instance_id)
        consumer = LineConsumer(self, inner)
        self.consumers.append((group, consumer.inner))
        return consumer

    async def end_offset(self, partition: TopicPartition) -> int:
        await asyncio.sleep(0.002)
        return await self._bus.end_offset(partition)

    async def offset_at(self, partition: TopicPartition, timestamp_ms: int) -> int:
        await asyncio.sleep(0.002)
        return await self._bus.offset_at(partition, timestamp_ms)

    async def read(self, partition: TopicPartition, start: int, end: int) -> AsyncIterator[Record]:
        await asyncio.sleep(0.002)
        async for record in self._bus.read(partition, start, end):
            yield record

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def check(self) -> None: ...

    async def create(self, topics: Sequence[Any]) -> None: ...

    async def topics(self) -> Mapping[str, int]:
        return await self._bus.topics()

    def follow(self, topic: str, *, from_beginning: bool) -> AsyncIterator[Record | None]:
        return self._bus.follow(topic, from_beginning=from_beginning)


class _Patient:
    """The group's side of a rebalance: it does not wait for a worker whose line is cut."""

    def __init__(self, listener: Listener, line: Line) -> None:
        self._listener = listener
        self._line = line

    async def on_revoked(self, partitions: Sequence[TopicPartition]) -> None:
        await self._unless_cut(self._revoked(partitions))

    async def on_assigned(self, partitions: Sequence[TopicPartition]) -> None:
        await self._unless_cut(self._assigned(partitions))

    async def _revoked(self, partitions: Sequence[TopicPartition]) -> None:
        self._line.held = frozenset()
        await self._listener.on_revoked(partitions)

    async def _assigned(self, partitions: Sequence[TopicPartition]) -> None:
        await self._listener.on_assigned(partitions)
        self._line.held = frozenset(one.partition for one in partitions)

    async def _unless_cut(self, told: Coroutine[Any, Any, None]) -> None:
        """A worker that is frozen is waited for as long as a broker would, and then hears it when it thaws."""
        task = asyncio.ensure_future(told)
        cut = asyncio.ensure_future(self._line.cut.wait())
        await asyncio.wait([task, cut], timeout=REBALANCE_S, return_when=asyncio.FIRST_COMPLETED)
        cut.cancel()
        if self._line.cut.is_set():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


class LineConsumer:
    """A consumer whose polls and commits go over a line."""

    def __init__(self, line: Line, inner: Any) -> None:
        self._line = line
        self.inner: MemoryConsumer = inner
        self.pause = inner.pause
        self.resume = inner.resume
        self.seek = inner.seek
        self.position = inner.position
        self.committed = inner.committed
        self._busy = False

    async def start(self) -> None:
        await self.inner.start()

    async def poll(self, *, max_records: int, timeout_s: float) -> list[Record]:
        """Others get their turn between two polls that find something; one that finds nothing waits anyway."""
        if self._busy or timeout_s == 0:
            await asyncio.sleep(0)
        await self._line.until(self._line.deaf_until)
        if self._line.cut.is_set():
            await asyncio.Event().wait()
        records = await self.inner.poll(max_records=min(max_records, 7), timeout_s=timeout_s)
        self._busy = bool(records)
        return records

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """A request names the generation it was made in: one that a frozen worker sends later is refused."""
        generation = self.inner.member.generation

        async def call() -> None:
            if self.inner.member.generation != generation:
                raise RetryLater("commit refused: made in an earlier generation", code="fenced")
            await self.inner.commit(offsets)

        await self._line.step(call)

    async def stop(self) -> None:
        if not self._line.cut.is_set():
            await self.inner.stop()
