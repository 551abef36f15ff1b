"""Checked arrays: every number that enters the engine passes here once, with its field and row named when wrong.

Called by the catalogue, the request reader and the estimators. NaN in particular must never get further:
`argpartition` ranks it largest and comparisons drop it without a word.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from interarec.domain.errors import InvalidInput

__all__ = ["F64", "Bits", "Index", "item_indices", "scalar", "totals", "vector", "whole"]

F64 = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
Bits = npt.NDArray[np.bool_]


def vector(values: npt.ArrayLike, field: str, *, size: int | None = None, minimum: float | None = None) -> F64:
    """Return `values` as a contiguous float64 vector of shape (size,), finite and >= `minimum`.

    Raises InvalidInput naming `field` and the first wrong row.
    """
    try:
        array = np.ascontiguousarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"{field} must be a list of numbers: {error}", field=field) from error
    if array.ndim != 1:
        raise InvalidInput(f"{field} must have one dimension, not {array.ndim}", field=field)
    if size is not None and array.size != size:
        raise InvalidInput(f"{field} has {array.size} rows where {size} are expected", field=field)
    if array.size and not math.isfinite(float(np.abs(array).max())):
        row = int(np.flatnonzero(~np.isfinite(array))[0])
        raise InvalidInput(f"{field}[{row}] is {array[row]}: every row must be finite", field=field)
    if minimum is not None and array.size and array.min() < minimum:
        row = int(np.flatnonzero(array < minimum)[0])
        raise InvalidInput(f"{field}[{row}] is {array[row]}: it must be at least {minimum:g}", field=field)
    return array


def scalar(value: object, field: str, *, minimum: float | None = None) -> float:
    """Return one finite number >= `minimum`; raises InvalidInput naming `field`."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        raise InvalidInput(f"{field} must be a number, not {value!r}", field=field)
    number = float(value)
    if not math.isfinite(number) or (minimum is not None and number < minimum):
        limit = "" if minimum is None else f" and at least {minimum:g}"
        raise InvalidInput(f"{field} is {number}: it must be finite{limit}", field=field)
    return number


def whole(value: object, field: str) -> int:
    """Return a count >= 0 (2.0 counts as 2); raises InvalidInput naming `field`."""
    number = scalar(value, field, minimum=0.0)
    if number != int(number):
        raise InvalidInput(f"{field} must be a whole number, not {number}", field=field)
    return int(number)


def item_indices(values: Iterable[object], field: str, size: int) -> Index:
    """Return sorted, distinct item indices in 0..size-1; raises InvalidInput naming `field`."""
    if isinstance(values, str | bytes):
        raise InvalidInput(f"{field} must be a list of item indices", field=field)
    found = sorted({whole(value, field) for value in values})
    if found and found[-1] >= size:
        raise InvalidInput(f"{field} names item {found[-1]}, but there are {size} items", field=field)
    return np.array(found, dtype=np.intp)


def totals(keys: Index, weights: F64, size: int) -> F64:
    """Return (size,) the sum of `weights` (k,) by `keys` (k,); always float64, also for no rows at all."""
    return np.bincount(keys, weights, size).astype(np.float64, copy=False)
