"""Bodies with a limit in length and time."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from fastapi import Request
from interarec.platform.http import Problem
from interarec.platform.http.bodies import read_body


def request_of(*messages: MutableMapping[str, Any]) -> Request:
    waiting = list(messages)

    async def receive() -> MutableMapping[str, Any]:
        if not waiting:
            await asyncio.Event().wait()  # a client that sends no more and stays
        return waiting.pop(0)

    return Request({"type": "http", "method": "PUT", "headers": []}, receive)


def part(body: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


async def test_parts_are_joined_up_to_the_limit() -> None:
    assert await read_body(request_of(part(b"ab", more=True), part(b"c", more=False)), 3) == b"abc"


async def refused(request: Request) -> int:
    with pytest.raises(Problem) as caught:
        await read_body(request, 3)
    return caught.value.status


async def test_one_byte_more_is_refused_without_reading_on() -> None:
    assert await refused(request_of(part(b"ab", more=True), part(b"cd", more=True))) == 413


async def test_a_client_that_hangs_up_is_refused() -> None:
    assert await refused(request_of(part(b"ab", more=True), {"type": "http.disconnect"})) == 400


@pytest.mark.looptime
async def test_a_client_that_stalls_is_refused() -> None:
    assert await refused(request_of(part(b"ab", more=True))) == 408
