"""Which frames to send when not all can be: the ones that differ most, the longest looked at first.

Farthest-point selection on small grey pictures: deterministic, and no frame is kept for being new by a hair. Called
by `openai`, in a thread, since it decodes the frames.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interarec.summarizer.engines.port import PageImage
from interarec.vision.images import UnreadableImage, decode_image

__all__ = ["choose_by_difference"]

_ROWS, _COLUMNS = 20, 32


def choose_by_difference(images: Sequence[PageImage], count: int) -> tuple[PageImage, ...]:
    """At most `count` images in capture order; unreadable ones only when nothing else is left."""
    if len(images) <= count:
        return tuple(images)
    small = [(image, _thumbnail(image.data)) for image in images]
    readable = [(image, picture) for image, picture in small if picture is not None]
    if len(readable) <= count:
        return tuple(image for image, _ in readable) or tuple(images[:count])
    pictures = np.stack([picture for _, picture in readable])  # (n, rows * columns)
    first = max(range(len(readable)), key=lambda place: (readable[place][0].dwell_ms, place))
    chosen = [first]
    nearest = _distance(pictures, pictures[first])
    while len(chosen) < count:
        farthest = int(np.argmax(nearest))
        chosen.append(farthest)
        nearest = np.minimum(nearest, _distance(pictures, pictures[farthest]))
    return tuple(readable[place][0] for place in sorted(set(chosen)))


def _thumbnail(data: bytes) -> NDArray[np.float32] | None:
    """Mean grey of a grid of cells, shape (rows * columns,)."""
    try:
        pixels = decode_image(data)
    except UnreadableImage:
        return None
    grey = pixels.mean(axis=2, dtype=np.float32)
    rows = np.array_split(grey, _ROWS, axis=0)
    cells = [cell.mean() if cell.size else 0.0 for row in rows for cell in np.array_split(row, _COLUMNS, axis=1)]
    return np.asarray(cells, dtype=np.float32)


def _distance(pictures: NDArray[np.float32], one: NDArray[np.float32]) -> NDArray[np.float32]:
    distance: NDArray[np.float32] = np.abs(pictures - one).mean(axis=1)
    return distance
