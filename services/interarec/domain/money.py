"""Money: a decimal amount in one currency. Used wherever a price crosses a boundary."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Money"]


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` in units of `currency` (ISO 4217, upper case); never a float."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
