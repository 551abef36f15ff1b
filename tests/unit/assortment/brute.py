"""The reference the solver is held against: every subset of a small instance, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np

Instance = Mapping[str, Any]


def revenue_of(instance: Instance, items: tuple[int, ...]) -> float:
    """R(S) as it is written in the paper; 0 when nobody can choose anything."""
    weight = instance["v0"] + sum(instance["weights"][i] for i in items)
    worth = sum(instance["prices"][i] * instance["weights"][i] for i in items)
    return worth / weight if weight > 0 else 0.0


def is_feasible(instance: Instance, items: tuple[int, ...]) -> bool:
    """Every constraint of an instance, read literally."""
    chosen = set(items)
    capacity = instance.get("capacity")
    if capacity is not None and len(items) > capacity:
        return False
    if len(items) < (instance.get("min_size") or 0):
        return False
    low, high = instance.get("price_range") or (None, None)
    for i in items:
        price = instance["prices"][i]
        if (low is not None and price < low) or (high is not None and price > high):
            return False
    if not set(instance.get("include") or ()) <= chosen or set(instance.get("exclude") or ()) & chosen:
        return False
    return all(_within(group, items) for group in instance.get("groups") or ())


def _within(group: Mapping[str, Any], items: tuple[int, ...]) -> bool:
    of, least, greatest = group["of"], group.get("min"), group.get("max")
    labels = {str(label) for label in of if label is not None}
    for label in labels | ({str(key) for key in least} if isinstance(least, dict) else set()):
        count = sum(1 for i in items if of[i] is not None and str(of[i]) == label)
        low = {str(k): x for k, x in least.items()}.get(label, 0) if isinstance(least, dict) else (least or 0)
        high = greatest
        if isinstance(greatest, dict):
            high = {str(k): x for k, x in greatest.items()}.get(label)
        if count < low or (high is not None and count > high):
            return False
    return True


def feasible_sets(instance: Instance) -> Iterator[tuple[int, ...]]:
    """Every feasible set, small ones first."""
    if instance.get("feasible_sets") is not None:
        yield from (tuple(sorted(set(items))) for items in instance["feasible_sets"])
        return
    n = len(instance["prices"])
    for size in range(n + 1):
        yield from (items for items in combinations(range(n), size) if is_feasible(instance, items))


def best_revenue(instance: Instance) -> float | None:
    """The optimal revenue, or None when nothing is feasible."""
    return max((revenue_of(instance, items) for items in feasible_sets(instance)), default=None)


def fault(instance: Instance, answer: Mapping[str, Any], tolerance: float = 1e-9) -> str | None:
    """What is wrong with an answer, or None: the checker that planted faults must not get past."""
    best = best_revenue(instance)
    if best is None:
        return None if answer["status"] == "infeasible" else f"infeasible, but {answer['status']}"
    if answer["status"] != "optimal":
        return f"feasible with {best}, but {answer['status']}: {answer.get('reason')}"
    items = tuple(answer["items"])
    allowed = instance.get("feasible_sets")
    listed = allowed is None or set(items) in [set(one) for one in allowed]
    if not listed or (allowed is None and not is_feasible(instance, items)):
        return f"{items} is not feasible"
    reached = revenue_of(instance, items)
    scale = max(1e-300, abs(best), max(map(abs, instance["prices"]), default=0.0) * 1e-6)
    if best - reached > tolerance * scale:
        return f"{items} reaches {reached}, the best is {best}"
    if abs(answer["revenue"] - reached) > 1e-9 * scale:
        return f"says revenue {answer['revenue']}, has {reached}"
    return None


FAMILIES = (
    "lognormal",
    "paper",
    "uniform",
    "ties",
    "cents",
    "duplicates",
    "negative",
    "zero_weights",
    "tiny_v0",
    "huge_v0",
    "zero_v0",
    "spread",
)

SHAPES = ("free", "capacity", "min_size", "quota", "quota_min", "crossing", "crossing_min", "filters", "sets")


def family(name: str, rng: np.random.Generator, n: int) -> dict[str, Any]:
    """Prices, weights and v0 of one of the families of the literature and of the traps."""
    prices = np.exp(rng.normal(np.log(30.0), 0.8, n))
    weights = np.exp(rng.normal(0.0, 1.0, n)) * (prices / 30.0) ** -0.8
    v0 = 0.67 * np.sort(weights)[-4:].sum()
    if name == "paper":
        prices = rng.uniform(0.0, 1000.0, n)
        weights = np.exp(-4.61 - 0.00461 * prices + rng.normal(0.0, 0.1, n))
        v0 = 3.0 / 7.0 * weights.sum()
    elif name == "uniform":
        prices, weights, v0 = rng.uniform(1.0, 10.0, n), rng.uniform(0.0, 1.0, n), 1.0
    elif name == "ties":
        prices = rng.integers(1, 4, n).astype(float)
        weights = rng.integers(1, 3, n).astype(float)
        v0 = float(rng.integers(1, 4))
    elif name == "cents":
        prices = rng.integers(1, 2_000_000_00, n).astype(float)
    elif name == "duplicates":
        twins = rng.integers(0, max(1, n // 3), n)
        prices, weights = prices[twins], weights[twins]
    elif name == "negative":
        prices = rng.normal(0.0, 10.0, n)
    elif name == "zero_weights":
        weights = weights * (rng.random(n) < 0.5)
        v0 = float(weights.sum() * rng.choice([0.0, 0.5]))
    elif name in ("tiny_v0", "huge_v0", "zero_v0"):
        v0 = {"tiny_v0": 1e-9, "huge_v0": 1e9, "zero_v0": 0.0}[name]
    elif name == "spread":
        weights = np.exp(rng.uniform(-18.0, 18.0, n))
    return {"prices": prices.tolist(), "weights": weights.tolist(), "v0": float(v0)}


def constrained(shape: str, rng: np.random.Generator, base: dict[str, Any]) -> dict[str, Any]:
    """An instance of one shape over the items of `base`, feasible or not."""
    n = len(base["prices"])
    instance = dict(base)
    if shape == "free":
        return instance
    if shape == "sets":
        sets = [np.flatnonzero(rng.random(n) < 0.4).tolist() for _ in range(int(rng.integers(1, 12)))]
        return instance | {"feasible_sets": sets}
    instance["capacity"] = int(rng.integers(0, n + 1))
    if shape in ("min_size", "quota_min", "crossing_min") and rng.random() < 0.6:
        instance["min_size"] = int(rng.integers(0, min(n, 4) + 1))
    if shape.startswith(("quota", "crossing")):
        partitions = 2 if shape.startswith("crossing") else 1
        instance["groups"] = [_group(rng, n, shape.endswith("_min")) for _ in range(partitions)]
    if shape == "filters" or rng.random() < 0.4:
        picked = rng.permutation(n)[: int(rng.integers(0, 4))].tolist()
        cut = int(rng.integers(0, len(picked) + 1))
        instance["include"], instance["exclude"] = picked[:cut], picked[cut:]
        if rng.random() < 0.5:
            low, high = np.sort(rng.choice(instance["prices"], 2)).tolist()
            instance["price_range"] = [low, high]
    return instance


def _group(rng: np.random.Generator, n: int, minima: bool) -> dict[str, Any]:
    labels: list[Any] = rng.integers(0, 3, n).tolist()
    labels = [None if rng.random() < 0.1 else label for label in labels]
    group: dict[str, Any] = {"of": labels}
    group["max"] = (
        {str(k): int(rng.integers(0, 4)) for k in range(3)} if rng.random() < 0.7 else int(rng.integers(1, 3))
    )
    if minima:
        group["min"] = {k: int(rng.integers(0, 2)) for k in range(3)}
    return group
