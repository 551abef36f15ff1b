"""Browsers of other origins: preflights answered, unlisted origins refused before anything else happens.

A preflight carries neither key nor token, so here an origin passes when any site lists it; the site's own list is
checked again (`access`) once the request says which site it is for.
"""

from __future__ import annotations

from collections.abc import Iterable

from fastapi.responses import Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interarec.platform.http.problems import problem_response
from interarec.platform.security import origin_allowed

__all__ = ["CrossOrigin"]

METHODS = "GET, POST, PUT, DELETE"
HEADERS = (
    "Authorization, Content-Type, Interarec-Captured-At, Interarec-Page-Url, Interarec-Viewport, Interarec-Dwell-Ms, "
    "Interarec-Masked, Traceparent"
)
PREFLIGHT_S = "600"


class CrossOrigin:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, origins: Iterable[str]) -> None:
        self._app = app
        self._origins = tuple(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, answer a preflight, or refuse."""
        origin = Headers(scope=scope).get("origin") if scope["type"] == "http" else None
        if origin is None:
            await self._app(scope, receive, send)
        elif not origin_allowed(origin, self._origins):
            refusal = problem_response(403, "origin_denied", "this origin is not listed for any site served here")
            await refusal(scope, receive, send)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope):
            await _preflight(origin)(scope, receive, send)
        else:
            await self._app(scope, receive, _with_origin(send, origin))


def _preflight(origin: str) -> Response:
    headers = {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": HEADERS,
        "Access-Control-Max-Age": PREFLIGHT_S,
        "Vary": "Origin",
    }
    return Response(status_code=204, headers=headers)


def _with_origin(send: Send, origin: str) -> Send:
    async def send_with_origin(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "Retry-After"
            headers.add_vary_header("Origin")
        await send(message)

    return send_with_origin
