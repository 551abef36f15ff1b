"""Which object keys are safe on every adapter. Called by the adapters before they touch anything."""

from __future__ import annotations

import re

from interarec.domain.errors import InvalidInput

__all__ = ["checked_key", "checked_prefix"]

_SEGMENT = r"[A-Za-z0-9][A-Za-z0-9_.~-]*"
_KEY = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*")
_PREFIX = re.compile(rf"(?:{_SEGMENT}/)*(?:{_SEGMENT})?")
LONGEST = 900
"""S3 allows 1,024 bytes; the rest is left to an adapter's own root."""


def checked_key(key: str) -> str:
    """`key` if every segment starts with a letter or digit and nothing climbs; raises InvalidInput otherwise."""
    if not _KEY.fullmatch(key) or ".." in key or len(key) > LONGEST:
        raise InvalidInput(f"{key[:80]!r} is not an object key such as images/shop/session/0", field="key")
    return key


def checked_prefix(prefix: str) -> str:
    """`prefix` if it is empty or the beginning of a key; raises InvalidInput otherwise."""
    if not _PREFIX.fullmatch(prefix) or ".." in prefix or len(prefix) > LONGEST:
        raise InvalidInput(f"{prefix[:80]!r} is not the beginning of an object key", field="prefix")
    return prefix
