"""Making a session unreadable: first the word to every process, then its key, then every object, then Redis.

Called by `DELETE /v1/sessions/{id}` and the command line. Each step may be repeated; a call that failed half-way is
completed by the next one. A Redis that does not answer, and the processes' own memories, follow the word on the control
topic.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from interarec.contracts.topics import TOPICS
from interarec.contracts.views import rfc3339
from interarec.domain.control import ControlState
from interarec.domain.errors import Conflict, NotFound, Unavailable
from interarec.platform.blobs.port import Blobs
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.security import Vault
from interarec.platform.state.port import State

__all__ = ["PREFIXES", "erase_session", "erasure_id", "erasure_key", "require_session"]

PREFIXES = ("images", "traces", "ratings")
"""Folders with one folder per session below the site."""
READABLE_FOR_S = 60
"""Images and our own interfaces answer nothing of the session after this long at the latest."""

ELSEWHERE = {
    "redis": "late slates are refused for 25 h; counters of model budgets carry only a hash of the session's id",
    "processes": "keys and summaries in memory are dropped when the word is heard, keys after 30 s at the latest",
    "compacted_topics": "interarec.control.v1 keeps the session's id and the word erased; no text of a shopper",
    "logs": "only a hash of the session's id was ever written",
    "model_recordings": "none is made while serving; `interarec session erase --cassette FILE` clears a replay's",
}
"""What is neither in the object store nor under the session's keys in Redis, and how it follows."""
PENDING = "pending"
"""Redis did not answer: it is cleared when the word on the control topic is heard, and not counted."""


def erasure_id(site_id: str, session_id: str) -> str:
    """Name of the session's erasure: the same for every repetition, and without the session's name in it."""
    return "e" + hashlib.sha256(f"erasure\0{site_id}\0{session_id}".encode()).hexdigest()[:32]


def erasure_key(name: str) -> str:
    """Where the report lies."""
    return f"erasures/{name}"


async def require_session(blobs: Blobs, site_id: str, session_id: str) -> None:
    """Raise NotFound unless the session is, or was before its erasure, one of the site's.

    Asked before an erasure by anybody but the shopper: the word `erased` is final for the session's id, at any site.
    """
    for key in (f"sessions/{site_id}/{session_id}", erasure_key(erasure_id(site_id, session_id))):
        if key in await blobs.keys(key):
            return
    raise NotFound(f"there is no session of this id at site {site_id}, nor a report of its erasure")


async def erase_session(
    site_id: str,
    session_id: str,
    *,
    blobs: Blobs,
    vault: Vault,
    control: ControlBoard,
    state: State,
    now: Now,
    by: str,
) -> str:
    """Erase and write the report; its id. Raises Unavailable, after which the same call goes on where it stopped."""
    requested = now()
    if not control.erased(session_id):
        await control.set(site_id, session_id, ControlState.ERASED, by=by)
    keys = int(await vault.destroy(site_id, session_id))
    found = {prefix: await blobs.delete_prefix(f"{prefix}/{site_id}/{session_id}/") for prefix in PREFIXES}
    facts = int(await blobs.delete(f"sessions/{site_id}/{session_id}"))
    name = erasure_id(site_id, session_id)
    report = {
        "erasure_id": name,
        "site_id": site_id,
        "status": "done",
        "by": by,
        "requested_at": rfc3339(requested),
        "finished_at": rfc3339(now()),
        "key_destroyed": keys > 0,
        "removed": {**{prefix: one.objects for prefix, one in found.items()}, "keys": keys, "sessions": facts},
        "versions_removed": {prefix: one.versions for prefix, one in found.items()},
        "redis": await _forget(state, session_id),
        "elsewhere": dict(ELSEWHERE),
        "unreadable_by": rfc3339(requested + timedelta(seconds=READABLE_FOR_S)),
        "texts_on_log_until": rfc3339(now() + _log_retention()),
    }
    await _file(blobs, erasure_key(name), report)
    return name


async def _forget(state: State, session_id: str) -> dict[str, object]:
    """Keys by kind and the slates in them. An erasure does not wait for Redis: what follows later is named."""
    try:
        found = await state.erase(session_id)
    except Unavailable as error:
        return {"status": PENDING, "reason": str(error)}
    return {"status": "cleared", "keys": {"session": found.channels, "stream": found.streams}, "slates": found.slates}


async def _file(blobs: Blobs, key: str, report: Mapping[str, Any]) -> None:
    """The first report counts what was there, and a repetition finds nothing: it fills in what was pending."""
    try:
        await _put(blobs, key, report, if_absent=True)
        return
    except Conflict:
        filed = await blobs.get(key)
    earlier = json.loads(filed.data)
    if earlier.get("redis", {}).get("status") == PENDING and report["redis"]["status"] != PENDING:
        with contextlib.suppress(Conflict):  # another repetition was first
            await _put(blobs, key, {**earlier, "redis": report["redis"]}, if_match=filed.etag)


async def _put(
    blobs: Blobs, key: str, report: Mapping[str, Any], *, if_absent: bool = False, if_match: str | None = None
) -> None:
    data = json.dumps(report).encode()
    await blobs.put(key, data, media_type="application/json", if_absent=if_absent, if_match=if_match)


def _log_retention() -> timedelta:
    """How long the topics keep what was already said; compacted topics hold no texts of shoppers."""
    kept = [int(topic.config.get("retention.ms", 0)) for topic in TOPICS.values()]
    return timedelta(milliseconds=max(kept))
