"""Time as a value that is handed in, so that tests and simulation own it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

__all__ = ["Now", "utc_now"]

Now = Callable[[], datetime]
"""Returns the current time, timezone-aware, UTC."""


def utc_now() -> datetime:
    """The wall clock in UTC."""
    return datetime.now(UTC)
