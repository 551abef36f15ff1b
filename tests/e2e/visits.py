"""One shopper's session as seen from outside: what it sends, what it is pushed, what it may ask. Used by e2e tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest
from interarec.capture.client import CaptureClient
from interarec.gateway.client import Position, Pushed, StreamClient

from tests.e2e.shoppers import Shopper, picture

__all__ = ["Visit", "get_trace", "newest", "until"]

LIMIT_S = 90.0


@dataclass
class Visit:
    """One shopper's session as seen from outside."""

    shopper: Shopper
    client: CaptureClient
    pushes: list[Pushed] = field(default_factory=list)
    bought: str | None = None
    watching: asyncio.Task[None] | None = None
    missed: list[int] = field(default_factory=list)

    @property
    def session_id(self) -> str:
        return self.client.session.session_id

    @property
    def channel(self) -> str:
        return f"recommendations:{self.session_id}"

    @property
    def newest_offset(self) -> int:
        """Screenshot offset of the newest slate pushed, -1 before any."""
        return max((push.data["based_on"]["screenshot_offset"] for push in self.pushes), default=-1)

    async def show(self, start: int, end: int) -> None:
        """Send pictures `start` to `end` (exclusive) one after the other."""
        for sequence in range(start, end):
            receipt = await self.client.put_screenshot(sequence, picture(self.shopper.number, sequence))
            assert receipt.status in ("accepted", "duplicate")  # a repeat after an outage may find it stored

    async def watch(self, gateway: str, *, recover: Position | None = None) -> None:
        """Collect pushes from `gateway` until cancelled."""
        async with StreamClient(gateway, self.client.token) as stream:
            subscribed = await stream.subscribe(self.channel, recover)
            if recover is not None:
                assert subscribed.recovered
                assert subscribed.position.epoch == recover.epoch
                self.missed = [push.position.offset for push in subscribed.publications]
                assert self.missed == list(range(recover.offset + 1, subscribed.position.offset + 1))
            self.pushes.extend(subscribed.publications)
            while True:
                self.pushes.append(await stream.next_push())

    async def leave(self) -> None:
        """Cut the connection."""
        assert self.watching is not None
        self.watching.cancel()
        await asyncio.wait([self.watching])
        if not self.watching.cancelled():
            self.watching.result()


async def newest(http: httpx2.AsyncClient, gateway: str, visit: Visit) -> dict[str, Any]:
    """The newest recommendation over HTTP."""
    headers = {"Authorization": f"Bearer {visit.client.token}"}
    answer = await http.get(f"{gateway}/v1/sessions/{visit.session_id}/recommendations", headers=headers)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def get_trace(http: httpx2.AsyncClient, gateway: str, visit: Visit, recommendation_id: str) -> dict[str, Any]:
    """The evidence chain of a recommendation."""
    headers = {"Authorization": f"Bearer {visit.client.token}"}
    answer = await http.get(f"{gateway}/v1/sessions/{visit.session_id}/trace/{recommendation_id}", headers=headers)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def until(what: str, condition: Callable[[], bool] | Callable[[], Awaitable[bool]]) -> None:
    """Return once `condition` holds; fail with `what` after the limit."""
    try:
        async with asyncio.timeout(LIMIT_S):
            while True:
                held = condition()
                if held if isinstance(held, bool) else await held:
                    return
                await asyncio.sleep(0.1)
    except TimeoutError:
        pytest.fail(f"waited {LIMIT_S:.0f} s in vain: {what}")
