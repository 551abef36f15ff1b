"""A client of the gateway, on the real socket driver, over a network that may break. Notes what it saw."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from interarec.domain.recommendations import BasedOn
from interarec.gateway.hub import Hub
from interarec.gateway.session import Limits
from interarec.gateway.socket import StreamSocket
from interarec.platform.security.tokens import Claims
from interarec.platform.state.port import session_channel

from tests.simulation.history import Answered, ClientLog, Dropped, Shown
from tests.simulation.virtual_time import virtual_now

__all__ = ["Shopper"]

LIMITS = Limits(ping_interval=timedelta(seconds=25), connect_within=timedelta(seconds=10))
FAR = 4_000_000_000


class OpenGate:
    """Lets the session named by the token in."""

    def __init__(self, site_id: str, erased: Callable[[str], bool]) -> None:
        self._site_id = site_id
        self.erased = erased

    def claims(self, token: str, now: datetime) -> Claims:
        """See Gate."""
        return Claims("shopper", self._site_id, token, "shopper", 0, FAR)

    def origin_allowed(self, site_id: str) -> bool:
        """See Gate."""
        return True

    def shows(self, site_id: str, data: bytes) -> bool:
        """See Gate."""
        return True


class Shopper:
    """Connects, subscribes from where it was, and comes back when the connection breaks."""

    def __init__(self, session_id: str, gate: OpenGate, hubs: Callable[[], list[Hub]]) -> None:
        self.session_id = session_id
        self.log = ClientLog(session_id)
        self._gate = gate
        self._hubs = hubs
        self._at: tuple[str, int] | None = None
        self._socket: asyncio.Task[None] | None = None
        self._inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._gone = False
        self.hub: Hub | None = None

    async def run(self) -> None:
        """Until cancelled, or refused for good."""
        try:
            while not self._gone:
                hubs = self._hubs()
                if hubs:
                    await self._connection(hubs[len(self.log.events) % len(hubs)])
                    self.log.connected = False
                    self.log.events.append(Dropped())
                await asyncio.sleep(0.3)
        finally:
            self.hang_up()

    def hang_up(self) -> None:
        """The connection breaks without a word; frames under way are lost."""
        if self._socket is not None:
            self._socket.cancel()

    async def _connection(self, hub: Hub) -> None:
        self._inbox, self.hub = asyncio.Queue(), hub
        socket = StreamSocket(
            gate=self._gate, limits=LIMITS, hub=hub, now=virtual_now, send=self._hear, writer=None,
            buffer_limit=1 << 18, drain_limit_s=5.0,
        )  # fmt: skip
        self._say({"id": 1, "connect": {"token": self.session_id}})
        asked = {} if self._at is None else {"recover": {"epoch": self._at[0], "offset": self._at[1]}}
        self._say({"id": 2, "subscribe": {"channel": session_channel(self.session_id), **asked}})
        self._socket = asyncio.create_task(socket.run(self._inbox.get))
        await asyncio.wait([self._socket])
        self._socket, self.hub = None, None

    def _say(self, frame: dict[str, Any]) -> None:
        self._inbox.put_nowait({"type": "websocket.receive", "text": json.dumps(frame)})

    async def _hear(self, message: Any) -> None:
        """A frame on its way to us; it is lost when the connection breaks meanwhile."""
        connection = self._socket
        await asyncio.sleep(0.003)
        if self._socket is not connection:
            return
        if message["type"] == "websocket.close":
            self._gone = message["code"] >= 4500
            self._inbox.put_nowait({"type": "websocket.disconnect"})
            return
        self._read(json.loads(message["text"]))

    def _read(self, frame: dict[str, Any]) -> None:
        if "push" in frame:
            push = frame["push"]
            self._at = (push["epoch"], push["offset"])
            self.log.events.append(_shown(*self._at, push["data"]))
        elif "subscribe" in frame:
            said = frame["subscribe"]
            given = tuple(_shown(said["epoch"], one["offset"], one["data"]) for one in said["publications"])
            self.log.events.append(Answered(said["epoch"], said["offset"], said["recovered"], self._at, given))
            self._at = (said["epoch"], said["offset"])
            self.log.connected = True
        elif "error" in frame:
            self.hang_up()


def _shown(epoch: str, offset: int, data: dict[str, Any]) -> Shown:
    return Shown(epoch, offset, data["session_id"], BasedOn(**data["based_on"]))
