"""A capture client over HTTP: opens a session and sends screenshots and interactions, as a browser would.

Called by `Recorder`, by `interarec replay` and by tests. One client is one session. Every call is repeated within
bounds while the service is away or asks to wait; repeating is safe, because the service takes each sequence once.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx2

from interarec.capture.client.retries import RetryRule, refusal
from interarec.capture.receipts import Receipt, Status
from interarec.domain.errors import Denied, InvalidInput, RetryLater, Unavailable
from interarec.domain.screenshots import Viewport
from interarec.platform.clock import Now, utc_now

__all__ = ["CaptureClient", "OpenSession"]

CALL_LIMIT_S = 10.0
RENEW_BEFORE = timedelta(seconds=60)
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenSession:
    """What the service said when it opened the session."""

    session_id: str
    interval_ms: int
    max_bytes: int
    media_types: tuple[str, ...]
    stream_url: str


class CaptureClient:
    """One session over HTTP. Use it in `async with`, call `open` first.

    Raises from every call: Denied, Gone, Conflict, InvalidInput as the service refuses; Unavailable or RetryLater when
    the bounds of `retry` are used up.
    """

    def __init__(
        self,
        base_url: str,
        site_key: str,
        *,
        http: httpx2.AsyncClient | None = None,
        retry: RetryRule = RetryRule(),  # noqa: B008 - frozen
        now: Now = utc_now,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._site_key = site_key
        self._base_url = base_url.rstrip("/")
        self._http = http or httpx2.AsyncClient(timeout=CALL_LIMIT_S)
        self._owns_http = http is None
        self._retry = retry
        self._now = now
        self._sleep = sleep
        self._rng = random.Random()  # noqa: S311 - spreads retries, no secret
        self._renewing = asyncio.Lock()
        self._session: OpenSession | None = None
        self._token = ""
        self._expires_at: datetime | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._owns_http:
            await self._http.aclose()

    @property
    def session(self) -> OpenSession:
        """The open session; raises InvalidInput before `open`."""
        if self._session is None:
            raise InvalidInput("open a session first")
        return self._session

    @property
    def token(self) -> str:
        """The newest token, for the gateway."""
        return self._token

    async def open(
        self, *, consent: bool, shopper_id: str | None = None, locale: str | None = None, currency: str | None = None
    ) -> OpenSession:
        """Open a session; `consent` is the shopper's."""
        wishes = {"shopper_id": shopper_id, "locale": locale, "currency": currency}
        body = {name: value for name, value in wishes.items() if value is not None}
        answer = await self._repeat(
            "POST", "/v1/sessions", json=body | {"site_key": self._site_key, "consent": consent}
        )
        self._keep_token(answer)
        capture = answer["capture"]
        self._session = OpenSession(
            session_id=answer["session_id"],
            interval_ms=capture["interval_ms"],
            max_bytes=capture["max_bytes"],
            media_types=tuple(capture["media_types"]),
            stream_url=answer["stream_url"],
        )
        return self._session

    def resume(self, session: OpenSession, token: str) -> None:
        """Go on with a session that another client opened."""
        self._session, self._token, self._expires_at = session, token, None

    async def put_screenshot(
        self,
        sequence: int,
        data: bytes,
        *,
        media_type: str = "image/png",
        captured_at: datetime | None = None,
        page_url: str | None = None,
        viewport: Viewport | None = None,
        dwell_ms: int | None = None,
        masked: bool = False,
    ) -> Receipt:
        """Send one screenshot; sequences count from 0 in capture order."""
        notes = {
            "Interarec-Captured-At": captured_at.isoformat() if captured_at else None,
            "Interarec-Page-Url": _address(page_url) if page_url else None,
            "Interarec-Viewport": str(viewport) if viewport else None,
            "Interarec-Dwell-Ms": str(dwell_ms) if dwell_ms is not None else None,
            "Interarec-Masked": "1" if masked else None,
        }
        headers = {"Content-Type": media_type} | {name: text for name, text in notes.items() if text is not None}
        answer = await self._call("PUT", f"/screenshots/{sequence}", content=data, headers=headers)
        return Receipt(answer["screenshot_id"], Status(answer["status"]), answer.get("reason"))

    async def interactions(self, items: Sequence[Json]) -> Json:
        """Send interactions as JSON objects; {"accepted", "rejected": [{"index", "error"}]}."""
        return await self._call("POST", "/interactions", json=list(items))

    async def end(self) -> None:
        """Say that no more screenshots come."""
        await self._call("POST", "/end")

    async def erase(self) -> str:
        """Have everything of the session erased; the id of the report."""
        return str((await self._call("DELETE", ""))["erasure_id"])

    async def erasure(self, erasure_id: str) -> Json:
        """The report of an erasure, while the session's last token holds."""
        return await self._repeat("GET", f"/v1/erasures/{erasure_id}", headers=self._bearer())

    async def renew(self) -> None:
        """Get a new token."""
        self._keep_token(await self._repeat("POST", self._path("/token"), headers=self._bearer()))

    async def _call(self, method: str, path: str, *, headers: dict[str, str] | None = None, **body: Any) -> Json:
        """A call inside the session, with a token that is valid now."""
        await self._renew_if_due()
        token = self._token
        try:
            return await self._repeat(method, self._path(path), headers=(headers or {}) | self._bearer(), **body)
        except Denied as error:
            if error.code != "token_expired":
                raise
        async with self._renewing:
            if token == self._token:  # nobody else has renewed it meanwhile
                await self.renew()
        return await self._repeat(method, self._path(path), headers=(headers or {}) | self._bearer(), **body)

    async def _renew_if_due(self) -> None:
        async with self._renewing:
            if self._expires_at is not None and self._now() >= self._expires_at - RENEW_BEFORE:
                await self.renew()

    def _path(self, rest: str) -> str:
        return f"/v1/sessions/{self.session.session_id}{rest}"

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _keep_token(self, answer: Json) -> None:
        self._token = answer["token"]
        self._expires_at = datetime.fromisoformat(answer["expires_at"])

    async def _repeat(self, method: str, path: str, **request: Any) -> Json:
        """The answer's JSON, after as many tries as the rule allows."""
        began, tries = monotonic(), 0
        while True:
            tries += 1
            try:
                return await self._once(method, path, **request)
            except RetryLater as error:
                wait = self._retry.wait(tries, monotonic() - began, error, self._rng)
                if wait is None:
                    raise
            await self._sleep(wait)

    async def _once(self, method: str, path: str, **request: Any) -> Json:
        try:
            answer = await self._http.request(method, self._base_url + path, **request)
        except httpx2.TransportError as error:
            raise Unavailable(f"the capture service does not answer: {type(error).__name__}") from error
        try:
            body: Json = answer.json()
        except ValueError:
            body = {}
        if answer.is_success:
            return body
        raise refusal(answer.status_code, body, answer.headers.get("retry-after"))


def _address(url: str) -> str | None:
    """`url` as a header may carry it; None for a page that has none of its own (data:, blob:)."""
    if url.startswith(("data:", "blob:")):
        return None
    return quote(url, safe="".join(chr(code) for code in range(0x21, 0x7F)))
