"""Refuses foreign origins on every endpoint, and answers browsers' cross-origin questions for the listed ones.

Only the script files that other shops' pages load are open to all. Health and metrics are no browser's business.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interarec.platform.http.problems import problem_response

__all__ = ["OriginGuard"]

ALLOWED_METHODS = "GET, POST, OPTIONS"
ALLOWED_HEADERS = "authorization, content-type, last-event-id"
PREFLIGHT_AGE_S = "600"


class OriginGuard:
    """ASGI middleware. WebSockets pass: their refusal must be a close code (`socket.refuse`)."""

    def __init__(
        self, app: ASGIApp, *, known: Callable[[str | None], bool], open_to_all: Callable[[str], bool]
    ) -> None:
        self._app = app
        self._known = known
        self._open_to_all = open_to_all

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        origin = Headers(scope=scope).get("origin") if scope["type"] == "http" else None
        if origin is None or self._open_to_all(scope["path"]):
            await self._app(scope, receive, send)
        elif not self._known(origin):
            refusal = problem_response(403, "origin", "this origin is not listed for any shop")
            await refusal(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await _preflight(origin, send)
        else:
            await self._app(scope, receive, _with_origin(send, origin))


async def _preflight(origin: str, send: Send) -> None:
    headers = {
        "access-control-allow-origin": origin,
        "access-control-allow-methods": ALLOWED_METHODS,
        "access-control-allow-headers": ALLOWED_HEADERS,
        "access-control-max-age": PREFLIGHT_AGE_S,
        "vary": "Origin",
    }
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 204, "headers": raw})
    await send({"type": "http.response.body", "body": b""})


def _with_origin(send: Send, origin: str) -> Send:
    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["access-control-allow-origin"] = origin
            headers["access-control-expose-headers"] = "Retry-After"
            headers.add_vary_header("Origin")
        await send(message)

    return tell
