"""One screenshot as it arrives: the bytes and what the client says about them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

from interarec.capture.images import PictureFrame
from interarec.domain.errors import InvalidInput
from interarec.domain.screenshots import Viewport, parse_viewport

__all__ = ["NOTE_HEADERS", "CaptureNotes", "Upload", "parse_time", "read_notes"]

NOTE_HEADERS = "Interarec-Captured-At, Interarec-Page-Url, Interarec-Viewport, Interarec-Dwell-Ms, Interarec-Masked"
"""What `read_notes` reads, as a browser must be told that it may send them."""

LONGEST_URL = 2048
LONGEST_DWELL_MS = 86_400_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DIGITS = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class CaptureNotes:
    """What the client says: all optional but the time, which defaults to the arrival."""

    captured_at: datetime
    page_url: str | None = None
    viewport: Viewport | None = None
    dwell_ms: int | None = None
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """A checked picture on its way in."""

    site_id: str
    session_id: str
    sequence: int
    data: bytes
    frame: PictureFrame
    notes: CaptureNotes


def read_notes(headers: Mapping[str, str], *, arrived: datetime) -> CaptureNotes:
    """Notes from the `Interarec-*` headers (lower-case names). Raises InvalidInput naming the header."""
    captured = headers.get("interarec-captured-at")
    url, viewport = headers.get("interarec-page-url"), headers.get("interarec-viewport")
    return CaptureNotes(
        captured_at=parse_time(captured, "Interarec-Captured-At") if captured else arrived,
        page_url=_page_url(url) if url else None,
        viewport=parse_viewport(viewport) if viewport else None,
        dwell_ms=_dwell(headers["interarec-dwell-ms"]) if headers.get("interarec-dwell-ms") else None,
        masked=headers.get("interarec-masked", "") in ("1", "true"),
    )


def parse_time(text: str, field: str) -> datetime:
    """RFC 3339 to UTC; raises InvalidInput."""
    refusal = InvalidInput(f"{field} {text[:40]!r} is not a time such as 2026-03-01T12:00:00Z", field=field)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise refusal
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:  # in UTC it may lie before the year 1 or after 9999
        raise refusal from error


def _page_url(text: str) -> str:
    """The address without user name and fragment, which may hold what nobody meant to send; too long, without query."""
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise InvalidInput("Interarec-Page-Url is not an address", field="page_url") from error
    parts = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="")
    if len(urlunsplit(parts)) > LONGEST_URL:
        parts = parts._replace(query="")
    address = urlunsplit(parts)
    if len(address) > LONGEST_URL or _CONTROL.search(text):
        raise InvalidInput(f"Interarec-Page-Url must be at most {LONGEST_URL} printable characters", field="page_url")
    return address


def _dwell(text: str) -> int:
    if not _DIGITS.fullmatch(text) or int(text) > LONGEST_DWELL_MS:
        raise InvalidInput(f"Interarec-Dwell-Ms must be 0 to {LONGEST_DWELL_MS} whole milliseconds", field="dwell_ms")
    return int(text)
