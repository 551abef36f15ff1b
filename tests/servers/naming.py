"""Names that no other test of the run uses: the servers are shared, the topics, groups, keys and buckets are not."""

from __future__ import annotations

from uuid import uuid4

__all__ = ["unique"]


def unique(prefix: str) -> str:
    """`prefix` with ten random hexadecimal digits; valid as topic, group, session id or bucket (lower-case prefix)."""
    return f"{prefix}-{uuid4().hex[:10]}"
