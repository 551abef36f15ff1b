"""The ledger's twin in this process: for embedded runs and tests, and as the fallback while Redis is away."""

from __future__ import annotations

import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from interarec.platform.chat.governor import Charge, Hold, spent_budget

__all__ = ["MemoryLedger"]


@dataclass(slots=True)
class _Counter:
    """Spent and held amounts of one bucket in one window; `ends` is the window's end in seconds."""

    ends: float
    spent: int = 0
    held: dict[str, tuple[float, int]] = field(default_factory=dict)

    def expire(self, now: float) -> None:
        """Reservations that nobody settled are charged as estimated."""
        for reservation in [name for name, (until, _) in self.held.items() if until <= now]:
            self.spent += self.held.pop(reservation)[1]

    def used(self) -> int:
        return self.spent + sum(amount for _, amount in self.held.values())


class MemoryLedger:
    """Counters by bucket and window. `clock` gives seconds since any fixed time."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._counters: defaultdict[str, _Counter] = defaultdict(lambda: _Counter(0.0))

    async def reserve(self, charges: Sequence[Charge], *, ttl_s: float) -> Hold:
        """See Ledger."""
        now = self._clock()
        self._drop_old(now)
        names = [f"{one.bucket}:{one.unit}:{one.window_s}:{int(now // one.window_s)}" for one in charges]
        for name, charge in zip(names, charges, strict=True):
            counter = self._counters[name]
            counter.ends = (now // charge.window_s + 1) * charge.window_s
            counter.expire(now)
            if counter.used() + charge.amount > charge.limit:
                raise spent_budget(charge, now)
        reservation = secrets.token_hex(8)
        for name, charge in zip(names, charges, strict=True):
            self._counters[name].held[reservation] = (now + ttl_s, charge.amount)
        return Hold(reservation, tuple(names), tuple(charges))

    async def settle(self, hold: Hold, tokens: int | None) -> None:
        """See Ledger."""
        for name, charge in zip(hold.counters, hold.charges, strict=True):
            counter = self._counters.get(name)
            held = counter.held.pop(hold.reservation, None) if counter else None
            if counter is not None and held is not None:
                counter.spent += held[1] if tokens is None or charge.unit == "requests" else tokens

    def _drop_old(self, now: float) -> None:
        for name in [name for name, counter in self._counters.items() if counter.ends <= now and not counter.held]:
            del self._counters[name]
