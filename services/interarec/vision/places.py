"""How often a page repeats a place: whether other prices have a line where this line stands to this price.

Shops draw every card alike, so the title of a card stands where the titles of the other cards stand. Used by
`titles` as one of the features of a pair.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interarec.domain.summaries import Box

__all__ = ["Places"]

_COMPARED = 8  # other prices looked at, evenly spread over the page
_TOLERANCE = 8.0  # scaled pixels


class Places:
    """Lines and prices of one page as arrays; `scale` is ordinary text over 17 pixels."""

    def __init__(self, lines: Sequence[Box], prices: Sequence[Box], scale: float) -> None:
        self._lines = _points(lines)
        self._prices = list(prices)
        self._tolerance = _TOLERANCE * scale
        step = max(len(self._prices) // _COMPARED, 1)
        self._others = self._prices[::step]

    def repeated(self, line: Box, price: Box) -> float:
        """The share of other prices that have a line at this line's place, 0 when there is no other price."""
        others = [other for other in self._others if other != price]
        if not others or len(self._lines) == 0:
            return 0.0
        offset = _points([line])[0] - _points([price])[0]
        found = self._lines[None, :, :] - _points(others)[:, None, :]
        apart = np.abs(found - offset)
        near = (apart[:, :, 3] < self._tolerance) & (apart[:, :, :3].min(axis=2) < self._tolerance)
        return float(near.any(axis=1).mean())


def _points(boxes: Sequence[Box]) -> NDArray[np.float64]:
    """Shape (boxes, 4): left, right, centre, top."""
    corners = np.asarray(boxes, dtype=np.float64).reshape(-1, 4)
    left, top, right = corners[:, 0], corners[:, 1], corners[:, 2]
    return np.stack([left, right, (left + right) / 2, top], axis=1)
