"""Prices as a shopper reads them: `£18`, `€12.50`, `144 CHF`. Called by reasons and wording."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["money_range", "money_text"]

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "INR": "₹", "JPY": "¥"}


def money_text(amount: Decimal, currency: str) -> str:
    """Whole amounts without decimals, others with two."""
    number = f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"
    return f"{_SIGNS[currency]}{number}" if currency in _SIGNS else f"{number} {currency}"


def money_range(lowest: Decimal | None, highest: Decimal | None, currency: str) -> str:
    """`£18–£144`, `from £18`, `up to £144`."""
    if lowest is None and highest is None:
        return "any price"
    if lowest is None:
        return f"up to {money_text(highest or Decimal(0), currency)}"
    if highest is None:
        return f"from {money_text(lowest, currency)}"
    return f"{money_text(lowest, currency)}–{money_text(highest, currency)}"
