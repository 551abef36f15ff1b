"""Solvers with one fault each, as they are met in practice: the suite must catch every one."""

from __future__ import annotations

from typing import Any

import numpy as np

from .brute import Instance, revenue_of


def _answer(instance: Instance, items: list[int]) -> dict[str, Any]:
    chosen = sorted(items)
    return {"status": "optimal", "items": chosen, "revenue": revenue_of(instance, tuple(chosen))}


def _arrays(instance: Instance) -> tuple[np.ndarray, np.ndarray, float, int]:
    prices = np.array(instance["prices"])
    return prices, np.array(instance["weights"]), instance["v0"], min(instance["capacity"], prices.size)


def rank_by_worth(instance: Instance) -> dict[str, Any]:
    """Takes the C largest p v."""
    prices, weights, _, capacity = _arrays(instance)
    return _answer(instance, np.argsort(-prices * weights, kind="stable")[:capacity].tolist())


def no_positivity_test(instance: Instance) -> dict[str, Any]:
    """Newton, but always fills the capacity."""
    prices, weights, _, capacity = _arrays(instance)
    level, items = 0.0, []
    for _ in range(50):
        items = np.argsort(-weights * (prices - level), kind="stable")[:capacity].tolist()
        level = revenue_of(instance, tuple(items))
    return _answer(instance, items)


def search_to_one(instance: Instance) -> dict[str, Any]:
    """Binary search on the level that stops at a width of 1 and returns the last set probed."""
    prices, weights, v0, capacity = _arrays(instance)
    low, high, items = 0.0, max(0.0, float(prices.max())), []
    while high - low > 1.0:
        level = (low + high) / 2.0
        gains = weights * (prices - level)
        items = [i for i in np.argsort(-gains, kind="stable")[:capacity].tolist() if gains[i] > 0.0]
        if gains[items].sum() >= level * v0:
            low = level
        else:
            high = level
    return _answer(instance, items)


def float32_level(instance: Instance) -> dict[str, Any]:
    """Newton with the level rounded up to float32 and no incumbent: it can step over the root."""
    prices, weights, _, capacity = _arrays(instance)
    level = 0.0
    while True:
        coarse = np.nextafter(np.float32(level), np.float32(np.inf)) if level else np.float32(0.0)
        gains = weights * (prices - float(coarse))
        items = [i for i in np.argsort(-gains, kind="stable")[:capacity].tolist() if gains[i] > 0.0]
        reached = revenue_of(instance, tuple(items))
        if reached <= level:
            return _answer(instance, items)
        level = reached


PLANTED = (rank_by_worth, no_positivity_test, search_to_one, float32_level)
