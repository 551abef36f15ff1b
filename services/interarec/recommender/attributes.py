"""Which items have which attribute values, under one way of spelling them: bright green is green, dresses are a dress.

Built once per catalogue version; `mask` answers filters and wishes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from interarec.domain.catalogue import Item
from interarec.domain.colors import color_family, find_colors

__all__ = ["AttributeIndex", "has_value"]

_NAMES = {"colour": "color", "product_type": "category", "sizes": "size"}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _singular(text: str) -> str:
    """Rough English singular; both sides of a comparison go through it, so only equal treatment matters."""
    if re.search(r"(?:ss|sh|ch|x|z)es$", text):
        return text[:-2]
    return text[:-1] if text.endswith("s") and not text.endswith("ss") else text


@lru_cache(maxsize=20_000)
def _colors(text: str) -> tuple[str, ...]:
    """Families named in a colour text; the text itself when none is known."""
    whole = color_family(text)
    families = {mention.family for mention in find_colors(text) if not mention.negated}
    return tuple(sorted(families | ({whole} if whole else set()))) or (_folded(text),)


@lru_cache(maxsize=20_000)
def _categories(text: str) -> tuple[str, ...]:
    """Every level of `Apparel > Dresses`, and the whole path."""
    levels = [_singular(_folded(level)) for level in text.split(">")]
    return tuple(dict.fromkeys((*levels, " > ".join(levels))))


def _item_values(item: Item) -> dict[str, tuple[str, ...]]:
    """Normalised values of one item by attribute."""
    values: dict[str, tuple[str, ...]] = {
        _NAMES.get(name, name): (_folded(text),) for name, text in item.attributes.items()
    }
    if item.color:
        values["color"] = _colors(item.color)
    if item.category:
        values["category"] = _categories(item.category)
    if item.brand:
        values["brand"] = (_folded(item.brand),)
    if item.sizes:
        values["size"] = tuple(_folded(size) for size in item.sizes)
    return values


def _wanted_values(attribute: str, values: Iterable[str]) -> tuple[str, ...]:
    """The same spelling for what is asked for; a category path asks for its whole, not for each level."""
    if attribute == "color":
        return tuple(family for value in values for family in _colors(value))
    if attribute == "category":
        return tuple(_categories(value)[-1] for value in values)
    return tuple(_folded(value) for value in values)


def has_value(item: Item, attribute: str, values: Collection[str]) -> bool:
    """True when the item has any of `values`."""
    name = _NAMES.get(attribute, attribute)
    return not set(_item_values(item).get(name, ())).isdisjoint(_wanted_values(name, values))


class AttributeIndex:
    """Rows by attribute and value of one catalogue, in its order."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._size = len(items)
        found: dict[str, dict[str, list[int]]] = {}
        for row, item in enumerate(items):
            for attribute, values in _item_values(item).items():
                by_value = found.setdefault(attribute, {})
                for value in values:
                    by_value.setdefault(value, []).append(row)
        self._rows: Mapping[str, Mapping[str, NDArray[np.int32]]] = {
            attribute: {value: np.array(rows, np.int32) for value, rows in by_value.items()}
            for attribute, by_value in found.items()
        }

    def knows(self, attribute: str) -> bool:
        """True when any item has the attribute."""
        return _NAMES.get(attribute, attribute) in self._rows

    def known_values(self, attribute: str, values: Iterable[str]) -> tuple[str, ...]:
        """Those of `values` that some item has, in the index's spelling."""
        name = _NAMES.get(attribute, attribute)
        return tuple(value for value in _wanted_values(name, values) if value in self._rows.get(name, {}))

    def names(self, *attributes: str) -> frozenset[str]:
        """All values of these attributes, in the index's spelling."""
        return frozenset(value for attribute in attributes for value in self._rows.get(attribute, {}))

    def mask(self, attribute: str, values: Iterable[str]) -> NDArray[np.bool_]:
        """(n,) True where the item has any of `values`."""
        name = _NAMES.get(attribute, attribute)
        mask = np.zeros(self._size, np.bool_)
        for value in self.known_values(name, values):
            mask[self._rows[name][value]] = True
        return mask
