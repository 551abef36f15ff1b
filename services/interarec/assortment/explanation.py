"""What each constraint costs, and which single one to give up: `solve` with explanations, and `relax`.

Both ask the solver again with one constraint less, so every figure is as exact as the answer itself. Called by the
recommender, the inspector and the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from interarec.assortment.answer import Answer, ShadowCost
from interarec.assortment.arrays import item_indices
from interarec.assortment.catalogue import Catalogue
from interarec.assortment.narrowing import filter_counts, tests_of
from interarec.assortment.request import Request
from interarec.assortment.solver import solve_once

__all__ = ["Relaxation", "relax", "solve"]


@dataclass(frozen=True)
class Relaxation:
    """One constraint given up (`constraint`), how (`description`), the request without it and its answer."""

    constraint: str
    description: str
    request: Request
    answer: Answer


def solve(catalogue: Catalogue, request: Request, *, explain: bool = False) -> Answer:
    """Return the exact best set for `request`; a bad request is a status, never an exception.

    With `explain` the answer also holds the count left after each filter and, per constraint, its shadow cost:
    the best revenue without it, one more solve each.
    """
    answer = solve_once(catalogue, request)
    if not explain or answer.status != "optimal":
        return answer
    costs = []
    for constraint, without in _dropped_one_by_one(catalogue, request):
        other = solve_once(catalogue, without)
        if other.status == "optimal":
            costs.append(ShadowCost(constraint, other.revenue, max(0.0, other.revenue - answer.revenue)))
    return replace(answer, shadow_costs=tuple(costs), filter_counts=filter_counts(catalogue, request))


def relax(
    catalogue: Catalogue, request: Request, *, min_items: int = 1, order: Sequence[str] | None = None
) -> Relaxation | None:
    """Return the cheapest single relaxation that yields at least `min_items` items.

    A price range is widened only as far as the nearest candidates need, on one side; every other constraint is
    dropped. Cheapest means the least revenue given up: the relaxation of highest revenue, the first named of
    equals. With `order` (constraint names) the first that works is taken instead. None when the request needs
    no relaxation, or when no single one helps.
    """
    answer = solve_once(catalogue, request)
    if answer.status in ("invalid", "unsupported") or len(answer.items) >= min_items:
        return None
    found: list[Relaxation] = []
    for constraint, description, relaxed in _relaxations(catalogue, request, min_items):
        answer = solve_once(catalogue, relaxed)
        if answer.status == "optimal" and len(answer.items) >= min_items:
            found.append(Relaxation(constraint, description, relaxed, answer))
    if order is not None:
        return next((one for name in order for one in found if one.constraint == name), None)
    return max(found, key=lambda one: one.answer.revenue, default=None)


def _dropped_one_by_one(catalogue: Catalogue, request: Request) -> Iterator[tuple[str, Request]]:
    """Yield each constraint of the request with the request that lacks it."""
    if request.mask is not None:
        yield "mask", replace(request, mask=None)
    if request.price_range is not None:
        yield "price_range", replace(request, price_range=None)
    for name in request.filters:
        kept = {other: values for other, values in request.filters.items() if other != name}
        yield f"filter:{name}", replace(request, filters=kept)
    if len(request.exclude):
        yield "exclude", replace(request, exclude=())
    if len(request.include):
        yield "include", replace(request, include=())
    if request.capacity is not None and request.capacity < catalogue.size:
        yield "capacity", replace(request, capacity=None)
    if request.min_size:
        yield "min_size", replace(request, min_size=0)
    for position, limit in enumerate(request.groups):
        kept_groups = [other for place, other in enumerate(request.groups) if place != position]
        name = limit.of if isinstance(limit.of, str) else str(position)
        yield f"group:{name}", replace(request, groups=kept_groups)


def _relaxations(catalogue: Catalogue, request: Request, min_items: int) -> Iterator[tuple[str, str, Request]]:
    """Yield single relaxations; the mask (stock, the site's never) is not the shopper's and stays."""
    for constraint, without in _dropped_one_by_one(catalogue, request):
        if constraint == "price_range":
            for description, wider in _widened(catalogue, request, min_items):
                yield constraint, description, wider
        elif constraint != "mask":
            yield constraint, f"{constraint} dropped", without


def _widened(catalogue: Catalogue, request: Request, min_items: int) -> Iterator[tuple[str, Request]]:
    """Yield the request with its price range opened upwards and downwards, as far as the nearest candidates."""
    assert request.price_range is not None
    allowed = np.ones(catalogue.size, dtype=np.bool_)
    for test in tests_of(catalogue, replace(request, price_range=None)).values():
        allowed &= test(None)
    allowed[item_indices(request.exclude, "exclude", catalogue.size)] = False
    prices = np.sort(catalogue.prices[allowed])
    low, high = request.price_range
    below = prices[prices < low] if low is not None else prices[:0]
    above = prices[prices > high] if high is not None else prices[:0]
    needed = max(1, min_items - (prices.size - below.size - above.size))
    if needed <= above.size:
        reach = float(above[needed - 1])
        yield f"highest price raised from {high:g} to {reach:g}", replace(request, price_range=(low, reach))
    if needed <= below.size:
        reach = float(below[below.size - needed])
        yield f"lowest price lowered from {low:g} to {reach:g}", replace(request, price_range=(reach, high))
