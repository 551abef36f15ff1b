"""The state under test: the twin, and a real server of this file's own (it is flushed and restarted)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest
from interarec.platform.state.memory import MemoryState, MemoryStore
from interarec.platform.state.port import State
from interarec.platform.state.redis import RedisState
from redis.asyncio import Redis

from tests.servers import RedisServer

START = datetime(2026, 5, 1, tzinfo=UTC)


class Harness(Protocol):
    """What the suite does to the store behind the port."""

    def connect(self) -> State:
        """Another client of the same store."""

    async def wipe(self) -> None:
        """Lose everything without dropping connections."""

    async def go_down(self) -> None:
        """Stop answering."""

    async def come_back(self) -> None:
        """Answer again, with nothing lost."""

    async def let_pass(self, session_id: str, seconds: float) -> None:
        """Let time pass as far as this session's keys see it."""


class MemoryHarness:
    def __init__(self) -> None:
        self.at = START
        self.store = MemoryStore(lambda: self.at)

    def connect(self) -> State:
        return MemoryState(self.store)

    async def wipe(self) -> None:
        self.store.wipe()

    async def go_down(self) -> None:
        self.store.set_reachable(False)

    async def come_back(self) -> None:
        self.store.set_reachable(True)

    async def let_pass(self, session_id: str, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class RedisHarness:
    def __init__(self, server: RedisServer) -> None:
        self.server = server
        self.states: list[RedisState] = []

    def connect(self) -> State:
        self.states.append(RedisState(self.server.url))
        return self.states[-1]

    async def wipe(self) -> None:
        async with Redis.from_url(self.server.url, protocol=2) as client:
            await client.flushall()

    async def go_down(self) -> None:
        await asyncio.to_thread(self.server.kill)

    async def come_back(self) -> None:
        await asyncio.to_thread(self.server.start)

    async def let_pass(self, session_id: str, seconds: float) -> None:
        async with Redis.from_url(self.server.url, protocol=2) as client:
            for key in await client.keys(f"interarec:*{{{session_id}}}"):
                left = await client.ttl(key)
                assert left > 0, f"{key!r} would be kept for ever"
                await client.expire(key, max(0, int(left - seconds)))


@pytest.fixture(scope="module")
def redis_server() -> Iterator[RedisServer]:
    with RedisServer(durable=True) as server:
        yield server


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.real)])
async def harness(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    if request.param == "memory":
        yield MemoryHarness()
        return
    redis = RedisHarness(request.getfixturevalue("redis_server"))
    await redis.wipe()
    yield redis
    for state in redis.states:
        await state.stop()


@pytest.fixture
async def state(harness: Harness) -> State:
    state = harness.connect()
    await state.start()
    return state
