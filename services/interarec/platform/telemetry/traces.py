"""W3C trace context as it travels in message headers."""

from __future__ import annotations

import re
import secrets

__all__ = ["new_traceparent", "trace_id"]

_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}")


def new_traceparent(parent: str | None = None) -> str:
    """A traceparent with a new span id, in `parent`'s trace if that is valid, else in a new one."""
    match = _TRACEPARENT.fullmatch(parent or "")
    trace = match[1] if match else secrets.token_hex(16)
    return f"00-{trace}-{secrets.token_hex(8)}-01"


def trace_id(traceparent: str | None) -> str | None:
    """The trace's 32 hex digits, or None when `traceparent` is not valid."""
    match = _TRACEPARENT.fullmatch(traceparent or "")
    return match[1] if match else None
