"""A FastAPI application with what every process has: problem+json, health, metrics.

Called by each service's `app.py`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from interarec.domain.errors import Degraded, InterarecError
from interarec.platform.http.problems import install_problem_handlers

__all__ = ["READING", "HealthChecks", "create_app"]

READING = ["GET", "HEAD"]
"""Methods of what is only looked at; the server leaves the body of an answer to HEAD out."""

HealthChecks = Mapping[str, Callable[[], Awaitable[None]]]
"""Name of a dependency -> coroutine that raises an InterarecError when it is not well, Degraded when it can wait."""

CHECK_LIMIT_S = 3.0


def create_app(title: str, checks: HealthChecks, *, version: str = "1") -> FastAPI:
    """A new application with `/health/live`, `/health/ready` and `/metrics`."""
    app = FastAPI(title=title, version=version, docs_url=None, redoc_url=None)
    install_problem_handlers(app)

    @app.api_route("/health/live", methods=READING, include_in_schema=False)
    async def live() -> dict[str, object]:
        return {"status": "ok", "checks": {}}

    @app.api_route("/health/ready", methods=READING, include_in_schema=False)
    async def ready() -> Response:
        results = await asyncio.gather(*(_check(check) for check in checks.values()))
        states = dict(zip(checks, results, strict=True))
        well = not any(state["status"] == "unavailable" for state in results)
        body = {"status": "ok" if well else "unavailable", "checks": states}
        return JSONResponse(body, 200 if well else 503)

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return app


async def _check(check: Callable[[], Awaitable[None]]) -> dict[str, str]:
    try:
        async with asyncio.timeout(CHECK_LIMIT_S):
            await check()
    except Degraded as error:
        return {"status": "degraded", "reason": str(error)}
    except InterarecError as error:
        return {"status": "unavailable", "reason": str(error)}
    except TimeoutError:
        return {"status": "unavailable", "reason": f"no answer within {CHECK_LIMIT_S:g} s"}
    return {"status": "ok"}
