"""The block index: items sorted so that a few blocks hold all that can enter the best set.

Sorted by price (descending) in bands of 8,192, inside a band by weight (descending), cut into blocks of 64. With
the largest price and weight of a block, vmax * (pmax - level) bounds v * (p - level) of each of its items from
above, so a block whose bound is below the worst chosen item stays closed. Built once per catalogue; read by `opening`.
"""

from __future__ import annotations

import numpy as np

from interarec.assortment.arrays import F64, Index

__all__ = ["BLOCK", "BlockIndex"]

BAND = 8192
BLOCK = 64
# As many of the heaviest items are kept at hand as slates are long, with room for filters.
HEAVIEST = 4096


class BlockIndex:
    """Items in block order: `order`, `prices`, `weights` of shape (blocks, 64), `pmax` and `vmax` of (blocks,).

    `level` is where a search may start: the revenue of a slate of ten, filled in by the first solve.
    The last block is padded with items of weight 0 and index n, which no chooser takes.
    """

    def __init__(self, prices: F64, weights: F64) -> None:
        size = self.size = prices.size
        by_price = np.argsort(-prices, kind="stable")
        band = np.arange(size) // BAND
        inner = np.lexsort((-weights[by_price], band))
        order = by_price[inner]
        count = -(-size // BLOCK)
        padding = count * BLOCK - size
        floor = float(prices.min()) if size else 0.0
        self.order: Index = np.concatenate([order, np.full(padding, size, dtype=np.intp)]).reshape(count, BLOCK)
        self.prices: F64 = np.concatenate([prices[order], np.full(padding, floor)]).reshape(count, BLOCK)
        self.weights: F64 = np.concatenate([weights[order], np.zeros(padding)]).reshape(count, BLOCK)
        self.pmax: F64 = self.prices.max(axis=1)
        self.vmax: F64 = self.weights.max(axis=1)
        self.level: float | None = None
        self.heaviest: Index = np.argsort(-weights, kind="stable")[:HEAVIEST]
