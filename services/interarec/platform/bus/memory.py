"""The in-process twin of the Kafka adapter: same port, same test suite. For `--embedded`, unit tests and simulation."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from interarec.contracts.wire import WireMessage
from interarec.domain.errors import RetryLater
from interarec.platform.bus.memory_log import Member, MemoryLog
from interarec.platform.bus.port import Consumer, Listener, Position, Record, TopicPartition, TopicSpec

__all__ = ["MemoryBus", "MemoryConsumer"]

_numbers = itertools.count()


class MemoryConsumer:
    """A member of a group on a MemoryLog."""

    def __init__(self, log: MemoryLog, group: str, member: Member) -> None:
        self._log = log
        self._group = group
        self.member = member

    async def start(self) -> None:
        """Join the group; returns with an assignment."""
        self._log.require_reachable()
        await self._log.join(self._group, self.member)

    async def poll(self, *, max_records: int, timeout_s: float) -> list[Record]:
        """See the port."""
        await self._rejoin_when_expelled()
        records = self._fetch(max_records)
        if not records:
            await self._log.changed(self.member.topics, timeout_s)
            records = self._fetch(max_records)
        return records

    async def _rejoin_when_expelled(self) -> None:
        if self.member in self._log.group(self._group).members:
            return
        lost, self.member.assigned = self.member.assigned, ()
        await self.member.listener.on_revoked(lost)
        await self._log.join(self._group, self.member)

    def _fetch(self, max_records: int) -> list[Record]:
        self._log.require_reachable()
        found: list[Record] = []
        if self.member.rebalancing:
            return found
        for partition in self.member.assigned:
            if partition not in self.member.paused:
                start = self.member.positions[partition]
                more = self._log.records(partition)[start : start + max_records - len(found)]
                self.member.positions[partition] = start + len(more)
                found.extend(more)
        return found

    def pause(self, partitions: Iterable[TopicPartition]) -> None:
        """See the port."""
        self.member.paused.update(partitions)

    def resume(self, partitions: Iterable[TopicPartition]) -> None:
        """See the port."""
        self.member.paused.difference_update(partitions)
        self._log.wake(*self.member.topics)

    def seek(self, partition: TopicPartition, offset: int) -> None:
        """See the port."""
        if partition in self.member.positions:
            self.member.positions[partition] = offset
            self._log.wake(partition.topic)

    def position(self, partition: TopicPartition) -> int | None:
        """See the port."""
        return self.member.positions.get(partition)

    async def committed(self, partition: TopicPartition) -> int | None:
        """See the port."""
        self._log.require_reachable()
        return self._log.group(self._group).committed.get(partition)

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """See the port."""
        self._log.require_reachable()
        group = self._log.group(self._group)
        if self.member not in group.members or not set(offsets) <= set(self.member.assigned):
            raise RetryLater("commit refused: no longer the owner of these partitions", code="fenced")
        group.committed.update(offsets)

    async def stop(self) -> None:
        """See the port."""
        await self._log.leave(self._group, self.member)


class MemoryBus:
    """A connection to a MemoryLog; several on one log are several clients of one broker."""

    def __init__(self, log: MemoryLog) -> None:
        self.log = log

    async def start(self) -> None:
        """See the port."""
        self.log.require_reachable()

    async def stop(self) -> None:
        """Nothing to flush."""

    async def check(self) -> None:
        """See the port."""
        self.log.require_reachable()

    async def create(self, topics: Sequence[TopicSpec]) -> None:
        """See the port."""
        self.log.create(topics)

    async def topics(self) -> Mapping[str, int]:
        """See the port."""
        return self.log.counts

    async def send(self, message: WireMessage) -> Position:
        """See the port."""
        return self.log.append(message)

    def consumer(
        self, group: str, topics: Sequence[str], listener: Listener, *, instance_id: str | None = None
    ) -> Consumer:
        """See the port."""
        name = instance_id or f"member-{next(_numbers):06d}"
        return MemoryConsumer(self.log, group, Member(name, tuple(topics), listener))

    async def end_offset(self, partition: TopicPartition) -> int:
        """See the port."""
        self.log.require_reachable()
        return len(self.log.records(partition))

    async def offset_at(self, partition: TopicPartition, timestamp_ms: int) -> int:
        """See the port."""
        self.log.require_reachable()
        return self.log.offset_at(partition, timestamp_ms)

    async def read(self, partition: TopicPartition, start: int, end: int) -> AsyncIterator[Record]:
        """See the port."""
        for record in self.log.records(partition)[start:end]:
            self.log.require_reachable()
            yield record

    async def follow(self, topic: str, *, from_beginning: bool) -> AsyncIterator[Record | None]:
        """See the port."""
        parts = [TopicPartition(topic, number) for number in range(self.log.counts[topic])]
        ends = {part: len(self.log.records(part)) for part in parts}
        positions = dict.fromkeys(parts, 0) if from_beginning else dict(ends)
        caught_up = False
        while True:
            fresh = [record for part in parts for record in self.log.records(part)[positions[part] :]]
            for record in fresh:
                positions[record.source] = record.offset + 1
                yield record
            if not caught_up and all(positions[part] >= ends[part] for part in parts):
                caught_up = True
                yield None
            elif not fresh:
                await self.log.changed([topic], None)
