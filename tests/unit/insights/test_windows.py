"""Windows: where a record falls, that it counts once, and what is kept and published."""

from __future__ import annotations

from datetime import UTC, datetime

from interarec.domain.insights import InsightWindow
from interarec.insights.windows import KEPT, LABELS_KEPT, Key, Window, Windows

NOON = 1_777_636_800
"""2026-05-01 12:00:00 UTC."""


def at(second: float) -> int:
    """Milliseconds of the broker's clock, `second` after noon."""
    return int((NOON + second) * 1000)


def window(sums: dict[str, float], *, minute: int = 0, site: str = "shop", partition: int = 0) -> InsightWindow:
    return InsightWindow(site, partition, datetime.fromtimestamp(NOON + 60 * minute, UTC), 60, sums)


def test_records_add_up_within_a_minute_a_shop_and_a_partition() -> None:
    windows = Windows({})
    windows.add("shop", "t", 0, 0, at(0), {"views": 1})
    windows.add("shop", "t", 0, 1, at(59.999), {"views": 2, "clicks": 1})
    windows.add("shop", "t", 0, 2, at(60), {"views": 4})
    windows.add("shop", "t", 1, 0, at(1), {"views": 8})
    windows.add("other", "t", 0, 3, at(1), {"views": 16})
    assert sorted(windows.take_changed(), key=repr) == sorted(
        [
            window({"views": 3, "clicks": 1}),
            window({"views": 4}, minute=1),
            window({"views": 8}, partition=1),
            window({"views": 16}, site="other"),
        ],
        key=repr,
    )
    assert windows.take_changed() == []


def test_a_record_counts_once_even_when_another_process_reads_it_again() -> None:
    held: dict[Key, Window] = {}
    Windows(held).add("shop", "t", 0, 7, at(0), {"views": 1})
    successor = Windows(held)
    assert not successor.wants("shop", "t", 0, 7, at(0))
    assert not successor.wants("shop", "t", 0, 6, at(0))
    assert successor.wants("shop", "t", 0, 8, at(0))
    assert successor.wants("shop", "another topic", 0, 7, at(0)), "offsets are those of one topic"
    assert successor.wants("shop", "t", 1, 7, at(0)), "and of one partition"
    assert successor.wants("shop", "t", 0, 7, at(60)), "an offset lies in one window only"


def test_only_changed_windows_of_own_partitions_are_taken_and_a_failed_one_comes_again() -> None:
    windows = Windows({})
    windows.add("shop", "t", 0, 0, at(0), {"views": 1})
    windows.add("shop", "t", 1, 0, at(0), {"views": 2})
    taken = windows.take_changed({1})
    assert taken == [window({"views": 2}, partition=1)]
    windows.say_again(taken)
    windows.add("shop", "t", 1, 1, at(1), {"views": 2})
    assert windows.take_changed({1}) == [window({"views": 4}, partition=1)]


def test_after_a_restore_everything_held_is_published() -> None:
    held: dict[Key, Window] = {}
    windows = Windows(held)
    held["shop", NOON, 3] = Window(sums={"views": 5.0}, taken={"t": 9})
    assert windows.take_changed() == []
    windows.reload()
    assert windows.take_changed() == [window({"views": 5}, partition=3)]


def test_old_windows_are_dropped_and_older_records_not_counted() -> None:
    held: dict[Key, Window] = {}
    windows = Windows(held)
    for minute in range(KEPT + 5):
        windows.add("shop", "t", 0, minute, at(60 * minute), {"views": 1})
    windows.add("slow shop", "t", 0, 900, at(0), {"views": 1})
    starts = sorted(start for site, start, _ in held if site == "shop")
    assert starts == [NOON + 60 * minute for minute in range(4, KEPT + 5)]
    assert not windows.wants("shop", "another topic", 0, 0, at(3 * 60))
    assert windows.wants("shop", "another topic", 0, 0, at(4 * 60))
    assert not Windows(held).wants("shop", "another topic", 0, 0, at(3 * 60)), "nor by a process that starts now"


def test_labels_beyond_the_limit_count_as_other() -> None:
    windows = Windows({})
    for number in range(LABELS_KEPT + 3):
        windows.add("shop", "t", 0, number, at(0), {f"brand:b{number}": 1, "brand:b0": 1, "views": 1})
    (made,) = windows.take_changed()
    brands = {name for name in made.sums if name.startswith("brand:")}
    assert len(brands) == LABELS_KEPT + 1
    assert made.sums["brand:other"] == 3
    assert made.sums["brand:b0"] == LABELS_KEPT + 3
    assert made.sums["views"] == LABELS_KEPT + 3
