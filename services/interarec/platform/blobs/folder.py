"""The object store as a folder of plain files: for the embedded run and the command line.

Several processes may share the folder (a running server and an import beside it): conditional puts hold a file lock,
and every put replaces the whole file at once, so a reader never sees half an object.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from interarec.domain.errors import Conflict, InvalidInput, NotFound, Unavailable
from interarec.platform.blobs.keys import checked_key, checked_prefix
from interarec.platform.blobs.port import Blob, Listed, Removed

__all__ = ["FolderBlobs"]

PENDING = ".pending"
"""Folder of files being written; no key can start with a dot, so nothing of it is ever listed."""


class FolderBlobs:
    """Objects as files under `root`, which is made when missing."""

    def __init__(self, root: Path) -> None:
        self._root = root

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
        path = self._root / checked_key(key)
        return await asyncio.to_thread(self._put, path, data, if_absent, if_match)

    async def get(self, key: str) -> Blob:
        """See the port."""
        return await asyncio.to_thread(self._get, self._root / checked_key(key))

    async def delete(self, key: str) -> bool:
        """See the port."""
        return await asyncio.to_thread(self._delete, self._root / checked_key(key))

    async def keys(self, prefix: str) -> list[str]:
        """See the port."""
        return await asyncio.to_thread(self._keys, checked_prefix(prefix))

    async def listed(self, prefix: str) -> list[Listed]:
        """See the port."""
        return await asyncio.to_thread(self._entries, checked_prefix(prefix))

    async def older(self, prefix: str, before: datetime) -> list[str]:
        """See the port."""
        return [one.key for one in await self.listed(prefix) if one.put_at < before]

    async def delete_prefix(self, prefix: str) -> Removed:
        """See the port."""
        return await asyncio.to_thread(self._delete_prefix, checked_prefix(prefix))

    async def check(self) -> None:
        """See the port."""
        await asyncio.to_thread(self._check)

    def _put(self, path: Path, data: bytes, if_absent: bool, if_match: str | None) -> str:
        with _translated(path), self._locked():
            if if_absent and path.is_file():
                raise Conflict(f"{path.name} exists")
            if if_match is not None and (not path.is_file() or _etag(path.read_bytes()) != if_match):
                raise Conflict(f"{path.name} was changed by someone else")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._replace(path, data)
        return _etag(data)

    def _replace(self, path: Path, data: bytes) -> None:
        handle, pending = tempfile.mkstemp(dir=self._root / PENDING)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(pending).replace(path)
        except OSError:
            Path(pending).unlink(missing_ok=True)
            raise

    def _get(self, path: Path) -> Blob:
        with _translated(path):
            if not path.is_file():
                raise NotFound(f"there is no object {path.name}")
            data = path.read_bytes()
        return Blob(data, _etag(data))

    def _delete(self, path: Path) -> bool:
        with _translated(path), self._locked():
            if not path.is_file():
                return False
            path.unlink()
            self._prune(path.parent)
        return True

    def _keys(self, prefix: str) -> list[str]:
        with self._locked():
            return self._listed(prefix)

    def _listed(self, prefix: str) -> list[str]:
        folder = self._root / prefix.rpartition("/")[0]
        with _translated(folder):
            files = (path for path in folder.rglob("*") if path.is_file())
            found = (path.relative_to(self._root).as_posix() for path in files)
            return sorted(key for key in found if key.startswith(prefix) and not key.startswith("."))

    def _entries(self, prefix: str) -> list[Listed]:
        with self._locked(), _translated(self._root):
            return [_entry(key, (self._root / key).stat()) for key in self._listed(prefix)]

    def _delete_prefix(self, prefix: str) -> Removed:
        with self._locked():
            found = self._listed(prefix)
            for key in found:
                path = self._root / key
                with _translated(path):
                    path.unlink(missing_ok=True)
                    self._prune(path.parent)
        return Removed(len(found), len(found))

    def _prune(self, folder: Path) -> None:
        """Remove folders left empty, so that an erased session leaves no trace of its id."""
        while folder != self._root and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _check(self) -> None:
        with _translated(self._root), self._locked():
            free = shutil.disk_usage(self._root).free
        if free < 64 * 1024 * 1024:
            raise Unavailable(f"less than 64 MiB free under {self._root}; make room")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One writer at a time among all processes that share the folder."""
        try:
            (self._root / PENDING).mkdir(parents=True, exist_ok=True)
            file = (self._root / PENDING / "lock").open("wb")
        except OSError as error:
            raise Unavailable(f"the data folder {self._root} cannot be used: {error.strerror or error}") from error
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (NotADirectoryError, IsADirectoryError, FileExistsError) as error:
        raise InvalidInput(f"{path.name}: a key cannot also be the folder of another key", field="key") from error
    except OSError as error:
        raise Unavailable(f"the data folder cannot be used: {error.strerror or error}") from error


def _entry(key: str, state: os.stat_result) -> Listed:
    """Every put makes a new file, so its number and time tell it from the one before."""
    mark = f"{state.st_ino}-{state.st_mtime_ns}-{state.st_size}"
    return Listed(key, mark, datetime.fromtimestamp(state.st_mtime, UTC))


def _etag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
