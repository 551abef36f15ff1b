"""Keeps the static rails to the rules in force. A part of the recommender's service.

An import writes the rail under the settings of its own moment; `must`, `never` and `capacity` may be others by the time
a recommender starts, and the rail has to obey them too.
"""

from __future__ import annotations

import asyncio

from interarec.domain.errors import Unavailable
from interarec.platform.artifacts import ArtifactWatcher
from interarec.platform.blobs.port import Blobs
from interarec.platform.clock import Now
from interarec.platform.settings import Settings
from interarec.platform.telemetry import get_logger
from interarec.recommender.catalogue.rail import publish_rail
from interarec.recommender.prepared import PreparedSite

__all__ = ["keep_rails"]

_log = get_logger("rails")


async def keep_rails(settings: Settings, watcher: ArtifactWatcher[PreparedSite], blobs: Blobs, now: Now) -> None:
    """Write each prepared site's rail anew at the start and whenever artifacts change, until cancelled."""
    while True:
        changed = asyncio.create_task(watcher.wait_for_change())
        await asyncio.sleep(0)  # it listens before the sites are looked at, so that no change falls between
        try:
            await _write(settings, watcher, blobs, now)
            await changed
        finally:
            changed.cancel()


async def _write(settings: Settings, watcher: ArtifactWatcher[PreparedSite], blobs: Blobs, now: Now) -> None:
    for site_id, rules in settings.sites.items():
        site = watcher.current(site_id)
        if site is None:
            continue
        try:
            await publish_rail(blobs, site.catalogue, site.choice.bought, rules, now())
        except Unavailable as error:
            _log.warning("the rail stays as it was", site=site_id, reason=str(error))
