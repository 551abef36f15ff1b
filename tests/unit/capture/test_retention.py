"""What was kept long enough goes by itself, and so does what came late after an erasure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from interarec.capture.retention import Retention
from interarec.domain.control import ControlState
from interarec.domain.errors import Degraded, Unavailable
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.settings.schema import RetentionSettings

from tests.unit.capture.world import Process, Shared, new_world, picture

DAY = 86_400


@pytest.fixture
def shared() -> Shared:
    world = new_world()
    return replace(world, blobs=MemoryBlobs(world.time))


@pytest.fixture
def retention(shared: Shared, capture: Process) -> Retention:
    return Retention(shared.blobs, capture.control, shared.settings.sites, RetentionSettings(), shared.time)


async def test_sessions_go_after_a_week_and_reports_after_a_year(
    capture: Process, shared: Shared, retention: Retention
) -> None:
    session = await capture.open()
    sid = session["session_id"]
    await capture.put(session, 0, picture())
    for prefix in ("traces", "ratings"):
        await shared.blobs.put(f"{prefix}/demo/{sid}/r1", b"sealed")
    await shared.blobs.put("erasures/e1", b"{}")
    await shared.blobs.put("artifacts/demo/catalogue/v1", b"not of a shopper")
    shared.time.pass_seconds(7 * DAY)
    assert not any((await retention.sweep()).values())
    shared.time.pass_seconds(1)
    young = (await capture.open())["session_id"]
    removed = await retention.sweep()
    assert {kind: removed[kind] for kind in ("keys", "images", "traces", "ratings", "sessions", "erasures")} == {
        **dict.fromkeys(("keys", "images", "traces", "ratings", "sessions"), 1),
        "erasures": 0,
    }
    left = {"artifacts/demo/catalogue/v1", "erasures/e1", f"keys/demo/{young}", f"sessions/demo/{young}"}
    assert set(await shared.blobs.keys("")) == left
    shared.time.pass_seconds(359 * DAY)
    assert (await retention.sweep())["erasures"] == 1


async def test_what_a_frozen_process_writes_after_an_erasure_is_removed(
    capture: Process, shared: Shared, retention: Retention
) -> None:
    session = await capture.open()
    sid = session["session_id"]
    await capture.http.delete(session["path"], headers=session["auth"])
    assert capture.control.state(sid) is ControlState.ERASED
    await shared.blobs.put(f"traces/demo/{sid}/r1", b"sealed under a key that is gone")
    shared.time.pass_seconds(60)
    assert (await retention.sweep())["late"] == 1
    assert await shared.blobs.keys("traces/") == []


async def test_a_sweeper_that_does_not_get_on_says_so(shared: Shared, retention: Retention) -> None:
    shared.blobs.reachable = False
    shared.time.pass_seconds(3_600)
    with pytest.raises(Unavailable):
        await retention.sweep()
    with pytest.raises(Degraded, match="not removed"):
        await retention.check()
    shared.blobs.reachable = True
    await retention.sweep()
    await retention.check()
