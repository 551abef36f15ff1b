from __future__ import annotations

import asyncio
import random

import pytest
from interarec.domain.errors import GiveUp, RetryLater, Unavailable
from interarec.platform.chat import (
    ChatMessage,
    ChatRequest,
    Play,
    RetryingChat,
    RetryPolicy,
    ScriptedModel,
    failed,
    said,
    slow,
)
from interarec.platform.chat.breaker import BreakerPolicy

pytestmark = pytest.mark.looptime

ASK = ChatRequest("m", (ChatMessage("user", "hello"),))
BUSY = failed(Unavailable("busy", code="model_unavailable"))


class Highest(random.Random):
    """Jitter that always takes the longest wait."""

    def uniform(self, a: float, b: float) -> float:
        return b


def chat(*plays: Play, **policy: float) -> tuple[RetryingChat, ScriptedModel]:
    model = ScriptedModel(plays)
    return RetryingChat(model, RetryPolicy(**policy), rng=Highest()), model  # type: ignore[arg-type]


def now() -> float:
    return asyncio.get_running_loop().time()


async def test_waits_double_from_the_base() -> None:
    asked, model = chat(BUSY, BUSY, said("hi"), backoff_base_s=0.5)
    started = now()
    assert (await asked.complete(ASK)).attempts == 3
    assert now() - started == pytest.approx(0.5 + 1.0)
    assert len(model.requests) == 3


async def test_retry_after_longer_than_the_jitter_is_waited_for() -> None:
    asked, _ = chat(failed(RetryLater("wait", code="rate_limited", delay_s=7)), said("hi"))
    started = now()
    await asked.complete(ASK)
    assert now() - started == pytest.approx(7)


async def test_a_third_wait_beyond_the_deadline_is_not_begun() -> None:
    wait = failed(RetryLater("wait", code="rate_limited", delay_s=12))
    asked, model = chat(wait, wait, said("never sent"), deadline_s=20)
    started = now()
    with pytest.raises(RetryLater):
        await asked.complete(ASK)
    assert len(model.requests) == 2
    assert now() - started == pytest.approx(12)


async def test_slow_attempts_never_pass_the_deadline() -> None:
    asked, _ = chat(*[slow(100, said("late"))] * 3, call_timeout_s=15, deadline_s=20)
    started = now()
    with pytest.raises(Unavailable) as caught:
        await asked.complete(ASK)
    assert caught.value.code == "model_timeout"
    assert now() - started <= 20 + 1e-6


async def test_the_request_may_shorten_the_deadline() -> None:
    asked, _ = chat(slow(10, said("late")), attempts=1)
    started = now()
    with pytest.raises(Unavailable):
        await asked.complete(ChatRequest("m", ASK.messages, deadline_s=2))
    assert now() - started == pytest.approx(2)


async def test_waiting_for_a_slot_counts_against_the_deadline() -> None:
    asked, model = chat(slow(14, said("first")), said("second"), attempts=1, concurrency=1, call_timeout_s=15)
    first = asyncio.create_task(asked.complete(ASK))
    await asyncio.sleep(0)
    with pytest.raises(Unavailable) as caught:
        await asked.complete(ChatRequest("m", ASK.messages, deadline_s=3))
    assert caught.value.code == "model_busy"
    assert (await first).text == "first"
    assert len(model.requests) == 1


async def test_a_cancelled_probe_does_not_keep_the_breaker_open() -> None:
    model = ScriptedModel([failed(GiveUp("no", code="model_denied")), slow(5, said("probe")), said("after")])
    asked = RetryingChat(model, RetryPolicy(attempts=1), breaker=BreakerPolicy(denied_pause_s=60))
    with pytest.raises(GiveUp):
        await asked.complete(ASK)
    await asyncio.sleep(60)
    probe = asyncio.create_task(asked.complete(ASK))
    await asyncio.sleep(1)
    with pytest.raises(Unavailable):
        await asked.complete(ASK)  # only one probe at a time
    probe.cancel()
    with pytest.raises(asyncio.CancelledError):
        await probe
    assert (await asked.complete(ASK)).text == "after"
