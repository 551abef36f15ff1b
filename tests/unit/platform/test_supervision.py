"""Parts of a process live and end together."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from interarec.domain.errors import Unavailable
from interarec.platform.supervision import Service, supervise


class Part:
    """Runs until cancelled, or ends as told."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.ended = False

    async def run(self) -> None:
        if self.error is not None:
            raise self.error
        try:
            await asyncio.Event().wait()
        finally:
            self.ended = True


async def test_all_end_when_told_to() -> None:
    one, other = Part(), Part()
    stop = asyncio.Event()
    task = asyncio.create_task(supervise([Service("a", {"one": one.run}), Service("b", {"other": other.run})], stop))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    stop.set()
    await task
    assert one.ended
    assert other.ended


async def test_the_end_of_one_part_is_the_end_of_all_and_its_error_is_raised() -> None:
    well = Part()
    broken = Part(Unavailable("the log is away"))
    services = [Service("a", {"well": well.run}), Service("b", {"broken": broken.run})]
    with pytest.raises(Unavailable, match="the log is away"):
        await supervise(services, asyncio.Event())
    assert well.ended


async def test_a_part_that_is_cancelled_from_within_ends_all_with_an_error() -> None:
    async def lets_out_the_cancellation_of_its_own_task() -> None:
        inner = asyncio.ensure_future(asyncio.Event().wait())
        inner.cancel()
        await inner

    well = Part()
    services = [Service("a", {"well": well.run}), Service("b", {"odd": lets_out_the_cancellation_of_its_own_task})]
    with pytest.raises(Unavailable, match=r"b\.odd was cancelled from within"):
        await supervise(services, asyncio.Event())
    assert well.ended


@pytest.mark.looptime
async def test_a_part_that_does_not_end_is_left_behind_after_the_limit() -> None:
    let_go = asyncio.Event()

    async def stubborn() -> None:
        while not let_go.is_set():
            with suppress(asyncio.CancelledError):
                await let_go.wait()

    stop = asyncio.Event()
    stop.set()
    started = asyncio.get_running_loop().time()
    await supervise([Service("a", {"stubborn": stubborn})], stop)
    assert asyncio.get_running_loop().time() - started == pytest.approx(15, abs=0.5)
    let_go.set()
