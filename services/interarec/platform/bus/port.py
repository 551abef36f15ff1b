"""What a stage may ask of the log. Kafka (`kafka.py`) and the in-process log (`memory.py`) both fulfil it.

All coroutines raise `domain.errors.Unavailable` when the log cannot be reached.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from interarec.contracts.wire import Headers, WireMessage

__all__ = ["Bus", "Consumer", "Listener", "Position", "Record", "TopicPartition", "TopicSpec"]


class TopicPartition(NamedTuple):
    """One partition of one topic."""

    topic: str
    partition: int


class Position(NamedTuple):
    """Where an acknowledged message lies in the log."""

    partition: int
    offset: int
    timestamp_ms: int


@dataclass(frozen=True, slots=True)
class Record:
    """A message as read. `timestamp_ms` is the broker's append time."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    key: bytes
    value: bytes | None
    headers: Headers = ()

    @property
    def source(self) -> TopicPartition:
        """The partition it was read from."""
        return TopicPartition(self.topic, self.partition)


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """How a topic is created."""

    name: str
    partitions: int
    replication: int
    config: Mapping[str, str]


class Listener(Protocol):
    """Told of rebalances, possibly from another task than the one that polls.

    The group waits while these run, so they must be short; `poll` returns nothing of the partitions meanwhile.
    """

    async def on_revoked(self, partitions: Sequence[TopicPartition]) -> None:
        """All of `partitions` stop being ours; the last moment at which a commit for them may succeed."""

    async def on_assigned(self, partitions: Sequence[TopicPartition]) -> None:
        """`partitions` is the whole new assignment; reading starts at the committed offsets (or the beginning)."""


class Consumer(Protocol):
    """A member of a consumer group, with commits made by hand. Assignment is eager and by range."""

    async def start(self) -> None:
        """Join the group."""

    async def poll(self, *, max_records: int, timeout_s: float) -> list[Record]:
        """Records of the partitions not paused, in order per partition; empty after `timeout_s` without any."""

    def pause(self, partitions: Iterable[TopicPartition]) -> None:
        """Stop fetching these; forgotten at the next rebalance."""

    def resume(self, partitions: Iterable[TopicPartition]) -> None:
        """Fetch these again."""

    def seek(self, partition: TopicPartition, offset: int) -> None:
        """Read `partition` from `offset` next."""

    def position(self, partition: TopicPartition) -> int | None:
        """Offset of the next record to be returned, None before the first fetch is set up."""

    async def committed(self, partition: TopicPartition) -> int | None:
        """The group's committed offset, None if there is none."""

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Commit next offsets to read. Raises RetryLater when this member is no longer in the group."""

    async def stop(self) -> None:
        """Leave the group at once."""


class Bus(Protocol):
    """The log."""

    async def start(self) -> None:
        """Connect; raises Unavailable."""

    async def stop(self) -> None:
        """Flush and close."""

    async def check(self) -> None:
        """Raise Unavailable unless the log answers now."""

    async def create(self, topics: Sequence[TopicSpec]) -> None:
        """Create the topics that are missing."""

    async def topics(self) -> Mapping[str, int]:
        """Partition count by topic."""

    async def send(self, message: WireMessage) -> Position:
        """Append and wait for the acknowledgement of all replicas."""

    def consumer(
        self, group: str, topics: Sequence[str], listener: Listener, *, instance_id: str | None = None
    ) -> Consumer:
        """A new, not yet started member of `group`."""

    async def end_offset(self, partition: TopicPartition) -> int:
        """Offset the next record will get, fetched now."""

    async def offset_at(self, partition: TopicPartition, timestamp_ms: int) -> int:
        """First offset whose append time is not before `timestamp_ms`; the end offset when there is none."""

    def read(self, partition: TopicPartition, start: int, end: int) -> AsyncIterator[Record]:
        """Records with start <= offset < end, without a group, then stop; never waits for what is not there yet."""

    def follow(self, topic: str, *, from_beginning: bool) -> AsyncIterator[Record | None]:
        """All partitions without a group, for ever; None once, when everything present at the call was read."""
