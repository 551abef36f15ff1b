from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from interarec.domain.batches import BatchState
from interarec.domain.errors import Gone, InterarecError, NotFound, RejectMessage, Unavailable
from interarec.domain.summaries import BehaviourSummary, Categories
from interarec.summarizer.engines import ReadResult
from interarec.summarizer.handler import SummaryMemory, ended, summarise

from tests.unit.summarizer.examples import NOON, Drawer, Notebook, batch, ports, told

SUMMARY = BehaviourSummary(Categories(lowest_price="18 GBP"))
KEYS = {f"images/demo/s1/{sequence}": b"png" for sequence in range(10)}


async def test_a_batch_is_read_in_capture_order_and_summarised() -> None:
    engine = Notebook(told(SUMMARY))
    outcome = await summarise(batch(2, 0, 1), ports(Drawer(KEYS), engine))
    assert [image.sequence for image in engine.requests[0].images] == [0, 1, 2]
    assert (outcome.state, outcome.reason, outcome.detail) == (BatchState.SUMMARISED, "", "full")
    assert outcome.summary is SUMMARY
    assert outcome.screenshots == ("s1.2", "s1.0", "s1.1")
    assert (outcome.first_offset, outcome.last_offset, outcome.engine) == (100, 102, "notebook")
    assert outcome.last_appended_at.timestamp() == 2


async def test_a_picture_was_in_view_until_the_next_was_taken() -> None:
    plain = batch(0, 1, 2)
    taken = [timedelta(seconds=0), timedelta(seconds=7), timedelta(minutes=60)]
    items = tuple(
        replace(item, screenshot=replace(item.screenshot, captured_at=NOON + after))
        for item, after in zip(plain.items, taken, strict=True)
    )
    engine = Notebook(told(SUMMARY))
    await summarise(replace(plain, items=items), ports(Drawer(KEYS), engine))
    assert [image.dwell_ms for image in engine.requests[0].images] == [7_000, 120_000, 1_000]


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (NotFound("no"), "missing"),
        (RejectMessage("bad seal"), "does_not_open"),
        (Unavailable("away"), "store_unavailable"),
    ],
)
async def test_an_image_that_cannot_be_had_is_left_out_with_its_reason(trouble: InterarecError, reason: str) -> None:
    engine = Notebook(told(SUMMARY))
    vault = Drawer({**KEYS, "images/demo/s1/1": trouble})
    outcome = await summarise(batch(0, 1), ports(vault, engine, image_deadline_s=0.05))
    assert outcome.state is BatchState.SUMMARISED
    assert outcome.skipped == (f"s1.1: {reason}",)
    assert [image.sequence for image in engine.requests[0].images] == [0]


@pytest.mark.looptime
async def test_a_store_that_comes_back_in_time_is_waited_for() -> None:
    engine = Notebook(told(SUMMARY))
    vault = Drawer({"images/demo/s1/0": [Unavailable("away"), Unavailable("away"), b"png"]})
    outcome = await summarise(batch(0), ports(vault, engine))
    assert (outcome.state, outcome.skipped) == (BatchState.SUMMARISED, ())


async def test_without_any_image_the_batch_is_degraded() -> None:
    engine = Notebook(told(SUMMARY))
    outcome = await summarise(batch(0, 1), ports(Drawer({}), engine))
    assert (outcome.state, outcome.reason, outcome.detail) == (BatchState.DEGRADED, "no_readable_image", "events")
    assert outcome.skipped == ("s1.0: missing", "s1.1: missing")
    assert engine.requests == []


async def test_an_erased_session_is_dead_and_no_image_is_read() -> None:
    engine, vault = Notebook(told(SUMMARY)), Drawer(KEYS)
    outcome = await summarise(batch(0), ports(vault, engine, erased=lambda session: session == "s1"))
    assert (outcome.state, outcome.reason, outcome.summary) == (BatchState.DEAD, "session_erased", None)
    assert (vault.asked, engine.requests, engine.forgotten) == ([], [], ["s1"])


async def test_a_destroyed_key_means_erased() -> None:
    engine = Notebook(told(SUMMARY))
    outcome = await summarise(batch(0, 1), ports(Drawer({**KEYS, "images/demo/s1/1": Gone("erased")}), engine))
    assert (outcome.state, outcome.reason, engine.requests) == (BatchState.DEAD, "session_erased", [])


async def test_a_session_erased_while_it_was_read_leaves_no_summary() -> None:
    answers = iter([False, True])
    memory = SummaryMemory()
    engine = Notebook(told(SUMMARY))
    given = ports(Drawer(KEYS), engine, erased=lambda _session: next(answers), memory=memory)
    outcome = await summarise(batch(0), given)
    assert (outcome.state, outcome.summary, memory.earlier("s1")) == (BatchState.DEAD, None, None)


async def test_an_engine_that_says_why_it_is_less_degrades_the_batch() -> None:
    engine = Notebook(ReadResult(None, "events", reason="refused", skipped=("x",)))
    outcome = await summarise(batch(0), ports(Drawer(KEYS), engine))
    assert (outcome.state, outcome.reason, outcome.detail) == (BatchState.DEGRADED, "refused", "events")
    assert outcome.skipped == ("x",)


async def test_the_next_batch_of_the_session_knows_the_last_summary() -> None:
    engine = Notebook(told(SUMMARY))
    given = ports(Drawer(KEYS), engine)
    await summarise(batch(0), given)
    await summarise(batch(1), given)
    assert [request.earlier for request in engine.requests] == [None, SUMMARY]


def test_memory_keeps_the_newest_and_is_bounded() -> None:
    memory = SummaryMemory(capacity=1)
    later = ended(batch(0, 1), BatchState.SUMMARISED, "", now=NOON)
    memory.remember(replace(later, summary=SUMMARY))
    memory.remember(replace(later, summary=BehaviourSummary(Categories()), last_offset=5))
    assert memory.earlier("s1") is SUMMARY
    memory.remember(replace(later, summary=SUMMARY, session_id="s2"))
    assert memory.earlier("s1") is None
    memory.forget("s2")
    assert memory.earlier("s2") is None
