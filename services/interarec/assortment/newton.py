"""Newton's method on the revenue level (Dinkelbach 1967): exact, without a tolerance to choose.

F(l) = max over feasible S of sum v (p - l) + a0 - l b0 is convex, piecewise linear and falling, and F(l) >= 0 iff
some S reaches revenue l; its root is the optimal revenue. With S the best set at l, the next level is R(S): it
rises until the optimum, and the sums of weights of successive sets fall strictly, so there are finitely many
steps (2 to 5 as a rule). Called by `opening`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interarec.assortment.arrays import F64, Index
from interarec.assortment.shapes import Shape

__all__ = ["Base", "Step", "newton", "raised", "revenue"]

# A level carries this relative rounding; an item must beat it to count as gaining.
ROUNDING = 8 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Base:
    """What is on offer before a choice: `value` = sum p v of the must-includes, `weight` = v0 + their weights."""

    value: float
    weight: float


@dataclass(frozen=True)
class Step:
    """The end of a Newton run: positions of the best set, its level, and the gains of the pool at that level."""

    chosen: Index
    level: float
    gains: F64
    iterations: int


def raised(level: float) -> float:
    """Return the level moved up by its rounding: an item worth exactly the level then never counts as gaining.

    It costs at most 8 units in the last place of the revenue.
    """
    return level + ROUNDING * abs(level)


def revenue(values: F64, weights: F64, base: Base) -> float:
    """Return R = sum p v / (v0 + sum v); 0 when nobody chooses anything (all weights 0)."""
    total = base.weight + float(np.add.reduce(weights))
    return (base.value + float(values.dot(weights))) / total if total > 0.0 else 0.0


def newton(
    values: F64, weights: F64, items: Index, shape: Shape, base: Base, level: float, *, reached: bool = False
) -> Step:
    """Return the best set of the pool `values`, `weights`, `items` (k,), starting from any `level`.

    A level above the optimum falls to the revenue of a feasible set in the first step; from there it only rises.
    `reached` says that a set of the pool is known to have this level, which spares that step.
    """
    best: Index | None = None
    iterations = 0
    while True:
        iterations += 1
        gains = weights * (values - raised(level))
        chosen = shape.choose(gains, items)
        yielded = revenue(values[chosen], weights[chosen], base)
        if reached and yielded <= level:
            # At the root the set chosen there is the one without neutral items and with ties broken by index.
            same = best is None or yielded >= level - ROUNDING * abs(level)
            return Step(chosen if same or best is None else best, level, gains, iterations)
        best, level, reached = chosen, yielded, True
