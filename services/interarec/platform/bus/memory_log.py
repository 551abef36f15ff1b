"""The in-process log: partitions, append times, and consumer groups with eager rebalances.

Used through `memory.MemoryBus`. Group state is explicit so that tests can expel a member, as a broker does with one
that stopped its heartbeats: what the expelled member still sends is appended, what it commits is refused.
"""

from __future__ import annotations

import asyncio
import bisect
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from interarec.contracts.wire import WireMessage
from interarec.domain.errors import InvalidInput, Unavailable
from interarec.platform.bus.port import Listener, Position, Record, TopicPartition, TopicSpec

__all__ = ["Group", "Member", "MemoryLog"]


@dataclass(eq=False)
class Member:
    """One consumer of a group. `generation` is the one it last got an assignment in."""

    name: str
    topics: tuple[str, ...]
    listener: Listener
    assigned: tuple[TopicPartition, ...] = ()
    generation: int = -1
    rebalancing: bool = True
    positions: dict[TopicPartition, int] = field(default_factory=dict)
    paused: set[TopicPartition] = field(default_factory=set)


@dataclass
class Group:
    """A consumer group: members by join order, committed offsets."""

    members: list[Member] = field(default_factory=list)
    generation: int = 0
    committed: dict[TopicPartition, int] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class MemoryLog:
    """Everything the broker keeps. One per process, shared by all buses made on it."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._partitions: dict[TopicPartition, list[Record]] = {}
        self._counts: dict[str, int] = {}
        self._waiting: dict[str, dict[asyncio.Future[None], None]] = {}
        self.groups: dict[str, Group] = {}
        self.reachable = True

    @property
    def counts(self) -> dict[str, int]:
        """Partition count by topic."""
        self.require_reachable()
        return dict(self._counts)

    def require_reachable(self) -> None:
        """Raise Unavailable while tests keep the log down."""
        if not self.reachable:
            raise Unavailable("the log does not answer")

    def create(self, topics: Sequence[TopicSpec]) -> None:
        """Add the topics that are missing."""
        for spec in topics:
            if spec.name not in self._counts:
                self._counts[spec.name] = spec.partitions
                for number in range(spec.partitions):
                    self._partitions[TopicPartition(spec.name, number)] = []

    def append(self, message: WireMessage) -> Position:
        """Append with the time of now, never before the last one's."""
        self.require_reachable()
        count = self._counts.get(message.topic)
        if count is None:
            raise Unavailable(f"topic {message.topic} does not exist")
        number = zlib.crc32(message.key) % count if message.partition is None else message.partition
        log = self.records(TopicPartition(message.topic, number))
        at = int(self._now().timestamp() * 1000)
        if log:
            at = max(at, log[-1].timestamp_ms)
        offset = len(log)
        log.append(Record(message.topic, number, offset, at, message.key, message.value, message.headers))
        self.wake(message.topic)
        return Position(number, offset, at)

    def records(self, partition: TopicPartition) -> list[Record]:
        """The partition's records, in order of offset. Raises InvalidInput when there is no such partition."""
        try:
            return self._partitions[partition]
        except KeyError:
            raise InvalidInput(f"no partition {partition.partition} of {partition.topic}") from None

    def offset_at(self, partition: TopicPartition, timestamp_ms: int) -> int:
        """First offset not appended before `timestamp_ms`."""
        return bisect.bisect_left(self.records(partition), timestamp_ms, key=lambda record: record.timestamp_ms)

    def wake(self, *topics: str) -> None:
        """Let every reader that waits for one of `topics` look again; without topics, every reader."""
        for topic in topics or list(self._waiting):
            for waiter in self._waiting.pop(topic, ()):
                _let_go(waiter)

    async def changed(self, topics: Sequence[str], timeout_s: float | None) -> None:
        """Return after the next append to one of `topics`, the next rebalance, or `timeout_s` seconds."""
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        for topic in topics:
            self._waiting.setdefault(topic, {})[waiter] = None  # not a set: readers wake in the order they came
        alarm = None if timeout_s is None else loop.call_later(timeout_s, _let_go, waiter)
        try:
            await waiter
        finally:
            if alarm is not None:
                alarm.cancel()
            for topic in topics:
                self._waiting.get(topic, {}).pop(waiter, None)

    def group(self, name: str) -> Group:
        """The group called `name`, made when first asked for."""
        return self.groups.setdefault(name, Group())

    async def join(self, name: str, member: Member) -> None:
        """Add `member` and rebalance."""
        group = self.group(name)
        group.members.append(member)
        await self.rebalance(group)

    async def leave(self, name: str, member: Member) -> None:
        """Take `member` out and rebalance the rest."""
        group = self.group(name)
        if member in group.members:
            await self._revoke(member)
            if member in group.members:  # not expelled meanwhile
                group.members.remove(member)
                await self.rebalance(group)

    async def expel(self, name: str, member: Member) -> None:
        """Drop a silent member without telling it; it learns at its next poll."""
        group = self.group(name)
        group.members.remove(member)
        await self.rebalance(group)

    async def rebalance(self, group: Group) -> None:
        """Revoke everything from everyone, then hand out ranges."""
        async with group.lock:
            group.generation += 1
            for member in list(group.members):
                await self._revoke(member)
            shares = self._ranges(group)
            for member in list(group.members):
                await self._assign(group, member, shares.get(member.name, ()))
        self.wake()

    async def _revoke(self, member: Member) -> None:
        if member.assigned:
            member.rebalancing = True
            await member.listener.on_revoked(member.assigned)
        member.assigned = ()

    async def _assign(self, group: Group, member: Member, share: Sequence[TopicPartition]) -> None:
        member.generation = group.generation
        member.assigned = tuple(share)
        member.paused.clear()
        member.positions = {partition: group.committed.get(partition, 0) for partition in share}
        await member.listener.on_assigned(member.assigned)
        member.rebalancing = False

    def _ranges(self, group: Group) -> dict[str, list[TopicPartition]]:
        """Contiguous ranges per topic by member name: equal counts give equal partitions of every topic."""
        shares: dict[str, list[TopicPartition]] = {member.name: [] for member in group.members}
        for topic in sorted({topic for member in group.members for topic in member.topics}):
            names = sorted(member.name for member in group.members if topic in member.topics)
            size, rest = divmod(self._counts.get(topic, 0), len(names))
            start = 0
            for index, name in enumerate(names):
                end = start + size + (1 if index < rest else 0)
                shares[name].extend(TopicPartition(topic, number) for number in range(start, end))
                start = end
        return shares


def _let_go(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
