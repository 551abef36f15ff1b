"""Publish mode: a trusted server writes sealed images and references itself, without the HTTP service between.

It follows the same order as the service (`intake`) on the same keys, so both may serve one shop side by side. Only for
processes that may hold the master key and write to the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from interarec.capture.images import read_frame
from interarec.capture.intake import Intake
from interarec.capture.opening import open_session
from interarec.capture.receipts import Receipt, Status
from interarec.capture.session_book import SessionBook
from interarec.capture.sessions import require_open
from interarec.capture.uploads import CaptureNotes, Upload
from interarec.domain.errors import InvalidInput
from interarec.domain.identifiers import screenshot_id
from interarec.domain.interactions import Interaction
from interarec.domain.screenshots import Screenshot, Viewport
from interarec.platform.blobs.port import Blobs
from interarec.platform.bus.port import Bus
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.security import Vault
from interarec.platform.settings import CaptureSettings

__all__ = ["Publisher", "PublishingSession"]


class Publisher:
    """Publishes for one site. `control` is run by the caller; `run` writes what is noted, until cancelled."""

    def __init__(
        self,
        site_id: str,
        *,
        bus: Bus,
        blobs: Blobs,
        vault: Vault,
        control: ControlBoard,
        now: Now,
        limits: CaptureSettings = CaptureSettings(),  # noqa: B008 - frozen
    ) -> None:
        self.site_id = site_id
        self.limits = limits
        self.book = SessionBook(blobs)
        self.intake = Intake(bus, blobs, vault, control, self.book, now)
        self.now = now
        self._vault = vault
        control.on_change(self.book.hear)

    async def open(self, *, consent: bool, shopper_id: str | None = None) -> PublishingSession:
        """A new session; the server vouches for the shopper's consent. Raises InvalidInput without it."""
        facts = await open_session(
            self.site_id, consent=consent, vault=self._vault, book=self.book, now=self.now, shopper_id=shopper_id
        )
        return PublishingSession(self, facts.session_id)

    async def announce(self, screenshot: Screenshot) -> None:
        """Put the reference of an image that is stored already on the log. Raises Gone, Unavailable."""
        await self.intake.announce(screenshot)

    async def run(self) -> None:
        """Write acknowledgements and pauses into the facts until cancelled."""
        await self.book.run()


class PublishingSession:
    """One session of a Publisher; the same calls as CaptureClient, without HTTP."""

    def __init__(self, publisher: Publisher, session_id: str) -> None:
        self.session_id = session_id
        self._publisher = publisher

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
        """Store and announce one screenshot. Raises InvalidInput, Conflict, Gone, Unavailable."""
        home = self._publisher
        if len(data) > home.limits.max_bytes:
            raise InvalidInput(f"the picture is larger than {home.limits.max_bytes} bytes", code="body_too_large")
        facts = await home.book.facts(home.site_id, self.session_id)
        require_open(facts)
        if home.intake.paused(facts):
            return Receipt(screenshot_id(self.session_id, sequence), Status.SKIPPED, "paused")
        frame = read_frame(data, media_type, allowed=home.limits.media_types, max_pixels=home.limits.max_pixels)
        notes = CaptureNotes(captured_at or home.now(), page_url, viewport, dwell_ms, masked)
        return await home.intake.screenshot(Upload(home.site_id, self.session_id, sequence, data, frame, notes))

    async def interactions(self, items: Sequence[Interaction]) -> None:
        """Put interactions of this session on the log, in the order given."""
        await self._publisher.intake.interactions(items)

    async def end(self) -> None:
        """Say that no more screenshots come."""
        await self._publisher.intake.end(self._publisher.site_id, self.session_id)
