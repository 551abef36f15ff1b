"""The live views for the back office, added up from the partial sums that the insights service publishes.

A partition says the sums of a window again whenever they grow; the newest word counts.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import datetime
from typing import Any, Protocol

from interarec.contracts.envelope import open_record
from interarec.contracts.topics import INSIGHTS
from interarec.contracts.views import rfc3339
from interarec.domain.errors import RejectMessage, Unavailable
from interarec.domain.insights import InsightWindow
from interarec.platform.bus.port import Bus, Record
from interarec.platform.telemetry import get_logger

__all__ = ["InsightLog", "Insights"]

MOST_WINDOWS = 120
RECONNECT_S = 1.0

Window = tuple[datetime, int]
"""Start and length in seconds."""


class Insights(Protocol):
    """A source of windowed views."""

    async def windows(self, site_id: str) -> list[dict[str, Any]]:
        """The shop's windows, newest first: {"start", "seconds", "sums": {name: number}}."""

    async def run(self) -> None:
        """Keep up to date until cancelled."""


class InsightLog:
    """Follows the insights topic and keeps the newest windows of each shop."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._sites: defaultdict[str, dict[Window, dict[int, InsightWindow]]] = defaultdict(dict)
        self._log = get_logger("gateway.insights")

    async def windows(self, site_id: str) -> list[dict[str, Any]]:
        """See `Insights`."""
        held = self._sites.get(site_id, {})
        return [
            {"start": rfc3339(start), "seconds": seconds, "sums": _sums(held[start, seconds])}
            for start, seconds in sorted(held, reverse=True)
        ]

    async def run(self) -> None:
        """See `Insights`."""
        while True:
            try:
                async for record in self._bus.follow(INSIGHTS.name, from_beginning=True):
                    if record is not None and record.value is not None:
                        self._take(record)
            except Unavailable as error:
                self._log.warning("insights topic away", reason=str(error))
            await asyncio.sleep(RECONNECT_S)

    def _take(self, record: Record) -> None:
        try:
            value = open_record(record.topic, record.value)
        except RejectMessage as error:
            self._log.error("insights message skipped", offset=record.offset, reason=str(error))
            return
        assert isinstance(value, InsightWindow)
        windows = self._sites[value.site_id]
        windows.setdefault((value.start, value.seconds), {})[value.partition] = value
        while len(windows) > MOST_WINDOWS:
            del windows[min(windows)]


def _sums(partitions: dict[int, InsightWindow]) -> dict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    for part in partitions.values():
        for name, value in part.sums.items():
            total[name] += value
    return dict(total)
