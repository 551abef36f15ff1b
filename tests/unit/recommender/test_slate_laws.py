"""What every slate of every arm keeps to, over random shops and sessions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from interarec.domain.constraints import AttributeConstraint, ConstraintSet
from interarec.domain.interactions import Action
from interarec.domain.recommendations import Arm
from interarec.platform.settings import RecommenderSettings, SiteSettings
from interarec.recommender import SessionView
from interarec.recommender.accepted import accepted_constraints
from interarec.recommender.attributes import has_value
from interarec.recommender.offering import Offer, make_offer

from .shop import NOON, chosen, constraint_set, did, item, prepared, priced, view, wanted

COLORS = ("green", "red", "blue")
BRANDS = ("tidewell", "fernhollow")

_ITEMS = st.lists(
    st.builds(
        lambda price, color, brand, in_stock: {
            "price": str(price),
            "color": color,
            "brand": brand,
            "in_stock": in_stock,
        },
        st.integers(1, 60),
        st.sampled_from([*COLORS, None]),
        st.sampled_from(BRANDS),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)
_PRICES = st.one_of(
    st.none(), st.tuples(st.integers(1, 60), st.integers(1, 60)).map(lambda ends: priced(*map(str, sorted(ends))))
)


def _wishes(make: object) -> st.SearchStrategy[tuple[AttributeConstraint, ...]]:
    color = st.one_of(st.none(), st.sampled_from(COLORS).map(lambda value: make("color", value)))
    brand = st.one_of(st.none(), st.sampled_from(BRANDS).map(lambda value: make("brand", value)))
    return st.tuples(color, brand).map(lambda pair: tuple(one for one in pair if one is not None))


_SETS = st.builds(
    lambda attributes, filters, price, filter_price: constraint_set(
        0, *attributes, filters=filters, price=price, filter_price=filter_price
    ),
    _wishes(wanted),
    _wishes(chosen),
    _PRICES,
    _PRICES,
)
_RULES = st.builds(
    lambda capacity, min_slate, random_share, never: SiteSettings(
        capacity=capacity, min_slate=min_slate, random_share=random_share, never=never
    ),
    st.integers(1, 6),
    st.integers(0, 6),
    st.sampled_from([0.0, 0.5, 1.0]),
    st.sampled_from([{}, {"brand": ("tidewell",)}]),
)


@given(
    shop=_ITEMS,
    read=st.one_of(st.none(), _SETS),
    rules=_RULES,
    arm=st.sampled_from([Arm.ASSORTMENT, Arm.RERANK, Arm.UNIFIED]),
    gone=st.sets(st.integers(0, 11)),
)
@hypothesis_settings(deadline=None)
def test_every_slate_keeps_to_the_rules(
    shop: list[dict[str, object]], read: ConstraintSet | None, rules: SiteSettings, arm: Arm, gone: set[int]
) -> None:
    items = [item(f"i{row}", **fields) for row, fields in enumerate(shop)]
    site = prepared(rules, items=items, weights={one.item_id: 0.5 for one in items})
    state = _session(read, gone)
    accepted = accepted_constraints(state, NOON)
    offer = make_offer(state, accepted, arm, site, rules=rules, settings=RecommenderSettings())
    slate = [items[row] for row in offer.draft.rows]
    allowed = [one for one in items if one.in_stock and one.item_id not in state.removed and not _forbidden(one, rules)]
    assert len(slate) == len({one.item_id for one in slate}) <= rules.capacity
    assert all(one in allowed for one in slate)
    assert len(slate) >= min(rules.min_slate, rules.capacity, len(allowed))
    _hard_wishes_hold(offer, slate, arm)
    assert sum(offer.draft.probabilities) + offer.draft.no_purchase == pytest.approx(1)
    assert all(0 <= one <= 1 for one in offer.propensities)
    assert len(offer.propensities) == len(slate)


def _session(read: ConstraintSet | None, gone: set[int]) -> SessionView:
    state = view().fold(read) if read is not None else view()
    for sequence, row in enumerate(sorted(gone)):
        state = state.fold(did(sequence, Action.DISMISS if row % 2 else Action.VIEW, f"i{row}"))
    return state


def _forbidden(one: object, rules: SiteSettings) -> bool:
    return any(has_value(one, *rule) for rule in rules.never.items())


def _hard_wishes_hold(offer: Offer, slate: list[object], arm: Arm) -> None:
    given_up = {one.constraint for one in offer.relaxed if "was given up" in one.reason}
    inferred = {one for one in given_up if not one.startswith("filter:")}
    assert arm is Arm.ASSORTMENT or not inferred
    for want in offer.wants:
        if not want.by_shopper and arm is not Arm.ASSORTMENT:
            continue
        assert want.name not in given_up
        if want.attribute == "price":
            low, high = want.lowest or Decimal(0), want.highest or Decimal(10**9)
            assert all(low <= one.price.amount <= high for one in slate)
        else:
            assert all(has_value(one, want.attribute, want.values) for one in slate)
