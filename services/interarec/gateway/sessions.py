"""The sessions of a shop as the back office lists them: capture's facts, the newest arm, the state."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from interarec.contracts.views import rfc3339
from interarec.domain.errors import Gone, NotFound, Unavailable
from interarec.platform.blobs.port import Blobs, Listed
from interarec.platform.control import ControlBoard
from interarec.platform.state.port import State

__all__ = ["SessionList"]

READS_AT_ONCE = 16
MOST_HELD = 20_000
CLOCKS_APART = timedelta(seconds=2)
"""A listing's times are cut to seconds, and are of the object store's clock; a session's start is of capture's."""


@dataclass(frozen=True, slots=True)
class _Facts:
    session_id: str
    started_at: datetime
    ended: bool
    screenshots: int


class SessionList:
    """Reads the facts objects `sessions/{site}/{sid}`: as few as tell the newest, and each only when it has changed."""

    def __init__(self, blobs: Blobs, state: State, control: ControlBoard) -> None:
        self._blobs = blobs
        self._state = state
        self._control = control
        self._held: OrderedDict[str, tuple[str, _Facts]] = OrderedDict()

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
        newest = await self._newest_facts(f"sessions/{site_id}/", limit)
        arms = await asyncio.gather(*(self._arm(one.session_id) for one in newest))
        return [self._row(facts, arm) for facts, arm in zip(newest, arms, strict=True)]

    async def _newest_facts(self, prefix: str, limit: int) -> list[_Facts]:
        """Read in the order of their last put: none begins after it, so what is left cannot be newer than the last."""
        listed = [one for one in await self._blobs.listed(prefix) if not self._control.erased(_session_of(one))]
        listed.sort(key=lambda one: one.put_at, reverse=True)
        newest: list[_Facts] = []
        while listed and not (len(newest) == limit and newest[-1].started_at > listed[0].put_at + CLOCKS_APART):
            step = max(READS_AT_ONCE, limit - len(newest))
            newest += await self._read(listed[:step])
            newest = sorted(newest, key=lambda one: (-one.started_at.timestamp(), one.session_id))[:limit]
            del listed[:step]
        return newest

    async def _read(self, listed: list[Listed]) -> list[_Facts]:
        slots = asyncio.Semaphore(READS_AT_ONCE)

        async def facts(one: Listed) -> _Facts | None:
            async with slots:
                return await self._facts(one)

        return [one for one in await asyncio.gather(*map(facts, listed)) if one is not None]

    async def _facts(self, listed: Listed) -> _Facts | None:
        """None for what went meanwhile, and for what is not ours."""
        mark, held = self._held.get(listed.key, ("", None))
        if held is not None and mark == listed.mark:
            return held
        try:
            facts = json.loads((await self._blobs.get(listed.key)).data)
            started_at = datetime.fromisoformat(facts["started_at"]).astimezone(UTC)
            read = _Facts(_session_of(listed), started_at, bool(facts.get("ended_at")), facts.get("screenshots") or 0)
        except (NotFound, ValueError, TypeError, KeyError, AttributeError):
            return None
        self._held[listed.key] = listed.mark, read
        self._held.move_to_end(listed.key)
        if len(self._held) > MOST_HELD:
            self._held.popitem(last=False)
        return read

    def _row(self, facts: _Facts, arm: str | None) -> dict[str, Any]:
        state = "ended" if facts.ended else self._control.state(facts.session_id).value
        return {
            "session_id": facts.session_id,
            "started_at": rfc3339(facts.started_at),
            "screenshots": facts.screenshots,
            "last_state": state,
            "arm": arm,
        }

    async def _arm(self, session_id: str) -> str | None:
        try:
            history = await self._state.history(session_id, limit=1)
        except (Unavailable, Gone):
            return None
        return str(json.loads(history.publications[0].data)["arm"]) if history.publications else None


def _session_of(listed: Listed) -> str:
    return listed.key.rpartition("/")[2]
