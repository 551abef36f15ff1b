"""The money grammar on amounts as shops print them; every expectation is read off the text by a person."""

from __future__ import annotations

from decimal import Decimal

import pytest
from interarec.domain.prices import find_money, parse_amount


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("18.00$", "18.00", "USD"),
        ("$ 45", "45", "USD"),
        ("1.549,00 €", "1549.00", "EUR"),
        ("1 299,00 €", "1299.00", "EUR"),
        ("1.299 €", "1299", "EUR"),
        ("199,- €", "199", "EUR"),
        ("35€99", "35.99", "EUR"),
        ("$14 99", "14.99", "USD"),
        ("CHF 1'299.90", "1299.90", "CHF"),
        ("Rs. 2,499", "2499", "INR"),
        ("₹1,25,000", "125000", "INR"),
        ("₹25 lakh", "2500000", "INR"),
        ("AU$35", "35", "AUD"),
        ("¥12,800", "12800", "JPY"),
        ("12,800円", "12800", "JPY"),
        ("$1.4M", "1400000", "USD"),
        ("799K USD", "799000", "USD"),
        ("120 dollars", "120", "USD"),
        ("499 kr", "499", "SEK"),
        ("12.99 zł", "12.99", "PLN"),
        ("Level 3 shoes at $63.97", "63.97", "USD"),
    ],
)
def test_one_amount(text: str, amount: str, currency: str) -> None:
    (span,) = find_money(text)
    assert (span.amount, span.currency, span.kind) == (Decimal(amount), currency, "current")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("£24.00£18.00", ["24.00", "18.00"]),
        ("$63.97$75.0014% off", ["63.97", "75.00"]),
        ("24,00€18,00€", ["24.00", "18.00"]),
        ("$1,299$1,499", ["1299", "1499"]),
        ("20 €30 €", ["20", "30"]),
    ],
)
def test_glued_amounts(text: str, amounts: list[str]) -> None:
    assert [span.amount for span in find_money(text)] == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("was £24.00 now £18.00", ["was", "current"]),
        ("MRP Rs.1299Rs.779(40% off)", ["was", "current"]),
        ("statt 59,99 € 39,99 €", ["was", "current"]),
        ("Freedeliveryover£40", ["threshold"]),
        ("Free shipping on orders $50+", ["threshold"]),
        ("Spend £50 save £10", ["threshold", "saving"]),
        ("£5 off", ["saving"]),
        ("Under $25", ["band"]),
        ("$200 & above", ["band"]),
        ("$12.99 - $24.99", ["range", "range"]),
        ("or 3 payments of £12.50 with Klarna", ["instalment"]),
        ("$27.78/mo for 36 mo", ["instalment"]),
        ("£89 per night", ["current"]),
        ("(£1.20 per kg)", ["unit"]),
        ("1 kg = 3,98 €", ["unit"]),
        ("+ £3.95 delivery", ["shipping"]),
        ("zzgl. 4,95 € Versand", ["shipping"]),
        ("Subtotal (3 items): $127.97", ["total"]),
        ("about £20", ["approximate"]),
        ("3 for £20", ["multibuy"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [span.kind for span in find_money(text)] == kinds


@pytest.mark.parametrize("text", ["Qty: 2", "40% off", "Size 42", "6 ft board", "4.5 (1,203)", "2026-11-23", ""])
def test_numbers_that_are_no_money(text: str) -> None:
    assert find_money(text) == ()


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("42€5053,00€", ["42.50", "53.00"]),
        ("261€50523,00 €", ["261.50", "523.00"]),
        ("285€504", ["285.50"]),
        ("€ 62,95 €-90,00", ["62.95", "90.00"]),
    ],
)
def test_cents_after_a_euro_sign_and_a_strike_read_as_a_dash(text: str, amounts: list[str]) -> None:
    assert [span.amount for span in find_money(text)] == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("4,150円 送料無料", "current"),
        ("49,99 € Versandkostenfrei", "current"),
        ("35,00 € livraison gratuite", "current"),
        ("4,95 € Versand", "shipping"),
        ("£86 p/m", "instalment"),
        ("Max price £27,000", "band"),
        ("£147.00 total", "total"),
    ],
)
def test_words_around_an_amount_on_large_shops(text: str, kind: str) -> None:
    assert [span.kind for span in find_money(text)] == [kind]


def test_range_carries_its_upper_end() -> None:
    low, high = find_money("between $20 and $40")
    assert (low.range_end, high.range_end) == (Decimal(40), None)


def test_bare_amounts_take_the_hint_and_only_on_demand() -> None:
    assert find_money("63.97") == ()
    (span,) = find_money("63.97", currency_hint="GBP", include_bare=True)
    assert (span.amount, span.currency) == (Decimal("63.97"), "GBP")


def test_the_hint_decides_a_vague_sign_but_not_a_clear_one() -> None:
    assert find_money("$35", currency_hint="AUD")[0].currency == "AUD"
    assert find_money("£35", currency_hint="AUD")[0].currency == "GBP"


def test_a_known_separator_decides_three_digits() -> None:
    assert parse_amount("1.299") == Decimal(1299)
    assert parse_amount("1.299", decimal_separator=".") == Decimal("1.299")
