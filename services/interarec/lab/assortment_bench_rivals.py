"""The other ways to solve the same instance, written from their papers, for the assortment benchmark.

Each takes a shop and returns the chosen items. They are fair copies: prepared arrays, vectorised NumPy, no checks.
Called by `assortment_bench`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interarec.lab.assortment_bench_shops import Shop

__all__ = ["RIVALS", "Rival", "installed", "revenue"]

Items = NDArray[np.intp]


def revenue(shop: Shop, items: Items) -> float:
    """Return R(S)."""
    weights = shop.weights[items]
    return float(shop.prices[items] @ weights) / (shop.v0 + float(weights.sum()))


def _sorted_top(gains: NDArray[np.floating], count: int) -> Items:
    return np.argsort(-gains)[:count]


def _partition_top(gains: NDArray[np.floating], count: int) -> Items:
    if count >= gains.size:
        return np.arange(gains.size)
    return np.argpartition(gains, gains.size - count)[gains.size - count :]


def _search(shop: Shop, epsilon: float, top: Callable[[NDArray[np.floating], int], Items]) -> Items:
    """Binary search on the revenue level with a scan per step, stopped at width `epsilon` (the authors' method)."""
    low, high = 0.0, float(shop.prices.max())
    items: Items = np.empty(0, dtype=np.intp)
    while high - low > epsilon:
        level = (low + high) / 2.0
        gains = shop.weights * (shop.prices - level)
        items = top(gains, shop.capacity)
        items = items[gains[items] > 0.0]
        if gains[items].sum() >= level * shop.v0:
            low = level
        else:
            high = level
    return items


def _newton_float32(shop: Shop) -> Items:
    """Newton on the level over all items in float32, as the textbook has it."""
    prices, weights = shop.prices.astype(np.float32), shop.weights.astype(np.float32)
    return _newton(shop, prices, weights)


def _newton(shop: Shop, prices: NDArray[np.float32], weights: NDArray[np.float32]) -> Items:
    level, best = 0.0, np.empty(0, dtype=np.intp)
    while True:
        gains = weights * (prices - np.float32(level))
        items = _partition_top(gains, shop.capacity)
        items = items[gains[items] > 0.0]
        reached = revenue(shop, items)
        if reached <= level:
            return best
        level, best = reached, items


def _adxopt(shop: Shop) -> Items:
    """Add, delete or exchange the best item while it helps (Jagabathula 2014), vectorised over the catalogue."""
    items: Items = np.empty(0, dtype=np.intp)
    worth = shop.prices * shop.weights
    while True:
        outside = np.ones(shop.size, dtype=np.bool_)
        outside[items] = False
        value, weight = float(worth[items].sum()), shop.v0 + float(shop.weights[items].sum())
        best, move = value / weight, None
        for drop in np.append(items, -1).tolist():  # -1: drop nothing
            base_value = value - (worth[drop] if drop >= 0 else 0.0)
            base_weight = weight - (shop.weights[drop] if drop >= 0 else 0.0)
            if drop >= 0 and base_value / base_weight > best:
                best, move = base_value / base_weight, (drop, -1)
            if drop < 0 and items.size == shop.capacity:
                continue
            reached = np.where(outside, (base_value + worth) / (base_weight + shop.weights), -np.inf)
            add = int(reached.argmax())
            if reached[add] > best * (1 + 1e-12):
                best, move = float(reached[add]), (drop, add)
        if move is None:
            return items
        items = items[items != move[0]]
        if move[1] >= 0:
            items = np.append(items, move[1])


def _linear_program(shop: Shop) -> Items:
    """The linear program of Davis, Gallego and Topaloglu (2013) in HiGHS, y_i <= y_0 as rows."""
    from scipy import optimize, sparse  # type: ignore[import-untyped]

    n, unit = shop.size, float(shop.weights.max())
    weights = shop.weights / unit
    below = sparse.hstack([sparse.identity(n, format="csr"), -np.ones((n, 1))])
    size = sparse.csr_matrix(np.append(np.ones(n), -float(shop.capacity))[None])
    solved = optimize.linprog(
        -np.append(shop.prices * weights, 0.0),
        A_ub=sparse.vstack([below, size], format="csr"),
        b_ub=np.zeros(n + 1),
        A_eq=np.append(weights, shop.v0 / unit)[None],
        b_eq=[1.0],
        method="highs",
    )
    shares = solved.x[:-1] / solved.x[-1]
    return np.flatnonzero(shares > 0.5)


def _choice_learn(shop: Shop) -> Items:
    """choice-learn's optimizer with its free solver."""
    from choice_learn.toolbox.assortment_optimizer import (  # type: ignore[import-not-found]
        MNLAssortmentOptimizer,
    )

    optimizer = MNLAssortmentOptimizer(  # it adds the outside option itself, with weight 1
        solver="or-tools",
        utilities=shop.weights / shop.v0,
        itemwise_values=shop.prices,
        assortment_size=shop.capacity,
        outside_option_given=False,
    )
    chosen, _ = optimizer.solve()
    return np.flatnonzero(np.asarray(chosen) > 0.0)


@dataclass(frozen=True)
class Rival:
    """A method, the largest n x C it is run on unasked, and the package it needs beyond NumPy."""

    name: str
    solve: Callable[[Shop], Items]
    largest: int
    needs: str = ""


RIVALS = (
    Rival("search eps=1, sort", lambda shop: _search(shop, 1.0, _sorted_top), 10**8),
    Rival("search eps=1, partition", lambda shop: _search(shop, 1.0, _partition_top), 10**8),
    Rival("search eps=1e-6, sort", lambda shop: _search(shop, 1e-6, _sorted_top), 10**8),
    Rival("search eps=1e-6, partition", lambda shop: _search(shop, 1e-6, _partition_top), 10**8),
    Rival("Newton float32", _newton_float32, 10**8),
    Rival("rank by p v", lambda shop: _partition_top(shop.prices * shop.weights, shop.capacity), 10**8),
    Rival("ADXOpt", _adxopt, 10**6),
    Rival("LP HiGHS", _linear_program, 5 * 10**5, "scipy"),
    Rival("choice-learn", _choice_learn, 10**5, "choice_learn"),
)


def installed(rival: Rival) -> bool:
    """Return whether what the rival needs is there."""
    return not rival.needs or importlib.util.find_spec(rival.needs) is not None
