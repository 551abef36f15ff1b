"""Raised cents that the recogniser lost a digit of, and lines set so close that their boxes meet."""

from __future__ import annotations

import numpy as np
import pytest
from interarec.domain.summaries import Box
from interarec.vision.lines import TextLine, apart
from interarec.vision.money import find_prices, page_currency
from interarec.vision.places import Places
from interarec.vision.raised import RaisedCents, find_raised_cents, text_with_cents
from PIL import Image, ImageDraw, ImageFont

BOX: Box = (10, 10, 120, 50)


def price_picture(large: str, small: str) -> np.ndarray:
    image = Image.new("RGB", (200, 60), "white")
    draw = ImageDraw.Draw(image)
    x = 16.0
    for text, size in ((large, 30), (small, 14)):
        font = ImageFont.load_default(size)
        for letter in text:
            top = font.getbbox(letter)[1]
            draw.text((x, 16 - top), letter, fill="black", font=font)
            x += font.getlength(letter) + 2
    return np.asarray(image)


@pytest.mark.parametrize("read", ["$6909", "$690⁹", "$690"])
def test_the_place_of_the_cents_is_found_when_a_digit_is_missing(read: str) -> None:
    raised = find_raised_cents(read, BOX, price_picture("$690", "99"))
    assert raised is not None
    assert raised.large == 3
    assert raised.box[0] > 70


@pytest.mark.parametrize("read", ["$69099", "$690.99", "6909", "Room 690"])
def test_nothing_is_read_again_when_all_digits_are_there_or_it_is_no_price(read: str) -> None:
    assert find_raised_cents(read, BOX, price_picture("$690", "99")) is None


def test_ordinary_digits_are_not_raised() -> None:
    assert find_raised_cents("$6909", BOX, price_picture("$69099", "")) is None


def test_the_cents_take_the_place_of_what_was_read_for_them() -> None:
    raised = RaisedCents((60, 5, 80, 20), 2)
    told = text_with_cents("$394 List: $65.00", tuple(float(x) for x in range(17)), "49", raised)
    assert told is not None
    assert told[0] == "$39.49 List: $65.00"
    assert len(told[1]) == len(told[0])
    assert text_with_cents("$394", (1.0, 2.0, 3.0, 4.0), "4", raised) is None


def test_boxes_of_lines_set_close_together_are_cut_half_way() -> None:
    upper, lower, beside = (10, 10, 200, 38), (10, 30, 200, 58), (300, 10, 400, 38)
    assert apart([upper, lower, beside]) == [(10, 10, 200, 35), (10, 33, 200, 58), beside]
    assert apart([(10, 10, 200, 38), (20, 12, 60, 30)]) == [(10, 10, 200, 38), (20, 12, 60, 30)]


def test_a_page_repeats_the_place_of_its_titles() -> None:
    prices: list[Box] = [(x, 100, x + 50, 118) for x in (0, 200, 400, 600)]
    titles: list[Box] = [(x, 60, x + 120, 78) for x in (0, 200, 400, 600)]
    lone: Box = (400, 140, 520, 158)
    places = Places([*titles, lone], prices, 1.0)
    assert places.repeated(titles[1], prices[1]) == 1.0
    assert places.repeated(lone, prices[2]) == 0.0
    assert Places(titles[:1], prices[:1], 1.0).repeated(titles[0], prices[0]) == 0.0


def line(text: str, y: int) -> TextLine:
    edges = tuple(23 + 9.0 * (index + 0.5) for index in range(len(text)))
    return TextLine(text, (20, y, int(26 + 9 * len(text)), y + 18), 0.99, edges)


def test_a_currency_stated_once_is_the_currency_of_bare_prices() -> None:
    lines = [line("Ship to: India (INR) - All prices in INR", 20), line("2,030.00", 60), line("1,500.00", 100)]
    assert page_currency(lines, None) == "INR"
    found = find_prices(lines, np.full((400, 900, 3), 255, np.uint8))
    assert [(str(price.amount), price.currency) for price in found] == [("2030.00", "INR"), ("1500.00", "INR")]


def test_a_single_bare_number_on_a_page_without_currency_is_no_price() -> None:
    blank = np.full((400, 900, 3), 255, np.uint8)
    assert find_prices([line("Open from 10.00 to", 20), line("18.30", 60)], blank) == []


def test_half_digits_at_the_edge_of_the_picture_are_no_price() -> None:
    blank = np.full((400, 900, 3), 255, np.uint8)
    assert [price.box[1] for price in find_prices([line("$42.00", 100), line("$47.00", 382)], blank)] == [100]


def test_pounds_beside_dollars_are_a_weight() -> None:
    blank = np.full((400, 900, 3), 255, np.uint8)
    assert [price.currency for price in find_prices([line("$42.00", 20), line("1.2 Pounds", 60)], blank)] == ["USD"]
