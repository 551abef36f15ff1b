"""A small world under virtual time: one in-process log, workers that crash, hang or turn into zombies.

A worker reaches the log through a `Line`, which can be cut right before or right after any durable step. A seed fixes
everything that happens.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

from interarec.contracts.envelope import open_record, wire
from interarec.contracts.topics import SCREENSHOTS, Topic
from interarec.domain.identifiers import screenshot_id
from interarec.domain.screenshots import ImageRef, Screenshot, SessionEnd
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.bus.port import Position, Record, TopicPartition
from interarec.platform.keyed import KeyedRunner, RunnerSettings, Stage

from tests.simulation.line import Line
from tests.simulation.virtual_time import in_virtual_time, virtual_now

__all__ = ["Worker", "World", "in_virtual_time", "screenshot", "virtual_now"]


class Worker:
    """A runner on a line, as a process: it can be killed, or expelled without noticing."""

    def __init__(self, log: MemoryLog, stage: Stage, settings: RunnerSettings) -> None:
        self.line = Line(log)
        self.runner = KeyedRunner(stage, self.line, virtual_now, settings=settings)
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
        """As SIGTERM; it may die on the way, at the step where its line is cut."""
        if not self.line.cut.is_set():
            self.task.cancel()
            await asyncio.wait([self.task], timeout=10)
        await self.kill()


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
