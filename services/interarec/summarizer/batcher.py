"""Cuts a session's screenshots into batches: ten at a time, or where the shopper paused. A stage of the keyed runner.

The cut is a function of the log alone: at `size`, at the end of the session, or where the next screenshot was appended
more than `idle_ms` after the last. The clock decides only when a quiet batch may be emitted: when every record up to
then is known to have been received. So any two workers cut the same log at the same places, and give the same names.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from interarec.contracts.topics import BATCHES, SCREENSHOTS, Topic
from interarec.domain.batches import BatchItem, ClosedBy, ScreenshotBatch
from interarec.domain.identifiers import batch_id
from interarec.domain.screenshots import Screenshot, SessionEnd
from interarec.platform.keyed import Entry, Finished, Moment, Output, Plan

__all__ = ["Batcher", "BatcherMemory"]

SLACK_MS = 1_000
"""Allowed difference between this worker's clock and the broker's."""


@dataclass(slots=True)
class _Session:
    sequences: set[int] = field(default_factory=set)
    last_ms: int = 0


@dataclass(slots=True)
class BatcherMemory:
    """Sequences already in a batch, by session."""

    sessions: dict[str, _Session] = field(default_factory=dict)

    def batched(self, screenshot: Screenshot) -> bool:
        """True when the screenshot is in an emitted batch."""
        session = self.sessions.get(screenshot.session_id)
        return session is not None and screenshot.sequence in session.sequences


class Batcher:
    """The rules; see the module header. Times in ms of log time."""

    name = "batcher"
    group = "interarec.batcher"
    inputs: tuple[Topic, ...] = (SCREENSHOTS,)
    output = BATCHES
    newest_first = False
    lookback_ms = 0

    def __init__(self, *, size: int = 10, first_size: int | None = None, idle_ms: int = 10_000) -> None:
        self._size = size
        self._first_size = first_size or size
        self._idle_ms = idle_ms

    def new_memory(self) -> BatcherMemory:
        """See Stage."""
        return BatcherMemory()

    def recall(self, memory: BatcherMemory, value: ScreenshotBatch) -> None:
        """An emitted batch: its screenshots are taken."""
        session = memory.sessions.setdefault(value.session_id, _Session())
        session.sequences.update(item.screenshot.sequence for item in value.items)
        session.last_ms = max(session.last_ms, value.items[-1].appended_at_ms)

    def remember(self, memory: BatcherMemory, entry: Entry) -> None:
        """Nothing is looked back at."""

    def admit(self, memory: BatcherMemory, entry: Entry) -> bool:
        """A screenshot already in a batch is not taken again."""
        return isinstance(entry.value, SessionEnd) or not memory.batched(entry.value)

    def plan(self, memory: BatcherMemory, waiting: Sequence[Entry], moment: Moment) -> Plan:
        """The first batch of the waiting ones if its end is known, else when to look again."""
        repeated = tuple(_repeated(memory, waiting))
        if repeated:
            return Plan(finished=Finished(repeated))
        first = waiting[0]
        if isinstance(first.value, SessionEnd):
            return Plan(finished=Finished((first,)))
        size = self._first_size if first.value.sequence == 0 else self._size
        return self._cut(waiting, size, moment)

    def _cut(self, waiting: Sequence[Entry], size: int, moment: Moment) -> Plan:
        last_ms = waiting[0].record.timestamp_ms
        for count, entry in enumerate(waiting):
            if isinstance(entry.value, SessionEnd):
                return _closed(waiting[:count], ClosedBy.SESSION_END, entry.record.timestamp_ms, ended_by=(entry,))
            if entry.record.timestamp_ms - last_ms > self._idle_ms:
                return _closed(waiting[:count], ClosedBy.IDLE, last_ms + self._idle_ms)
            last_ms = entry.record.timestamp_ms
            if count + 1 == size:
                return _closed(waiting[:size], ClosedBy.FULL, last_ms)
        quiet_ms = last_ms + self._idle_ms + SLACK_MS
        if moment.complete_until_ms > quiet_ms:
            return _closed(waiting, ClosedBy.IDLE, last_ms + self._idle_ms)
        return Plan(complete_after_ms=quiet_ms)

    async def work(self, payload: None, entries: Sequence[Entry]) -> AsyncIterator[Output]:
        """Never called: every plan is finished at once."""
        for entry in entries:
            raise AssertionError(f"the batcher has no work to do for {entry.session_id}")
            yield

    def bury(self, entries: Sequence[Entry], error: BaseException) -> tuple[Output, ...]:
        """Nothing is in work that could fail."""
        return ()

    def forget(self, memory: BatcherMemory, before_ms: int) -> None:
        """See Stage."""
        old = [session_id for session_id, session in memory.sessions.items() if session.last_ms < before_ms]
        for session_id in old:
            del memory.sessions[session_id]


def _repeated(memory: BatcherMemory, waiting: Sequence[Entry]) -> Iterator[Entry]:
    """References sent again: the first of each sequence counts."""
    seen: set[int] = set()
    for entry in waiting:
        if isinstance(entry.value, Screenshot):
            if entry.value.sequence in seen or memory.batched(entry.value):
                yield entry
            seen.add(entry.value.sequence)


def _closed(entries: Sequence[Entry], by: ClosedBy, at_ms: int, *, ended_by: tuple[Entry, ...] = ()) -> Plan:
    first, last = entries[0], entries[-1]
    batch = ScreenshotBatch(
        batch_id=batch_id(first.record.topic, first.record.partition, first.session_id, first.record.offset),
        site_id=first.value.site_id,
        session_id=first.session_id,
        first_offset=first.record.offset,
        last_offset=last.record.offset,
        items=tuple(BatchItem(one.record.offset, one.record.timestamp_ms, one.value) for one in entries),
        closed_by=by,
        closed_at=datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=at_ms),
    )
    return Plan(finished=Finished((*entries, *ended_by), (Output(batch),)))
