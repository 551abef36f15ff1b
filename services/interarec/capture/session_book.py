"""The facts of sessions, shared by all capture processes through the object store.

Every request reads the facts anew, so an end told to another process holds here at once. Acknowledged sequences are
noted in memory first and written together a little later: losing the note costs one repeated reference, which the
batcher drops, whereas writing each would cost a round trip per screenshot.
"""

from __future__ import annotations

import asyncio
import random
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from interarec.capture.sessions import SessionFacts, contains, facts_key
from interarec.domain.control import Control, ControlState
from interarec.domain.errors import Conflict, Gone, NotFound, RejectMessage, Unavailable
from interarec.domain.identifiers import session_hash
from interarec.platform.blobs.port import Blobs
from interarec.platform.telemetry import get_logger

__all__ = ["SessionBook"]

FLUSH_S = 5.0
"""Acknowledgements are written this often; ten screenshots at the usual pace share four writes."""
LAST_FLUSH_S = 5.0
WRITERS = 8
"""Sessions written at once."""
TRIES = 8
CACHE_SIZE = 20_000
Change = Callable[[SessionFacts], SessionFacts]


@dataclass(frozen=True, slots=True)
class _Version:
    facts: SessionFacts
    etag: str


class SessionBook:
    """Reads and changes facts. `run` keeps the stored form up to date."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._seen: OrderedDict[str, _Version] = OrderedDict()
        self._unwritten: dict[tuple[str, str], set[int]] = {}
        self._told_ends: OrderedDict[str, None] = OrderedDict()
        self._spoken: dict[str, Control] = {}
        self._to_mirror: asyncio.Queue[Control] = asyncio.Queue()
        self._log = get_logger("capture")

    async def open(self, facts: SessionFacts) -> None:
        """Store the facts of a new session. Raises Conflict when it exists."""
        await self._blobs.put(facts_key(facts.site_id, facts.session_id), facts.to_json(), if_absent=True)

    async def facts(self, site_id: str, session_id: str) -> SessionFacts:
        """The facts as stored now, and what this process has not written yet. Raises Gone when there are none."""
        stored = (await self._read(facts_key(site_id, session_id))).facts
        return stored.with_acknowledged(self._unwritten.get((site_id, session_id), ()))

    async def change(self, site_id: str, session_id: str, change: Change) -> SessionFacts:
        """Apply `change` to the newest facts and store the result. Raises Gone, or Unavailable after many conflicts.

        `change` may be called several times, each time with facts that another process has written meanwhile.
        """
        key = facts_key(site_id, session_id)
        version = self._seen.get(key) or await self._read(key)
        for attempt in range(TRIES):
            changed = change(version.facts)
            if changed == version.facts:
                return changed
            try:
                etag = await self._blobs.put(key, changed.to_json(), if_match=version.etag)
            except Conflict:
                await asyncio.sleep(random.uniform(0, 0.01 * attempt))  # noqa: S311 - spreads writers, no secret
                version = await self._read(key)
                continue
            self._remember(key, _Version(changed, etag))
            return changed
        raise Unavailable("the facts of the session change too fast; try again", delay_s=1)

    def acknowledge(self, site_id: str, session_id: str, sequence: int) -> None:
        """Note that the log has the reference of `sequence`; written at the next flush."""
        self._unwritten.setdefault((site_id, session_id), set()).add(sequence)

    def acknowledge_end(self, site_id: str, session_id: str) -> None:
        """Note that the log has the end. Kept here only: another process tells it once more, which closes nothing."""
        self._told_ends[facts_key(site_id, session_id)] = None
        if len(self._told_ends) > CACHE_SIZE:
            self._told_ends.popitem(last=False)

    def end_acknowledged(self, site_id: str, session_id: str) -> bool:
        """True if this process knows that the log has the end."""
        return facts_key(site_id, session_id) in self._told_ends

    async def acknowledged(self, site_id: str, session_id: str, sequence: int) -> bool:
        """True if some process recorded the acknowledgement of `sequence`, as far as is known now."""
        return contains((await self.facts(site_id, session_id)).acknowledged, sequence)

    def paused(self, facts: SessionFacts) -> bool:
        """True while the session is paused: by the newest word heard, else by the facts (the log may be younger)."""
        word = self._spoken.get(facts.session_id)
        return facts.paused if word is None else word.state is ControlState.PAUSED

    def hear(self, control: Control) -> None:
        """Take in a word from the control topic."""
        if control.state is ControlState.ERASED:
            self.forget(control.site_id, control.session_id)
            return
        self._spoken[control.session_id] = control
        self._to_mirror.put_nowait(control)

    def forget(self, site_id: str, session_id: str) -> None:
        """Drop all that is kept here of an erased session."""
        self._seen.pop(facts_key(site_id, session_id), None)
        self._told_ends.pop(facts_key(site_id, session_id), None)
        self._unwritten.pop((site_id, session_id), None)
        self._spoken.pop(session_id, None)

    async def flush(self) -> None:
        """Write every noted acknowledgement. Raises Unavailable; what was not written stays noted."""
        limit = asyncio.Semaphore(WRITERS)
        ends = await asyncio.gather(
            *(self._flush_one(site_id, session_id, limit) for site_id, session_id in list(self._unwritten)),
            return_exceptions=True,
        )
        for end in ends:
            if end is not None:
                raise end

    async def _flush_one(self, site_id: str, session_id: str, limit: asyncio.Semaphore) -> None:
        async with limit:
            noted = self._unwritten.get((site_id, session_id), set())
            batch = frozenset(noted)
            if await self._write(site_id, session_id, partial(SessionFacts.with_acknowledged, sequences=batch)):
                noted.difference_update(batch)
            if not noted:  # more may have been noted meanwhile
                self._unwritten.pop((site_id, session_id), None)

    async def _write(self, site_id: str, session_id: str, change: Change) -> bool:
        """`change` made to the stored facts; False, and nothing kept here, when there are none any more."""
        try:
            await self.change(site_id, session_id, change)
        except (Gone, RejectMessage) as error:
            self._log.info("session facts dropped", session=session_hash(session_id), reason=str(error))
            self.forget(site_id, session_id)
            return False
        return True

    async def run(self) -> None:
        """Flush and mirror pauses until cancelled; a last flush at the end, bounded so that the process can stop."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._keep_flushing())
                group.create_task(self._keep_mirroring())
        finally:
            try:
                async with asyncio.timeout(LAST_FLUSH_S):
                    await self._flush_quietly()
            except TimeoutError:
                self._log.warning("acknowledgements not written at the end", sessions=len(self._unwritten))

    async def _keep_flushing(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_S)
            await self._flush_quietly()

    async def _flush_quietly(self) -> None:
        try:
            await self.flush()
        except Unavailable as error:
            self._log.warning("acknowledgements not written yet", reason=str(error), sessions=len(self._unwritten))

    async def _keep_mirroring(self) -> None:
        """Write pauses into the facts, so that they outlive a log that does not (the embedded run)."""
        while True:
            control = await self._to_mirror.get()
            change = partial(SessionFacts.with_paused, paused=control.state is ControlState.PAUSED)
            try:
                await self._write(control.site_id, control.session_id, change)
            except Unavailable as error:
                self._log.warning("pause not written to the facts", reason=str(error))

    async def _read(self, key: str) -> _Version:
        try:
            blob = await self._blobs.get(key)
        except NotFound as error:
            self._seen.pop(key, None)
            raise Gone("the session was erased or never begun", code="session_unknown") from error
        return self._remember(key, _Version(SessionFacts.from_json(blob.data), blob.etag))

    def _remember(self, key: str, version: _Version) -> _Version:
        self._seen[key] = version
        self._seen.move_to_end(key)
        if len(self._seen) > CACHE_SIZE:
            self._seen.popitem(last=False)
        return version
