"""What every ledger of model spending does: the twin in memory, and Redis."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from interarec.domain.errors import BudgetExhausted, Unavailable
from interarec.platform.chat.governor import Charge, Hold, Ledger
from interarec.platform.chat.governor_memory import MemoryLedger
from interarec.platform.chat.governor_redis import RedisLedger

from tests.servers import unique


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.real)])
async def ledger(request: pytest.FixtureRequest) -> AsyncIterator[Ledger]:
    if request.param == "memory":
        yield MemoryLedger()
        return
    server = request.getfixturevalue("redis")
    connected = RedisLedger(server.url, root=f"interarec:{{{unique('governor')}}}")
    yield connected
    await connected.close()


def tokens(amount: int, limit: int = 100, bucket: str = "site:demo") -> Charge:
    return Charge(bucket, 86_400, limit, amount, "tokens")


async def fits(ledger: Ledger, *charges: Charge, ttl_s: float = 60) -> Hold | None:
    try:
        return await ledger.reserve(charges, ttl_s=ttl_s)
    except BudgetExhausted:
        return None


async def test_held_amounts_count_until_the_budget_is_full(ledger: Ledger) -> None:
    assert await fits(ledger, tokens(60))
    assert await fits(ledger, tokens(40))
    with pytest.raises(BudgetExhausted, match="site:demo of 100 tokens") as caught:
        await ledger.reserve((tokens(1),), ttl_s=60)
    assert caught.value.code == "budget"


async def test_settling_replaces_the_estimate_by_what_was_used(ledger: Ledger) -> None:
    hold = await ledger.reserve((tokens(90),), ttl_s=60)
    await ledger.settle(hold, 10)
    assert await fits(ledger, tokens(90))
    assert await fits(ledger, tokens(1)) is None


async def test_settling_twice_does_nothing_more(ledger: Ledger) -> None:
    hold = await ledger.reserve((tokens(50),), ttl_s=60)
    await ledger.settle(hold, 50)
    await ledger.settle(hold, 50)
    assert await fits(ledger, tokens(50))


async def test_settling_without_knowing_keeps_the_estimate(ledger: Ledger) -> None:
    await ledger.settle(await ledger.reserve((tokens(70),), ttl_s=60), None)
    assert await fits(ledger, tokens(40)) is None
    assert await fits(ledger, tokens(30))


async def test_requests_are_counted_whatever_they_used(ledger: Ledger) -> None:
    one = Charge("all", 86_400, 1, 1, "requests")
    await ledger.settle(await ledger.reserve((one, tokens(10)), ttl_s=60), 0)
    assert await fits(ledger, one) is None
    assert await fits(ledger, tokens(100))


async def test_all_charges_are_held_or_none(ledger: Ledger) -> None:
    assert await fits(ledger, tokens(50), tokens(50, limit=40, bucket="all")) is None
    assert await fits(ledger, tokens(100))


async def test_buckets_are_apart(ledger: Ledger) -> None:
    assert await fits(ledger, tokens(100))
    assert await fits(ledger, tokens(100, bucket="site:other"))


async def test_a_reservation_that_nobody_settled_is_charged_when_it_expires(ledger: Ledger) -> None:
    hold = await ledger.reserve((tokens(80),), ttl_s=0.05)
    await asyncio.sleep(0.1)
    assert await fits(ledger, tokens(30)) is None
    await ledger.settle(hold, 0)
    assert await fits(ledger, tokens(30)) is None
    assert await fits(ledger, tokens(20))


async def test_a_new_window_starts_empty(ledger: Ledger) -> None:
    second = Charge("site:demo", 1, 5, 5, "tokens")
    assert await fits(ledger, second)
    deadline = time.monotonic() + 10
    while await fits(ledger, second) is None:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


async def test_many_at_once_never_pass_the_limit(ledger: Ledger) -> None:
    held = await asyncio.gather(*(fits(ledger, tokens(9)) for _ in range(40)))
    assert sum(one is not None for one in held) == 11


async def test_a_closed_port_is_unavailable() -> None:
    absent = RedisLedger("redis://127.0.0.1:1/0")
    with pytest.raises(Unavailable):
        await absent.reserve((tokens(1),), ttl_s=60)
    await absent.close()
