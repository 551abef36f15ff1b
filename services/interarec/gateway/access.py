"""Who may do what at the gateway: tokens, origins, sessions, shops. Used by every endpoint."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import HTTPConnection

from interarec.domain.errors import Denied, Gone
from interarec.domain.identifiers import checked_id
from interarec.gateway.payload import is_fallback
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.http import Problem
from interarec.platform.http.cross_origin import ORIGIN_DENIED
from interarec.platform.security.origins import origin_allowed
from interarec.platform.security.tokens import Claims, TokenVerifier
from interarec.platform.settings import Settings

__all__ = ["Access", "SocketGate", "origin_of"]


class Access:
    """Decides with the settings, the public keys and the board of erased sessions."""

    def __init__(self, settings: Settings, verifier: TokenVerifier, control: ControlBoard, now: Now) -> None:
        self._sites = settings.sites
        self._origins = settings.origins
        self._verifier = verifier
        self._control = control
        self._now = now

    def claims(self, token: str, now: datetime) -> Claims:
        """Raises Denied with code token_invalid or token_expired."""
        claims = self._verifier.verify(token, now=now)
        if claims.site not in self._sites:
            raise Denied("the token is for a shop that is not served here", code="token_invalid")
        return claims

    def bearer(self, request: HTTPConnection) -> Claims:
        """Claims of an HTTP request. Raises Problem 401, or Denied for an origin that is not the shop's."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token:
            raise Problem(401, "send Authorization: Bearer with a token", code="token_missing")
        try:
            claims = self.claims(token.strip(), self._now())
        except Denied as error:
            raise Problem(401, str(error), code=error.code) from error
        if not self.origin_allowed(origin_of(request), claims.site):
            raise Denied("this origin is not listed for the shop", code=ORIGIN_DENIED)
        return claims

    def session(self, request: HTTPConnection, session_id: str) -> Claims:
        """Claims of a request about one session: the shopper's own, or the office. Raises Problem, Denied, Gone."""
        claims = self.bearer(request)
        checked_id(session_id, "session_id")
        if claims.scope == "shopper" and claims.sid != session_id:
            raise Denied("the token is for another session", code="forbidden")
        self.require_kept(session_id)
        return claims

    def office(self, request: HTTPConnection) -> Claims:
        """Claims of a back-office request. Raises Problem, Denied."""
        claims = self.bearer(request)
        if claims.scope != "office":
            raise Denied("this needs a token with scope office", code="forbidden")
        return claims

    def require_kept(self, session_id: str) -> None:
        """Raise Gone when the session was erased."""
        if self.erased(session_id):
            raise Gone("the session was erased", code="erased")

    def erased(self, session_id: str) -> bool:
        """Whether the session was erased."""
        return self._control.erased(session_id)

    def origin_allowed(self, origin: str | None, site_id: str) -> bool:
        """Whether `origin` (None: none was sent) is one of the shop's."""
        return site_id in self._sites and origin_allowed(origin, self._sites[site_id].origins)

    def origin_known(self, origin: str | None) -> bool:
        """Whether `origin` is any shop's, for requests that do not say which shop they are about."""
        return origin_allowed(origin, self._origins)

    def switched_off(self, site_id: str) -> bool:
        """Whether the shop's kill switch is on."""
        return not self._sites[site_id].enabled


class SocketGate:
    """The same decisions for one WebSocket, whose Origin was sent once."""

    def __init__(self, access: Access, origin: str | None) -> None:
        self._access = access
        self._origin = origin

    def claims(self, token: str, now: datetime) -> Claims:
        """See `session.Gate`."""
        return self._access.claims(token, now)

    def origin_allowed(self, site_id: str) -> bool:
        """See `session.Gate`."""
        return self._access.origin_allowed(self._origin, site_id)

    def erased(self, session_id: str) -> bool:
        """See `session.Gate`."""
        return self._access.erased(session_id)

    def shows(self, site_id: str, data: bytes) -> bool:
        """See `session.Gate`."""
        return not self._access.switched_off(site_id) or is_fallback(data)


def origin_of(request: HTTPConnection) -> str | None:
    """The Origin header, None when a non-browser sent none."""
    return request.headers.get("origin")
