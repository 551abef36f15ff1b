"""The inner problem under two crossing partitions (brand limits and category limits and a total): a flow.

Each item is a unit edge from its brand to its category. Sets of k items within both limits are integral flows of
size k (the constraint matrix is totally unimodular, Davis, Gallego and Topaloglu 2013), and successive longest
augmenting paths give the best flow for k = 1, 2, …; the gain per step falls, so the first step without gain ends it.
A step that helps to meet a minimum outranks any gain. Inside one cell (brand, category) the best items come first,
so a flow is one number per cell. Called by `problem` through the Shape protocol.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from interarec.assortment.arrays import F64, Bits, Index
from interarec.assortment.limits import Partition
from interarec.assortment.shapes import POSITIVE

__all__ = ["Crossing"]

_NOWHERE = -np.inf


@dataclass(frozen=True, eq=False)
class Crossing:
    """Limits of two partitions and a total over items still free to choose."""

    rows: Partition
    columns: Partition
    capacity: int
    min_size: int = 0
    method: str = "flow"
    cells: Index = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", self.rows.groups * self.columns.least.size + self.columns.groups)

    @property
    def forced(self) -> bool:
        return self.min_size > 0 or bool(self.rows.least.any()) or bool(self.columns.least.any())

    def choose(self, gains: F64, items: Index) -> Index:
        """Return the positions of the best set; where minima cannot all be met, a set that meets the most."""
        pool = np.arange(gains.size) if self.forced else np.flatnonzero(gains > 0.0)
        if not self.forced and pool.size <= self.capacity:
            rows = np.bincount(self.rows.groups[items[pool]], minlength=self.rows.least.size)
            columns = np.bincount(self.columns.groups[items[pool]], minlength=self.columns.least.size)
            if (rows <= self.rows.greatest).all() and (columns <= self.columns.greatest).all():
                return pool
        order = pool[np.lexsort((items[pool], -gains[pool], self.cells[items[pool]]))]
        return order[_Flow(self, gains[order], self.cells[items[order]]).run()]

    def admits(self, items: Index) -> Bits:
        """Return True where both groups of the item may hold one."""
        rows = self.rows.greatest[self.rows.groups[items]] > 0
        columns = self.columns.greatest[self.columns.groups[items]] > 0
        return rows & columns & (self.capacity > 0)

    def bar(self, gains: F64, items: Index, chosen: Index) -> F64:
        """Return per item (n,) the gain to reach, from potentials of the flow (see `_Flow.potentials`)."""
        order = np.lexsort((items, -gains, self.cells[items]))
        flow = _Flow(self, gains[order], self.cells[items[order]])
        flow.hold(np.bincount(self.cells[items[chosen]], minlength=flow.held.size))
        row, column = flow.potentials(float(gains[chosen].min()) if chosen.size else 0.0)
        bars = np.maximum(POSITIVE, column[None, :] - row[:, None] - 2 * flow.noise)
        bars[self.rows.greatest == 0, :] = np.inf
        bars[:, self.columns.greatest == 0] = np.inf
        return np.asarray(bars.ravel()[self.cells])


@dataclass(frozen=True)
class _Path:
    """An augmenting path: minima it helps to meet, its gain, its moves (row, column, +1 add or -1 drop)."""

    met: int
    gain: float
    moves: list[tuple[int, int, int]]

    @property
    def rank(self) -> tuple[int, float]:
        return self.met, self.gain


class _Flow:
    """Augmenting paths over rows and columns; `gains` (k,) sorted by cell, inside a cell by falling gain."""

    def __init__(self, limits: Crossing, gains: F64, cells: Index) -> None:
        self.limits = limits
        self.rows, self.columns = limits.rows.least.size, limits.columns.least.size
        grid = np.arange(self.rows * self.columns)
        self.start = np.searchsorted(cells, grid).reshape(self.rows, self.columns)
        self.end = np.searchsorted(cells, grid, side="right").reshape(self.rows, self.columns)
        self.gains = gains
        self.held = np.zeros((self.rows, self.columns), dtype=np.intp)
        # A detour must gain more than its rounding, or paths could turn in circles.
        largest = float(np.abs(gains).max(initial=0.0))
        self.noise = 4 * (self.rows + self.columns) * float(np.finfo(np.float64).eps) * largest
        # Gain of the next item of a cell, and loss of its last chosen one.
        padded = np.append(gains, _NOWHERE)
        self.add = np.where(self.start < self.end, padded[self.start], _NOWHERE)
        self.drop = np.full((self.rows, self.columns), _NOWHERE)

    def run(self) -> Index:
        """Return the positions (in `gains`) of the best flow."""
        size = 0
        while size < self.limits.capacity:
            path = self._best_path()
            if path is None or (path.met == 0 and path.gain <= 0.0 and size >= self.limits.min_size):
                break
            for row, column, step in path.moves:
                self._move(row, column, step)
            size += 1
        taken = [
            np.arange(self.start[row, column], self.start[row, column] + self.held[row, column])
            for row, column in zip(*np.nonzero(self.held), strict=True)
        ]
        return np.concatenate(taken) if taken else np.empty(0, dtype=np.intp)

    def hold(self, held: Index) -> None:
        """Start from a flow with `held` (cells,) best items in each cell."""
        self.held = held.reshape(self.rows, self.columns)
        padded = np.append(self.gains, _NOWHERE)
        following = self.start + self.held
        self.add = np.where(following < self.end, padded[following], _NOWHERE)
        self.drop = np.where(self.held > 0, -padded[following - 1], _NOWHERE)

    def potentials(self, least: float) -> tuple[F64, F64]:
        """Return potentials of rows and columns under which no step of the flow gains (linear programming duality).

        An item outside the pool whose gain is at most column - row adds no gaining circuit, so the flow stays
        optimal with it. `least` is the worst chosen gain: with the total full, an item must beat it to come in.
        """
        size = int(self.held.sum())
        in_row, in_column = self.held.sum(axis=1), self.held.sum(axis=0)
        free_row, free_column = in_row < self.limits.rows.greatest, in_column < self.limits.columns.greatest
        full = size == self.limits.capacity
        source, sink = 0.0, least if full else 0.0
        row, column = np.zeros(self.rows), np.full(self.columns, sink)
        for _ in range(2 * (self.rows + self.columns) + 4):
            before = (row, column, source, sink)
            column = np.maximum(column, (row[:, None] + self.add).max(axis=0))
            column = np.where(in_column > 0, np.maximum(column, sink), column)
            row = np.maximum(row, (column[None, :] + self.drop).max(axis=1))
            row = np.where(free_row, np.maximum(row, source), row)
            sink = max(sink, float(column[free_column].max(initial=sink)), source if size else sink)
            source = max(source, float(row[in_row > 0].max(initial=source)), source if full else sink)
            still = source - before[2] + sink - before[3] <= self.noise
            if still and (row - before[0] <= self.noise).all() and (column - before[1] <= self.noise).all():
                break
        return row, column

    def _move(self, row: int, column: int, step: int) -> None:
        self.held[row, column] += step
        held = int(self.held[row, column])
        following = int(self.start[row, column]) + held
        self.add[row, column] = self.gains[following] if following < self.end[row, column] else _NOWHERE
        self.drop[row, column] = -self.gains[following - 1] if held else _NOWHERE

    def _best_path(self) -> _Path | None:
        """Return the path that meets most minima and, of these, gains most; None when nothing more fits."""
        rows, columns = self.limits.rows, self.limits.columns
        in_row, in_column = self.held.sum(axis=1), self.held.sum(axis=0)
        open_row, open_column = in_row < rows.greatest, in_column < columns.greatest
        short_row, short_column = in_row < rows.least, in_column < columns.least
        found = [self._longest_path(open_row, open_column, 0)]
        if short_column.any():
            found.append(self._longest_path(open_row, open_column & short_column, 1))
        if short_row.any():
            found.append(self._longest_path(open_row & short_row, open_column, 1))
            found.append(self._longest_path(open_row & short_row, open_column & short_column, 2))
        return max((path for path in found if path is not None), key=lambda path: path.rank, default=None)

    def _longest_path(self, sources: Bits, sinks: Bits, met: int) -> _Path | None:
        """Return the augmenting path of most gain from a row of `sources` to a column of `sinks` (Bellman-Ford)."""
        reach_row = np.where(sources, 0.0, _NOWHERE)
        reach_column = np.full(self.columns, _NOWHERE)
        from_column = np.full(self.rows, -1)  # -1: the path starts here
        from_row = np.full(self.columns, -1)
        while True:
            # Only a true gain moves a pointer: on a tie a detour and its way back would point at each other.
            through = reach_row[:, None] + self.add
            row = through.argmax(axis=0)
            ahead = through[row, np.arange(self.columns)]
            farther = ahead > reach_column + self.noise
            reach_column = np.where(farther, ahead, reach_column)
            from_row = np.where(farther, row, from_row)
            back = reach_column[None, :] + self.drop
            column = back.argmax(axis=1)
            behind = back[np.arange(self.rows), column]
            improved = behind > reach_row + self.noise
            if not improved.any():
                break
            reach_row = np.where(improved, behind, reach_row)
            from_column = np.where(improved, column, from_column)
        worth = np.where(sinks, reach_column, _NOWHERE)
        last = int(worth.argmax())
        if worth[last] == _NOWHERE:
            return None
        return _Path(met, float(worth[last]), self._trace(last, from_row, from_column))

    def _trace(self, column: int, from_row: Index, from_column: Index) -> list[tuple[int, int, int]]:
        path: list[tuple[int, int, int]] = []
        while True:
            row = int(from_row[column])
            path.append((row, column, 1))
            previous = int(from_column[row])
            if previous < 0:
                return path
            path.append((row, previous, -1))
            column = previous
