"""What may be asked of the object store. S3, folder and memory all fulfil it.

Keys are relative paths of safe characters (`images/{site}/{sid}/{sequence}`); adapters refuse any other with
InvalidInput. All coroutines raise Unavailable when the store cannot be reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

__all__ = ["Blob", "Blobs", "Listed", "Removed"]


@dataclass(frozen=True, slots=True)
class Blob:
    """An object's bytes and the tag of this version of it."""

    data: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An object as a listing tells it. `mark` changes whenever the object is put anew; it is no etag for conditions.

    `put_at` may be cut to whole seconds, by the clock of the store.
    """

    key: str
    mark: str
    put_at: datetime


@dataclass(frozen=True, slots=True)
class Removed:
    """How many objects there were, and how many versions of them with bytes."""

    objects: int
    versions: int


class Blobs(Protocol):
    """The object store."""

    async def put(
        self,
        key: str,
        data: bytes,
        *,
        media_type: str = "application/octet-stream",
        if_absent: bool = False,
        if_match: str | None = None,
    ) -> str:
        """Store and return the etag. Raises Conflict when the condition does not hold."""

    async def get(self, key: str) -> Blob:
        """Raises NotFound."""

    async def delete(self, key: str) -> bool:
        """Remove every version; True if there was one."""

    async def keys(self, prefix: str) -> list[str]:
        """Keys that start with `prefix`, sorted."""

    async def listed(self, prefix: str) -> list[Listed]:
        """Objects whose keys start with `prefix`, sorted by key."""

    async def older(self, prefix: str, before: datetime) -> list[str]:
        """Keys that start with `prefix` and were last put before that time, sorted."""

    async def delete_prefix(self, prefix: str) -> Removed:
        """Remove every version of everything under `prefix`."""

    async def check(self) -> None:
        """Raise Unavailable unless the store takes a put now."""
