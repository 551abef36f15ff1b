"""Clients that do not read or have died, and a Redis that is killed, frozen or emptied under live connections."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from interarec.domain.recommendations import BasedOn
from interarec.gateway.client import StreamClient, follow
from interarec.platform.state.redis import RedisState
from prometheus_client import REGISTRY

from tests.integration.gateway.world import Running, World, until
from tests.servers import RedisServer, unique


class RawSocket:
    """A WebSocket client that reads, and answers pings, only when told to."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._loop = asyncio.get_running_loop()

    async def send(self, frame: object) -> None:
        data = json.dumps(frame).encode()
        mask = os.urandom(4)
        head = bytes([0x81, 0x80 | len(data)]) if len(data) < 126 else b"\x81\xfe" + len(data).to_bytes(2, "big")
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(data))
        await self._loop.sock_sendall(self._link, head + mask + masked)

    async def frame(self) -> tuple[int, bytes]:
        """(opcode, payload) of the next frame from the server."""
        first, second = await self._exactly(2)
        length = second & 0x7F
        if length == 126:
            length = int.from_bytes(await self._exactly(2), "big")
        elif length == 127:
            length = int.from_bytes(await self._exactly(8), "big")
        return first & 0x0F, await self._exactly(length)

    async def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = await self._loop.sock_recv(self._link, count - len(data))
            if not more:
                raise EOFError
            data += more
        return data


@asynccontextmanager
async def raw_socket(gateway: Running) -> AsyncIterator[RawSocket]:
    """A connection with a small receive buffer, after the handshake."""
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    link.setblocking(False)
    loop = asyncio.get_running_loop()
    try:
        await loop.sock_connect(link, ("127.0.0.1", gateway.server.port))
        key = base64.b64encode(os.urandom(16)).decode()
        await loop.sock_sendall(
            link,
            f"GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode(),
        )
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += await loop.sock_recv(link, 1)
        assert head.startswith(b"HTTP/1.1 101")
        yield RawSocket(link)
    finally:
        link.close()


@pytest.mark.parametrize(
    ("size", "reason"), [(200_000, b"too much waits to be sent"), (50_000, b"the client does not read")]
)
async def test_a_client_that_does_not_read_is_closed_with_4008(
    world: World, session_id: str, size: int, reason: bytes
) -> None:
    gateway = await world.gateway(drain_limit_s=1.0)
    before = _slow_closes()
    async with raw_socket(gateway) as client, asyncio.timeout(60):
        await client.send({"id": 1, "connect": {"token": world.token(session_id)}})
        await client.send({"id": 2, "subscribe": {"channel": f"recommendations:{session_id}"}})
        assert [(await client.frame())[0] for _ in range(2)] == [1, 1]
        big = json.dumps({"filler": "x" * size}).encode()
        publishing = await world.background(_publish_for_ever(world, session_id, big))
        await until(lambda: _slow_closes() > before)
        publishing.cancel()
        opcode, payload = await client.frame()
        while opcode != 8:
            opcode, payload = await client.frame()
    assert int.from_bytes(payload[:2], "big") == 4008
    assert payload[2:] == reason
    await until(lambda: len(gateway.app.state.connections) == 0)


def _slow_closes() -> float:
    return REGISTRY.get_sample_value("interarec_ws_closes_total", {"code": "4008"}) or 0.0


async def _publish_for_ever(world: World, session_id: str, data: bytes) -> None:
    number = 0
    while True:
        number += 1
        await world.state.publish(data, site_id="demo", session_id=session_id, based_on=BasedOn(number, 0))
        await asyncio.sleep(0.01)


async def test_a_slow_client_gets_the_newest_and_not_all(world: World, session_id: str) -> None:
    gateway = await world.gateway(drain_limit_s=60.0)
    async with raw_socket(gateway) as client, asyncio.timeout(60):
        await client.send({"id": 1, "connect": {"token": world.token(session_id)}})
        await client.send({"id": 2, "subscribe": {"channel": f"recommendations:{session_id}"}})
        assert [(await client.frame())[0] for _ in range(2)] == [1, 1]
        for number in range(1, 301):
            data = json.dumps({"number": number, "filler": "x" * 100_000}).encode()
            await world.state.publish(data, site_id="demo", session_id=session_id, based_on=BasedOn(number, 0))
        seen: list[int] = []
        while not seen or seen[-1] != 300:
            opcode, payload = await client.frame()
            if opcode == 1:
                seen.append(json.loads(payload)["push"]["data"]["number"])
    assert seen == sorted(set(seen))
    assert len(seen) < 300


async def test_two_missed_pings_end_a_dead_connection(world: World, session_id: str) -> None:
    gateway = await world.gateway(ping_interval_ms=200)
    async with raw_socket(gateway) as client, asyncio.timeout(30):
        await client.send({"id": 1, "connect": {"token": world.token(session_id)}})
        opcodes = []
        while 8 not in opcodes:
            opcodes.append((await client.frame())[0])
    assert opcodes.count(9) == 2, "two WebSocket pings before the end"


async def test_a_client_that_answers_pings_stays(world: World, session_id: str) -> None:
    gateway = await world.gateway(ping_interval_ms=100)
    async with StreamClient(gateway.url, world.token(session_id)) as client:
        await client.subscribe(f"recommendations:{session_id}")
        await asyncio.sleep(1)  # ten intervals of silence from the client's side
        await world.recommend(session_id, 1, 0)
        assert (await client.next_push()).position.offset == 1


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A Redis of this test's own; a restart empties it."""
    with RedisServer() as server:
        yield server


class Watcher:
    """A client that follows a session and keeps what it saw."""

    def __init__(self, world: World, gateway: Running, session_id: str) -> None:
        self.seen: list[int] = []
        self._world, self._gateway, self._session_id = world, gateway, session_id

    async def token(self) -> str:
        return self._world.token(self._session_id)

    async def run(self) -> None:
        async for pushed in follow(self._gateway.url, f"recommendations:{self._session_id}", self.token):
            self.seen.append(pushed.data["based_on"]["screenshot_offset"])


@pytest.mark.real
@pytest.mark.parametrize("fault", ["emptied", "killed", "frozen"])
async def test_a_redis_fault_loses_and_doubles_nothing(own_redis: RedisServer, fault: str) -> None:
    session_id = unique("s")
    async with World(lambda: RedisState(own_redis.url)) as world:
        await world.background(world.publisher.run())
        gateways = [await world.gateway(), await world.gateway()]
        watchers = [Watcher(world, gateway, session_id) for gateway in gateways]
        for watcher in watchers:
            await world.background(watcher.run())
        await world.recommend(session_id, 1, 0)
        await world.recommend(session_id, 2, 0)
        await until(lambda: all(watcher.seen[-1:] == [2] for watcher in watchers))
        if fault == "emptied":
            await asyncio.to_thread(own_redis.restart)
        elif fault == "killed":
            await asyncio.to_thread(own_redis.kill)
        else:
            own_redis.freeze()
        await world.recommend(session_id, 3, 0)
        if fault == "killed":
            await asyncio.to_thread(own_redis.start)
        elif fault == "frozen":
            await asyncio.sleep(8)  # longer than the ear's silence limit
            own_redis.thaw()
        await until(lambda: all(watcher.seen[-1:] == [3] for watcher in watchers), 40)
        await world.recommend(session_id, 4, 0)
        await until(lambda: all(watcher.seen[-1:] == [4] for watcher in watchers), 40)
        for watcher in watchers:
            assert watcher.seen == sorted(set(watcher.seen))
        async with StreamClient(gateways[0].url, world.token(session_id)) as client:
            late = await client.subscribe(f"recommendations:{session_id}")
        assert [one.data["based_on"]["screenshot_offset"] for one in late.publications] == [4]


@pytest.mark.real
async def test_without_redis_the_rail_is_shown_and_health_says_so(own_redis: RedisServer) -> None:
    session_id = unique("s")
    async with World(lambda: RedisState(own_redis.url)) as world:
        await world.background(world.publisher.run())
        gateway = await world.gateway()
        await world.blobs.put("artifacts/demo/rail/current", b'{"arm":"fallback","slate":[]}')
        async with world.http(gateway, world.token(session_id)) as http:

            async def ready() -> bool:
                return (await http.get("/health/ready")).status_code == 200

            await until(ready)
            await asyncio.to_thread(own_redis.kill)
            answer = await http.get(f"/v1/sessions/{session_id}/recommendations")
            assert (answer.status_code, answer.json()["arm"]) == (200, "fallback")

            async def told() -> bool:
                checks = (await http.get("/health/ready")).json()["checks"]
                return all(checks[name]["status"] == "unavailable" for name in ("state", "listener", "publisher"))

            await until(told, 15)
            await asyncio.to_thread(own_redis.start)
            await until(ready, 15)
