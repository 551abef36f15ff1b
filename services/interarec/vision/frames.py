"""What goes into the local reader and what comes out: frames, readings, and why a frame was skipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interarec.domain.summaries import BehaviourSummary, Box, Offer

__all__ = ["Frame", "FrameReading", "Reading", "SeenHeading", "SkippedFrame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One screenshot of a session: `image` is a PNG, JPEG or WebP, `dwell_ms` how long it stood still."""

    screenshot_id: str
    sequence: int
    image: bytes
    dwell_ms: int = 0
    page_url: str | None = None


@dataclass(frozen=True, slots=True)
class SkippedFrame:
    """A frame that could not be read; `reason` is a code of `images.UnreadableImage`."""

    screenshot_id: str
    sequence: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class SeenHeading:
    """The product that a page without a price is about; `color` is a family."""

    title: str
    box: Box
    brand: str | None
    color: str | None


@dataclass(frozen=True, slots=True)
class FrameReading:
    """What one frame says. `offers` has one entry an offer seen, boxes in pixels of the upright image; `heading` names
    the product of a page where no price is seen.

    `page_kind`: listing, product, comparison, basket or other. `new_lines` were recognised, the other `lines`
    came from the cache; `cached` means the same bytes had been read before.
    """

    screenshot_id: str
    sequence: int
    offers: tuple[Offer, ...]
    heading: SeenHeading | None
    page_kind: str
    width: int
    height: int
    lines: int
    new_lines: int
    cached: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The summary of a batch and how it came about. `timings` in seconds: decode, detect, recognise,
    understand, total."""

    summary: BehaviourSummary
    frames: tuple[FrameReading, ...]
    skipped: tuple[SkippedFrame, ...]
    timings: Mapping[str, float]

    @property
    def lines(self) -> int:
        return sum(frame.lines for frame in self.frames)

    @property
    def new_lines(self) -> int:
        return sum(frame.new_lines for frame in self.frames)

    @property
    def seconds_per_new_line(self) -> float:
        """Recognition time of one line that was not in the cache; 0 when all were."""
        return self.timings.get("recognise", 0.0) / self.new_lines if self.new_lines else 0.0
