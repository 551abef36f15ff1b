"""What a worker supplies to the runner: pure decisions on the waiting items of one session, and the work itself.

Implemented by the batcher, the summarizer, the constraint worker and the recommender.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from interarec.contracts.topics import Topic
from interarec.platform.bus.port import Record

__all__ = ["Entry", "Finished", "Moment", "Output", "Plan", "Stage"]


@dataclass(slots=True, eq=False)
class Entry:
    """One message that waits: its record, its decoded value, and how often work on it raised."""

    record: Record
    value: Any
    session_id: str
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Output:
    """A domain value for the output topic; it goes to the partition its cause came from."""

    value: Any


@dataclass(frozen=True, slots=True)
class Finished:
    """Entries that need no work: once `outputs` (maybe none) are acknowledged, they are done."""

    entries: tuple[Entry, ...]
    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """When a plan is made. Times in ms.

    `complete_until_ms`: every record of this partition that was or will be appended before it has been received.
    """

    now_ms: int
    complete_until_ms: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do for one session now. `finished` goes first; `work` waits for a free slot and is planned again then.

    `wake_at_ms`: plan again at that time. `complete_after_ms`: plan again once the log is known whole beyond it.
    """

    finished: Finished | None = None
    work: tuple[Entry, ...] = ()
    payload: Any = None
    wake_at_ms: int | None = None
    complete_after_ms: int | None = None


class Stage(Protocol):
    """One worker's rules. All methods but `work` are synchronous, cheap, and touch nothing but `memory`."""

    name: str
    group: str
    inputs: tuple[Topic, ...]
    output: Topic
    newest_first: bool
    """Which session gets a free slot: the one whose input came last, or (False) the one that has waited longest."""
    lookback_ms: int
    """How far before the commit, and from there to their ends, the inputs are read into memory (`remember`); 0: not."""

    def new_memory(self) -> Any:
        """Memory of one partition."""

    def recall(self, memory: Any, value: Any) -> None:
        """Take in one own output: read back on assignment, or just acknowledged."""

    def remember(self, memory: Any, entry: Entry) -> None:
        """Take in an input from `lookback_ms` before the commit up to the end; those after it are received as well."""

    def admit(self, memory: Any, entry: Entry) -> bool:
        """False when an own output already answers `entry`: it is done."""

    def plan(self, memory: Any, waiting: Sequence[Entry], moment: Moment) -> Plan:
        """Decide on the waiting entries (never empty) of one session that has nothing in work."""

    def work(self, payload: Any, entries: Sequence[Entry]) -> AsyncIterator[Output]:
        """Do it; each output is sent in turn. RetryLater is tried again, anything else three times in all."""

    def bury(self, entries: Sequence[Entry], error: BaseException) -> tuple[Output, ...]:
        """Outputs that end `entries` in a named state after work on them raised for the last time."""

    def forget(self, memory: Any, before_ms: int) -> None:
        """Drop sessions quiet since `before_ms` that have nothing waiting."""
