"""The colour of the product in its picture: find picture areas, drop background and skin, vote by family.

Called by `page` for each offer whose words name no colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from interarec.domain.colors import FAMILIES, family_of_rgb
from interarec.domain.summaries import Box
from interarec.vision.geometry import horizontal_gap, overlap_share, vertical_gap
from interarec.vision.images import Pixels

__all__ = ["color_of_picture", "find_pictures", "picture_for"]

_CELL = 8  # pixels of a grid cell when looking for pictures
_MIN_CELLS = 7
_BACKGROUND = 26  # a pixel this near to the border of its row belongs to the background
_CLEAR_SHARE = 0.42  # a family needs this share of the weighted votes


def find_pictures(pixels: Pixels, text: Sequence[Box]) -> list[Box]:
    """Areas that look like pictures: connected cells that differ from the page's background, text left out."""
    height, width = pixels.shape[0] // _CELL, pixels.shape[1] // _CELL
    if height < _MIN_CELLS or width < _MIN_CELLS:
        return []
    means, spread = _cells(pixels[: height * _CELL, : width * _CELL])
    coarse = (means.reshape(-1, 3) // 8).astype(np.int64) @ np.array([1024, 32, 1])
    background = means.reshape(-1, 3)[coarse == np.bincount(coarse).argmax()].mean(axis=0)
    busy = (np.abs(means - background).max(axis=2) > 10) | (spread > 12)
    for x0, y0, x1, y1 in text:
        busy[y0 // _CELL : y1 // _CELL + 1, x0 // _CELL : x1 // _CELL + 1] = False
    _, _, stats, _ = cv2.connectedComponentsWithStats(busy.astype(np.uint8), connectivity=4)
    found = []
    for x, y, w, h, area in stats[1:]:
        if w >= _MIN_CELLS and h >= _MIN_CELLS and area >= 0.45 * w * h:
            found.append((int(x) * _CELL, int(y) * _CELL, int(x + w) * _CELL, int(y + h) * _CELL))
    return found


def _cells(pixels: Pixels) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean colour, shape (rows, columns, 3), and largest standard deviation of a channel, (rows, columns), a cell."""
    size = (pixels.shape[1] // _CELL, pixels.shape[0] // _CELL)
    values = pixels.astype(np.float32)
    means = cv2.resize(values, size, interpolation=cv2.INTER_AREA)
    squares = cv2.resize(values * values, size, interpolation=cv2.INTER_AREA)
    spread = np.sqrt(np.maximum(squares - means * means, 0.0)).max(axis=2)
    return np.asarray(means, dtype=np.float32), np.asarray(spread, dtype=np.float32)


def picture_for(box: Box, pictures: Sequence[Box]) -> Box | None:
    """The picture of the offer around `box`: above it in its column, else beside it in its row."""
    return _nearest(box, pictures)[0]


def with_own_picture(boxes: Sequence[Box], pictures: Sequence[Box]) -> list[bool]:
    """For each offer's box whether a picture is its own: of the offers of one picture the nearest has it."""
    nearest = [_nearest(box, pictures) for box in boxes]
    owners: dict[Box, int] = {}
    for index, (picture, cost) in enumerate(nearest):
        if picture is not None and (picture not in owners or cost < nearest[owners[picture]][1]):
            owners[picture] = index
    return [index in owners.values() for index in range(len(boxes))]


def _nearest(box: Box, pictures: Sequence[Box]) -> tuple[Box | None, float]:
    best, best_cost = None, 260.0
    for picture in pictures:
        above = overlap_share(picture, box, axis=0) >= 0.4 and picture[3] <= box[1] + 30
        beside = overlap_share(picture, box, axis=1) >= 0.5
        if not (above or beside):
            continue
        cost = float(vertical_gap(picture, box)) if above else 40.0 + horizontal_gap(picture, box)
        if cost < best_cost:
            best, best_cost = picture, cost
    return best, best_cost


def color_of_picture(pixels: Pixels, picture: Box) -> str | None:
    """The colour family of the thing in a picture, None when no family clearly leads."""
    x0, y0, x1, y1 = picture
    step = max(1, min(x1 - x0, y1 - y0) // 96)
    crop = pixels[y0:y1:step, x0:x1:step].astype(np.int16)
    if crop.shape[0] < 8 or crop.shape[1] < 8:
        return None
    edge = np.concatenate([crop[:, :2], crop[:, -2:]], axis=1)
    background = np.median(edge, axis=1, keepdims=True)
    thing = np.abs(crop - background).max(axis=2) > _BACKGROUND
    if thing.mean() < 0.04:
        thing = np.ones_like(thing)  # the picture is one even colour: a swatch
    thing &= ~_skin(crop) if (thing & ~_skin(crop)).sum() > 0.3 * thing.sum() else True
    votes = _votes(crop, thing)
    leader = int(votes.argmax())
    return FAMILIES[leader] if votes.sum() > 0 and votes[leader] >= _CLEAR_SHARE * votes.sum() else None


def _votes(crop: NDArray[np.int16], thing: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Shape (families,): pixels a family, those near the centre of the picture weigh more."""
    height, width = thing.shape
    rows = np.abs(np.linspace(-1, 1, height))[:, None]
    columns = np.abs(np.linspace(-1, 1, width))[None, :]
    weights = np.exp(-1.5 * (rows**2 + columns**2))
    index = (crop // 16).astype(np.int64) @ np.array([256, 16, 1])
    votes = np.bincount(_families_by_rgb()[index][thing], weights=weights[thing], minlength=len(FAMILIES))
    return votes.astype(np.float64)


def _skin(crop: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Human skin by the usual band in YCrCb."""
    red, green, blue = (crop[:, :, channel].astype(np.float32) for channel in range(3))
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    cr, cb = 128 + 0.713 * (red - luma), 128 + 0.564 * (blue - luma)
    return np.asarray((cr > 138) & (cr < 170) & (cb > 85) & (cb < 125) & (luma > 70))


@cache
def _families_by_rgb() -> NDArray[np.int64]:
    """Shape (4096,): the family index of each colour at four bits a channel."""
    centres = [16 * level + 8 for level in range(16)]
    families = [family_of_rgb(red, green, blue) for red in centres for green in centres for blue in centres]
    return np.array([FAMILIES.index(family) for family in families], dtype=np.int64)
