"""The server-sent events: the same publications, one long answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2

from tests.integration.gateway.world import World, until


async def events(response: httpx2.Response) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """(id, data) of each event; an id that comes after its data is a failure."""
    last_id = ""
    async for line in response.aiter_lines():
        if line.startswith("id: "):
            last_id = line.removeprefix("id: ")
        elif line.startswith("data: "):
            assert last_id, "data before its id"
            yield last_id, json.loads(line.removeprefix("data: "))
            last_id = ""
        else:
            assert line == "" or line.startswith(":")


async def test_publications_come_with_their_place(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    await world.recommend(session_id, 1, 0)
    await until(lambda: _is_at(world, session_id, 1))
    epoch = (await world.state.history(session_id)).epoch
    async with (
        world.http(gateway, world.token(session_id)) as http,
        http.stream("GET", f"/v1/stream/recommendations:{session_id}") as stream,
    ):
        assert stream.headers["content-type"].startswith("text/event-stream")
        received = events(stream)
        first_id, first = await anext(received)
        assert (first_id, first["based_on"]["screenshot_offset"]) == (f"{epoch}:1", 1)
        await world.recommend(session_id, 2, 0)
        second_id, second = await anext(received)
        assert (second_id, second["based_on"]["screenshot_offset"]) == (f"{epoch}:2", 2)


async def test_a_reader_goes_on_where_it_was_at_another_gateway(world: World, session_id: str) -> None:
    for number in range(1, 5):
        await world.recommend(session_id, number, 0)
    await until(lambda: _is_at(world, session_id, 4))
    epoch = (await world.state.history(session_id)).epoch
    gateway = await world.gateway()
    for last, expected in ((f"{epoch}:2", [3, 4]), (f"{epoch}:0", [1, 2, 3, 4]), ("other:2", [4]), ("nonsense", [4])):
        async with (
            world.http(gateway, world.token(session_id)) as http,
            http.stream("GET", f"/v1/stream/recommendations%3A{session_id}", headers={"Last-Event-ID": last}) as stream,
        ):
            received = events(stream)
            got = [(await anext(received))[1]["based_on"]["screenshot_offset"] for _ in expected]
            assert got == expected


async def test_comments_keep_a_quiet_stream_open(world: World, session_id: str) -> None:
    gateway = await world.gateway(ping_interval_ms=50)
    async with (
        world.http(gateway, world.token(session_id)) as http,
        http.stream("GET", f"/v1/stream/recommendations:{session_id}") as stream,
    ):
        lines = stream.aiter_lines()
        seen = [await anext(lines) for _ in range(6)]
    assert set(seen) == {": open", ": alive", ""}


async def test_what_is_not_ones_own_is_refused(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    async with world.http(gateway, world.token(session_id)) as http:
        for channel in (f"recommendations:{session_id}x", "site:demo", "x"):
            assert (await http.get(f"/v1/stream/{channel}")).status_code == 403
    async with world.http(gateway) as http:
        assert (await http.get(f"/v1/stream/recommendations:{session_id}")).status_code == 401


async def test_the_stream_ends_with_the_session_the_token_and_the_gateway(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    async with world.http(gateway, world.token(session_id + "t", ttl_s=1)) as http, asyncio.timeout(20):
        await http.get(f"/v1/stream/recommendations:{session_id}t")  # returns when the token has expired
    async with world.http(gateway, world.token(session_id)) as http, asyncio.timeout(20):
        reading = asyncio.create_task(http.get(f"/v1/stream/recommendations:{session_id}"))
        await until(lambda: len(gateway.app.state.connections) == 1)
        await world.erase(session_id)
        await reading
        assert (await http.get(f"/v1/stream/recommendations:{session_id}")).status_code == 410
    async with world.http(gateway, world.token(session_id + "u")) as http, asyncio.timeout(20):
        reading = asyncio.create_task(http.get(f"/v1/stream/recommendations:{session_id}u"))
        await until(lambda: len(gateway.app.state.connections) == 1)
        await gateway.stop()
        await reading


async def _is_at(world: World, session_id: str, offset: int) -> bool:
    return await world.newest_offset(session_id) == offset
