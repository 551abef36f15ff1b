"""What a summary was read to ask for, before any check. Made by the readers and the model, judged by `checks`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from interarec.domain.constraints import Check

__all__ = ["Claim", "whole_bounds"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Bounds and values as read. `notes` are decisions of the reading itself (a negated colour, bounds swapped)."""

    lowest: Decimal | None = None
    highest: Decimal | None = None
    currency: str | None = None
    colors: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    notes: tuple[Check, ...] = ()


def whole_bounds(lowest: Decimal | None, highest: Decimal | None) -> tuple[int | None, int | None]:
    """Bounds for a schema of whole numbers: floor below, ceiling above, so that 63.97 still lies inside."""
    low = None if lowest is None else int(lowest.to_integral_value(ROUND_FLOOR))
    high = None if highest is None else int(highest.to_integral_value(ROUND_CEILING))
    return low, high
