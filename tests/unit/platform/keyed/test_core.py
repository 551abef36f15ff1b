"""The runner's decisions, event by event, without a loop."""

from __future__ import annotations

from dataclasses import replace

from interarec.contracts.topics import INTERACTIONS
from interarec.domain.errors import RejectMessage, RetryLater
from interarec.platform.bus.port import Record, TopicPartition
from interarec.platform.keyed import KeyedCore
from interarec.platform.keyed.actions import Action, Bury, Cancel, Probe, Recall, Send, Work
from interarec.platform.keyed.lane import Job

from tests.unit.platform.keyed.conftest import Echo, answer, held, record

ZERO = TopicPartition(INTERACTIONS.name, 0)


def work_of(actions: list[Action]) -> list[tuple[str, int]]:
    return [(one.job.session_id, one.job.entries[0].record.offset) for one in actions if isinstance(one, Work)]


def given_up(core: KeyedCore, one: Record) -> tuple[Job, Bury]:
    """The job that failed for the third time, and the dead letter that is asked for."""
    actions = core.received(one, 0)
    for attempt in range(3):
        job = next(action.job for action in actions if isinstance(action, Work))
        now_ms = (attempt + 1) * 10_000
        actions = core.failed(job, ValueError("broken"), now_ms) + core.tick(now_ms + 5_000)
    (burial,) = actions
    assert isinstance(burial, Bury)
    return job, burial


def finish(core: KeyedCore, actions: list[Action]) -> list[Action]:
    """Let the first work yield its answer, end, and be acknowledged."""
    job = next(one.job for one in actions if isinstance(one, Work))
    sends = core.yielded(job, answer(job.entries[0]))
    assert [type(one) for one in sends] == [Send]
    after = core.worked(job, 0)
    return after + core.acknowledged(job, 0)


def test_one_job_per_session_and_no_more_than_the_slots(core: KeyedCore) -> None:
    started = [
        work_of(core.received(record(offset, session), 0)) for offset, session in enumerate(["a", "a", "b", "c"])
    ]
    assert started == [[("a", 0)], [], [("b", 2)], []]
    assert core.running == 2


def test_a_free_slot_goes_to_the_session_that_waited_longest(core: KeyedCore) -> None:
    first = core.received(record(0, "a"), 0)
    core.received(record(1, "b"), 0)
    core.received(record(2, "c"), 0)
    core.received(record(3, "d"), 0)
    assert work_of(finish(core, first)) == [("c", 2)]


def test_or_to_the_session_with_the_newest_input_where_fresh_goes_first(echo: Echo) -> None:
    echo.newest_first = True
    core = KeyedCore(echo, concurrency=1)  # type: ignore[arg-type]
    held(core, {0})
    in_work = core.received(record(0, "a"), 0)
    for offset, session in enumerate("bcdb", start=1):
        core.received(record(offset, session), 0)
    order = []
    for _ in range(4):
        in_work = finish(core, in_work)
        order += work_of(in_work)
    assert order == [("b", 1), ("d", 3), ("b", 4), ("c", 2)]


def test_the_commit_stays_at_the_oldest_open_item(core: KeyedCore) -> None:
    core.received(record(0, "a"), 0)
    second = core.received(record(1, "b"), 0)
    assert core.commits() == {ZERO: 0}
    finish(core, second)
    assert core.commits() == {ZERO: 0}


def test_the_commit_moves_over_all_that_is_done(core: KeyedCore) -> None:
    first = core.received(record(0, "a"), 0)
    second = core.received(record(1, "b"), 0)
    finish(core, second)
    finish(core, first)
    assert core.commits() == {ZERO: 2}


def test_nothing_is_done_before_the_acknowledgement(core: KeyedCore) -> None:
    job = next(one.job for one in core.received(record(0), 0) if isinstance(one, Work))
    core.yielded(job, answer(job.entries[0]))
    core.worked(job, 0)
    assert core.commits() == {ZERO: 0}
    core.acknowledged(job, 0)
    assert core.commits() == {ZERO: 1}


def test_a_revoked_worker_sends_nothing_until_the_next_read_back(core: KeyedCore) -> None:
    job = next(one.job for one in core.received(record(0), 0) if isinstance(one, Work))
    core.revoked()
    assert core.yielded(job, answer(job.entries[0])) == []
    assert core.worked(job, 0) == []
    assert core.assigned({0}) == [Recall(0)]
    core.begin(0, {ZERO: 0})
    assert not core.may_send(job)
    assert core.recalled(0, 0) == [Send(job)]


def test_a_result_that_another_worker_gave_meanwhile_is_dropped(core: KeyedCore) -> None:
    job = next(one.job for one in core.received(record(0), 0) if isinstance(one, Work))
    core.revoked()
    core.yielded(job, answer(job.entries[0]))
    core.worked(job, 0)
    core.assigned({0})
    core.begin(0, {ZERO: 0})
    core.recall(0, answer(job.entries[0]).value)
    assert core.recalled(0, 0) == []
    assert core.commits() == {ZERO: 1}


def test_a_lost_partition_is_cancelled_and_its_late_result_goes_nowhere(core: KeyedCore) -> None:
    job = next(one.job for one in core.received(record(0), 0) if isinstance(one, Work))
    core.revoked()
    assert core.assigned(set()) == [Cancel(job)]
    assert core.yielded(job, answer(job.entries[0])) == []
    assert core.worked(job, 0) == []
    assert core.running == 0


def test_when_the_group_went_on_without_us_the_lane_starts_over(core: KeyedCore) -> None:
    job = next(one.job for one in core.received(record(0), 0) if isinstance(one, Work))
    core.revoked()
    core.assigned({0})
    assert core.begin(0, {ZERO: 5}) == [Cancel(job)]
    core.recalled(0, 0)
    assert core.commits() == {ZERO: 5}


def test_nothing_is_committed_while_it_is_unknown_how_far_the_group_got(core: KeyedCore) -> None:
    core.received(record(0), 0)
    core.revoked()
    core.assigned({0})
    assert core.commits() == {}, "another owner may have committed further meanwhile"


def test_a_dead_letter_acknowledged_after_the_lane_was_lost_and_held_again_counts_for_nothing(core: KeyedCore) -> None:
    garbage = record(0, garbage=True)
    core.received(garbage, 0)
    core.revoked()
    core.assigned(set())
    core.assigned({0})
    core.buried(garbage, 0)
    core.begin(0, {ZERO: 0})
    core.buried(garbage, 0)
    core.recalled(0, 0)
    assert core.commits() == {ZERO: 0}
    assert core.waiting == 0


def test_garbage_at_the_end_of_the_log_completes_a_probe(core: KeyedCore) -> None:
    lane = core.lanes[0]
    lane.await_complete("s1", 1_000)
    assert core.tick(1_001) == [Probe(0)]
    core.probed(0, 1_001, {ZERO: 1}, 1_002)
    core.received(record(0, garbage=True), 1_003)
    assert lane.complete_until_ms == 1_001


def test_a_later_record_says_that_the_log_is_whole_before_it(core: KeyedCore) -> None:
    lane = core.lanes[0]
    lane.await_complete("s1", 1_050)
    core.received(record(0), 1_000)
    assert lane.complete_until_ms == 0
    core.received(record(200), 1_201)
    assert lane.complete_until_ms == 1_200


def test_a_repeat_that_waited_is_dropped_when_what_it_repeats_is_answered(core: KeyedCore, echo: Echo) -> None:
    first = core.received(record(0), 0)
    job = next(one.job for one in first if isinstance(one, Work))
    core.received(replace(record(0), offset=1), 0)
    core.yielded(job, answer(job.entries[0]))
    core.worked(job, 0)
    assert core.acknowledged(job, 0) == []
    assert core.commits() == {ZERO: 2}


def test_a_record_read_twice_is_taken_once(core: KeyedCore) -> None:
    core.received(record(0), 0)
    assert core.received(record(0), 0) == []
    assert core.waiting == 1


def test_what_an_output_already_answers_is_done_on_arrival(core: KeyedCore, echo: Echo) -> None:
    core.lanes[0].memory.done.add(("s1", 0))
    assert core.received(record(0), 0) == []
    assert core.commits() == {ZERO: 1}


def test_garbage_is_buried_and_blocks_nothing(core: KeyedCore) -> None:
    garbage = record(0, garbage=True)
    (burial,) = core.received(garbage, 0)
    assert isinstance(burial, Bury)
    assert isinstance(burial.error, RejectMessage)
    assert work_of(core.received(record(1), 0)) == [("s1", 1)]
    assert core.commits() == {ZERO: 0}, "not done before the dead letter is acknowledged"
    core.buried(garbage, 0)
    assert core.commits() == {ZERO: 1}


def test_work_that_raises_is_buried_at_the_third_time(core: KeyedCore) -> None:
    job, burial = given_up(core, record(0))
    assert core.buried(burial.record, 98_000) == [Send(job)]
    assert core.commits() == {ZERO: 0}, "a worker that dies here must find the item again: its outcome is not out"
    core.acknowledged(job, 99_000)
    assert core.commits() == {ZERO: 1}


def test_an_item_given_up_keeps_its_outcome_through_a_rebalance(core: KeyedCore, echo: Echo) -> None:
    job, burial = given_up(core, record(0))
    core.revoked()
    core.buried(burial.record, 99_000)
    core.assigned({0})
    core.begin(0, {ZERO: 0})
    assert core.recalled(0, 99_000) == [Send(job)]
    core.acknowledged(job, 99_000)
    assert core.commits() == {ZERO: 1}


def test_a_dead_letter_from_before_a_loss_does_not_close_what_is_open_again(core: KeyedCore) -> None:
    _, burial = given_up(core, record(0))
    core.revoked()
    core.assigned(set())
    held(core, {0}, committed=0)
    core.received(record(0), 99_000)
    assert core.buried(burial.record, 99_000) == []
    assert core.commits() == {ZERO: 0}


def test_retry_later_is_tried_for_ever_after_the_asked_delay(core: KeyedCore) -> None:
    actions = core.received(record(0), 0)
    for attempt in range(7):
        job = next(one.job for one in actions if isinstance(one, Work))
        now_ms = attempt * 10_000
        assert core.failed(job, RetryLater("away", delay_s=2), now_ms) == []
        assert core.tick(now_ms + 1_999) == []
        actions = core.tick(now_ms + 2_000)
    assert len(work_of(actions)) == 1


def test_a_plan_wakes_at_its_time(core: KeyedCore, echo: Echo) -> None:
    echo.wait_until_ms = 500
    assert core.received(record(0), 100) == []
    assert core.next_timer_ms() == 500
    assert core.tick(499) == []
    assert work_of(core.tick(500)) == [("s1", 0)]


def test_finished_at_once_goes_out_in_order(core: KeyedCore, echo: Echo) -> None:
    echo.at_once = True
    (first,) = core.received(record(0), 0)
    assert core.received(record(1), 0) == []
    assert isinstance(first, Send)
    (second,) = core.acknowledged(first.job, 0)
    assert isinstance(second, Send)
    assert second.job.unsent[0].value.by == "1"


def test_a_probe_counts_only_when_everything_up_to_it_was_received(core: KeyedCore) -> None:
    lane = core.lanes[0]
    lane.await_complete("s1", 1_000)
    assert core.tick(1_000) == []
    assert core.tick(1_001) == [Probe(0)]
    core.probed(0, 1_001, {ZERO: 2}, 1_002)
    assert lane.complete_until_ms == 0
    core.received(record(0, "x"), 1_003)
    core.received(record(1, "y"), 1_003)
    assert lane.complete_until_ms == 1_001


def test_after_a_restart_work_goes_on_from_the_commit(echo: Echo) -> None:
    core = KeyedCore(echo, concurrency=2)  # type: ignore[arg-type]
    held(core, {0}, committed=3)
    assert core.received(record(2), 0) == []
    assert work_of(core.received(record(3), 0)) == [("s1", 3)]
