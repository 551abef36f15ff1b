"""Request bodies, read with a limit in length and time. Used by the routes of `capture` and `gateway`."""

from __future__ import annotations

import asyncio

from fastapi import Request
from starlette.requests import ClientDisconnect

from interarec.platform.http.problems import Problem

__all__ = ["read_body"]

LONGEST_S = 30.0
"""2 MiB over a slow mobile line; a slower client only holds a place."""


async def read_body(request: Request, limit: int, *, longest_s: float = LONGEST_S) -> bytes:
    """The body. Raises Problem 413 when it is longer than `limit` bytes, 408 when it does not arrive."""
    body = bytearray()
    try:
        async with asyncio.timeout(longest_s):
            async for part in request.stream():
                body += part
                if len(body) > limit:
                    raise Problem(413, f"the body is larger than {limit} bytes", code="body_too_large")
    except TimeoutError as error:
        raise Problem(408, f"the body did not arrive within {longest_s:g} s", code="body_too_slow") from error
    except ClientDisconnect as error:
        raise Problem(400, "the body ended early", code="body_cut_off") from error
    return bytes(body)
