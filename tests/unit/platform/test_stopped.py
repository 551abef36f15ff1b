"""The end of a Kafka client whose own tasks are cancelled on the way."""

from __future__ import annotations

import asyncio

import pytest
from interarec.platform.bus.kafka_errors import stopped


async def never() -> None:
    await asyncio.Event().wait()


async def test_the_cancellation_of_an_inner_task_is_not_ours() -> None:
    inner = asyncio.ensure_future(never())
    inner.cancel()
    await stopped(inner)


async def test_our_own_cancellation_is_ours() -> None:
    task = asyncio.create_task(stopped(never()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_error_of_the_stop_is_told() -> None:
    async def fails() -> None:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        await stopped(fails())
