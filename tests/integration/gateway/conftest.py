"""The world of the gateway's tests, on the twin and on a real Redis."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from interarec.platform.clock import utc_now
from interarec.platform.state.memory import MemoryState, MemoryStore
from interarec.platform.state.redis import RedisState

from tests.integration.gateway.world import World
from tests.servers import unique


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.real)])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """A world whose publisher runs."""
    if request.param == "redis":
        url = request.getfixturevalue("redis").url
        world = World(lambda: RedisState(url))
    else:
        store = MemoryStore(utc_now)
        world = World(lambda: MemoryState(store))
    async with world:
        await world.background(world.publisher.run())
        yield world


@pytest.fixture
def session_id() -> str:
    """A session no other test uses."""
    return unique("s")
