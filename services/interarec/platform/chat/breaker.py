"""A circuit breaker: stops asking a model that fails, lets one probe through after a pause.

Plain arithmetic on times handed in (seconds, any fixed origin); one breaker a model, held by `RetryingChat`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

__all__ = ["Breaker", "BreakerPolicy"]


@dataclass(frozen=True, slots=True)
class BreakerPolicy:
    """Opens when `share` of the last `window` calls failed; stays open `pause_s`, or `denied_pause_s` after a 401."""

    window: int = 20
    share: float = 0.5
    pause_s: float = 10.0
    denied_pause_s: float = 60.0


class Breaker:
    """Closed, open until a time, or letting one probe through."""

    def __init__(self, policy: BreakerPolicy) -> None:
        self._policy = policy
        self._failures: deque[bool] = deque(maxlen=policy.window)
        self._open_until: float | None = None
        self._probing = False

    def closed_for(self, now: float) -> float:
        """Seconds until the next call may go out; 0 when it may go now. A caller that gets 0 must report back."""
        if self._open_until is None:
            return 0.0
        if now < self._open_until:
            return self._open_until - now
        if self._probing:
            return self._policy.pause_s
        self._probing = True
        return 0.0

    def succeeded(self) -> None:
        """The call was answered, whatever the answer said."""
        if self._open_until is not None:
            self._failures.clear()
        self._open_until, self._probing = None, False
        self._failures.append(False)

    def failed(self, now: float) -> None:
        """The call got no answer; opens when half of a full window failed, or the probe did."""
        self._failures.append(True)
        full = len(self._failures) == self._policy.window
        if self._probing or (full and sum(self._failures) >= self._policy.share * self._policy.window):
            self._open(now + self._policy.pause_s)

    def denied(self, now: float) -> None:
        """Key, permission or quota: the next call would be turned away as well, so open at once."""
        self._open(now + self._policy.denied_pause_s)

    def abandoned(self) -> None:
        """The call was cancelled or never sent: it says nothing about the model."""
        self._probing = False

    def _open(self, until: float) -> None:
        self._open_until, self._probing = until, False
        self._failures.clear()
