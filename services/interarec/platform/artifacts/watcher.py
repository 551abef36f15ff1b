"""Follows the pointers of every site and keeps what was built from them, swapped while others use it.

Each service that knows a catalogue runs one. Missing artifacts never stop a start: `check` says what is missing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Generic, TypeVar

from interarec.domain.errors import Degraded, InterarecError, Unavailable
from interarec.domain.identifiers import CANARY_SITE
from interarec.platform.artifacts.store import current_version, fetch
from interarec.platform.blobs.port import Blobs
from interarec.platform.telemetry import get_logger

__all__ = ["ArtifactWatcher"]

T = TypeVar("T")
_log = get_logger("artifacts")

_HOW_TO_GET = {"catalogue": "interarec catalogue import", "choice": "interarec choice fit"}


class ArtifactWatcher(Generic[T]):
    """Holds the newest `build(site_id, {kind: bytes})` of each site.

    `required` kinds must be there before a site is built; `optional` ones are handed over when present. `build` is
    plain CPU work and runs in a thread; while it runs, and when it fails, the earlier value stays in use.
    """

    def __init__(
        self,
        blobs: Blobs,
        sites: Iterable[str],
        build: Callable[[str, Mapping[str, bytes]], T],
        *,
        required: tuple[str, ...] = ("catalogue",),
        optional: tuple[str, ...] = (),
        poll_s: float = 2.0,
    ) -> None:
        self._blobs = blobs
        self._sites = tuple(sites)
        self._build = build
        self._required = required
        self._kinds = (*required, *optional)
        self._poll_s = poll_s
        self._built: dict[str, T] = {}
        self._versions: dict[str, dict[str, str]] = {}
        self._troubles: dict[str, str] = dict.fromkeys(self._sites, "artifacts were not looked at yet")
        self._changed = asyncio.Event()

    def current(self, site_id: str) -> T | None:
        """What is in use for the site now; None until all required artifacts were there once."""
        return self._built.get(site_id)

    async def run(self) -> None:
        """Look at the pointers every `poll_s` seconds until cancelled."""
        while True:
            await self.refresh()
            await asyncio.sleep(self._poll_s)

    async def refresh(self) -> None:
        """Look at every site's pointers once; trouble is kept for `check`, logged, and never raised."""
        for site_id in self._sites:
            try:
                trouble = await self._refresh_site(site_id)
            except InterarecError as error:
                trouble = str(error)
            if trouble is None:
                self._troubles.pop(site_id, None)
            elif self._troubles.get(site_id) != trouble:
                self._troubles[site_id] = trouble
                _log.warning("artifacts not ready", site=site_id, reason=trouble)

    @property
    def checks(self) -> dict[str, Callable[[], Awaitable[None]]]:
        """A health check for each site, by name."""
        return {f"artifacts:{site}": partial(self._check, site) for site in self._sites}

    async def _check(self, site_id: str) -> None:
        """Raise with what is missing and how to bring it: Degraded while other sites are served, else Unavailable."""
        if site_id in self._built:
            return
        served = set(self._built) - {CANARY_SITE}
        kind = Degraded if served or site_id == CANARY_SITE else Unavailable
        raise kind(self._troubles.get(site_id, ""), code="artifacts_missing")

    async def wait_for_change(self) -> None:
        """Return after the next swap of any site."""
        self._changed.clear()
        await self._changed.wait()

    async def _refresh_site(self, site_id: str) -> str | None:
        """Build the site anew if a pointer moved; what is in the way, or None."""
        versions = {kind: await current_version(self._blobs, site_id, kind) for kind in self._kinds}
        for kind in self._required:
            if versions[kind] is None:
                how = _HOW_TO_GET.get(kind, "publish one")
                return f"site {site_id} has no {kind} yet: {how} … --site {site_id}"
        present = {kind: version for kind, version in versions.items() if version is not None}
        if present == self._versions.get(site_id):
            return None
        artifacts = {kind: await fetch(self._blobs, site_id, kind, present[kind]) for kind in present}
        self._built[site_id] = await asyncio.to_thread(self._build, site_id, artifacts)
        self._versions[site_id] = present
        self._changed.set()
        _log.info("artifacts in use", site=site_id, **present)
        return None
