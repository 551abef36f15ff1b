"""The constraint worker as a stage of the keyed runner: outcomes in order, the session's last sets beside each."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from interarec.constraints.handler import ConstrainPorts, constrain
from interarec.contracts.topics import CONSTRAINTS, SUMMARIES, Topic
from interarec.domain.batches import BatchOutcome, BatchState
from interarec.domain.constraints import ConstraintSet
from interarec.platform.keyed import Entry, Finished, Moment, Output, Plan

__all__ = ["ConstraintMemory", "Constraints"]

KEPT = 3
"""Earlier sets of a session kept for the consistency checks."""


@dataclass(slots=True)
class ConstraintMemory:
    """The last sets of each session, oldest first, and when each session was last heard of (ms)."""

    earlier: dict[str, deque[ConstraintSet]] = field(default_factory=dict)
    heard_ms: dict[str, int] = field(default_factory=dict)


class Constraints:
    """Turns outcomes into sets. A superseded outcome has none: the newer batch speaks for it."""

    name = "constraints"
    group = "interarec.constraints"
    inputs: tuple[Topic, ...] = (SUMMARIES,)
    output = CONSTRAINTS
    newest_first = False
    lookback_ms = 0

    def __init__(self, ports: ConstrainPorts) -> None:
        self._ports = ports

    def new_memory(self) -> ConstraintMemory:
        """See Stage."""
        return ConstraintMemory()

    def recall(self, memory: ConstraintMemory, value: ConstraintSet) -> None:
        """A set of ours."""
        kept = memory.earlier.setdefault(value.session_id, deque(maxlen=KEPT))
        if not kept or value.last_offset > kept[-1].last_offset:
            kept.append(value)
        memory.heard_ms[value.session_id] = int((value.last_appended_at or value.made_at).timestamp() * 1000)

    def remember(self, memory: ConstraintMemory, entry: Entry) -> None:
        """Nothing is looked back at."""

    def admit(self, memory: ConstraintMemory, entry: Entry) -> bool:
        """An outcome at or before the last set is a repeat."""
        outcome: BatchOutcome = entry.value
        kept = memory.earlier.get(outcome.session_id)
        return not kept or outcome.last_offset > kept[-1].last_offset

    def plan(self, memory: ConstraintMemory, waiting: Sequence[Entry], moment: Moment) -> Plan:
        """In order, one at a time."""
        first = waiting[0]
        outcome: BatchOutcome = first.value
        if outcome.state is BatchState.SUPERSEDED:
            return Plan(finished=Finished((first,)))
        return Plan(work=(first,), payload=tuple(memory.earlier.get(outcome.session_id, ())))

    async def work(self, payload: tuple[ConstraintSet, ...], entries: Sequence[Entry]) -> AsyncIterator[Output]:
        """One set."""
        yield Output(await constrain(entries[0].value, payload, self._ports))

    def bury(self, entries: Sequence[Entry], error: BaseException) -> tuple[Output, ...]:
        """Without a set the session goes on with its interactions; the raw outcome is a dead letter."""
        return ()

    def forget(self, memory: ConstraintMemory, before_ms: int) -> None:
        """See Stage."""
        for session_id in [one for one, at in memory.heard_ms.items() if at < before_ms]:
            del memory.heard_ms[session_id]
            memory.earlier.pop(session_id, None)
