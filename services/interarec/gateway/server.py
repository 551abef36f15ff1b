"""uvicorn as the gateway runs it: no compression, our pings, clients told to come back elsewhere before the end."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from interarec.domain.errors import ConfigurationError
from interarec.gateway.connections import Connections
from interarec.gateway.socket import DIRECT_WRITER
from interarec.platform.http.guard import guarded, proxy_options
from interarec.platform.settings import GatewaySettings
from interarec.platform.settings.schema import HttpSettings

__all__ = ["GatewayServer"]

MISSES = 2
END_LIMIT_S = 5


class StreamProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket, with two missed pings instead of one, and an end for peers that do not read."""

    misses = 0

    def handle_connect(self, event: Any) -> None:
        """Offer the endpoint to write without a task (`socket.DirectWriter`)."""
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.scope["extensions"][DIRECT_WRITER] = {"writer": self}

    def ready(self) -> bool:
        """See `socket.DirectWriter`."""
        return self.writable.is_set() and not (self.close_sent or self.disconnected)

    def write_text(self, text: str) -> None:
        """See `socket.DirectWriter`. No extension is negotiated, so a frame is its length and the text."""
        data = text.encode()
        size = len(data)
        if size < 126:
            head = bytes((0x81, size))
        elif size < 65_536:
            head = b"\x81\x7e" + size.to_bytes(2, "big")
        else:
            head = b"\x81\x7f" + size.to_bytes(8, "big")
        self.transport.write(head + data)

    def handle_pong(self, event: Any) -> None:
        """An answer in time."""
        self.misses = 0
        super().handle_pong(event)

    def keepalive_timeout(self) -> None:
        """A ping was not answered within one interval."""
        self.misses += 1
        if self.misses < MISSES:
            self.send_keepalive_ping()
            return
        super().keepalive_timeout()
        self._abort_soon()

    async def send(self, message: Any) -> None:
        """A close frame does not wait for room: it is written, and the transport ended if the peer leaves it lying."""
        closing = message["type"] == "websocket.close"
        if closing:
            self.writable.set()
        await super().send(message)
        if closing:
            self._abort_soon()

    def _abort_soon(self) -> None:
        if self.close_timer is not None:
            self.close_timer.cancel()
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)


class GatewayServer:
    """Serves `app` until `run` is cancelled; then drains within a few seconds."""

    def __init__(self, app: FastAPI, settings: GatewaySettings, doors: HttpSettings | None = None) -> None:
        limits = doors or HttpSettings()
        interval_s = settings.ping_interval_ms / 1000
        config = uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            http=guarded(limits),
            ws=StreamProtocol,
            ws_max_size=settings.max_frame,
            ws_per_message_deflate=False,
            ws_ping_interval=interval_s,
            ws_ping_timeout=interval_s,
            lifespan="on",
            timeout_graceful_shutdown=END_LIMIT_S,
            log_config=None,
            access_log=False,
            server_header=False,
            **proxy_options(limits),
        )
        self._server = _DrainingServer(config, app.state.connections)

    @property
    def port(self) -> int:
        """The port it listens on (the real one when 0 was asked for), once `wait_started` has returned."""
        bound: socket.socket = self._server.servers[0].sockets[0]
        return int(bound.getsockname()[1])

    async def wait_started(self) -> None:
        """Return when it listens."""
        await self._server.listening.wait()

    async def run(self) -> None:
        """Serve until cancelled. Signals are the caller's business."""
        serving = asyncio.create_task(self._server.serve_here())
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            self._server.should_exit = True
            await serving
            raise


class _DrainingServer(uvicorn.Server):
    """Says goodbye with 4001 before uvicorn closes everything with 1012."""

    def __init__(self, config: uvicorn.Config, connections: Connections) -> None:
        super().__init__(config)
        self._connections = connections
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        await super().startup(sockets)
        self.listening.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        await self._connections.drain()
        await super().shutdown(sockets)

    async def serve_here(self) -> None:
        """Serve without taking over the process's signals. Raises ConfigurationError when the port is not to be had.

        uvicorn would leave the process there, past everyone who has something to close.
        """
        try:
            await self._serve()
        except SystemExit as error:
            where = f"{self.config.host}:{self.config.port}"
            raise ConfigurationError(f"the gateway cannot listen on {where}; is the port in use?") from error
