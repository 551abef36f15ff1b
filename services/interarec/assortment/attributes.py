"""One attribute of the catalogue (colour, brand, sizes on stock …) as posting lists: value -> items.

A filter is answered by scattering the lists of the wanted values into a bitmap, so its cost follows the number of
matching items and not the size of the vocabulary. Built once by the catalogue, read by filters and group limits.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from interarec.assortment.arrays import Bits, Index
from interarec.domain.errors import InvalidInput

__all__ = ["Attribute"]


def _values_of(entry: object, name: str, row: int) -> tuple[str, ...]:
    if entry is None:
        return ()
    if isinstance(entry, str):
        return (entry,)
    if isinstance(entry, list | tuple | set | frozenset) and all(isinstance(value, str) for value in entry):
        return tuple(sorted(set(entry)))
    raise InvalidInput(
        f"attributes[{name!r}][{row}] is {entry!r}: give text, a list of texts or nothing", field="attributes"
    )


class Attribute:
    """Posting lists of one attribute over n items.

    `codes` (n,) holds the position of the item's value in `values`, -1 for none; it is None when some item has
    several values, for then the attribute is no partition.
    """

    def __init__(self, name: str, entries: Sequence[object]) -> None:
        self.name = name
        self.size = len(entries)
        vocabulary: dict[str, int] = {}
        items: list[int] = []
        codes: list[int] = []
        for row, entry in enumerate(entries):
            for value in _values_of(entry, name, row):
                items.append(row)
                codes.append(vocabulary.setdefault(value, len(vocabulary)))
        self.values: tuple[str, ...] = tuple(vocabulary)
        self._position = vocabulary
        item_array = np.array(items, dtype=np.intp)
        code_array = np.array(codes, dtype=np.intp)
        order = np.argsort(code_array, kind="stable")
        self._items = item_array[order]
        self._starts = np.searchsorted(code_array[order], np.arange(len(vocabulary) + 1))
        self.codes: npt.NDArray[np.intp] | None = None
        if np.unique(item_array).size == item_array.size:
            self.codes = np.full(self.size, -1, dtype=np.intp)
            self.codes[item_array] = code_array

    def items_with(self, value: str) -> Index:
        """Return the items that have `value`, ascending; empty for a value nobody has."""
        code = self._position.get(value)
        if code is None:
            return np.empty(0, dtype=np.intp)
        return self._items[self._starts[code] : self._starts[code + 1]]

    def bitmap(self, values: Collection[str]) -> Bits:
        """Return (n,) True where the item has any of `values`."""
        bits = np.zeros(self.size, dtype=np.bool_)
        for value in values:
            bits[self.items_with(value)] = True
        return bits
