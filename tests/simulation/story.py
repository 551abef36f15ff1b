"""One schedule: shoppers do things, faults happen, everything heals, and what happened is returned.

A seed fixes all of it. `python -m tests.simulation.story SEED` plays one alone and prints what it breaks.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from interarec.contracts.envelope import wire
from interarec.contracts.topics import (
    BATCHES,
    CONSTRAINTS,
    INTERACTIONS,
    RECOMMENDATIONS,
    SCREENSHOTS,
    SUMMARIES,
    Topic,
)
from interarec.contracts.wire import WireMessage
from interarec.domain.control import ControlState
from interarec.domain.errors import Unavailable
from interarec.domain.interactions import Action, Interaction
from interarec.domain.screenshots import SessionEnd
from interarec.platform.bus.port import TopicPartition

from tests.simulation.chain import KINDS, SITE, Chain, Stages
from tests.simulation.history import History, messages_of
from tests.simulation.invariants import check
from tests.simulation.kept import answers_kept
from tests.simulation.shopper import OpenGate, Shopper
from tests.simulation.virtual_time import in_virtual_time, virtual_now
from tests.simulation.world import screenshot

__all__ = ["play"]

SESSIONS = ("s1", "s2", "s3")
POISONED: tuple[Topic, ...] = (SCREENSHOTS, INTERACTIONS, BATCHES, SUMMARIES, CONSTRAINTS, RECOMMENDATIONS)
QUIET_LIMIT_S = 120.0
PAUSES = (0.0, 0.01, 0.1, 0.1, 0.6, 0.6, 1.5, 2.3)


class Story:
    """The shoppers and the faults of one schedule."""

    def __init__(self, seed: int, stages: Stages | None = None, haunted: str | None = None) -> None:
        """With `haunted`, the only faults are frozen processes of that kind."""
        self.here = Chain(seed, stages)
        self.dice = self.here.dice
        self.haunted = haunted
        self.captured = dict.fromkeys(SESSIONS, 0)
        self.acted = dict.fromkeys(SESSIONS, 0)
        self.held_back: list[tuple[Topic, Any]] = []
        self.acknowledged: set[tuple[str, int]] = set()
        self.erased: set[str] = set()
        self.shoppers: list[Shopper] = []
        self.unheard: list[str] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def run(self) -> History:
        """Start, go on, heal, wait until quiet."""
        here = self.here
        asyncio.get_running_loop().set_exception_handler(self._unheard)
        await here.start()
        if self.haunted:
            here.launch(self.haunted)
        gate = OpenGate(SITE, here.control.erased)
        for session_id in SESSIONS:
            shopper = Shopper(session_id, gate, self._hubs)
            self.shoppers.append(shopper)
            self._tasks.append(asyncio.create_task(shopper.run()))
        for _ in range(self.dice.randrange(15, 45)):
            await self._deed()
            await asyncio.sleep(self.dice.choice(PAUSES))
            if self.dice.random() < 0.2:
                await self._fault()
            await here.bury_the_dead()
            self._hang_up_on_the_dead()
        for topic, value in self.held_back:
            await self._append(topic, value)
        await here.heal()
        self._hang_up_on_the_dead()
        quiet_s = await self._wait_until_quiet()
        history = self._history(quiet_s)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await here.stop()
        return history

    def _unheard(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.unheard.append(f"{context['message']}: {context.get('exception')!r}")

    def _hubs(self) -> list[Any]:
        return [one.hub for one in self.here.of("gateway") if one.hub is not None and not one.line.cut.is_set()]

    def _hang_up_on_the_dead(self) -> None:
        """A gateway that is gone takes its connections with it."""
        alive = self._hubs()
        for shopper in self.shoppers:
            if shopper.hub is not None and shopper.hub not in alive:
                shopper.hang_up()

    # --- what shoppers do

    async def _deed(self) -> None:
        session_id, thing = self.dice.choice(SESSIONS), self.dice.random()
        if session_id in self.erased:
            return
        if thing < 0.62:
            await self._capture(session_id)
        elif thing < 0.9:
            await self._act(session_id)
        elif thing < 0.94:
            await self._append(SCREENSHOTS, SessionEnd(SITE, session_id, virtual_now()))
        elif thing < 0.96:
            await self._erase(session_id)
        else:
            self.dice.choice(self.shoppers).hang_up()

    async def _capture(self, session_id: str) -> None:
        """The next screenshot; now and then an old reference again, or one later than the next."""
        sequence = self.captured[session_id]
        if sequence and self.dice.random() < 0.1:
            await self._append(SCREENSHOTS, screenshot(session_id, self.dice.randrange(sequence)))
            return
        self.captured[session_id] += 1
        await self._sent_or_held(SCREENSHOTS, screenshot(session_id, sequence))

    async def _act(self, session_id: str) -> None:
        sequence = self.acted[session_id]
        if sequence and self.dice.random() < 0.1:
            sequence = self.dice.randrange(sequence)
        else:
            self.acted[session_id] += 1
        action = self.dice.choice((Action.VIEW, Action.CLICK, Action.PURCHASE, Action.IMPRESSION))
        await self._sent_or_held(INTERACTIONS, Interaction(SITE, session_id, sequence, action, virtual_now(), "i1"))

    async def _sent_or_held(self, topic: Topic, value: Any) -> None:
        if self.dice.random() < 0.08:
            self.held_back.append((topic, value))
            return
        await self._append(topic, value)
        if self.held_back and self.dice.random() < 0.5:
            await self._append(*self.held_back.pop())

    async def _append(self, topic: Topic, value: Any) -> None:
        """As capture does it: again until acknowledged; an acknowledgement may be lost on the way."""
        if value.session_id in self.erased:
            return
        while True:
            try:
                await self.here.bus.send(wire(topic, value, at=virtual_now(), source="test"))
            except Unavailable:
                await asyncio.sleep(0.5)
            else:
                if self.dice.random() > 0.03:
                    break
        if topic is SCREENSHOTS and not isinstance(value, SessionEnd):
            self.acknowledged.add((value.session_id, value.sequence))

    async def _erase(self, session_id: str) -> None:
        if not self.here.log.reachable or self.dice.random() < 0.5:
            return
        self.erased.add(session_id)
        await self.here.control.set(SITE, session_id, ControlState.ERASED, by="test")
        self.here.store.erased.add(session_id)

    # --- what goes wrong

    async def _fault(self) -> None:
        faults: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = (
            self._crash, self._crash, self._crash, self._zombie, self._zombie, self._zombie, self._another, self._leave,
            self._log_away, self._state_away, self._state_wiped, self._store, self._model, self._clock, self._poison,
        )  # fmt: skip
        await (self._zombie if self.haunted else self.dice.choice(faults))()

    async def _crash(self) -> None:
        line = self.dice.choice(self.here.processes).line
        line.cut_in = self.dice.randrange(8)
        line.cut_after_effect = self.dice.random() < 0.5

    async def _zombie(self) -> None:
        """Dropped by its groups, a process works on until it hears of it. Or it is frozen right before a durable step,
        and takes that step when it thaws, in a world that went on.
        """
        process = self.dice.choice(self.here.of(self.haunted) if self.haunted else self.here.processes)
        frozen_s, deaf_s = self.dice.choice((0.3, 2.0, 6.0)), self.dice.choice((0.0, 0.05, 1.0, 4.0))

        def freeze() -> None:
            line = process.line
            line.frozen_until = asyncio.get_running_loop().time() + frozen_s
            line.deaf_until = line.frozen_until + deaf_s
            self._tasks.append(asyncio.create_task(process.expel()))

        if self.dice.random() < 0.3:
            process.line.deaf_until = asyncio.get_running_loop().time() + deaf_s
            await process.expel()
        else:
            process.line.stall, process.line.stall_in = freeze, self.dice.randrange(5)

    async def _another(self) -> None:
        kind = self.dice.choice(KINDS)
        if len(self.here.of(kind)) < 3:
            self.here.launch(kind)

    async def _leave(self) -> None:
        process = self.dice.choice(self.here.processes)
        self.here.processes.remove(process)
        await process.stop()

    async def _log_away(self) -> None:
        self.here.log.reachable = False
        self._later(self.dice.choice((0.3, 2.0, 6.0)), lambda: setattr(self.here.log, "reachable", True))

    async def _state_away(self) -> None:
        self.here.state.set_reachable(False)
        self._later(self.dice.choice((0.3, 2.0, 6.0)), lambda: self.here.state.set_reachable(True))

    async def _state_wiped(self) -> None:
        self.here.wipe()

    async def _store(self) -> None:
        weather = self.here.weather
        weather.store_down, weather.store_slow_s = self.dice.choice(((True, 0.0), (False, 1.0), (False, 4.0)))
        self._later(self.dice.choice((1.0, 5.0)), self._store_well)

    def _store_well(self) -> None:
        self.here.weather.store_down, self.here.weather.store_slow_s = False, 0.0

    async def _model(self) -> None:
        self.here.weather.model = self.dice.choice(("slow", "wrong", "silent", "failing", "broken", "well"))

    async def _clock(self) -> None:
        process = self.dice.choice(self.here.processes)
        process.skew_s = self.dice.choice((-3_600.0, -5.0, 5.0, 60.0, 3_600.0, 0.0))

    async def _poison(self) -> None:
        topic, session_id = self.dice.choice(POISONED), self.dice.choice(SESSIONS)
        if self.here.log.reachable:
            await self.here.bus.send(WireMessage(topic.name, session_id.encode(), b"\xff\xff", ()))

    def _later(self, delay_s: float, thing: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(delay_s, thing)

    # --- the end

    async def _wait_until_quiet(self) -> float | None:
        """Seconds from the last fault until nothing is open and every client is up to date for two seconds."""
        loop = asyncio.get_running_loop()
        since, quiet_since = loop.time(), None
        while loop.time() - since < QUIET_LIMIT_S:
            await asyncio.sleep(0.5)
            if not (self.here.quiet() and self._all_connected()):
                quiet_since = None
            elif quiet_since is None:
                quiet_since = loop.time()
            elif loop.time() - quiet_since >= 2:
                return quiet_since - since
        return None

    def _all_connected(self) -> bool:
        return all(one.log.connected for one in self.shoppers if one.session_id not in self.erased)

    def _history(self, quiet_s: float | None) -> History:
        log, order = self.here.log, self.here.log.order
        names = log.counts
        messages = {
            name: messages_of(
                (one for number in range(count) for one in log.records(TopicPartition(name, number))),
                lambda one: order[one.topic, one.partition, one.offset],
            )
            for name, count in names.items()
        }
        return History(
            acknowledged=frozenset(self.acknowledged),
            messages=messages,
            commits=log.commits,
            published=self.here.published,
            clients=[shopper.log for shopper in self.shoppers],
            erased=frozenset(self.erased),
            spent=self.here.meter.spent(),
            unheard=self.unheard,
            trespasses=self.here.trespasses,
            quiet_after_s=quiet_s,
            quiet_limit_s=QUIET_LIMIT_S,
        )


def play(seed: int, stages: Stages | None = None, haunted: str | None = None) -> History:
    """One schedule, in virtual time. Logs are left out: rendering them would take a tenth of it."""
    if not structlog.is_configured():
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with answers_kept():
        return in_virtual_time(Story(seed, stages, haunted).run())


def main(arguments: list[str]) -> int:
    """Play the seeds named and print what each breaks."""
    broken = 0
    for seed in map(int, arguments):
        history = play(seed)
        for said in check(history):
            broken += 1
            print(f"seed {seed}: {said}")
        print(f"seed {seed}: quiet after {history.quiet_after_s} s, {len(history.acknowledged)} screenshots")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
