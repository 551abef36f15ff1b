"""A small world under virtual time: one in-process log, workers that crash, hang or turn into zombies.

A worker reaches the log through a `Line`, which can be cut right before or right after any durable step. A seed fixes
everything that happens.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import looptime
from interarec.contracts.envelope import open_record, wire
from interarec.contracts.topics import SCREENSHOTS, Topic
from interarec.contracts.wire import WireMessage
from interarec.domain.identifiers import screenshot_id
from interarec.domain.screenshots import ImageRef, Screenshot, SessionEnd
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.memory import MemoryBus, MemoryConsumer
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.bus.port import Listener, Position, Record, TopicPartition
from interarec.platform.keyed import KeyedRunner, RunnerSettings, Stage

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


T = TypeVar("T")


def in_virtual_time(scenario: Coroutine[Any, Any, T]) -> T:
    """Run `scenario` in a loop of its own whose clock jumps to the next timer."""
    with asyncio.Runner(loop_factory=looptime.new_event_loop) as runner:
        return runner.run(scenario)


def virtual_now() -> datetime:
    """The loop's time as a date; under looptime it passes at once."""
    return EPOCH + timedelta(seconds=asyncio.get_running_loop().time())


class Line:
    """A worker's connection to the log. After `cut_in` more durable steps nothing gets through, for ever."""

    def __init__(self, log: MemoryLog) -> None:
        self._bus = MemoryBus(log)
        self.log = log
        self.cut_in: int | None = None
        self.cut_after_effect = False
        self.cut = asyncio.Event()
        self.consumers: list[tuple[str, MemoryConsumer]] = []

    async def _silence(self) -> None:
        await asyncio.Event().wait()

    async def _step(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """One durable step, which may be the one at which the worker dies."""
        if self.cut.is_set():
            await self._silence()
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
        await asyncio.sleep(0.005)
        return await self._step(lambda: self._bus.send(message))

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
        await self._unless_cut(self._listener.on_revoked(partitions))

    async def on_assigned(self, partitions: Sequence[TopicPartition]) -> None:
        await self._unless_cut(self._listener.on_assigned(partitions))

    async def _unless_cut(self, told: Coroutine[Any, Any, None]) -> None:
        tasks = [asyncio.ensure_future(told), asyncio.ensure_future(self._line.cut.wait())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


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

    async def start(self) -> None:
        await self.inner.start()

    async def poll(self, *, max_records: int, timeout_s: float) -> list[Record]:
        await asyncio.sleep(0.001)
        if self._line.cut.is_set():
            await asyncio.Event().wait()
        return await self.inner.poll(max_records=min(max_records, 7), timeout_s=timeout_s)

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        await self._line._step(lambda: self.inner.commit(offsets))

    async def stop(self) -> None:
        if not self._line.cut.is_set():
            await self.inner.stop()


class Worker:
    """A runner on a line, as a process: it can be killed, or expelled without noticing."""

    def __init__(self, log: MemoryLog, stage: Stage, settings: RunnerSettings) -> None:
        self.line = Line(log)
        self.runner = KeyedRunner(stage, self.line, virtual_now, settings=settings)  # type: ignore[arg-type]
        self.task = asyncio.create_task(self.runner.run())

    async def kill(self) -> None:
        """As SIGKILL: nothing more gets out, no goodbye; the group notices."""
        self.line.cut.set()
        await self.expel()
        while not self.task.done():  # its farewell hangs on the cut line
            self.task.cancel()
            await asyncio.sleep(0)

    async def expel(self) -> None:
        """The group drops the worker, which goes on until it hears of it."""
        for group, consumer in self.line.consumers:
            if consumer.member in self.line.log.group(group).members:
                await self.line.log.expel(group, consumer.member)

    async def stop(self) -> None:
        """As SIGTERM."""
        if self.line.cut.is_set():
            await self.kill()
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


class World:
    """The log, a seeded dice, and the workers of one stage."""

    def __init__(
        self, seed: int, make_stage: Callable[[], Stage], *, settings: RunnerSettings | None = None, partitions: int = 2
    ) -> None:
        self.dice = random.Random(seed)
        self.log = MemoryLog(virtual_now)
        self.log.create(topic_specs(partitions, 1))
        self.bus = MemoryBus(self.log)
        self._make_stage = make_stage
        self._settings = settings or RunnerSettings(commit_interval_s=0.3)
        self.workers: list[Worker] = []
        self.sent: dict[str, list[int]] = {}

    def start_worker(self) -> Worker:
        worker = Worker(self.log, self._make_stage(), self._settings)
        self.workers.append(worker)
        return worker

    async def kill(self, worker: Worker) -> None:
        self.workers.remove(worker)
        await worker.kill()

    async def stop(self) -> None:
        while self.workers:
            await self.workers.pop().stop()

    async def screenshot(self, session_id: str, sequence: int) -> None:
        """One reference into the log, as capture would send it."""
        self.sent.setdefault(session_id, [])
        if sequence not in self.sent[session_id]:
            self.sent[session_id].append(sequence)
        await self.send(SCREENSHOTS, screenshot(session_id, sequence))

    async def end(self, session_id: str) -> None:
        await self.send(SCREENSHOTS, SessionEnd("demo", session_id, virtual_now()))

    async def send(self, topic: Topic, value: object) -> Position:
        return await self.bus.send(wire(topic, value, at=virtual_now(), source="test"))

    def values(self, topic: Topic) -> list[Any]:
        """Everything on `topic`, partition by partition, in order."""
        records: list[Record] = []
        for number in range(self.log.counts[topic.name]):
            records.extend(self.log.records(TopicPartition(topic.name, number)))
        return [open_record(record.topic, record.value) for record in records]


def screenshot(session_id: str, sequence: int) -> Screenshot:
    """A reference with an invented image."""
    return Screenshot(
        site_id="demo",
        session_id=session_id,
        sequence=sequence,
        screenshot_id=screenshot_id(session_id, sequence),
        captured_at=virtual_now(),
        image=ImageRef(f"images/demo/{session_id}/{sequence}", "00" * 32, 10, "image/png", 8, 8),
    )
