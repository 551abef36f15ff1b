"""The recommender's rules: everything is folded, one slate a second answers all that waits, and nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from interarec.contracts.topics import CONSTRAINTS, INTERACTIONS
from interarec.domain.constraints import ConstraintSet
from interarec.domain.errors import Gone
from interarec.domain.interactions import Action
from interarec.domain.recommendations import BasedOn, Recommendation, Trace
from interarec.platform.bus.port import Record
from interarec.platform.keyed import Entry, Moment, Plan
from interarec.recommender.recommend import recommend
from interarec.recommender.sessions import SessionView
from interarec.recommender.stage import Recommender, RecommenderMemory

from tests.unit.recommender.shop import NOON, SESSION, SITE, constraint_set, did, ports, wanted

NOON_MS = int(NOON.timestamp() * 1000)


class Shelf:
    """A trace store; `gone` once the session was erased."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.gone = False

    async def put(self, site_id: str, session_id: str, key: str, data: bytes, *, if_absent: bool = False) -> str:
        if self.gone:
            raise Gone("erased")
        self.kept.append(key)
        return "etag"


def stage(shelf: Shelf | None = None, **options: Any) -> Recommender:
    return Recommender(ports(), shelf or Shelf(), **options)


def said(number: int, offset: int | None = None) -> Entry:
    value = constraint_set(number, wanted("color", "green"))
    return Entry(_record(CONSTRAINTS.name, number if offset is None else offset), value, SESSION)


def deed(sequence: int, action: Action = Action.VIEW, offset: int | None = None) -> Entry:
    at = 100 + sequence if offset is None else offset
    return Entry(_record(INTERACTIONS.name, at), did(sequence, action, "g1"), SESSION)


def _record(topic: str, offset: int) -> Record:
    return Record(topic, 0, offset, NOON_MS, SESSION.encode(), b"")


def at(seconds: float) -> Moment:
    now_ms = NOON_MS + round(seconds * 1000)
    return Moment(now_ms, now_ms)


def admitted(here: Recommender, memory: RecommenderMemory, *entries: Entry) -> list[Entry]:
    return [entry for entry in entries if here.admit(memory, entry)]


async def slate(screenshots: int, interactions: int, made_at: float = 0) -> Recommendation:
    view = SessionView.empty(SITE, SESSION).reaching(screenshots, interactions)
    made, _ = await recommend(view, ports(now=lambda: NOON + timedelta(seconds=made_at)))
    return made


def based_on(plan: Plan) -> tuple[int, int]:
    return plan.payload.screenshot_offset, plan.payload.interaction_offset


async def test_one_slate_answers_all_that_waits() -> None:
    here, memory = stage(), RecommenderMemory()
    waiting = admitted(here, memory, said(0), deed(0), said(1), deed(1))
    plan = here.plan(memory, waiting, at(0))
    assert plan.work == tuple(waiting)
    assert based_on(plan) == (19, 101)


def test_an_impression_is_folded_and_done_without_a_slate() -> None:
    here, memory = stage(), RecommenderMemory()
    plan = here.plan(memory, admitted(here, memory, deed(0, Action.IMPRESSION)), at(0))
    assert plan.finished is not None
    assert (len(plan.finished.entries), plan.finished.outputs) == (1, ())
    (waiting,) = admitted(here, memory, deed(1))
    assert based_on(here.plan(memory, [waiting], at(0))) == (-1, 101)


async def test_at_most_one_slate_a_second_and_the_last_wish_wins() -> None:
    here, memory = stage(), RecommenderMemory()
    here.recall(memory, await slate(9, 100, made_at=0))
    waiting = admitted(here, memory, deed(1))
    held = here.plan(memory, waiting, at(0.4))
    assert (held.work, held.wake_at_ms) == ((), NOON_MS + 1_001)
    waiting += admitted(here, memory, deed(2), deed(3))
    plan = here.plan(memory, waiting, at(1.001))
    assert len(plan.work) == 3
    assert based_on(plan) == (9, 103)


async def test_a_maker_whose_clock_was_an_hour_ahead_holds_nobody_up() -> None:
    here, memory = stage(), RecommenderMemory()
    here.recall(memory, await slate(9, 100, made_at=3_600))
    waiting = admitted(here, memory, deed(1))
    held = here.plan(memory, waiting, at(5))
    assert held.wake_at_ms == NOON_MS + 6_001
    assert here.plan(memory, waiting, at(6.001)).work == tuple(waiting)


async def test_what_an_own_slate_answers_is_done() -> None:
    here, memory = stage(), RecommenderMemory()
    here.recall(memory, await slate(9, 100))
    assert admitted(here, memory, said(0), deed(0)) == []
    assert len(admitted(here, memory, said(1), deed(1))) == 2


def test_an_interaction_sent_twice_is_taken_once() -> None:
    here, memory = stage(), RecommenderMemory()
    first, repeat = deed(0), deed(0, offset=107)
    assert admitted(here, memory, first, repeat) == [first]
    assert based_on(here.plan(memory, [first], at(0))) == (-1, 100)


def test_an_entry_shown_again_after_a_read_back_still_waits() -> None:
    here, memory = stage(), RecommenderMemory()
    waiting = admitted(here, memory, said(0), deed(0))
    assert admitted(here, memory, *waiting) == waiting


def test_on_assignment_the_last_half_hour_is_folded_and_what_is_open_still_waits() -> None:
    here, memory = stage(), RecommenderMemory()
    assert here.lookback_ms == 30 * 60_000
    for entry in (said(0), deed(0), deed(1)):
        here.remember(memory, entry)
    (waiting,) = admitted(here, memory, deed(1))
    plan = here.plan(memory, [waiting], at(0))
    assert based_on(plan) == (9, 101)
    assert [one.batch_id for one in plan.payload.sets] == ["b0"]


async def test_a_slate_never_says_less_than_the_one_before_it_even_of_what_is_too_old_to_fold() -> None:
    here, memory = stage(), RecommenderMemory()
    here.recall(memory, await slate(79, 100))
    waiting = admitted(here, memory, deed(1))
    assert based_on(here.plan(memory, waiting, at(5))) == (79, 101)


async def worked(here: Recommender, entries: Sequence[Entry]) -> list[Recommendation]:
    memory = RecommenderMemory()
    plan = here.plan(memory, admitted(here, memory, *entries), at(0))
    return [output.value async for output in here.work(plan.payload, plan.work)]


async def test_the_trace_is_stored_before_the_slate_is_said() -> None:
    shelf, told = Shelf(), list[Trace]()
    (made,) = await worked(stage(shelf, made=told.append), [said(0)])
    assert made.based_on == BasedOn(9, -1)
    assert shelf.kept == [f"traces/{SITE}/{SESSION}/{made.recommendation_id}"]
    assert [trace.recommendation for trace in told] == [made]


async def test_nothing_is_said_of_an_erased_session() -> None:
    shelf = Shelf()
    shelf.gone = True
    assert await worked(stage(shelf), [said(0)]) == []


def test_a_quiet_session_is_forgotten() -> None:
    here, memory = stage(), RecommenderMemory()
    admitted(here, memory, deed(0))
    here.forget(memory, NOON_MS + 1)
    assert memory.sessions == {}


def test_buried_work_has_no_slate() -> None:
    assert stage().bury([said(0)], ValueError("broken")) == ()


def test_a_degraded_set_alone_triggers_a_slate() -> None:
    here, memory = stage(), RecommenderMemory()
    silent: ConstraintSet = constraint_set(0, summary=None)
    entry = Entry(_record(CONSTRAINTS.name, 0), silent, SESSION)
    assert based_on(here.plan(memory, admitted(here, memory, entry), at(0))) == (9, -1)
