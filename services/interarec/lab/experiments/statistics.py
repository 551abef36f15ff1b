"""What can be said from figures of the same sessions under two arms. Pure NumPy; called by every figure.

Values are arrays (seeds, sessions): one figure a session and trained seed. Seeds are averaged a session first, then
sessions (or users) are resampled together, since both arms saw the same ones (Efron and Tibshirani 1993, chapter 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Difference", "Interval", "adjust", "holm", "mean_interval", "paired_difference", "seed_spread", "slope"]

F64 = NDArray[np.float64]
_SIZE, _POWER = 1.959964, 0.841621
"""Normal quantiles of a two-sided 5 % test and of 80 % power."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its 95 % bootstrap interval (percentiles)."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean of b - a with its interval, its two-sided bootstrap p, and the least difference a study of this size finds.

    `detectable`: what a two-sided 5 % test would find four times in five, 2.80 standard errors.
    """

    interval: Interval
    p: float
    detectable: float


def mean_interval(values: F64, *, draws: int, seed: int = 0, groups: NDArray[np.int64] | None = None) -> Interval:
    """Of values (seeds, sessions); `groups` (sessions,) names what is resampled together (users)."""
    each = _by_group(np.atleast_2d(values).mean(0), groups)
    means = _resampled(each, draws, seed)
    low, high = np.quantile(means, (0.025, 0.975))
    return Interval(float(_mean(each)), float(low), float(high))


def paired_difference(
    before: F64, after: F64, *, draws: int, seed: int = 0, groups: NDArray[np.int64] | None = None
) -> Difference:
    """After minus before, both (seeds, sessions) of the same sessions. p is never below 1 / (draws + 1)."""
    each = _by_group(np.atleast_2d(after).mean(0) - np.atleast_2d(before).mean(0), groups)
    means = _resampled(each, draws, seed)
    low, high = np.quantile(means, (0.025, 0.975))
    tail = min(int((means <= 0).sum()), int((means >= 0).sum()))
    p = min(1.0, 2 * (tail + 1) / (draws + 1))
    error = float(means.std())
    return Difference(Interval(float(_mean(each)), float(low), float(high)), p, (_SIZE + _POWER) * error)


def seed_spread(values: F64) -> float:
    """Standard deviation over seeds of the mean over sessions; 0 for one seed."""
    means = np.atleast_2d(values).mean(1)
    return float(means.std(ddof=1)) if len(means) > 1 else 0.0


def holm(ps: Sequence[float]) -> list[float]:
    """Adjusted p values in the order given (Holm 1979): step down, never smaller than an earlier one."""
    order = np.argsort(ps, kind="stable")
    adjusted = np.empty(len(ps))
    largest = 0.0
    for place, number in enumerate(order):
        largest = max(largest, min(1.0, (len(ps) - place) * ps[number]))
        adjusted[number] = largest
    return [float(one) for one in adjusted]


def adjust(rows: Iterable[dict[str, Any]], *family: str) -> None:
    """Write `p_holm` into rows that have a p: Holm within each family, rows that are equal in the columns `family`."""
    families: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        if row["p"] is not None:
            families.setdefault(tuple(row[column] for column in family), []).append(row)
    for members in families.values():
        for row, adjusted in zip(members, holm([row["p"] for row in members]), strict=True):
            row["p_holm"] = adjusted


def slope(x: Sequence[float], y: Sequence[float]) -> float:
    """Least-squares slope of y over x; 0 when all x are equal."""
    across = np.asarray(x, np.float64) - np.mean(x)
    spread = float(across @ across)
    return float(across @ np.asarray(y, np.float64)) / spread if spread else 0.0


def _by_group(values: F64, groups: NDArray[np.int64] | None) -> F64:
    """(groups, 2) sums and sizes."""
    if groups is None:
        return np.stack((values, np.ones_like(values)), axis=1)
    _, owner = np.unique(groups, return_inverse=True)
    return np.stack((np.bincount(owner, values), np.bincount(owner).astype(np.float64)), axis=1)


def _mean(sums: F64) -> float:
    return float(sums[:, 0].sum() / sums[:, 1].sum())


def _resampled(sums: F64, draws: int, seed: int) -> F64:
    """(draws,) means of as many groups drawn with replacement."""
    drawn = _times_drawn(len(sums), draws, seed) @ sums  # (draws, 2)
    found: F64 = drawn[:, 0] / drawn[:, 1]
    return found


@lru_cache(maxsize=2)
def _times_drawn(groups: int, draws: int, seed: int) -> F64:
    """(draws, groups): how often each group is in each draw. The same for all figures of a set, so made once."""
    generator = np.random.default_rng(seed)
    counts = np.empty((draws, groups))
    for draw in range(draws):
        counts[draw] = np.bincount(generator.integers(groups, size=groups), minlength=groups)
    return counts
