"""Live views as partial sums: what one partition of the log adds to one window of one site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

__all__ = ["InsightWindow"]


@dataclass(frozen=True, slots=True)
class InsightWindow:
    """`sums` maps names such as `viewed.color.green` or `purchases.assortment` to what was counted."""

    site_id: str
    partition: int
    start: datetime
    seconds: int
    sums: Mapping[str, float]
