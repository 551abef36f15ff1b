"""What became of one screenshot, as the service answers and the clients return it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Receipt", "Status"]


class Status(StrEnum):
    """What became of a screenshot."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer for one screenshot; `reason` only with `skipped`."""

    screenshot_id: str
    status: Status
    reason: str | None = None
