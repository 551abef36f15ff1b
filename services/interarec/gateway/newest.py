"""The newest recommendation of a session, or the shop's static rail when there is nothing better to show."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any

from interarec.domain.errors import InterarecError, NotFound, Unavailable
from interarec.gateway.payload import is_fallback
from interarec.platform.blobs.port import Blobs
from interarec.platform.state.port import State
from interarec.platform.telemetry import get_logger

__all__ = ["Newest", "Rails"]

REFRESH_S = 2.0


class Rails:
    """The static rail of every shop, kept in memory so that it is there when everything else is not."""

    def __init__(self, blobs: Blobs, sites: Iterable[str]) -> None:
        self._blobs = blobs
        self._sites = tuple(sites)
        self._rails: dict[str, dict[str, Any]] = {}
        self._log = get_logger("gateway.rails")

    async def run(self) -> None:
        """Look for new rails until cancelled."""
        while True:
            for site_id in self._sites:
                await self._refresh(site_id)
            await asyncio.sleep(REFRESH_S)

    async def of(self, site_id: str, session_id: str) -> bytes:
        """The rail as a recommendation for this session. Raises NotFound."""
        if site_id not in self._rails:
            await self._refresh(site_id)
        rail = self._rails.get(site_id)
        if rail is None:
            raise NotFound("there is no recommendation for this session yet")
        return json.dumps({**rail, "session_id": session_id}, separators=(",", ":"), ensure_ascii=False).encode()

    async def _refresh(self, site_id: str) -> None:
        """The last known rail stays when the object store is away or holds something else."""
        try:
            blob = await self._blobs.get(f"artifacts/{site_id}/rail/current")
            rail = json.loads(blob.data)
        except NotFound:
            return
        except (InterarecError, ValueError) as error:
            self._log.warning("rail not read", site=site_id, reason=str(error))
            return
        if isinstance(rail, dict):
            self._rails[site_id] = rail


class Newest:
    """What to show a session that asks over HTTP."""

    def __init__(self, state: State, rails: Rails) -> None:
        self._state = state
        self._rails = rails

    async def of(self, site_id: str, session_id: str, *, switched_off: bool) -> bytes:
        """JSON of a recommendation. Raises Gone for an erased session, NotFound when not even a rail exists.

        Another shop's session looks like one without recommendations.
        """
        try:
            history = await self._state.history(session_id, limit=1)
        except Unavailable:
            return await self._rails.of(site_id, session_id)
        for one in history.publications:
            if history.site_id == site_id and (not switched_off or is_fallback(one.data)):
                return one.data
        return await self._rails.of(site_id, session_id)
