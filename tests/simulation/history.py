"""What happened in one run, as plain data: the topics, the commits, what clients saw. Read by `invariants`.

Filled by the simulation, or from real parts: `messages_of` takes the records of a topic however they were read, and a
client's log is a list of events as its connection saw them. `order` numbers everything in one sequence; on real parts
the append time in ms serves, with commits noted later than what they cover.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from interarec.contracts.envelope import open_record
from interarec.contracts.wire import header
from interarec.domain.errors import RejectMessage
from interarec.domain.recommendations import BasedOn
from interarec.platform.bus.port import Record, TopicPartition

__all__ = ["Answered", "ClientLog", "Commit", "Dropped", "History", "Message", "Shown", "messages_of"]


@dataclass(frozen=True, slots=True)
class Message:
    """A record of a topic. `value` is None when it cannot be decoded; `source` is the record a dead letter is of."""

    topic: str
    partition: int
    offset: int
    order: int
    value: Any
    source: tuple[str, int, int] | None = None


def messages_of(records: Iterable[Record], order: Callable[[Record], int]) -> list[Message]:
    """Records, dead letters included, as messages."""
    return [Message(one.topic, one.partition, one.offset, order(one), _value(one), _source(one)) for one in records]


def _value(record: Record) -> Any:
    try:
        return None if record.topic.endswith(".dlq") else open_record(record.topic, record.value)
    except RejectMessage:
        return None


def _source(record: Record) -> tuple[str, int, int] | None:
    topic = header(record.headers, "dlq.topic")
    if topic is None or not record.topic.endswith(".dlq"):
        return None
    return topic, int(header(record.headers, "dlq.partition") or 0), int(header(record.headers, "dlq.offset") or 0)


@dataclass(frozen=True, slots=True)
class Commit:
    """A group said that everything before `offset` is done."""

    group: str
    source: TopicPartition
    offset: int
    order: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A recommendation as a client got it: in the answer to its subscription, or pushed."""

    epoch: str
    offset: int
    session_id: str
    based_on: BasedOn


@dataclass(frozen=True, slots=True)
class Answered:
    """A subscription was answered. `asked` is the position the client said it had reached."""

    epoch: str
    offset: int
    recovered: bool
    asked: tuple[str, int] | None
    given: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """The connection ended."""


@dataclass(slots=True)
class ClientLog:
    """What one client of one session saw, over all its connections. `connected` at the end of the run."""

    session_id: str
    events: list[Answered | Shown | Dropped] = field(default_factory=list)
    connected: bool = False


@dataclass(frozen=True)
class History:
    """One run.

    `acknowledged` are (session, sequence); `published` what the state accepted, as (order, wipes before, session,
    based_on); `erased` the sessions erased, `spoken_after_erasure` what of them could still be read 60 s later; `spent`
    (budget, units spent, limit, the largest single call); `unheard` what was raised where nobody listens;
    `trespasses` what was sent by a worker that knew it does not hold the partition; `quiet_after_s` None when it never
    got quiet. `unheard` and `trespasses` cannot be seen from outside: on real parts they stay empty.
    """

    acknowledged: frozenset[tuple[str, int]]
    messages: Mapping[str, Sequence[Message]]
    commits: Sequence[Commit] = ()
    published: Sequence[tuple[int, int, str, BasedOn]] = ()
    clients: Sequence[ClientLog] = ()
    erased: frozenset[str] = frozenset()
    spoken_after_erasure: Sequence[str] = ()
    spent: Sequence[tuple[str, int, int, int]] = ()
    unheard: Sequence[str] = ()
    trespasses: Sequence[str] = ()
    quiet_after_s: float | None = 0.0
    quiet_limit_s: float = 120.0

    def of(self, topic: str) -> Sequence[Message]:
        """The topic's messages, partition by partition, in log order."""
        return self.messages.get(topic, ())
