"""What is known of a session, and what may still be done with it. Pure; stored by `session_book`.

The facts are the JSON of the object `sessions/{site}/{sid}`, written conditionally, so that all capture processes
agree. Acknowledged sequences only grow and an end stays, so writes of two processes are merged by union.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from interarec.domain.errors import Gone, RejectMessage

__all__ = ["Ranges", "SessionFacts", "contains", "facts_key", "insert", "require_open"]

Ranges = tuple[tuple[int, int], ...]
"""Whole numbers as sorted, disjoint [first, last] pairs that do not touch."""


def facts_key(site_id: str, session_id: str) -> str:
    """Where the facts lie."""
    return f"sessions/{site_id}/{session_id}"


def insert(ranges: Ranges, numbers: Iterable[int]) -> Ranges:
    """`ranges` with `numbers` added."""
    pairs = sorted([*ranges, *((number, number) for number in numbers)])
    merged: list[tuple[int, int]] = []
    for first, last in pairs:
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def contains(ranges: Ranges, number: int) -> bool:
    """True if `number` lies in one of `ranges`."""
    return any(first <= number <= last for first, last in ranges)


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session. `shopper` is a pseudonym; `acknowledged` are the screenshot sequences known to be on the log."""

    site_id: str
    session_id: str
    started_at: datetime
    shopper: str | None = None
    locale: str | None = None
    currency: str | None = None
    paused: bool = False
    ended_at: datetime | None = None
    acknowledged: Ranges = ()

    @property
    def screenshots(self) -> int:
        """How many screenshots are known to be on the log."""
        return sum(last - first + 1 for first, last in self.acknowledged)

    def with_acknowledged(self, sequences: Iterable[int]) -> SessionFacts:
        """These facts after the log acknowledged `sequences`."""
        return replace(self, acknowledged=insert(self.acknowledged, sequences))

    def with_end(self, at: datetime) -> SessionFacts:
        """These facts after the end; the first end stays."""
        return replace(self, ended_at=self.ended_at or at)

    def with_paused(self, paused: bool) -> SessionFacts:
        """These facts after a pause or its end."""
        return replace(self, paused=paused)

    def to_json(self) -> bytes:
        """The stored form; `screenshots` is added for readers that only count."""
        body = asdict(self) | {
            "started_at": self.started_at.isoformat(),
            "ended_at": self.ended_at.isoformat() if self.ended_at else None,
            "screenshots": self.screenshots,
        }
        return json.dumps(body, separators=(",", ":")).encode()

    @staticmethod
    def from_json(data: bytes) -> SessionFacts:
        """The stored form read back; raises RejectMessage when it is not ours."""
        try:
            body: dict[str, Any] = json.loads(data)
            return SessionFacts(
                site_id=body["site_id"],
                session_id=body["session_id"],
                started_at=datetime.fromisoformat(body["started_at"]),
                shopper=body["shopper"],
                locale=body["locale"],
                currency=body["currency"],
                paused=body["paused"],
                ended_at=datetime.fromisoformat(body["ended_at"]) if body["ended_at"] else None,
                acknowledged=tuple((first, last) for first, last in body["acknowledged"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise RejectMessage(f"session facts cannot be read: {error!r}") from error


def require_open(facts: SessionFacts) -> None:
    """Raise Gone once the session was ended."""
    if facts.ended_at is not None:
        raise Gone("the session was ended; open a new one", code="session_ended")
