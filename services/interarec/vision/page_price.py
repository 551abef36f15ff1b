"""An amount with its place on a page: what `money` finds and `offers` groups."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from interarec.domain.summaries import Box

__all__ = ["PagePrice"]


@dataclass(frozen=True, slots=True)
class PagePrice:
    """An amount with its place: `line` is the index of its line, `whole` that the line holds nothing else.

    `height` is that of its digits in pixels; `struck` that a line runs through it.
    """

    amount: Decimal
    currency: str | None
    kind: str
    box: Box
    line: int
    height: int
    struck: bool
    whole: bool
    abbreviated: bool = False
    range_end: Decimal | None = None
