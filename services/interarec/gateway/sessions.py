"""The sessions of a shop as the back office lists them: capture's facts, the newest arm, the state."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from datetime import datetime
from typing import Any

from interarec.contracts.views import rfc3339
from interarec.domain.errors import Gone, NotFound, Unavailable
from interarec.platform.blobs.port import Blobs
from interarec.platform.control import ControlBoard
from interarec.platform.state.port import State

__all__ = ["SessionList"]

READS_AT_ONCE = 16
MOST_ENDED = 20_000


class SessionList:
    """Reads the facts objects `sessions/{site}/{sid}`, and those of ended sessions, which do not change, only once."""

    def __init__(self, blobs: Blobs, state: State, control: ControlBoard) -> None:
        self._blobs = blobs
        self._state = state
        self._control = control
        self._ended: OrderedDict[str, dict[str, Any]] = OrderedDict()

    async def require(self, site_id: str, session_id: str) -> None:
        """Raise NotFound unless the shop has this session."""
        await self._blobs.get(f"sessions/{site_id}/{session_id}")

    async def require_recommendation(self, site_id: str, session_id: str, recommendation_id: str) -> None:
        """Raise NotFound unless the session was given this one: its trace is stored before it is told."""
        key = f"traces/{site_id}/{session_id}/{recommendation_id}"
        if key not in await self._blobs.keys(key):
            raise NotFound("the session was given no such recommendation")

    async def newest(self, site_id: str, limit: int) -> list[dict[str, Any]]:
        """Sessions by start, newest first, erased ones left out."""
        prefix = f"sessions/{site_id}/"
        ids = [key.removeprefix(prefix) for key in await self._blobs.keys(prefix)]
        slots = asyncio.Semaphore(READS_AT_ONCE)

        async def facts(session_id: str) -> dict[str, Any] | None:
            async with slots:
                return await self._facts(site_id, session_id)

        found = await asyncio.gather(*(facts(one) for one in ids if not self._control.erased(one)))
        kept = sorted((one for one in found if one), key=lambda one: str(one["started_at"]), reverse=True)[:limit]
        arms = await asyncio.gather(*(self._arm(one["session_id"]) for one in kept))
        return [{**one, "arm": arm} for one, arm in zip(kept, arms, strict=True)]

    async def _facts(self, site_id: str, session_id: str) -> dict[str, Any] | None:
        key = f"sessions/{site_id}/{session_id}"
        held = self._ended.get(key)
        try:
            if held is None:
                facts = json.loads((await self._blobs.get(key)).data)
                held = {name: facts.get(name) for name in ("started_at", "ended_at", "screenshots")}
            started_at = rfc3339(datetime.fromisoformat(held["started_at"]))
        except (NotFound, ValueError, TypeError):
            return None
        if held["ended_at"]:
            self._ended[key] = held
            if len(self._ended) > MOST_ENDED:
                self._ended.popitem(last=False)
        return {
            "session_id": session_id,
            "started_at": started_at,
            "screenshots": held["screenshots"] or 0,
            "last_state": self._last_state(session_id, held),
        }

    def _last_state(self, session_id: str, held: dict[str, Any]) -> str:
        if held["ended_at"]:
            return "ended"
        return self._control.state(session_id).value

    async def _arm(self, session_id: str) -> str | None:
        try:
            history = await self._state.history(session_id, limit=1)
        except (Unavailable, Gone):
            return None
        return str(json.loads(history.publications[0].data)["arm"]) if history.publications else None
