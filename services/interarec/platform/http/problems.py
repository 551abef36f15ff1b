"""Errors as RFC 9457 problem+json. Domain errors become statuses here and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from interarec.domain import errors
from interarec.domain.errors import InterarecError

__all__ = ["Problem", "install_problem_handlers"]

STATUS: tuple[tuple[type[InterarecError], int], ...] = (
    (errors.Unavailable, 503),
    (errors.RetryLater, 429),
    (errors.BudgetExhausted, 402),
    (errors.InvalidInput, 422),
    (errors.Conflict, 409),
    (errors.NotFound, 404),
    (errors.Gone, 410),
    (errors.Denied, 403),
)


class Problem(InterarecError):
    """An error whose HTTP status is chosen by the caller (401, 413, 415, …)."""

    def __init__(self, status: int, detail: str, *, code: str = "about:blank", retry_after_s: float = 0) -> None:
        super().__init__(detail, code=code)
        self.status = status
        self.retry_after_s = retry_after_s


def problem_response(
    status: int, code: str, detail: str, *, retry_after_s: float = 0, more_headers: Mapping[str, str] | None = None
) -> Response:
    """{type, title, status, detail} with `more_headers`, and Retry-After where the status asks for one."""
    headers = dict(more_headers or {})
    if status in (429, 503):
        headers["Retry-After"] = str(max(1, math.ceil(retry_after_s)))
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    kind = code if code == "about:blank" else f"urn:interarec:{code}"
    body = {"type": kind, "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body, status, headers, "application/problem+json")


def internal_error() -> Response:
    """The answer to what nobody foresaw."""
    return problem_response(500, "internal", "an unexpected error; it was logged")


def install_problem_handlers(app: FastAPI) -> None:
    """Make every error of `app` a problem+json answer."""

    @app.exception_handler(InterarecError)
    async def _ours(request: Request, error: InterarecError) -> Response:
        if isinstance(error, Problem):
            return problem_response(error.status, error.code, str(error), retry_after_s=error.retry_after_s)
        status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
        delay = error.delay_s if isinstance(error, errors.RetryLater) else 0
        return problem_response(status, error.code, str(error), retry_after_s=delay)

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return problem_response(422, "invalid", f"{where}: {first['msg']}")

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return problem_response(error.status_code, "about:blank", str(error.detail), more_headers=error.headers)

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> Response:
        return internal_error()
