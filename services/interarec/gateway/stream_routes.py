"""`GET /v1/stream` as a WebSocket, and its twin over server-sent events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from interarec.domain.errors import Denied, RetryLater
from interarec.gateway.access import Access, SocketGate, origin_of
from interarec.gateway.connections import Connections
from interarec.gateway.events import EventStream, read_position
from interarec.gateway.frames import CloseCode
from interarec.gateway.hub import Hub
from interarec.gateway.session import Limits, may_hear
from interarec.gateway.socket import DIRECT_WRITER, StreamSocket, accept, refuse
from interarec.platform.clock import Now
from interarec.platform.http.guard import address_of
from interarec.platform.settings import GatewaySettings

__all__ = ["StreamEndpoint", "event_routes"]


@dataclass(frozen=True, slots=True)
class StreamEndpoint:
    """The ASGI application behind the WebSocket route."""

    settings: GatewaySettings
    access: Access
    hub: Hub
    connections: Connections
    now: Now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        websocket = WebSocket(scope, receive, send)
        origin, address = origin_of(websocket), address_of(websocket)
        if (await receive())["type"] != "websocket.connect":
            return
        refusal = self._refusal(origin, address)
        if refusal is not None:
            await refuse(receive, send, scope["subprotocols"], *refusal)
            return
        with self.connections.admitted(address):
            await accept(send, scope["subprotocols"])
            socket = self._socket(scope, SocketGate(self.access, origin), send)
            with self.connections.member(socket):
                await socket.run(receive)

    def _refusal(self, origin: str | None, address: str) -> tuple[CloseCode, str] | None:
        try:
            self.connections.require_room(address)
        except RetryLater as error:
            return (CloseCode.DRAIN if error.code == "drain" else CloseCode.LIMIT), str(error)
        if not self.access.origin_known(origin):
            return CloseCode.ORIGIN, "this origin is not listed"
        return None

    def _socket(self, scope: Scope, gate: SocketGate, send: Send) -> StreamSocket:
        return StreamSocket(
            gate=gate,
            limits=Limits(
                ping_interval=timedelta(milliseconds=self.settings.ping_interval_ms),
                connect_within=timedelta(seconds=self.settings.connect_timeout_s),
            ),
            hub=self.hub,
            now=self.now,
            send=send,
            writer=scope.get("extensions", {}).get(DIRECT_WRITER, {}).get("writer"),
            buffer_limit=self.settings.buffer_limit,
            drain_limit_s=self.settings.drain_limit_s,
        )


def event_routes(settings: GatewaySettings, access: Access, hub: Hub, connections: Connections, now: Now) -> APIRouter:
    """The SSE endpoint."""
    router = APIRouter()

    @router.get("/v1/stream/{channel}", response_class=Response)
    async def stream(channel: str, request: Request) -> Response:
        """Publications as server-sent events; `Last-Event-ID: epoch:offset` goes on from there."""
        claims = access.bearer(request)
        if not may_hear(claims, channel):
            raise Denied(f"{channel[:80]} is not yours", code="forbidden")
        if claims.sid is not None:
            access.require_kept(claims.sid)
        connections.require_room(address_of(request))
        return EventStream(
            claims=claims,
            gate=SocketGate(access, origin_of(request)),
            channel=channel,
            recover=read_position(request.headers.get("last-event-id")),
            hub=hub,
            connections=connections,
            address=address_of(request),
            settings=settings,
            now=now,
        )

    return router
