"""The list of a shop's sessions: the newest by start, from as few facts as tell them."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from interarec.domain.control import ControlState
from interarec.gateway.sessions import SessionList
from interarec.platform.blobs import Blob, MemoryBlobs
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.control import ControlBoard
from interarec.platform.state.memory import MemoryState, MemoryStore

START = datetime(2026, 5, 1, tzinfo=UTC)


class World(MemoryBlobs):
    """A store that counts reads, at a time set by hand; the list over it."""

    def __init__(self) -> None:
        super().__init__(lambda: self.at)
        self.at = START
        self.reads = 0
        log = MemoryLog(lambda: self.at)
        log.create(topic_specs(1, 1))
        self.control = ControlBoard(MemoryBus(log), lambda: self.at)
        self.list = SessionList(self, MemoryState(MemoryStore(lambda: self.at)), self.control)

    async def get(self, key: str) -> Blob:
        self.reads += 1
        return await super().get(key)

    async def write(self, name: str, started: datetime, *, screenshots: int = 0) -> None:
        facts = {"started_at": started.isoformat(), "ended_at": None, "screenshots": screenshots}
        await self.put(f"sessions/demo/{name}", json.dumps(facts).encode())

    async def begin(self, count: int) -> None:
        """One session a minute."""
        for number in range(count):
            self.at = START + timedelta(minutes=number)
            await self.write(f"s{number:04}", self.at)

    async def names(self, limit: int) -> list[str]:
        """What is listed; `reads` starts anew."""
        self.reads = 0
        return [str(one["session_id"]) for one in await self.list.newest("demo", limit)]


async def test_about_as_many_facts_are_read_as_are_listed_and_only_those_that_changed() -> None:
    world = World()
    await world.begin(300)
    newest = [f"s{number:04}" for number in range(299, 279, -1)]
    assert await world.names(20) == newest
    assert world.reads == 20
    assert await world.names(20) == newest
    assert world.reads == 0
    await world.write("s0299", world.at, screenshots=7)
    assert (await world.list.newest("demo", 1))[0]["screenshots"] == 7
    assert await world.names(20) == newest
    assert world.reads == 0


async def test_an_old_session_that_goes_on_keeps_its_place() -> None:
    world = World()
    await world.begin(100)
    world.at += timedelta(minutes=1)
    await world.write("s0003", START + timedelta(minutes=3), screenshots=9)
    assert await world.names(3) == ["s0099", "s0098", "s0097"]
    assert world.reads < 20


async def test_an_erased_session_leaves_its_place_to_the_next() -> None:
    world = World()
    await world.begin(30)
    await world.control.set("demo", "s0029", ControlState.ERASED, by="test")
    assert await world.names(2) == ["s0028", "s0027"]


@pytest.mark.parametrize("seed", range(5))
async def test_the_list_is_that_of_all_facts_sorted_by_start(seed: int) -> None:
    world, dice = World(), random.Random(seed)
    begun = {}
    for number in range(80):
        world.at += timedelta(seconds=dice.choice((0, 1, 30)))
        begun[f"s{number}"] = world.at
        await world.write(f"s{number}", world.at)
        touched = dice.choice(list(begun))
        await world.write(touched, begun[touched], screenshots=number)
    expected = sorted(begun, key=lambda name: (-begun[name].timestamp(), name))
    for limit in (1, 5, 40, 100):
        assert await world.names(limit) == expected[:limit]
