"""What a client session wants done, in order. Made by `session.py`, carried out by the socket's driver."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Action", "Close", "Join", "Leave", "Push", "ReadHistory", "Reply"]


@dataclass(frozen=True, slots=True)
class Reply:
    """Send this frame, after all before it."""

    frame: str


@dataclass(frozen=True, slots=True)
class Push:
    """Send this frame; a later push with the same key may take its place while it waits."""

    key: str
    frame: str


@dataclass(frozen=True, slots=True)
class Join:
    """Begin to hear `channel`; then read its history if it has one, and report `joined`."""

    channel: str
    recover: bool


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """Read the history of `channel` again and report `refilled`."""

    channel: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Stop hearing `channel`."""

    channel: str


@dataclass(frozen=True, slots=True)
class Close:
    """Send what was replied so far, then close. Always the last action."""

    code: int
    reason: str


Action = Reply | Push | Join | ReadHistory | Leave | Close
