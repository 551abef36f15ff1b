"""The inner problem of the solver for each shape of constraint: the set of largest total gain at one revenue level.

At a level l an item gains w = v (p - l). Every shape answers two questions: which feasible set has the largest sum
of w among the items of a pool (`choose`), and up to which gain an item outside the pool cannot improve that set
(`bar`). All ties go to the lower item index. Called by `newton` and `opening`; crossing partitions are in `crossing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from interarec.assortment.arrays import F64, Bits, Index

__all__ = ["Quota", "Shape", "TopC", "top"]

# The smallest positive number: gain >= POSITIVE is gain > 0.
POSITIVE = 5e-324
# A sample of this size cuts a long vector before it is partitioned.
_SAMPLE = 2048
# Up to this size a vector is partitioned whole without looking first at what gains.
_SMALL_POOL = 4 * _SAMPLE


class Shape(Protocol):
    """A family of feasible sets, in items still free to choose (must-includes are taken out before)."""

    @property
    def method(self) -> str:
        """The name of the algorithm, for the answer."""
        ...

    @property
    def forced(self) -> bool:
        """True when some items must be taken even if their gain is negative."""
        ...

    def choose(self, gains: F64, items: Index) -> Index:
        """Return positions in `gains` (k,) of the best feasible set; `items` (k,) are the item indices."""
        ...

    def admits(self, items: Index) -> Bits:
        """Return (k,) True where the set of this item alone is within the maxima."""
        ...

    def bar(self, gains: F64, items: Index, chosen: Index) -> float | F64:
        """Return the gain that an item outside the pool must reach to matter; (n,) when it differs by item."""
        ...


def top(gains: F64, items: Index, count: int) -> Index:
    """Return positions of the `count` largest gains (all when fewer), ties to the lower item index.

    Long vectors are cut first by the count-th largest of a sample: at least `count` entries reach it.
    """
    if count <= 0:
        return np.empty(0, dtype=np.intp)
    if gains.size <= count:
        return np.arange(gains.size)
    if gains.size > _SMALL_POOL and count < _SAMPLE // 8:
        sample = gains[:: gains.size // _SAMPLE]
        cut = np.partition(sample, sample.size - count)[sample.size - count]
        kept = np.flatnonzero(gains >= cut)
        return kept[_top_exact(gains[kept], items[kept], count)]
    return _top_exact(gains, items, count)


def _top_exact(gains: F64, items: Index, count: int) -> Index:
    if gains.size <= count:
        return np.arange(gains.size)
    return _reaching(gains, items, _least_of_top(gains, count), count)


def _least_of_top(gains: F64, count: int) -> float:
    """Return the count-th largest gain."""
    split = gains.size - count
    ordered = gains.copy()
    ordered.partition(split)
    return float(ordered[split])


def _reaching(gains: F64, items: Index, least: float, count: int) -> Index:
    """Return the `count` positions whose gain reaches `least`, the count-th largest; ties to the lower item index."""
    above = (gains >= least).nonzero()[0]
    return above if above.size == count else _without_late_ties(gains, items, above, count)


def _without_late_ties(gains: F64, items: Index, above: Index, count: int) -> Index:
    """Return `above` less its surplus: of the least gain, the highest item indices."""
    least = gains[above].min()
    level = above[gains[above] == least]
    kept = level.size - (above.size - count)
    dropped = level[np.argsort(items[level])[kept:]]
    return np.setdiff1d(above, dropped, assume_unique=True)


def _total_bar(gains: F64, chosen: Index, capacity: int) -> float:
    """Return the least gain with which an item could be swapped in or added.

    For these shapes (generalised matroids) a set that no single add, drop or swap improves is optimal, so an item
    outside matters only above the worst chosen gain, or above 0 while there is room.
    """
    if capacity == 0:
        return np.inf
    least = float(gains[chosen].min()) if chosen.size else 0.0
    bar = least if chosen.size >= capacity else min(0.0, least)
    return bar if bar != 0.0 else POSITIVE


@dataclass(frozen=True)
class TopC:
    """At most `capacity` and at least `min_size` items."""

    capacity: int
    min_size: int = 0
    method: str = "newton"

    @property
    def forced(self) -> bool:
        return self.min_size > 0

    def choose(self, gains: F64, items: Index) -> Index:
        """Take the largest positive gains, then the least bad until `min_size`."""
        if 0 < self.capacity < gains.size <= _SMALL_POOL:
            least = _least_of_top(gains, self.capacity)
            if least > 0.0:  # the usual case on an open pool: as many gain as fit
                return _reaching(gains, items, least, self.capacity)
        gaining = (gains > 0.0).nonzero()[0]
        if gaining.size < self.min_size:
            return top(gains, items, self.min_size)
        if gaining.size <= self.capacity:
            return gaining
        return gaining[top(gains[gaining], items[gaining], self.capacity)]

    def admits(self, items: Index) -> Bits:
        """Return True for every item when anything fits."""
        return np.full(items.size, self.capacity > 0)

    def bar(self, gains: F64, items: Index, chosen: Index) -> float:
        """Return the worst chosen gain when full, else the least positive number."""
        return _total_bar(gains, chosen, self.capacity)


@dataclass(frozen=True, eq=False)
class Quota:
    """One partition with least and greatest numbers per group, and a total.

    `groups` (n,) holds the group of each item; `least` and `greatest` (g,) the limits. The greedy rule is exact
    because these sets form a generalised matroid.
    """

    groups: Index
    least: Index
    greatest: Index
    capacity: int
    min_size: int = 0
    method: str = "greedy"

    @property
    def forced(self) -> bool:
        return self.min_size > 0 or bool(self.least.any())

    def choose(self, gains: F64, items: Index) -> Index:
        """Take the best `least` of each group, then the best of the rest while gaining and allowed."""
        if self.forced:
            return self._greedy(gains, items, np.arange(gains.size))
        gaining = np.flatnonzero(gains > 0.0)
        kept = 4 * self.capacity + 64
        while kept < gaining.size:
            # The best `kept` items decide already when they fill the set: nothing below them could displace one.
            pool = gaining[top(gains[gaining], items[gaining], kept)]
            chosen = self._greedy(gains, items, pool)
            if chosen.size == self.capacity:
                return chosen
            kept *= 8
        return self._greedy(gains, items, gaining)

    def _greedy(self, gains: F64, items: Index, pool: Index) -> Index:
        order = pool[np.lexsort((items[pool], -gains[pool]))]
        groups = self.groups[items[order]]
        rank = _rank_within(groups)
        must = rank < self.least[groups]
        rest = order[~must & (rank < self.greatest[groups])]
        taken = order[must]
        gaining = int(np.count_nonzero(gains[rest] > 0.0))
        room = self.capacity - taken.size
        return np.concatenate([taken, rest[: min(room, max(gaining, self.min_size - taken.size))]])

    def admits(self, items: Index) -> Bits:
        """Return True where the item's group may hold one."""
        return (self.greatest[self.groups[items]] > 0) & (self.capacity > 0)

    def bar(self, gains: F64, items: Index, chosen: Index) -> float:
        """Return the worst chosen gain when full, else the least positive number."""
        return _total_bar(gains, chosen, self.capacity)


def _rank_within(groups: Index) -> Index:
    """Return for each position how many earlier positions have the same group."""
    order = np.argsort(groups, kind="stable")
    in_order = groups[order]
    first = np.searchsorted(in_order, in_order, side="left")
    rank = np.empty(groups.size, dtype=np.intp)
    rank[order] = np.arange(groups.size) - first
    return rank
