"""What model calls may cost: requests and tokens per site, per session-hour and in all, reserved before, settled after.

`Ledger` is the port: the twin (`governor_memory`) and Redis (`governor_redis`) fulfil it. `GovernedModel` stands
between the retries and the server, so that every attempt is paid for. A reservation is an upper estimate; one that
nobody settles (its process died) is charged as estimated when it expires, so a budget is never passed by more than
the error of the calls that are out.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from interarec.domain.errors import BudgetExhausted, GiveUp, RetryLater, Unavailable
from interarec.domain.identifiers import session_hash
from interarec.platform.chat.port import ChatReply, ChatRequest, Model
from interarec.platform.settings.schema import SiteBudget

__all__ = [
    "COUNTED_HERE",
    "IMAGE_TOKENS",
    "Charge",
    "GovernedModel",
    "Hold",
    "Ledger",
    "charges_for",
    "estimate_tokens",
    "spent_budget",
]

COUNTED_HERE = "the shared budgets do not answer: this process spends its share of them (models.local_share)"
"""What an answer is marked with while Redis is away."""
RESERVED_S = 120.0
"""Longer than any call may last; then a reservation is charged as estimated."""
_FREE = frozenset(
    {
        "rate_limited",
        "insufficient_quota",
        "model_denied",
        "model_unknown",
        "model_unreachable",
        "model_rejected_request",
        "context_overflow",
        "images_unsupported",
        "tools_unsupported",
    }
)
"""Failures that no server charges tokens for."""
IMAGE_TOKENS = {"low": 300, "high": 1_700, "auto": 1_700}
"""Upper values for 1280x800: patch models count 1,000 patches x 1.62, `low` is about 85 but not obeyed everywhere."""


@dataclass(frozen=True, slots=True)
class Charge:
    """`amount` of a `unit` against `limit` per window of `window_s` seconds; `bucket` names whose budget it is."""

    bucket: str
    window_s: int
    limit: int
    amount: int
    unit: Literal["requests", "tokens"]


@dataclass(frozen=True, slots=True)
class Hold:
    """A reservation: one counter of the ledger for each charge, in order."""

    reservation: str
    counters: tuple[str, ...]
    charges: tuple[Charge, ...]


class Ledger(Protocol):
    """Counters shared by all workers. Raises Unavailable when they cannot be reached."""

    async def reserve(self, charges: Sequence[Charge], *, ttl_s: float) -> Hold:
        """Hold all charges or none. Raises BudgetExhausted (code budget) naming the budget that is spent."""

    async def settle(self, hold: Hold, tokens: int | None) -> None:
        """Replace held tokens by what was used; None keeps the estimate. Settling twice does nothing."""


def spent_budget(charge: Charge, now: float) -> BudgetExhausted:
    """The refusal of a ledger at `now` (seconds): which budget is spent, and when it starts anew."""
    renews_s = charge.window_s - now % charge.window_s
    return BudgetExhausted(
        f"payment required: the budget {charge.bucket} of {charge.limit} {charge.unit} in {charge.window_s} s is spent;"
        f" it starts anew in {renews_s:.0f} s, or raise it in the settings",
        code="budget",
    )


def estimate_tokens(request: ChatRequest) -> int:
    """An upper estimate: a token is hardly ever shorter than three characters, and all of `max_tokens` may come."""
    letters = sum(len(message.text) for message in request.messages)
    images = sum(IMAGE_TOKENS[image.detail] for message in request.messages for image in message.images)
    return letters // 3 + images + request.max_tokens


def charges_for(request: ChatRequest, tokens: int, site: SiteBudget, everybody: SiteBudget) -> tuple[Charge, ...]:
    """What one attempt is charged to; budgets that are not set cost nothing to keep.

    A counter's name lies in Redis and in messages, so it carries only a hash of the session's id.
    """
    charges: list[Charge] = []
    for owner, budget in (("all", everybody), (f"site:{request.site_id}", site)):
        session = f"{owner}:session:{session_hash(request.session_id)}"
        wanted: tuple[tuple[str, int, int | None, int, Literal["requests", "tokens"]], ...] = (
            (owner, 60, budget.requests_per_minute, 1, "requests"),
            (owner, 60, budget.tokens_per_minute, tokens, "tokens"),
            (owner, 86_400, budget.tokens_per_day, tokens, "tokens"),
            (session, 3_600, budget.requests_per_session_hour if request.session_id else None, 1, "requests"),
            (session, 3_600, budget.tokens_per_session_hour if request.session_id else None, tokens, "tokens"),
        )
        for whose, span, most, amount, unit in wanted:
            if most is not None:
                charges.append(Charge(whose, span, most, amount, unit))
    return tuple(charges)


class GovernedModel:
    """A Model that pays before it asks. `local` takes over with a share of the budgets while the ledger is away."""

    def __init__(
        self,
        model: Model,
        ledger: Ledger,
        local: Ledger,
        budget_of: Callable[[str], SiteBudget],
        everybody: SiteBudget,
        *,
        local_share: float = 0.25,
    ) -> None:
        self._model = model
        self._ledger = ledger
        self._local = local
        self._budget_of = budget_of
        self._everybody = everybody
        self._local_share = local_share
        self._error: defaultdict[str, float] = defaultdict(lambda: 1.0)

    async def attempt(self, request: ChatRequest, *, timeout_s: float) -> ChatReply:
        """See Model; also raises BudgetExhausted (code budget) without asking."""
        tokens = int(estimate_tokens(request) * self._error[request.model])
        charges = charges_for(request, tokens, self._budget_of(request.site_id), self._everybody)
        if not charges:
            return await self._model.attempt(request, timeout_s=timeout_s)
        ledger, hold = await self._reserve(charges)
        used: int | None = None
        try:
            reply = await self._model.attempt(request, timeout_s=timeout_s)
            used = reply.usage.prompt_tokens + reply.usage.completion_tokens
            self._learn(request, used)
        except (GiveUp, RetryLater) as error:
            used = 0 if error.code in _FREE else None
            raise
        finally:
            await _settle(ledger, hold, used)
        return reply if ledger is self._ledger else replace(reply, notes=(*reply.notes, COUNTED_HERE))

    async def check(self) -> None:
        """See Model. A ledger that is away is no reason to stop: a share of the budgets goes on."""
        await self._model.check()

    async def close(self) -> None:
        """See Model."""
        await self._model.close()

    async def _reserve(self, charges: tuple[Charge, ...]) -> tuple[Ledger, Hold]:
        try:
            return self._ledger, await self._ledger.reserve(charges, ttl_s=RESERVED_S)
        except Unavailable:
            shares = [replace(one, limit=int(one.limit * self._local_share)) for one in charges]
            try:
                return self._local, await self._local.reserve(shares, ttl_s=RESERVED_S)
            except BudgetExhausted as error:
                raise BudgetExhausted(f"{COUNTED_HERE}; {error}", code=error.code) from error

    def _learn(self, request: ChatRequest, used: int) -> None:
        """A model that counts more than estimated is estimated higher from now on."""
        self._error[request.model] = max(self._error[request.model], used / max(1, estimate_tokens(request)))


async def _settle(ledger: Ledger, hold: Hold, used: int | None) -> None:
    """Settled even when the caller was cancelled; a ledger that went away charges the estimate by itself."""
    settling = asyncio.ensure_future(ledger.settle(hold, used))
    try:
        await asyncio.shield(settling)
    except Unavailable:
        return
