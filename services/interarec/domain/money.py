"""Money: a decimal amount in one currency. Used wherever a price crosses a boundary."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from interarec.domain.errors import InvalidInput

__all__ = ["Money", "parse_money"]


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` in units of `currency` (ISO 4217, upper case); never a float."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


def parse_money(text: str) -> Money:
    """`"18.00 GBP"` or `"GBP 18.00"` (the merchant-feed form) to Money.

    Raises InvalidInput when it is not an amount and a three-letter currency.
    """
    parts = text.split()
    if len(parts) != 2:
        raise InvalidInput(f"{text!r} is not an amount and a currency such as '18.00 GBP'", field="price")
    amount, currency = parts if parts[1].isalpha() else (parts[1], parts[0])
    try:
        value = Decimal(amount.replace(",", ""))
    except InvalidOperation as error:
        raise InvalidInput(f"{amount!r} is not an amount", field="price") from error
    if not value.is_finite() or len(currency) != 3 or not currency.isalpha():
        raise InvalidInput(f"{text!r} is not an amount and a currency such as '18.00 GBP'", field="price")
    return Money(value, currency.upper())
