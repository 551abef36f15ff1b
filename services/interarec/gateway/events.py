"""Server-sent events: the same publications as the WebSocket's, over one long HTTP answer.

`id:` (epoch:offset) stands before `data:`, so that a client that was cut off in between does not skip the event;
comments keep the connection open.
"""

from __future__ import annotations

import asyncio
import secrets

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from interarec.domain.errors import Gone, Unavailable
from interarec.gateway.access import SocketGate
from interarec.gateway.connections import Connections
from interarec.gateway.feed import Feed, Gap, StreamPosition
from interarec.gateway.frames import CloseCode
from interarec.gateway.hub import Hub
from interarec.platform.clock import Now
from interarec.platform.security.tokens import Claims
from interarec.platform.settings import GatewaySettings
from interarec.platform.state.port import KEEP, Announcement, Publication

__all__ = ["EventStream", "read_position"]

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
]


def read_position(last_event_id: str | None) -> StreamPosition | None:
    """`epoch:offset` as a position; anything else is as if none was sent."""
    epoch, _, offset = (last_event_id or "").rpartition(":")
    return StreamPosition(epoch, int(offset)) if epoch and offset.isdecimal() and len(offset) < 16 else None


class EventStream(Response):
    """One SSE connection."""

    def __init__(
        self,
        *,
        claims: Claims,
        gate: SocketGate,
        channel: str,
        recover: StreamPosition | None,
        hub: Hub,
        connections: Connections,
        address: str,
        settings: GatewaySettings,
        now: Now,
    ) -> None:
        super().__init__()
        self._claims = claims
        self._gate = gate
        self._channel = channel
        self._recover = recover
        self._hub = hub
        self._connections = connections
        self._address = address
        self._settings = settings
        self._now = now
        self._feed = Feed(recover) if claims.scope == "shopper" else None
        self._epoch = secrets.token_hex(8)
        self._count = 0
        self._waiting: list[bytes] = []
        self._wake = asyncio.Event()
        self._ending = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve until the client goes, the token ends, or the connection is closed from here."""
        with self._connections.admitted(self._address), self._connections.member(self):
            try:
                await self._hub.join(self._channel, self)
                await self._open()
                await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
                gone = asyncio.create_task(_until_gone(receive))
                gone.add_done_callback(lambda _: self._end())
                try:
                    await self._send_events(send)
                finally:
                    gone.cancel()
            finally:
                self._hub.leave(self._channel, self)

    def announced(self, announcement: Announcement) -> None:
        """See `hub.Subscriber`."""
        publication = announcement.publication
        if self._feed is not None:
            self._add(self._feed.hear(announcement))
        elif self._gate.shows(self._claims.site, publication.data):
            self._count += 1
            self._waiting.append(_event(self._epoch, self._count, publication.data))
        self._wake.set()

    def missed_some(self, channel: str) -> None:
        """See `hub.Subscriber`."""
        if self._feed is not None:
            self._feed.wants_history = True
        self._wake.set()

    def erased(self, session_id: str) -> None:
        """See `connections.Connection`."""
        if session_id == self._claims.sid:
            self._end()

    def close(self, code: CloseCode, reason: str) -> None:
        """See `connections.Connection`."""
        self._end()

    def tick(self, loop_time: float) -> None:
        """See `connections.Connection`."""
        if self._now().timestamp() >= self._claims.exp:
            self._end()

    def _end(self) -> None:
        self._ending = True
        self._wake.set()

    async def _open(self) -> None:
        if self._feed is None or self._claims.sid is None:
            return
        history = await self._hub.history(self._claims.sid, limit=KEEP if self._recover else 1)
        given = list(self._feed.open(history).publications)
        self._add(given + self._feed.hear_waiting())

    def _add(self, given: list[Publication]) -> None:
        """A client that does not keep up gets only the newest."""
        assert self._feed is not None
        shown = [one for one in given if self._gate.shows(self._claims.site, one.data)]
        self._waiting += [_event(self._feed.epoch, one.offset, one.data) for one in shown]
        if len(self._waiting) > KEEP:
            del self._waiting[:-1]

    async def _send_events(self, send: Send) -> None:
        """A read that fails leaves `wants_history` set, so the next round tries again."""
        alive_s = self._settings.ping_interval_ms / 1000
        await self._send(send, b": open\n\n")
        while not self._ending:
            if self._feed is not None and self._feed.wants_history and not await self._refill(self._feed):
                break
            waiting, self._waiting = self._waiting, []
            if waiting:
                await self._send(send, b"".join(waiting))
            try:
                async with asyncio.timeout(alive_s):
                    await self._wake.wait()
            except TimeoutError:
                await self._send(send, b": alive\n\n")
            self._wake.clear()
        await send({"type": "http.response.body", "body": b"".join(self._waiting), "more_body": False})

    async def _refill(self, feed: Feed) -> bool:
        """False when the stream cannot go on and the client must come back with its position."""
        assert self._claims.sid is not None
        try:
            self._add(feed.refill(await self._hub.history(self._claims.sid, limit=KEEP)))
        except Unavailable:
            asyncio.get_running_loop().call_later(0.5, self._wake.set)
        except (Gap, Gone):
            return False
        return True

    async def _send(self, send: Send, body: bytes) -> None:
        """Ends the stream when the client has not taken it in time."""
        try:
            async with asyncio.timeout(self._settings.drain_limit_s):
                await send({"type": "http.response.body", "body": body, "more_body": True})
        except TimeoutError:
            self._ending = True


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _event(epoch: str, offset: int, data: bytes) -> bytes:
    return b"id: %s:%d\ndata: %s\n\n" % (epoch.encode(), offset, data)
