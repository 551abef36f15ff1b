"""Wires the capture service. Called by the command line and the tests; clients are built by the caller."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI

from interarec.capture.access import Access
from interarec.capture.intake import Intake
from interarec.capture.late_answers import LateAnswers
from interarec.capture.pace import Pace
from interarec.capture.routes import CaptureService
from interarec.capture.session_book import SessionBook
from interarec.capture.uploads import NOTE_HEADERS
from interarec.domain.control import Control, ControlState
from interarec.domain.errors import Unavailable
from interarec.platform.blobs.port import Blobs
from interarec.platform.bus.port import Bus
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.http import HealthChecks, create_app
from interarec.platform.http.cross_origin import CrossOrigin
from interarec.platform.security import TokenSigner, TokenVerifier, Vault
from interarec.platform.settings import Settings
from interarec.platform.state.port import State

__all__ = ["build_app"]


def build_app(
    settings: Settings,
    *,
    bus: Bus,
    blobs: Blobs,
    vault: Vault,
    control: ControlBoard,
    state: State,
    signer: TokenSigner,
    verifier: TokenVerifier,
    now: Now,
    checks: HealthChecks | None = None,
) -> FastAPI:
    """The capture application. Its lifespan writes the session facts; `control` is run by the caller.

    `checks` are more health checks (the retention's). `state` is only erased from: capture is ready without it.

    `app.state.capture` is the CaptureService, whose `book.flush()` writes what is not written yet.
    """
    book = SessionBook(blobs)
    capture = settings.capture
    service = CaptureService(
        settings=settings,
        access=Access(settings, verifier, now),
        intake=Intake(bus, blobs, vault, control, book, now),
        book=book,
        blobs=blobs,
        vault=vault,
        control=control,
        state=state,
        signer=signer,
        now=now,
        opening_pace=Pace(capture.opening_burst, capture.opening_rate_per_s, "sessions opened"),
        screenshot_pace=Pace(capture.burst, capture.rate_per_s, "screenshots"),
        interaction_pace=Pace(capture.interaction_burst, capture.interaction_rate_per_s, "interactions"),
    )
    control.on_change(lambda word: _hear(word, book, vault))
    keeping = _Keeping(book)
    own_checks = {"bus": bus.check, "blobs": blobs.check, "control": control.check, "sessions": keeping.check}
    app = create_app("InteraRec capture", {**own_checks, **(checks or {})})
    app.router.lifespan_context = keeping.running
    app.include_router(service.router())
    app.add_middleware(
        CrossOrigin,
        origins=settings.origins,
        methods="GET, POST, PUT, DELETE",
        headers=f"Authorization, Content-Type, {NOTE_HEADERS}, Traceparent",
    )
    app.add_middleware(LateAnswers)
    app.state.capture = service
    return app


def _hear(word: Control, book: SessionBook, vault: Vault) -> None:
    book.hear(word)
    if word.state is ControlState.ERASED:
        vault.forget(word.site_id, word.session_id)


class _Keeping:
    """Keeps the session facts written while the application runs."""

    def __init__(self, book: SessionBook) -> None:
        self._book = book
        self._task: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def running(self, _: FastAPI) -> AsyncIterator[None]:
        """The application's lifespan."""
        task = self._task = asyncio.create_task(self._book.run(), name="session book")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def check(self) -> None:
        """Raise Unavailable when the facts are not written any more."""
        if self._task is not None and self._task.done():
            raise Unavailable("the session book has ended; restart capture")
