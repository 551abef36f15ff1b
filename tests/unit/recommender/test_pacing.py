"""At most one slate in an interval; the last wish wins."""

from datetime import timedelta

from interarec.recommender.pacing import Pace

from .shop import NOON

SECOND = timedelta(seconds=1)


def test_nothing_is_due_before_it_is_wanted() -> None:
    assert Pace(SECOND).next_due(NOON) is None


def test_the_first_slate_is_due_at_once() -> None:
    assert Pace(SECOND).want().next_due(NOON) == NOON


def test_wishes_within_the_interval_are_one_slate_at_its_end() -> None:
    pace = Pace(SECOND).want().made(NOON).want().want()
    assert pace.next_due(NOON + 0.2 * SECOND) == NOON + SECOND
    assert pace.made(NOON + SECOND).next_due(NOON + SECOND) is None


def test_after_the_interval_the_next_slate_is_due_at_once() -> None:
    later = NOON + 3 * SECOND
    assert Pace(SECOND).made(NOON).want().next_due(later) == later
