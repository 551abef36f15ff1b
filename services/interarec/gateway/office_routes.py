"""The back office: which sessions there are, what they showed, pausing them, rating what they got."""

from __future__ import annotations

import json
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import JSONResponse, Response

from interarec.contracts.views import rfc3339
from interarec.domain.control import ControlState
from interarec.domain.errors import InvalidInput, NotFound
from interarec.domain.identifiers import checked_id
from interarec.gateway.access import Access
from interarec.gateway.insights import Insights
from interarec.gateway.sessions import SessionList
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.http.bodies import read_body
from interarec.platform.security.tokens import Claims
from interarec.platform.security.vault import Vault

__all__ = ["Office", "office_actions", "office_views"]

BODY_LIMIT = 16 * 1024
BODY_LIMIT_S = 10.0
LARGEST_SEQUENCE = 2**31 - 1
MAGIC = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"RIFF", "image/webp"))


class Rating(BaseModel):
    """What someone in the back office thinks of a recommendation."""

    model_config = ConfigDict(extra="forbid")

    recommendation_id: str = Field(min_length=1, max_length=128)
    rating: Literal["up", "down"]
    note: str | None = Field(None, max_length=2_000)


RATING_BODY = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": Rating.model_json_schema()}}}
}


class Office:
    """Who asks, and about which of the shop's sessions."""

    def __init__(self, access: Access, sessions: SessionList) -> None:
        self.access = access
        self.sessions = sessions

    async def session(self, request: Request, session_id: str) -> Claims:
        """Claims of a request about one session of the token's shop. Raises Problem, Denied, Gone, NotFound."""
        claims = self.access.office(request)
        checked_id(session_id, "session_id")
        self.access.require_kept(session_id)
        await self.sessions.require(claims.site, session_id)
        return claims


def office_views(office: Office, vault: Vault, insights: Insights) -> APIRouter:
    """What the back office looks at. Every endpoint needs a token with scope office, and sees that token's shop."""
    router = APIRouter(prefix="/v1")

    @router.get("/sessions")
    async def list_sessions(request: Request, limit: int = 100) -> dict[str, Any]:
        """The newest sessions of the shop."""
        claims = office.access.office(request)
        if not 1 <= limit <= 1_000:
            raise InvalidInput("limit is 1 to 1000", field="limit")
        return {"sessions": await office.sessions.newest(claims.site, limit)}

    @router.get("/sessions/{session_id}/screenshots/{sequence}")
    async def screenshot(session_id: str, sequence: int, request: Request) -> Response:
        """The image as it was uploaded."""
        claims = await office.session(request, session_id)
        if not 0 <= sequence <= LARGEST_SEQUENCE:
            raise NotFound("there is no such screenshot")
        data = await vault.get(claims.site, session_id, f"images/{claims.site}/{session_id}/{sequence}")
        media_type = next((kind for magic, kind in MAGIC if data.startswith(magic)), "application/octet-stream")
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return Response(data, media_type=media_type, headers=headers)

    @router.get("/insights")
    async def live_views(request: Request) -> dict[str, Any]:
        """The shop's live views."""
        claims = office.access.office(request)
        return {"windows": await insights.windows(claims.site)}

    return router


def office_actions(office: Office, vault: Vault, control: ControlBoard, now: Now) -> APIRouter:
    """What the back office does; tokens as for `office_views`."""
    router = APIRouter(prefix="/v1/sessions/{session_id}")

    @router.post("/pause")
    async def pause(session_id: str, request: Request) -> dict[str, str]:
        """Stop reading this session until it is resumed."""
        claims = await office.session(request, session_id)
        await control.set(claims.site, session_id, ControlState.PAUSED, by=claims.sub)
        return {"session_id": session_id, "state": "paused"}

    @router.post("/resume")
    async def resume(session_id: str, request: Request) -> dict[str, str]:
        """Read this session again."""
        claims = await office.session(request, session_id)
        await control.set(claims.site, session_id, ControlState.ACTIVE, by=claims.sub)
        return {"session_id": session_id, "state": "active"}

    @router.post("/ratings", status_code=201, openapi_extra=RATING_BODY)
    async def rate(session_id: str, request: Request) -> Response:
        """Keep a rating, sealed like everything of the session; a later one replaces it."""
        claims = await office.session(request, session_id)
        rating = await _read_rating(request)
        checked_id(rating.recommendation_id, "recommendation_id")
        await office.sessions.require_recommendation(claims.site, session_id, rating.recommendation_id)
        body = {**rating.model_dump(), "by": claims.sub, "at": rfc3339(now())}
        key = f"ratings/{claims.site}/{session_id}/{rating.recommendation_id}"
        await vault.put(claims.site, session_id, key, json.dumps(body).encode())
        return JSONResponse(body, 201)

    return router


async def _read_rating(request: Request) -> Rating:
    """Read by hand, after the token was checked, so that nobody else can make us read anything."""
    body = await read_body(request, BODY_LIMIT, longest_s=BODY_LIMIT_S)
    try:
        return Rating.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(f"{where or 'body'}: {first['msg']}", field=where or None) from error
