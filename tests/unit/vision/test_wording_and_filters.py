"""Words that are no titles, promotions, ratings, specifications, and filters that are visibly set."""

from __future__ import annotations

import pytest
from interarec.vision.filters import find_set_filters
from interarec.vision.wording import find_promotion, find_rating, find_specification, is_not_a_title

from .test_lines_to_money import line


@pytest.mark.parametrize(
    "text",
    [
        "Add to basket",
        "In den Warenkorb",
        "XS S M L XL",
        "4.2 (312)",
        "Sale",
        "248 results",
        "25% off",
        "Free delivery",
        "£",
        "As low as",
        "Sehr guter Preis",
        "2 stops",
        "8 ofertas desde",
        "Sort by: Featured",
        "Hello, sign in",
        "Solo 2 camere rimaste a questo prezzo",
        "Via Roma 8 Show on map 0.4 km from centre",
        "Pre-owned - Ohmega",
    ],
)
def test_no_titles(text: str) -> None:
    assert is_not_a_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "Linen Wrap Midi Dress",
        "Voltara 4K Monitor 27",
        "Robe longue en lin",
        "Seaview Spa Hotel",
        "Stop Making Sense",
        "Refurbished - Ohmega Wireless Headphones 2",
    ],
)
def test_titles(text: str) -> None:
    assert not is_not_a_title(text)


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("★★★★☆ 4.2 (312)", 4.2),
        ("4.5 ★ | 112", 4.5),
        ("8.6/10", 4.3),
        ("★★★☆☆", 3.0),
        ("£4.50", None),
        ("Size 4.5", None),
    ],
)
def test_ratings(text: str, rating: float | None) -> None:
    assert find_rating(text) == rating


@pytest.mark.parametrize(
    ("text", "is_promotion"),
    [("Up to 60% off", True), ("Buy 2 get 1 free", True), ("Free shipping on orders over $50", True), ("Sale", False),
     ("Homes for Sale", False), ("Linen dress", False)],
)  # fmt: skip
def test_promotions(text: str, is_promotion: bool) -> None:
    assert (find_promotion(text) is not None) == is_promotion


def test_specifications() -> None:
    assert find_specification("Material: 100% cotton") == "Material: 100% cotton"
    assert find_specification("3 beds | 2 baths") == "3 beds | 2 baths"
    assert find_specification("Linen Wrap Midi Dress") is None


def test_set_filters_are_chips_beside_clear_all() -> None:
    lines = [line("Clear all", x=300), line("Green ×", x=20), line("Brand: Ardenne ×", x=120), line("Blue", y=200)]
    found = [(name, value) for name, value, _ in find_set_filters(lines, None)]
    assert found == [("color", "green"), ("brand", "Ardenne")]


def test_a_menu_of_filters_sets_none() -> None:
    lines = [line("Colour"), line("☐ Black", y=44), line("☐ Green", y=68), line("☑ Red", y=92)]
    assert [(name, value) for name, value, _ in find_set_filters(lines, None)] == [("color", "red")]


def test_a_crossed_chip_that_names_its_attribute_needs_no_clear_all() -> None:
    lines = [line("Colour: green ×", 20, 20), line("Max price: £50 ×", 160, 20), line("Sale ends today ×", 400, 20)]
    found = [(name, value) for name, value, _ in find_set_filters(lines, None)]
    assert found == [("color", "green")]
