"""The in-process twin of the Redis adapter: same port, same test suite. For `--embedded`, unit tests and simulation."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from interarec.domain.errors import Gone, Unavailable
from interarec.domain.recommendations import BasedOn
from interarec.platform.clock import Now
from interarec.platform.state.port import (
    ERASED_TTL_S,
    KEEP,
    SESSION_TTL_S,
    Announcement,
    Forgotten,
    History,
    Listener,
    Publication,
    Published,
    session_channel,
    site_channel,
)

__all__ = ["MemoryState", "MemoryStore"]

Kept = TypeVar("Kept")


@dataclass(slots=True)
class Channel:
    """What is kept of one session."""

    epoch: str
    expires_at: datetime
    offset: int = 0
    site_id: str | None = None
    publications: list[Publication] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is remembered of an erased session, and until when."""

    until: datetime
    found: Forgotten


def _drop_expired(kept: dict[str, Kept], until: Callable[[Kept], datetime], at: datetime) -> None:
    """Entries lie in the order of their last touch, so the first one that is still good ends the walk."""
    while kept and until(kept[first := next(iter(kept))]) <= at:
        del kept[first]


class MemoryStore:
    """What a Redis server would hold. One per process, shared by all states made on it."""

    def __init__(self, now: Now) -> None:
        self.now = now
        self.channels: dict[str, Channel] = {}
        self.erased: dict[str, Tombstone] = {}
        self.fills: dict[str, bool] = {}
        self.listeners: list[MemoryListener] = []
        self.reachable = True

    def require_reachable(self) -> None:
        """Raise Unavailable while tests keep the store down."""
        if not self.reachable:
            raise Unavailable("the state store does not answer")

    def set_reachable(self, reachable: bool) -> None:
        """Take the store down or bring it back; listeners learn that they missed something."""
        back = reachable and not self.reachable
        self.reachable = reachable
        for listener in self.listeners if back else ():
            listener.resumed()

    def wipe(self) -> None:
        """Lose everything, as a restarted server without persistence does."""
        self.channels.clear()
        self.erased.clear()
        self.fills.clear()

    def channel(self, session_id: str) -> Channel:
        """The session's channel, kept for another while. Raises Gone."""
        self.require_reachable()
        at = self.now()
        _drop_expired(self.erased, lambda tombstone: tombstone.until, at)
        _drop_expired(self.channels, lambda channel: channel.expires_at, at)
        if session_id in self.erased:
            raise Gone("the session was erased", code="erased")
        known = self.channels.pop(session_id, None) or Channel(secrets.token_hex(8), at)
        known.expires_at = at + timedelta(seconds=SESSION_TTL_S)
        self.channels[session_id] = known
        return known

    def announce(self, announcement: Announcement) -> None:
        """Tell every listener of that channel."""
        for listener in self.listeners:
            if announcement.channel in listener.channels:
                listener.heard(announcement)


class MemoryListener:
    """An ear on a MemoryStore."""

    def __init__(self, store: MemoryStore, heard: Callable[[Announcement], None], resumed: Callable[[], None]) -> None:
        self._store = store
        self.heard = heard
        self.resumed = resumed
        self.channels: set[str] = set()

    async def start(self) -> None:
        """See the port."""
        self._store.listeners.append(self)

    async def subscribe(self, channel: str) -> None:
        """See the port."""
        self._store.require_reachable()
        self.channels.add(channel)

    def unsubscribe(self, channel: str) -> None:
        """See the port."""
        self.channels.discard(channel)

    async def check(self) -> None:
        """See the port."""
        self._store.require_reachable()

    async def stop(self) -> None:
        """See the port."""
        if self in self._store.listeners:
            self._store.listeners.remove(self)


class MemoryState:
    """A connection to a MemoryStore; several on one store are several clients of one server."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store

    async def start(self) -> None:
        """Nothing to connect."""

    async def stop(self) -> None:
        """Nothing to close."""

    async def check(self) -> None:
        """See the port."""
        self.store.require_reachable()

    async def publish(
        self, rec_json: bytes, *, site_id: str, session_id: str, based_on: BasedOn, announce: bool = True
    ) -> Published | None:
        """See the port."""
        channel = self.store.channel(session_id)
        if channel.publications and not based_on.newer_than(channel.publications[-1].based_on):
            return None
        channel.offset += 1
        channel.site_id = site_id
        publication = Publication(channel.offset, based_on, rec_json)
        channel.publications = [*channel.publications, publication][-KEEP:]
        if announce:
            for name in (session_channel(session_id), site_channel(site_id)):
                self.store.announce(Announcement(name, session_id, channel.epoch, publication))
        return Published(channel.epoch, channel.offset)

    async def history(self, session_id: str, *, limit: int = KEEP) -> History:
        """See the port."""
        channel = self.store.channel(session_id)
        return History(channel.epoch, channel.offset, tuple(channel.publications[-limit:]), channel.site_id)

    async def erase(self, session_id: str) -> Forgotten:
        """See the port."""
        self.store.require_reachable()
        channel = self.store.channels.pop(session_id, None)
        before = self.store.erased.pop(session_id, None)
        slates = len(channel.publications) if channel else 0
        found = before.found if before else Forgotten(int(channel is not None), int(slates > 0), slates)
        self.store.erased[session_id] = Tombstone(self.store.now() + timedelta(seconds=ERASED_TTL_S), found)
        return found

    def listen(self, heard: Callable[[Announcement], None], resumed: Callable[[], None]) -> Listener:
        """See the port."""
        return MemoryListener(self.store, heard, resumed)

    async def unfilled(self, marks: Sequence[str]) -> list[str]:
        """See the port."""
        self.store.require_reachable()
        return [mark for mark in marks if not self.store.fills.get(mark, False)]

    async def begin_fill(self, mark: str) -> None:
        """See the port."""
        self.store.require_reachable()
        self.store.fills[mark] = False

    async def end_fill(self, mark: str) -> bool:
        """See the port."""
        self.store.require_reachable()
        if mark not in self.store.fills:
            return False
        self.store.fills[mark] = True
        return True
