"""Which items may be offered at all, giving up the fewest wishes when too few are left. Pure.

Wishes are given up in their order (see `wants`): as few as possible; among equally few the earlier ones; one that the
shopper set only when giving up every inferred one is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from interarec.domain.recommendations import Relaxation
from interarec.recommender.attributes import AttributeIndex
from interarec.recommender.wants import Want

__all__ = ["Narrowed", "narrow", "want_mask"]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """`mask` (n,): items that may be offered. `kept` wishes hold for each of them, `relaxed` were given up."""

    mask: NDArray[np.bool_]
    kept: tuple[Want, ...]
    relaxed: tuple[Relaxation, ...]


def want_mask(want: Want, attributes: AttributeIndex, prices: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(n,) True where an item fulfils the wish."""
    if want.attribute != "price":
        return attributes.mask(want.attribute, want.values)
    mask = np.ones(len(prices), np.bool_)
    if want.lowest is not None:
        mask &= prices >= float(want.lowest)
    if want.highest is not None:
        mask &= prices <= float(want.highest)
    return mask


def narrow(
    base: NDArray[np.bool_],
    wants: Sequence[Want],
    masks: Sequence[NDArray[np.bool_]],
    *,
    min_items: int,
    currency: str,
) -> Narrowed:
    """Items of `base` that fulfil the wishes; with fewer than `min_items` (or than can be had), wishes are given up.

    `masks` belong to `wants`, which are in relaxation order.
    """
    if not wants:
        return Narrowed(base, (), ())
    failures = np.zeros(len(base), np.uint16)  # bit k: the item fails wish k
    for bit, mask in enumerate(masks):
        failures |= (~mask).astype(np.uint16) << np.uint16(bit)
    counts = np.bincount(failures[base], minlength=1 << len(wants))
    needed = min(min_items, int(counts.sum()))
    given_up = next(one for one in _ladder(wants) if _left(counts, one) >= needed)
    forgiven = sum(1 << bit for bit in given_up)
    mask = base & ((failures & np.uint16(0xFFFF ^ forgiven)) == 0)
    kept = tuple(want for bit, want in enumerate(wants) if bit not in given_up)
    return Narrowed(mask, kept, _explained(wants, given_up, counts, needed, currency))


def _ladder(wants: Sequence[Want]) -> Iterator[tuple[int, ...]]:
    """Positions to give up, in the order in which they are tried."""
    inferred = tuple(bit for bit, want in enumerate(wants) if not want.by_shopper)
    own = tuple(bit for bit, want in enumerate(wants) if want.by_shopper)
    for size in range(len(inferred) + 1):
        yield from combinations(inferred, size)
    for size in range(1, len(own) + 1):
        yield from ((*inferred, *some) for some in combinations(own, size))


def _left(counts: NDArray[np.intp], given_up: Sequence[int]) -> int:
    """Items that fail no wish but those given up."""
    forgiven = sum(1 << bit for bit in given_up)
    patterns = np.arange(len(counts))
    return int(counts[(patterns & ~forgiven) == 0].sum())


def _explained(
    wants: Sequence[Want], given_up: Sequence[int], counts: NDArray[np.intp], needed: int, currency: str
) -> tuple[Relaxation, ...]:
    """One reason a wish, each with the items left before and after it was given up."""
    reasons = []
    for place, bit in enumerate(given_up):
        before, after = _left(counts, given_up[:place]), _left(counts, given_up[: place + 1])
        reasons.append(
            Relaxation(
                wants[bit].name,
                f"{wants[bit].text(currency)} was given up: {before} {_items(before)} left with it, {after} without"
                f" (at least {needed} wanted)",
            )
        )
    return tuple(reasons)


def _items(count: int) -> str:
    return "item is" if count == 1 else "items are"
