"""The object store over the S3 protocol: for every deployment with more than one process.

The minio client blocks, so each call runs in a small thread pool of its own. Conditions need a server that honours
If-Match and If-None-Match on PUT (SeaweedFS, MinIO, AWS do); `start` proves it, because everything above relies on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import TypeVar

import urllib3
from minio import Minio
from minio.datatypes import Object
from minio.deleteobjects import DeleteObject
from minio.error import InvalidResponseError, MinioException, S3Error, ServerError

from interarec.domain.errors import ConfigurationError, Conflict, InterarecError, NotFound, Unavailable
from interarec.platform.blobs.keys import checked_key, checked_prefix
from interarec.platform.blobs.port import Blob, Listed, Removed
from interarec.platform.settings import BlobSettings

__all__ = ["S3Blobs"]

CONNECT_S, READ_S = 1.0, 4.0
WHOLE_CALL_S = 10.0
"""Longer than connect and read with one repetition; a caller never waits longer than this."""
WHOLE_SWEEP_S = 60.0
"""The same for listings and deletions, which are many requests."""
THREADS = 16
PROBE = "health/probe"

Answer = TypeVar("Answer")


class S3Blobs:
    """Objects in one bucket."""

    def __init__(self, settings: BlobSettings) -> None:
        pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=CONNECT_S, read=READ_S),
            maxsize=THREADS,
            block=True,
            retries=urllib3.Retry(total=1, backoff_factor=0.05),
        )
        self._bucket = settings.bucket
        self._pool = pool
        self._client = Minio(
            settings.endpoint,
            access_key=settings.access_key.get_secret_value() or None,
            secret_key=settings.secret_key.get_secret_value() or None,
            secure=settings.secure,
            region=settings.region,
            http_client=pool,
        )
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="blobs")

    async def start(self) -> None:
        """Raises ConfigurationError when the bucket is missing or ignores conditions, Unavailable when out of reach."""
        if not await self._run(partial(self._client.bucket_exists, self._bucket)):
            raise ConfigurationError(f"the bucket {self._bucket!r} does not exist; create it first")
        await self.put(PROBE, b"")
        try:
            await self.put(PROBE, b"", if_absent=True)
        except Conflict:
            return
        raise ConfigurationError("the object store ignores If-None-Match; use one that honours conditional writes")

    async def make_bucket(self) -> None:
        """Create the bucket unless it is there."""
        if not await self._run(partial(self._client.bucket_exists, self._bucket)):
            await self._run(partial(self._client.make_bucket, self._bucket))

    async def stop(self) -> None:
        """Close the connections; calls still running end by their time-outs."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._pool.clear()

    async def put(
        self,
        key: str,
        data: bytes,
        *,
        media_type: str = "application/octet-stream",
        if_absent: bool = False,
        if_match: str | None = None,
    ) -> str:
        """See the port. A put repeated after a lost answer may raise Conflict with its own first try."""
        headers: dict[str, str | list[str] | tuple[str]] = {"Content-Type": media_type}
        if if_absent:
            headers["If-None-Match"] = "*"
        if if_match is not None:
            headers["If-Match"] = f'"{if_match}"'
        # `put_object` would send conditions as user metadata, so the one-request form beneath it is called.
        send = partial(self._client._put_object, self._bucket, checked_key(key), data, headers)
        return (await self._run(send)).etag or ""

    async def get(self, key: str) -> Blob:
        """See the port."""
        return await self._run(partial(self._get, checked_key(key)))

    def _get(self, key: str) -> Blob:
        response = self._client.get_object(self._bucket, key)
        try:
            return Blob(response.data, response.headers.get("etag", "").strip('"'))
        finally:
            response.release_conn()

    async def delete(self, key: str) -> bool:
        """See the port."""
        return (
            await self._run(partial(self._delete_where, checked_key(key), lambda name: name == key), WHOLE_SWEEP_S)
        ).objects > 0

    async def keys(self, prefix: str) -> list[str]:
        """See the port."""
        return await self._run(partial(self._keys, checked_prefix(prefix)), WHOLE_SWEEP_S)

    def _keys(self, prefix: str) -> list[str]:
        found = self._client.list_objects(self._bucket, prefix=prefix, recursive=True)
        return sorted(entry.object_name or "" for entry in found)

    async def listed(self, prefix: str) -> list[Listed]:
        """See the port."""
        return await self._run(partial(self._entries, checked_prefix(prefix)), WHOLE_SWEEP_S)

    def _entries(self, prefix: str) -> list[Listed]:
        found = self._client.list_objects(self._bucket, prefix=prefix, recursive=True)
        entries = (
            Listed(one.object_name or "", one.etag or "", one.last_modified) for one in found if one.last_modified
        )
        return sorted(entries, key=lambda one: one.key)

    async def older(self, prefix: str, before: datetime) -> list[str]:
        """See the port."""
        return [one.key for one in await self.listed(prefix) if one.put_at < before]

    async def delete_prefix(self, prefix: str) -> Removed:
        """See the port."""
        return await self._run(partial(self._delete_where, checked_prefix(prefix), lambda _: True), WHOLE_SWEEP_S)

    def _delete_where(self, prefix: str, chosen: Callable[[str], bool]) -> Removed:
        """Remove all versions and delete markers; counted are versions with bytes, and keys that had any."""
        listed = self._client.list_objects(self._bucket, prefix=prefix, recursive=True, include_version=True)
        doomed = [entry for entry in listed if chosen(entry.object_name or "")]
        self._remove(doomed)
        names = [entry.object_name for entry in doomed if not entry.is_delete_marker]
        return Removed(len(set(names)), len(names))

    def _remove(self, entries: Iterable[Object]) -> None:
        targets = [DeleteObject(entry.object_name or "", entry.version_id) for entry in entries]
        for error in self._client.remove_objects(self._bucket, targets):
            raise Unavailable(f"the object store did not delete {error.name}: {error.code}")

    async def check(self) -> None:
        """See the port."""
        await self.put(PROBE, b"")

    async def _run(self, call: Callable[[], Answer], limit_s: float = WHOLE_CALL_S) -> Answer:
        """`call` in a thread, bounded, with the client's errors in our tree."""
        try:
            async with asyncio.timeout(limit_s):
                return await asyncio.get_running_loop().run_in_executor(self._threads, call)
        except TimeoutError as error:
            raise Unavailable(f"the object store did not answer within {limit_s:g} s") from error
        except (MinioException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _ours(error) from error


def _ours(error: Exception) -> InterarecError:
    if isinstance(error, S3Error):
        if error.code in ("NoSuchKey", "NoSuchVersion"):
            return NotFound(f"there is no object {error.object_name}")
        if error.code in ("PreconditionFailed", "ConditionalRequestConflict"):
            return Conflict(f"{error.object_name} exists or was changed by someone else")
        return Unavailable(f"the object store refused: {error.code}")
    if isinstance(error, (ServerError, InvalidResponseError)):
        return Unavailable("the object store answered with an error of its own")
    return Unavailable(f"the object store does not answer: {type(error).__name__}")
