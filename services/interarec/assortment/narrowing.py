"""From filters to candidates: which items a request leaves, and how many after each filter.

A selective filter starts from its posting list and the others are tested on what it leaves; a broad one becomes a
bitmap. Called by `problem`, and by `explanation` for the counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from interarec.assortment.answer import FilterCount
from interarec.assortment.arrays import Bits, Index, item_indices, scalar
from interarec.assortment.attributes import Attribute
from interarec.assortment.catalogue import Catalogue
from interarec.assortment.request import PriceRange, Request
from interarec.domain.errors import InvalidInput

__all__ = ["Narrowed", "filter_counts", "narrow", "price_bounds", "tests_of"]

# A filter that leaves less than one item in five is started from; below one in twenty the items are gathered.
_SELECTIVE = 5
_GATHER = 20

Test = Callable[[Index | None], Bits]


@dataclass(frozen=True)
class Narrowed:
    """What the filters leave: `items` ascending, or `allowed` (n,), or neither when all items are left."""

    items: Index | None
    allowed: Bits | None


def price_bounds(price_range: PriceRange | None) -> tuple[float, float] | None:
    """Return (low, high) with open ends as infinities; raises InvalidInput when low > high or not two numbers."""
    if price_range is None:
        return None
    if not isinstance(price_range, tuple | list) or len(price_range) != 2:
        raise InvalidInput("price_range must be [low, high]", field="price_range")
    low, high = price_range
    lowest = -np.inf if low is None else scalar(low, "price_range[0]")
    highest = np.inf if high is None else scalar(high, "price_range[1]")
    if lowest > highest:
        raise InvalidInput(f"price_range: {lowest:g} is above {highest:g}", field="price_range")
    return lowest, highest


def tests_of(catalogue: Catalogue, request: Request) -> dict[str, Test]:
    """Return the filters of a request by constraint name, in their order; each tests all items (None) or a list.

    Raises InvalidInput for a mask of wrong shape, an unknown attribute or an impossible price range.
    """
    tests: dict[str, Test] = {}
    if request.mask is not None:
        mask = np.asarray(request.mask)
        if mask.dtype != np.bool_ or mask.shape != (catalogue.size,):
            raise InvalidInput(f"mask must be booleans of shape ({catalogue.size},)", field="mask")
        tests["mask"] = _bitmap_test(mask)
    bounds = price_bounds(request.price_range)
    if bounds is not None:
        tests["price_range"] = _price_test(catalogue, *bounds)
    for name, values in _checked_filters(request.filters).items():
        attribute = catalogue.attribute(name, "filters")
        tests[f"filter:{name}"] = _attribute_test(attribute, values)
    return tests


def narrow(catalogue: Catalogue, request: Request, dropped: Index) -> Narrowed:
    """Return the candidates of a request without the items `dropped` (excluded, or taken already)."""
    tests = tests_of(catalogue, request)
    name, items = _most_selective(catalogue, request)
    tests.pop(name, None)
    if items is None:
        return _by_bitmap(catalogue, tests, dropped)
    for test in tests.values():
        items = items[test(items)]
    return Narrowed(np.setdiff1d(items, dropped, assume_unique=True) if dropped.size else items, None)


def filter_counts(catalogue: Catalogue, request: Request) -> tuple[FilterCount, ...]:
    """Return how many items are left after each filter, in order; the excludes come last."""
    allowed = np.ones(catalogue.size, dtype=np.bool_)
    counts = []
    for name, test in tests_of(catalogue, request).items():
        allowed &= test(None)
        counts.append(FilterCount(name, int(np.count_nonzero(allowed))))
    excluded = item_indices(request.exclude, "exclude", catalogue.size)
    if excluded.size:
        allowed[excluded] = False
        counts.append(FilterCount("exclude", int(np.count_nonzero(allowed))))
    return tuple(counts)


def _checked_filters(filters: Mapping[str, Collection[str]]) -> Mapping[str, Collection[str]]:
    if not isinstance(filters, Mapping):
        raise InvalidInput("filters must be {attribute: [values]}", field="filters")
    for name, values in filters.items():
        if isinstance(values, str) or not isinstance(values, Collection):
            raise InvalidInput(f"filters[{name!r}] must be a list of values", field="filters")
    return filters


def _bitmap_test(bits: Bits) -> Test:
    return lambda items: bits if items is None else bits[items]


def _attribute_test(attribute: Attribute, values: Collection[str]) -> Test:
    def test(items: Index | None) -> Bits:
        bits = attribute.bitmap(values)
        return bits if items is None else bits[items]

    return test


def _price_test(catalogue: Catalogue, low: float, high: float) -> Test:
    def test(items: Index | None) -> Bits:
        prices = catalogue.prices if items is None else catalogue.prices[items]
        return (prices >= low) & (prices <= high)

    return test


def _most_selective(catalogue: Catalogue, request: Request) -> tuple[str, Index | None]:
    """Return the attribute filter with the shortest posting lists and its items, when it is worth starting from."""
    shortest = catalogue.size // _SELECTIVE
    best: tuple[str, Index | None] = ("", None)
    for name, values in request.filters.items():
        lists = [catalogue.attributes[name].items_with(value) for value in set(values)]
        length = sum(postings.size for postings in lists)
        if length < shortest:
            shortest = length
            items = lists[0] if len(lists) == 1 else np.unique(np.concatenate([*lists, _NO_ITEMS]))
            best = (f"filter:{name}", items)
    return best


_NO_ITEMS = np.empty(0, dtype=np.intp)


def _by_bitmap(catalogue: Catalogue, tests: Mapping[str, Test], dropped: Index) -> Narrowed:
    if not tests and not dropped.size:
        return Narrowed(None, None)
    allowed = np.ones(catalogue.size, dtype=np.bool_)
    for test in tests.values():
        allowed &= test(None)
    allowed[dropped] = False
    if catalogue.blocks is None or int(np.count_nonzero(allowed)) * _GATHER < catalogue.size:
        return Narrowed(np.flatnonzero(allowed), None)
    return Narrowed(None, allowed)
