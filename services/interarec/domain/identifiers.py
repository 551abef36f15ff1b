"""Identifiers that are computed, so that the same cause always gets the same name on every worker."""

from __future__ import annotations

import hashlib
import re

from interarec.domain.errors import InvalidInput

__all__ = ["CANARY_SITE", "batch_id", "checked_id", "recommendation_id", "screenshot_id", "session_hash"]

CANARY_SITE = "canary"
"""The reserved shop of the canary: no shop of the settings may have this name."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.~-]{0,127}")


def checked_id(value: str, field: str) -> str:
    """`value` if it is safe as a path segment and a key part; raises InvalidInput otherwise."""
    if not _ID.fullmatch(value) or ".." in value:
        raise InvalidInput(f"{field} must be 1 to 128 of A-Z a-z 0-9 _ . ~ -", field=field)
    return value


def _digest(*parts: object, length: int = 26) -> str:
    """Hash of the parts, unambiguous because each is preceded by its length."""
    whole = "".join(f"{len(str(part))}:{part}" for part in parts)
    return hashlib.sha256(whole.encode()).hexdigest()[:length]


def screenshot_id(session_id: str, sequence: int) -> str:
    """Name of the screenshot at `sequence` of a session."""
    return f"{session_id}.{sequence}"


def batch_id(topic: str, partition: int, session_id: str, first_offset: int) -> str:
    """Name of the batch that starts at `first_offset`: equal for every worker that cuts the same log."""
    return "b" + _digest(topic, partition, session_id, first_offset)


def recommendation_id(session_id: str, screenshot_offset: int, interaction_offset: int) -> str:
    """Name of the slate based on these two offsets; a new wording keeps it."""
    return "r" + _digest(session_id, screenshot_offset, interaction_offset)


def session_hash(session_id: str) -> str:
    """What logs and metrics show instead of a session id."""
    return hashlib.sha256(session_id.encode()).hexdigest()[:12]
