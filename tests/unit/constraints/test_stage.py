"""The constraint worker's rules: in order, nothing for what was superseded, repeats dropped, a few sets remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from interarec.constraints.handler import ConstrainPorts, constrain
from interarec.constraints.stage import KEPT, ConstraintMemory, Constraints
from interarec.contracts.topics import SUMMARIES
from interarec.domain.batches import BatchOutcome, BatchState
from interarec.domain.constraints import ConstraintSet
from interarec.platform.bus.port import Record
from interarec.platform.keyed import Entry, Moment
from interarec.platform.settings.schema import ConstraintSettings

from tests.unit.constraints.examples import FACTS, NOON, outcome

PORTS = ConstrainPorts(lambda: NOON, lambda _: FACTS, ConstraintSettings())
NOW = Moment(0, 0)


def numbered(number: int, state: BatchState = BatchState.DEGRADED) -> BatchOutcome:
    return replace(outcome(None, state, "a reason"), batch_id=f"b{number}", last_offset=10 * number + 9)


def entry(number: int, state: BatchState = BatchState.DEGRADED, offset: int | None = None) -> Entry:
    at = number if offset is None else offset
    return Entry(Record(SUMMARIES.name, 0, at, 0, b"s1", b""), numbered(number, state), "s1")


async def made(number: int) -> ConstraintSet:
    return await constrain(numbered(number), (), PORTS)


def test_outcomes_of_a_session_go_one_at_a_time_in_order() -> None:
    plan = Constraints(PORTS).plan(ConstraintMemory(), [entry(1), entry(2)], NOW)
    assert [one.value.batch_id for one in plan.work] == ["b1"]


def test_a_superseded_outcome_is_done_without_a_set() -> None:
    plan = Constraints(PORTS).plan(ConstraintMemory(), [entry(1, BatchState.SUPERSEDED), entry(2)], NOW)
    assert plan.finished is not None
    assert (len(plan.finished.entries), plan.finished.outputs, plan.work) == (1, (), ())


@pytest.mark.parametrize("state", [BatchState.DEGRADED, BatchState.EXPIRED, BatchState.DEAD])
async def test_every_other_end_gives_a_set_so_that_the_shopper_still_gets_a_slate(state: BatchState) -> None:
    outputs = [output async for output in Constraints(PORTS).work((), [entry(1, state)])]
    assert [(one.value.batch_id, one.value.state) for one in outputs] == [("b1", state)]


async def test_repeats_and_what_lies_before_the_last_set_are_not_taken_again() -> None:
    here, memory = Constraints(PORTS), ConstraintMemory()
    here.recall(memory, await made(2))
    assert [here.admit(memory, entry(number, offset=50 + number)) for number in (1, 2, 3)] == [False, False, True]


async def test_the_last_sets_go_into_the_work_oldest_first() -> None:
    here, memory = Constraints(PORTS), ConstraintMemory()
    for number in range(KEPT + 2):
        here.recall(memory, await made(number))
    here.recall(memory, await made(1))
    plan = here.plan(memory, [entry(9)], NOW)
    assert [one.batch_id for one in plan.payload] == ["b2", "b3", "b4"]


def test_a_buried_outcome_has_no_set() -> None:
    assert Constraints(PORTS).bury([entry(1)], ValueError("broken")) == ()


async def test_a_quiet_session_is_forgotten() -> None:
    here, memory = Constraints(PORTS), ConstraintMemory()
    here.recall(memory, await made(1))
    here.forget(memory, int(NOON.timestamp() * 1000) + 1)
    assert here.admit(memory, entry(1))
