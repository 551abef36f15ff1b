"""A few pages whose every step is fixed: what shows each planted fault, whoever is quick or slow.

Run by `test_planted`.
Four things that must not matter: a summarizer is killed while one session's batch is out and another's screenshot,
older than most of it, still waits; a second deed waits for its slate while the group commits; a slate that was
overtaken on the way arrives late; and every page's batch is full at once, while the budget has room for a few.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from interarec.contracts.topics import RECOMMENDATIONS, SCREENSHOTS, SUMMARIES
from interarec.contracts.wire import WireMessage
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import TopicPartition

from tests.chaos.crowd import Pace
from tests.chaos.record import committed, read_commits, read_topics
from tests.chaos.run import Run
from tests.chaos.shopper import ChaosShopper
from tests.chaos.spending import Budget
from tests.chaos.world import World
from tests.e2e.system import PARTITIONS
from tests.simulation.invariants import check

__all__ = ["BUDGET", "SETTINGS", "take_the_steps"]

PAGES = PARTITIONS + 1
"""Two of them share a partition."""
BATCH, IDLE_MS, INTERVAL_MS = 4, 12_000, 3_000
SETTINGS = {
    "INTERAREC__SUMMARIZER__BATCH_SIZE": str(BATCH),
    "INTERAREC__SUMMARIZER__IDLE_MS": str(IDLE_MS),
    "INTERAREC__RECOMMENDER__MIN_INTERVAL_MS": str(INTERVAL_MS),
}
BUDGET = Budget("tokens", "day", 16_000)
"""All that is read before the last step fits, and then a part of what is asked at once."""
THINKING_S = 2.0
"""Long enough for all pages to ask before the first is answered."""
STEP_LIMIT_S = 60.0
QUIET_LIMIT_S = 60.0


async def take_the_steps(world: World) -> list[str]:
    """What the checker says of them."""
    bus = KafkaBus(world.system.bus)
    await bus.start()
    run = Run(world, bus, quiet_limit_s=QUIET_LIMIT_S, pace=Pace(PAGES, 1.0, 1.0))
    try:
        await run.crowd.gather()
        pages = list(run.crowd.present)
        for page in pages:
            await page.show()
        first, waiting, number = await _on_one_partition(bus, pages)
        await _kill_between(world, bus, first, number)
        await first.show()
        await _deeds_close_together(bus, waiting)
        await _all_at_once(world, bus, pages)
        quiet_s = await run.wait_until_quiet(time.monotonic())
        return check(await run.history(quiet_s))
    finally:
        await run.crowd.disperse()
        await bus.stop()


async def _on_one_partition(bus: KafkaBus, pages: list[ChaosShopper]) -> tuple[ChaosShopper, ChaosShopper, int]:
    """Two pages of one partition, the one that showed first before the other, and its number."""
    of_session = {page.session_id: page for page in pages}
    seen: dict[int, ChaosShopper] = {}
    for message in (await read_topics(bus, (SCREENSHOTS.name,)))[SCREENSHOTS.name]:
        page = of_session[message.value.session_id]
        if message.partition in seen:
            return seen[message.partition], page, message.partition
        seen[message.partition] = page
    raise AssertionError(f"{len(pages)} sessions on {PARTITIONS} partitions, and no two on one")


async def _kill_between(world: World, bus: KafkaBus, first: ChaosShopper, number: int) -> None:
    """A full batch of `first` is answered and committed up to the other's screenshot; then the worker is killed."""
    for _ in range(BATCH - 1):
        await first.show()
    source = TopicPartition(SCREENSHOTS.name, number)

    async def answered() -> bool:
        said = (await read_topics(bus, (SUMMARIES.name,)))[SUMMARIES.name]
        return any(one.value is not None and one.value.session_id == first.session_id for one in said)

    async def position() -> int:
        return committed(await read_commits(world.system.kafka.servers)).get(("interarec.batcher", source), 0)

    async def stands_between() -> bool:
        return await position() > 0

    await _until("the batch is answered", answered)
    await _until("the batcher has committed", stands_between)
    assert await position() == 1, "the waiting screenshot was batched before the kill: the machine is too slow"
    await asyncio.to_thread(world.part("summarizer").restart, kill=True)


async def _deeds_close_together(bus: KafkaBus, page: ChaosShopper) -> None:
    """The second waits for its slate; the first slate comes once more after it."""
    dice = random.Random(0)

    def shows(count: int) -> Callable[[], Awaitable[bool]]:
        async def it() -> bool:
            return len(page.seen) >= count and page.seen[-1][1].interaction_offset >= 0

        return it

    await page.act(dice)
    await _until("the first slate", shows(1))
    await page.act(dice)
    await _until("the second slate", shows(2))
    slates = [one async for one in _records(bus) if one.key == page.session_id.encode()]
    await bus.send(WireMessage(slates[0].topic, slates[0].key, slates[0].value, slates[0].headers))
    await page.act(dice)
    await _until("the third slate", shows(3))


async def _all_at_once(world: World, bus: KafkaBus, pages: Sequence[ChaosShopper]) -> None:
    """A full batch of each page, until each has its outcome, whatever that is."""
    world.thinking.pause_s = THINKING_S
    began, before = len(world.thinking.calls), await _ended(bus)

    async def show(page: ChaosShopper) -> None:
        for _ in range(BATCH):
            await page.show()

    await asyncio.gather(*map(show, pages))

    async def each_ended() -> bool:
        ended = await _ended(bus)
        return all(ended[page.session_id] > before[page.session_id] for page in pages)

    await _until("an outcome for every page", each_ended)
    print(f"{len(world.thinking.calls) - began} of {len(pages)} batches at once were read within the budget")


async def _ended(bus: KafkaBus) -> Counter[str]:
    """Outcomes by session."""
    said = (await read_topics(bus, (SUMMARIES.name,)))[SUMMARIES.name]
    return Counter(one.value.session_id for one in said if one.value is not None)


async def _records(bus: KafkaBus) -> Any:
    for number in range(PARTITIONS):
        source = TopicPartition(RECOMMENDATIONS.name, number)
        async for record in bus.read(source, 0, await bus.end_offset(source)):
            yield record


async def _until(what: str, reached: Callable[[], Awaitable[bool]]) -> None:
    limit = time.monotonic() + STEP_LIMIT_S
    while not await reached():
        assert time.monotonic() < limit, f"{what} did not come in {STEP_LIMIT_S:g} s"
        await asyncio.sleep(0.1)
