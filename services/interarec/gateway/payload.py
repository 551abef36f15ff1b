"""A recommendation as the bytes that are kept, pushed and answered. Written by the publisher only."""

from __future__ import annotations

import json

from interarec.contracts.views import recommendation_json
from interarec.domain.recommendations import Arm, Recommendation

__all__ = ["encode_payload", "is_fallback"]

_FALLBACK = json.dumps({"arm": Arm.FALLBACK.value}, separators=(",", ":")).strip("{}").encode()


def encode_payload(recommendation: Recommendation) -> bytes:
    """Compact JSON, UTF-8."""
    return json.dumps(recommendation_json(recommendation), separators=(",", ":"), ensure_ascii=False).encode()


def is_fallback(payload: bytes) -> bool:
    """Whether the payload shows the static rail. A quote inside a text is escaped, so only the field can match."""
    return _FALLBACK in payload
