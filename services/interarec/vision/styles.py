"""How a line of text is set: its colour, how strongly it stands out, how heavy its strokes are.

Titles and the small print around them differ in this more than in their words. Called once a picture by `page`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interarec.vision.images import Pixels
from interarec.vision.ink import background_color
from interarec.vision.lines import TextLine

__all__ = ["LineStyle", "line_style"]

_INK = 40


@dataclass(frozen=True, slots=True)
class LineStyle:
    """`color` is the ink's RGB, `contrast` its largest channel distance to the background (0..255), `weight` the
    mean stroke width over the text height, `stroke` the same in pixels."""

    color: tuple[float, float, float]
    contrast: float
    weight: float
    stroke: float

    def is_like(self, other: LineStyle) -> bool:
        """Whether two lines could be parts of one text."""
        apart = max(abs(one - two) for one, two in zip(self.color, other.color, strict=True))
        return apart < 48 and abs(self.stroke - other.stroke) < 0.2 * max(self.stroke, other.stroke)


def line_style(line: TextLine, pixels: Pixels) -> LineStyle:
    """The style of one line."""
    x0, y0, x1, y1 = line.box
    crop = pixels[y0:y1, x0:x1].astype(np.int16)
    distance = np.abs(crop - background_color(crop)).max(axis=2)
    ink = distance > _INK
    if ink.sum() < 8:
        return LineStyle((0.0, 0.0, 0.0), 0.0, 0.1, 1.0)
    strongest = distance >= np.percentile(distance[ink], 70)
    red, green, blue = np.median(crop[strongest & ink], axis=0)
    starts = (ink[:, 1:] & ~ink[:, :-1]).sum() + ink[:, 0].sum()
    rows = np.flatnonzero(ink.any(axis=1))
    stroke = float(ink.sum()) / max(int(starts), 1)
    height = max(int(rows[-1] - rows[0] + 1), 1)
    color = (float(red), float(green), float(blue))
    return LineStyle(color, float(np.percentile(distance[ink], 85)), stroke / height, stroke)
