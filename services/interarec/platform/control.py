"""What every process must know of sessions at once: paused, erased. Built from the compacted control topic.

Read whole, without a group, before a process is ready. Consulted before puts, before producing, and by the gateway.
`erased` is final: a later word on the session is ignored, whatever the order of the log.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from interarec.contracts.envelope import open_record, wire
from interarec.contracts.topics import CONTROL
from interarec.domain.control import Control, ControlState
from interarec.domain.errors import RejectMessage, Unavailable
from interarec.domain.identifiers import session_hash
from interarec.platform.bus.hearing import Hearing
from interarec.platform.bus.port import Bus, Record, TopicPartition
from interarec.platform.clock import Now
from interarec.platform.telemetry import get_logger

__all__ = ["ControlBoard"]

RECONNECT_S = 1.0


class ControlBoard:
    """The newest state of every session that has one. `run` keeps it up to date."""

    def __init__(self, bus: Bus, now: Now, *, source: str = "control") -> None:
        self._bus = bus
        self._now = now
        self._source = source
        self._states: dict[str, Control] = {}
        self._ready = asyncio.Event()
        self._changed = asyncio.Condition()
        self._listeners: list[Callable[[Control], None]] = []
        self._hearing = Hearing(bus)
        self._received: dict[TopicPartition, int] = {}
        self._parts: tuple[TopicPartition, ...] = ()
        self._trouble: str | None = None
        self._log = get_logger("control")

    def state(self, session_id: str) -> ControlState:
        """Newest state; a session never spoken of is active."""
        known = self._states.get(session_id)
        return known.state if known else ControlState.ACTIVE

    def erased(self, session_id: str) -> bool:
        """True once the session was erased, for ever."""
        return self.state(session_id) is ControlState.ERASED

    def erased_since(self, moment: datetime) -> list[Control]:
        """Words of erasures said at `moment` or later."""
        return [word for word in self._states.values() if word.state is ControlState.ERASED and word.at >= moment]

    def paused(self, session_id: str) -> bool:
        """True while the session is paused."""
        return self.state(session_id) is ControlState.PAUSED

    def on_change(self, listener: Callable[[Control], None]) -> None:
        """Call `listener` after every change, old ones of the first read included."""
        self._listeners.append(listener)

    async def set(self, site_id: str, session_id: str, state: ControlState, *, by: str) -> None:
        """Say so to every process; returns when the log has acknowledged it and this board shows it."""
        control = Control(site_id, session_id, state, self._now(), by)
        await self._bus.send(wire(CONTROL, control, at=control.at, source=self._source))
        await self._apply(control)

    async def wait_ready(self) -> None:
        """Return when everything said before the start was read."""
        await self._ready.wait()

    async def check(self) -> None:
        """Raise Unavailable until the topic was read whole once, and whenever it is not heard."""
        if not self._ready.is_set():
            raise Unavailable("the control topic was not read yet")
        if self._trouble is not None:
            raise Unavailable(f"the control topic is not followed: {self._trouble}")
        if not self._parts:
            count = (await self._bus.topics())[CONTROL.name]
            self._parts = tuple(TopicPartition(CONTROL.name, number) for number in range(count))
        await self._hearing.check({part: self._received.get(part) for part in self._parts})

    async def wait_for_change(self) -> None:
        """Return after the next change."""
        async with self._changed:
            await self._changed.wait()

    async def run(self) -> None:
        """Follow the topic until cancelled; starts over when the log was away."""
        while True:
            try:
                async for record in self._bus.follow(CONTROL.name, from_beginning=True):
                    if record is None:
                        self._ready.set()
                        self._trouble = None
                    else:
                        self._received[record.source] = record.offset + 1
                        await self._read(record)
            except Unavailable as error:
                self._trouble = str(error)
                self._log.warning("control topic away", reason=str(error))
            await asyncio.sleep(RECONNECT_S)

    async def _read(self, record: Record) -> None:
        if record.value is None:
            return
        try:
            control = open_record(record.topic, record.value)
        except RejectMessage as error:
            self._log.error("control message skipped", offset=record.offset, reason=str(error))
            return
        assert isinstance(control, Control)
        await self._apply(control)

    async def _apply(self, control: Control) -> None:
        known = self._states.get(control.session_id)
        erases = control.state is ControlState.ERASED
        if known is not None and (known.state is ControlState.ERASED or (known.at > control.at and not erases)):
            return
        self._states[control.session_id] = control
        self._log.info("session state", session=session_hash(control.session_id), state=control.state.value)
        for listener in self._listeners:
            listener(control)
        async with self._changed:
            self._changed.notify_all()
