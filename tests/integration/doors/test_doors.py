"""Connections that say nothing, or come in floods, on real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import Request
from interarec.platform.http import create_app
from interarec.platform.settings.schema import HttpSettings
from interarec.platform.supervision import HttpServer

LIVE = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"


@asynccontextmanager
async def door(**limits: object) -> AsyncIterator[int]:
    app = create_app("door", {})

    @app.get("/who")
    async def who(request: Request) -> str:
        return request.client.host if request.client else ""

    server = HttpServer(app, host="127.0.0.1", port=0, doors=HttpSettings.model_validate(limits))
    running = asyncio.create_task(server.run())
    try:
        yield await server.listening()
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def ask(port: int, text: bytes = LIVE) -> bytes:
    """The answer, or nothing when the door was shut."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        async with asyncio.timeout(20):
            writer.write(text)
            return await reader.readuntil(b"\r\n\r\n") + await reader.read(100)
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""
    finally:
        await shut(writer)


async def shut(writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        writer.close()
        await writer.wait_closed()


async def test_a_connection_that_never_sends_whole_headers_is_ended_and_others_are_served() -> None:
    async with door(header_timeout_s=0.3) as port, asyncio.timeout(20):
        silent, dripping = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        dripping[1].write(LIVE[:-2])
        for reader, writer in (silent, dripping):
            with suppress(ConnectionError):
                assert await reader.read() == b""  # returns when the server has closed
            await shut(writer)
        assert b"200 OK" in await ask(port)


async def test_the_second_request_of_a_connection_must_come_whole_as_well() -> None:
    async with door(header_timeout_s=0.3) as port, asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(LIVE)
        await reader.readuntil(b"}")
        writer.write(LIVE[:10])
        with suppress(ConnectionError):
            assert b"HTTP" not in await reader.read()
        await shut(writer)


async def test_one_address_cannot_hold_all_connections() -> None:
    async with door(max_connections_per_address=3) as port, asyncio.timeout(20):
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        assert await ask(port) == b""
        await shut(held.pop()[1])
        while b"200 OK" not in await ask(port):
            await asyncio.sleep(0.05)
        for _, writer in held:
            await shut(writer)


async def test_a_forwarded_address_is_believed_from_a_trusted_proxy_only() -> None:
    forged = b"GET /who HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n"
    async with door() as port:
        assert b'"127.0.0.1"' in await ask(port, forged)
    async with door(trusted_proxies=("127.0.0.0/8",), max_connections_per_address=1) as port:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        assert b'"203.0.113.9"' in await ask(port, forged)
        for _, writer in held:
            await shut(writer)
