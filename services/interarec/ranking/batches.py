"""Rows in batches of nearly equal length, so that next to nothing is padding. Called by training and evaluation."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from interarec.ranking.sessions import Rows

__all__ = ["by_length", "shuffled"]


def shuffled(rows: Rows, size: int, generator: np.random.Generator) -> list[NDArray[np.int64]]:
    """Row numbers of each batch of an epoch: by length, in random order inside a length, batches in random order."""
    order = np.lexsort((generator.random(len(rows)), rows.lengths))
    pieces = [order[first : first + size] for first in range(0, len(order), size)]
    return [pieces[number] for number in generator.permutation(len(pieces))]


def by_length(rows: Rows, size: int) -> Iterator[NDArray[np.int64]]:
    """Row numbers of each batch, shortest first: for scoring."""
    order = np.argsort(rows.lengths, kind="stable")
    return (order[first : first + size] for first in range(0, len(order), size))
