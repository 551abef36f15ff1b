"""Merging constraints over batches and with the shopper's own filters."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from interarec.domain.constraints import AttributeConstraint, ConstraintSet
from interarec.domain.interactions import Action
from interarec.recommender.accepted import accepted_constraints

from .shop import NOON, chosen, constraint_set, did, evidence, priced, view, wanted


def _filter(sequence: int, attribute: str, value: str, **fields: object):
    return did(sequence, Action.FILTER, attribute=attribute, value=value, **fields)


def test_nothing_said_is_no_constraint() -> None:
    assert accepted_constraints(view().fold(did(0, Action.VIEW, "g1")), NOON) is None


def test_the_newest_word_on_each_attribute_counts_and_older_ones_fill_in() -> None:
    state = (
        view()
        .fold(constraint_set(0, wanted("color", "red"), wanted("brand", "tidewell"), price=priced("10", "20")))
        .fold(constraint_set(1, wanted("color", "green")))
    )
    merged = accepted_constraints(state, NOON)
    assert merged is not None
    assert {one.attribute: one.values for one in merged.attributes} == {"color": ("green",), "brand": ("tidewell",)}
    assert merged.price == priced("10", "20")
    assert merged.batch_id == "b1"


def test_typed_filters_stand_before_anything_was_read() -> None:
    merged = accepted_constraints(view().fold(_filter(0, "Color", "green")), NOON)
    assert merged is not None
    assert merged.filters == (chosen("color", "green"),)
    assert merged.summary is None


def test_an_empty_value_clears_a_filter() -> None:
    state = view().fold(_filter(0, "color", "green")).fold(_filter(1, "color", ""))
    merged = accepted_constraints(state, NOON)
    assert merged is not None
    assert merged.filters == ()


def test_the_later_of_page_and_typed_filter_counts() -> None:
    page = constraint_set(0, filters=(chosen("color", "red"),), last_captured_at=NOON)
    typed = _filter(0, "color", "green", at=NOON + timedelta(seconds=5))
    later_page = constraint_set(1, filters=(chosen("color", "blue"),), last_captured_at=NOON + timedelta(seconds=9))
    state = view().fold(page).fold(typed)
    merged = accepted_constraints(state, NOON)
    assert merged is not None
    assert merged.filters == (chosen("color", "green"),)
    merged = accepted_constraints(state.fold(later_page), NOON)
    assert merged is not None
    assert merged.filters == (chosen("color", "blue"),)


def test_typed_price_bounds_are_put_together() -> None:
    state = view().fold(_filter(0, "price", "20-50")).fold(_filter(1, "highest_price", "45.50"))
    merged = accepted_constraints(state, NOON)
    assert merged is not None
    assert merged.filter_price is not None
    assert (merged.filter_price.lowest, merged.filter_price.highest) == (Decimal(20), Decimal("45.50"))


def test_a_typed_price_that_is_no_number_sets_nothing() -> None:
    merged = accepted_constraints(view().fold(_filter(0, "price", "cheap")), NOON)
    assert merged is not None
    assert merged.filter_price is None


def _set_on(first: int, last: int) -> ConstraintSet:
    """A batch of ten screenshots, one a second; a filter was seen set on the screenshots `first` to `last`."""
    shown = AttributeConstraint("color", ("red",), set_by_shopper=True, evidence=evidence(10)[first : last + 1])
    seen = wanted("brand", "tidewell", screens=10)
    end = NOON + timedelta(seconds=9)
    return constraint_set(0, seen, filters=(shown,), first_captured_at=NOON, last_captured_at=end)


@pytest.mark.parametrize(("first", "last", "expected"), [(0, 3, ()), (0, 9, ("color",)), (7, 9, ("color",))])
def test_a_filter_cleared_within_a_batch_stays_cleared(first: int, last: int, expected: tuple[str, ...]) -> None:
    cleared = _filter(0, "color", "", at=NOON + timedelta(seconds=5))
    merged = accepted_constraints(view().fold(cleared).fold(_set_on(first, last)), NOON)
    assert merged is not None
    assert tuple(one.attribute for one in merged.filters) == expected


def test_a_filter_that_the_newest_pages_do_not_show_is_not_guessed() -> None:
    earlier = constraint_set(0, filters=(chosen("color", "red"),), filter_price=priced("5", None))
    merged = accepted_constraints(view().fold(earlier).fold(constraint_set(1)), NOON)
    assert merged is not None
    assert (merged.filters, merged.filter_price) == ((), None)
