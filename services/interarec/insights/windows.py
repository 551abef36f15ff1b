"""Partial sums per shop, window and partition, and which of them are to be published again. Pure.

Each window keeps, by topic, the offset of the newest record it counted: a record that comes again after a crash is
known by it. So the sums are exact although the log is read at least once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, MutableMapping
from datetime import UTC, datetime
from typing import TypedDict

from interarec.domain.insights import InsightWindow
from interarec.insights.counting import Sums

__all__ = ["KEPT", "SECONDS", "Key", "Window", "Windows"]

SECONDS = 60
"""Length of a window."""

KEPT = 120
"""Windows a shop keeps behind its newest; what is older is neither counted nor held."""

LABELS_KEPT = 100
"""Labels of one measure in one window; further ones are counted as `other`."""

Key = tuple[str, int, int]
"""Site, start in seconds since the epoch, partition."""


class Window(TypedDict):
    """What one partition added to one window of one shop; plain JSON, since it is a table's value too."""

    sums: Sums
    taken: dict[str, int]


class Windows:
    """The windows in `held`, a dict or a table with changelog. `add` must be called per partition in log order."""

    def __init__(self, held: MutableMapping[Key, Window]) -> None:
        self._held = held
        self._changed: set[Key] = set()
        self._newest: dict[tuple[str, int], int] = {}

    def wants(self, site_id: str, topic: str, partition: int, offset: int, timestamp_ms: int) -> bool:
        """False for a record that was counted before or is older than what is kept."""
        key = _key(site_id, partition, timestamp_ms)
        held = self._held.get(key)
        if held is None:
            return key[1] >= self._newest_start(site_id, partition) - KEPT * SECONDS
        return offset > held["taken"].get(topic, -1)

    def add(self, site_id: str, topic: str, partition: int, offset: int, timestamp_ms: int, sums: Sums) -> None:
        """Count a wanted record; its window is that of the broker's time."""
        key = _key(site_id, partition, timestamp_ms)
        if key not in self._held:
            self._open(key)
        held = self._held.get(key) or Window(sums={}, taken={})
        self._held[key] = Window(sums=_added(held["sums"], sums), taken={**held["taken"], topic: offset})
        self._changed.add(key)

    def counted_to(self, topic: str, partition: int) -> int | None:
        """Offset of the newest record of `topic` in any window of `partition`; None when none is held."""
        windows = (held for key, held in self._held.items() if key[2] == partition)
        return max((held["taken"][topic] for held in windows if topic in held["taken"]), default=None)

    def _newest_start(self, site_id: str, partition: int) -> int:
        place = (site_id, partition)
        if place not in self._newest:
            starts = (start for site, start, part in self._held if (site, part) == place)
            self._newest[place] = max(starts, default=0)
        return self._newest[place]

    def _open(self, key: Key) -> None:
        """Move the newest start on and drop what falls behind."""
        site_id, start, partition = key
        newest = max(start, self._newest_start(site_id, partition))
        self._newest[site_id, partition] = newest
        first = newest - KEPT * SECONDS
        for old in [one for one in self._held if one[0] == site_id and one[2] == partition and one[1] < first]:
            del self._held[old]
            self._changed.discard(old)

    def take_changed(self, partitions: Collection[int] | None = None) -> list[InsightWindow]:
        """Windows that grew since they were last taken, oldest first; of `partitions` only, where given."""
        changed, self._changed = sorted(self._changed, key=lambda key: key[1]), set()
        return [
            InsightWindow(site, partition, datetime.fromtimestamp(start, UTC), SECONDS, dict(held["sums"]))
            for site, start, partition in changed
            if (partitions is None or partition in partitions)
            and (held := self._held.get((site, start, partition))) is not None
        ]

    def say_again(self, windows: Iterable[InsightWindow]) -> None:
        """Take these once more: they could not be published."""
        self._changed.update((one.site_id, int(one.start.timestamp()), one.partition) for one in windows)

    def reload(self) -> None:
        """After `held` was filled by somebody else: everything in it is to be published."""
        self._newest.clear()
        self._changed = set(self._held)


def _key(site_id: str, partition: int, timestamp_ms: int) -> Key:
    return site_id, timestamp_ms // 1000 // SECONDS * SECONDS, partition


def _added(known: Sums, more: Sums) -> Sums:
    """The sum of both, with a bounded number of labels per measure."""
    sums = dict(known)
    for name, number in more.items():
        measure, _, label = name.partition(":")
        full = name not in sums and label and sum(one.startswith(f"{measure}:") for one in sums) >= LABELS_KEPT
        place = f"{measure}:other" if full else name
        sums[place] = sums.get(place, 0.0) + number
    return sums
