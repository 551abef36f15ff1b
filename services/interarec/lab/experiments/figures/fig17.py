"""Figure 17: simulated shoppers, whose true choice model is known: regret of each policy to the oracle.

A shopper's true weights are v_i exp(τ t_i): t is the shopper's taste, of which the policies that read screens see a
noisy view (correlation 0.7). Worlds: MNL as assumed; a mixture of two segments with different price sensitivity that no
policy knows of; a true v0 three times, and a third of, the assumed one. Revenue is exact, not sampled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interarec import assortment
from interarec.lab.experiments.figure import Figure, Panel, Series
from interarec.lab.experiments.statistics import mean_interval
from interarec.lab.experiments.study import Study

__all__ = ["World", "fig17", "regrets"]

F64 = NDArray[np.float64]
_ITEMS, _CAPACITY = 200, 10
_TAU, _SEEN = 1.5, 0.7
_SEED = 17
POLICIES = ("assortment", "unified", "personal top-C", "popularity", "p·v", "random")


@dataclass(frozen=True, slots=True)
class World:
    """`v0_factor`: true over assumed no-purchase weight; `segments`: price sensitivities, equally likely, unknown."""

    name: str
    v0_factor: float = 1.0
    segments: tuple[float, ...] = (0.0,)


WORLDS = (
    World("MNL as assumed"),
    World("mixture of two segments", segments=(-0.04, 0.02)),
    World("true v0 three times as large", v0_factor=3.0),
    World("true v0 a third", v0_factor=1 / 3),
)


def fig17(studies: Sequence[Study]) -> Figure:
    """One world after the other; the sets' own data are not used."""
    scale = studies[0].scale
    rows: list[dict[str, Any]] = []
    for world in WORLDS:
        found = regrets(world, scale.shoppers)
        for policy in POLICIES:
            own = mean_interval(found[policy], draws=scale.draws)
            rows.append(
                {
                    "world": world.name,
                    "policy": policy,
                    "regret": own.mean,
                    "low": own.low,
                    "high": own.high,
                    "shoppers": scale.shoppers,
                }
            )
    best = {world.name: min((row for row in rows if row["world"] == world.name), key=_regret) for world in WORLDS}
    told = "; ".join(f"{name}: {row['policy']} ({100 * row['regret']:.1f} %)" for name, row in best.items())
    return Figure(
        "fig17",
        "Simulated shoppers: regret to the oracle",
        rows,
        f"Least regret by world: {told}.",
        [_panel(rows)],
        [f"{_ITEMS} items, C = {_CAPACITY}, taste strength {_TAU}, correlation of the view with the taste {_SEEN}"],
    )


def regrets(world: World, shoppers: int, seed: int = _SEED) -> dict[str, F64]:
    """(shoppers,) share of the oracle's revenue that each policy forgoes.

    The oracle knows the shopper's weights, v0 and how likely each segment is, but no shopper's segment.
    """
    generator = np.random.default_rng(seed)
    prices: F64 = np.round(np.exp(generator.normal(3.2, 0.6, _ITEMS)), 2).astype(np.float64)
    v: F64 = np.exp(generator.normal(0.0, 1.0, _ITEMS)) * (prices / prices.mean()) ** -0.7
    v0 = 7 / 3 * float(np.sort(v)[::-1][:_CAPACITY].sum())
    found: dict[str, list[float]] = {policy: [] for policy in POLICIES}
    for _ in range(shoppers):
        taste = generator.normal(size=_ITEMS)
        view = _SEEN * taste + np.sqrt(1 - _SEEN**2) * generator.normal(size=_ITEMS)
        true = _Shopper(prices, v * np.exp(_TAU * taste), v0 * world.v0_factor, world.segments)
        oracle = true.revenue(true.best())
        # What is known of the taste, given the view: its mean is _SEEN * view.
        guess = v * np.exp(_TAU * _SEEN * view)
        for policy, slate in _slates(prices, v, guess, v0, generator):
            found[policy].append(1 - true.revenue(slate) / oracle)
    return {policy: np.array(values) for policy, values in found.items()}


@dataclass(frozen=True, slots=True)
class _Shopper:
    prices: F64
    weights: F64
    v0: float
    segments: tuple[float, ...]

    def revenue(self, slate: NDArray[np.intp]) -> float:
        """Expected revenue, the segments equally likely; a segment scales weights by exp(sensitivity × price)."""
        total = 0.0
        for sensitivity in self.segments:
            w = self.weights[slate] * np.exp(sensitivity * self.prices[slate])
            total += float(self.prices[slate] @ w / (self.v0 + w.sum()))
        return total / len(self.segments)

    def best(self) -> NDArray[np.intp]:
        """The optimum under one segment; under several the best of their optima and of a greedy exchange from them."""
        starts = [_optimal(self.prices, self.weights * np.exp(one * self.prices), self.v0) for one in self.segments]
        if len(self.segments) == 1:
            return starts[0]
        return max((_exchanged(self.revenue, start, len(self.prices)) for start in starts), key=self.revenue)


def _exchanged(revenue: Callable[[NDArray[np.intp]], float], start: NDArray[np.intp], items: int) -> NDArray[np.intp]:
    """Swap one item for another while that raises revenue: a lower bound on the optimum of a mixture."""
    slate, best, better = start, revenue(start), True
    outside = np.arange(items)
    while better:
        better = False
        for place in range(len(slate)):
            for other in outside[~np.isin(outside, slate)]:
                tried = slate.copy()
                tried[place] = other
                value = revenue(tried)
                if value > best + 1e-12:
                    slate, best, better = tried, value, True
    return slate


def _slates(
    prices: F64, v: F64, guess: F64, v0: float, generator: np.random.Generator
) -> list[tuple[str, NDArray[np.intp]]]:
    return [
        ("assortment", _optimal(prices, v, v0)),
        ("unified", _optimal(prices, _kept_total(guess, v), v0)),
        ("personal top-C", np.argsort(-guess)[:_CAPACITY]),
        ("popularity", np.argsort(-v)[:_CAPACITY]),
        ("p·v", np.argsort(-prices * v)[:_CAPACITY]),
        ("random", generator.permutation(len(v))[:_CAPACITY]),
    ]


def _kept_total(guess: F64, v: F64) -> F64:
    """κ: the reference slate weighs the same before and after, so that v0 keeps its meaning."""
    reference = np.argsort(-v)[:_CAPACITY]
    scaled: F64 = guess * (v[reference].sum() / guess[reference].sum())
    return scaled


def _optimal(prices: F64, weights: F64, v0: float) -> NDArray[np.intp]:
    answer = assortment.solve(assortment.Catalogue(prices, weights, v0=v0), assortment.Request(capacity=_CAPACITY))
    return np.array(answer.items, np.intp)


def _regret(row: dict[str, Any]) -> float:
    return float(row["regret"])


def _panel(rows: Sequence[dict[str, Any]]) -> Panel:
    series = []
    for policy in POLICIES:
        own = [row for row in rows if row["policy"] == policy]
        series.append(Series(policy, *[[row[key] for row in own] for key in ("world", "regret", "low", "high")]))
    return Panel("", series, "", "regret (share of the oracle's revenue)", bars=True)
