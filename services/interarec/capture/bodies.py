"""Request bodies, read with a limit."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from fastapi import Request
from starlette.requests import ClientDisconnect

from interarec.platform.http import Problem

__all__ = ["read_body", "read_json_list"]

LONGEST_S = 30.0
"""2 MiB over a slow mobile line; a slower client only holds a place."""


async def read_body(request: Request, limit: int) -> bytes:
    """The body. Raises Problem 413 when it is longer than `limit` bytes, 408 when it does not arrive."""
    body = bytearray()
    try:
        async with asyncio.timeout(LONGEST_S):
            async for part in request.stream():
                body += part
                if len(body) > limit:
                    raise Problem(413, f"the body is larger than {limit} bytes", code="body_too_large")
    except TimeoutError as error:
        raise Problem(408, f"the body did not arrive within {LONGEST_S:g} s", code="body_too_slow") from error
    except ClientDisconnect as error:
        raise Problem(400, "the body ended early", code="body_cut_off") from error
    return bytes(body)


async def read_json_list(request: Request, *, limit: int, longest: int) -> list[Any]:
    """A JSON list of at most `longest` items. Raises Problem 413 or 422."""
    body = await read_body(request, limit)
    try:
        value = json.loads(body)
    except ValueError as error:
        raise Problem(422, f"the body is not JSON: {error}", code="invalid") from error
    if not isinstance(value, list):
        raise Problem(422, "the body must be a JSON list of interactions", code="invalid")
    if len(value) > longest:
        raise Problem(413, f"at most {longest} interactions a request; send them in parts", code="too_many_items")
    return value
