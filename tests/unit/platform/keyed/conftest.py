"""A stage of numbers for the runner's tests: doubles each, with switches for every way it can go."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from interarec.contracts.envelope import wire
from interarec.contracts.topics import CONTROL, INTERACTIONS, Topic
from interarec.domain.control import Control, ControlState
from interarec.domain.interactions import Action, Interaction
from interarec.platform.bus.port import Record, TopicPartition
from interarec.platform.keyed import Entry, Finished, KeyedCore, Moment, Output, Plan

AT = datetime(2026, 1, 1, tzinfo=UTC)


def interaction(session: str, sequence: int) -> Interaction:
    return Interaction("demo", session, sequence, Action.VIEW, AT, item_id="i1")


def record(offset: int, session: str = "s1", *, partition: int = 0, garbage: bool = False) -> Record:
    message = wire(INTERACTIONS, interaction(session, offset), at=AT, source="test")
    value = b"\xff" if garbage else message.value
    return Record(INTERACTIONS.name, partition, offset, 1_000 + offset, session.encode(), value, message.headers)


@dataclass
class Memory:
    done: set[tuple[str, int]] = field(default_factory=set)


@dataclass
class Echo:
    """Answers an interaction by a Control whose `by` is the sequence; `at_once` finishes without work."""

    name: str = "echo"
    group: str = "echo"
    inputs: tuple[Topic, ...] = (INTERACTIONS,)
    output: Topic = CONTROL
    newest_first: bool = False
    lookback_ms: int = 0
    at_once: bool = False
    wait_until_ms: int | None = None
    failures: dict[int, list[BaseException]] = field(default_factory=dict)

    def new_memory(self) -> Memory:
        return Memory()

    def recall(self, memory: Memory, value: Control) -> None:
        memory.done.add((value.session_id, int(value.by)))

    def remember(self, memory: Memory, entry: Entry) -> None: ...

    def admit(self, memory: Memory, entry: Entry) -> bool:
        return (entry.session_id, entry.value.sequence) not in memory.done

    def plan(self, memory: Memory, waiting: Sequence[Entry], moment: Moment) -> Plan:
        if self.wait_until_ms is not None and moment.now_ms < self.wait_until_ms:
            return Plan(wake_at_ms=self.wait_until_ms)
        if self.at_once:
            return Plan(finished=Finished((waiting[0],), (answer(waiting[0]),)))
        return Plan(work=(waiting[0],))

    async def work(self, payload: Any, entries: Sequence[Entry]) -> AsyncIterator[Output]:
        errors = self.failures.get(entries[0].value.sequence)
        if errors:
            raise errors.pop(0)
        yield answer(entries[0])

    def bury(self, entries: Sequence[Entry], error: BaseException) -> tuple[Output, ...]:
        return tuple(answer(entry) for entry in entries)

    def forget(self, memory: Memory, before_ms: int) -> None: ...


def answer(entry: Entry) -> Output:
    return Output(Control("demo", entry.session_id, ControlState.ACTIVE, AT, str(entry.value.sequence)))


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def core(echo: Echo) -> KeyedCore:
    """A core that holds partition 0, read back, with two slots."""
    made = KeyedCore(echo, concurrency=2)  # type: ignore[arg-type]
    held(made, {0})
    return made


def held(core: KeyedCore, numbers: set[int], committed: int | None = None) -> None:
    """Assign and read back."""
    core.assigned(numbers)
    for number in numbers:
        core.begin(number, {TopicPartition(INTERACTIONS.name, number): committed})
        core.recalled(number, 0)
