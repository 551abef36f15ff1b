"""The order in which a screenshot becomes a fact: image stored, reference acknowledged by the log, then the receipt.

Called by the HTTP routes and by trusted publishers. Whatever is killed in between, repeating the same call ends in the
same state: the image is put once, the reference at least once (the batcher drops a sequence it has seen).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from weakref import WeakValueDictionary

from interarec.capture.receipts import Receipt, Status
from interarec.capture.session_book import SessionBook
from interarec.capture.sessions import SessionFacts
from interarec.capture.uploads import Upload
from interarec.contracts.envelope import wire
from interarec.contracts.topics import INTERACTIONS, SCREENSHOTS, Topic
from interarec.domain.errors import Conflict, Gone
from interarec.domain.identifiers import screenshot_id
from interarec.domain.interactions import Interaction
from interarec.domain.screenshots import ImageRef, Screenshot, SessionEnd
from interarec.platform.blobs.port import Blobs
from interarec.platform.bus.port import Bus
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.security import Vault

__all__ = ["Intake", "image_key"]

SOURCE = "capture"


def image_key(site_id: str, session_id: str, sequence: int) -> str:
    """Where the sealed image lies."""
    return f"images/{site_id}/{session_id}/{sequence}"


class Intake:
    """Stores and announces. One send per session and topic is in flight, so the log keeps the order of arrival."""

    def __init__(
        self, bus: Bus, blobs: Blobs, vault: Vault, control: ControlBoard, book: SessionBook, now: Now
    ) -> None:
        self._bus = bus
        self._blobs = blobs
        self._vault = vault
        self._control = control
        self._book = book
        self._now = now
        self._lanes: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def screenshot(self, upload: Upload, *, traceparent: str | None = None) -> Receipt:
        """Take one checked picture in.

        Raises Conflict when other bytes lie under its sequence, Gone when the session was erased, Unavailable.
        """
        digest = hashlib.sha256(upload.data).hexdigest()
        first = await self._store(upload, digest)
        if first or not await self._book.acknowledged(upload.site_id, upload.session_id, upload.sequence):
            await self.announce(self._reference(upload, digest), traceparent=traceparent)
        name = screenshot_id(upload.session_id, upload.sequence)
        return Receipt(name, Status.ACCEPTED if first else Status.DUPLICATE)

    async def announce(self, screenshot: Screenshot, *, traceparent: str | None = None) -> None:
        """Put a reference on the log and note the acknowledgement. Raises Gone, Unavailable."""
        await self._send(SCREENSHOTS, [screenshot], traceparent)
        self._book.acknowledge(screenshot.site_id, screenshot.session_id, screenshot.sequence)

    async def interactions(self, taken: Sequence[Interaction], *, traceparent: str | None = None) -> None:
        """Put interactions of one session on the log, in the order given. Raises Gone, Unavailable."""
        if taken:
            await self._send(INTERACTIONS, taken, traceparent)

    async def end(self, site_id: str, session_id: str, *, traceparent: str | None = None) -> SessionEnd:
        """End the session for every process, then close its open batch. Raises Gone, Unavailable.

        Repeating it repeats the message, which closes nothing a second time, until the log has acknowledged it here.
        """
        facts = await self._book.change(site_id, session_id, lambda facts: facts.with_end(self._now()))
        assert facts.ended_at is not None
        message = SessionEnd(site_id, session_id, facts.ended_at)
        async with self._lane(SCREENSHOTS, session_id):
            if not self._book.end_acknowledged(site_id, session_id):
                await self._append(SCREENSHOTS, message, traceparent)
                self._book.acknowledge_end(site_id, session_id)
        return message

    def require_not_erased(self, session_id: str) -> None:
        """Raise Gone once the session was erased."""
        if self._control.erased(session_id):
            raise Gone("the session was erased", code="session_erased")

    def paused(self, facts: SessionFacts) -> bool:
        """True while nothing of the session may be taken in."""
        return self._control.paused(facts.session_id) or self._book.paused(facts)

    async def _store(self, upload: Upload, digest: str) -> bool:
        """True if the image is new; raises Conflict when other bytes are there."""
        key = image_key(upload.site_id, upload.session_id, upload.sequence)
        self.require_not_erased(upload.session_id)
        try:
            await self._vault.put(upload.site_id, upload.session_id, key, upload.data, if_absent=True)
        except Conflict:
            there = await self._vault.get(upload.site_id, upload.session_id, key)
            if hashlib.sha256(there).hexdigest() != digest:
                text = f"sequence {upload.sequence} was used for another picture; count on instead"
                raise Conflict(text, code="sequence_reused") from None
            return False
        if self._control.erased(upload.session_id):  # the erasure may have swept before this put
            await self._blobs.delete(key)
        return True

    def _reference(self, upload: Upload, digest: str) -> Screenshot:
        image = ImageRef(
            key=image_key(upload.site_id, upload.session_id, upload.sequence),
            sha256=digest,
            size=len(upload.data),
            media_type=upload.frame.media_type,
            width=upload.frame.width,
            height=upload.frame.height,
        )
        return Screenshot(
            site_id=upload.site_id,
            session_id=upload.session_id,
            sequence=upload.sequence,
            screenshot_id=screenshot_id(upload.session_id, upload.sequence),
            captured_at=upload.notes.captured_at,
            image=image,
            page_url=upload.notes.page_url,
            viewport=upload.notes.viewport,
            dwell_ms=upload.notes.dwell_ms,
            masked=upload.notes.masked,
            received_at=self._now(),
        )

    async def _send(self, topic: Topic, values: Sequence[Screenshot | Interaction], traceparent: str | None) -> None:
        async with self._lane(topic, values[0].session_id):
            for value in values:
                await self._append(topic, value, traceparent)

    async def _append(
        self, topic: Topic, value: Screenshot | SessionEnd | Interaction, traceparent: str | None
    ) -> None:
        self.require_not_erased(value.session_id)
        await self._bus.send(wire(topic, value, at=self._now(), source=SOURCE, traceparent=traceparent))

    def _lane(self, topic: Topic, session_id: str) -> asyncio.Lock:
        """The lock that keeps one send in flight; it lives as long as somebody holds or awaits it."""
        name = (topic.name, session_id)
        lane = self._lanes.get(name)
        if lane is None:
            self._lanes[name] = lane = asyncio.Lock()
        return lane
