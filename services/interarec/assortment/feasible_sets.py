"""An explicit list of feasible sets: every R(S) in one pass over a flat list of members, no search.

`FeasibleSets` prepares the list once (a shop's shelf plans change slowly); a plain list of lists is prepared on the
way. Called by `solver`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from interarec.assortment.answer import Answer, InfeasibleRequest
from interarec.assortment.arrays import F64, Bits, Index, item_indices, scalar, vector
from interarec.assortment.catalogue import Catalogue
from interarec.assortment.narrowing import filter_counts, tests_of
from interarec.assortment.request import Request
from interarec.domain.errors import InvalidInput, Unsupported

__all__ = ["FeasibleSets", "solve_sets"]


class FeasibleSets:
    """m sets of items as `members` (all items one after the other) and `starts` (m + 1,); equal items count once."""

    def __init__(self, sets: Sequence[Sequence[int]], size: int) -> None:
        if isinstance(sets, str) or not isinstance(sets, Sequence | np.ndarray):
            raise InvalidInput("feasible_sets must be a list of lists of items", field="feasible_sets")
        if not all(isinstance(members, Sequence | np.ndarray) for members in sets):
            raise InvalidInput("feasible_sets must be a list of lists of items", field="feasible_sets")
        self.size = size
        rows = np.repeat(np.arange(len(sets)), [len(members) for members in sets])
        # One sorted key per (set, item) checks and sorts 400,000 members at once and lets repeats fall together.
        keys = np.unique(rows * size + self._flat(sets, size))
        self.starts: Index = np.searchsorted(keys, np.arange(len(sets) + 1) * size)
        self.members: Index = keys % max(size, 1)
        self._occupied = np.flatnonzero(np.diff(self.starts) > 0)

    @staticmethod
    def _flat(sets: Sequence[Sequence[int]], size: int) -> Index:
        """Return all members one after the other; raises InvalidInput naming the first wrong set."""
        flat = np.array(list(chain.from_iterable(sets)))
        if flat.size and (flat.dtype.kind not in "iu" or flat.min() < 0 or flat.max() >= size):
            for row, members in enumerate(sets):
                item_indices(members, f"feasible_sets[{row}]", size)
        return flat.astype(np.intp)

    def __len__(self) -> int:
        return self.starts.size - 1

    def items(self, position: int) -> Index:
        """Return the items of one set, ascending."""
        return self.members[self.starts[position] : self.starts[position + 1]]

    def totals(self, per_item: F64) -> F64:
        """Return (m,) the sum of `per_item` (n,) over each set; 0 for the empty set."""
        totals = np.zeros(len(self))
        if self._occupied.size:
            totals[self._occupied] = np.add.reduceat(per_item[self.members], self.starts[self._occupied])
        return totals


def solve_sets(catalogue: Catalogue, request: Request) -> Answer:
    """Return the listed set of highest revenue, the first of equals.

    Filters, mask, excludes and includes strike out the sets that break them. Sizes and group limits belong in the
    list itself and are refused beside it, and so are personal terms.
    """
    _refuse_beside(request)
    sets = request.feasible_sets
    assert sets is not None
    prepared = sets if isinstance(sets, FeasibleSets) else FeasibleSets(sets, catalogue.size)
    if prepared.size != catalogue.size:
        raise InvalidInput("feasible_sets were prepared for another catalogue", field="feasible_sets")
    weights = catalogue.weights
    if request.weights is not None:
        weights = vector(request.weights, "weights", size=catalogue.size, minimum=0.0)
    v0 = catalogue.v0 if request.v0 is None else scalar(request.v0, "v0", minimum=0.0)
    values = catalogue.objective(request.objective)
    standing = _standing(catalogue, request, prepared)
    if not standing.any():
        raise InfeasibleRequest("no listed set satisfies the request", "feasible_sets", *_beside(request))
    total = prepared.totals(weights) + v0
    worth = prepared.totals(values * weights)
    revenues = np.divide(worth, total, out=np.zeros(len(prepared)), where=total > 0.0)
    best = int(np.where(standing, revenues, -np.inf).argmax())
    answer = _answer(catalogue, prepared.items(best), values, weights, v0, float(revenues[best]), float(total[best]))
    count = int(np.count_nonzero(standing))
    return replace(
        answer,
        reason=f"set {best} of {len(prepared)}, the best of {count} that stand",
        filter_counts=() if answer.items else filter_counts(catalogue, request),
        candidates=count,
    )


def _answer(
    catalogue: Catalogue, items: Index, values: F64, weights: F64, v0: float, level: float, total: float
) -> Answer:
    """Return the answer for one set of revenue `level`; `total` is v0 plus its weights."""
    chosen = tuple(items.tolist())
    return Answer(
        status="optimal",
        items=chosen,
        item_ids=tuple(catalogue.item_ids[item] for item in chosen),
        revenue=level,
        revenue_level=level,
        probabilities=tuple((weights[items] / total).tolist()) if total > 0.0 else (0.0,) * items.size,
        p_no_purchase=v0 / total if total > 0.0 else 1.0,
        margins=tuple((values[items] - level).tolist()),
        weights=tuple(weights[items].tolist()),
        iterations=1,
        method="feasible_sets",
    )


def _refuse_beside(request: Request) -> None:
    beside = {
        "capacity": request.capacity is not None,
        "min_size": request.min_size != 0,
        "groups": len(request.groups) > 0,
        "personal": request.personal is not None,
    }
    for field, present in beside.items():
        if present:
            raise Unsupported(f"{field} beside feasible_sets: list only the sets that satisfy it", field=field)


def _beside(request: Request) -> list[str]:
    names = ["include"] if len(request.include) else []
    names += ["exclude"] if len(request.exclude) else []
    names += ["mask"] if request.mask is not None else []
    names += ["price_range"] if request.price_range is not None else []
    return names + [f"filter:{name}" for name in request.filters]


def _standing(catalogue: Catalogue, request: Request, sets: FeasibleSets) -> Bits:
    """Return (m,) True for the sets that break no filter, hold every include and no exclude."""
    standing = np.ones(len(sets), dtype=np.bool_)
    forbidden = np.zeros(catalogue.size)
    for test in tests_of(catalogue, request).values():
        forbidden[~test(None)] = 1.0
    forbidden[item_indices(request.exclude, "exclude", catalogue.size)] = 1.0
    if forbidden.any():
        standing &= sets.totals(forbidden) == 0.0
    include = item_indices(request.include, "include", catalogue.size)
    if include.size:
        wanted = np.zeros(catalogue.size)
        wanted[include] = 1.0
        standing &= sets.totals(wanted) == include.size
    return standing
