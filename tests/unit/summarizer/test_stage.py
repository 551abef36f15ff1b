"""The summarizer's rules: fresh first, one outcome a batch, a named state for each end, nothing read twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from interarec.contracts.topics import BATCHES
from interarec.domain.batches import BatchOutcome, BatchState, ScreenshotBatch
from interarec.domain.summaries import BehaviourSummary, Categories
from interarec.platform.bus.port import Record
from interarec.platform.keyed import Entry, Finished, Moment
from interarec.summarizer.outcomes import ended
from interarec.summarizer.stage import Summarizer, SummarizerMemory

from tests.unit.summarizer.examples import NOON, Drawer, Notebook, batch, picture, ports, told

NOON_MS = int(NOON.timestamp() * 1000)
SUMMARY = BehaviourSummary(Categories())


def numbered(number: int) -> ScreenshotBatch:
    """Batch `number` of the session; each ends ten offsets after the one before."""
    return replace(batch(0), batch_id=f"b{number}", first_offset=10 * number, last_offset=10 * number + 9)


def entry(number: int, offset: int | None = None) -> Entry:
    at = number if offset is None else offset
    return Entry(Record(BATCHES.name, 0, at, NOON_MS, b"s1", b""), numbered(number), "s1")


def stage(engine: Notebook | None = None) -> Summarizer:
    held = {"images/demo/s1/0": picture(1)}
    return Summarizer(ports(Drawer(held), engine or Notebook(told(SUMMARY)), expire_ms=30_000))


def outcome(number: int, state: BatchState = BatchState.SUMMARISED) -> BatchOutcome:
    return ended(numbered(number), state, "", now=NOON)


def states(finished: Finished | None) -> list[tuple[str, BatchState]]:
    assert finished is not None
    outcomes: Sequence[BatchOutcome] = [output.value for output in finished.outputs]
    assert all(one.reason for one in outcomes)
    return [(one.batch_id, one.state) for one in outcomes]


def at(seconds: float) -> Moment:
    now_ms = NOON_MS + int(seconds * 1000)
    return Moment(now_ms, now_ms)


def test_a_newer_batch_supersedes_all_that_wait_before_it() -> None:
    waiting = [entry(1), entry(2), entry(3)]
    plan = stage().plan(SummarizerMemory(), waiting, at(1))
    assert states(plan.finished) == [("b1", BatchState.SUPERSEDED), ("b2", BatchState.SUPERSEDED)]
    assert plan.finished is not None
    assert plan.finished.entries == tuple(waiting[:2])
    assert plan.work == ()


def test_the_newest_is_read_and_looked_at_again_when_it_would_be_too_old() -> None:
    plan = stage().plan(SummarizerMemory(), [entry(3)], at(30))
    assert [one.value.batch_id for one in plan.work] == ["b3"]
    assert plan.wake_at_ms == NOON_MS + 30_001


def test_a_batch_that_waited_too_long_expires() -> None:
    plan = stage().plan(SummarizerMemory(), [entry(3)], at(30.001))
    assert states(plan.finished) == [("b3", BatchState.EXPIRED)]


def test_work_on_which_everything_failed_ends_dead_and_names_the_error() -> None:
    (output,) = stage().bury([entry(1)], ZeroDivisionError("a fault of ours"))
    assert (output.value.batch_id, output.value.state) == ("b1", BatchState.DEAD)
    assert output.value.reason == "ZeroDivisionError: a fault of ours"


def test_a_batch_is_admitted_once_and_nothing_before_it_any_more() -> None:
    here, memory = stage(), SummarizerMemory()
    assert here.admit(memory, entry(2))
    here.recall(memory, outcome(2))
    assert [here.admit(memory, entry(number, offset=50 + number)) for number in (1, 2, 3)] == [False, False, True]


def test_sessions_do_not_answer_for_one_another() -> None:
    here, memory = stage(), SummarizerMemory()
    here.recall(memory, replace(outcome(2), session_id="s2"))
    assert here.admit(memory, entry(1))


async def test_one_reading_gives_one_outcome() -> None:
    engine = Notebook(told(SUMMARY))
    outputs = [output async for output in stage(engine).work(None, [entry(0)])]
    assert [(one.value.batch_id, one.value.state) for one in outputs] == [("b0", BatchState.SUMMARISED)]
    assert len(engine.requests) == 1


async def test_what_was_read_back_is_the_earlier_summary_of_the_next_reading() -> None:
    engine = Notebook(told(SUMMARY))
    here, memory = stage(engine), SummarizerMemory()
    earlier = BehaviourSummary(Categories(product_characteristics="green dresses"))
    here.recall(memory, replace(outcome(0), summary=earlier))
    async for _ in here.work(None, [entry(1)]):
        pass
    assert engine.requests[0].earlier == earlier


def test_a_session_quiet_by_log_time_is_forgotten_whatever_the_clock_of_the_worker_said() -> None:
    here, memory = stage(), SummarizerMemory()
    wrong_clock = NOON - timedelta(hours=2)
    here.recall(memory, replace(outcome(1), finished_at=wrong_clock, last_appended_at=NOON))
    here.forget(memory, NOON_MS)
    assert not here.admit(memory, entry(1))
    here.forget(memory, NOON_MS + 1)
    assert here.admit(memory, entry(1))
