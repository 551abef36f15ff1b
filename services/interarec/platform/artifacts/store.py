"""Versioned artifacts and their pointers in the object store.

An artifact `artifacts/{site}/{kind}/{version}` never changes; the pointer `artifacts/{site}/{kind}/current` is a small
JSON object {"version"} that is replaced after the artifact is there, so that a reader never follows it into nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress

from interarec.domain.errors import Conflict, InvalidInput, NotFound
from interarec.platform.blobs.port import Blobs

__all__ = ["current_version", "fetch", "fetch_current", "publish"]


def _key(site_id: str, kind: str, version: str) -> str:
    return f"artifacts/{site_id}/{kind}/{version}"


async def publish(blobs: Blobs, site_id: str, kind: str, version: str, data: bytes) -> None:
    """Store `data` as `version` of `kind` and make it the current one. Raises Unavailable."""
    with suppress(Conflict):  # the version is a hash of the content: what is there is the same
        await blobs.put(_key(site_id, kind, version), data, if_absent=True)
    pointer = json.dumps({"version": version}).encode()
    await blobs.put(_key(site_id, kind, "current"), pointer, media_type="application/json")


async def current_version(blobs: Blobs, site_id: str, kind: str) -> str | None:
    """Version the pointer names, None when nothing was ever published. Raises InvalidInput on a broken pointer."""
    try:
        blob = await blobs.get(_key(site_id, kind, "current"))
    except NotFound:
        return None
    try:
        return str(json.loads(blob.data)["version"])
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(f"the pointer to {kind} of site {site_id} is broken; publish {kind} again") from error


async def fetch(blobs: Blobs, site_id: str, kind: str, version: str) -> bytes:
    """Bytes of one version. Raises NotFound."""
    return (await blobs.get(_key(site_id, kind, version))).data


async def fetch_current(blobs: Blobs, site_id: str, kind: str) -> bytes | None:
    """Bytes of the current version, None when nothing was ever published."""
    version = await current_version(blobs, site_id, kind)
    return None if version is None else await fetch(blobs, site_id, kind, version)
