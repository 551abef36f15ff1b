"""Prices of feeds, and those that could mean two things."""

from __future__ import annotations

from decimal import Decimal

import pytest
from interarec.domain.errors import InvalidInput
from interarec.recommender.catalogue.feed_prices import feed_price


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("18.00 GBP", "18.00", "GBP"),
        ("GBP 18", "18", "GBP"),
        ("18.00gbp", "18.00", "GBP"),
        ("£18.50", "18.50", "GBP"),
        ("18,00 €", "18.00", "EUR"),
        ("18,5 EUR", "18.5", "EUR"),
        ("1,299.00 USD", "1299.00", "USD"),
        ("1.299,00 EUR", "1299.00", "EUR"),
        ("1,234,567 JPY", "1234567", "JPY"),
        ("CHF 1'299.50", "1299.50", "CHF"),
        ("18.125 GBP", "18.125", "GBP"),
        ("18", "18", "NOK"),
        ("$18", "18", "NOK"),
    ],
)
def test_a_price_is_read(text: str, amount: str, currency: str) -> None:
    money = feed_price(text, "nok")
    assert (money.amount, money.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    ["ten GBP", "", "GBP", "-5 GBP", "NaN GBP", "1e3 GBP", "18.00 GBP EUR", "GBP 18 GBP", "1,2345 GBP", "1.2.3 GBP"],
)
def test_what_is_no_single_price_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        feed_price(text, "GBP")


def test_a_number_without_any_currency_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no currency"):
        feed_price("18.00", None)
    with pytest.raises(InvalidInput, match="no currency"):
        feed_price("$18.00", None)
