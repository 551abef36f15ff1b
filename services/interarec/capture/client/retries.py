"""How often and how long a client repeats a request, and what a refusal means. Pure but for the random source."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from interarec.domain.errors import (
    Conflict,
    Denied,
    Gone,
    InterarecError,
    InvalidInput,
    NotFound,
    RetryLater,
    Unavailable,
    Unsupported,
)

__all__ = ["RetryRule", "refusal"]

_MEANING: Mapping[int, type[InterarecError]] = {
    400: InvalidInput,
    401: Denied,
    403: Denied,
    404: NotFound,
    409: Conflict,
    410: Gone,
    413: InvalidInput,
    415: Unsupported,
    422: InvalidInput,
    429: RetryLater,
}


@dataclass(frozen=True, slots=True)
class RetryRule:
    """At most `attempts` tries that begin within `deadline_s` of the first; waits by full jitter up to `longest_s`."""

    attempts: int = 5
    deadline_s: float = 30.0
    first_s: float = 0.25
    longest_s: float = 5.0

    def wait(self, tries: int, spent_s: float, error: RetryLater, rng: random.Random) -> float | None:
        """Seconds before the next try after `tries` failed ones, or None to give up. What the server asks is obeyed."""
        wait = error.delay_s or rng.uniform(0, min(self.longest_s, self.first_s * 2**tries))
        if tries >= self.attempts or spent_s + wait > self.deadline_s:
            return None
        return wait


def refusal(status: int, body: Mapping[str, Any], retry_after: str | None) -> InterarecError:
    """The error that a problem+json answer stands for; its `code` is the last part of the problem's type."""
    text = str(body.get("detail") or f"the capture service answered {status}")
    code = str(body.get("type", "")).removeprefix("urn:interarec:") or "error"
    kind = _MEANING.get(status, Unavailable)
    if issubclass(kind, RetryLater):
        delay = float(retry_after) if retry_after and retry_after.isascii() and retry_after.isdigit() else 0.0
        return kind(text, delay_s=delay, code=code)
    return kind(text, code=code)
