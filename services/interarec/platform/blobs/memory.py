"""The object store in the process: for unit tests and simulation."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime

from interarec.domain.errors import Conflict, NotFound, Unavailable
from interarec.platform.blobs.keys import checked_key, checked_prefix
from interarec.platform.blobs.port import Blob, Listed, Removed
from interarec.platform.clock import Now, utc_now

__all__ = ["MemoryBlobs"]


class MemoryBlobs:
    """A dict behind the port. `reachable = False` makes every call raise Unavailable, as a lost server would."""

    def __init__(self, now: Now = utc_now) -> None:
        self._objects: dict[str, Blob] = {}
        self._put_at: dict[str, datetime] = {}
        self._puts: Counter[str] = Counter()
        self._now = now
        self.reachable = True

    async def put(
        self,
        key: str,
        data: bytes,
        *,
        media_type: str = "application/octet-stream",
        if_absent: bool = False,
        if_match: str | None = None,
    ) -> str:
        """See the port."""
        self._require_reachable()
        there = self._objects.get(checked_key(key))
        if if_absent and there is not None:
            raise Conflict(f"{key} exists")
        if if_match is not None and (there is None or there.etag != if_match):
            raise Conflict(f"{key} was changed by someone else")
        etag = hashlib.sha256(data).hexdigest()
        self._objects[key] = Blob(data, etag)
        self._put_at[key] = self._now()
        self._puts[key] += 1
        return etag

    async def get(self, key: str) -> Blob:
        """See the port."""
        self._require_reachable()
        there = self._objects.get(checked_key(key))
        if there is None:
            raise NotFound(f"there is no object {key}")
        return there

    async def delete(self, key: str) -> bool:
        """See the port."""
        self._require_reachable()
        return self._objects.pop(checked_key(key), None) is not None

    async def keys(self, prefix: str) -> list[str]:
        """See the port."""
        self._require_reachable()
        start = checked_prefix(prefix)
        return sorted(key for key in self._objects if key.startswith(start))

    async def listed(self, prefix: str) -> list[Listed]:
        """See the port."""
        keys = await self.keys(prefix)
        return [Listed(key, f"{self._puts[key]}", self._put_at[key]) for key in keys]

    async def older(self, prefix: str, before: datetime) -> list[str]:
        """See the port."""
        return [key for key in await self.keys(prefix) if self._put_at[key] < before]

    async def delete_prefix(self, prefix: str) -> Removed:
        """See the port."""
        found = await self.keys(prefix)
        for key in found:
            del self._objects[key]
        return Removed(len(found), len(found))

    async def check(self) -> None:
        """See the port."""
        self._require_reachable()

    def _require_reachable(self) -> None:
        if not self.reachable:
            raise Unavailable("the object store does not answer")
