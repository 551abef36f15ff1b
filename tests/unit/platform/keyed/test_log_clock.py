"""Log time follows what was heard from the log, whatever the worker's own clock says."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from interarec.platform.keyed.log_clock import LogClock

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
NOON_MS = int(NOON.timestamp() * 1000)


@pytest.mark.looptime
async def test_a_jump_of_the_own_clock_changes_nothing_once_the_log_was_heard() -> None:
    own = NOON
    clock = LogClock(lambda: own)
    assert clock.now_ms() == NOON_MS
    clock.heard(NOON_MS - 500)
    own += timedelta(hours=1)
    await asyncio.sleep(2)
    assert clock.now_ms() == pytest.approx(NOON_MS + 1_500, abs=1)


@pytest.mark.looptime
async def test_an_old_append_time_does_not_set_it_back() -> None:
    clock = LogClock(lambda: NOON)
    clock.heard(NOON_MS)
    clock.heard(NOON_MS - 60_000)
    assert clock.now_ms() == pytest.approx(NOON_MS, abs=1)
