"""Mixtures of MNLs: one slate for shoppers of several segments, each with weights of its own.

The problem is NP-hard (Bront, Mendez-Diaz and Vulcano 2009), so this is a local search, and it says so: the status
is `local`, and `gap` bounds how much better any slate could be, by the sum of the segments' own optima. Where the
segment of a shopper is known, `solve` for that segment is exact and better. Called by library users.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interarec.assortment.arrays import F64, Index, scalar, vector, whole
from interarec.assortment.catalogue import Catalogue
from interarec.assortment.request import Request
from interarec.assortment.solver import solve_once
from interarec.domain.errors import InvalidInput

__all__ = ["MixtureAnswer", "Segment", "solve_mixture"]

# A move must gain more than rounding, or the search could go in circles.
_GAIN = 1.0 + 1e-12


@dataclass(frozen=True, eq=False)
class Segment:
    """Shoppers of one kind: their `share` of visits, `weights` (n,) and outside weight."""

    share: float
    weights: npt.ArrayLike
    v0: float


@dataclass(frozen=True)
class MixtureAnswer:
    """The best slate found; the optimum lies between `revenue` and `bound` = revenue + gap. `segment_revenues` are
    what each segment yields on this slate."""

    status: str
    items: tuple[int, ...]
    revenue: float
    bound: float
    gap: float
    segment_revenues: tuple[float, ...]
    moves: int


@dataclass(frozen=True, eq=False)
class _Mixture:
    prices: F64
    weights: F64  # (segments, n)
    v0: F64  # (segments,)
    shares: F64  # (segments,)
    capacity: int

    def by_segment(self, items: Index) -> F64:
        weights = self.weights[:, items]
        total = self.v0 + weights.sum(axis=1)
        revenues: F64 = np.divide(weights @ self.prices[items], total, out=np.zeros(total.size), where=total > 0.0)
        return revenues

    def revenue(self, items: Index) -> float:
        return float(self.shares @ self.by_segment(items))


def solve_mixture(prices: npt.ArrayLike, segments: Sequence[Segment], capacity: int) -> MixtureAnswer:
    """Return a slate of at most `capacity` items for a mixture of segments, by add, drop and swap.

    The search starts from the exact optimum of every segment, of the mean weights and of the weights relative to
    each v0, and keeps the best end. Shares are scaled to 1. Raises InvalidInput.
    """
    mixture = _checked(prices, segments, capacity)
    starts = []
    own: list[float] = []
    relative = mixture.weights / np.maximum(mixture.v0, 1e-300)[:, None]
    for weights, v0 in [
        *zip(mixture.weights, mixture.v0.tolist(), strict=True),
        (mixture.shares @ mixture.weights, float(mixture.shares @ mixture.v0)),
        (mixture.shares @ relative, 1.0) if (mixture.v0 > 0.0).all() else (mixture.weights[0], float(mixture.v0[0])),
    ]:
        answer = solve_once(Catalogue(mixture.prices, weights, v0=v0), Request(capacity=mixture.capacity))
        starts.append(np.array(answer.items, dtype=np.intp))
        own.append(answer.revenue)
    found = [_climb(mixture, start) for start in starts]
    items, moves = max(found, key=lambda end: mixture.revenue(end[0]))
    revenue = mixture.revenue(items)
    bound = max(revenue, float(mixture.shares @ np.array(own[: len(segments)])))
    return MixtureAnswer(
        status="local" if bound > revenue * _GAIN else "optimal",
        items=tuple(items.tolist()),
        revenue=revenue,
        bound=bound,
        gap=bound - revenue,
        segment_revenues=tuple(mixture.by_segment(items).tolist()),
        moves=moves,
    )


def _checked(prices: npt.ArrayLike, segments: Sequence[Segment], capacity: int) -> _Mixture:
    if not segments:
        raise InvalidInput("a mixture needs at least one segment", field="segments")
    p = vector(prices, "prices")
    shares = np.array([scalar(one.share, f"segments[{k}].share", minimum=0.0) for k, one in enumerate(segments)])
    if shares.sum() <= 0.0:
        raise InvalidInput("the segments' shares sum to 0", field="segments")
    weights = [
        vector(one.weights, f"segments[{k}].weights", size=p.size, minimum=0.0) for k, one in enumerate(segments)
    ]
    v0 = np.array([scalar(one.v0, f"segments[{k}].v0", minimum=0.0) for k, one in enumerate(segments)])
    return _Mixture(p, np.array(weights), v0, shares / shares.sum(), min(whole(capacity, "capacity"), p.size))


def _climb(mixture: _Mixture, start: Index) -> tuple[Index, int]:
    """Return the end of the steepest ascent by single adds, drops and swaps, and its number of moves."""
    items, moves = start, 0
    reached = mixture.revenue(items)
    while True:
        best, following = reached * _GAIN if reached > 0.0 else reached + 1e-300, None
        for dropped in [-1, *range(items.size)]:
            kept = items if dropped < 0 else np.delete(items, dropped)
            trials = [(mixture.revenue(kept), kept)]
            if kept.size < mixture.capacity:
                trials.append(_best_addition(mixture, kept))
            for revenue, trial in trials:
                if revenue > best:
                    best, following = revenue, trial
        if following is None:
            return items, moves
        items, reached, moves = np.sort(following), best, moves + 1


def _best_addition(mixture: _Mixture, kept: Index) -> tuple[float, Index]:
    """Return the best revenue by one more item, and that slate."""
    weights = mixture.weights[:, kept]
    value = (weights @ mixture.prices[kept])[:, None] + mixture.prices * mixture.weights
    total = (mixture.v0 + weights.sum(axis=1))[:, None] + mixture.weights
    revenues = mixture.shares @ np.divide(value, total, out=np.zeros(value.shape), where=total > 0.0)
    revenues[kept] = -np.inf
    best = int(revenues.argmax()) if revenues.size else -1
    return (float(revenues[best]), np.append(kept, best)) if best >= 0 else (-np.inf, kept)
