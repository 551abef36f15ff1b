"""The scripted twin of a model: plays answers and failures that a test or a demonstration wrote down.

Stands where the OpenAI adapter stands, below the same retries and breaker, and passes the same suite.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from interarec.domain.errors import GiveUp, InterarecError, Unavailable
from interarec.platform.chat.breaker import BreakerPolicy
from interarec.platform.chat.port import ChatReply, ChatRequest, Finish, Structured, ToolCall, Usage
from interarec.platform.chat.retrying import RetryingChat, RetryPolicy

__all__ = ["Play", "Script", "ScriptedModel", "called", "failed", "refused", "said", "scripted_chat", "slow"]


@dataclass(frozen=True, slots=True)
class Play:
    """One thing the model does: wait `after_s`, then raise `error` or answer with `reply`."""

    reply: ChatReply = field(default_factory=lambda: ChatReply("", Finish.STOP))
    error: InterarecError | None = None
    after_s: float = 0.0


Script = Iterable[Play] | Callable[[ChatRequest], Play]


def said(text: str | Mapping[str, object], *, finish: Finish = Finish.STOP, tokens: int = 20) -> Play:
    """An answer in words, or as JSON when given a mapping."""
    content = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
    return Play(ChatReply(content, finish, usage=Usage(completion_tokens=tokens)))


def called(name: str, arguments: str | Mapping[str, object]) -> Play:
    """A tool call."""
    written = arguments if isinstance(arguments, str) else json.dumps(arguments)
    return Play(ChatReply("", Finish.TOOL_CALLS, (ToolCall(name, written),), usage=Usage(completion_tokens=20)))


def refused(words: str = "I cannot help with that.") -> Play:
    """The model declines."""
    return Play(ChatReply("", Finish.REFUSAL, refusal=words, usage=Usage(completion_tokens=5)))


def failed(error: InterarecError) -> Play:
    """The server fails as `Model.attempt` would report it."""
    return Play(error=error)


def slow(seconds: float, then: Play) -> Play:
    """The same, later."""
    return replace(then, after_s=seconds)


class ScriptedModel:
    """A Model that plays its script once, in order, or asks a function; `requests` keeps what it was asked."""

    def __init__(self, script: Script) -> None:
        self._next = script if callable(script) else _in_order(script)
        self.requests: list[ChatRequest] = []
        self.closed = False

    async def attempt(self, request: ChatRequest, *, timeout_s: float) -> ChatReply:
        """See Model. Prompt tokens are counted as a quarter of the characters and 1,000 a picture."""
        self.requests.append(request)
        play = self._next(request)
        if play.after_s >= timeout_s:
            await asyncio.sleep(timeout_s)
            raise Unavailable("the scripted model was slower than the call may last", code="model_timeout")
        await asyncio.sleep(play.after_s)
        if play.error is not None:
            raise play.error
        letters = sum(len(message.text) for message in request.messages)
        spent = Usage(1, letters // 4 + 1_000 * request.images, play.reply.usage.completion_tokens, request.images)
        structured: Structured = "json_schema" if request.shape is not None else "none"
        return replace(play.reply, usage=spent, model=request.model, structured=structured)

    async def check(self) -> None:
        """See Model."""
        if self.closed:
            raise Unavailable("the scripted model is closed")

    async def close(self) -> None:
        """See Model."""
        self.closed = True


def scripted_chat(
    script: Script, policy: RetryPolicy | None = None, breaker: BreakerPolicy | None = None
) -> RetryingChat:
    """A Chat that plays `script`."""
    return RetryingChat(ScriptedModel(script), policy, breaker=breaker)


def _in_order(script: Iterable[Play]) -> Callable[[ChatRequest], Play]:
    plays = iter(script)
    over = Play(error=GiveUp("the script is over: the model was asked more often than expected", code="script_over"))
    return lambda _request: next(plays, over)
