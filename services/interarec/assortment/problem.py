"""From a request to a problem that can be solved: checked values, candidates, must-includes taken out, one shape.

Whatever is wrong with a request is found here: InvalidInput and Unsupported for what cannot be asked,
InfeasibleRequest for constraints that contradict each other. Called by `solver`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interarec.assortment.answer import InfeasibleRequest
from interarec.assortment.arrays import F64, Bits, Index, item_indices, scalar, vector, whole
from interarec.assortment.catalogue import Catalogue
from interarec.assortment.crossing import Crossing
from interarec.assortment.limits import Partition, partitions
from interarec.assortment.narrowing import narrow, tests_of
from interarec.assortment.personal import Utility
from interarec.assortment.request import Request
from interarec.assortment.shapes import Quota, Shape, TopC

__all__ = ["Problem", "prepare"]

_NONE = np.empty(0, dtype=np.intp)


@dataclass(frozen=True, eq=False)
class Problem:
    """A checked request. Candidates are `items`, or those `allowed`, or all when both are None."""

    values: F64
    weights: F64
    v0: float
    include: Index
    items: Index | None
    allowed: Bits | None
    shape: Shape
    utility: Utility | None
    capacity: int  # of the items still to choose
    indexed: bool  # values and weights are those the catalogue's block index was built on

    @property
    def left(self) -> int:
        """How many candidates there are, without the must-includes."""
        if self.items is not None:
            return self.items.size
        return self.values.size if self.allowed is None else int(np.count_nonzero(self.allowed))

    def candidates(self) -> Index:
        """Return the candidates as item indices, ascending."""
        if self.items is not None:
            return self.items
        return np.arange(self.values.size) if self.allowed is None else np.flatnonzero(self.allowed)


def prepare(catalogue: Catalogue, request: Request) -> Problem:
    """Check a request and return the problem; raises InvalidInput, Unsupported or InfeasibleRequest."""
    size = catalogue.size
    v0 = catalogue.v0 if request.v0 is None else scalar(request.v0, "v0", minimum=0.0)
    own_weights = request.weights is not None
    weights = vector(request.weights, "weights", size=size, minimum=0.0) if own_weights else catalogue.weights  # type: ignore[arg-type]
    values = catalogue.objective(request.objective)
    include, dropped = _forced_and_dropped(catalogue, request)
    narrowed = narrow(catalogue, request, dropped)
    capacity, min_size = _sizes(request, size, include.size)
    limits = [limit.contracted(include) for limit in partitions(catalogue, request.groups)]
    utility = None if request.personal is None else Utility(catalogue, request.personal, weights)
    problem = Problem(
        values=values,
        weights=weights,
        v0=v0,
        include=include,
        items=narrowed.items,
        allowed=narrowed.allowed,
        shape=_shape(limits, capacity, min_size),
        utility=utility,
        capacity=capacity,
        indexed=not own_weights and values is catalogue.prices,
    )
    _check_supply(problem, limits, min_size)
    return problem


def _sizes(request: Request, size: int, included: int) -> tuple[int, int]:
    """Return capacity and minimum of the items still to choose."""
    capacity = size if request.capacity is None else min(whole(request.capacity, "capacity"), size)
    min_size = whole(request.min_size, "min_size")
    if included > capacity:
        raise InfeasibleRequest(f"{included} items must be included where {capacity} fit", "include", "capacity")
    if min_size > capacity:
        names = ["min_size"] if request.capacity is None else ["min_size", "capacity"]
        raise InfeasibleRequest(f"at least {min_size} items are asked where {capacity} fit", *names)
    return capacity - included, max(0, min_size - included)


def _shape(limits: list[Partition], capacity: int, min_size: int) -> Shape:
    if not limits:
        return TopC(capacity, min_size)
    if len(limits) == 1:
        return Quota(limits[0].groups, limits[0].least, limits[0].greatest, capacity, min_size)
    return Crossing(limits[0], limits[1], capacity, min_size)


def _forced_and_dropped(catalogue: Catalogue, request: Request) -> tuple[Index, Index]:
    """Return the must-includes, and all items that are no candidates because included or excluded."""
    if not len(request.include) and not len(request.exclude):
        return _NONE, _NONE
    include = item_indices(request.include, "include", catalogue.size)
    exclude = item_indices(request.exclude, "exclude", catalogue.size)
    both = np.intersect1d(include, exclude)
    if both.size:
        raise InfeasibleRequest(f"item {both[0]} is both included and excluded", "include", "exclude")
    if include.size:
        for name, test in tests_of(catalogue, request).items():
            failing = include[~test(include)]
            if failing.size:
                raise InfeasibleRequest(f"item {failing[0]} must be included but fails {name}", "include", name)
    return include, np.union1d(include, exclude)


def _check_supply(problem: Problem, limits: list[Partition], min_size: int) -> None:
    """Raise InfeasibleRequest when the minima cannot be met by the candidates."""
    if min_size > problem.left:
        raise InfeasibleRequest(
            f"at least {min_size} more items are asked where {problem.left} candidates are left", "min_size"
        )
    if not limits or not problem.shape.forced:
        return
    candidates = problem.candidates()
    for limit in limits:
        limit.check_supply(candidates, problem.capacity)
    if not _can_meet_minima(problem, limits, candidates, min_size):
        names = [limit.name for limit in limits] + (["min_size"] if min_size else [])
        raise InfeasibleRequest("the minima cannot all be met within the maxima and the capacity", *names)


def _can_meet_minima(problem: Problem, limits: list[Partition], candidates: Index, min_size: int) -> bool:
    """Try any set that meets as many minima as possible (gains all 0)."""
    chosen = candidates[problem.shape.choose(np.zeros(candidates.size), candidates)]
    counts = [np.bincount(limit.groups[chosen], minlength=limit.least.size) for limit in limits]
    met = all((count >= limit.least).all() for count, limit in zip(counts, limits, strict=True))
    return met and chosen.size >= min_size
