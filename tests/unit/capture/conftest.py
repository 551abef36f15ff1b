"""Fixtures of the capture tests."""

from collections.abc import AsyncIterator

import pytest

from tests.unit.capture.world import Process, Shared, new_world


@pytest.fixture
async def shared() -> Shared:
    return new_world()


@pytest.fixture
async def capture(shared: Shared) -> AsyncIterator[Process]:
    process = Process(shared)
    yield process
    await process.http.aclose()


@pytest.fixture
async def other(shared: Shared) -> AsyncIterator[Process]:
    """A second capture process on the same log and store."""
    process = Process(shared)
    yield process
    await process.http.aclose()
