"""Lists of interactions, as browsers and servers post them. Used by `routes`."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request

from interarec.platform.http import Problem
from interarec.platform.http.bodies import read_body

__all__ = ["read_json_list"]


async def read_json_list(request: Request, *, limit: int, longest: int) -> list[Any]:
    """A JSON list of at most `longest` items. Raises Problem 413 or 422."""
    body = await read_body(request, limit)
    try:
        value = json.loads(body)
    except RecursionError as error:
        raise Problem(422, "the body is nested too deeply", code="invalid") from error
    except ValueError as error:
        raise Problem(422, f"the body is not JSON: {error}", code="invalid") from error
    if not isinstance(value, list):
        raise Problem(422, "the body must be a JSON list of interactions", code="invalid")
    if len(value) > longest:
        raise Problem(413, f"at most {longest} interactions a request; send them in parts", code="too_many_items")
    return value
