"""The model of a simulated world behind the real retries and the real governor, and what it was really paid.

Every process has its own chat; the ledger is shared, as Redis is, and may be away or wiped. What the model did is
counted here and not in the ledger, so that a governor that lets too much through is seen.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field

from interarec.domain.errors import InterarecError, Unavailable
from interarec.domain.summaries import BehaviourSummary, Categories
from interarec.platform.chat.governor import Charge, GovernedModel, Hold, estimate_tokens
from interarec.platform.chat.governor_memory import MemoryLedger
from interarec.platform.chat.port import ChatMessage, ChatReply, ChatRequest, Finish, Usage
from interarec.platform.chat.retrying import RetryingChat, RetryPolicy
from interarec.platform.settings.schema import SiteBudget
from interarec.platform.state.memory import MemoryStore
from interarec.summarizer.engines import ReadRequest, ReadResult

__all__ = ["BUDGET", "Engine", "Meter", "Weather", "engine"]

BUDGET = SiteBudget(requests_per_minute=8, tokens_per_minute=700)
LOCAL_SHARE = 0.25
MAX_TOKENS = 100
POLICY = RetryPolicy(attempts=2, call_timeout_s=6.0, deadline_s=9.0, concurrency=3)

_purse: ContextVar[str] = ContextVar("purse")


@dataclass
class Weather:
    """What is wrong with the parts that all processes share."""

    store_down: bool = False
    store_slow_s: float = 0.0
    model: str = "well"


@dataclass
class Meter:
    """What the model was asked for, by (purse, minute): requests and tokens, and the largest single call."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    tokens: Counter[tuple[str, int]] = field(default_factory=Counter)
    largest: int = 0

    def spent(self) -> list[tuple[str, int, int, int]]:
        """As History has it: (budget, spent, limit, largest call)."""
        found: list[tuple[str, int, int, int]] = []
        for counts, limit, largest in (
            (self.requests, BUDGET.requests_per_minute, 1),
            (self.tokens, BUDGET.tokens_per_minute, self.largest),
        ):
            assert limit is not None
            for (purse, minute), spent in counts.items():
                share = 1.0 if purse.startswith("shared") else LOCAL_SHARE
                found.append((f"{purse} minute {minute}", spent, int(limit * share), largest))
        return found


class Purse:
    """A ledger that says from which purse a call is paid: the shared one since the last wipe, or a process's own."""

    def __init__(
        self, name: Callable[[], str], ledger: Callable[[], MemoryLedger], require: Callable[[], None]
    ) -> None:
        self._name = name
        self._ledger = ledger
        self._require = require

    async def reserve(self, charges: Sequence[Charge], *, ttl_s: float) -> Hold:
        """See Ledger."""
        self._require()
        hold = await self._ledger().reserve(charges, ttl_s=ttl_s)
        _purse.set(self._name())
        return hold

    async def settle(self, hold: Hold, tokens: int | None) -> None:
        """See Ledger."""
        self._require()
        await self._ledger().settle(hold, tokens)


class SharedLedger:
    """The ledger that lives where the state lives: a wipe of it forgets what was spent."""

    def __init__(self, state: MemoryStore, make: Callable[[], MemoryLedger]) -> None:
        self._state = state
        self._make = make
        self.wipes = 0
        self.current = make()

    def wipe(self) -> None:
        """Forget."""
        self.wipes += 1
        self.current = self._make()

    def purse(self) -> Purse:
        """One process's way to it."""
        return Purse(lambda: f"shared after {self.wipes} wipes", lambda: self.current, self._state.require_reachable)


class SimModel:
    """Answers as the weather says. Each call is paid when it begins, in full or less than was estimated."""

    def __init__(self, weather: Weather, dice: random.Random, meter: Meter) -> None:
        self._weather = weather
        self._dice = dice
        self._meter = meter

    async def attempt(self, request: ChatRequest, *, timeout_s: float) -> ChatReply:
        """See Model."""
        tokens = int(estimate_tokens(request) * self._dice.uniform(0.3, 1.0))
        window = (_purse.get(), int(asyncio.get_running_loop().time() // 60))
        self._meter.requests[window] += 1
        self._meter.tokens[window] += tokens
        self._meter.largest = max(self._meter.largest, tokens)
        mood = self._weather.model
        if mood == "silent":
            await asyncio.Event().wait()
        await asyncio.sleep(self._dice.choice((0.01, 0.3)) if mood != "slow" else self._dice.choice((3.0, 8.0)))
        if mood == "failing" and self._dice.random() < 0.5:
            raise Unavailable("the model is out of memory", code="model_unavailable")
        text = "What a lovely shop!" if mood == "wrong" else "{}"
        return ChatReply(text, Finish.STOP, usage=Usage(1, tokens, 0))

    async def check(self) -> None:
        """See Model."""

    async def close(self) -> None:
        """See Model."""


class Engine:
    """Reads by asking the model; trouble is named in the result, as the real engine does it."""

    name = "scripted"

    def __init__(self, chat: RetryingChat, weather: Weather, dice: random.Random) -> None:
        self._chat = chat
        self._weather = weather
        self._dice = dice

    async def read(self, request: ReadRequest) -> ReadResult:
        """See ReadingEngine."""
        asked = ChatRequest(
            "sim", (ChatMessage("user", "?"),), max_tokens=MAX_TOKENS, site_id=request.site_id,
            session_id=request.session_id,
        )  # fmt: skip
        try:
            reply = await self._chat.complete(asked)
        except InterarecError as error:
            return ReadResult(None, "events", error.code)
        if self._weather.model == "broken" and self._dice.random() < 0.5:
            raise ZeroDivisionError("a fault of ours")
        if reply.text != "{}":
            return ReadResult(None, "events", "answer_not_usable")
        return ReadResult(BehaviourSummary(Categories()), "full")

    def forget(self, session_id: str) -> None:
        """Nothing is kept."""


def engine(name: str, shared: SharedLedger, weather: Weather, dice: random.Random, meter: Meter) -> Engine:
    """One process's way to the model. `name` is its own purse, used while the shared one cannot be reached."""
    own = MemoryLedger(lambda: asyncio.get_running_loop().time())
    model = GovernedModel(
        SimModel(weather, dice, meter),
        shared.purse(),
        Purse(lambda: name, lambda: own, lambda: None),
        lambda site_id: BUDGET,
        SiteBudget(),
        local_share=LOCAL_SHARE,
    )
    return Engine(RetryingChat(model, POLICY, rng=dice), weather, dice)
