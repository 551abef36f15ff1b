"""The WebSocket from outside: subscribe, push, recover, refuse, drain."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from interarec.domain.errors import ConfigurationError, Denied, RetryLater, Unavailable
from interarec.gateway.client import CommandRefused, ConnectionEnded, Position, StreamClient, follow
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.integration.gateway.world import World, until


async def test_the_frames_are_as_documented(world: World, session_id: str) -> None:
    gateway = await world.gateway(ping_interval_ms=20_000)
    url = gateway.url.replace("http", "ws") + "/v1/stream"
    channel = f"recommendations:{session_id}"
    async with connect(url, subprotocols=["interarec.v1"], proxy=None) as socket:  # type: ignore[list-item]
        assert socket.subprotocol == "interarec.v1"
        await socket.send(json.dumps({"id": 1, "connect": {"token": world.token(session_id)}}))
        connected = json.loads(await socket.recv())
        assert connected["id"] == 1
        assert set(connected["connect"]) == {"client", "expires_at", "ping_interval_ms"}
        assert connected["connect"]["ping_interval_ms"] == 20_000
        await socket.send(json.dumps({"id": 2, "subscribe": {"channel": channel}}))
        subscribed = json.loads(await socket.recv())
        epoch = subscribed["subscribe"].pop("epoch")
        answer = {"channel": channel, "offset": 0, "recovered": False, "publications": []}
        assert subscribed == {"id": 2, "subscribe": answer}
        await world.recommend(session_id, 9, 4)
        push = json.loads(await socket.recv())["push"]
        assert (push["channel"], push["epoch"], push["offset"]) == (channel, epoch, 1)
        assert push["data"]["based_on"] == {"screenshot_offset": 9, "interaction_offset": 4, "revision": 0}
        assert push["data"]["slate"][0]["price"] == {"amount": "18.00", "currency": "GBP"}
        await socket.send('{"id":3,"ping":{}}')
        assert json.loads(await socket.recv()) == {"id": 3, "ping": {}}
        await socket.send(r'{"id":6,"subscribe":{"channel":"\ud800"}}')
        assert json.loads(await socket.recv())["error"]["code"] == 400
        await socket.send('{"id":4,"nonsense":{}}')
        refused = json.loads(await socket.recv())
        assert (refused["id"], refused["error"]["code"]) == (4, 400)
        await socket.send(json.dumps({"id": 5, "unsubscribe": {"channel": channel}}))
        assert json.loads(await socket.recv()) == {"id": 5, "unsubscribe": {"channel": channel}}


async def test_a_late_subscriber_gets_the_newest_at_once(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    for number in range(3):
        await world.recommend(session_id, number, 0)
    await until(lambda: _is_at(world, session_id, 3))
    async with world.client(gateway, session_id) as client:
        subscribed = await client.subscribe(f"recommendations:{session_id}")
    assert subscribed.position.offset == 3
    assert [one.position.offset for one in subscribed.publications] == [3]
    assert not subscribed.recovered


async def test_a_client_recovers_what_it_missed_at_another_gateway(world: World, session_id: str) -> None:
    first, second = await world.gateway(), await world.gateway()
    channel = f"recommendations:{session_id}"
    async with world.client(first, session_id) as client:
        await client.subscribe(channel)
        await world.recommend(session_id, 1, 0)
        seen = await client.next_push()
    for number in (2, 3):
        await world.recommend(session_id, number, 0)
    await until(lambda: _is_at(world, session_id, 3))
    async with world.client(second, session_id) as client:
        again = await client.subscribe(channel, seen.position)
        assert again.recovered
        assert [one.position.offset for one in again.publications] == [2, 3]
        await world.recommend(session_id, 4, 0)
        assert (await client.next_push()).position == Position(seen.position.epoch, 4)


@pytest.mark.parametrize("recover", [Position("another", 1), Position("", 99)])
async def test_an_impossible_recovery_says_so_and_gives_the_newest(
    world: World, session_id: str, recover: Position
) -> None:
    gateway = await world.gateway()
    for number in range(2):
        await world.recommend(session_id, number, 0)
    await until(lambda: _is_at(world, session_id, 2))
    epoch = recover.epoch or (await world.state.history(session_id)).epoch
    async with world.client(gateway, session_id) as client:
        subscribed = await client.subscribe(f"recommendations:{session_id}", Position(epoch, recover.offset))
    assert not subscribed.recovered
    assert [one.position.offset for one in subscribed.publications] == [2]


async def test_two_gateways_push_to_the_same_session(world: World, session_id: str) -> None:
    gateways = [await world.gateway(), await world.gateway()]
    async with world.client(gateways[0], session_id) as one, world.client(gateways[1], session_id) as two:
        for client in (one, two):
            await client.subscribe(f"recommendations:{session_id}")
        await world.recommend(session_id, 5, 5)
        assert await one.next_push() == await two.next_push()


async def test_the_office_hears_its_shop_without_history(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    await world.recommend(session_id, 1, 0)
    await until(lambda: _is_at(world, session_id, 1))
    async with StreamClient(gateway.url, world.office()) as client:
        subscribed = await client.subscribe("site:demo")
        assert subscribed.publications == ()
        await world.recommend(session_id, 2, 0)
        pushed = await _first_of(client, session_id)
        assert pushed["based_on"]["screenshot_offset"] == 2
        with pytest.raises(CommandRefused) as refused:
            await client.subscribe(f"recommendations:{session_id}")
    assert refused.value.number == 4503


async def test_a_channel_of_another_session_closes_the_connection(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    for channel in (f"recommendations:{session_id}x", "site:demo", "nonsense"):
        async with world.client(gateway, session_id) as client:
            with pytest.raises(CommandRefused) as refused:
                await client.subscribe(channel)
            assert refused.value.number == 4503
            assert await _close_code(client) == 4503


async def test_bad_tokens_close_with_their_code(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    good = world.token(session_id)
    forged = good[:-8] + ("A" * 8 if not good.endswith("A" * 8) else "B" * 8)
    for token, code in ((forged, 4500), ("", 4500), (world.token(session_id, ttl_s=60, age_s=120), 4003)):
        client = StreamClient(gateway.url, token)
        with pytest.raises(CommandRefused) as refused:
            await client.__aenter__()
        assert refused.value.number == code
        assert await _close_code(client) == code


async def test_silence_and_commands_before_connect_close_with_4500(world: World) -> None:
    gateway = await world.gateway(connect_timeout_s=0.3)
    url = gateway.url.replace("http", "ws") + "/v1/stream"
    async with connect(url, proxy=None) as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4500
    async with connect(url, proxy=None) as socket:
        await socket.send('{"id":1,"subscribe":{"channel":"recommendations:x"}}')
        assert json.loads(await socket.recv())["error"]["code"] == 4500
        with pytest.raises(ConnectionClosed):
            await socket.recv()


async def test_a_foreign_origin_is_closed_with_4501(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    client = StreamClient(gateway.url, world.token(session_id), origin="https://evil.example")
    with pytest.raises(ConnectionEnded) as ended:
        await client.__aenter__()
    assert ended.value.close_code == 4501
    async with StreamClient(gateway.url, world.token(session_id), origin="http://localhost:3000") as welcome:
        await welcome.ping()


async def test_a_token_that_runs_out_closes_with_4003_unless_refreshed(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    async with StreamClient(gateway.url, world.token(session_id, ttl_s=1)) as client:
        assert await _close_code(client) == 4003
    async with StreamClient(gateway.url, world.token(session_id, ttl_s=60)) as client:
        before = client.connected["expires_at"]
        assert await client.refresh(world.token(session_id)) > before
        with pytest.raises(CommandRefused) as refused:
            await client.refresh(world.token(session_id + "x"))
        assert refused.value.number == 403


async def test_too_many_connections_close_with_4504(world: World, session_id: str) -> None:
    gateway = await world.gateway(max_connections_per_address=1)
    async with world.client(gateway, session_id):
        client = StreamClient(gateway.url, world.token(session_id))
        with pytest.raises(ConnectionEnded) as ended:
            await client.__aenter__()
        assert ended.value.close_code == 4504

    async def admitted() -> bool:
        try:
            async with world.client(gateway, session_id):
                return True
        except ConnectionEnded:
            return False

    await until(admitted)


async def test_an_oversized_frame_ends_the_connection(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    async with world.client(gateway, session_id) as client:
        with pytest.raises(ConnectionEnded):
            await client.command("subscribe", {"channel": "x" * 70_000})


async def test_a_stopping_gateway_sends_clients_away_with_4001(world: World, session_id: str) -> None:
    gateway, other = await world.gateway(), await world.gateway()
    async with world.client(gateway, session_id) as client:
        await client.subscribe(f"recommendations:{session_id}")
        async with asyncio.timeout(20):
            await gateway.stop()
        assert await _close_code(client) == 4001
    async with world.client(other, session_id) as client:
        await client.ping()


async def test_a_port_that_is_taken_stops_the_start_with_a_clear_line(world: World) -> None:
    gateway = await world.gateway()
    with pytest.raises(ConfigurationError, match=f"cannot listen on 127.0.0.1:{gateway.server.port}"):
        await world.gateway(port=gateway.server.port)


async def test_an_erased_session_is_closed_and_stays_out(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    async with world.client(gateway, session_id) as client:
        await client.subscribe(f"recommendations:{session_id}")
        await world.erase(session_id)
        assert await _close_code(client) == 4503
    with pytest.raises(CommandRefused):
        await StreamClient(gateway.url, world.token(session_id)).__aenter__()


async def test_following_outlives_a_gateway(world: World, session_id: str) -> None:
    gateways = [await world.gateway(), await world.gateway()]
    urls = iter([gateways[0].url, gateways[1].url])
    seen: list[int] = []
    current = [next(urls)]

    async def token() -> str:
        return world.token(session_id)

    async def watch(url: str) -> None:
        async for pushed in follow(url, f"recommendations:{session_id}", token):
            seen.append(pushed.data["based_on"]["screenshot_offset"])

    watcher = await world.background(watch(current[0]))
    await world.recommend(session_id, 1, 0)
    await until(lambda: seen == [1])
    port = gateways[0].server.port
    await gateways[0].stop()
    await world.recommend(session_id, 2, 0)
    await until(lambda: _is_at(world, session_id, 2))
    await world.gateway(port=port)
    await until(lambda: seen == [1, 2])
    await world.recommend(session_id, 3, 0)
    await until(lambda: seen == [1, 2, 3])
    assert not watcher.done()


async def test_following_outlives_a_token_that_cannot_be_had_for_now(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    trouble: list[Exception] = [Unavailable("no network"), RetryLater("busy", delay_s=0.3)]

    async def token() -> str:
        if trouble:
            raise trouble.pop(0)
        return world.token(session_id)

    seen: list[int] = []

    async def watch() -> None:
        async for pushed in follow(gateway.url, f"recommendations:{session_id}", token):
            seen.append(pushed.data["based_on"]["screenshot_offset"])

    began = asyncio.get_running_loop().time()
    await world.background(watch())
    await world.recommend(session_id, 1, 0)
    await until(lambda: seen == [1])
    assert trouble == []
    assert asyncio.get_running_loop().time() - began >= 0.3
    trouble.append(Denied("the session is over", code="unauthorized"))
    with pytest.raises(Denied):
        await watch()


async def _is_at(world: World, session_id: str, offset: int) -> bool:
    return await world.newest_offset(session_id) == offset


async def _first_of(client: StreamClient, session_id: str) -> dict[str, Any]:
    while True:
        pushed = await client.next_push()
        if pushed.data["session_id"] == session_id:
            return pushed.data


async def _close_code(client: StreamClient) -> int:
    async with asyncio.timeout(20):
        while True:
            try:
                await client.next_push()
            except ConnectionEnded as ended:
                return ended.close_code
