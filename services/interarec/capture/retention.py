"""Removes what has been kept long enough, without being asked, and what came late after an erasure.

Run by every capture process; two at once do no harm. Texts on Kafka age out by the topics' own retention, and what is
in Redis by its time to live.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from prometheus_client import Counter

from interarec.capture.erasure import PREFIXES
from interarec.domain.errors import Degraded, Unavailable
from interarec.platform.blobs.port import Blobs
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.settings.schema import RetentionSettings
from interarec.platform.telemetry import get_logger

__all__ = ["Retention"]

KINDS = ("keys", *PREFIXES, "sessions")
"""The keys go first: what a sweep that is cut short leaves behind cannot be opened any more."""
LATE = timedelta(minutes=5)
"""A process that stood still may hold the key of an erased session this long at most, and write once more under it."""
DELETES_AT_ONCE = 8
MISSED = 3

REMOVED = Counter("interarec_retention_removed", "objects removed because they were kept long enough", ["kind"])


class Retention:
    """The sweeper of one process. `run` until cancelled; `check` says when it does not get on."""

    def __init__(
        self, blobs: Blobs, control: ControlBoard, sites: Iterable[str], settings: RetentionSettings, now: Now
    ) -> None:
        self._blobs = blobs
        self._control = control
        self._sites = tuple(sites)
        self._settings = settings
        self._now = now
        self._swept_at = now()
        self._log = get_logger("retention")

    async def sweep(self) -> Mapping[str, int]:
        """Remove what is older than it may be; how many objects by kind. Raises Unavailable."""
        began = self._now()
        removed = dict.fromkeys((*KINDS, "erasures", "late"), 0)
        for site in self._sites:
            for kind in KINDS:
                removed[kind] += await self._remove_older(f"{kind}/{site}/", began - self._settings.session_age)
        removed["erasures"] = await self._remove_older("erasures/", began - self._settings.report_age)
        removed["late"] = await self._remove_late(began)
        for kind, number in removed.items():
            REMOVED.labels(kind).inc(number)
        self._swept_at = began
        return removed

    async def _remove_older(self, prefix: str, before: datetime) -> int:
        slots = asyncio.Semaphore(DELETES_AT_ONCE)

        async def remove(key: str) -> bool:
            async with slots:
                return await self._blobs.delete(key)

        return sum(await asyncio.gather(*(remove(key) for key in await self._blobs.older(prefix, before))))

    async def _remove_late(self, began: datetime) -> int:
        """Objects written by somebody who had not heard of the erasure; they cannot be opened, and need not lie."""
        since = began - 2 * self._settings.sweep_interval - LATE
        removed = 0
        for word in self._control.erased_since(since):
            for prefix in PREFIXES:
                removed += (await self._blobs.delete_prefix(f"{prefix}/{word.site_id}/{word.session_id}/")).objects
            removed += await self._blobs.delete(f"sessions/{word.site_id}/{word.session_id}")
        return removed

    async def run(self) -> None:
        """Sweep at once and then at the interval, until cancelled."""
        await self._control.wait_ready()
        while True:
            try:
                removed = {kind: number for kind, number in (await self.sweep()).items() if number}
                if removed:
                    self._log.info("swept", **removed)
            except Unavailable as error:
                self._log.warning("not swept", reason=str(error))
            await asyncio.sleep(self._settings.sweep_interval.total_seconds())

    async def check(self) -> None:
        """Raise Degraded when nothing was swept for three intervals: no reason to refuse screenshots, but to look."""
        if self._now() - self._swept_at > MISSED * self._settings.sweep_interval + LATE:
            raise Degraded("what was kept long enough is not removed; see the log for why the object store refuses")
