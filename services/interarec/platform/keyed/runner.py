"""Carries out what the core decides, on a real or in-process log. One per worker; `run` until cancelled.

The poll loop never awaits work. A send is checked against the assignment right before it is made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from interarec.domain.errors import RetryLater, Unavailable
from interarec.platform.bus.hearing import Hearing
from interarec.platform.bus.port import Bus, Record, TopicPartition
from interarec.platform.clock import Now
from interarec.platform.keyed.actions import Action, Bury, Cancel, Probe, Recall, Send, Work
from interarec.platform.keyed.alarm import Alarm
from interarec.platform.keyed.core import KeyedCore
from interarec.platform.keyed.dead_letters import DeadLetterLimit
from interarec.platform.keyed.lane import Job
from interarec.platform.keyed.log_clock import LogClock
from interarec.platform.keyed.metrics import IN_WORK, LAG_SECONDS, REBALANCES, WAITING
from interarec.platform.keyed.outbox import Outbox, about, until_answered
from interarec.platform.keyed.recall import read_back
from interarec.platform.keyed.stage import Stage
from interarec.platform.telemetry import get_logger

__all__ = ["KeyedRunner", "RunnerSettings"]


@dataclass(frozen=True, slots=True)
class RunnerSettings:
    """`buffer_limit` entries may wait before the inputs are paused; times in seconds unless named ms."""

    concurrency: int = 8
    buffer_limit: int = 10_000
    commit_interval_s: float = 0.5
    margin_ms: int = 120_000
    forget_after_ms: int = 35 * 60_000
    poll_timeout_s: float = 0.5
    retry_s: float = 0.2
    stuck_after_s: float = 8.0
    instance_id: str | None = None


class KeyedRunner:
    """A worker: `stage` on `bus`. `refused` says which sessions may not be spoken of any more (erased)."""

    def __init__(
        self,
        stage: Stage,
        bus: Bus,
        now: Now,
        *,
        settings: RunnerSettings | None = None,
        refused: Callable[[str], bool] = lambda session_id: False,
    ) -> None:
        self.settings = settings or RunnerSettings()
        self.stage = stage
        self.core = KeyedCore(stage, concurrency=self.settings.concurrency)
        self._bus = bus
        self._now = now
        self._consumer = bus.consumer(
            stage.group, [topic.name for topic in stage.inputs], self, instance_id=self.settings.instance_id
        )
        self._clock = LogClock(now)
        self._tasks: dict[asyncio.Task[None], None] = {}
        self._jobs: dict[int, asyncio.Task[None]] = {}
        self._recalls: dict[int, asyncio.Task[None]] = {}
        self._limit = DeadLetterLimit()
        self._outbox = Outbox(stage, bus, now, clock=self._clock, refused=refused, retry_s=self.settings.retry_s)
        self._alarm = Alarm(self._until_due_s)
        self._changed = asyncio.Event()
        self._paused = False
        self._committed: dict[TopicPartition, int] = {}
        self._polled_at: float | None = None
        self._hearing = Hearing(bus)
        self._background: list[asyncio.Task[None]] = []
        self._log = get_logger(stage.name)
        self._lag_seconds, self._waiting, self._in_work = (
            gauge.labels(stage.name) for gauge in (LAG_SECONDS, WAITING, IN_WORK)
        )
        self._rebalances = REBALANCES.labels(stage.name)

    # --- life

    async def run(self) -> None:
        """Work until cancelled; leaves the group and commits on the way out."""
        self._background = background = [
            asyncio.create_task(self._tick_loop()),
            asyncio.create_task(self._commit_loop()),
        ]
        try:
            await until_answered(self._consumer.start, self._log, self.settings.retry_s)
            while True:
                await self._poll_once()
        finally:
            self.core.fenced = True
            for task in [*background, *self._tasks]:
                task.cancel()
            await asyncio.gather(*background, *self._tasks, return_exceptions=True)
            await self._commit()
            await self._consumer.stop()

    async def check(self) -> None:
        """Raise Unavailable unless partitions are held and read back, the loops turn, and what is said is heard."""
        if self._limit.reached:
            raise Unavailable(f"{self.stage.name}: too many dead letters; paused until restarted")
        if self._polled_at is None or not self.core.ready:
            raise Unavailable(f"{self.stage.name}: not assigned or still reading back")
        if asyncio.get_running_loop().time() - self._polled_at > self.settings.stuck_after_s:
            raise Unavailable(f"{self.stage.name}: the poll loop is stuck")
        if any(task.done() for task in self._background):
            raise Unavailable(f"{self.stage.name}: the timer or the commits have ended")
        await self._hearing.check({} if self._paused else self._received())

    def _received(self) -> dict[TopicPartition, int | None]:
        """Where each input is read on. Nothing is expected of inputs that are paused because enough waits."""
        return {
            source: ledger.next_offset for lane in self.core.lanes.values() for source, ledger in lane.ledgers.items()
        }

    async def _poll_once(self) -> None:
        try:
            records = await self._consumer.poll(max_records=500, timeout_s=self.settings.poll_timeout_s)
        except RetryLater as error:
            self._log.warning("poll failed", reason=str(error))
            await asyncio.sleep(self.settings.retry_s)
            return
        self._polled_at = asyncio.get_running_loop().time()
        for record in records:
            self._clock.heard(record.timestamp_ms)
            self._perform(self.core.received(record, self._now_ms()))
        if records:
            self._lag_seconds.set(self._now().timestamp() - records[-1].timestamp_ms / 1000)
        self._bound_buffer()

    def _bound_buffer(self) -> None:
        waiting = self.core.waiting
        self._waiting.set(waiting)
        self._in_work.set(self.core.running)
        full = waiting >= self.settings.buffer_limit or self._limit.reached
        if full and not self._paused:
            self._consumer.pause(self._sources())
            self._paused = True
        elif self._paused and not self._limit.reached and waiting <= self.settings.buffer_limit // 2:
            self._consumer.resume(tp for tp in self._sources() if self.core.lanes[tp.partition].ready)
            self._paused = False

    def _sources(self) -> list[TopicPartition]:
        return [TopicPartition(topic.name, number) for number in self.core.lanes for topic in self.stage.inputs]

    async def _tick_loop(self) -> None:
        while True:
            await self._alarm.rung()
            self._perform(self.core.tick(self._now_ms()))

    def _until_due_s(self) -> float:
        """Seconds until the core has something to do; at most one."""
        due = self.core.next_timer_ms()
        return 1.0 if due is None else min(max((due - self._now_ms()) / 1000, 0.001), 1.0)

    async def _commit_loop(self) -> None:
        """Commit a while after something changed; an idle worker stays asleep."""
        while True:
            await self._changed.wait()
            await asyncio.sleep(self.settings.commit_interval_s)
            self._changed.clear()
            await self._commit()
            self.core.forget(self._now_ms() - self.settings.forget_after_ms)

    async def _commit(self) -> None:
        offsets = {tp: offset for tp, offset in self.core.commits().items() if self._committed.get(tp) != offset}
        await self._commit_offsets(offsets)

    async def _commit_offsets(self, offsets: dict[TopicPartition, int]) -> None:
        if not offsets:
            return
        try:
            await self._consumer.commit(offsets)
        except RetryLater as error:
            self._log.info("commit refused", reason=str(error))
            self._changed.set()  # again, after a while
        else:
            self._committed.update(offsets)

    # --- rebalances

    async def on_revoked(self, partitions: Sequence[TopicPartition]) -> None:
        """See `bus.port.Listener`."""
        for task in self._recalls.values():
            task.cancel()
        self._recalls.clear()
        await self._commit_offsets(self.core.revoked())

    async def on_assigned(self, partitions: Sequence[TopicPartition]) -> None:
        """See `bus.port.Listener`. Nothing is read before the read-back is complete."""
        self._rebalances.inc()
        self._committed.clear()
        self._paused = False
        self._consumer.pause(partitions)
        self._perform(self.core.assigned({partition.partition for partition in partitions}))

    async def _recall(self, number: int) -> None:
        while True:
            try:
                starts = await self._read_back(number)
                break
            except RetryLater as error:
                self._log.warning("read-back failed", partition=number, reason=str(error))
                await asyncio.sleep(self.settings.retry_s)
        for partition, offset in starts.items():
            self._consumer.seek(partition, offset)
        self._perform(self.core.recalled(number, self._now_ms()))
        if not self._paused:
            self._consumer.resume(starts)

    async def _read_back(self, number: int) -> dict[TopicPartition, int]:
        sources = [TopicPartition(topic.name, number) for topic in self.stage.inputs]
        committed = {source: await self._consumer.committed(source) for source in sources}
        self._perform(self.core.begin(number, committed))
        margin_ms = self.settings.margin_ms
        return await read_back(self._bus, self.core, number, committed, margin_ms=margin_ms, heard=self._clock.heard)

    # --- actions

    def _perform(self, actions: Sequence[Action]) -> None:
        for action in actions:
            match action:
                case Work(job):
                    self._jobs[job.number] = self._spawn(self._work(job))
                case Send(job):
                    self._spawn(self._send(job))
                case Cancel(job):
                    if job.number in self._jobs:
                        self._jobs[job.number].cancel()
                case Bury(record, error, attempts):
                    self._spawn(self._bury(record, error, attempts))
                case Recall(number):
                    self._recalls[number] = self._spawn(self._recall(number))
                case Probe(number):
                    self._spawn(self._probe(number))
        self._changed.set()
        self._alarm.set_anew()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks[task] = None
        task.add_done_callback(self._tasks.pop)
        return task

    async def _work(self, job: Job) -> None:
        try:
            async for output in self.stage.work(job.payload, job.entries):
                self._perform(self.core.yielded(job, output))
        except Exception as error:  # noqa: BLE001 - the core decides: again, or dead letter
            self._log.warning("work failed", **about(job.session_id, job.entries), reason=repr(error))
            self._perform(self.core.failed(job, error, self._now_ms()))
        else:
            self._limit.saw(dead=False)
            self._perform(self.core.worked(job, self._now_ms()))
        finally:
            self._jobs.pop(job.number, None)

    async def _send(self, job: Job) -> None:
        while True:
            if not self.core.may_send(job):
                self.core.held(job)
                return
            try:
                await self._outbox.produce(job)
                break
            except RetryLater as error:
                self._log.warning("send failed", **about(job.session_id, job.entries), reason=str(error))
                await asyncio.sleep(self.settings.retry_s)
        self._perform(self.core.acknowledged(job, self._now_ms()))

    async def _bury(self, record: Record, error: BaseException, attempts: int) -> None:
        await self._outbox.bury(record, error, attempts)
        self._limit.saw(dead=True)
        self._perform(self.core.buried(record, self._now_ms()))

    async def _probe(self, number: int) -> None:
        at_ms = self._now_ms()
        sources = [TopicPartition(topic.name, number) for topic in self.stage.inputs]
        try:
            ends = {source: await self._bus.end_offset(source) for source in sources}
        except RetryLater:
            self.core.probe_failed(number, self._now_ms())
        else:
            self._perform(self.core.probed(number, at_ms, ends, self._now_ms()))

    def _now_ms(self) -> int:
        return self._clock.now_ms()
