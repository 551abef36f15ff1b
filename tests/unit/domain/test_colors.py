"""Colour words and pixels against what a person would call them."""

from __future__ import annotations

import pytest
from interarec.domain.colors import FAMILIES, color_family, family_of_rgb, find_colors


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Bright Green", "green"),
        ("navy", "blue"),
        ("Off-White", "white"),
        ("offwhite", "white"),
        ("Dunkelgrün", "green"),
        ("robe noire", "black"),
        ("weiß", "white"),
        ("Gray", "grey"),
        ("burgundy", "red"),
        ("greenish", "green"),
        ("suede loafers", None),
    ],
)
def test_family_of_a_name(name: str, family: str | None) -> None:
    assert color_family(name) == family


def test_negation_reaches_over_or() -> None:
    found = {mention.family: mention.negated for mention in find_colors("green, not white or red, maybe blue")}
    assert found == {"green": False, "white": True, "red": True, "blue": False}


@pytest.mark.parametrize("text", ["Black Friday deals", "vanilla ice cream", "a glass of white wine", "Redwood desk"])
def test_things_that_only_contain_a_colour_word(text: str) -> None:
    assert find_colors(text) == ()


def test_food_like_names_are_unsure() -> None:
    assert [mention.sure for mention in find_colors("olive green")] == [False, True]


@pytest.mark.parametrize(
    ("rgb", "family"),
    [
        ((0, 128, 0), "green"), ((255, 192, 203), "pink"), ((30, 30, 30), "black"), ((245, 245, 220), "beige"),
        ((128, 0, 0), "red"), ((0, 0, 128), "blue"), ((139, 69, 19), "brown"), ((255, 255, 255), "white"),
        ((255, 165, 0), "orange"), ((128, 0, 128), "purple"), ((128, 128, 128), "grey"),
    ],
)  # fmt: skip
def test_family_of_pixels(rgb: tuple[int, int, int], family: str) -> None:
    assert family_of_rgb(*rgb) == family
    assert family in FAMILIES
