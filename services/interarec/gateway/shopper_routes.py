"""What a shopper's page asks over HTTP: the newest recommendation, and why it is what it is."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from interarec.domain.identifiers import checked_id
from interarec.gateway.access import Access
from interarec.gateway.newest import Newest
from interarec.platform.security.vault import Vault

__all__ = ["shopper_routes"]


def shopper_routes(access: Access, newest: Newest, vault: Vault) -> APIRouter:
    """Both endpoints are open to the session's own token and to the shop's office."""
    router = APIRouter()

    @router.get("/v1/sessions/{session_id}/recommendations")
    async def recommendations(session_id: str, request: Request) -> Response:
        """The newest recommendation, or the static rail."""
        claims = access.session(request, session_id)
        switched_off = access.switched_off(claims.site)
        return _json(await newest.of(claims.site, session_id, switched_off=switched_off))

    @router.get("/v1/sessions/{session_id}/trace/{recommendation_id}")
    async def trace(session_id: str, recommendation_id: str, request: Request) -> Response:
        """The evidence chain of one recommendation."""
        claims = access.session(request, session_id)
        checked_id(recommendation_id, "recommendation_id")
        key = f"traces/{claims.site}/{session_id}/{recommendation_id}"
        return _json(await vault.get(claims.site, session_id, key))

    return router


def _json(data: bytes) -> Response:
    return Response(data, media_type="application/json", headers={"Cache-Control": "no-store"})
