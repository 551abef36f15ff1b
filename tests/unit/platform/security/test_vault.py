"""The vault: sealed at rest, bound to its name, gone when the key is gone."""

from datetime import UTC, datetime, timedelta

import pytest
from interarec.domain.errors import ConfigurationError, Conflict, Gone, NotFound, RejectMessage
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.security import Vault

MASTER = bytes(range(32))
KEY = "images/shop/s1/0"


class Time:
    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


async def vault_with_session(blobs: MemoryBlobs, time: Time) -> Vault:
    vault = Vault(blobs, MASTER, time)
    await vault.create("shop", "s1")
    return vault


async def test_opens_what_it_sealed_also_in_another_process() -> None:
    blobs, time = MemoryBlobs(), Time()
    vault = await vault_with_session(blobs, time)
    await vault.put("shop", "s1", KEY, b"pixels")
    assert await vault.get("shop", "s1", KEY) == b"pixels"
    assert await Vault(blobs, MASTER, time).get("shop", "s1", KEY) == b"pixels"


async def test_neither_image_nor_key_lies_open_and_no_two_seals_are_alike() -> None:
    blobs, time = MemoryBlobs(), Time()
    vault = await vault_with_session(blobs, time)
    await vault.put("shop", "s1", KEY, b"pixels" * 9)
    first = (await blobs.get(KEY)).data
    await vault.put("shop", "s1", KEY, b"pixels" * 9)
    assert b"pixels" not in first
    assert (await blobs.get(KEY)).data[12:] != first[12:]
    assert len((await blobs.get("keys/shop/s1")).data) == 12 + 32 + 16


async def test_a_sealed_object_under_another_name_does_not_open() -> None:
    blobs, time = MemoryBlobs(), Time()
    vault = await vault_with_session(blobs, time)
    await vault.put("shop", "s1", KEY, b"pixels")
    await blobs.put("images/shop/s1/1", (await blobs.get(KEY)).data)
    with pytest.raises(RejectMessage):
        await vault.get("shop", "s1", "images/shop/s1/1")


async def test_a_wrapped_key_does_not_open_for_another_session_site_or_master() -> None:
    blobs, time = MemoryBlobs(), Time()
    await vault_with_session(blobs, time)
    wrapped = (await blobs.get("keys/shop/s1")).data
    await blobs.put("keys/shop/s2", wrapped)
    await blobs.put("keys/rival/s1", wrapped)
    for site, session, master in (("shop", "s2", MASTER), ("rival", "s1", MASTER), ("shop", "s1", bytes(32))):
        with pytest.raises(RejectMessage):
            await Vault(blobs, master, time).get(site, session, KEY)


async def test_a_destroyed_key_takes_everything_with_it() -> None:
    blobs, time = MemoryBlobs(), Time()
    vault = await vault_with_session(blobs, time)
    await vault.put("shop", "s1", KEY, b"pixels")
    await vault.destroy("shop", "s1")
    with pytest.raises(Gone):
        await vault.get("shop", "s1", KEY)
    with pytest.raises(Gone):
        await vault.put("shop", "s1", KEY, b"more")


async def test_another_process_follows_within_thirty_seconds_or_at_once_when_told() -> None:
    blobs, time = MemoryBlobs(), Time()
    vault, other = await vault_with_session(blobs, time), Vault(blobs, MASTER, time)
    told = Vault(blobs, MASTER, time)
    await vault.put("shop", "s1", KEY, b"pixels")
    await other.get("shop", "s1", KEY)
    await told.get("shop", "s1", KEY)
    await vault.destroy("shop", "s1")
    time.at += timedelta(seconds=30)
    with pytest.raises(Gone):
        await other.get("shop", "s1", KEY)
    told.forget("shop", "s1")
    with pytest.raises(Gone):
        await told.get("shop", "s1", KEY)


async def test_reads_the_wrapped_key_once_in_thirty_seconds() -> None:
    blobs, time = MemoryBlobs(), Time()
    await (await vault_with_session(blobs, time)).put("shop", "s1", KEY, b"pixels")
    reader = Vault(blobs, MASTER, time)
    await reader.get("shop", "s1", KEY)
    await blobs.delete("keys/shop/s1")
    time.at += timedelta(seconds=29)
    assert await reader.get("shop", "s1", KEY) == b"pixels"


async def test_missing_objects_are_not_found_and_a_key_is_made_once() -> None:
    blobs, time = MemoryBlobs(), Time()
    vault = await vault_with_session(blobs, time)
    with pytest.raises(NotFound):
        await vault.get("shop", "s1", KEY)
    with pytest.raises(Conflict):
        await vault.create("shop", "s1")
    await vault.put("shop", "s1", KEY, b"a", if_absent=True)
    with pytest.raises(Conflict):
        await vault.put("shop", "s1", KEY, b"a", if_absent=True)


def test_pseudonyms_are_stable_apart_by_site_and_depend_on_the_master_key() -> None:
    blobs, time = MemoryBlobs(), Time()
    vault = Vault(blobs, MASTER, time)
    name = vault.pseudonym("shop", "anna@example.org")
    assert name == Vault(blobs, MASTER, time).pseudonym("shop", "anna@example.org")
    assert len({name, vault.pseudonym("rival", "anna@example.org"), vault.pseudonym("shop", "bob")}) == 3
    assert name != Vault(blobs, bytes(32), time).pseudonym("shop", "anna@example.org")


def test_a_short_master_key_stops_the_start() -> None:
    with pytest.raises(ConfigurationError):
        Vault(MemoryBlobs(), b"short", Time())
