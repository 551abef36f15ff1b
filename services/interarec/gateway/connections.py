"""The open connections of one process: how many may come, the clock that ticks for all, and the end of all."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from interarec.domain.control import Control, ControlState
from interarec.domain.errors import RetryLater
from interarec.gateway.frames import CloseCode
from interarec.gateway.metrics import CONNECTIONS

__all__ = ["Connection", "Connections"]

TICK_S = 0.25
DRAIN_WAIT_S = 5.0


class Connection(Protocol):
    """A WebSocket or an SSE stream."""

    def erased(self, session_id: str) -> None:
        """A session was erased."""

    def close(self, code: CloseCode, reason: str) -> None:
        """End it from our side."""

    def tick(self, loop_time: float) -> None:
        """Time has passed."""


class Connections:
    """Every open connection of this process."""

    def __init__(self, *, most: int, most_per_address: int) -> None:
        self._most = most
        self._most_per_address = most_per_address
        self._open: set[Connection] = set()
        self._by_address: Counter[str] = Counter()
        self._admitted = 0
        self._all_gone = asyncio.Event()
        self.draining = False

    def __len__(self) -> int:
        """How many are open."""
        return len(self._open)

    def require_room(self, address: str) -> None:
        """Raise RetryLater with code drain or limit when no more may come (from there)."""
        if self.draining:
            raise RetryLater("this gateway is going away", code="drain")
        if self._admitted >= self._most or self._by_address[address] >= self._most_per_address:
            raise RetryLater("too many connections", delay_s=5, code="limit")

    @contextmanager
    def admitted(self, address: str) -> Iterator[None]:
        """Count one connection from `address` while it lasts."""
        self._admitted += 1
        self._by_address[address] += 1
        CONNECTIONS.inc()
        try:
            yield
        finally:
            CONNECTIONS.dec()
            self._admitted -= 1
            self._by_address[address] -= 1
            if not self._by_address[address]:
                del self._by_address[address]

    @contextmanager
    def member(self, connection: Connection) -> Iterator[None]:
        """Tick and end `connection` with the others while it lasts."""
        self._open.add(connection)
        try:
            yield
        finally:
            self._open.discard(connection)
            if self.draining and not self._open:
                self._all_gone.set()

    def on_control(self, control: Control) -> None:
        """A session's state changed somewhere."""
        if control.state is ControlState.ERASED:
            for connection in tuple(self._open):
                connection.erased(control.session_id)

    async def run(self) -> None:
        """Tick until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(TICK_S)
            for connection in tuple(self._open):
                connection.tick(loop.time())

    async def drain(self) -> None:
        """Refuse new connections, close all with 4001, wait a few seconds until they are gone."""
        self.draining = True
        for connection in tuple(self._open):
            connection.close(CloseCode.DRAIN, "this gateway is going away")
        if self._open:
            with suppress(TimeoutError):
                async with asyncio.timeout(DRAIN_WAIT_S):
                    await self._all_gone.wait()
