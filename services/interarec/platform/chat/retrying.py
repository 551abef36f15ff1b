"""Patience around a model: at most a few attempts, full jitter, Retry-After inside one deadline, a breaker a model.

The SDK's own retries are off, because they multiply its timeout and know no deadline. Built by `build_chat`.
"""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from dataclasses import dataclass, replace

from interarec.domain.errors import GiveUp, RetryLater, Unavailable
from interarec.platform.chat.breaker import Breaker, BreakerPolicy
from interarec.platform.chat.port import ChatReply, ChatRequest, Model
from interarec.platform.chat.slots import FairSlots, SlotPolicy

__all__ = ["RetryPolicy", "RetryingChat"]

_NEVER_ASKED = ("model_busy", "budget")
"""All slots were taken until the deadline, or the money is spent: says nothing about the model."""
_DENIED = ("model_denied", "insufficient_quota")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Times in seconds. Waits are uniform in [0, min(cap, base * 2^n)] (full jitter), never below Retry-After."""

    attempts: int = 3
    call_timeout_s: float = 15.0
    deadline_s: float = 20.0
    backoff_base_s: float = 0.5
    backoff_cap_s: float = 8.0
    concurrency: int = 16
    slow_p95_s: float = 12.0


class RetryingChat:
    """A Chat out of a Model. One instance a process; `rng` decides the jitter."""

    def __init__(
        self,
        model: Model,
        policy: RetryPolicy | None = None,
        *,
        breaker: BreakerPolicy | None = None,
        rng: random.Random | None = None,
    ) -> None:
        self._model = model
        self._policy = policy or RetryPolicy()
        self._rng = rng or random.Random()  # noqa: S311  (jitter, not a secret)
        self._slots = FairSlots(SlotPolicy(most=self._policy.concurrency, slow_s=self._policy.slow_p95_s))
        self._breakers: defaultdict[str, Breaker] = defaultdict(lambda: Breaker(breaker or BreakerPolicy()))

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Ask until answered, refused for good, out of attempts or out of time."""
        limit = self._policy.deadline_s if request.deadline_s is None else request.deadline_s
        deadline = _now() + limit
        for attempt in range(1, self._policy.attempts + 1):
            try:
                return replace(await self._once(request, deadline), attempts=attempt)
            except RetryLater as error:
                wait = max(error.delay_s, self._jitter(attempt))
                over = attempt == self._policy.attempts or _now() + wait >= deadline
                if over or error.code == "breaker_open":
                    raise
            await asyncio.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def check(self) -> None:
        """See Chat."""
        await self._model.check()

    async def close(self) -> None:
        """See Chat."""
        await self._model.close()

    async def _once(self, request: ChatRequest, deadline: float) -> ChatReply:
        breaker = self._breakers[request.model]
        wait = breaker.closed_for(_now())
        if wait > 0:
            raise Unavailable(f"model {request.model} is resting after failures", code="breaker_open", delay_s=wait)
        try:
            reply = await self._attempt(request, deadline)
        except (GiveUp, RetryLater) as error:
            _report(breaker, error)
            raise
        except BaseException:
            breaker.abandoned()
            raise
        breaker.succeeded()
        return reply

    async def _attempt(self, request: ChatRequest, deadline: float) -> ChatReply:
        """One attempt within the call's and the whole's time; waiting for a slot counts against the whole."""
        try:
            async with asyncio.timeout_at(deadline):
                await self._slots.acquire(request.site_id)
        except TimeoutError as error:
            raise Unavailable(f"no slot for model {request.model} became free in time", code="model_busy") from error
        tokens, limited, started = 0, False, _now()
        try:
            timeout_s = min(self._policy.call_timeout_s, deadline - _now())
            async with asyncio.timeout(timeout_s):
                reply = await self._model.attempt(request, timeout_s=timeout_s)
            tokens = reply.usage.prompt_tokens + reply.usage.completion_tokens
            return reply
        except RetryLater as error:
            limited = error.code == "rate_limited"
            raise
        except TimeoutError as error:
            raise Unavailable(f"model {request.model} did not answer in time", code="model_timeout") from error
        finally:
            self._slots.release(request.site_id, tokens=tokens, limited=limited, took_s=_now() - started)

    def _jitter(self, attempt: int) -> float:
        ceiling = min(self._policy.backoff_cap_s, self._policy.backoff_base_s * 2 ** (attempt - 1))
        return self._rng.uniform(0.0, ceiling)


def _report(breaker: Breaker, error: GiveUp | RetryLater) -> None:
    """What a failed call says about the model: turned away, no answer, an answer that it cannot, or nothing."""
    if error.code in _NEVER_ASKED:
        breaker.abandoned()
    elif error.code in _DENIED:
        breaker.denied(_now())
    elif isinstance(error, RetryLater):
        breaker.failed(_now())
    else:
        breaker.succeeded()


def _now() -> float:
    """The loop's clock, in seconds: tests own it."""
    return asyncio.get_running_loop().time()
