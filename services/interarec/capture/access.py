"""Who may call what: site keys open sessions, tokens act in them, browsers only from listed origins."""

from __future__ import annotations

import hmac
from typing import Literal

from fastapi import Request

from interarec.domain.errors import Denied, NotFound
from interarec.platform.clock import Now
from interarec.platform.http import Problem
from interarec.platform.http.cross_origin import ORIGIN_DENIED
from interarec.platform.security import Claims, TokenVerifier, origin_allowed
from interarec.platform.settings import Settings, SiteSettings

__all__ = ["Access"]


class Access:
    """The checks of one capture process."""

    def __init__(self, settings: Settings, verifier: TokenVerifier, now: Now) -> None:
        self._sites = settings.sites
        self._verifier = verifier
        self._now = now

    def site_of_key(self, site_key: str, request: Request) -> tuple[str, Literal["public", "secret"]]:
        """The site that `site_key` opens sessions for, and the kind of the key.

        Raises Problem 401, or 403 for a browser that may not.
        """
        found = self._find(site_key)
        if found is None:
            raise Problem(401, "the site key is not known", code="site_key_unknown")
        site_id, site = found
        kind = site.keys[site_key]
        if kind == "secret" and request.headers.get("origin") is not None:
            raise Problem(
                403, "secret site keys are for servers; a page uses its public key", code="secret_key_in_browser"
            )
        self.require_origin(site_id, request)
        return site_id, kind

    def _find(self, site_key: str) -> tuple[str, SiteSettings] | None:
        """Compares every key, so that the time taken says nothing about the keys."""
        found = None
        for site_id, site in self._sites.items():
            for key in site.keys:
                if hmac.compare_digest(key.encode(), site_key.encode()):
                    found = site_id, site
        return found

    def require_origin(self, site_id: str, request: Request) -> None:
        """Raise Problem 403 when a browser's origin is not the site's, or the site is not served here."""
        site = self._sites.get(site_id)
        if site is None:
            raise Problem(403, "this site is not served here", code="site_unknown")
        if not origin_allowed(request.headers.get("origin"), site.origins):
            raise Problem(403, "this origin is not listed for the site", code=ORIGIN_DENIED)

    def claims(self, request: Request, *, grace_s: int = 0) -> Claims:
        """Whose token came along; the origin fits its site. Raises Problem 401 or 403."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Problem(401, "send the session's token as Authorization: Bearer …", code="token_missing")
        try:
            claims = self._verifier.verify(token.strip(), now=self._now(), grace_s=grace_s)
        except Denied as error:
            raise Problem(401, str(error), code=error.code) from error
        self.require_origin(claims.site, request)
        return claims

    def shopper(self, request: Request, session_id: str, *, grace_s: int = 0) -> Claims:
        """Claims of the shopper of exactly this session. Raises Problem 401 or 403."""
        claims = self.claims(request, grace_s=grace_s)
        if claims.scope != "shopper" or claims.sid != session_id:
            raise Problem(403, "the token is for another session", code="token_of_other_session")
        return claims

    def shopper_or_office(self, request: Request, session_id: str, *, grace_s: int = 0) -> Claims:
        """Claims of the session's shopper, or of the back office, which gets no grace. Raises Problem 401 or 403."""
        claims = self.right_to_erase(request, grace_s=grace_s)
        if claims.scope == "shopper" and claims.sid != session_id:
            raise Problem(403, "the token is for another session", code="token_of_other_session")
        return claims

    def right_to_erase(self, request: Request, *, grace_s: int) -> Claims:
        """Claims of a token that may be expired for `grace_s` if it is a shopper's. Raises Problem 401 or 403."""
        claims = self.claims(request, grace_s=grace_s)
        return claims if claims.scope == "shopper" else self.claims(request)

    def may_read_erasure(self, claims: Claims, name: str, name_of_own: str | None, site_id: str) -> None:
        """Raise NotFound unless the report `name` is of the holder's own session or of the office's site."""
        own = claims.scope == "shopper" and name == name_of_own
        if not own and not (claims.scope == "office" and claims.site == site_id):
            raise NotFound("there is no such erasure for this token")
