"""The summarizer as a stage of the keyed runner: fresh first, one reading per batch, one outcome each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from interarec.contracts.topics import BATCHES, SUMMARIES, Topic
from interarec.domain.batches import BatchOutcome, BatchState, ScreenshotBatch
from interarec.platform.keyed import Entry, Finished, Moment, Output, Plan
from interarec.summarizer.handler import SummariserPorts, ended, summarise

__all__ = ["Summarizer", "SummarizerMemory"]

NEWER = "a newer batch of the session was waiting"
WAITED = "waited too long for a free reader"


@dataclass(slots=True)
class SummarizerMemory:
    """How far each session was answered (last offset), and when it was last heard of (ms)."""

    answered: dict[str, int] = field(default_factory=dict)
    heard_ms: dict[str, int] = field(default_factory=dict)


class Summarizer:
    """Reads the newest waiting batch, of a session and of all; older ones end `superseded`, late ones `expired`."""

    name = "summarizer"
    group = "interarec.summarizer"
    inputs: tuple[Topic, ...] = (BATCHES,)
    output = SUMMARIES
    newest_first = True
    lookback_ms = 0

    def __init__(self, ports: SummariserPorts) -> None:
        self._ports = ports

    def new_memory(self) -> SummarizerMemory:
        """See Stage."""
        return SummarizerMemory()

    def recall(self, memory: SummarizerMemory, value: BatchOutcome) -> None:
        """An outcome: the session is answered up to its last offset."""
        known = memory.answered.get(value.session_id, -1)
        memory.answered[value.session_id] = max(known, value.last_offset)
        memory.heard_ms[value.session_id] = int(value.last_appended_at.timestamp() * 1000)
        self._ports.memory.remember(value)

    def remember(self, memory: SummarizerMemory, entry: Entry) -> None:
        """Nothing is looked back at."""

    def admit(self, memory: SummarizerMemory, entry: Entry) -> bool:
        """A batch that ends at or before what was answered is a repeat."""
        batch: ScreenshotBatch = entry.value
        return batch.last_offset > memory.answered.get(batch.session_id, -1)

    def plan(self, memory: SummarizerMemory, waiting: Sequence[Entry], moment: Moment) -> Plan:
        """Older ones are superseded, then the newest is read if it is not too old."""
        *older, newest = waiting
        if older:
            return Plan(finished=self._end(older, BatchState.SUPERSEDED, NEWER))
        late_at_ms = newest.record.timestamp_ms + self._ports.expire_ms
        if moment.now_ms > late_at_ms:
            return Plan(finished=self._end([newest], BatchState.EXPIRED, WAITED))
        return Plan(work=(newest,), wake_at_ms=late_at_ms + 1)

    def _end(self, entries: Sequence[Entry], state: BatchState, reason: str) -> Finished:
        now, engine = self._ports.now(), self._ports.engine.name
        outputs = tuple(Output(ended(entry.value, state, reason, now=now, engine=engine)) for entry in entries)
        return Finished(tuple(entries), outputs)

    async def work(self, payload: None, entries: Sequence[Entry]) -> AsyncIterator[Output]:
        """One reading."""
        yield Output(await summarise(entries[0].value, self._ports))

    def bury(self, entries: Sequence[Entry], error: BaseException) -> tuple[Output, ...]:
        """The batch is dead; the reason names the error."""
        return self._end(entries, BatchState.DEAD, f"{type(error).__name__}: {error}").outputs

    def forget(self, memory: SummarizerMemory, before_ms: int) -> None:
        """See Stage."""
        for session_id in [one for one, at in memory.heard_ms.items() if at < before_ms]:
            del memory.heard_ms[session_id], memory.answered[session_id]
