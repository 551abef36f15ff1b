"""The thin driver of one WebSocket: carries out what its `ClientSession` wants, and reports back.

A connection has one reading task (the ASGI call) and, only while something waits to be sent, one sending task.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from starlette.types import Receive, Send

from interarec.domain.errors import Gone, InterarecError, Unavailable
from interarec.gateway.actions import Action, Close, Join, Leave, Push, ReadHistory, Reply
from interarec.gateway.frames import SUBPROTOCOL, CloseCode
from interarec.gateway.hub import Hub
from interarec.gateway.metrics import CLOSES, PUSHES
from interarec.gateway.outbox import Outbox
from interarec.gateway.session import ClientSession, Gate, Limits
from interarec.platform.clock import Now
from interarec.platform.state.port import KEEP, Announcement, session_channel

__all__ = ["DIRECT_WRITER", "DirectWriter", "StreamSocket", "accept", "refuse"]

DIRECT_WRITER = "interarec.direct_writer"
"""ASGI extension of our server: a `DirectWriter` under `writer`."""

READ_AGAIN_S = 0.5
SESSION_PREFIX = session_channel("")


class DirectWriter(Protocol):
    """The server's socket, for sending without a task while the client keeps up."""

    def ready(self) -> bool:
        """Whether what is written now goes out without waiting."""

    def write_text(self, text: str) -> None:
        """Send a text frame."""


class StreamSocket:
    """One accepted WebSocket."""

    def __init__(
        self,
        *,
        gate: Gate,
        limits: Limits,
        hub: Hub,
        now: Now,
        send: Send,
        writer: DirectWriter | None,
        buffer_limit: int,
        drain_limit_s: float,
    ) -> None:
        self._session = ClientSession(secrets.token_hex(8), gate, limits, now())
        self._hub = hub
        self._now = now
        self._asgi_send = send
        self._writer = writer
        self._buffer_limit = buffer_limit
        self._drain_limit_s = drain_limit_s
        self._outbox = Outbox(behind_above=buffer_limit // 4)
        self._sender: asyncio.Task[None] | None = None
        self._sending_since: float | None = None
        self._closing: Close | None = None
        self._reads: dict[str, asyncio.Task[None]] = {}

    async def run(self, receive: Receive) -> None:
        """Serve until the connection is closed, by either side."""
        try:
            while True:
                message = await receive()
                if message["type"] == "websocket.disconnect":
                    return
                text = message.get("text")
                if text is None:
                    text = message["bytes"].decode("utf-8", "replace")
                self._perform(self._session.frame(text, self._now()))
        finally:
            self._perform(self._session.ended())
            for task in (*self._reads.values(), *([self._sender] if self._sender else [])):
                task.cancel()

    def announced(self, announcement: Announcement) -> None:
        """See `hub.Subscriber`."""
        self._perform(self._session.announced(announcement))

    def missed_some(self, channel: str) -> None:
        """See `hub.Subscriber`."""
        self._perform(self._session.missed_some(channel))

    def erased(self, session_id: str) -> None:
        """A session was erased somewhere."""
        self._perform(self._session.erased(session_id))

    def close(self, code: CloseCode, reason: str) -> None:
        """End the connection from our side."""
        self._perform(self._session.close(code, reason))

    def tick(self, loop_time: float) -> None:
        """Time has passed."""
        if self._sending_since is not None and loop_time - self._sending_since > self._drain_limit_s:
            self.close(CloseCode.SLOW, "the client does not read")
        self._perform(self._session.tick(self._now()))

    def _perform(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Reply(frame):
                    self._outbox.reply(frame)
                case Push(key, frame):
                    self._outbox.push(key, frame)
                    PUSHES.inc()
                case Join(channel, recover):
                    self._start(channel, self._join(channel, recover))
                case ReadHistory(channel):
                    self._start(channel, self._refill(channel))
                case Leave(channel):
                    self._hub.leave(channel, self)
                    if (task := self._reads.pop(channel, None)) is not None:
                        task.cancel()
                case Close():
                    self._begin_close(action)
        if self._outbox.size or self._closing is not None:
            self._keep_sending()

    def _begin_close(self, close: Close) -> None:
        """A client that does not read gets the close frame in place of all that waits."""
        self._closing = close
        CLOSES.labels(str(close.code)).inc()
        if close.code == CloseCode.SLOW:
            self._outbox.clear()
            if self._sender is not None:
                self._sender.cancel()
            self._sender = None

    def _keep_sending(self) -> None:
        if self._outbox.size > self._buffer_limit and self._closing is None:
            self._perform(self._session.close(CloseCode.SLOW, "too much waits to be sent"))
        elif self._sender is None or self._sender.done():
            if self._writer is not None:
                self._write_through(self._writer)
            if self._outbox.size or self._closing is not None:
                self._sender = asyncio.create_task(self._send_waiting())

    def _write_through(self, writer: DirectWriter) -> None:
        while writer.ready() and (frame := self._outbox.take()) is not None:
            writer.write_text(frame)
            self._outbox.sent()

    async def _send_waiting(self) -> None:
        try:
            while (frame := self._outbox.take()) is not None:
                self._sending_since = asyncio.get_running_loop().time()
                await self._asgi_send({"type": "websocket.send", "text": frame})
                self._outbox.sent()
                self._sending_since = None
            if self._closing is not None:
                code, reason = self._closing.code, self._closing.reason
                await self._asgi_send({"type": "websocket.close", "code": code, "reason": reason})
        except OSError:
            self._outbox.clear()  # the peer is gone; the reading task is told so as well and cleans up

    def _start(self, channel: str, work: Coroutine[Any, Any, None]) -> None:
        self._reads[channel] = task = asyncio.create_task(work)
        task.add_done_callback(self._finished(channel))

    def _finished(self, channel: str) -> Callable[[asyncio.Task[None]], None]:
        def forget(task: asyncio.Task[None]) -> None:
            if self._reads.get(channel) is task:
                del self._reads[channel]

        return forget

    async def _join(self, channel: str, recover: bool) -> None:
        try:
            await self._hub.join(channel, self)
            session_id = channel.removeprefix(SESSION_PREFIX)
            whole = None
            if session_id != channel:
                whole = await self._hub.history(session_id, limit=KEEP if recover else 1)
        except InterarecError as error:
            self._perform(self._session.join_failed(channel, error))
        else:
            self._perform(self._session.joined(channel, whole))

    async def _refill(self, channel: str) -> None:
        """The store may be away just now; it is asked until it answers or the connection ends."""
        while True:
            try:
                history = await self._hub.history(channel.removeprefix(SESSION_PREFIX), limit=KEEP)
            except Unavailable:
                await asyncio.sleep(READ_AGAIN_S)
            except Gone as error:
                return self.close(CloseCode.FORBIDDEN, str(error))
            else:
                return self._perform(self._session.refilled(channel, history))


async def accept(send: Send, subprotocols: list[str]) -> None:
    """Finish the handshake; the subprotocol is named only to a client that offered it."""
    chosen = SUBPROTOCOL if SUBPROTOCOL in subprotocols else None
    await send({"type": "websocket.accept", "subprotocol": chosen})


async def refuse(receive: Receive, send: Send, subprotocols: list[str], code: CloseCode, reason: str) -> None:
    """Accept and close at once: a browser sees a close code, but never the status of a refused handshake."""
    await accept(send, subprotocols)
    CLOSES.labels(str(int(code))).inc()
    await send({"type": "websocket.close", "code": int(code), "reason": reason})
    while (await receive())["type"] != "websocket.disconnect":
        pass
