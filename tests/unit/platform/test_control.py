"""The board of paused and erased sessions: read whole before ready, erasure final."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from interarec.contracts.envelope import wire
from interarec.contracts.topics import CONTROL
from interarec.contracts.wire import WireMessage
from interarec.domain.control import Control, ControlState
from interarec.domain.errors import Unavailable
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.control import ControlBoard

AT = datetime(2026, 1, 1, tzinfo=UTC)


def now() -> datetime:
    return AT


@pytest.fixture
def bus() -> MemoryBus:
    log = MemoryLog(now)
    log.create(topic_specs(2, 1))
    return MemoryBus(log)


@pytest.fixture
async def board(bus: MemoryBus) -> AsyncIterator[ControlBoard]:
    made = ControlBoard(bus, now)
    task = asyncio.create_task(made.run())
    await made.wait_ready()
    yield made
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def say(bus: MemoryBus, state: ControlState, *, at: datetime = AT) -> None:
    await bus.send(wire(CONTROL, Control("demo", "s1", state, at), at=at, source="test"))


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_not_ready_before_the_topic_was_read(bus: MemoryBus) -> None:
    with pytest.raises(Unavailable):
        await ControlBoard(bus, now).check()


async def test_what_was_said_before_the_start_is_known_when_ready(bus: MemoryBus) -> None:
    await say(bus, ControlState.ERASED)
    board = ControlBoard(bus, now)
    task = asyncio.create_task(board.run())
    await board.wait_ready()
    assert board.erased("s1")
    assert not board.erased("s2")
    task.cancel()


async def test_the_later_word_counts_whatever_the_order(bus: MemoryBus, board: ControlBoard) -> None:
    await say(bus, ControlState.ACTIVE, at=AT + timedelta(seconds=5))
    await say(bus, ControlState.PAUSED, at=AT)
    await settle()
    assert not board.paused("s1")


async def test_erasure_is_final_even_against_a_later_word(bus: MemoryBus, board: ControlBoard) -> None:
    await say(bus, ControlState.ACTIVE, at=AT + timedelta(seconds=9))
    await say(bus, ControlState.ERASED, at=AT)
    await say(bus, ControlState.ACTIVE, at=AT + timedelta(seconds=99))
    await settle()
    assert board.erased("s1")


async def test_compaction_cannot_remove_the_erasure(bus: MemoryBus) -> None:
    keys = {
        wire(CONTROL, Control("demo", "s1", state, AT), at=AT, source="test").key
        for state in (ControlState.ERASED, ControlState.PAUSED)
    }
    assert keys == {b"s1!erased", b"s1"}


async def test_own_words_show_at_once_and_listeners_hear_them(board: ControlBoard) -> None:
    heard: list[ControlState] = []
    board.on_change(lambda said: heard.append(said.state))
    await board.set("demo", "s1", ControlState.PAUSED, by="office")
    assert board.paused("s1")
    assert heard[0] is ControlState.PAUSED


async def test_garbage_on_the_topic_stops_nothing(bus: MemoryBus, board: ControlBoard) -> None:
    await bus.send(WireMessage(CONTROL.name, b"s1", b"\xff"))
    await say(bus, ControlState.PAUSED)
    await settle()
    assert board.paused("s1")
