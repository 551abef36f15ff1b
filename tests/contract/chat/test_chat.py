"""What every Chat does, whatever stands behind it: the scripted twin, and the OpenAI adapter on a loopback server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest
from interarec.domain.errors import BudgetExhausted, GiveUp, InterarecError, RetryLater, Unavailable
from interarec.platform.chat import (
    Chat,
    ChatMessage,
    ChatRequest,
    Finish,
    JsonShape,
    Play,
    RetryingChat,
    RetryPolicy,
    ScriptedModel,
    Tool,
    called,
    failed,
    refused,
    said,
    slow,
)
from interarec.platform.chat.breaker import BreakerPolicy
from interarec.platform.chat.openai_server import OpenAIServer

from tests.contract.chat.server import ScriptedServer

QUICK = RetryPolicy(attempts=3, call_timeout_s=5.0, deadline_s=10.0, backoff_base_s=0.01, backoff_cap_s=0.02)
ASK = ChatRequest("m", (ChatMessage("user", "hello"),))
TOOL = Tool("look", "Look something up.", {"type": "object", "properties": {"a": {"type": "number"}}})


class Stage:
    """A chat that will play a script, and how often its model was asked."""

    def __init__(self, chat: Chat, asked: Callable[[], int]) -> None:
        self.complete = chat.complete
        self.check = chat.check
        self.close = chat.close
        self.asked = asked


Builder = Callable[..., Stage]


@pytest.fixture(params=["scripted", "openai"])
async def stage(request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    """Builds a Stage from plays; closes what it built."""
    built: list[Stage] = []

    def build(*plays: Play, policy: RetryPolicy = QUICK, breaker: BreakerPolicy | None = None) -> Stage:
        if request.param == "scripted":
            model = ScriptedModel(plays)
            built.append(Stage(RetryingChat(model, policy, breaker=breaker), lambda: len(model.requests)))
        else:
            server = ScriptedServer(request.getfixturevalue("httpserver"), plays)
            adapter = OpenAIServer(base_url=server.base_url, api_key="test")
            built.append(Stage(RetryingChat(adapter, policy, breaker=breaker), lambda: len(server.bodies)))
        return built[-1]

    yield build
    for one in built:
        await one.close()


async def test_an_answer_comes_with_its_usage(stage: Builder) -> None:
    reply = await stage(said("hi", tokens=7)).complete(ASK)
    assert (reply.text, reply.finish, reply.attempts) == ("hi", Finish.STOP, 1)
    assert (reply.usage.calls, reply.usage.completion_tokens) == (1, 7)
    assert reply.usage.prompt_tokens > 0


async def test_a_tool_call_is_handed_over_as_written(stage: Builder) -> None:
    reply = await stage(called("look", '{"a": 1')).complete(ChatRequest("m", ASK.messages, tools=(TOOL,)))
    assert reply.finish is Finish.TOOL_CALLS
    assert [(call.name, call.arguments) for call in reply.tool_calls] == [("look", '{"a": 1')]


async def test_a_refusal_is_a_reply(stage: Builder) -> None:
    reply = await stage(refused("no")).complete(ASK)
    assert (reply.finish, reply.refusal) == (Finish.REFUSAL, "no")
    assert reply.usage.completion_tokens == 5


async def test_a_cut_off_answer_says_so(stage: Builder) -> None:
    reply = await stage(said('{"a": ', finish=Finish.LENGTH)).complete(ASK)
    assert (reply.finish, reply.text) == (Finish.LENGTH, '{"a": ')


async def test_a_shape_that_the_server_takes_is_asked_for_strictly(stage: Builder) -> None:
    reply = await stage(said({"a": 1})).complete(
        ChatRequest("m", ASK.messages, shape=JsonShape("s", {"type": "object"}))
    )
    assert reply.structured == "json_schema"


@pytest.mark.parametrize(
    "trouble",
    [
        RetryLater("slow down", code="rate_limited"),
        Unavailable("busy", code="model_unavailable"),
        Unavailable("odd", code="model_garbled"),
    ],
    ids=lambda error: error.code,
)
async def test_passing_trouble_is_tried_again(stage: Builder, trouble: InterarecError) -> None:
    chat = stage(failed(trouble), failed(trouble), said("at last"))
    reply = await chat.complete(ASK)
    assert (reply.text, reply.attempts, chat.asked()) == ("at last", 3, 3)


async def test_the_third_failure_is_the_last(stage: Builder) -> None:
    chat = stage(*[failed(Unavailable("busy", code="model_unavailable"))] * 4)
    with pytest.raises(Unavailable) as caught:
        await chat.complete(ASK)
    assert (caught.value.code, chat.asked()) == ("model_unavailable", 3)


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (GiveUp("key", code="model_denied"), GiveUp),
        (BudgetExhausted("quota", code="insufficient_quota"), BudgetExhausted),
        (GiveUp("model", code="model_unknown"), GiveUp),
        (GiveUp("long", code="context_overflow"), GiveUp),
        (GiveUp("blind", code="images_unsupported"), GiveUp),
        (GiveUp("handless", code="tools_unsupported"), GiveUp),
        (GiveUp("wrong", code="model_rejected_request"), GiveUp),
    ],
    ids=lambda value: getattr(value, "code", ""),
)
async def test_lasting_trouble_is_not_tried_again(stage: Builder, trouble: InterarecError, kind: type[GiveUp]) -> None:
    chat = stage(failed(trouble), said("never sent"))
    with pytest.raises(kind) as caught:
        await chat.complete(ASK)
    assert (caught.value.code, chat.asked()) == (trouble.code, 1)


async def test_a_wait_that_fits_the_deadline_is_obeyed(stage: Builder) -> None:
    chat = stage(failed(RetryLater("wait", code="rate_limited", delay_s=0.3)), said("thanks"))
    loop = asyncio.get_running_loop()
    started = loop.time()
    assert (await chat.complete(ASK)).text == "thanks"
    assert loop.time() - started >= 0.3


async def test_a_wait_that_does_not_fit_ends_at_once_and_says_how_long(stage: Builder) -> None:
    chat = stage(failed(RetryLater("wait", code="rate_limited", delay_s=300)), said("never sent"))
    with pytest.raises(RetryLater) as caught:
        await chat.complete(ASK)
    assert (caught.value.code, caught.value.delay_s, chat.asked()) == ("rate_limited", 300, 1)


async def test_a_slow_answer_is_a_timeout(stage: Builder) -> None:
    policy = RetryPolicy(attempts=1, call_timeout_s=0.2, deadline_s=5.0)
    with pytest.raises(Unavailable) as caught:
        await stage(slow(0.6, said("late")), policy=policy).complete(ASK)
    assert caught.value.code == "model_timeout"


async def test_a_denied_model_is_not_asked_again_for_a_while(stage: Builder) -> None:
    chat = stage(failed(GiveUp("key", code="model_denied")), said("never sent"))
    with pytest.raises(GiveUp):
        await chat.complete(ASK)
    with pytest.raises(Unavailable) as caught:
        await chat.complete(ASK)
    assert (caught.value.code, chat.asked()) == ("breaker_open", 1)
    assert caught.value.delay_s > 0


async def test_another_model_is_not_punished_for_it(stage: Builder) -> None:
    chat = stage(failed(GiveUp("key", code="model_denied")), said("hi"))
    with pytest.raises(GiveUp):
        await chat.complete(ASK)
    assert (await chat.complete(ChatRequest("other", ASK.messages))).text == "hi"


async def test_the_breaker_opens_when_half_fail_and_a_probe_closes_it(stage: Builder) -> None:
    policy = RetryPolicy(attempts=1, call_timeout_s=5, deadline_s=5)
    busy = failed(Unavailable("busy", code="model_unavailable"))
    chat = stage(busy, said("a"), busy, busy, said("b"), policy=policy, breaker=BreakerPolicy(window=4, pause_s=0.3))
    await outcomes(chat, 4)
    with pytest.raises(Unavailable) as caught:
        await chat.complete(ASK)
    assert caught.value.code == "breaker_open"
    await asyncio.sleep(caught.value.delay_s)
    assert (await chat.complete(ASK)).text == "b"


async def test_a_server_that_answers_passes_the_check(stage: Builder) -> None:
    await stage(said("hi")).check()


async def outcomes(chat: Stage, times: int) -> Sequence[str]:
    """Codes of failures, texts of answers."""
    found = []
    for _ in range(times):
        try:
            found.append((await chat.complete(ASK)).text)
        except InterarecError as error:
            found.append(error.code)
    return found
