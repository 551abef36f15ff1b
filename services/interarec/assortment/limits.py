"""From group limits to shapes: labels become group numbers, must-includes use up their share, contradictions are named.

Called by `problem`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interarec.assortment.answer import InfeasibleRequest
from interarec.assortment.arrays import Index, whole
from interarec.assortment.catalogue import Catalogue
from interarec.assortment.request import GroupLimit
from interarec.domain.errors import InvalidInput, Unsupported

__all__ = ["Partition", "partitions"]


@dataclass(frozen=True, eq=False)
class Partition:
    """Group of each item (n,), and limits per group (g,); the last group holds the items that have none."""

    name: str
    groups: Index
    labels: tuple[str, ...]
    least: Index
    greatest: Index

    @property
    def vacuous(self) -> bool:
        """True when no limit can bind."""
        return not self.least.any() and bool((self.greatest >= self.groups.size).all())

    def contracted(self, include: Index) -> Partition:
        """Return the limits left after taking `include`; raises InfeasibleRequest when a maximum is exceeded."""
        used = np.bincount(self.groups[include], minlength=self.least.size)
        over = np.flatnonzero(used > self.greatest)
        if over.size:
            group = int(over[0])
            raise InfeasibleRequest(
                f"{used[group]} items must be included from group {self.labels[group]!r}, "
                f"which may hold {self.greatest[group]}",
                "include",
                self.name,
            )
        least = np.maximum(self.least - used, 0)
        return Partition(self.name, self.groups, self.labels, least, self.greatest - used)

    def check_supply(self, candidates: Index, capacity: int) -> None:
        """Raise InfeasibleRequest when a minimum exceeds its maximum, its supply, or all minima the capacity."""
        supply = np.bincount(self.groups[candidates], minlength=self.least.size)
        for group in np.flatnonzero(self.least > np.minimum(self.greatest, supply)).tolist():
            label, least, greatest = self.labels[group], self.least[group], self.greatest[group]
            limit = f"may hold {greatest}" if least > greatest else f"has {supply[group]} candidates"
            raise InfeasibleRequest(f"group {label!r} needs {least} more items but {limit}", self.name)
        if int(self.least.sum()) > capacity:
            raise InfeasibleRequest(
                f"the minima of {self.name} need {int(self.least.sum())} items where {capacity} fit",
                self.name,
                "capacity",
            )


def partitions(catalogue: Catalogue, limits: Sequence[GroupLimit]) -> list[Partition]:
    """Return the partitions that can bind; raises InvalidInput, or Unsupported for more than two."""
    if not isinstance(limits, Sequence) or isinstance(limits, str):
        raise InvalidInput("groups must be a list", field="groups")
    found = [_partition(catalogue, limit, position) for position, limit in enumerate(limits)]
    binding = [partition for partition in found if not partition.vacuous]
    if len(binding) > 2:
        names = ", ".join(partition.name for partition in binding)
        raise Unsupported(
            f"{len(binding)} crossing partitions ({names}): three or more are NP-hard and not solved", field="groups"
        )
    return binding


def _partition(catalogue: Catalogue, limit: GroupLimit, position: int) -> Partition:
    size = catalogue.size
    if isinstance(limit.of, str):
        name = f"group:{limit.of}"
        codes, labels = catalogue.partition(limit.of)
    else:
        name = f"group:{position}"
        codes, labels = _codes(limit.of, size, name)
    groups = np.where(codes < 0, len(labels), codes)
    least = _per_group(limit.min, labels, 0, f"{name} min")
    greatest = _per_group(limit.max, labels, size, f"{name} max")
    if isinstance(limit.min, Mapping):
        absent = [label for label, count in limit.min.items() if str(label) not in set(labels) and count > 0]
        if absent:
            raise InfeasibleRequest(f"group {absent[0]!r} has a minimum but no item", name)
    return Partition(name, groups, (*labels, "(none)"), least, greatest)


def _codes(of: Sequence[object], size: int, name: str) -> tuple[Index, tuple[str, ...]]:
    if len(of) != size:
        raise InvalidInput(f"{name} has {len(of)} labels where {size} are expected", field="groups")
    vocabulary: dict[str, int] = {}
    codes = [-1 if label is None else vocabulary.setdefault(str(label), len(vocabulary)) for label in of]
    return np.array(codes, dtype=np.intp), tuple(vocabulary)


def _per_group(limit: int | Mapping[object, int] | None, labels: tuple[str, ...], otherwise: int, field: str) -> Index:
    """Return one limit per label, and `otherwise` for the items without a label."""
    if limit is None:
        return np.full(len(labels) + 1, otherwise, dtype=np.intp)
    if not isinstance(limit, Mapping):
        count = whole(limit, field)
        return np.array([count] * len(labels) + [otherwise], dtype=np.intp)
    by_label = {str(label): whole(count, f"{field}[{label}]") for label, count in limit.items()}
    return np.array([by_label.get(label, otherwise) for label in labels] + [otherwise], dtype=np.intp)
