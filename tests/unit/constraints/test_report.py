from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interarec.constraints.reading.other_languages import in_english
from interarec.constraints.report import constraints_report
from interarec.domain.errors import InvalidInput

from tests.unit.constraints.examples import FACTS
from tests.unit.constraints.reading_cases import CASES
from tests.unit.constraints.unseen_wordings import UNSEEN
from tests.unit.constraints.varied_summaries import ENGLISH, VARIED
from tests.unit.constraints.wordings import ANY, WORDINGS


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_reads_a_summary(source: object, expected: dict[str, object]) -> None:
    report = constraints_report(source)  # type: ignore[arg-type]
    assert {key: report[key] for key in expected} == expected


@pytest.mark.parametrize("case", [*WORDINGS, *UNSEEN, *VARIED], ids=lambda case: str(case[0])[:60])
def test_reads_a_wording(case: tuple[Any, ...]) -> None:
    report = constraints_report(case[0])
    keys = ("lowest_price", "highest_price", "currency", "color", "brand")
    expected = {key: value for key, value in zip(keys, case[1:], strict=True) if value is not ANY}
    assert {key: report[key] for key in expected} == expected


def test_english_passes_the_cues_of_other_languages_unchanged() -> None:
    for text in (case[0] for case in ENGLISH):
        assert in_english(text) == text


def test_cues_become_english_and_names_stay() -> None:
    assert in_english("Petit et Grand") == "Petit et Grand"
    read = in_english("La cliente préfère Vairel et Solvane, pas de rouge, à moins de 30 €")
    assert read == "the shopper prefers Vairel and Solvane, not rouge, less than 30 €"


def test_bounds_in_the_wrong_order_are_swapped_and_said_so() -> None:
    report = constraints_report({"lowest_price": "£144", "highest_price": "£18"})
    assert [(check["constraint"], check["outcome"]) for check in checks(report)] == [
        ("lowest_price", "swapped"),
        ("highest_price", "swapped"),
    ]


def test_whole_prices_keep_the_offers_inside() -> None:
    report = constraints_report({"lowest_price": "$63.97", "highest_price": "$179.01"}, integer=True)
    assert (report["lowest_price"], report["highest_price"]) == (63, 180)


def test_the_report_has_exactly_the_documented_keys() -> None:
    keys = {"lowest_price", "highest_price", "currency", "color", "brand", "category", "origin", "checks"}
    report = constraints_report("a green dress under £50")
    assert set(report) == keys
    assert report["origin"] == "deterministic"


def test_a_catalogue_bounds_prices_and_names() -> None:
    source = {
        "lowest_price": "£1",
        "highest_price": "£150",
        "brand_preference": "asos design and Unheard Of",
        "color": "red and green",
        "category": "dresses",
    }
    report = constraints_report(source, facts=FACTS)
    assert (report["lowest_price"], report["highest_price"]) == (10, 150)
    assert (report["brand"], report["color"], report["category"]) == (["ASOS Design"], ["green"], ["Dresses"])
    outcomes = {(check["constraint"], check["outcome"]) for check in checks(report)}
    assert {("lowest_price", "clamped"), ("highest_price", "accepted"), ("color", "dropped")} <= outcomes


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("women dresses and sandals", ["Apparel > Dresses", "Kids > Dresses"]),
        ("a linen dress", ["Apparel > Dresses", "Kids > Dresses"]),
        ("Kids > Dresses", ["Kids > Dresses"]),
        ("running shoe", ["Shoes"]),
    ],
)
def test_a_category_is_found_in_other_words_and_numbers(said: str, meant: list[str]) -> None:
    facts = replace(FACTS, categories=("Apparel > Dresses", "Shoes", "Kids > Dresses"))
    assert constraints_report({"category": said}, facts=facts)["category"] == meant


def test_a_category_may_be_named_by_the_end_of_its_path() -> None:
    facts = replace(FACTS, categories=("Apparel > Dresses", "Shoes", "Kids > Dresses"))
    report = constraints_report({"category": "dresses, shoes, hats"}, facts=facts)
    assert report["category"] == ["Apparel > Dresses", "Kids > Dresses", "Shoes"]


def test_what_the_reader_prints_is_read_by_its_summary() -> None:
    printed = {
        "summary": {
            "product_characteristics": "Products seen: Satin dress; Wrap dress. Colours: green (3), blue (1)",
            "lowest_price": "18.00 GBP",
            "highest_price": "144.00 GBP",
            "brand_preference": "Zara (4 of the offers)",
        },
        "offers": [{"title": "Satin dress", "price": 18.0}],
        "lowest_price": 18.0,
        "highest_price": 144.0,
        "currency": "GBP",
        "brands": ["Zara", "Mango"],
        "colors": ["green", "blue", "black"],
        "promotions": [],
        "timings": {"total": 1.0},
    }
    for source in (printed, json.dumps(printed)):
        report = constraints_report(source)
        assert (report["lowest_price"], report["highest_price"], report["currency"]) == (18, 144, "GBP")
        assert (report["color"], report["brand"]) == (["green"], ["zara"])


def test_another_currency_than_the_catalogue_bounds_nothing() -> None:
    report = constraints_report({"lowest_price": "$20", "highest_price": "$50"}, facts=FACTS)
    assert (report["lowest_price"], report["highest_price"]) == (None, None)
    assert {check["outcome"] for check in checks(report)} == {"dropped"}


@pytest.mark.parametrize("empty", ["", "  \n", {}])
def test_nothing_to_read_is_an_error(empty: object) -> None:
    with pytest.raises(InvalidInput):
        constraints_report(empty)  # type: ignore[arg-type]


@given(st.text(max_size=300))
def test_any_text_gives_a_report(text: str) -> None:
    if text.strip():
        json.dumps(constraints_report(text))


@given(
    st.dictionaries(
        st.sampled_from(["Lowest Price", "color", "brand", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
            max_leaves=6,
        ),
        min_size=1,
    )
)
def test_any_mapping_gives_a_report_with_bounds_in_order(source: dict[str, object]) -> None:
    report = constraints_report(source)
    low, high = report["lowest_price"], report["highest_price"]
    assert low is None or high is None or low <= high  # type: ignore[operator]
    json.dumps(report, allow_nan=False)


def checks(report: dict[str, object]) -> list[dict[str, str]]:
    found = report["checks"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    "text", [" " * 20_000 + "x", "*" * 9_000, "£18 to £20 " * 2_000, '{"a":' * 3_000, "red, not " * 2_000, "1" * 9_000]
)
def test_odd_long_texts_are_read_in_bounded_time(text: str) -> None:
    assert set(constraints_report(text))


@pytest.mark.parametrize(
    "text",
    [
        "The lowest price is £144 and the highest price is £18.",
        "between £144 and £18",
        '{"lowest_price": 144, "highest_price": 18, "currency": "GBP"}',
        "Lowest price: £144\nHighest price: £18",
    ],
)
def test_swapped_bounds_are_put_in_order_and_the_check_says_so(text: str) -> None:
    report = constraints_report(text)
    assert (report["lowest_price"], report["highest_price"], report["currency"]) == (18, 144, "GBP")
    assert [(one["constraint"], one["outcome"]) for one in report["checks"]] == [  # type: ignore[attr-defined]
        ("lowest_price", "swapped"),
        ("highest_price", "swapped"),
    ]
