from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from interarec.domain.errors import BudgetExhausted, RetryLater, Unavailable
from interarec.domain.identifiers import session_hash
from interarec.platform.chat import ChatImage, ChatMessage, ChatRequest, Play, RetryingChat, RetryPolicy, ScriptedModel
from interarec.platform.chat.governor import (
    COUNTED_HERE,
    Charge,
    GovernedModel,
    Hold,
    Ledger,
    charges_for,
    estimate_tokens,
)
from interarec.platform.chat.governor_memory import MemoryLedger
from interarec.platform.chat.port import ChatReply, Finish, Usage
from interarec.platform.chat.scripted import failed, said, slow
from interarec.platform.settings.schema import SiteBudget

ASK = ChatRequest("m", (ChatMessage("user", "x" * 300),), max_tokens=100, site_id="demo", session_id="s1")
ESTIMATE = 200


class Away:
    """A ledger that cannot be reached."""

    async def reserve(self, charges: Sequence[Charge], *, ttl_s: float) -> Hold:
        raise Unavailable("away")

    async def settle(self, hold: Hold, tokens: int | None) -> None:
        raise Unavailable("away")


def governed(
    *plays: Play, budget: SiteBudget, everybody: SiteBudget | None = None, ledger: Ledger | None = None
) -> tuple[GovernedModel, ScriptedModel]:
    model = ScriptedModel(plays)
    own = MemoryLedger(clock=lambda: 1_000.0)
    return GovernedModel(model, ledger or own, own, lambda _site: budget, everybody or SiteBudget()), model


def used(tokens: int) -> Play:
    """An answer that cost this many tokens in all, the 75 of the prompt included."""
    return Play(ChatReply("ok", Finish.STOP, usage=Usage(completion_tokens=tokens - 75)))


async def spend(model: GovernedModel, times: int, request: ChatRequest = ASK) -> int:
    """How many of the calls were let through."""
    done = 0
    for _ in range(times):
        try:
            await model.attempt(request, timeout_s=5)
        except BudgetExhausted:
            continue
        done += 1
    return done


def test_the_estimate_counts_text_pictures_and_the_answer() -> None:
    assert estimate_tokens(ASK) == ESTIMATE
    picture = ChatMessage("user", "", (ChatImage(b"", "image/png", "high"), ChatImage(b"", "image/png", "low")))
    assert estimate_tokens(ChatRequest("m", (picture,), max_tokens=0)) == 2_000


def test_only_budgets_that_are_set_are_charged() -> None:
    budget = SiteBudget(requests_per_minute=5, tokens_per_session_hour=1_000)
    charges = charges_for(ASK, ESTIMATE, budget, SiteBudget(tokens_per_day=9))
    assert [(one.bucket, one.unit, one.window_s, one.amount) for one in charges] == [
        ("all", "tokens", 86_400, 200),
        ("site:demo", "requests", 60, 1),
        (f"site:demo:session:{session_hash('s1')}", "tokens", 3_600, 200),
    ]


async def test_calls_stop_when_the_budget_is_spent() -> None:
    model, asked = governed(*[used(150)] * 20, budget=SiteBudget(tokens_per_day=1_000))
    assert await spend(model, 20) == 6
    assert len(asked.requests) == 6


async def test_spend_passes_the_budget_by_at_most_one_call_when_estimates_are_too_low() -> None:
    model, _ = governed(*[used(900)] * 20, budget=SiteBudget(tokens_per_day=2_000))
    assert await spend(model, 20) * 900 <= 2_000 + 900


async def test_what_replies_cost_is_learned_before_many_go_out_at_once() -> None:
    model, _ = governed(*[slow(0.01, used(900))] * 30, budget=SiteBudget(tokens_per_day=3_000))
    assert await spend(model, 1) == 1
    at_once = await asyncio.gather(*(spend(model, 1) for _ in range(20)))
    assert sum(at_once) == 2


async def test_one_session_cannot_spend_the_site() -> None:
    model, _ = governed(*[used(150)] * 20, budget=SiteBudget(tokens_per_session_hour=400))
    assert await spend(model, 5) == 2
    other = ChatRequest("m", ASK.messages, max_tokens=100, site_id="demo", session_id="s2")
    assert await spend(model, 5, other) == 2


async def test_a_rate_limit_costs_no_tokens_but_a_request() -> None:
    limited = failed(RetryLater("slow down", code="rate_limited"))
    model, _ = governed(limited, used(150), budget=SiteBudget(requests_per_minute=2, tokens_per_minute=200))
    with pytest.raises(RetryLater):
        await model.attempt(ASK, timeout_s=5)
    assert await spend(model, 3) == 1


@pytest.mark.looptime
async def test_a_timeout_costs_its_estimate() -> None:
    model, _ = governed(slow(60, said("late")), used(150), budget=SiteBudget(tokens_per_day=300))
    with pytest.raises(Unavailable):
        await model.attempt(ASK, timeout_s=5)
    assert await spend(model, 1) == 0


@pytest.mark.looptime
async def test_a_cancelled_call_costs_its_estimate() -> None:
    model, _ = governed(slow(60, said("late")), used(150), budget=SiteBudget(tokens_per_day=300))
    call = asyncio.create_task(model.attempt(ASK, timeout_s=90))
    await asyncio.sleep(1)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert await spend(model, 1) == 0


async def test_while_the_ledger_is_away_a_share_of_the_budget_goes_on() -> None:
    model, _ = governed(*[used(150)] * 20, budget=SiteBudget(requests_per_minute=8), ledger=Away())
    assert await spend(model, 20) == 2


async def test_an_answer_paid_from_the_share_says_so() -> None:
    model, _ = governed(*[used(100)] * 9, budget=SiteBudget(tokens_per_minute=8 * ESTIMATE), ledger=Away())
    assert (await model.attempt(ASK, timeout_s=5)).notes == (COUNTED_HERE,)
    await spend(model, 5)
    with pytest.raises(BudgetExhausted, match=r"do not answer.*payment required") as caught:
        await model.attempt(ASK, timeout_s=5)
    assert caught.value.code == "budget"


async def test_a_spent_budget_is_neither_tried_again_nor_held_against_the_model() -> None:
    model, asked = governed(said("never sent"), budget=SiteBudget(tokens_per_day=10))
    chat = RetryingChat(model, RetryPolicy())
    for _ in range(30):
        with pytest.raises(BudgetExhausted):
            await chat.complete(ASK)
    assert asked.requests == []
