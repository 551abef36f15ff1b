"""The faults and the schedule of a seed: every single fault in turn, then random pairs. A seed fixes its schedule."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.chaos.proxy import MODES
from tests.chaos.world import LINKS, PARTS, World

__all__ = ["SINGLES", "TIMES_STATED", "Fault", "Schedule", "answer_bound_s", "schedule", "strike"]

TIMES_STATED = 3
"""Real parts on a machine that does other work too may take this many times what is stated."""
STATED_S = {"kill": 12.0, "restart": 15.0, "freeze": 8.0, "full": 20.0}
LINK_S = {"latency": 6.0, "bandwidth": 10.0}
OTHER_LINK_S = 12.0

VALUES = {"latency": 300.0, "bandwidth": 20_000.0}


@dataclass(frozen=True, slots=True)
class Fault:
    """`how` something happens to `what`: a part, a link, or the disk."""

    how: str
    what: str

    def __str__(self) -> str:
        return f"{self.how} {self.what}"


SINGLES: tuple[Fault, ...] = (
    *(Fault(how, part) for how in ("kill", "freeze", "restart") for part in PARTS),
    Fault("full", "disk"),
    *(Fault(mode, link) for mode in MODES for link in LINKS),
)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Faults with their beginning (s after the start) and length (s)."""

    seed: int
    faults: tuple[tuple[Fault, float, float], ...]

    @property
    def name(self) -> str:
        """As the table has it."""
        return " + ".join(sorted(str(fault) for fault, _, _ in self.faults))

    @property
    def kind(self) -> str:
        """A row of the table: a single fault by its name, all pairs together."""
        return self.name if len(self.faults) == 1 else "two at once"


def schedule(seed: int) -> Schedule:
    """Seeds below the number of single faults play each of them once; the others play two at once."""
    dice = random.Random(f"chaos {seed}")
    if seed < len(SINGLES):
        chosen: Sequence[Fault] = [SINGLES[seed]]
    else:
        chosen = dice.sample(SINGLES, 2)
        while chosen[0].what == chosen[1].what:
            chosen = dice.sample(SINGLES, 2)
    return Schedule(seed, tuple((one, dice.uniform(0.5, 2.0), dice.uniform(1.5, 4.0)) for one in chosen))


def answer_bound_s(plan: Schedule) -> float:
    """Seconds within which every deed of the schedule is to have its answer; for two faults, both bounds together."""
    return sum(STATED_S.get(fault.how) or LINK_S.get(fault.how, OTHER_LINK_S) for fault, _, _ in plan.faults)


async def strike(world: World, fault: Fault, after_s: float, length_s: float) -> None:
    """Let it happen, and end it."""
    await asyncio.sleep(after_s)
    match fault.how:
        case "kill" | "restart":
            part = world.part(fault.what)
            await asyncio.to_thread(part.kill if fault.how == "kill" else part.stop)
            await asyncio.sleep(length_s / 2 if fault.how == "kill" else 0)
            await asyncio.to_thread(part.start)
        case "freeze":
            part = world.part(fault.what)
            await asyncio.to_thread(part.freeze)
            await asyncio.sleep(length_s)
            part.thaw()
        case "full":
            await asyncio.to_thread(world.fill_disk)
            await asyncio.sleep(length_s)
            await asyncio.to_thread(world.empty_disk)
            # The store's own index takes no more writes after one has failed; whoever makes room restarts it.
            await asyncio.to_thread(world.part("s3").restart)
        case mode:
            await asyncio.to_thread(world.proxy.tell, fault.what, mode, VALUES.get(mode, 0.0))
            await asyncio.sleep(length_s)
            await asyncio.to_thread(world.proxy.tell, fault.what, "pass")
