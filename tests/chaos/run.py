"""Chaos on real parts: `python -m tests.chaos.run SEED…` or `FIRST-END` plays seeds, checks each, prints the table.

One world is used for a dozen seeds, then made anew: the shoppers of a seed go on in the next one, so that sessions see
several faults. The checker reads all that the world has left behind after every seed.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from interarec.contracts.topics import CONSTRAINTS, INTERACTIONS
from interarec.domain.interactions import TRIGGERS
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import TopicPartition

from tests.chaos.crowd import USUAL, Crowd, Pace
from tests.chaos.faults import TIMES_STATED, Schedule, answer_bound_s, schedule, strike
from tests.chaos.record import committed, longest_without_an_answer, read_commits, read_history, read_topics
from tests.chaos.shopper import FACES
from tests.chaos.spending import Budget, spent
from tests.chaos.world import World, running_world
from tests.e2e.shoppers import shoppers as looks
from tests.e2e.system import PARTITIONS
from tests.simulation.history import History, Message
from tests.simulation.invariants import check

__all__ = ["Played", "Run", "play", "table", "world_of_shoppers"]

SEEDS_A_WORLD = 12
BUDGET = Budget("requests", "minute", 150)
"""Spent in the later part of a busy minute; batches then end `degraded`, and shoppers are served from what they do."""
AFTERWARDS_S = 2.0
"""How long shoppers go on after the last fault."""
STATED_QUIET_S = 120.0
QUIET_LIMIT_S = TIMES_STATED * STATED_QUIET_S
"""Real parts may take three times what the simulation asserts in virtual time."""
READERS = {
    "interarec.batcher": ("screenshots",),
    "interarec.summarizer": ("batches",),
    "interarec.constraints": ("summaries",),
    "interarec.recommender": ("constraints", "interactions"),
    "interarec.publisher": ("recommendations",),
}


@dataclass(frozen=True, slots=True)
class Played:
    """One seed: what the checker says, how long a shopper stood without an answer at most, and until all was quiet."""

    schedule: Schedule
    broken: Sequence[str]
    longest_s: float
    deeds: int
    quiet_s: float | None

    @property
    def late(self) -> str | None:
        """Says so when a shopper stood without an answer for longer than real parts may take."""
        bound_s = answer_bound_s(self.schedule)
        if self.longest_s <= TIMES_STATED * bound_s:
            return None
        return f"{self.schedule.name}: {self.longest_s:.1f} s without an answer; stated are {bound_s:g} s"


class Run:
    """A crowd in a world, over several seeds."""

    def __init__(
        self, world: World, bus: KafkaBus, *, quiet_limit_s: float = QUIET_LIMIT_S, pace: Pace = USUAL
    ) -> None:
        self.world = world
        self._quiet_limit_s = quiet_limit_s
        self.crowd = Crowd(world, pace)
        self._bus = bus
        self._disturbed: list[tuple[float, float]] = []

    async def play(self, plan: Schedule) -> Played:
        """One seed, from its first fault until all is quiet again."""
        await self.crowd.close_pages()
        await self.crowd.gather()
        stop, dice = asyncio.Event(), random.Random(plan.seed)
        began, at = time.monotonic(), time.time()
        crowd = asyncio.create_task(self.crowd.go_on(dice, stop))
        await asyncio.gather(*(strike(self.world, *one) for one in plan.faults))
        await asyncio.sleep(AFTERWARDS_S)
        stop.set()
        healed = time.monotonic()
        await crowd
        quiet_s = await self.wait_until_quiet(healed)
        if any("redis" in fault.what for fault, _, _ in plan.faults):
            self._disturbed.append((at, time.time()))
        history = await self.history(quiet_s)
        interactions = history.messages[INTERACTIONS.name]
        longest_s, deeds = longest_without_an_answer(interactions, self.crowd.everyone, began)
        return Played(plan, [*check(history), *self._lost(interactions)], longest_s, deeds, quiet_s)

    async def history(self, quiet_s: float | None) -> History:
        """All that the world has left behind so far."""
        await self.crowd.ask_after_the_erased()
        system = self.world.system
        return await read_history(
            self._bus,
            system.kafka.servers,
            system.redis.url,
            self.crowd.everyone,
            told_after_erasure=self.crowd.told_after_erasure,
            spent=self.spent(),
            quiet_after_s=quiet_s,
            quiet_limit_s=self._quiet_limit_s,
        )

    def spent(self) -> list[tuple[str, int, int, int]]:
        """What the model was asked for so far, by the windows of its budget."""
        budget = self.world.budget
        return [] if budget is None else spent(self.world.thinking.calls, budget, self._disturbed)

    def _lost(self, interactions: Sequence[Message]) -> Iterator[str]:
        """Acknowledged deeds that the log does not have, and pages that were told not to come back."""
        logged = {(one.value.session_id, one.value.sequence) for one in interactions if one.value is not None}
        for shopper in self.crowd.everyone:
            for deed in shopper.deeds:
                if (shopper.session_id, deed.sequence) not in logged:
                    yield f"interaction {shopper.session_id}.{deed.sequence} was acknowledged and is not on the log"
            if shopper.refused is not None and not shopper.erased:
                yield f"the page of {shopper.session_id} was refused: {shopper.refused}"

    async def wait_until_quiet(self, since: float) -> float | None:
        """Seconds until every group has committed all, and every page shows what is due; None past the limit."""
        while time.monotonic() - since < self._quiet_limit_s:
            if await self._all_committed() and self.crowd.caught_up(await self._due()):
                return time.monotonic() - since
            await asyncio.sleep(0.4)
        return None

    async def _all_committed(self) -> bool:
        done = committed(await read_commits(self.world.system.kafka.servers))
        for group, topics in READERS.items():
            for name in topics:
                for number in range(PARTITIONS):
                    source = TopicPartition(f"interarec.{name}.v1", number)
                    if done.get((group, source), 0) < await self._bus.end_offset(source):
                        return False
        return True

    async def _due(self) -> dict[str, tuple[int, int]]:
        """By session: last screenshot offset with constraints, offset of the last trigger."""
        topics = await read_topics(self._bus, (CONSTRAINTS.name, INTERACTIONS.name))
        sets: defaultdict[str, int] = defaultdict(lambda: -1)
        deeds: defaultdict[str, int] = defaultdict(lambda: -1)
        seen: set[tuple[str, int]] = set()
        for message in topics[CONSTRAINTS.name]:
            if message.value is not None:
                sets[message.value.session_id] = max(sets[message.value.session_id], message.value.last_offset)
        for message in topics[INTERACTIONS.name]:
            value: Any = message.value
            if value is not None and (value.session_id, value.sequence) not in seen:
                seen.add((value.session_id, value.sequence))
                if value.action in TRIGGERS:
                    deeds[value.session_id] = message.offset
        return {session_id: (sets[session_id], deeds[session_id]) for session_id in {*sets, *deeds}}


async def play(
    world: World, plans: Iterable[Schedule], *, quiet_limit_s: float = QUIET_LIMIT_S, pace: Pace = USUAL
) -> list[Played]:
    """Seeds one after the other in `world`, up to the first that falls over: what it left cannot be trusted."""
    bus = KafkaBus(world.system.bus)
    await bus.start()
    run = Run(world, bus, quiet_limit_s=quiet_limit_s, pace=pace)
    played: list[Played] = []
    try:
        for plan in plans:
            try:
                played.append(await run.play(plan))
            except Exception as error:  # noqa: BLE001 - a run that falls over is a finding
                played.append(Played(plan, [f"the run itself failed: {error!r}"], 0.0, 0, None))
            _tell(played[-1])
            if played[-1].deeds == 0:
                break
    finally:
        for budget, asked, _, _ in run.spent():
            print(f"asked {asked} of {budget}", flush=True)
        await run.crowd.disperse()
        await bus.stop()
    return played


def _tell(one: Played) -> None:
    quiet = "never quiet" if one.quiet_s is None else f"quiet after {one.quiet_s:.1f} s"
    print(
        f"seed {one.schedule.seed}: {one.schedule.name}: longest without an answer {one.longest_s:.1f} s"
        f" (stated {answer_bound_s(one.schedule):g} s)"
        f" of {one.deeds} deeds, {quiet}",
        flush=True,
    )
    for said in one.broken[:20]:
        print(f"seed {one.schedule.seed}: BROKEN: {said}   (make chaos SEED={one.schedule.seed})", flush=True)


def table(played: Iterable[Played]) -> str:
    """Per fault: seeds, and the longest time a shopper stood without an answer, median and maximum over them."""
    rows: defaultdict[str, list[Played]] = defaultdict(list)
    for one in played:
        rows[one.schedule.kind].append(one)
    lines = ["| fault | seeds | longest without an answer, median s | maximum s | quiet after, maximum s |"]
    lines.append("| --- | ---: | ---: | ---: | ---: |")
    for name, ones in rows.items():
        stood = [one.longest_s for one in ones]
        quiet = max((one.quiet_s or QUIET_LIMIT_S) for one in ones)
        lines.append(f"| {name} | {len(ones)} | {statistics.median(stood):.1f} | {max(stood):.1f} | {quiet:.1f} |")
    return "\n".join(lines)


@contextmanager
def world_of_shoppers() -> Iterator[World]:
    """As every seed has it."""
    with running_world(looks(FACES), budget=BUDGET) as world:
        yield world


def seeds_of(words: Sequence[str]) -> list[int]:
    """`7`, `0-200` (the end is not played), `3,5,8`."""
    found: list[int] = []
    for word in ",".join(words).split(","):
        first, dash, end = word.partition("-")
        found.extend(range(int(first), int(end)) if dash else [int(first)])
    return found


def main(words: Sequence[str]) -> int:
    """Play what is named; 1 when anything broke."""
    seeds = seeds_of(words)
    played: list[Played] = []
    while len(played) < len(seeds):
        with world_of_shoppers() as world:
            plans = [schedule(seed) for seed in seeds[len(played) :][:SEEDS_A_WORLD]]
            played += asyncio.run(play(world, plans))
    print(f"\n{table(played)}\n")
    broken = [one.schedule.seed for one in played if one.broken or one.late]
    for late in filter(None, (one.late for one in played)):
        print(f"LATE: {late}")
    print(f"{len(played)} seeds, {len(broken)} broken: {broken}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
