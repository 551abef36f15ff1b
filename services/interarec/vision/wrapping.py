"""A title over several lines: which lines go on with it, and what they say together.

Called by `offers` for the title of a price and by `headings` for that of a page without one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interarec.domain.summaries import Box
from interarec.vision.geometry import overlap_share, union, vertical_gap
from interarec.vision.titles import TitleLine
from interarec.vision.wording import states_an_attribute

__all__ = ["joined_title", "whole_title"]

_SEPARATORS = re.compile(r"[|·•]|\s[/-]\s")


def whole_title(title: TitleLine, titles: Sequence[TitleLine], *, apart_from: int | None = None) -> list[TitleLine]:
    """The title with the lines directly above and below that are set alike, at most four; never line `apart_from`."""
    parts = [title]
    grew = True
    while grew and len(parts) < 4:
        grew = False
        for other in titles:
            if other.index == apart_from or any(other.index == part.index for part in parts):
                continue
            neighbour = min(parts, key=lambda part: vertical_gap(part.box, other.box))
            if _is_continuation(neighbour, other) and not _is_list(other.text, beside=title.text):
                parts.append(other)
                grew = True
                break
    return sorted(parts, key=lambda part: (part.box[1], part.box[0]))


def _is_list(text: str, *, beside: str) -> bool:
    """Whether a line is a row of facts ("2 bds | 1 ba | 1,100 sqft") and the title is none."""
    return len(_SEPARATORS.findall(text)) >= 2 and not _SEPARATORS.search(beside)


def _is_continuation(part: TitleLine, other: TitleLine) -> bool:
    """Whether two lines are one wrapped text: same look, aligned, touching, the upper one full."""
    height = min(part.height, other.height)
    alike = abs(part.height - other.height) <= max(0.3 * height, 4) and part.style.is_like(other.style)
    gap = vertical_gap(part.box, other.box)
    centred = abs(part.box[0] + part.box[2] - other.box[0] - other.box[2]) / 2 < 0.6 * height
    aligned = abs(part.box[0] - other.box[0]) < 0.5 * height or centred
    stacked = overlap_share(part.box, other.box, axis=1) < 0.4
    upper, lower = sorted((part, other), key=lambda line: line.box[1])
    wraps = (upper.box[2] - upper.box[0]) >= 0.6 * (lower.box[2] - lower.box[0])
    told = states_an_attribute(other.text) or states_an_attribute(part.text)
    return alike and aligned and stacked and wraps and gap < 0.45 * height and not told


def joined_title(parts: Sequence[TitleLine]) -> tuple[str, Box]:
    """The words of the parts, and the box around them."""
    box = parts[0].box
    for part in parts[1:]:
        box = union(box, part.box)
    return " ".join(part.text for part in parts), box
