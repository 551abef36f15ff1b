"""One connection that hears what publishers announce, and knows when it may have missed something.

The library's own PubSub reconnects in silence; a gateway must read the streams again after each gap, so the
connection is driven here. Half-open connections are found by a ping after `QUIET_S` without a word.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from redis.exceptions import RedisError

from interarec.domain.errors import Unavailable
from interarec.domain.recommendations import BasedOn
from interarec.platform.state.port import Announcement, Publication
from interarec.platform.telemetry import get_logger

__all__ = ["RedisListener"]

QUIET_S = 2.0
QUIET_LIMIT = 3
RETRY_S = 0.25
SUBSCRIBE_LIMIT_S = 5.0


class RedisListener:
    """A listener on one Redis connection, made anew by `connect` after each loss."""

    def __init__(
        self,
        connect: Callable[[], Any],
        heard: Callable[[Announcement], None],
        resumed: Callable[[], None],
    ) -> None:
        self._connect = connect
        self._heard = heard
        self._resumed = resumed
        self._wanted: dict[str, asyncio.Event] = {}
        self._outgoing: asyncio.Queue[tuple[str, ...]] = asyncio.Queue()
        self._whole = False
        self._catching_up = False
        self._task: asyncio.Task[None] | None = None
        self._log = get_logger("state.listener")

    async def start(self) -> None:
        """See the port."""
        self._task = asyncio.create_task(self._run(), name="state-listener")

    async def subscribe(self, channel: str) -> None:
        """See the port."""
        acknowledged = self._wanted.get(channel)
        if acknowledged is None:
            acknowledged = self._wanted[channel] = asyncio.Event()
            self._outgoing.put_nowait(("SUBSCRIBE", channel))
        try:
            async with asyncio.timeout(SUBSCRIBE_LIMIT_S):
                await acknowledged.wait()
        except TimeoutError as error:
            raise Unavailable("redis does not acknowledge a subscription") from error

    def unsubscribe(self, channel: str) -> None:
        """See the port."""
        if self._wanted.pop(channel, None) is not None:
            self._outgoing.put_nowait(("UNSUBSCRIBE", channel))

    async def check(self) -> None:
        """See the port."""
        if not self._whole:
            raise Unavailable("not listening to redis")

    async def stop(self) -> None:
        """See the port."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self) -> None:
        while True:
            connection = self._connect()
            try:
                await connection.connect()
                await self._listen(connection)
            except (RedisError, OSError) as error:
                self._log.warning("not listening", reason=str(error))
            finally:
                self._whole = False
                await connection.disconnect(nowait=True)
            self._catching_up = True
            await asyncio.sleep(RETRY_S)

    async def _listen(self, connection: Any) -> None:
        """Subscribe to all that is wanted, then read until the connection is lost."""
        self._outgoing = asyncio.Queue()
        missing = set(self._wanted)
        for channel in missing:
            self._outgoing.put_nowait(("SUBSCRIBE", channel))
        self._settle(missing)
        sender = asyncio.create_task(self._send(connection), name="state-listener-send")
        try:
            await self._read(connection, missing)
        finally:
            sender.cancel()
            await asyncio.wait([sender])

    async def _send(self, connection: Any) -> None:
        """The only writer of the connection: a caller that is cancelled must not tear a command in two.

        A failure closes the connection, which the reader sees. The library would connect again in silence when told
        to send on a closed one, hence the look before.
        """
        with suppress(RedisError, OSError):
            while connection.is_connected:
                await connection.send_command(*await self._outgoing.get(), check_health=False)

    async def _read(self, connection: Any, missing: set[str]) -> None:
        quiet = 0
        while connection.is_connected and quiet < QUIET_LIMIT:
            message = await connection.read_response(timeout=QUIET_S, disconnect_on_error=False)
            if message is None:
                quiet += 1
                self._outgoing.put_nowait(("PING",))
            else:
                quiet = 0
                self._take(message, missing)
        raise OSError("redis has closed, or said nothing for too long")

    def _take(self, message: list[Any], missing: set[str]) -> None:
        """RESP2: [kind, channel, payload or count]; a pong has two parts."""
        if len(message) != 3:
            return
        kind, channel, payload = message[0], message[1].decode(), message[2]
        wanted = self._wanted.get(channel)
        if kind == b"subscribe":
            if wanted is not None:
                wanted.set()
            missing.discard(channel)
            self._settle(missing)
        elif kind == b"message" and wanted is not None:
            self._heard(_announcement(channel, payload))

    def _settle(self, missing: set[str]) -> None:
        """All channels are heard (again); after a loss, what came in between must be read."""
        if missing or self._whole:
            return
        self._whole = True
        if self._catching_up:
            self._catching_up = False
            self._resumed()


def _announcement(channel: str, payload: bytes) -> Announcement:
    head, _, data = payload.partition(b"\n")
    epoch, offset, screenshot, interaction, revision, session_id = head.decode().split(" ")
    based_on = BasedOn(int(screenshot), int(interaction), int(revision))
    return Announcement(channel, session_id, epoch, Publication(int(offset), based_on, data))
