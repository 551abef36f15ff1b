"""What a net is fed, as NumPy arrays: the same code for training and for the server.

Items are numbered from 1 here; 0 pads.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["Arrays", "InputKind", "graph_inputs", "net_inputs", "sequence_inputs"]

InputKind = Literal["sequence", "graph"]
Arrays = dict[str, NDArray[np.int64] | NDArray[np.float32]]


def net_inputs(kind: InputKind, items: NDArray[np.int64], lengths: NDArray[np.int64]) -> Arrays:
    """Arrays of padded sessions `items` (b, l) with `lengths` (b,), by the names of the net's arguments."""
    return graph_inputs(items, lengths) if kind == "graph" else sequence_inputs(items, lengths)


def sequence_inputs(items: NDArray[np.int64], lengths: NDArray[np.int64]) -> Arrays:
    """The sessions as they are."""
    return {"items": items, "lengths": lengths}


def graph_inputs(items: NDArray[np.int64], lengths: NDArray[np.int64]) -> Arrays:
    """Session graphs (Wu et al. 2019, section 3.2) of all sessions at once.

    nodes (b, m): the different items of each session; alias (b, l): the node of each click; outgoing, incoming
    (b, m, m): row i holds the edges from, respectively to, node i, how often each was walked over the row's sum.
    """
    batch, longest = items.shape
    inside = np.arange(longest) < lengths[:, None]
    same = (items[:, :, None] == items[:, None, :]) & inside[:, None, :]
    first = np.argmax(same, axis=2)  # where each click's item occurred first
    new = (first == np.arange(longest)) & inside
    numbers = np.cumsum(new, axis=1) - 1
    alias = np.where(inside, np.take_along_axis(numbers, first, axis=1), 0)
    most = max(1, int(new.sum(axis=1).max(initial=1)))
    nodes = np.zeros((batch, most), np.int64)
    owner, at = np.nonzero(new)
    nodes[owner, numbers[owner, at]] = items[owner, at]
    edges = np.zeros((batch, most, most), np.float32)
    owner, at = np.nonzero(inside[:, 1:])
    np.add.at(edges, (owner, alias[owner, at], alias[owner, at + 1]), np.float32(1))
    return {
        "nodes": nodes,
        "alias": alias,
        "lengths": lengths,
        "outgoing": _shares(edges),
        "incoming": _shares(np.swapaxes(edges, 1, 2)),
    }


def _shares(edges: NDArray[np.float32]) -> NDArray[np.float32]:
    shares: NDArray[np.float32] = edges / np.maximum(edges.sum(axis=2, keepdims=True), 1)
    return shares
