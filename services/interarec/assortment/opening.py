"""Solving on a growing pool: only items (or blocks of them) that could still enter the best set are ever looked at.

A source holds all candidates and opens some. Newton runs on the open ones and gives a level and a bar; every closed
candidate whose bound at that level is below the bar cannot enter (see `shapes`), so when none is left above it the
set is optimal over all. Gains only fall as the level rises, hence two or three rounds. Called by `solver`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from interarec.assortment.arrays import F64, Bits, Index
from interarec.assortment.blocks import BlockIndex
from interarec.assortment.newton import Base, newton, raised
from interarec.assortment.shapes import Shape

__all__ = ["Blocks", "Dense", "Optimum", "Pool", "Source", "Tilt", "open_and_solve"]

# Up to this many candidates are opened at once: a vector operation costs about the same.
SMALL = 2000


@dataclass(frozen=True)
class Pool:
    """The open candidates: values, weights and item indices, all (k,)."""

    values: F64
    weights: F64
    items: Index


class Source(Protocol):
    """All candidates of one request, some of them open."""

    opened: int

    def pool(self, level: float) -> Pool:
        """Open the first candidates, judged at `level`."""
        ...

    def widen(self, level: float, bar: float | F64) -> Pool | None:
        """Open every closed candidate whose bound at `level` reaches `bar`; None when there is none."""
        ...


@dataclass(frozen=True)
class Optimum:
    """The best set over all candidates: item indices, their weights, level and Newton steps in all rounds."""

    items: Index
    weights: F64
    level: float
    iterations: int


def open_and_solve(source: Source, shape: Shape, base: Base, level: float) -> Optimum:
    """Return the exact optimum over all candidates of `source`, from any starting `level`."""
    pool: Pool | None = source.pool(level)
    iterations = 0
    while True:
        assert pool is not None
        known = iterations > 0
        step = newton(pool.values, pool.weights, pool.items, shape, base, level, reached=known)
        iterations += step.iterations
        level = step.level
        bar = shape.bar(step.gains, pool.items, step.chosen)
        wider = source.widen(raised(level), bar)
        if wider is None:
            return Optimum(pool.items[step.chosen], pool.weights[step.chosen], level, iterations)
        pool = wider


class Dense:
    """Candidates as plain vectors; a full pass finds the closed ones above the bar.

    `items` None stands for all of `values` and `weights`, which are then (n,); otherwise the vectors are (k,),
    aligned with `items`. `whole` opens everything at once, as minima need.
    """

    def __init__(self, values: F64, weights: F64, items: Index | None, *, whole: bool) -> None:
        self._values = values
        self._weights = weights
        self._items = items
        self._whole = whole or values.size <= SMALL
        self._positions: Index = np.empty(0, dtype=np.intp)
        self._cut: float | None = None
        self.opened = 0

    def pool(self, level: float) -> Pool:
        """Open all, or every so-many-th candidate."""
        if self._whole:
            items = self._items if self._items is not None else np.arange(self._values.size)
            self.opened = items.size
            return Pool(self._values, self._weights, items)
        return self._take(np.arange(0, self._values.size, self._values.size // SMALL))

    def widen(self, level: float, bar: float | F64) -> Pool | None:
        """Replace the pool by all candidates whose gain at `level` reaches `bar`, with those open before."""
        if self._whole:
            return None
        if isinstance(bar, float) and self._cut is not None and bar >= self._cut:
            return None  # what the last pass left out was below a lower bar, at a lower level
        needed = bar if isinstance(bar, float) or self._items is None else bar[self._items]
        reach = np.flatnonzero(self._weights * (self._values - level) >= needed)
        fresh = np.setdiff1d(reach, self._positions, assume_unique=True)
        if fresh.size == 0:
            return None
        self._cut = bar if isinstance(bar, float) else None
        return self._take(np.union1d(self._positions, fresh))

    def _take(self, positions: Index) -> Pool:
        self._positions = positions
        self.opened = positions.size
        items = positions if self._items is None else self._items[positions]
        return Pool(self._values[positions], self._weights[positions], items)


class Tilt(Protocol):
    """A personal factor on the catalogue's weights, known only where asked for."""

    @property
    def limit(self) -> float:
        """A number no item's factor exceeds."""
        ...

    def factors(self, items: Index) -> F64:
        """Return the factor of each of `items` (k,)."""
        ...


class Blocks:
    """Candidates behind the block index; a block opens as a whole.

    `allowed` (n,) filters the items of an opened block; `tilt` multiplies their weights.
    """

    def __init__(self, index: BlockIndex, allowed: Bits | None, tilt: Tilt | None, capacity: int) -> None:
        self._index = index
        self._allowed = allowed
        self._tilt = tilt
        self._limit = 1.0 if tilt is None else tilt.limit
        self._first = min(max(16, capacity // 2), index.pmax.size)
        self._closed = np.ones(index.pmax.size, dtype=np.bool_)
        self._pool = Pool(np.empty(0), np.empty(0), np.empty(0, dtype=np.intp))
        self.opened = 0

    def pool(self, level: float) -> Pool:
        """Open the few blocks of largest bound."""
        bounds = self._bounds(level)
        split = bounds.size - self._first
        return self._open(np.argpartition(bounds, split)[split:])

    def widen(self, level: float, bar: float | F64) -> Pool | None:
        """Open the closed blocks whose bound reaches the bar."""
        fresh = ((self._bounds(level) >= bar) & self._closed).nonzero()[0]
        return self._open(fresh) if fresh.size else None

    def _bounds(self, level: float) -> F64:
        index = self._index
        if self._limit == 1.0:
            return index.vmax * (index.pmax - level)
        # The factor of an item is rounded otherwise than the limit: a hair of room keeps the bound a bound.
        return (self._limit * (1.0 + 1e-12)) * index.vmax * (index.pmax - level)

    def _open(self, blocks: Index) -> Pool:
        index = self._index
        self._closed[blocks] = False
        self.opened += blocks.size
        items = index.order[blocks].ravel()
        values = index.prices[blocks].ravel()
        weights = index.weights[blocks].ravel()
        kept = self._kept(items)
        if kept is not None:
            items, values, weights = items[kept], values[kept], weights[kept]
        if self._tilt is not None:
            weights = weights * self._tilt.factors(items)
        if self._pool.items.size:
            values = np.concatenate([self._pool.values, values])
            weights = np.concatenate([self._pool.weights, weights])
            items = np.concatenate([self._pool.items, items])
        self._pool = Pool(values, weights, items)
        return self._pool

    def _kept(self, items: Index) -> Bits | Index | None:
        if self._allowed is None and self._tilt is None:
            return None  # padding has weight 0 and is never chosen
        real = np.flatnonzero(items < self._index.size)
        return real if self._allowed is None else real[self._allowed[items[real]]]
