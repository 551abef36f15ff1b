"""What only the folder adapter has to get right: other processes, half-written files, traces left behind."""

import asyncio
import os
from pathlib import Path

import pytest
from interarec.domain.errors import Conflict, InvalidInput, Unavailable
from interarec.platform.blobs import FolderBlobs


async def test_two_processes_over_one_folder_agree_on_who_was_first(tmp_path: Path) -> None:
    stores = [FolderBlobs(tmp_path), FolderBlobs(tmp_path)]

    async def attempt(number: int) -> int:
        try:
            await stores[number % 2].put("race", b"%d" % number, if_absent=True)
        except Conflict:
            return 0
        return 1

    assert sum(await asyncio.gather(*map(attempt, range(20)))) == 1


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
