"""How fast one session may send. Pure: the caller hands in the time, in seconds of a clock that never goes back."""

from __future__ import annotations

__all__ = ["TokenBucket"]


class TokenBucket:
    """`burst` at once, then `rate_per_s`. Kept per process: two processes together allow twice as much."""

    def __init__(self, burst: float, rate_per_s: float, now: float) -> None:
        self._burst = burst
        self._rate = rate_per_s
        self._level = burst
        self._at = now

    def take(self, now: float, amount: float = 1) -> float:
        """0.0 when `amount` was taken; otherwise nothing is taken and the seconds to wait are returned.

        More than a whole burst is taken from a full bucket, which then stays empty for longer.
        """
        self._level = min(self._burst, self._level + (now - self._at) * self._rate)
        self._at = now
        missing = min(amount, self._burst) - self._level
        if missing > 1e-9:  # float steps of the refill
            return missing / self._rate
        self._level -= amount
        return 0.0
