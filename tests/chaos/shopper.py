"""One shopper of the crowd, with real clients over HTTP and WebSocket. Notes what was acknowledged and what it saw."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx2
from interarec.capture.client import CaptureClient
from interarec.capture.client.retries import RetryRule
from interarec.domain.errors import Gone, InterarecError, RetryLater
from interarec.domain.recommendations import BasedOn
from interarec.gateway.client import CommandRefused, ConnectionEnded, Position, Pushed, StreamClient
from interarec.gateway.frames import CloseCode

from tests.e2e.shoppers import picture
from tests.simulation.history import Answered, ClientLog, Dropped, Shown

__all__ = ["FACES", "ChaosShopper", "Deed"]

FACES, FRAMES = 40, 40
"""How many shoppers and frames a flat picture can tell apart; more repeat them."""
STUBBORN = RetryRule(attempts=1_000, deadline_s=120, longest_s=0.5)
"""A page goes on trying as long as it is open."""
ACTIONS = ("view", "click", "add_to_cart")


@dataclass(frozen=True, slots=True)
class Deed:
    """A trigger that was sent: its number in the session, and when it was first tried (monotonic s)."""

    sequence: int
    at: float


class ChaosShopper:
    """Opens a session, watches its channel from then on, and acts when told."""

    def __init__(self, number: int, capture: str, gateway: str, http: httpx2.AsyncClient, items: Sequence[str]) -> None:
        self.client = CaptureClient(capture, "pk_demo", http=http, retry=STUBBORN)
        self.face = number % FACES
        self._items = items
        self._gateway = gateway
        self.log = ClientLog("")
        self.seen: list[tuple[float, BasedOn]] = []
        self.deeds: list[Deed] = []
        self.acknowledged: set[int] = set()
        self.ended = False
        self.erased_at: float | None = None
        self.refused: str | None = None
        self._frames = self._acts = 0
        self._at: Position | None = None
        self._watching: asyncio.Task[None] | None = None
        self._busy = asyncio.Lock()

    @property
    def session_id(self) -> str:
        """Given by capture."""
        return self.client.session.session_id

    @property
    def erased(self) -> bool:
        """Whether it asked to be forgotten."""
        return self.erased_at is not None

    async def begin(self) -> None:
        """Open the session and begin to watch."""
        await self.client.open(consent=True)
        self.log.session_id = self.session_id
        self._watching = asyncio.create_task(self._watch())

    async def leave(self) -> None:
        """Close the page."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait([self._watching])

    async def show(self) -> None:
        """The next screenshot, tried until it is acknowledged."""
        async with self._busy:
            sequence = self._frames
            try:
                await self.client.put_screenshot(sequence, picture(self.face, sequence % FRAMES))
            except RetryLater:
                return  # the same again next time
            except Gone:
                if not (self.erased or self.ended):
                    raise
                return
            self._frames += 1
            self.acknowledged.add(sequence)

    async def act(self, dice: random.Random) -> None:
        """A trigger, tried until it is acknowledged."""
        action, item = dice.choice(ACTIONS), dice.choice(self._items)
        async with self._busy:
            deed = Deed(self._acts, time.monotonic())
            try:
                body = {"sequence": deed.sequence, "action": action, "item_id": item}
                answer = await self.client.interactions([body])
            except RetryLater:
                return
            except Gone:
                if not (self.erased or self.ended):
                    raise
                return
            assert answer["accepted"] == 1, answer
            self._acts += 1
            self.deeds.append(deed)

    async def end(self) -> None:
        """Say that no more screenshots come; the page goes on to show slates."""
        async with self._busy:
            self.ended = True
            await self.client.end()

    async def erase(self) -> None:
        """Have all of it forgotten."""
        async with self._busy:
            await self.client.erase()
            self.erased_at = time.monotonic()

    # --- the channel

    async def _watch(self) -> None:
        pause_s = 0.1
        while self.refused is None:
            try:
                async with StreamClient(self._gateway, self.client.token) as stream:
                    await self._listen(stream)
            except (ConnectionEnded, CommandRefused) as error:
                await self._ended(error)
            finally:
                if self.log.connected:
                    pause_s = 0.1
                self.log.connected = False
                self.log.events.append(Dropped())
            await asyncio.sleep(pause_s * random.uniform(0.5, 1.5))
            pause_s = min(2 * pause_s, 2.0)

    async def _ended(self, error: ConnectionEnded | CommandRefused) -> None:
        code = error.close_code if isinstance(error, ConnectionEnded) else error.number
        if code == CloseCode.EXPIRED and not self.erased:
            with suppress(InterarecError):  # tried again when the old one is refused again
                await self.client.renew()
        if 4500 <= code < 5000:
            self.refused = f"{code} {error}"

    async def _listen(self, stream: StreamClient) -> None:
        asked = self._at
        said = await stream.subscribe(f"recommendations:{self.session_id}", asked)
        given = tuple(self._take(one) for one in said.publications)
        where = None if asked is None else (asked.epoch, asked.offset)
        self.log.events.append(Answered(said.position.epoch, said.position.offset, said.recovered, where, given))
        self._at = said.position
        self.log.connected = True
        while True:
            pushed = await stream.next_push()
            self.log.events.append(self._take(pushed))
            self._at = pushed.position

    def _take(self, pushed: Pushed) -> Shown:
        data: dict[str, Any] = pushed.data
        based_on = BasedOn(**data["based_on"])
        self.seen.append((time.monotonic(), based_on))
        return Shown(pushed.position.epoch, pushed.position.offset, data["session_id"], based_on)
