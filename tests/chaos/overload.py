"""More than the model can read, for a while: `python -m tests.chaos.overload SECONDS`.

What must hold: everything acknowledged has its named end, what is shed is shed in the stated order and says why, fresh
batches are read rather than old ones, the memory of every process stays bounded, and afterwards answers come as before.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from interarec.capture.client import CaptureClient
from interarec.capture.client.retries import RetryRule
from interarec.contracts.topics import BATCHES, INTERACTIONS, SUMMARIES
from interarec.domain.batches import BatchOutcome, BatchState
from interarec.domain.errors import RetryLater
from interarec.platform.bus.kafka import KafkaBus

from tests.chaos.crowd import Crowd, Pace
from tests.chaos.record import longest_without_an_answer, read_topics
from tests.chaos.run import Run
from tests.chaos.shopper import FACES, ChaosShopper
from tests.chaos.world import PARTS, World, running_world
from tests.e2e.shoppers import picture
from tests.e2e.shoppers import shoppers as looks
from tests.simulation.history import Message
from tests.simulation.invariants import check

__all__ = ["EXPIRE_MS", "Overloaded", "overload", "overloaded"]

SESSIONS = 200
READERS, THINKING_S, BATCH = 2, 1.0, 2
"""Two readers at a second a batch of two: four screenshots a second are read, several times as many come."""
PACE = Pace(SESSIONS, 8.0, 20.0)
EXPIRE_MS = 8_000
LOOK_S = 1.0
SETTINGS = {
    "INTERAREC__SUMMARIZER__BATCH_SIZE": str(BATCH),
    "INTERAREC__SUMMARIZER__CONCURRENCY": str(READERS),
    "INTERAREC__SUMMARIZER__EXPIRE_MS": str(EXPIRE_MS),
    "INTERAREC__CAPTURE__RATE_PER_S": "2",
    "INTERAREC__CAPTURE__BURST": "20",
}
GREEDY = 40
"""Screenshots that one page sends without a pause: more than its own burst."""
SHED = (BatchState.SUPERSEDED, BatchState.EXPIRED)
GROWTH, SLACK_MIB = 1.25, 48
"""Memory may be this much higher at the end than a third of the way in."""
AGAIN_LIMIT_S = 120.0


@dataclass(frozen=True)
class Overloaded:
    """What one overload left behind. Seconds, MiB; `rss` by process over time, `before` and `after` longest answers."""

    states: Counter[BatchState]
    broken: Sequence[str]
    refused: int
    rss: Mapping[str, Sequence[float]]
    before_s: float
    during_s: float
    after_s: float
    read_age_s: float

    def growing(self) -> list[str]:
        """Processes whose memory went on growing."""
        found = []
        for name, series in self.rss.items():
            third = max(series[: max(1, len(series) // 3)])
            if series[-1] > third * GROWTH + SLACK_MIB:
                found.append(f"{name}: {third:.0f} MiB after a third, {series[-1]:.0f} MiB at the end")
        return found

    def report(self) -> str:
        """For people."""
        ends = ", ".join(f"{state.value} {count}" for state, count in self.states.most_common())
        lines = [
            f"ends of batches: {ends}; a greedy page was told to wait {self.refused} times",
            f"a batch that was read had waited {self.read_age_s:.1f} s (median)",
            f"longest answer to a deed: {self.before_s:.1f} s before, {self.during_s:.1f} s during,"
            f" {self.after_s:.1f} s after",
            "| process | MiB at the start | a third in | at the end | most |",
            "| --- | ---: | ---: | ---: | ---: |",
        ]
        for name, series in self.rss.items():
            third = series[len(series) // 3]
            lines.append(f"| {name} | {series[0]:.0f} | {third:.0f} | {series[-1]:.0f} | {max(series):.0f} |")
        return "\n".join(lines)


def overloaded(seconds: float) -> Overloaded:
    """One overload in a world of its own."""
    with running_world(looks(FACES), pause_s=THINKING_S, settings=SETTINGS, small_disk=False) as world:
        return asyncio.run(overload(world, seconds))


async def overload(world: World, seconds: float) -> Overloaded:
    """Calm, too much for `seconds`, calm again."""
    bus = KafkaBus(world.system.bus)
    await bus.start()
    run = Run(world, bus, pace=PACE)
    try:
        await run.crowd.gather()
        before_s, _ = await _answers(run.crowd, bus)
        rss: defaultdict[str, list[float]] = defaultdict(list)
        watching = asyncio.create_task(_watch_memory(world, rss))
        began = time.monotonic()
        refused = await _too_much(world, run.crowd, seconds)
        watching.cancel()
        during_s, _ = longest_without_an_answer(await _deeds(bus), run.crowd.everyone, began)
        await run.crowd.close_pages()  # an ended session is told no more once its last token has expired
        after_s = await _as_before(run.crowd, bus, before_s)
        history = await run.history(await run.wait_until_quiet(time.monotonic()))
        states, age_s = _ends(history.messages[SUMMARIES.name], history.messages[BATCHES.name])
        broken = [*check(history), *_disorder(history.messages)]
    finally:
        await run.crowd.disperse()
        await bus.stop()
    return Overloaded(states, broken, refused, dict(rss), before_s, during_s, after_s, age_s)


async def _deeds(bus: KafkaBus) -> Sequence[Message]:
    return (await read_topics(bus, (INTERACTIONS.name,)))[INTERACTIONS.name]


async def _answers(crowd: Crowd, bus: KafkaBus) -> tuple[float, int]:
    """Everybody does one thing, a little apart; the longest answer."""
    began, dice = time.monotonic(), random.Random(1)

    async def one(shopper: ChaosShopper) -> None:
        await asyncio.sleep(dice.uniform(0, 5))
        await shopper.act(dice)

    await asyncio.gather(*(one(shopper) for shopper in crowd.watching))
    while True:
        longest_s, count = longest_without_an_answer(await _deeds(bus), crowd.everyone, began)
        if count == len(crowd.watching) or time.monotonic() > began + AGAIN_LIMIT_S:
            return (longest_s if count == len(crowd.watching) else AGAIN_LIMIT_S), count
        await asyncio.sleep(0.5)


async def _as_before(crowd: Crowd, bus: KafkaBus, before_s: float) -> float:
    """The longest answer once it is about as before; the limit when it never is."""
    limit = time.monotonic() + AGAIN_LIMIT_S
    while time.monotonic() < limit:
        longest_s, _ = await _answers(crowd, bus)
        if longest_s <= 2 * before_s + 1:
            return longest_s
    return AGAIN_LIMIT_S


async def _too_much(world: World, crowd: Crowd, seconds: float) -> int:
    stop = asyncio.Event()
    life = asyncio.create_task(crowd.go_on(random.Random(0), stop))
    refused = await _greedy(world)
    await asyncio.sleep(seconds)
    stop.set()
    await life
    return refused


async def _greedy(world: World) -> int:
    """One page sends faster than it may; how often it was told to wait. Nobody else pays for it."""
    refused = 0
    async with CaptureClient(world.capture, "pk_demo", retry=RetryRule(attempts=1)) as client:
        await client.open(consent=True)
        for sequence in range(GREEDY):
            try:
                await client.put_screenshot(sequence, picture(0, sequence % FACES))
            except RetryLater:
                refused += 1
    return refused


async def _watch_memory(world: World, rss: defaultdict[str, list[float]]) -> None:
    while True:
        for name in PARTS:
            rss[name].append(_resident(world.part(name).pid))
        await asyncio.sleep(LOOK_S)


def _resident(pid: int | None) -> float:
    """MiB of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def _ends(outcomes: Sequence[Message], batches: Sequence[Message]) -> tuple[Counter[BatchState], float]:
    """How batches ended, and how long those that were read had waited (median s)."""
    closed = {one.value.batch_id: one.order / 2_000 for one in batches if one.value is not None}
    states: Counter[BatchState] = Counter()
    ages: list[float] = []
    for message in outcomes:
        outcome: BatchOutcome = message.value
        states[outcome.state] += 1
        if outcome.state is BatchState.SUMMARISED:
            ages.append(message.order / 2_000 - closed[outcome.batch_id] - THINKING_S)
    return states, statistics.median(ages) if ages else 0.0


def _disorder(messages: Mapping[str, Sequence[Message]]) -> list[str]:
    """What was shed otherwise than stated: superseded without a newer one, expired too early, or without a reason."""
    newest: dict[str, int] = {}
    closed: dict[str, float] = {}
    for message in messages[BATCHES.name]:
        newest[message.value.session_id] = max(message.value.last_offset, newest.get(message.value.session_id, -1))
        closed[message.value.batch_id] = message.order / 2
    found: list[str] = []
    for message in messages[SUMMARIES.name]:
        outcome: BatchOutcome = message.value
        if outcome.state is BatchState.SUPERSEDED and newest[outcome.session_id] <= outcome.last_offset:
            found.append(f"{outcome.batch_id} was superseded, and there is none newer")
        waited_ms = message.order / 2 - closed[outcome.batch_id]
        if outcome.state is BatchState.EXPIRED and waited_ms < EXPIRE_MS:
            found.append(f"{outcome.batch_id} expired after {waited_ms:g} ms, before its time")
        if outcome.state in (BatchState.DEAD, BatchState.DEGRADED):
            found.append(f"{outcome.batch_id} ended {outcome.state.value}: {outcome.reason}")
    return found


def main(words: Sequence[str]) -> int:
    """Print the report; 1 when something did not hold."""
    done = overloaded(float(words[0]))
    print(done.report(), flush=True)
    wrong = [*done.broken, *done.growing()]
    for said in wrong[:40]:
        print(f"BROKEN: {said}")
    return 1 if wrong or done.after_s >= AGAIN_LIMIT_S else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
