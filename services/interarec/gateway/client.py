"""A Python client of the gateway's WebSocket. Used by tests, replay and load; fit for services of a shop.

`StreamClient` is one connection. `follow` outlives connections: it comes back after a loss, recovers what it missed,
and yields each recommendation once, never an older one.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin, Subprotocol

from interarec.domain.errors import GiveUp, InterarecError, RetryLater
from interarec.domain.recommendations import BasedOn

__all__ = ["CommandRefused", "ConnectionEnded", "Position", "Pushed", "StreamClient", "Subscribed", "follow"]

ANSWER_LIMIT_S = 10.0
MISSED_PINGS = 2
GRACE_S = 2.0
"""For a gateway that looks at its connections four times a second, and a slow way."""
FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 5.0
FINAL_CODES = range(4500, 5000)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a subscriber stands in a channel."""

    epoch: str
    offset: int


@dataclass(frozen=True, slots=True)
class Pushed:
    """One recommendation (as JSON data) and where it stands."""

    channel: str
    position: Position
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subscribed:
    """The gateway's answer to a subscription."""

    position: Position
    recovered: bool
    publications: tuple[Pushed, ...]


class CommandRefused(InterarecError):
    """The gateway answered a command with an error; `number` is its code."""

    code = "command_refused"

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number


class ConnectionEnded(RetryLater):
    """The connection is closed; `close_code` says why. From 4500 on it is of no use to come back."""

    code = "connection_ended"

    def __init__(self, close_code: int, reason: str) -> None:
        super().__init__(f"closed with {close_code} {reason}".rstrip())
        self.close_code = close_code
        self.reason = reason


class StreamClient:
    """One connection. `async with StreamClient(url, token) as client:` connects and says who we are.

    A gateway that vanished without a word is noticed by its missing pings.
    """

    def __init__(self, url: str, token: str, *, origin: str | None = None) -> None:
        self._url = url.replace("http", "ws", 1).rstrip("/")
        self._token = token
        self._origin = Origin(origin) if origin is not None else None
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._pushes: asyncio.Queue[Pushed | ConnectionEnded] = asyncio.Queue()
        self._ended: ConnectionEnded | None = None
        self._last_id = 0
        self.connected: dict[str, Any] = {}

    async def __aenter__(self) -> Self:
        """Connect. Raises ConnectionEnded or CommandRefused."""
        url = self._url if self._url.endswith("/v1/stream") else f"{self._url}/v1/stream"
        subprotocol = Subprotocol("interarec.v1")
        try:
            self._socket = await connect(
                url, subprotocols=[subprotocol], origin=self._origin, compression=None, ping_interval=None, proxy=None
            )
        except (OSError, InvalidHandshake) as error:
            raise ConnectionEnded(1006, str(error)) from error
        self._reader = asyncio.create_task(self._read(self._socket))
        try:
            self.connected = await self.command("connect", {"token": self._token})
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        await self.close()

    async def close(self) -> None:
        """End the connection from our side."""
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await self._reader

    async def subscribe(self, channel: str, recover: Position | None = None) -> Subscribed:
        """Begin to hear `channel`, from `recover` on if that is still possible."""
        body: dict[str, Any] = {"channel": channel}
        if recover is not None:
            body["recover"] = {"epoch": recover.epoch, "offset": recover.offset}
        answer = await self.command("subscribe", body)
        epoch = answer["epoch"]
        given = tuple(Pushed(channel, Position(epoch, one["offset"]), one["data"]) for one in answer["publications"])
        return Subscribed(Position(epoch, answer["offset"]), answer["recovered"], given)

    async def unsubscribe(self, channel: str) -> None:
        """Stop hearing `channel`."""
        await self.command("unsubscribe", {"channel": channel})

    async def refresh(self, token: str) -> str:
        """Go on with a new token; when that one expires."""
        return str((await self.command("refresh", {"token": token}))["expires_at"])

    async def ping(self) -> None:
        """Returns when the gateway has answered."""
        await self.command("ping", {})

    async def next_push(self) -> Pushed:
        """The next publication. Raises ConnectionEnded."""
        if self._ended is not None and self._pushes.empty():
            raise self._ended
        pushed = await self._pushes.get()
        if isinstance(pushed, ConnectionEnded):
            raise pushed
        return pushed

    async def command(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send a command and return its answer. Raises CommandRefused, ConnectionEnded."""
        if self._ended is not None:
            raise self._ended
        assert self._socket is not None, "use `async with`"
        number = self._last_id = self._last_id + 1
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        try:
            await self._socket.send(json.dumps({"id": number, name: body}))
            async with asyncio.timeout(ANSWER_LIMIT_S):
                frame = await answer
        except ConnectionClosed as error:
            raise _ended(error) from error
        except TimeoutError as error:
            raise ConnectionEnded(1006, f"no answer to {name}") from error
        finally:
            del self._answers[number]
            if answer.done() and not answer.cancelled():
                answer.exception()  # the end may have come while the command was still being sent: nobody awaits it
        if "error" in frame:
            raise CommandRefused(frame["error"]["code"], frame["error"]["message"])
        result: dict[str, Any] = frame[name]
        return result

    async def _read(self, socket: ClientConnection) -> None:
        try:
            while True:
                async with asyncio.timeout(self._silence_s):
                    text = await socket.recv()
                await self._take(socket, json.loads(text))
        except TimeoutError:
            socket.transport.abort()  # nobody is there to answer a close
            self._end(ConnectionEnded(1006, f"the gateway said nothing for {self._silence_s:g} s"))
        except ConnectionClosed as error:
            self._end(_ended(error))

    @property
    def _silence_s(self) -> float:
        """After this long without a word nobody is there any more: the gateway pings at a stated interval."""
        interval_ms: float = self.connected.get("ping_interval_ms", 1000 * ANSWER_LIMIT_S)
        return MISSED_PINGS * interval_ms / 1000 + GRACE_S

    async def _take(self, socket: ClientConnection, frame: dict[str, Any]) -> None:
        answer = self._answers.get(frame.get("id", -1))
        if answer is not None:
            if not answer.done():
                answer.set_result(frame)
        elif "push" in frame:
            push = frame["push"]
            self._pushes.put_nowait(Pushed(push["channel"], Position(push["epoch"], push["offset"]), push["data"]))
        elif "ping" in frame:
            await socket.send('{"ping":{}}')

    def _end(self, ended: ConnectionEnded) -> None:
        self._ended = ended
        self._pushes.put_nowait(ended)
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(ended)


def _ended(error: ConnectionClosed) -> ConnectionEnded:
    frame = error.rcvd
    return ConnectionEnded(frame.code if frame else 1006, frame.reason if frame else "connection lost")


async def follow(
    url: str,
    channel: str,
    token: Callable[[], Awaitable[str]],
    *,
    origin: str | None = None,
    on_subscribed: Callable[[Subscribed], None] | None = None,
) -> AsyncIterator[Pushed]:
    """Every recommendation of a session's channel, each once and none older than one before, for ever.

    `token` is asked before each connection; when it raises RetryLater it is asked again after a pause, its other errors
    are raised. Raises GiveUp when the gateway says that coming back is of no use.
    """
    position: Position | None = None
    newest: BasedOn | None = None
    pause_s = FIRST_PAUSE_S
    while True:
        asked_s = 0.0
        try:
            async with StreamClient(url, await token(), origin=origin) as client:
                subscribed = await client.subscribe(channel, position)
                pause_s = FIRST_PAUSE_S
                if on_subscribed is not None:
                    on_subscribed(subscribed)
                if not subscribed.publications:
                    position = subscribed.position
                async for pushed in _all(client, subscribed):
                    position = pushed.position
                    based_on = BasedOn(**pushed.data["based_on"])
                    if newest is None or based_on.newer_than(newest):
                        newest = based_on
                        yield pushed
        except CommandRefused as error:
            if error.number in FINAL_CODES:
                raise GiveUp(f"the gateway refused: {error}") from error
        except ConnectionEnded as error:
            if error.close_code in FINAL_CODES:
                raise GiveUp(f"the gateway refused: {error}") from error
        except RetryLater as error:  # no token for now
            asked_s = error.delay_s
        spread_s = pause_s * random.uniform(0.5, 1.5)  # noqa: S311 - spreads reconnects, guards nothing
        await asyncio.sleep(max(asked_s, spread_s))
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)


async def _all(client: StreamClient, subscribed: Subscribed) -> AsyncIterator[Pushed]:
    for pushed in subscribed.publications:
        yield pushed
    while True:
        yield await client.next_push()
