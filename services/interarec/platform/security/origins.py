"""Which browser origins may speak to a service. Called by capture and the gateway on every request."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

__all__ = ["origin_allowed"]

DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def origin_allowed(origin: str | None, patterns: Iterable[str]) -> bool:
    """True when no origin was sent or one of `patterns` names it.

    A pattern is an origin such as `https://shop.example`; `http://localhost:*` means any port. Scheme and host are
    compared without regard to case. Nothing else is a wildcard, so a look-alike host never slips in.
    """
    if origin is None:
        return True
    parts = _parts(origin)
    if parts is None:
        return False
    return any(_matches(parts, pattern) for pattern in patterns)


def _matches(parts: tuple[str, str, int | None], pattern: str) -> bool:
    if pattern.endswith(":*"):
        wanted = _parts(pattern.removesuffix(":*"))
        return wanted is not None and wanted[:2] == parts[:2]
    return _parts(pattern) == parts


def _parts(origin: str) -> tuple[str, str, int | None] | None:
    """(scheme, host, port), or None when `origin` is not a bare origin ("null" is not one)."""
    try:
        split = urlsplit(origin)
        port = split.port
    except ValueError:
        return None
    if not split.scheme or not split.hostname or split.path or split.query or split.fragment or "@" in split.netloc:
        return None
    return split.scheme, split.hostname, port or DEFAULT_PORTS.get(split.scheme)
