"""Browsers of other origins: preflights answered, unlisted origins refused before anything else happens.

A preflight carries neither key nor token, so here an origin passes when any site lists it; the site's own list is
checked again once the request says which site it is for. Around the applications of `capture` and `gateway`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interarec.platform.http.problems import internal_error, problem_response
from interarec.platform.security.origins import origin_allowed

__all__ = ["ORIGIN_DENIED", "CrossOrigin"]

ORIGIN_DENIED = "origin_denied"
PREFLIGHT_S = "600"


class CrossOrigin:
    """ASGI middleware around a whole application.

    `origins` are those of all sites. `open_to_all` says which paths anyone may load (scripts for other shops' pages).
    `methods` and `headers` are what a preflight is told. WebSockets pass: their refusal must be a close code.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        origins: Iterable[str],
        methods: str,
        headers: str,
        open_to_all: Callable[[str], bool] = lambda path: False,
    ) -> None:
        self._app = app
        self._origins, self._open_to_all = tuple(origins), open_to_all
        self._preflight = {
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": headers,
            "Access-Control-Max-Age": PREFLIGHT_S,
            "Vary": "Origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, answer a preflight, or refuse."""
        origin = Headers(scope=scope).get("origin") if scope["type"] == "http" else None
        if origin is None or self._open_to_all(scope["path"]):
            await self._app(scope, receive, send)
        elif not origin_allowed(origin, self._origins):
            refusal = problem_response(403, ORIGIN_DENIED, "this origin is not listed for any site served here")
            await refusal(scope, receive, send)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope):
            answer = Response(status_code=204, headers={"Access-Control-Allow-Origin": origin, **self._preflight})
            await answer(scope, receive, send)
        else:
            await self._answer(origin, scope, receive, send)

    async def _answer(self, origin: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Also an unforeseen error is answered here: the server's own answer to it would bear no origin, and the page
        would see no more than a failed network. It is raised on, to be logged."""
        begun = False

        async def send_once_begun(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        answer = _with_origin(send_once_begun, origin)
        try:
            await self._app(scope, receive, answer)
        except Exception:
            if not begun:
                await internal_error()(scope, receive, answer)
            raise


def _with_origin(send: Send, origin: str) -> Send:
    async def send_with_origin(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "Retry-After"
            headers.add_vary_header("Origin")
        await send(message)

    return send_with_origin
