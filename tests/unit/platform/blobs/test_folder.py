"""What only the folder adapter has to get right: other processes, half-written files, traces left behind."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from interarec.domain.errors import InvalidInput, Unavailable
from interarec.platform.blobs import FolderBlobs

COUNT = """
import asyncio, sys
from pathlib import Path
from interarec.domain.errors import Conflict
from interarec.platform.blobs import FolderBlobs

async def count(store, steps):
    while steps:
        there = await store.get("count")
        try:
            await store.put("count", b"%d" % (int(there.data) + 1), if_match=there.etag)
        except Conflict:
            continue
        steps -= 1

asyncio.run(count(FolderBlobs(Path(sys.argv[1])), 150))
"""


async def test_two_processes_over_one_folder_lose_no_step(tmp_path: Path) -> None:
    store = FolderBlobs(tmp_path)
    await store.put("count", b"0")
    command = (sys.executable, "-c", COUNT, str(tmp_path))
    counters = [await asyncio.create_subprocess_exec(*command) for _ in range(2)]
    assert [await counter.wait() for counter in counters] == [0, 0]
    assert (await store.get("count")).data == b"300"


async def test_a_reader_never_sees_half_an_object(tmp_path: Path) -> None:
    store = FolderBlobs(tmp_path)
    await store.put("big", b"a" * 1_000_000)

    async def write() -> None:
        for letter in b"bcdefgh" * 3:
            await store.put("big", bytes([letter]) * 1_000_000)

    writing = asyncio.create_task(write())
    while not writing.done():
        data = (await store.get("big")).data
        assert len(data) == 1_000_000
        assert len(set(data)) == 1
    await writing


async def test_no_folder_keeps_the_name_of_what_was_deleted(tmp_path: Path) -> None:
    store = FolderBlobs(tmp_path)
    await store.put("images/shop/s1/0", b"x")
    await store.put("keys/shop/s1", b"x")
    await store.delete_prefix("images/shop/s1/")
    await store.delete("keys/shop/s1")
    assert os.listdir(tmp_path) == [".pending"]


async def test_a_key_cannot_also_be_a_folder(tmp_path: Path) -> None:
    store = FolderBlobs(tmp_path)
    await store.put("a/b", b"x")
    for key in ("a", "a/b/c"):
        with pytest.raises(InvalidInput):
            await store.put(key, b"y")


async def test_a_folder_that_cannot_be_used_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = FolderBlobs(tmp_path / "file" / "root")
    with pytest.raises(Unavailable):
        await store.put("a", b"x")
    with pytest.raises(Unavailable):
        await store.check()
