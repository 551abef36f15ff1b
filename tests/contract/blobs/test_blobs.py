"""What every object store must do: the twin in memory, the folder, and a real S3 server."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from interarec.domain.errors import ConfigurationError, Conflict, InvalidInput, NotFound, Unavailable
from interarec.platform.blobs import Blobs, FolderBlobs, MemoryBlobs, Removed
from interarec.platform.blobs.s3 import WHOLE_CALL_S, S3Blobs
from interarec.platform.clock import utc_now
from interarec.platform.settings import BlobSettings
from minio.commonconfig import ENABLED
from minio.versioningconfig import VersioningConfig
from pydantic import SecretStr

from tests.servers import S3Server
from tests.servers.ports import free_port


def settings_for(server: S3Server, bucket: str) -> BlobSettings:
    return BlobSettings(
        endpoint=server.endpoint,
        bucket=bucket,
        access_key=SecretStr(server.access_key),
        secret_key=SecretStr(server.secret_key),
    )


@pytest.fixture(params=["memory", "folder", pytest.param("s3", marks=pytest.mark.real)])
async def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Blobs]:
    if request.param == "memory":
        yield MemoryBlobs()
    elif request.param == "folder":
        yield FolderBlobs(tmp_path)
    else:
        server: S3Server = request.getfixturevalue("s3")
        store = S3Blobs(settings_for(server, server.new_bucket()))
        await store.start()
        yield store
        await store.stop()


async def test_a_listing_tells_when_an_object_was_put_and_whether_it_was_put_anew(blobs: Blobs) -> None:
    before = utc_now() - timedelta(seconds=2)  # a store may cut to whole seconds
    for key in ("sessions/shop/b", "sessions/shop/a", "sessions/other/c"):
        await blobs.put(key, b"1")
    first = await blobs.listed("sessions/shop/")
    assert [one.key for one in first] == ["sessions/shop/a", "sessions/shop/b"]
    assert all(before <= one.put_at <= utc_now() + timedelta(seconds=1) for one in first)
    assert await blobs.listed("sessions/shop/") == first
    await blobs.put("sessions/shop/b", b"2")
    again = await blobs.listed("sessions/shop/")
    assert (again[0], again[1].mark != first[1].mark) == (first[0], True)
    assert await blobs.listed("sessions/none/") == []


async def test_gives_back_the_bytes_and_the_tag_of_the_last_put(blobs: Blobs) -> None:
    await blobs.put("images/shop/s1/0", b"first")
    etag = await blobs.put("images/shop/s1/0", b"\x00second")
    found = await blobs.get("images/shop/s1/0")
    assert (found.data, found.etag) == (b"\x00second", etag)


async def test_an_empty_object_is_an_object(blobs: Blobs) -> None:
    await blobs.put("empty", b"")
    assert (await blobs.get("empty")).data == b""


async def test_says_not_found(blobs: Blobs) -> None:
    with pytest.raises(NotFound):
        await blobs.get("images/shop/s1/0")


async def test_if_absent_writes_once(blobs: Blobs) -> None:
    await blobs.put("one", b"first", if_absent=True)
    with pytest.raises(Conflict):
        await blobs.put("one", b"second", if_absent=True)
    assert (await blobs.get("one")).data == b"first"


async def test_if_match_writes_only_over_the_version_that_was_read(blobs: Blobs) -> None:
    old = await blobs.put("facts", b"1")
    new = await blobs.put("facts", b"2", if_match=old)
    with pytest.raises(Conflict):
        await blobs.put("facts", b"3", if_match=old)
    await blobs.put("facts", b"4", if_match=new)
    assert (await blobs.get("facts")).data == b"4"


async def test_if_match_on_a_missing_object_conflicts(blobs: Blobs) -> None:
    etag = await blobs.put("facts", b"1")
    await blobs.delete("facts")
    with pytest.raises(Conflict):
        await blobs.put("facts", b"2", if_match=etag)
    with pytest.raises(NotFound):
        await blobs.get("facts")


async def test_one_of_many_concurrent_writers_wins(blobs: Blobs) -> None:
    async def attempt(number: int) -> int | None:
        try:
            await blobs.put("race", b"%d" % number, if_absent=True)
        except Conflict:
            return None
        return number

    won = [number for number in await asyncio.gather(*map(attempt, range(20))) if number is not None]
    assert len(won) == 1
    assert (await blobs.get("race")).data == b"%d" % won[0]


async def test_concurrent_counters_lose_no_step(blobs: Blobs) -> None:
    await blobs.put("count", b"0")

    async def add_one() -> None:
        while True:
            there = await blobs.get("count")
            try:
                await blobs.put("count", b"%d" % (int(there.data) + 1), if_match=there.etag)
            except Conflict:
                continue
            return

    await asyncio.gather(*(add_one() for _ in range(8)))
    assert (await blobs.get("count")).data == b"8"


async def test_lists_by_prefix_in_order(blobs: Blobs) -> None:
    for key in ("images/shop/s2/0", "images/shop/s1/1", "images/shop/s1/0", "images/shop/s11/0", "keys/shop/s1"):
        await blobs.put(key, b"x")
    assert await blobs.keys("images/shop/s1/") == ["images/shop/s1/0", "images/shop/s1/1"]
    assert await blobs.keys("images/shop/s1") == ["images/shop/s1/0", "images/shop/s1/1", "images/shop/s11/0"]
    assert await blobs.keys("nothing/") == []


async def test_delete_says_whether_there_was_one(blobs: Blobs) -> None:
    await blobs.put("a/b", b"x")
    await blobs.put("a/bc", b"y")
    assert await blobs.delete("a/b")
    assert not await blobs.delete("a/b")
    assert await blobs.keys("a/") == ["a/bc"]


async def test_delete_prefix_takes_everything_below_and_nothing_beside(blobs: Blobs) -> None:
    for key in ("images/shop/s1/0", "images/shop/s1/1", "images/shop/s11/0"):
        await blobs.put(key, b"x")
    assert await blobs.delete_prefix("images/shop/s1/") == Removed(2, 2)
    assert await blobs.delete_prefix("images/shop/s1/") == Removed(0, 0)
    assert await blobs.keys("images/") == ["images/shop/s11/0"]


@pytest.mark.parametrize(
    "key", ["", "/abs", "a//b", "../up", "a/../b", "a/.hidden", "a b", "a\\b", "é", "a/", "x" * 901]
)
async def test_unsafe_keys_are_refused_before_anything_happens(blobs: Blobs, key: str) -> None:
    with pytest.raises(InvalidInput):
        await blobs.put(key, b"x")
    with pytest.raises(InvalidInput):
        await blobs.get(key)
    with pytest.raises(InvalidInput):
        await blobs.delete(key)


async def test_is_well(blobs: Blobs) -> None:
    await blobs.check()


@pytest.mark.real
async def test_s3_deletes_all_versions_in_a_versioned_bucket(s3: S3Server) -> None:
    bucket, client = s3.new_bucket(), s3.client()
    await asyncio.to_thread(client.set_bucket_versioning, bucket, VersioningConfig(ENABLED))
    store = S3Blobs(settings_for(s3, bucket))
    for data in (b"1", b"2"):
        await store.put("images/shop/s1/0", data)
        await store.put("images/shop/s1/1", data)
    assert await store.delete("images/shop/s1/0")
    assert await store.delete_prefix("images/") == Removed(objects=1, versions=2)
    left = await asyncio.to_thread(lambda: list(client.list_objects(bucket, recursive=True, include_version=True)))
    await store.stop()
    assert left == []


@pytest.mark.real
async def test_s3_without_its_bucket_does_not_start(s3: S3Server) -> None:
    store = S3Blobs(settings_for(s3, "no-such-bucket"))
    with pytest.raises(ConfigurationError, match="no-such-bucket"):
        await store.start()
    await store.make_bucket()
    await store.start()
    await store.stop()


@pytest.mark.real
async def test_s3_with_a_wrong_secret_is_not_well(s3: S3Server) -> None:
    settings = settings_for(s3, s3.new_bucket()).model_copy(update={"secret_key": SecretStr("wrong")})
    store = S3Blobs(settings)
    with pytest.raises(Unavailable, match="SignatureDoesNotMatch"):
        await store.check()
    await store.stop()


@pytest.mark.real
async def test_s3_that_hangs_is_given_up_within_the_bound() -> None:
    with S3Server() as server:
        store = S3Blobs(settings_for(server, server.new_bucket()))
        await store.put("a", b"1")
        server.freeze()
        async with asyncio.timeout(WHOLE_CALL_S + 5):
            with pytest.raises(Unavailable):
                await store.put("a", b"2")
        server.thaw()
        await store.put("a", b"3")
        await store.stop()


async def test_s3_out_of_reach_is_unavailable() -> None:
    store = S3Blobs(BlobSettings(endpoint=f"127.0.0.1:{free_port()}"))
    with pytest.raises(Unavailable):
        await store.get("a")
    await store.stop()


async def test_memory_out_of_reach_is_unavailable() -> None:
    store = MemoryBlobs()
    store.reachable = False
    with pytest.raises(Unavailable):
        await store.check()
