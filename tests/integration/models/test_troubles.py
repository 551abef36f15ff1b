"""Every trouble with a model ends a batch in a named state, and a slate is made all the same.

The handlers of the three stages, one after the other, on a scripted model behind the real retries and budgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from interarec.constraints.handler import ConstrainPorts, constrain
from interarec.domain.batches import BatchState
from interarec.domain.errors import BudgetExhausted, GiveUp, InterarecError, RetryLater, Unavailable
from interarec.domain.summaries import CATEGORIES
from interarec.lab.steering.shop import open_shop
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.chat import Finish, Play, RetryingChat, RetryPolicy, ScriptedModel, failed, refused, said
from interarec.platform.chat.governor import COUNTED_HERE, Charge, GovernedModel, Hold
from interarec.platform.chat.governor_memory import MemoryLedger
from interarec.platform.settings.schema import SiteBudget
from interarec.recommender import RecommenderPorts, SessionView, recommend
from interarec.summarizer.engines.openai import ModelEngine
from interarec.summarizer.handler import SummariserPorts, SummaryMemory, summarise

from tests.unit.summarizer.examples import NOON, Drawer, batch, picture

FRAMES = 10
SHOP = open_shop()
FULL = dict.fromkeys(CATEGORIES, "not available") | {"offers": [], "promotions_seen": [], "filters_set": []}
RICH = SiteBudget(tokens_per_day=10_000_000)


class Gone:
    """Redis that does not answer."""

    async def reserve(self, charges: Sequence[Charge], *, ttl_s: float) -> Hold:
        raise Unavailable("redis does not answer")

    async def settle(self, hold: Hold, tokens: int | None) -> None:
        raise Unavailable("redis does not answer")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong, and how the batch ends."""

    plays: tuple[Play, ...]
    state: BatchState
    reason: str
    detail: str
    budget: SiteBudget = RICH
    redis_gone: bool = False


def broken(error: InterarecError, times: int = 3) -> tuple[Play, ...]:
    return (failed(error),) * times


DEGRADED, SUMMARISED = BatchState.DEGRADED, BatchState.SUMMARISED
TROUBLES: dict[str, Trouble] = {
    "server unreachable": Trouble(
        broken(Unavailable("no route", code="model_unreachable")), DEGRADED, "model_unreachable", "events"
    ),
    "server error": Trouble(
        broken(Unavailable("500", code="model_unavailable")), DEGRADED, "model_unavailable", "events"
    ),
    "no answer in time": Trouble(
        broken(Unavailable("slow", code="model_timeout")), DEGRADED, "model_timeout", "events"
    ),
    "answer is no HTTP": Trouble(broken(Unavailable("odd", code="model_garbled")), DEGRADED, "model_garbled", "events"),
    "too many requests": Trouble(broken(RetryLater("429", code="rate_limited")), DEGRADED, "rate_limited", "events"),
    "wait longer than the deadline": Trouble(
        broken(RetryLater("429", code="rate_limited", delay_s=300.0), 1), DEGRADED, "rate_limited", "events"
    ),
    "wrong key": Trouble(broken(GiveUp("401", code="model_denied"), 1), DEGRADED, "model_denied", "events"),
    "account empty": Trouble(
        broken(BudgetExhausted("quota", code="insufficient_quota"), 1), DEGRADED, "insufficient_quota", "events"
    ),
    "no such model": Trouble(broken(GiveUp("404", code="model_unknown"), 1), DEGRADED, "model_unknown", "events"),
    "model without eyes": Trouble(
        broken(GiveUp("blind", code="images_unsupported"), 1), DEGRADED, "images_unsupported", "events"
    ),
    "request rejected": Trouble(
        broken(GiveUp("400", code="model_rejected_request"), 1), DEGRADED, "model_rejected_request", "events"
    ),
    "refusal": Trouble((refused("no"),), DEGRADED, "refused", "events"),
    "prose": Trouble((said("What a lovely shop!"),) * 2, DEGRADED, "answer_not_usable", "events"),
    "truncated JSON": Trouble(
        (said('{"product_characteristics": "gre', finish=Finish.LENGTH),) * 2, DEGRADED, "answer_not_usable", "events"
    ),
    "empty answer": Trouble((said(""),) * 2, DEGRADED, "answer_not_usable", "events"),
    "wrong types": Trouble(
        (said(FULL | {"lowest_price": [], "offers": {"title": 3}, "filters_set": "none", "promotions_seen": 7}),),
        SUMMARISED,
        "",
        "full",
    ),
    "one wrong shape, then repaired": Trouble((said("hm"), said(FULL)), SUMMARISED, "", "full"),
    "context overflow, fewer frames fit": Trouble(
        (*broken(GiveUp("long", code="context_overflow"), 1), said(FULL)), SUMMARISED, "", "fewer"
    ),
    "context overflow whatever is sent": Trouble(
        broken(GiveUp("long", code="context_overflow")), DEGRADED, "context_overflow", "events"
    ),
    "the bill would pass the budget": Trouble(
        (), DEGRADED, "budget", "events", SiteBudget(tokens_per_session_hour=1_000)
    ),
    "only low detail is within the budget": Trouble(
        (said(FULL),), SUMMARISED, "", "low", SiteBudget(tokens_per_day=9_000)
    ),
    "only few frames are within the budget": Trouble(
        (said(FULL),), SUMMARISED, "", "fewer", SiteBudget(tokens_per_day=4_000)
    ),
    "redis gone": Trouble((said(FULL),), SUMMARISED, "", "full", redis_gone=True),
    "redis gone and the share is spent": Trouble(
        (), DEGRADED, "budget", "events", SiteBudget(tokens_per_day=8_000), redis_gone=True
    ),
}


@pytest.mark.looptime
@pytest.mark.parametrize("name", TROUBLES)
async def test_a_trouble_ends_in_a_named_state_and_a_slate_is_made(name: str) -> None:
    trouble = TROUBLES[name]
    own = MemoryLedger(clock=lambda: 1_000.0)
    model = ScriptedModel(trouble.plays)
    governed = GovernedModel(model, Gone() if trouble.redis_gone else own, own, lambda _: trouble.budget, SiteBudget())
    chat = RetryingChat(governed, RetryPolicy())
    engine = ModelEngine(chat, SHOP.settings.models, lambda _: SHOP.gazetteer, lambda _: SHOP.facts)
    pages = Drawer({f"images/demo/s1/{number}": picture(20 * number) for number in range(FRAMES)})
    reading = SummariserPorts(pages, lambda _: False, engine, lambda: NOON, SummaryMemory())

    outcome = await summarise(batch(*range(FRAMES)), reading)

    assert (outcome.state, outcome.reason, outcome.detail) == (trouble.state, trouble.reason, trouble.detail)
    if trouble.redis_gone:
        assert any(COUNTED_HERE in note for note in outcome.skipped)
    assert await _slate_of(outcome)


async def _slate_of(outcome: Any) -> list[str]:
    """What the shopper is offered in the end."""
    checking = ConstrainPorts(lambda: NOON, lambda _: SHOP.facts, SHOP.settings.constraints)
    view = SessionView.empty("demo", "s1").fold(await constrain(outcome, (), checking))
    ports = RecommenderPorts(SHOP.settings, lambda _: SHOP.site, MemoryBlobs(), lambda: NOON)
    recommendation, _ = await recommend(view, ports)
    return [one.item_id for one in recommendation.slate]
