"""The memory that publishers write and gateways read. Redis (`redis.py`) and the in-process twin both fulfil it.

A session has one channel. Its publications are numbered 1, 2, … within an epoch; a new epoch says that the memory was
lost and numbers start again. Only a recommendation newer than the last one (`BasedOn.newer_than`) gets a number.
All coroutines raise `domain.errors.Unavailable` when the memory cannot be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from interarec.domain.recommendations import BasedOn

__all__ = [
    "ERASED_TTL_S",
    "KEEP",
    "SESSION_TTL_S",
    "Announcement",
    "Forgotten",
    "History",
    "Listener",
    "Publication",
    "Published",
    "State",
    "session_channel",
    "site_channel",
]

KEEP = 20
"""Publications kept for a client that comes back."""

SESSION_TTL_S = 7_200
"""How long an untouched session is kept: longer than a token with its grace (40 minutes) and the replay (30)."""

ERASED_TTL_S = 25 * 3_600
"""How long an erased session is remembered: one hour longer than a late recommendation can lie on the log."""


def session_channel(session_id: str) -> str:
    """Name of the shopper's channel."""
    return f"recommendations:{session_id}"


def site_channel(site_id: str) -> str:
    """Name of the back office's channel of one shop."""
    return f"site:{site_id}"


@dataclass(frozen=True, slots=True)
class Published:
    """The number a recommendation got."""

    epoch: str
    offset: int


@dataclass(frozen=True, slots=True)
class Publication:
    """One recommendation of a channel. `data` is its JSON, UTF-8."""

    offset: int
    based_on: BasedOn
    data: bytes


@dataclass(frozen=True, slots=True)
class History:
    """A session's channel as it stands: `offset` of the newest publication (0: none yet), the kept ones ascending.

    `site_id` is the shop the publications came from, None while there are none.
    """

    epoch: str
    offset: int
    publications: tuple[Publication, ...]
    site_id: str | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """A publication as heard on `channel`. Epoch and offset are those of the session's own channel on both kinds."""

    channel: str
    session_id: str
    epoch: str
    publication: Publication


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What an erasure found of a session: keys of each kind (0 or 1), and the slates that were kept."""

    channels: int
    streams: int
    slates: int


class Listener(Protocol):
    """One process's ear. `heard` is called in order per channel, from the event loop, and must not block."""

    async def start(self) -> None:
        """Begin to listen; returns at once, also when the memory is away (it is tried until it is there)."""

    async def subscribe(self, channel: str) -> None:
        """Returns when every later announcement on `channel` will be heard."""

    def unsubscribe(self, channel: str) -> None:
        """Stop hearing `channel`."""

    async def check(self) -> None:
        """Raise Unavailable while announcements may be missed."""

    async def stop(self) -> None:
        """Close."""


class State(Protocol):
    """The memory."""

    async def start(self) -> None:
        """Get ready. The memory need not be there yet."""

    async def stop(self) -> None:
        """Close every connection."""

    async def check(self) -> None:
        """Raise Unavailable unless the memory answers now."""

    async def publish(
        self, rec_json: bytes, *, site_id: str, session_id: str, based_on: BasedOn, announce: bool = True
    ) -> Published | None:
        """Keep and announce on the session's and the shop's channel; None when it is not newer than the last one.

        Raises Gone when the session was erased.
        """

    async def history(self, session_id: str, *, limit: int = KEEP) -> History:
        """The channel with its newest `limit` publications; the first reader gives it its epoch. Raises Gone."""

    async def erase(self, session_id: str) -> Forgotten:
        """Forget the session and refuse it from now on. Repeated, it says what the first one found."""

    def listen(self, heard: Callable[[Announcement], None], resumed: Callable[[], None]) -> Listener:
        """A new, not yet started listener. `resumed` is called after each gap in which announcements were missed."""

    async def unfilled(self, marks: Sequence[str]) -> list[str]:
        """Those of `marks` that were never filled since the memory was last empty."""

    async def begin_fill(self, mark: str) -> None:
        """Say that what belongs to `mark` is being written."""

    async def end_fill(self, mark: str) -> bool:
        """Say that it is all there; False when the memory was emptied since `begin_fill`, so do it again."""
