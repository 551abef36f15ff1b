"""The batcher under crashes: each screenshot in exactly one batch, whatever dies when."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import pytest
from interarec.contracts.topics import BATCHES
from interarec.domain.batches import ClosedBy, ScreenshotBatch
from interarec.summarizer.batcher import Batcher

from tests.simulation.world import World, in_virtual_time

IDLE_S = 3.0


def virtual(scenario: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """A coroutine as a plain test that runs in virtual time."""

    def test() -> None:
        in_virtual_time(scenario())

    return test


def world(seed: int = 0) -> World:
    return World(seed, lambda: Batcher(idle_ms=int(IDLE_S * 1000)))


def accepted(batches: Sequence[ScreenshotBatch]) -> dict[str, ScreenshotBatch]:
    """The first batch of each id counts."""
    first: dict[str, ScreenshotBatch] = {}
    for batch in batches:
        first.setdefault(batch.batch_id, batch)
    return first


def check_each_in_exactly_one(here: World) -> None:
    taken = Counter(
        item.screenshot.screenshot_id for batch in accepted(here.values(BATCHES)).values() for item in batch.items
    )
    sent = {f"{session}.{sequence}" for session, sequences in here.sent.items() for sequence in sequences}
    assert set(taken) == sent, f"lost {sent - set(taken)}"
    assert not [one for one, count in taken.items() if count > 1]


def check_order(here: World) -> None:
    last: dict[str, int] = {}
    for batch in accepted(here.values(BATCHES)).values():
        assert batch.first_offset > last.get(batch.session_id, -1)
        assert [item.offset for item in batch.items] == sorted(item.offset for item in batch.items)
        last[batch.session_id] = batch.last_offset


@virtual
async def test_ten_then_idle_then_end() -> None:
    here = world()
    here.start_worker()
    for sequence in range(23):
        await here.screenshot("s1", sequence)
        await asyncio.sleep(0.5)
    await asyncio.sleep(IDLE_S + 3)
    await here.screenshot("s1", 23)
    await here.end("s1")
    await asyncio.sleep(1)
    batches = here.values(BATCHES)
    assert [(len(batch.items), batch.closed_by) for batch in batches] == [
        (10, ClosedBy.FULL),
        (10, ClosedBy.FULL),
        (3, ClosedBy.IDLE),
        (1, ClosedBy.SESSION_END),
    ]
    await here.stop()


@virtual
async def test_a_quiet_batch_is_emitted_one_second_after_idle_and_not_before() -> None:
    here = world()
    here.start_worker()
    await here.screenshot("s1", 0)
    await asyncio.sleep(IDLE_S + 0.9)
    assert here.values(BATCHES) == []
    await asyncio.sleep(0.6)
    assert len(here.values(BATCHES)) == 1
    await here.stop()


@virtual
async def test_a_repeated_reference_is_dropped_within_and_after_its_batch() -> None:
    here = world()
    here.start_worker()
    for sequence in [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]:
        await here.screenshot("s1", sequence)
    await asyncio.sleep(1)
    await here.screenshot("s1", 4)
    await here.end("s1")
    await asyncio.sleep(1)
    check_each_in_exactly_one(here)
    await here.stop()


async def disturb(here: World) -> None:
    """One random thing happens to the workers."""
    thing = here.dice.random()
    if thing < 0.35 and here.workers:
        line = here.dice.choice(here.workers).line
        line.cut_in = here.dice.randrange(25)
        line.cut_after_effect = here.dice.random() < 0.5
    elif thing < 0.5 and here.workers:
        await here.dice.choice(here.workers).expel()
    elif thing < 0.65 and len(here.workers) < 3:
        here.start_worker()
    elif thing < 0.75 and here.workers:
        worker = here.dice.choice(here.workers)
        here.workers.remove(worker)
        await worker.stop()
    for worker in list(here.workers):
        if worker.line.cut.is_set():
            await here.kill(worker)
    if not here.workers:
        here.start_worker()


async def chaos(seed: int) -> World:
    here = world(seed)
    here.start_worker()
    counts = {f"s{number}": 0 for number in range(6)}
    for _ in range(here.dice.randrange(60, 160)):
        session = here.dice.choice(sorted(counts))
        await here.screenshot(session, counts[session])
        if here.dice.random() < 0.05:
            await here.screenshot(session, counts[session])
        counts[session] += 1
        await asyncio.sleep(here.dice.choice((0.0, 0.01, 0.1, 0.6, IDLE_S, IDLE_S + 0.5)))
        if here.dice.random() < 0.15:
            await disturb(here)
    for worker in list(here.workers):
        await here.kill(worker)
    here.start_worker()
    await asyncio.sleep(4 * IDLE_S)
    await here.stop()
    return here


@pytest.mark.parametrize("block", range(4))
def test_crashes_zombies_and_rebalances_lose_and_double_nothing(block: int) -> None:
    for seed in range(block * 25, block * 25 + 25):
        here = in_virtual_time(chaos(seed))
        try:
            check_each_in_exactly_one(here)
            check_order(here)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error
