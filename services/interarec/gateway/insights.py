"""Where the back office's live views come from: a port, because the views are made by another service."""

from __future__ import annotations

from typing import Any, Protocol

__all__ = ["Insights", "NoInsights"]


class Insights(Protocol):
    """A source of windowed views."""

    async def windows(self, site_id: str) -> list[dict[str, Any]]:
        """The shop's windows, newest first, as JSON data."""


class NoInsights:
    """For a gateway that runs without the insights service."""

    async def windows(self, site_id: str) -> list[dict[str, Any]]:
        """No windows."""
        return []
