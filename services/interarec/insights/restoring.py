"""When restoring windows from the changelog is given up. Plain; asked by `faust_app` once a second."""

from __future__ import annotations

__all__ = ["STILL_S", "Restoring"]

STILL_S = 12
"""Seconds without progress after which a membership is given up; an undisturbed one restores in 1 to 5."""


class Restoring:
    """What was seen of it so far."""

    def __init__(self, limit_s: int = STILL_S) -> None:
        self._limit_s = limit_s
        self._still_s = 0
        self._left: int | None = None

    def stands_still(self, *, done: bool, left: int) -> bool:
        """A second later: whether it is `done`, and how many records are `left`. True when it is to be begun anew."""
        self._still_s = 0 if done or left != self._left else self._still_s + 1
        self._left = left
        return self._still_s >= self._limit_s
