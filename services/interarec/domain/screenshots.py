"""Screenshots as references: what was captured, where its bytes lie, never the bytes themselves.

Written by capture (and by trusted publishing clients), read by the batcher.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from interarec.domain.errors import InvalidInput

__all__ = ["ImageRef", "Screenshot", "SessionEnd", "Viewport", "parse_viewport"]

_VIEWPORT = re.compile(r"(\d{1,5})x(\d{1,5})(?:@(\d{1,2}(?:\.\d{1,20})?))?")


@dataclass(frozen=True, slots=True)
class Viewport:
    """Visible part of the page in CSS pixels and its device pixel ratio."""

    width: int
    height: int
    scale: float = 1.0

    def __str__(self) -> str:
        return f"{self.width}x{self.height}@{self.scale:g}"


def parse_viewport(text: str) -> Viewport:
    """`"1280x800@1"` to Viewport. Raises InvalidInput."""
    match = _VIEWPORT.fullmatch(text.strip())
    if match is None or 0 in (int(match[1]), int(match[2])):
        raise InvalidInput(f"viewport {text!r} is not WIDTHxHEIGHT@SCALE such as 1280x800@1", field="viewport")
    return Viewport(int(match[1]), int(match[2]), float(match[3] or 1))


@dataclass(frozen=True, slots=True)
class ImageRef:
    """Where the encrypted image lies. `sha256` (hex) and `size` (bytes) are of the plain image."""

    key: str
    sha256: str
    size: int
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Screenshot:
    """One captured view. `sequence` counts from 0 in capture order; gaps are allowed."""

    site_id: str
    session_id: str
    sequence: int
    screenshot_id: str
    captured_at: datetime
    image: ImageRef
    page_url: str | None = None
    viewport: Viewport | None = None
    dwell_ms: int | None = None
    masked: bool = False
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """No more screenshots of this session will come; closes its open batch at once."""

    site_id: str
    session_id: str
    at: datetime
    reason: str = "ended"
