"""The HTTP interface: reads requests, asks the rules, answers. What happens in between is `intake` and `erasure`."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import Counter
from pydantic import BaseModel, Field, StrictBool, ValidationError

from interarec.capture.access import Access
from interarec.capture.bodies import read_json_list
from interarec.capture.erasure import erase_session, erasure_id, erasure_key, require_session
from interarec.capture.images import read_frame
from interarec.capture.intake import Intake
from interarec.capture.interactions import ItemError, read_interactions
from interarec.capture.opening import open_session
from interarec.capture.pace import Pace
from interarec.capture.receipts import Receipt, Status
from interarec.capture.session_book import SessionBook
from interarec.capture.sessions import SessionFacts, contains, require_open
from interarec.capture.uploads import Upload, read_notes
from interarec.contracts.views import rfc3339
from interarec.domain.errors import InvalidInput, Unsupported
from interarec.domain.identifiers import screenshot_id
from interarec.platform.blobs.port import Blobs
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.http import Problem
from interarec.platform.http.bodies import read_body
from interarec.platform.http.guard import address_of
from interarec.platform.security import TokenSigner, Vault, new_claims
from interarec.platform.settings import Settings
from interarec.platform.state.port import State
from interarec.platform.telemetry import new_traceparent

__all__ = ["CaptureService"]

FRAMES = Counter("interarec_frames", "Screenshots by what became of them", ["result"])
EVENTS = Counter("interarec_interactions", "Interactions by what became of them", ["result"])
LONGEST_JSON = 1024 * 1024
LONGEST_OPENING = 16 * 1024
LARGEST_SEQUENCE = 2**31 - 1
Sequence = Annotated[int, Path(ge=0, le=LARGEST_SEQUENCE)]


class SessionRequest(BaseModel):
    """The body that opens a session."""

    site_key: str = Field(min_length=1, max_length=128)
    consent: StrictBool = False
    shopper_id: str | None = Field(None, min_length=1, max_length=256)
    locale: str | None = Field(None, pattern=r"^[A-Za-z0-9_-]{2,35}$")
    currency: str | None = Field(None, pattern=r"^[A-Z]{3}$")


SESSION_BODY = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": SessionRequest.model_json_schema()}}}
}


async def _read_session_request(request: Request) -> SessionRequest:
    """Read by hand, under a limit of bytes and of time."""
    body = await read_body(request, LONGEST_OPENING)
    try:
        return SessionRequest.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(f"{where or 'body'}: {first['msg']}", field=where or None) from error


@dataclass(frozen=True, slots=True)
class CaptureService:
    """One capture process: its ports and what it remembers. `router()` is its HTTP face."""

    settings: Settings
    access: Access
    intake: Intake
    book: SessionBook
    blobs: Blobs
    vault: Vault
    control: ControlBoard
    state: State
    signer: TokenSigner
    now: Now
    opening_pace: Pace
    screenshot_pace: Pace
    interaction_pace: Pace

    def router(self) -> APIRouter:
        """The routes of the public interface."""
        router = APIRouter(prefix="/v1")
        session = "/sessions/{session_id}"
        router.post("/sessions", status_code=201, openapi_extra=SESSION_BODY)(self.open_session)
        router.post(f"{session}/token")(self.renew_token)
        router.put(session + "/screenshots/{sequence}", status_code=202)(self.put_screenshot)
        router.post(f"{session}/interactions", status_code=202)(self.post_interactions)
        router.post(f"{session}/end", status_code=202)(self.end_session)
        router.delete(session, status_code=202)(self.erase)
        router.get("/erasures/{name}")(self.erasure_report)
        return router

    async def open_session(self, request: Request) -> dict[str, Any]:
        """A new session with its key, facts and first token.

        A public key is known to everybody, so each address opens sessions with it at a pace; a shop's server does not.
        """
        body = await _read_session_request(request)
        site_id, kind = self.access.site_of_key(body.site_key, request)
        if kind == "public":
            self.opening_pace.take(f"{body.site_key} {address_of(request)}")
        facts = await open_session(
            site_id,
            consent=body.consent,
            vault=self.vault,
            book=self.book,
            now=self.now,
            shopper_id=body.shopper_id,
            locale=body.locale,
            currency=body.currency,
        )
        capture = self.settings.capture
        return {
            "session_id": facts.session_id,
            **self._token(facts),
            "capture": {
                "interval_ms": capture.interval_ms,
                "max_bytes": capture.max_bytes,
                "media_types": list(capture.media_types),
            },
            "stream_url": "ws" + capture.gateway_url.removeprefix("http").rstrip("/") + "/v1/stream",
        }

    async def renew_token(self, session_id: str, request: Request) -> dict[str, Any]:
        """A new token for a session that goes on."""
        grace_s = self.settings.security.renew_grace_s
        claims = self.access.shopper(request, session_id, grace_s=grace_s)
        facts = await self._facts(claims.site, session_id)
        require_open(facts)
        return self._token(facts)

    def _token(self, facts: SessionFacts) -> dict[str, str]:
        security, now = self.settings.security, self.now()
        claims = new_claims(
            site=facts.site_id,
            sid=facts.session_id,
            scope="shopper",
            sub=facts.shopper,
            now=now,
            ttl_s=security.token_ttl_s,
            iss=security.issuer,
        )
        return {"token": self.signer.sign(claims), "expires_at": rfc3339(now.fromtimestamp(claims.exp, now.tzinfo))}

    async def _facts(self, site_id: str, session_id: str) -> SessionFacts:
        self.intake.require_not_erased(session_id)
        return await self.book.facts(site_id, session_id)

    async def put_screenshot(self, session_id: str, sequence: Sequence, request: Request) -> Response:
        """Take one screenshot in; 202 for a new or skipped one, 200 for a repetition."""
        claims = self.access.shopper(request, session_id)
        facts, data = await self._facts_and_body(claims.site, session_id, request)
        receipt = await self._take(facts, sequence, data, request)
        FRAMES.labels(receipt.status.value).inc()
        body = {name: value for name, value in asdict(receipt).items() if value is not None}
        return JSONResponse(body, 200 if receipt.status is Status.DUPLICATE else 202)

    async def _facts_and_body(self, site_id: str, session_id: str, request: Request) -> tuple[SessionFacts, bytes]:
        """Both at once; what fails is raised after both ended, so that nobody reads on behind the answer."""
        facts, data = await asyncio.gather(
            self._facts(site_id, session_id),
            read_body(request, self.settings.capture.max_bytes),
            return_exceptions=True,
        )
        if isinstance(facts, BaseException):
            raise facts
        if isinstance(data, BaseException):
            raise data
        return facts, data

    async def _take(self, facts: SessionFacts, sequence: int, data: bytes, request: Request) -> Receipt:
        require_open(facts)
        if self.intake.paused(facts):
            return Receipt(screenshot_id(facts.session_id, sequence), Status.SKIPPED, "paused")
        upload = self._checked(facts, sequence, data, request)
        if not contains(facts.acknowledged, sequence):
            self._require_room(facts)
        return await self.intake.screenshot(upload, traceparent=_traceparent(request))

    def _require_room(self, facts: SessionFacts) -> None:
        """Raise Problem 429 when the session has its share; repetitions of what was taken in are free."""
        if facts.screenshots >= self.settings.capture.max_screenshots:
            detail = "this session has all its screenshots; open a new one"
            raise Problem(429, detail, code="session_full", retry_after_s=3600)
        self.screenshot_pace.take(facts.session_id)

    def _checked(self, facts: SessionFacts, sequence: int, data: bytes, request: Request) -> Upload:
        capture = self.settings.capture
        declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            frame = read_frame(data, declared, allowed=capture.media_types, max_pixels=capture.max_pixels)
        except Unsupported as error:
            raise Problem(415, str(error), code=error.code) from error
        notes = read_notes(request.headers, arrived=self.now())
        return Upload(facts.site_id, facts.session_id, sequence, data, frame, notes)

    async def post_interactions(self, session_id: str, request: Request) -> dict[str, Any]:
        """Take in what is right of a list; say what is wrong with the rest.

        Also after the end: a purchase counts although nothing is captured any more.
        """
        claims = self.access.shopper(request, session_id)
        longest = self.settings.capture.max_interactions
        body = await read_json_list(request, limit=LONGEST_JSON, longest=longest)
        facts = await self._facts(claims.site, session_id)
        right, wrong = read_interactions(body, site_id=claims.site, session_id=session_id, arrived=self.now())
        if self.intake.paused(facts):
            right, wrong = [], [ItemError(index, "paused: nothing is taken in") for index in range(len(body))]
        self.interaction_pace.take(session_id, len(right))
        await self.intake.interactions(right, traceparent=_traceparent(request))
        EVENTS.labels("accepted").inc(len(right))
        EVENTS.labels("rejected").inc(len(wrong))
        return {"accepted": len(right), "rejected": [asdict(error) for error in wrong]}

    async def end_session(self, session_id: str, request: Request) -> dict[str, Any]:
        """End a session; repeating it changes nothing, and says it again only when the log may not have heard it."""
        claims = self.access.shopper(request, session_id)
        self.intake.require_not_erased(session_id)
        message = await self.intake.end(claims.site, session_id, traceparent=_traceparent(request))
        return {"session_id": session_id, "status": "ended", "ended_at": rfc3339(message.at)}

    async def erase(self, session_id: str, request: Request) -> dict[str, Any]:
        """Erase a session at the wish of its shopper or of the site's back office.

        The last token a shopper held, though expired, erases for as long as anything of the session is kept.
        """
        claims = self.access.shopper_or_office(request, session_id, grace_s=self._kept_s)
        if claims.scope == "office":
            await require_session(self.blobs, claims.site, session_id)
        erasing = erase_session(
            claims.site,
            session_id,
            blobs=self.blobs,
            vault=self.vault,
            control=self.control,
            state=self.state,
            now=self.now,
            by=claims.scope,
        )
        return {"erasure_id": await asyncio.shield(erasing)}  # a client that hangs up must not stop it half-way

    @property
    def _kept_s(self) -> int:
        return int(self.settings.retention.session_age.total_seconds())

    async def erasure_report(self, name: str, request: Request) -> Any:
        """What was erased, when, and what is left until when."""
        claims = self.access.right_to_erase(request, grace_s=self._kept_s)
        report = json.loads((await self.blobs.get(erasure_key(name))).data)
        own = erasure_id(claims.site, claims.sid) if claims.sid else None
        self.access.may_read_erasure(claims, name, own, report["site_id"])
        return report


def _traceparent(request: Request) -> str:
    return new_traceparent(request.headers.get("traceparent"))
