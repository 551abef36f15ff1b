"""The rate limits of the sessions, and of the addresses that open them, that this process has heard of lately."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from interarec.capture.limits import TokenBucket
from interarec.platform.http import Problem

__all__ = ["Pace"]

REMEMBERED = 20_000
"""Names; the one idle for longest is forgotten first, when its bucket has long been full again."""


class Pace:
    """One bucket per name: a session, or a public key at an address."""

    def __init__(self, burst: float, rate_per_s: float, what: str, *, clock: Callable[[], float] = monotonic) -> None:
        self._burst = burst
        self._rate = rate_per_s
        self._what = what
        self._clock = clock
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()

    def take(self, name: str, amount: float = 1) -> None:
        """Count `amount`; raises Problem 429 with Retry-After when `name` is too fast."""
        now = self._clock()
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = TokenBucket(self._burst, self._rate, now)
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(name)
        wait = bucket.take(now, amount)
        if wait > 0:
            detail = f"too many {self._what}: {self._burst:g} at once, then {self._rate:g} a second"
            raise Problem(429, detail, code="too_fast", retry_after_s=wait)
