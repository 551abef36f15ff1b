"""Pointers are followed while what was built stays in use."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from interarec.domain.errors import Degraded, InvalidInput, NotFound, Unavailable
from interarec.platform.artifacts import ArtifactWatcher, current_version, fetch, fetch_current, publish
from interarec.platform.blobs import MemoryBlobs


def _build(site_id: str, artifacts: Mapping[str, bytes]) -> str:
    if b"broken" in artifacts.values():
        raise InvalidInput("these bytes are no catalogue")
    return f"{site_id}:" + ",".join(f"{kind}={data.decode()}" for kind, data in sorted(artifacts.items()))


def _watcher(blobs: MemoryBlobs, *sites: str) -> ArtifactWatcher[str]:
    return ArtifactWatcher(
        blobs, sites or ("demo",), _build, required=("catalogue", "choice"), optional=("model",), poll_s=0.01
    )


async def test_publish_moves_the_pointer_and_keeps_versions() -> None:
    blobs = MemoryBlobs()
    assert await current_version(blobs, "demo", "catalogue") is None
    assert await fetch_current(blobs, "demo", "catalogue") is None
    for version in ("v1", "v2", "v1"):
        await publish(blobs, "demo", "catalogue", version, version.encode())
        assert await current_version(blobs, "demo", "catalogue") == version
    assert await fetch(blobs, "demo", "catalogue", "v2") == b"v2"
    with pytest.raises(NotFound):
        await fetch(blobs, "demo", "catalogue", "v3")


async def test_what_is_missing_is_said_and_picked_up_when_it_comes() -> None:
    blobs = MemoryBlobs()
    watcher = _watcher(blobs)
    await watcher.refresh()
    with pytest.raises(Unavailable, match="no catalogue yet: interarec catalogue import"):
        await watcher.checks["artifacts:demo"]()
    await publish(blobs, "demo", "catalogue", "v1", b"c1")
    await watcher.refresh()
    with pytest.raises(Unavailable, match="no choice yet: interarec choice fit"):
        await watcher.checks["artifacts:demo"]()
    assert watcher.current("demo") is None
    await publish(blobs, "demo", "choice", "v1", b"w1")
    await watcher.refresh()
    await watcher.checks["artifacts:demo"]()
    assert watcher.current("demo") == "demo:catalogue=c1,choice=w1"


async def test_a_running_watcher_follows_new_versions() -> None:
    blobs = MemoryBlobs()
    watcher = _watcher(blobs)
    running = asyncio.create_task(watcher.run())
    try:
        for kind, data in (("catalogue", b"c1"), ("choice", b"w1")):
            await publish(blobs, "demo", kind, "v1", data)
        await asyncio.wait_for(watcher.wait_for_change(), 10)
        await publish(blobs, "demo", "model", "v1", b"m1")
        await asyncio.wait_for(watcher.wait_for_change(), 10)
        assert watcher.current("demo") == "demo:catalogue=c1,choice=w1,model=m1"
    finally:
        running.cancel()


async def test_a_broken_version_leaves_the_earlier_one_in_use() -> None:
    blobs = MemoryBlobs()
    watcher = _watcher(blobs)
    for kind, data in (("catalogue", b"c1"), ("choice", b"w1")):
        await publish(blobs, "demo", kind, "v1", data)
    await watcher.refresh()
    await publish(blobs, "demo", "catalogue", "v2", b"broken")
    await watcher.refresh()
    await watcher.checks["artifacts:demo"]()
    assert watcher.current("demo") == "demo:catalogue=c1,choice=w1"


async def test_one_site_without_artifacts_is_named() -> None:
    blobs = MemoryBlobs()
    watcher = _watcher(blobs, "demo", "other")
    for kind, data in (("catalogue", b"c1"), ("choice", b"w1")):
        await publish(blobs, "demo", kind, "v1", data)
    await watcher.refresh()
    with pytest.raises(Degraded, match="site other"):
        await watcher.checks["artifacts:other"]()
    assert watcher.current("demo") is not None


async def test_a_broken_pointer_is_an_error_of_that_site() -> None:
    blobs = MemoryBlobs()
    await blobs.put("artifacts/demo/catalogue/current", b"{}")
    watcher = _watcher(blobs)
    await watcher.refresh()
    with pytest.raises(Unavailable, match="pointer to catalogue of site demo is broken"):
        await watcher.checks["artifacts:demo"]()


async def test_the_canarys_shop_alone_makes_nobody_ready() -> None:
    blobs = MemoryBlobs()
    watcher = ArtifactWatcher(blobs, ("demo", "canary"), lambda site, found: found["catalogue"])
    await watcher.refresh()
    with pytest.raises(Degraded, match="site canary"):
        await watcher.checks["artifacts:canary"]()
    await publish(blobs, "canary", "catalogue", "v1", b"items")
    await watcher.refresh()
    with pytest.raises(Unavailable, match="site demo"):
        await watcher.checks["artifacts:demo"]()


async def test_a_shop_added_later_does_not_take_the_others_down() -> None:
    blobs = MemoryBlobs()
    watcher = ArtifactWatcher(blobs, ("demo", "new"), lambda site, found: found["catalogue"])
    await watcher.refresh()
    for site in ("demo", "new"):
        with pytest.raises(Unavailable, match=f"site {site} has no catalogue"):
            await watcher.checks[f"artifacts:{site}"]()
    await publish(blobs, "demo", "catalogue", "v1", b"items")
    await watcher.refresh()
    await watcher.checks["artifacts:demo"]()
    with pytest.raises(Degraded, match="site new has no catalogue"):
        await watcher.checks["artifacts:new"]()
