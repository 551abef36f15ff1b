"""What one subscriber has been given of one session's channel, and what it gets next. Pure: histories and
announcements in, publications out.

Announcements may be lost, doubled or late, and the store may be wiped under a live connection; what a subscriber
gets only ever gets newer. Used by the WebSocket session and by the SSE stream.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interarec.domain.errors import InterarecError
from interarec.domain.recommendations import BasedOn
from interarec.platform.state.port import Announcement, History, Publication

__all__ = ["Feed", "Gap", "Opened", "StreamPosition"]


@dataclass(frozen=True, slots=True)
class StreamPosition:
    """Where a subscriber stands in a channel."""

    epoch: str
    offset: int


@dataclass(frozen=True, slots=True)
class Opened:
    """The answer to a subscription. `recovered` is true only when nothing since the given position is missing."""

    position: StreamPosition
    recovered: bool
    publications: tuple[Publication, ...]


class Gap(InterarecError):
    """Publications between the subscriber's position and the kept ones are lost; it must subscribe anew."""

    code = "gap"


class Feed:
    """One subscriber's channel. Call `open` with the first history, then `hear` and `refill`.

    After either, look at `wants_history`: when true, read the history once more and hand it to `refill`.
    """

    def __init__(self, recover: StreamPosition | None) -> None:
        self._recover = recover
        self._epoch = ""
        self._offset = 0
        self._newest: BasedOn | None = None
        self._opened = False
        self._waiting: Announcement | None = None
        self.wants_history = True

    @property
    def epoch(self) -> str:
        """Epoch of what was given last."""
        return self._epoch

    def open(self, history: History) -> Opened:
        """The subscription's answer. Announcements heard before are then asked for by `hear_waiting`."""
        self._opened = True
        self.wants_history = False
        self._epoch, self._offset = history.epoch, history.offset
        missed = self._missed_since_recovery(history)
        recovered = missed is not None
        given = missed if missed is not None else history.publications[-1:]
        if history.publications:
            self._newest = history.publications[-1].based_on
        return Opened(StreamPosition(history.epoch, history.offset), recovered, given)

    def hear_waiting(self) -> list[Publication]:
        """What came while the history was read, if the history did not have it."""
        waiting, self._waiting = self._waiting, None
        return self.hear(waiting) if waiting is not None else []

    def hear(self, announcement: Announcement) -> list[Publication]:
        """Publications to give now; none when it is old, or when the history must be read first."""
        if self.wants_history:
            self._waiting = announcement
            return []
        publication = announcement.publication
        if announcement.epoch == self._epoch and publication.offset <= self._offset:
            return []
        if announcement.epoch == self._epoch and publication.offset == self._offset + 1:
            return self._take([publication])
        self.wants_history = True
        return []

    def refill(self, history: History) -> list[Publication]:
        """Publications to give after a read. Raises Gap when some are lost for good."""
        self.wants_history = False
        if history.epoch == self._epoch:
            missed = _after(history, self._offset)
            if missed is None:
                raise Gap("publications were lost before they could be sent")
            given = self._take(missed)
        else:
            self._epoch, self._offset = history.epoch, history.offset
            given = self._take(history.publications[-1:])
        return given + self.hear_waiting()

    def _missed_since_recovery(self, history: History) -> tuple[Publication, ...] | None:
        recover = self._recover
        if recover is None or recover.epoch != history.epoch:
            return None
        return _after(history, recover.offset)

    def _take(self, publications: Iterable[Publication]) -> list[Publication]:
        """Numbers of a new epoch start again, so only `based_on` tells whether a publication is news."""
        given = []
        for publication in publications:
            self._offset = max(self._offset, publication.offset)
            if self._newest is None or publication.based_on.newer_than(self._newest):
                self._newest = publication.based_on
                given.append(publication)
        return given


def _after(history: History, offset: int) -> tuple[Publication, ...] | None:
    """All publications after `offset`, or None when some of them are no longer kept (or never were)."""
    missed = tuple(one for one in history.publications if one.offset > offset)
    return missed if len(missed) == history.offset - offset else None
