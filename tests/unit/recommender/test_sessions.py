"""The fold: what a session is after any order of its events."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from interarec.domain.batches import BatchState
from interarec.domain.constraints import ConstraintSet
from interarec.domain.interactions import Action, Interaction
from interarec.recommender.sessions import SETS_KEPT, SessionView, is_trigger

from .shop import constraint_set, did, view, wanted

Event = ConstraintSet | Interaction

_INTERACTIONS = st.builds(
    did,
    st.integers(0, 12),
    st.sampled_from(list(Action)),
    st.sampled_from(["g1", "g2", "r1", None]),
    attribute=st.sampled_from(["color", "size", None]),
    value=st.sampled_from(["green", ""]),
)
_SETS = st.builds(lambda number: constraint_set(number, wanted("color", f"c{number}")), st.integers(0, 6))


def _folded(events: Sequence[Event]) -> SessionView:
    state = view()
    for event in events:
        state = state.fold(event)
    return state


def _whatever_came_last(state: SessionView) -> dict[str, object]:
    """All that must not depend on the order: everything but whether a set came last."""
    return {name: getattr(state, name) for name in SessionView.__dataclass_fields__ if name != "set_is_latest"}


@given(st.lists(st.one_of(_INTERACTIONS, _SETS), max_size=25))
def test_offsets_never_go_back(events: list[Event]) -> None:
    state = view()
    for event in events:
        after = state.fold(event)
        assert after.screenshot_offset >= state.screenshot_offset
        assert after.interaction_offset >= state.interaction_offset
        if after is not state and is_trigger(event):
            assert not state.based_on().newer_than(after.based_on())
        state = after


@given(st.lists(_SETS, max_size=10).flatmap(lambda sets: st.tuples(st.just(sets), st.permutations(sets))))
def test_constraint_sets_fold_to_the_same_view_in_any_order(orders: tuple[list[Event], list[Event]]) -> None:
    assert _whatever_came_last(_folded(orders[0])) == _whatever_came_last(_folded(orders[1]))


@given(
    st.lists(_INTERACTIONS, max_size=12, unique_by=lambda one: one.sequence).flatmap(
        lambda some: st.tuples(st.just(some), st.permutations(some))
    )
)
def test_interactions_fold_to_the_same_view_in_any_order(orders: tuple[list[Event], list[Event]]) -> None:
    assert _whatever_came_last(_folded(orders[0])) == _whatever_came_last(_folded(orders[1]))


@given(st.lists(st.one_of(_INTERACTIONS, _SETS), max_size=15))
def test_a_replay_changes_nothing(events: list[Event]) -> None:
    once = _folded(events)
    for event in events:
        assert once.fold(event) is once


def test_a_repeated_event_gives_the_same_object() -> None:
    state = view().fold(did(0, Action.VIEW, "g1"))
    assert state.fold(did(0, Action.PURCHASE, "g1")) is state


def test_a_late_interaction_below_the_highest_sequence_still_counts() -> None:
    state = view().fold(did(5, Action.VIEW, "g1")).fold(did(3, Action.PURCHASE, "g1"))
    assert state.removed == {"g1"}


def test_offsets_are_those_of_the_log_where_given() -> None:
    state = view().fold(did(0, Action.VIEW, "g1"), offset=4711).fold(did(1, Action.VIEW, "g2"), offset=4712)
    assert state.based_on().interaction_offset == 4712
    assert state.based_on().screenshot_offset == -1


def test_bought_and_dismissed_items_are_removed_and_viewed_ones_are_newest_first() -> None:
    state = _folded(
        [
            did(0, Action.VIEW, "g1"),
            did(1, Action.CLICK, "r1"),
            did(2, Action.VIEW, "g1"),
            did(3, Action.PURCHASE, "r1"),
            did(4, Action.DISMISS, "b1"),
            did(5, Action.IMPRESSION, "r2"),
        ]
    )
    assert state.removed == {"r1", "b1"}
    assert state.last_viewed == ("g1", "r1")


def test_a_set_that_says_nothing_moves_the_offset_and_keeps_earlier_words() -> None:
    spoken = constraint_set(0, wanted("color", "green"))
    silent = constraint_set(1, summary=None, state=BatchState.DEGRADED)
    state = _folded([spoken, silent])
    assert state.screenshot_offset == 19
    assert state.sets == (spoken,)
    assert state.newest is silent
    assert state.set_is_latest
    assert state.fold(did(0, Action.IMPRESSION, "g1")).set_is_latest
    assert not state.fold(did(0, Action.VIEW, "g1")).set_is_latest


def test_only_the_newest_sets_are_kept() -> None:
    state = _folded([constraint_set(number, wanted("color", "green")) for number in range(SETS_KEPT + 2)])
    assert [one.batch_id for one in state.sets] == ["b4", "b3", "b2"]


def test_an_impression_is_no_trigger_and_all_else_is() -> None:
    assert [action for action in Action if not is_trigger(did(0, action))] == [Action.IMPRESSION]
    assert is_trigger(constraint_set())
