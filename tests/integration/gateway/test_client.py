"""The Python client against a gateway that vanishes without a word, as behind a half-open connection."""

from __future__ import annotations

import asyncio
import json

import pytest
from interarec.gateway.client import ConnectionEnded, StreamClient
from websockets.asyncio.server import ServerConnection, serve

pytestmark = pytest.mark.real

PING_MS = 200


async def connects_then_says(pings: int, socket: ServerConnection) -> None:
    """Answer the connect command, ping so often, and then fall silent with the connection open."""
    command = json.loads(await socket.recv())
    await socket.send(json.dumps({"id": command["id"], "connect": {"client": "c", "ping_interval_ms": PING_MS}}))
    for _ in range(pings):
        await asyncio.sleep(PING_MS / 1000)
        await socket.send('{"ping":{}}')
        assert json.loads(await socket.recv()) == {"ping": {}}
    await socket.wait_closed()


@pytest.mark.parametrize("pings", [0, 4])
async def test_a_silent_gateway_ends_the_connection(pings: int) -> None:
    async def gateway(socket: ServerConnection) -> None:
        await connects_then_says(pings, socket)

    async with serve(gateway, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        async with StreamClient(f"http://127.0.0.1:{port}", "token") as client:
            began = asyncio.get_running_loop().time()
            async with asyncio.timeout(30):
                with pytest.raises(ConnectionEnded, match="said nothing"):
                    await client.next_push()
            assert asyncio.get_running_loop().time() - began > pings * PING_MS / 1000
