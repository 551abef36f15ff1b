"""The crowd: shoppers that open sessions, act at random, end some, have some erased, and are asked what they saw."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import httpx2
from minio.datatypes import Object

from tests.chaos.shopper import ChaosShopper
from tests.chaos.world import World
from tests.e2e.shoppers import catalogue

__all__ = ["SESSIONS", "USUAL", "Crowd", "Pace"]

SESSIONS = 200

ENDING, ERASING = 4, 2
"""Shoppers a seed that end their session, and that have it erased; as many new ones come."""
OPENING_AT_ONCE = 16
ERASED_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How many pages are open, and how often (s) each shows a screenshot and acts."""

    sessions: int
    show_every_s: float
    act_every_s: float


USUAL = Pace(SESSIONS, 14.0, 9.0)


class Crowd:
    """All shoppers of the life of one world; `present` are those with an open page."""

    def __init__(self, world: World, pace: Pace = USUAL) -> None:
        self._world = world
        self._pace = pace
        self._http = httpx2.AsyncClient(
            timeout=10, limits=httpx2.Limits(max_connections=400, max_keepalive_connections=400)
        )
        self._items = [item.item_id for item in catalogue().values() if item.in_stock]
        self.everyone: list[ChaosShopper] = []
        self.present: list[ChaosShopper] = []
        self.told_after_erasure: list[str] = []
        self._asked: set[str] = set()

    async def gather(self) -> None:
        """Open pages until as many are present as belong here."""
        gate = asyncio.Semaphore(OPENING_AT_ONCE)

        async def come() -> None:
            async with gate:
                await self._open()

        await asyncio.gather(*(come() for _ in range(self._pace.sessions - len(self.present))))

    async def _open(self) -> None:
        shopper = ChaosShopper(len(self.everyone), self._world.capture, self._world.gateway, self._http, self._items)
        self.everyone.append(shopper)
        await shopper.begin()
        self.present.append(shopper)

    async def disperse(self) -> None:
        """All pages are closed."""
        await asyncio.gather(*(shopper.leave() for shopper in self.everyone))
        await self._http.aclose()

    async def go_on(self, dice: random.Random, stop: asyncio.Event) -> None:
        """Everybody acts at its own pace until `stop`; some end, some are erased, as many come."""
        changes = asyncio.create_task(self._change(dice, stop))
        dices = [random.Random(dice.random()) for _ in self.present]
        lives = [self._live(*pair, stop) for pair in zip(self.present, dices, strict=True)]
        await asyncio.gather(*lives)
        await changes

    async def _live(self, shopper: ChaosShopper, dice: random.Random, stop: asyncio.Event) -> None:
        """One shopper until `stop`."""
        show_at, act_at = dice.uniform(0, self._pace.show_every_s), dice.uniform(0, self._pace.act_every_s)
        began = time.monotonic()
        while not stop.is_set() and not shopper.erased:
            wait_s = began + min(show_at, act_at) - time.monotonic()
            try:
                async with asyncio.timeout(max(wait_s, 0)):
                    await stop.wait()
                return
            except TimeoutError:
                pass
            if show_at < act_at:
                show_at += dice.uniform(0.5, 1.5) * self._pace.show_every_s
                await shopper.show()
            else:
                act_at += dice.uniform(0.5, 1.5) * self._pace.act_every_s
                await shopper.act(dice)

    async def _change(self, dice: random.Random, stop: asyncio.Event) -> None:
        parting = dice.sample([one for one in self.watching if not one.ended], ENDING + ERASING)
        for number, shopper in enumerate(parting):
            if stop.is_set():
                return
            await asyncio.sleep(dice.uniform(0.2, 1.0))
            await (shopper.end() if number < ENDING else shopper.erase())
            await self._open()

    async def close_pages(self) -> None:
        """Those whose session has ended or was erased go away."""
        gone = [shopper for shopper in self.present if shopper.ended or shopper.erased]
        self.present = [shopper for shopper in self.present if shopper not in gone]
        await asyncio.gather(*(shopper.leave() for shopper in gone))

    def caught_up(self, due: dict[str, tuple[int, int]]) -> bool:
        """Whether every page is connected and shows all that is `due` by session (screenshot, interaction offset)."""
        return all(self._shows(shopper, *due.get(shopper.session_id, (-1, -1))) for shopper in self.watching)

    @property
    def watching(self) -> Sequence[ChaosShopper]:
        """Open pages of sessions that were not erased."""
        return [shopper for shopper in self.present if not shopper.erased]

    def _shows(self, shopper: ChaosShopper, screenshot: int, interaction: int) -> bool:
        if not shopper.log.connected:
            return False
        if not shopper.seen:
            return (screenshot, interaction) == (-1, -1)
        last = shopper.seen[-1][1]
        return last.screenshot_offset >= screenshot and last.interaction_offset >= interaction

    async def ask_after_the_erased(self) -> None:
        """Whatever of a session can still be read a minute after its erasure is noted."""
        for shopper in self.everyone:
            due = shopper.erased_at is not None and time.monotonic() > shopper.erased_at + ERASED_WITHIN_S
            if due and shopper.session_id not in self._asked:
                self._asked.add(shopper.session_id)
                self.told_after_erasure += await self._still_told(shopper)

    async def _still_told(self, shopper: ChaosShopper) -> list[str]:
        bearer = {"Authorization": f"Bearer {shopper.client.token}"}
        address = f"{self._world.gateway}/v1/sessions/{shopper.session_id}/recommendations"
        answer = await self._http.get(address, headers=bearer)
        told = [f"{shopper.session_id} is answered {answer.status_code}"] if answer.status_code < 400 else []
        store, bucket = self._world.system.s3.client(), "interarec"
        for kind in ("images", "traces", "keys"):
            prefix = f"{kind}/demo/{shopper.session_id}"
            kept = await asyncio.to_thread(_all, partial(store.list_objects, bucket, prefix=prefix, recursive=True))
            told += [f"{one.object_name} is stored" for one in kept]
        return told


def _all(listed: Callable[[], Iterable[Object]]) -> list[Object]:
    return list(listed())
