from __future__ import annotations

import asyncio

import pytest
from interarec.platform.chat.slots import FairSlots, SlotPolicy

pytestmark = pytest.mark.looptime


async def queue(slots: FairSlots, names: str, tokens: dict[str, int], busy: str = "busy") -> str:
    """Let one call per letter wait behind a call of `busy`; the order in which they go."""
    order: list[str] = []

    async def call(name: str) -> None:
        await slots.acquire(name)
        order.append(name)
        await asyncio.sleep(1)
        slots.release(name, tokens=tokens.get(name, 1))

    await slots.acquire(busy)
    calls = []
    for name in names:
        calls.append(asyncio.create_task(call(name)))
        await asyncio.sleep(0)
    slots.release(busy)
    await asyncio.gather(*calls)
    return "".join(order)


async def test_sites_take_turns_by_tokens_served() -> None:
    assert await queue(FairSlots(SlotPolicy(most=1)), "aaaabb", {"a": 10, "b": 10}) == "ababaa"


async def test_a_costly_site_waits_for_the_others() -> None:
    assert await queue(FairSlots(SlotPolicy(most=1)), "aabbbb", {"a": 30, "b": 10}) == "abbbab"


async def test_within_a_site_the_newest_goes_first() -> None:
    slots, order = FairSlots(SlotPolicy(most=1)), []

    async def call(number: int) -> None:
        await slots.acquire("a")
        order.append(number)
        slots.release("a")

    await slots.acquire("a")
    calls = []
    for number in range(3):
        calls.append(asyncio.create_task(call(number)))
        await asyncio.sleep(0)
    slots.release("a")
    await asyncio.gather(*calls)
    assert order == [2, 1, 0]


async def test_a_site_that_was_away_cannot_save_up() -> None:
    slots = FairSlots(SlotPolicy(most=1))
    await slots.acquire("a")
    slots.release("a", tokens=1_000)
    assert await queue(slots, "aabb", {"a": 10, "b": 10}, busy="a") == "abab"


async def test_the_limit_falls_on_rate_limits_and_rises_slowly() -> None:
    slots = FairSlots(SlotPolicy(most=10, fall=0.7, calm_s=1, rise_every_s=10))
    for _ in range(3):  # one burst counts once
        await slots.acquire("a")
        slots.release("a", limited=True)
    assert slots.limit == 7
    await asyncio.sleep(2)
    await slots.acquire("a")
    slots.release("a", limited=True)
    assert slots.limit == 4
    await asyncio.sleep(21)
    await slots.acquire("a")
    slots.release("a")
    assert slots.limit == 6
    await asyncio.sleep(1_000)
    await slots.acquire("a")
    slots.release("a")
    assert slots.limit == 10


async def test_giving_up_the_place_loses_no_slot() -> None:
    slots = FairSlots(SlotPolicy(most=1))
    await slots.acquire("a")
    waiting = asyncio.create_task(slots.acquire("b"))
    granted = asyncio.create_task(slots.acquire("c"))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.sleep(0)
    slots.release("a")
    granted.cancel()  # after its turn was given, before it ran
    await asyncio.sleep(0)
    assert slots.out == 0
    await asyncio.wait_for(slots.acquire("d"), 1)


async def one_call(slots: FairSlots, seconds: float) -> None:
    await slots.acquire("a")
    slots.release("a", took_s=seconds)


async def test_the_limit_falls_when_the_slow_calls_become_too_slow() -> None:
    slots = FairSlots(SlotPolicy(most=10, slow_s=5.0, window=20))
    for number in range(20):
        await one_call(slots, 9.0 if number == 19 else 1.0)
    assert slots.limit == 10, "one slow call in twenty is no p95"
    await one_call(slots, 9.0)
    assert slots.limit == 7
    for _ in range(19):
        await one_call(slots, 9.0)
    assert slots.limit == 7, "the window begins anew after a fall"


async def test_quick_calls_let_the_limit_rise_again() -> None:
    slots = FairSlots(SlotPolicy(most=10, slow_s=5.0, window=2))
    await one_call(slots, 9.0)
    await one_call(slots, 9.0)
    assert slots.limit == 7
    await asyncio.sleep(10)
    await one_call(slots, 1.0)
    assert slots.limit == 8
