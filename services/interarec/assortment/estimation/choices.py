"""Observed choices as flat arrays: which items were offered, which one was taken, how often.

All offered items stand one after the other in `members`; set t is `members[starts[t]:starts[t + 1]]`. Built from
logs by `records`, from plain lists by tests and library users; read by the estimators.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interarec.assortment.arrays import F64, Index, totals, vector
from interarec.domain.errors import InvalidInput

__all__ = ["NOTHING", "ChoiceSets"]

# `chosen` of a visit that ended without a choice.
NOTHING = -1


@dataclass(frozen=True, eq=False)
class ChoiceSets:
    """m choices over n items.

    members : (rows,) offered items, set after set; an item stands at most once in a set.
    starts : (m + 1,) first row of each set.
    chosen : (m,) row of the item taken, or NOTHING.
    counts : (m,) how often this choice was seen, or its weight (1 / propensity).
    size : n.
    positions : (rows,) place on the slate from 0, or None when places do not matter.
    """

    members: Index
    starts: Index
    chosen: Index
    counts: F64
    size: int
    positions: Index | None = None

    @classmethod
    def from_lists(
        cls,
        offered: Sequence[Sequence[int]],
        taken: Sequence[int | None],
        size: int,
        *,
        counts: Sequence[float] | None = None,
        ranked: bool = False,
    ) -> ChoiceSets:
        """Build from one list of items and one taken item (None: nothing) per visit; `ranked` keeps the places.

        Raises InvalidInput, naming the row, for a repeated or unknown item and for one taken but not offered.
        """
        if len(offered) != len(taken):
            raise InvalidInput(f"{len(offered)} sets but {len(taken)} choices", field="taken")
        sizes = np.array([len(items) for items in offered], dtype=np.intp)
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)
        members = np.array([item for items in offered for item in items], dtype=np.intp)
        chosen = np.full(len(taken), NOTHING, dtype=np.intp)
        for row, (items, item) in enumerate(zip(offered, taken, strict=True)):
            if item is None:
                continue
            if item not in items:
                raise InvalidInput(f"row {row}: item {item} was taken but not offered", field="taken")
            chosen[row] = starts[row] + list(items).index(item)
        places = np.arange(members.size) - np.repeat(starts[:-1], sizes) if ranked else None
        weights = np.ones(sizes.size) if counts is None else vector(counts, "counts", size=sizes.size, minimum=0.0)
        return cls(members, starts, chosen, weights, size, places).checked()

    def checked(self) -> ChoiceSets:
        """Return self; raises InvalidInput when members are out of range or repeated within a set."""
        if self.members.size and (self.members.min() < 0 or self.members.max() >= self.size):
            raise InvalidInput(f"offered items must lie in 0..{self.size - 1}", field="offered")
        keys = np.sort(self.set_of_row * self.size + self.members)
        repeated = np.flatnonzero(keys[1:] == keys[:-1])
        if repeated.size:
            raise InvalidInput(f"row {keys[repeated[0]] // self.size}: an item is offered twice", field="offered")
        return self

    def __len__(self) -> int:
        return self.chosen.size

    @property
    def sizes(self) -> Index:
        """How many items each set offers (m,)."""
        return self.starts[1:] - self.starts[:-1]

    @property
    def set_of_row(self) -> Index:
        """The set each row belongs to (rows,)."""
        rows: Index = np.repeat(np.arange(len(self)), self.sizes)
        return rows

    @property
    def taken_rows(self) -> Index:
        """Rows that were chosen, over all choices that were made."""
        rows: Index = self.chosen[self.chosen != NOTHING]
        return rows

    @property
    def taken_counts(self) -> F64:
        """Counts aligned with `taken_rows`."""
        counts: F64 = self.counts[self.chosen != NOTHING]
        return counts

    @property
    def purchases(self) -> F64:
        """How often each item was taken (n,)."""
        return totals(self.members[self.taken_rows], self.taken_counts, self.size)

    @property
    def exposures(self) -> F64:
        """How often each item was offered (n,)."""
        return totals(self.members, self.counts[self.set_of_row], self.size)

    @property
    def no_purchases(self) -> float:
        """How often nothing was taken."""
        return float(self.counts[self.chosen == NOTHING].sum())

    def sums(self, per_row: F64) -> F64:
        """Return (m,) the sum of `per_row` (rows,) over each set; 0 for an empty set."""
        sums = np.zeros(len(self))
        occupied = np.flatnonzero(self.sizes)
        if occupied.size:
            sums[occupied] = np.add.reduceat(per_row, self.starts[occupied])
        return sums

    def subset(self, keep: Index) -> ChoiceSets:
        """Return the choices `keep` (positions of sets), in that order."""
        sizes = self.sizes[keep]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)
        rows = np.repeat(self.starts[keep] - starts[:-1], sizes) + np.arange(int(sizes.sum()))
        chosen = self.chosen[keep]
        chosen = np.where(chosen == NOTHING, NOTHING, chosen - self.starts[keep] + starts[:-1])
        positions = None if self.positions is None else self.positions[rows]
        return ChoiceSets(self.members[rows], starts, chosen, self.counts[keep], self.size, positions)
