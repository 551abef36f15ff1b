"""Spend never passes a budget by more than one call, whatever callers do and however they die."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from interarec.domain.errors import GiveUp, RetryLater, Unavailable
from interarec.platform.chat import ChatMessage, ChatRequest
from interarec.platform.chat.governor import GovernedModel, Ledger, charges_for, estimate_tokens
from interarec.platform.chat.governor_memory import MemoryLedger
from interarec.platform.chat.governor_redis import RedisLedger
from interarec.platform.chat.port import ChatReply, Finish, Usage
from interarec.platform.settings.schema import SiteBudget

from tests.servers import unique

CALLERS = 12
CALLS = 8


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.real)])
async def ledger(request: pytest.FixtureRequest) -> AsyncIterator[Ledger]:
    if request.param == "memory":
        yield MemoryLedger()
        return
    server = request.getfixturevalue("redis")
    connected = RedisLedger(server.url, root=f"interarec:{{{unique('governor')}}}")
    yield connected
    await connected.close()


@dataclass(slots=True)
class Till:
    """A model that bills every request that reaches it, answered or not; usage may pass the estimate by `excess`."""

    rng: random.Random
    excess: float = 1.0
    bills: dict[str, list[int]] = field(default_factory=dict)

    async def attempt(self, request: ChatRequest, *, timeout_s: float) -> ChatReply:
        bill = max(1, round(estimate_tokens(request) * self.rng.uniform(0.2, 1.0) * self.excess))
        self.bills.setdefault(request.session_id, []).append(bill)
        await asyncio.sleep(self.rng.choice((0.0, 0.001, 0.002)))
        if self.rng.random() < 0.1:
            raise Unavailable("broke off", code="model_timeout")
        return ChatReply("ok", Finish.STOP, usage=Usage(1, bill, 0))

    async def check(self) -> None:
        """Always there."""

    async def close(self) -> None:
        """Nothing to close."""

    @property
    def all_bills(self) -> list[int]:
        return [bill for bills in self.bills.values() for bill in bills]


def ask(rng: random.Random, session: str) -> ChatRequest:
    words = "x" * rng.randrange(30, 900)
    return ChatRequest("m", (ChatMessage("user", words),), max_tokens=50, site_id="demo", session_id=session)


async def caller(model: GovernedModel, rng: random.Random, session: str) -> None:
    for _ in range(CALLS):
        try:
            await model.attempt(ask(rng, session), timeout_s=5)
        except (GiveUp, RetryLater):
            continue


@pytest.mark.parametrize("seed", range(6))
async def test_many_callers_some_killed_in_flight_stay_within_every_budget(ledger: Ledger, seed: int) -> None:
    rng = random.Random(seed)
    site = SiteBudget(tokens_per_day=rng.randrange(2_000, 9_000), requests_per_session_hour=5)
    everybody = SiteBudget(tokens_per_day=rng.randrange(2_000, 9_000), tokens_per_session_hour=1_500)
    till = Till(rng)
    model = GovernedModel(till, ledger, MemoryLedger(), lambda _: site, everybody)
    calls = [asyncio.create_task(caller(model, rng, f"s{number % 5}")) for number in range(CALLERS)]
    for doomed in rng.sample(calls, 4):
        await asyncio.sleep(0.001)
        doomed.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    assert site.tokens_per_day is not None
    assert everybody.tokens_per_day is not None
    assert 0 < sum(till.all_bills) <= min(site.tokens_per_day, everybody.tokens_per_day)
    assert all(sum(bills) <= 1_500 and len(bills) <= 5 for bills in till.bills.values())


async def test_a_worker_that_died_without_a_word_has_still_paid(ledger: Ledger) -> None:
    """Its calls reached the server; nobody settles them, and their estimates are charged when they expire."""
    budget = SiteBudget(tokens_per_day=1_000)
    rng = random.Random(1)
    till = Till(rng)
    dead = 0
    for _ in range(2):
        request = ask(rng, "s1")
        estimate = estimate_tokens(request)
        await ledger.reserve(charges_for(request, estimate, budget, SiteBudget()), ttl_s=0.02)
        dead += estimate
    await asyncio.sleep(0.05)
    model = GovernedModel(till, ledger, MemoryLedger(), lambda _: budget, SiteBudget())
    await asyncio.gather(*(caller(model, rng, "s1") for _ in range(CALLERS)))
    assert 0 < dead + sum(till.all_bills) <= 1_000


async def test_a_server_that_bills_more_than_estimated_passes_the_budget_by_one_call_at_most(ledger: Ledger) -> None:
    budget = SiteBudget(tokens_per_day=3_000)
    till = Till(random.Random(2), excess=3.0)
    model = GovernedModel(till, ledger, MemoryLedger(), lambda _: budget, SiteBudget())
    await caller(model, random.Random(3), "s1")
    await caller(model, random.Random(4), "s1")
    assert sum(till.all_bills) <= 3_000 + max(till.all_bills)
