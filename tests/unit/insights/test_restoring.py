"""A restore that stands still is begun anew after its limit; one that gets on, or is done, never is."""

from __future__ import annotations

from interarec.insights.restoring import STILL_S, Restoring


def test_one_that_stands_still_is_given_up_at_the_limit_and_not_before() -> None:
    restoring = Restoring()
    assert [restoring.stands_still(done=False, left=40) for _ in range(STILL_S)] == [False] * STILL_S
    assert restoring.stands_still(done=False, left=40)


def test_standing_still_with_nothing_left_counts_as_well() -> None:
    """Faust may wait for ever although it has read all."""
    restoring = Restoring(limit_s=2)
    assert [restoring.stands_still(done=False, left=0) for _ in range(3)] == [False, False, True]


def test_each_record_restored_and_each_new_share_begins_the_count_anew() -> None:
    restoring = Restoring(limit_s=2)
    assert not any(restoring.stands_still(done=False, left=left) for left in (9, 9, 8, 8, 9, 9, 7, 7))


def test_one_that_is_done_is_never_given_up() -> None:
    restoring = Restoring(limit_s=2)
    assert not any(restoring.stands_still(done=True, left=0) for _ in range(10))
    assert [restoring.stands_still(done=False, left=0) for _ in range(2)] == [False, True], (
        "taken away, and no progress"
    )
