"""How many calls may be out at once, and who is next: fair among sites, newest request first.

Fewer go out after a "too many requests", and when the slow ones among the last calls became too slow (a server that
queues answers late before it says no); more again step by step.

The site that was served the fewest tokens goes first (virtual token counters: a site that was away is lifted to the
least served of the present ones, so that it cannot save up). Held by `RetryingChat`.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field

__all__ = ["FairSlots", "SlotPolicy"]


@dataclass(frozen=True, slots=True)
class SlotPolicy:
    """`most` calls at once; ×`fall` after a rate limit or when the p95 of the last `window` calls passes `slow_s`
    (at most once in `calm_s`), +1 per `rise_every_s` up to most."""

    most: int = 16
    fall: float = 0.7
    calm_s: float = 1.0
    rise_every_s: float = 10.0
    slow_s: float = 12.0
    window: int = 20


@dataclass(slots=True)
class _Site:
    """Requests of one site that wait, oldest first, and the tokens it was served."""

    waiting: list[asyncio.Future[None]] = field(default_factory=list)
    out: int = 0
    served: float = 0.0


class FairSlots:
    """An adaptive semaphore. Times are the running loop's."""

    def __init__(self, policy: SlotPolicy) -> None:
        self._policy = policy
        self._limit = float(policy.most)
        self._changed_at = float("-inf")
        self._sites: defaultdict[str, _Site] = defaultdict(_Site)
        self._took: deque[float] = deque(maxlen=policy.window)

    @property
    def limit(self) -> int:
        """Calls allowed at once now."""
        return max(1, int(self._limit))

    @property
    def out(self) -> int:
        """Calls out now."""
        return sum(site.out for site in self._sites.values())

    async def acquire(self, name: str) -> None:
        """Return when a call of this site may go out; cancellation gives up the place."""
        site = self._enter(name)
        turn = asyncio.get_running_loop().create_future()
        site.waiting.append(turn)
        self._wake()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave(name)
            else:
                site.waiting.remove(turn)
            raise

    def release(self, name: str, *, tokens: int = 0, limited: bool = False, took_s: float | None = None) -> None:
        """A call ended: it used `tokens` and `took_s`; `limited` when the server said too many requests."""
        self._sites[name].served += tokens
        if took_s is not None:
            self._took.append(took_s)
        self._adapt(fewer=limited or self._slow())
        self._leave(name)

    def _slow(self) -> bool:
        """Whether the p95 of a full window passes the limit; the window then begins anew."""
        full = len(self._took) == self._policy.window
        slow = full and sorted(self._took)[int(0.95 * (self._policy.window - 1))] > self._policy.slow_s
        if slow:
            self._took.clear()
        return slow

    def _enter(self, name: str) -> _Site:
        present = [site.served for site in self._sites.values() if site.out or site.waiting]
        site = self._sites[name]
        if not site.out and not site.waiting and present:
            site.served = max(site.served, min(present))
        return site

    def _leave(self, name: str) -> None:
        self._sites[name].out -= 1
        self._wake()

    def _adapt(self, *, fewer: bool) -> None:
        now = asyncio.get_running_loop().time()
        if fewer and now - self._changed_at >= self._policy.calm_s:
            self._limit, self._changed_at = max(1.0, self._limit * self._policy.fall), now
        elif not fewer and self._limit < self._policy.most:
            steps = int((now - self._changed_at) / self._policy.rise_every_s)
            if steps > 0:
                self._limit, self._changed_at = min(float(self._policy.most), self._limit + steps), now

    def _wake(self) -> None:
        while self.out < self.limit:
            waiting = [site for site in self._sites.values() if site.waiting]
            if not waiting:
                return
            site = min(waiting, key=lambda one: one.served)
            site.out += 1
            site.waiting.pop().set_result(None)
