"""One process's ear on the state, shared by its connections: who hears which channel."""

from __future__ import annotations

import asyncio
from typing import Protocol

from interarec.platform.state.port import Announcement, History, State

__all__ = ["Hub", "Subscriber"]

READS_AT_ONCE = 64


class Subscriber(Protocol):
    """A connection as the hub sees it. Neither method may block or raise."""

    def announced(self, announcement: Announcement) -> None:
        """Something was published on a channel it joined."""

    def missed_some(self, channel: str) -> None:
        """Announcements on `channel` may have been lost; its history must be read."""


class Hub:
    """Joins and leaves are counted here, so that the state is asked once per channel and process."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._members: dict[str, set[Subscriber]] = {}
        self._listener = state.listen(self._heard, self._resumed)
        self._reads = asyncio.Semaphore(READS_AT_ONCE)

    async def start(self) -> None:
        """Begin to listen; returns at once."""
        await self._listener.start()

    async def stop(self) -> None:
        """Stop listening."""
        await self._listener.stop()

    async def check(self) -> None:
        """Raise Unavailable while announcements may be missed."""
        await self._listener.check()

    async def join(self, channel: str, subscriber: Subscriber) -> None:
        """Returns when `subscriber` hears all that is announced from now on. Raises Unavailable."""
        self._members.setdefault(channel, set()).add(subscriber)
        await self._listener.subscribe(channel)

    def leave(self, channel: str, subscriber: Subscriber) -> None:
        """Stop telling `subscriber`."""
        members = self._members.get(channel)
        if members is None:
            return
        members.discard(subscriber)
        if not members:
            del self._members[channel]
            self._listener.unsubscribe(channel)

    async def history(self, session_id: str, *, limit: int) -> History:
        """The channel of a session, with a bound on how many are read at once. Raises Unavailable, Gone."""
        async with self._reads:
            return await self._state.history(session_id, limit=limit)

    def _heard(self, announcement: Announcement) -> None:
        for subscriber in tuple(self._members.get(announcement.channel, ())):
            subscriber.announced(announcement)

    def _resumed(self) -> None:
        for channel, members in list(self._members.items()):
            for subscriber in tuple(members):
                subscriber.missed_some(channel)
