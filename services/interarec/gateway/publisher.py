"""Moves recommendations from the log into the state, where gateways and their clients see them.

One consumer group over all gateways. What is committed was published before; what is read twice is refused by the
state as not newer. The same consumer carries erasures into the state. After the state was found empty, the last half
hour is written again, so that clients that come back find their newest recommendation. Only the newest of a session is
announced then: a client that came back before it was written would not look again.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta

from interarec.contracts.envelope import open_record
from interarec.contracts.topics import CONTROL, RECOMMENDATIONS
from interarec.domain.control import Control, ControlState
from interarec.domain.errors import Gone, RejectMessage, RetryLater, Unavailable
from interarec.domain.identifiers import session_hash
from interarec.domain.recommendations import Recommendation
from interarec.gateway.metrics import PUBLISHED, REPLAYS
from interarec.gateway.payload import encode_payload
from interarec.platform.bus.hearing import Hearing
from interarec.platform.bus.port import Bus, Consumer, Record, TopicPartition
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.keyed.dead_letters import dead_letter
from interarec.platform.state.port import State
from interarec.platform.telemetry import get_logger

__all__ = ["GROUP", "Publisher"]

GROUP = "interarec.publisher"
REPLAY = timedelta(minutes=30)
POLL_S = 0.5
RECORDS_AT_ONCE = 500
SESSIONS_AT_ONCE = 32
LOOK_EVERY_S = 1.0
"""How often the state is asked whether it was wiped: at most this long are clients that come back shown nothing."""
PAUSE_S = 0.5
STUCK_S = 8.0
"""Without a turn of the loop for this long, nothing is published."""


class Publisher:
    """`run` until cancelled. `checks` goes into the process's health."""

    def __init__(self, bus: Bus, state: State, control: ControlBoard, now: Now) -> None:
        self._bus = bus
        self._state = state
        self._control = control
        self._now = now
        self._assigned: tuple[TopicPartition, ...] = ()
        self._assignment = 0
        self._done: dict[TopicPartition, int] = {}
        self._looked_at = float("-inf")
        self._trouble: str | None = "not started yet"
        self._turned_at = float("-inf")
        self._hearing = Hearing(bus)
        self._slots = asyncio.Semaphore(SESSIONS_AT_ONCE)
        self._log = get_logger("gateway.publisher")

    @property
    def checks(self) -> Mapping[str, Callable[[], Awaitable[None]]]:
        """Health checks by name."""
        return {"publisher": self._check}

    async def _check(self) -> None:
        if self._trouble is not None:
            raise Unavailable(f"recommendations are not published: {self._trouble}")
        if asyncio.get_running_loop().time() - self._turned_at > STUCK_S:
            raise Unavailable("recommendations are not published: the loop is stuck")
        await self._hearing.check({part: self._done.get(part) for part in self._assigned})

    async def on_revoked(self, partitions: Sequence[TopicPartition]) -> None:
        """See the bus port. What is under way is published to its end (once), and left for the new owner to commit."""
        self._assigned = ()
        self._assignment += 1

    async def on_assigned(self, partitions: Sequence[TopicPartition]) -> None:
        """See the bus port."""
        self._assigned = tuple(partitions)
        self._assignment += 1
        self._done.clear()
        self._looked_at = float("-inf")

    async def run(self) -> None:
        """Join the group and publish; starts over when the log was away."""
        await self._control.wait_ready()
        while True:
            consumer = self._bus.consumer(GROUP, [RECOMMENDATIONS.name, CONTROL.name], self)
            try:
                await consumer.start()
                await self._serve(consumer)
            except RetryLater as error:
                self._in_trouble(error)
            finally:
                with suppress(RetryLater):
                    await consumer.stop()
            await asyncio.sleep(PAUSE_S)

    async def _serve(self, consumer: Consumer) -> None:
        while True:
            records = await consumer.poll(max_records=RECORDS_AT_ONCE, timeout_s=POLL_S)
            self._turned_at = asyncio.get_running_loop().time()
            assignment = self._assignment
            while not await self._attempt(consumer, records):
                records = await self._wait_for_state(consumer, records, assignment)
                assignment = self._assignment
            await self._commit(consumer, records, assignment)

    async def _attempt(self, consumer: Consumer, records: list[Record]) -> bool:
        """False when the state is away and the same records must be tried again."""
        try:
            await self._fill_what_is_empty(consumer)
            await self._publish_all(records)
        except Unavailable as error:
            self._in_trouble(error)
            return False
        self._trouble = None
        return True

    async def _wait_for_state(self, consumer: Consumer, records: list[Record], assignment: int) -> list[Record]:
        """Stay in the group without reading on. After a rebalance the new owners read from the last commit."""
        self._looked_at = float("-inf")
        consumer.pause(self._assigned)
        await asyncio.sleep(PAUSE_S)
        more = await consumer.poll(max_records=RECORDS_AT_ONCE, timeout_s=0)
        consumer.resume(self._assigned)
        return records + more if assignment == self._assignment else more

    async def _commit(self, consumer: Consumer, records: list[Record], assignment: int) -> None:
        """Nothing after a rebalance: another owner may have committed further meanwhile."""
        if not records or assignment != self._assignment:
            return
        ends = {record.source: record.offset + 1 for record in records}
        self._done.update(ends)
        try:
            await consumer.commit(ends)
        except RetryLater as error:
            self._log.info("commit refused; the new owner reads these again", reason=str(error))

    async def _publish_all(self, records: list[Record], *, replay: bool = False, announce: bool = True) -> None:
        """Sessions side by side, each in order of the log."""
        by_session: defaultdict[bytes, list[Record]] = defaultdict(list)
        for record in records:
            by_session[record.key].append(record)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._session(chain, replay, announce)) for chain in by_session.values()]
        trouble = next((error for task in tasks if (error := task.result()) is not None), None)
        if trouble is not None:
            raise trouble

    async def _session(self, records: list[Record], replay: bool, announce: bool) -> Unavailable | None:
        async with self._slots:
            try:
                for record in records:
                    await self._one(record, replay, announce)
            except Unavailable as error:
                return error
        return None

    async def _one(self, record: Record, replay: bool, announce: bool) -> None:
        if record.value is None:
            return
        try:
            value = open_record(record.topic, record.value)
        except RejectMessage as error:
            if not replay:
                await self._reject(record, error)
            return
        if isinstance(value, Control):
            if value.state is ControlState.ERASED:
                await self._state.erase(value.session_id)
        elif isinstance(value, Recommendation):
            await self._publish(value, replay, announce)

    async def _publish(self, value: Recommendation, replay: bool, announce: bool) -> None:
        outcome = "erased"
        if not self._control.erased(value.session_id):
            with suppress(Gone):
                published = await self._state.publish(
                    encode_payload(value),
                    site_id=value.site_id,
                    session_id=value.session_id,
                    based_on=value.based_on,
                    announce=announce,
                )
                outcome = "published" if published is not None else "stale"
        PUBLISHED.labels("replayed" if replay else outcome).inc()
        self._log.debug("recommendation", session=session_hash(value.session_id), outcome=outcome)

    async def _reject(self, record: Record, error: RejectMessage) -> None:
        PUBLISHED.labels("rejected").inc()
        self._log.error("message rejected", topic=record.topic, offset=record.offset, reason=str(error))
        if record.topic == RECOMMENDATIONS.name:
            await self._bus.send(dead_letter(record, error, group=GROUP, stage="publisher", attempts=1))

    async def _fill_what_is_empty(self, consumer: Consumer) -> None:
        """After a wipe of the state every partition of ours is written again, up to what was published from it."""
        loop_time = asyncio.get_running_loop().time()
        if loop_time - self._looked_at < LOOK_EVERY_S:
            return
        ours = {f"{part.topic}:{part.partition}": part for part in self._assigned}
        for mark in await self._state.unfilled(list(ours)):
            await self._fill(mark, ours[mark], consumer)
        self._looked_at = loop_time

    async def _fill(self, mark: str, part: TopicPartition, consumer: Consumer) -> None:
        filled = False
        while not filled:
            await self._state.begin_fill(mark)
            done = self._done.get(part, await consumer.committed(part) or 0)
            start = 0
            if part.topic == RECOMMENDATIONS.name:
                start = await self._bus.offset_at(part, int((self._now() - REPLAY).timestamp() * 1000))
            batch: list[Record] = []
            newest: dict[bytes, Record] = {}
            async for record in self._bus.read(part, start, done):
                if record.key in newest:
                    batch.append(newest[record.key])
                newest[record.key] = record
                if len(batch) == RECORDS_AT_ONCE:
                    await self._publish_all(batch, replay=True, announce=False)
                    batch.clear()
            await self._publish_all(batch, replay=True, announce=False)
            await self._publish_all(list(newest.values()), replay=True, announce=True)
            filled = await self._state.end_fill(mark)
        REPLAYS.inc()
        self._log.info("state filled", partition=part.partition, topic=part.topic)

    def _in_trouble(self, error: RetryLater) -> None:
        if self._trouble != str(error):
            self._log.warning("not publishing", reason=str(error))
        self._trouble = str(error)
