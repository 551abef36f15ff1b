"""From amounts and lines to offers: titles by the place the page repeats, earlier prices below the title."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from interarec.vision.lines import TextLine
from interarec.vision.money import find_prices
from interarec.vision.offers import PageOffer, find_offers
from interarec.vision.styles import LineStyle

STYLE = LineStyle((0.0, 0.0, 0.0), 200.0, 0.1, 2.0)


def line(text: str, x: int, y: int, height: int = 18) -> TextLine:
    edges = tuple(x + 3 + 9.0 * (index + 0.5) for index in range(len(text)))
    return TextLine(text, (x, y, int(x + 6 + 9 * len(text)), y + height), 0.99, edges)


def offers(*lines: TextLine) -> list[PageOffer]:
    prices = find_prices(list(lines), np.full((900, 1600, 3), 255, np.uint8))
    return find_offers(lines, prices, [STYLE] * len(lines))


def test_titles_above_the_picture_are_found_although_the_next_title_is_nearer_to_the_price() -> None:
    names = ["Velvet Bed Frame", "Oak Corner Desk", "Marble Side Table", "Walnut Coat Stand"]
    cards = [(40, 100), (440, 100), (40, 400), (440, 400)]
    lines = []
    for name, price, (x, y) in zip(names, ("$88.50", "$32.00", "$29.00", "$71.99"), cards, strict=True):
        lines += [line(name, x, y), line(price, x, y + 230)]
    assert [offer.title for offer in offers(*lines)] == names


def test_an_earlier_price_below_the_title_is_the_offers() -> None:
    (offer,) = offers(line("£95.95", 40, 100), line("Waterproof Running Shoes", 40, 132), line("Was £133.00", 40, 158))
    assert (offer.price.amount, offer.was, offer.title) == (Decimal("95.95"), Decimal(133), "Waterproof Running Shoes")


def test_a_row_of_facts_is_no_part_of_a_title() -> None:
    (offer,) = offers(
        line("£672,000", 40, 100, 24),
        line("3 bds | 2 ba | 1,270 sqft", 40, 128),
        line("Terraced Bungalow near the park", 40, 147),
    )
    assert offer.title == "Terraced Bungalow near the park"


CARDS = [(40, 100), (440, 100), (840, 100)]


def amounts(*lines: TextLine) -> list[Decimal]:
    return [offer.price.amount for offer in offers(*lines)]


def test_of_two_labelled_prices_on_every_card_the_single_pieces_counts() -> None:
    lines = []
    for name, (x, y) in zip(("Grand Riesling", "Brut Rioja", "Old Vine Malbec"), CARDS, strict=True):
        lines += [line(name, x, y, 24), line("Mix Six price", x, y + 40), line("Single bottle", x + 140, y + 40)]
        lines += [line("£9.63", x, y + 60), line("£10.95", x + 140, y + 60)]
    assert amounts(*lines) == [Decimal("10.95")] * 3


def test_hire_by_the_day_the_weekend_and_the_week_is_one_offer_a_card() -> None:
    lines = []
    for name, (x, y) in zip(("Cargo Bike", "Folding Bike", "Road Bike"), CARDS, strict=True):
        lines.append(line(name, x, y, 24))
        for place, (label, price) in enumerate((("1 day", "£17"), ("Weekend", "£34"), ("7 days", "£85"))):
            lines += [line(label, x + 110 * place, y + 60), line(price, x + 110 * place, y + 80)]
    assert amounts(*lines) == [Decimal(17)] * 3


def test_the_price_with_a_fee_below_the_price_on_every_card_is_no_second_offer() -> None:
    lines = []
    for name, price, fee, (x, y) in zip(
        ("Linen Shirt", "Wool Coat", "Silk Scarf"), ("£13.19", "£11.38", "£4.18"), ("£14.47", "£12.57", "£5.01"), CARDS,
        strict=True,
    ):  # fmt: skip
        lines += [line(name, x, y), line(price, x, y + 24), line(f"{fee} incl.", x, y + 48)]
    assert amounts(*lines) == [Decimal("13.19"), Decimal("11.38"), Decimal("4.18")]


def test_cards_beside_each_other_are_not_taken_for_one() -> None:
    lines = []
    for name, label, (x, y) in zip(
        ("Linen Shirt", "Wool Coat", "Silk Scarf"), ("From", "From", "Only"), CARDS, strict=True
    ):
        lines += [line(name, x, y), line(label, x, y + 24), line("£13.19", x, y + 44)]
    assert amounts(*lines) == [Decimal("13.19")] * 3


def test_sizes_of_one_article_stacked_with_their_prices_are_one_offer() -> None:
    sizes = (("30 ml", "£4.96"), ("50 ml", "£8.00"), ("100 ml", "£13.76"))
    lines = [line("Hydrating Eau de Parfum", 40, 60, 24)]
    for place, (size, price) in enumerate(sizes):
        lines += [line(size, 40, 100 + 30 * place), line(price, 400 - 9 * len(price), 100 + 30 * place)]
    assert len(amounts(*lines)) == 1


def test_what_all_the_others_add_up_to_is_no_offer() -> None:
    lines = []
    for place, price in enumerate(("£10.00", "£20.00", "£30.50", "£40.00")):
        lines += [line(f"Thing of the room {'ABCD'[place]}", 40, 100 + 90 * place), line(price, 40, 124 + 90 * place)]
    assert amounts(*lines, line("£100.50", 700, 600)) == [Decimal(10), Decimal(20), Decimal("30.50"), Decimal(40)]


def test_the_ends_of_a_price_slider_are_no_offers() -> None:
    slider = [line("Price", 20, 200), line("£4.00", 20, 250), line("£54.00", 150, 250)]
    shelf = [text for x, y in CARDS for text in (line("Linen Shirt", x + 300, y), line("£13.19", x + 300, y + 24))]
    assert amounts(*slider, *shelf) == [Decimal("13.19")] * 3


def test_a_column_headed_by_a_unit_holds_unit_prices() -> None:
    lines = [line("per m²", 700, 60), line("Price", 900, 60)]
    for place, (unit, price) in enumerate(
        (("8,440 €", "718,000 €"), ("1,730 €", "177,000 €"), ("3,160 €", "377,000 €"))
    ):
        y = 110 + 60 * place
        lines += [line(f"Victorian Cottage {'ABC'[place]}", 40, y), line(unit, 690, y), line(price, 880, y)]
    assert amounts(*lines) == [Decimal(718000), Decimal(177000), Decimal(377000)]


def test_a_range_all_prices_lie_in_is_the_filter_in_the_head() -> None:
    shelf = [
        text
        for (x, y), price in zip(CARDS, ("£580", "£870", "£1,240"), strict=True)
        for text in (line("Bright Loft near the park", x, y), line(price, x, y + 24))
    ]
    assert amounts(line("£500 – £1,500", 200, 40), *shelf) == [Decimal(580), Decimal(870), Decimal(1240)]


def test_degrees_in_a_sentence_are_no_raised_cents() -> None:
    talk = [line("Pano roof, 360° camera, one owner, full history", x, y + 60) for x, y in CARDS]
    tags = [text for x, y in CARDS for text in (line("Dravik Kuga", x, y), line("6 040 €", x, y + 24))]
    assert amounts(*talk, *tags) == [Decimal(6040)] * 3


def matrix(*, goods: bool) -> list[TextLine]:
    """Three rows of three amounts, each with words of its own below, or with the words of its fare."""
    lines = []
    for row, (flight, fares) in enumerate(
        (("06:20 Lakeport", (149, 216, 342)), ("09:05 Harrow", (63, 91, 144)), ("17:40 Selby", (52, 75, 119)))
    ):
        y = 100 + 80 * row
        lines += [] if goods else [line(flight, 40, y)]
        for place, (fare, word) in enumerate(
            zip(fares, ("Light cabin bag", "Classic with bag", "Flex and seat"), strict=True)
        ):
            x = 500 + 250 * place
            below = f"Thing called {'ABC'[row]}{'XYZ'[place]}" if goods else word
            lines += [line(f"${fare}.00", x, y), line(below, x, y + 24)]
    return lines


def test_of_a_row_of_fares_the_first_counts() -> None:
    assert amounts(*matrix(goods=False)) == [Decimal(149), Decimal(63), Decimal(52)]


def test_a_grid_of_goods_is_no_matrix_of_fares() -> None:
    assert len(amounts(*matrix(goods=True))) == 9


def test_what_is_in_the_basket_stands_alone_in_the_head_and_is_no_offer() -> None:
    card = (line("Cloud Merino Scarf", 700, 300), line("£29.00", 700, 330, 24))
    basket = line("£43.35", 1400, 40)
    assert amounts(line("Search", 700, 40), basket, *card) == [Decimal("29.00")]
    assert amounts(line("Search", 700, 40), basket) == [Decimal("43.35")]  # never drop the only one
    row = (line("Linen Throw", 700, 300), line("£29.00", 1400, 300))
    assert amounts(line("Wool Throw", 700, 40), basket, *row) == [Decimal("43.35"), Decimal("29.00")]  # a column


def test_a_range_beside_a_button_that_filters_is_no_offer() -> None:
    goods = (line("Cloud Merino Scarf", 100, 300), line("£29.00", 100, 330, 24))
    assert amounts(*goods, line("Filter", 800, 300), line("Price: £9.00 — £81.00", 900, 300)) == [Decimal("29.00")]


def test_ranges_with_a_minus_between_them_are_bands() -> None:
    bands = [
        line(f"{low},00 € − {high},00 €", 800, y) for low, high, y in ((10, 25, 100), (25, 60, 122), (60, 150, 144))
    ]
    goods = (line("Cloud Merino Scarf", 100, 300), line("29,00 €", 100, 330, 24))
    assert amounts(*bands, *goods) == [Decimal("29.00")]


def test_the_same_fact_over_two_of_four_prices_is_no_role() -> None:
    lines = []
    names = ("Oak Sideboard", "Marble Console", "Corner Desk", "Dining Table")
    for number, (name, price) in enumerate(zip(names, ("£91", "£320.49", "£64.99", "£169.99"), strict=True)):
        x = 54 + 361 * number
        fact = "Depth: 85 cm" if number < 2 else "Height: 74 cm"
        lines += [line(name, x, 724), line(fact, x, 745), line(price, x, 767, 22)]
    found = offers(*lines)
    assert len(found) == 4
    assert [offer.title for offer in found] == list(names)
