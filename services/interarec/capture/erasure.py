"""Making a session unreadable: first the word to every process, then its key, then every object.

Called by `DELETE /v1/sessions/{id}` and the command line. Each step may be repeated; a call that failed half-way is
completed by the next one. Redis and the processes' own memories follow the word on the control topic.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from datetime import datetime, timedelta

from interarec.contracts.topics import TOPICS
from interarec.contracts.views import rfc3339
from interarec.domain.control import ControlState
from interarec.domain.errors import Conflict
from interarec.platform.blobs.port import Blobs
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.security import Vault

__all__ = ["PREFIXES", "erase_session", "erasure_id", "erasure_key"]

PREFIXES = ("images", "traces", "ratings")
"""Folders with one folder per session below the site."""
READABLE_FOR_S = 60
"""Images and our own interfaces answer nothing of the session after this long at the latest."""

ELSEWHERE = {
    "state": "Redis is cleared when the word on the control topic is heard, and refuses late slates for 25 h",
    "processes": "keys and summaries in memory are dropped when the word is heard, keys after 30 s at the latest",
    "compacted_topics": "interarec.control.v1 keeps the session's id and the word erased; no text of a shopper",
    "logs": "only a hash of the session's id was ever written",
    "model_recordings": "none is made while serving; `interarec session erase --cassette FILE` clears a replay's",
}
"""What the object store does not hold, and how it follows."""


def erasure_id(site_id: str, session_id: str) -> str:
    """Name of the session's erasure: the same for every repetition, and without the session's name in it."""
    return "e" + hashlib.sha256(f"erasure\0{site_id}\0{session_id}".encode()).hexdigest()[:32]


def erasure_key(name: str) -> str:
    """Where the report lies."""
    return f"erasures/{name}"


async def erase_session(
    site_id: str, session_id: str, *, blobs: Blobs, vault: Vault, control: ControlBoard, now: Now, by: str
) -> str:
    """Erase and write the report; its id. Raises Unavailable, after which the same call goes on where it stopped."""
    requested = now()
    if not control.erased(session_id):
        await control.set(site_id, session_id, ControlState.ERASED, by=by)
    keys = int(await vault.destroy(site_id, session_id))
    removed = {prefix: await blobs.delete_prefix(f"{prefix}/{site_id}/{session_id}/") for prefix in PREFIXES}
    removed["keys"] = keys
    removed["sessions"] = int(await blobs.delete(f"sessions/{site_id}/{session_id}"))
    name = erasure_id(site_id, session_id)
    report = _report(name, site_id, requested, now(), removed, by)
    with contextlib.suppress(Conflict):  # the first report counts what was there; a repetition finds nothing
        await blobs.put(erasure_key(name), json.dumps(report).encode(), media_type="application/json", if_absent=True)
    return name


def _report(
    name: str, site_id: str, requested: datetime, finished: datetime, removed: dict[str, int], by: str
) -> dict[str, object]:
    return {
        "erasure_id": name,
        "site_id": site_id,
        "status": "done",
        "by": by,
        "requested_at": rfc3339(requested),
        "finished_at": rfc3339(finished),
        "key_destroyed": True,
        "removed": removed,
        "elsewhere": dict(ELSEWHERE),
        "unreadable_by": rfc3339(requested + timedelta(seconds=READABLE_FOR_S)),
        "texts_on_log_until": rfc3339(finished + _log_retention()),
    }


def _log_retention() -> timedelta:
    """How long the topics keep what was already said; compacted topics hold no texts of shoppers."""
    kept = [int(topic.config.get("retention.ms", 0)) for topic in TOPICS.values()]
    return timedelta(milliseconds=max(kept))
