"""What the scripted model was really asked for, held against its budget by the governor's own windows.

The model counts for itself, so that a governor that lets too much through is seen. Called by `run` for the checker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Budget", "Call", "spent"]

LOCAL_SHARE = 0.25
"""As `models.local_share` has it: what one process may spend beside the rest while Redis does not answer."""
LATE_S = 10.0
"""A call is paid before it is under way, and a frozen or cut process sends it this much later at most."""


@dataclass(frozen=True, slots=True)
class Call:
    """The model was asked at `at` (Unix s) and said that it used `tokens`."""

    at: float
    tokens: int


@dataclass(frozen=True, slots=True)
class Budget:
    """So many of a unit over all sites in each window of the clock."""

    unit: Literal["requests", "tokens"]
    span: Literal["minute", "day"]
    limit: int

    @property
    def settings(self) -> Mapping[str, str]:
        """As the services take it."""
        return {f"INTERAREC__MODELS__BUDGET__{self.unit}_PER_{self.span}".upper(): str(self.limit)}

    @property
    def window_s(self) -> int:
        """Windows begin at whole multiples of this, for everybody."""
        return {"minute": 60, "day": 86_400}[self.span]

    def amount(self, call: Call) -> int:
        """What `call` costs in the unit."""
        return 1 if self.unit == "requests" else call.tokens


def spent(
    calls: Sequence[Call], budget: Budget, disturbed: Sequence[tuple[float, float]] = ()
) -> list[tuple[str, int, int, int]]:
    """By window, as History has it.

    What came at the beginning of a window may have been paid in the one before, and counts in neither. Windows in which
    Redis was `disturbed` (from, to; Unix s) are left out: it may have forgotten them.
    """
    sums: Counter[int] = Counter()
    for call in calls:
        number, after_s = divmod(call.at, budget.window_s)
        if after_s >= LATE_S:
            sums[int(number)] += budget.amount(call)
    largest = max(map(budget.amount, calls), default=0)
    limit = int(budget.limit * (1 + LOCAL_SHARE))
    return [
        (f"{budget.limit} {budget.unit} a {budget.span}, {budget.span} {number}", sums[number], limit, largest)
        for number in sorted(sums)
        if not any(
            since < (number + 1) * budget.window_s and until > number * budget.window_s for since, until in disturbed
        )
    ]
