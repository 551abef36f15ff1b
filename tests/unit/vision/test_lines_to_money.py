"""From recognised lines with their boxes to amounts and their kinds; pixels only where they decide."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from interarec.vision.gaps import split_at_gaps
from interarec.vision.ink import cents_are_raised, is_struck
from interarec.vision.joining import join_split_prices
from interarec.vision.lines import TextLine
from interarec.vision.money import find_prices
from interarec.vision.page_price import PagePrice
from interarec.vision.rupees import rupee_evidence, with_rupees
from PIL import Image, ImageDraw, ImageFont


def line(text: str, x: int = 20, y: int = 20, *, pitch: float = 9.0, height: int = 18) -> TextLine:
    edges = tuple(x + 3 + pitch * (index + 0.5) for index in range(len(text)))
    return TextLine(text, (x, y, int(x + 6 + pitch * len(text)), y + height), 0.99, edges)


def blank() -> np.ndarray:
    return np.full((400, 900, 3), 255, dtype=np.uint8)


def found(*lines: TextLine, currency: str | None = None) -> list[PagePrice]:
    return find_prices(join_split_prices(list(lines)), blank(), currency_hint=currency)


def test_a_lone_sign_and_lone_cents_belong_to_the_number_beside_them() -> None:
    (price,) = found(line("£"), line("1,299", x=37))
    assert (price.amount, price.currency) == (Decimal(1299), "GBP")
    (price,) = found(line("$14", height=30), line("99", x=56, height=14))
    assert price.amount == Decimal("14.99")


def test_superscripts_are_cents() -> None:
    (price,) = found(line("388⁵⁰ €"))
    assert (price.amount, price.currency) == (Decimal("388.50"), "EUR")
    (price,) = found(line("$42^00"))
    assert price.amount == Decimal("42.00")


def test_a_label_far_left_on_the_row_makes_a_total() -> None:
    prices = found(line("Subtotal"), line("$63.00", x=420), line("Striped Shirt", y=80), line("$41.00", x=420, y=80))
    assert [price.kind for price in prices] == ["total", "current"]


def test_a_label_above_makes_an_earlier_price() -> None:
    assert [price.kind for price in found(line("RRP"), line("£50.00", y=40))] == ["was"]


def test_a_button_on_the_row_is_no_label() -> None:
    assert [price.kind for price in found(line("In den Warenkorb"), line("2,95 €", x=420))] == ["current"]


def test_stacked_ranges_are_price_bands() -> None:
    prices = found(line("$25 - $50"), line("$50 - $100", y=44), line("$100 - $200", y=68))
    assert {price.kind for price in prices} == {"band"}


def test_bare_amounts_count_only_on_pages_without_any_currency() -> None:
    assert [price.amount for price in found(line("24.99"), currency="GBP")] == [Decimal("24.99")]
    assert [price.amount for price in found(line("24.99"), line("£30.00", y=60))] == [Decimal("30.00")]


def test_bare_amounts_take_the_currency_a_page_shows_once() -> None:
    bare = [line(text, y=60 + 60 * row) for row, text in enumerate(("14.50", "26.49", "28.99"))]
    prices = found(line("Free shipping on orders over $44.00"), *bare)
    assert [(price.amount, price.currency) for price in prices if price.kind == "current"] == [
        (Decimal("14.50"), "USD"), (Decimal("26.49"), "USD"), (Decimal("28.99"), "USD"),
    ]  # fmt: skip


def test_bare_numbers_beside_signed_prices_are_none() -> None:
    signed = [line(text, y=60 + 60 * row) for row, text in enumerate(("$14.50", "$26.49", "$28.99"))]
    prices = found(*signed, line("12.50", x=400), line("11.75", x=400, y=80))
    assert [price.amount for price in prices] == [Decimal("14.50"), Decimal("26.49"), Decimal("28.99")]


def test_a_pound_sign_read_as_a_letter() -> None:
    prices = found(line("£12.00"), line("f695", y=60))
    assert [(price.amount, price.currency) for price in prices] == [(Decimal(12), "GBP"), (Decimal(695), "GBP")]


def test_rupee_amounts_glued_where_their_signs_were() -> None:
    assert with_rupees(line("MRP:7,4404,460|40%0ff")).text == "MRP:₹7,440₹4,460|40%0ff"
    assert with_rupees(line("MRP:999799|20%Off")).text == "MRP:₹999₹799|20%Off"
    assert with_rupees(line("-29%3,550")).text == "-29%₹3,550"
    assert with_rupees(line("平5,320")).text == "₹5,320"
    assert with_rupees(line("61,000 km")).text == "61,000 km"


def test_unread_rupee_signs_are_put_back_only_on_rupee_pages() -> None:
    hidden = TextLine("9,110", (0, 20, 60, 38), 0.9, (20.0, 28.0, 34.0, 42.0, 50.0))
    assert with_rupees(hidden).text == "₹9,110"
    assert with_rupees(line("8,010 年13,295")).text.endswith("₹13,295")
    assert rupee_evidence([hidden, line("M.R.P. 天2,499")]) == 2
    prices = find_prices([hidden, line("M.R.P. 天2,499", y=60)], blank())
    assert [(price.amount, price.currency, price.kind) for price in prices] == [
        (Decimal(9110), "INR", "current"),
        (Decimal(2499), "INR", "was"),
    ]


def test_a_wide_gap_splits_a_line_beside_an_amount() -> None:
    pixels = blank()
    text = "£145.99 Rug"
    edges = (26, 35, 44, 53, 62, 71, 80, 80, 153, 162, 171)
    drawn = TextLine(text, (20, 20, 200, 40), 0.99, edges)
    for edge in edges:
        pixels[24:36, edge - 3 : edge + 3] = 0
    assert [piece.text for piece in split_at_gaps([drawn], pixels)] == ["£145.99", "Rug"]


def _drawn(text: str, size: int) -> tuple[np.ndarray, list[float]]:
    """Text in Pillow's own font at (20, 20), with the centre of each character."""
    font = ImageFont.load_default(size)
    image = Image.new("RGB", (400, 120), "white")
    draw = ImageDraw.Draw(image)
    draw.text((20, 20), text, font=font, fill="black")
    centres = [20 + font.getlength(text[:index]) + font.getlength(text[index]) / 2 for index in range(len(text))]
    return np.asarray(image).copy(), centres


@pytest.mark.parametrize("thickness", [1, 2])
def test_a_struck_amount(thickness: int) -> None:
    pixels, centres = _drawn("24.00", 24)
    box = (15, 18, int(centres[-1]) + 12, 48)
    assert not is_struck(pixels, box, centres)
    pixels[35 : 35 + thickness, 20 : int(centres[-1]) + 8] = 0
    assert is_struck(pixels, box, centres)


def test_an_underline_is_no_strike() -> None:
    pixels, centres = _drawn("24.00", 24)
    pixels[47:49, 20 : int(centres[-1]) + 8] = 0
    assert not is_struck(pixels, (15, 18, int(centres[-1]) + 12, 52), centres)


def test_raised_cents() -> None:
    pixels, centres = _drawn("14", 40)
    plain, plain_centres = _drawn("1499", 40)
    small = Image.fromarray(pixels)
    font = ImageFont.load_default(20)
    x = 20 + ImageFont.load_default(40).getlength("14") + 2
    ImageDraw.Draw(small).text((x, 20), "99", font=font, fill="black")
    raised = [*centres, x + 6, x + 17]
    box = (15, 15, int(raised[-1]) + 12, 72)
    assert cents_are_raised(np.asarray(small), box, raised)
    assert not cents_are_raised(plain, (15, 15, int(plain_centres[-1]) + 16, 72), plain_centres)


def test_raised_cents_with_the_sign_raised_behind_them() -> None:
    pixels, centres = _drawn("81", 40)
    image, small = Image.fromarray(pixels), ImageFont.load_default(20)
    x = 20 + ImageFont.load_default(40).getlength("81") + 2
    ImageDraw.Draw(image).text((x, 20), "49€", font=small, fill="black")
    digits = [*centres, x + 6, x + 17]
    box = (15, 15, int(x) + 50, 72)
    assert cents_are_raised(np.asarray(image), box, digits, sign_after=True)
    whole, whole_centres = _drawn("8149", 40)
    image = Image.fromarray(whole)
    x = 20 + ImageFont.load_default(40).getlength("8149") + 2
    ImageDraw.Draw(image).text((x, 20), "€", font=small, fill="black")
    assert not cents_are_raised(np.asarray(image), (15, 15, int(x) + 20, 72), whole_centres, sign_after=True)
