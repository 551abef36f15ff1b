"""The state of one partition number: what is open, who waits, what the stage remembers. Used by `core.py` only."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from interarec.platform.bus.port import Record, TopicPartition
from interarec.platform.keyed.stage import Entry, Output, Stage

__all__ = ["Job", "Lane", "Ledger", "SessionQueue"]

COMPLETE_STEP_MS = 100
"""Sessions that wait for the whole log are looked through at most this often by log time."""


class Ledger:
    """Which offsets of one input partition are open; the commit is the oldest of them."""

    def __init__(self, next_offset: int) -> None:
        self.next_offset = next_offset
        self._order: deque[int] = deque()
        self._closed: set[int] = set()

    def open(self, offset: int) -> bool:
        """Start `offset`; False when it was received before."""
        if offset < self.next_offset:
            return False
        self.next_offset = offset + 1
        self._order.append(offset)
        return True

    def close(self, offset: int) -> None:
        """`offset` is done. One that was never opened here was another owner's."""
        if self.commit <= offset < self.next_offset:
            self._closed.add(offset)
        while self._order and self._order[0] in self._closed:
            self._closed.discard(self._order.popleft())

    @property
    def open_count(self) -> int:
        """How many offsets are open."""
        return len(self._order) - len(self._closed)

    @property
    def commit(self) -> int:
        """Offset of the oldest item not done."""
        return self._order[0] if self._order else self.next_offset


@dataclass(eq=False, slots=True)
class Job:
    """Entries in work, and the outputs that wait to be sent. `lane` is its partition number."""

    number: int
    lane: int
    session_id: str
    entries: tuple[Entry, ...]
    payload: Any = None
    works: bool = False
    unsent: deque[Output] = field(default_factory=deque)
    ended: bool = False
    sending: bool = False
    dropped: bool = False
    yielded: bool = False
    letters: int = 0
    """Dead letters of its entries that are not acknowledged yet; outputs wait for them."""


@dataclass(eq=False, slots=True)
class SessionQueue:
    """Entries of one session in log order, and its job if it has one."""

    waiting: list[Entry] = field(default_factory=list)
    job: Job | None = None
    not_before_ms: int = 0


class Lane:
    """One partition number across the input topics (they have equal counts and are assigned together)."""

    def __init__(self, number: int, memory: Any) -> None:
        self.number = number
        self.memory = memory
        self.ready = False
        self.ledgers: dict[TopicPartition, Ledger] = {}
        self.sessions: dict[str, SessionQueue] = {}
        self.letters: dict[tuple[TopicPartition, int], Job | None] = {}
        self.complete_until_ms = 0
        self.probe_due_ms: int | None = None
        self._awaiting_complete: dict[str, int] = {}
        self.probe: tuple[int, dict[TopicPartition, int]] | None = None
        self.probing = False
        self.output_offset: int | None = None
        self._heard_ms: dict[TopicPartition, int] = {}

    def queue(self, session_id: str) -> SessionQueue:
        """The session's queue, made when first asked for."""
        return self.sessions.setdefault(session_id, SessionQueue())

    def close(self, entries: Iterable[Entry]) -> None:
        """`entries` are done."""
        for entry in entries:
            self.ledgers[entry.record.source].close(entry.record.offset)

    def drop_answered(self, session_id: str, stage: Stage) -> None:
        """Close what others answered meanwhile; a job of which nothing is open is dropped."""
        queue = self.sessions[session_id]
        open_ones = [entry for entry in queue.waiting if stage.admit(self.memory, entry)]
        kept = set(map(id, open_ones))
        self.close(entry for entry in queue.waiting if id(entry) not in kept)
        queue.waiting = open_ones
        # every entry is shown to the stage, which may take something in from each
        if queue.job is not None and True not in [stage.admit(self.memory, entry) for entry in queue.job.entries]:
            queue.job.unsent.clear()
            queue.job.dropped = True

    def drop_if_empty(self, session_id: str) -> None:
        """Forget a queue with nothing in it."""
        queue = self.sessions.get(session_id)
        if queue is not None and not queue.waiting and queue.job is None:
            del self.sessions[session_id]

    def bury(self, record: Record, job: Job | None) -> None:
        """A dead letter of `record` is under way; `job` is None for one that could not be decoded."""
        self.letters[record.source, record.offset] = job
        if job is not None:
            job.letters += 1

    def buried(self, record: Record) -> Job | None:
        """It is acknowledged. Returns the job that had its last one now; letters from before the lane count nothing."""
        letter = (record.source, record.offset)
        if letter not in self.letters:
            return None
        job = self.letters.pop(letter)
        if job is None:
            self.ledgers[record.source].close(record.offset)
            return None
        job.letters -= 1
        return job if not job.letters else None

    def commits(self) -> dict[TopicPartition, int]:
        """Offset of the oldest item not done, by input partition."""
        return {partition: ledger.commit for partition, ledger in self.ledgers.items()}

    # --- knowing the log whole up to a time

    def await_complete(self, session_id: str, after_ms: int) -> None:
        """`session_id` is planned again once the log is known whole beyond `after_ms`."""
        self._awaiting_complete[session_id] = after_ms
        self.probe_due_ms = min(after_ms, after_ms if self.probe_due_ms is None else self.probe_due_ms)

    def heard(self, source: TopicPartition, timestamp_ms: int) -> list[str]:
        """A record of `timestamp_ms` came. Returns the sessions that waited for a log as whole as this shows it to be.

        A partition is in order of append time, so no probe is needed while records come; nor is any possible while
        the inputs are paused because too much waits.
        """
        self._heard_ms[source] = timestamp_ms
        at_ms = min(self._heard_ms.get(one, 0) for one in self.ledgers)
        waits = self.probe_due_ms is not None and at_ms > self.probe_due_ms
        due = self._completed(at_ms) if waits and at_ms >= self.complete_until_ms + COMPLETE_STEP_MS else []
        return due + self._reached()

    def probed(self, at_ms: int, ends: Mapping[TopicPartition, int]) -> list[str]:
        """`ends` were fetched after `at_ms`. Returns the sessions that waited for no more than that."""
        if not self.probing:
            return []
        self.probing, self.probe = False, (at_ms, dict(ends))
        return self._reached()

    def _reached(self) -> list[str]:
        """When everything up to the probed ends was received, the log is whole up to the time of the probe."""
        if self.probe is None:
            return []
        at_ms, ends = self.probe
        if any(self.ledgers[partition].next_offset < end for partition, end in ends.items()):
            return []
        self.probe = None
        return self._completed(at_ms)

    def stop_awaiting(self, session_id: str) -> None:
        """The session has something in work."""
        self._awaiting_complete.pop(session_id, None)

    def take_probe(self, now_ms: int) -> bool:
        """True when a probe is to be made now; it is then under way."""
        if self.probing or self.probe is not None or self.probe_due_ms is None or self.probe_due_ms >= now_ms:
            return False
        self.probing = True
        self.probe_due_ms = None
        return True

    def _completed(self, at_ms: int) -> list[str]:
        """Everything appended before `at_ms` was received: the sessions that waited for it."""
        self.complete_until_ms = max(self.complete_until_ms, at_ms)
        due = [session_id for session_id, after in self._awaiting_complete.items() if at_ms > after]
        for session_id in due:
            del self._awaiting_complete[session_id]
        self.probe_due_ms = min(self._awaiting_complete.values(), default=None)
        return due

    def forget_probe(self) -> None:
        """A probe under way does not count any more."""
        self.probe, self.probing = None, False
        self.probe_due_ms = min(self._awaiting_complete.values(), default=None)
