"""What the pixels of a text line tell that its letters do not: struck through, raised cents, unread signs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from interarec.domain.summaries import Box
from interarec.vision.images import Pixels

__all__ = [
    "background_color",
    "cents_are_raised",
    "glyph_gaps",
    "glyphs_of",
    "ink_mask",
    "is_struck",
    "starts_with_unread_glyph",
    "tight_box",
]

_INK = 40
_CONTRAST_SHARE = 0.42
_FULL = 0.88
_STRUCK_SHARE = 0.93
_STRUCK_ROWS = (0.33, 0.75)  # share of the height where a line through digits runs
_SMALL = 0.78  # raised cents are at most this share of the main digits' height


def background_color(crop: NDArray[np.int16]) -> NDArray[np.float64]:
    """The colour most of a text crop has: where the commonest cell of a coarse colour grid lies, its mean."""
    flat = crop.reshape(-1, 3)
    coarse = (flat // 24).astype(np.int64) @ np.array([256, 16, 1])
    common = np.bincount(coarse).argmax()
    return np.asarray(flat[coarse == common].mean(axis=0), dtype=np.float64)


def ink_mask(pixels: Pixels, box: Box) -> NDArray[np.bool_]:
    """Shape (height, width) of the box: true where a pixel belongs to the text and not to its background.

    The threshold follows the contrast, so that bold digits do not run together; edges of tags and pictures that
    reach into the box are left out.
    """
    crop = pixels[box[1] : box[3], box[0] : box[2]].astype(np.int16)
    if crop.size == 0:
        return np.zeros(crop.shape[:2], dtype=np.bool_)
    distance = np.abs(crop - background_color(crop)).max(axis=2)
    mask = np.asarray(distance > max(_INK, _CONTRAST_SHARE * float(np.percentile(distance, 97))))
    _clear_edges(mask)
    _clear_edges(mask.T)
    return mask


def _clear_edges(mask: NDArray[np.bool_]) -> None:
    """Blanks (in place) the rows at both ends that are nearly full."""
    full = mask.mean(axis=1) >= _FULL
    for rows in (range(len(mask)), range(len(mask) - 1, -1, -1)):
        for row in rows:
            if not full[row]:
                break
            mask[row] = False


def is_struck(pixels: Pixels, box: Box, centres: Sequence[float]) -> bool:
    """Whether a thin line runs through the text from its first to its last character (x of the centres)."""
    if len(centres) < 2 or centres[-1] - centres[0] < 8:
        return False
    span = centres[-1] - centres[0]
    pitch = span / (len(centres) - 1)
    left, right = max(int(centres[0] - pitch), 0), min(int(centres[-1] + pitch) + 1, pixels.shape[1])
    mask = ink_mask(pixels, (left, box[1], right, box[3]))
    top, bottom = _main_rows(mask)
    height = bottom - top
    if height < 6:
        return False
    through = [top + row for row in range(height) if _longest_run(mask[top + row])[1] >= _STRUCK_SHARE * span]
    if not through or through[-1] - through[0] > max(4, 0.2 * height):
        return False
    middle = (through[0] + through[-1]) / 2
    return _STRUCK_ROWS[0] <= (middle - top) / height <= _STRUCK_ROWS[1]


def _longest_run(row: NDArray[np.bool_]) -> tuple[int, int]:
    """(start, length) of the longest stretch of ink in one row."""
    runs = _runs(row)
    return max(((low, high - low) for low, high in runs), key=lambda run: run[1], default=(0, 0))


def cents_are_raised(pixels: Pixels, box: Box, centres: Sequence[float], *, sign_after: bool = False) -> bool:
    """Whether the last two of these digits are set clearly smaller than those before (x of the centres).

    Small digits often touch, so their count is judged by the width of the small ink at the end. With `sign_after` the
    currency's sign follows the digits and may be raised with them; a small sign alone raises none.
    """
    glyphs = _token_glyphs(_glyphs(ink_mask(pixels, box)), [centre - box[0] for centre in centres])
    if len(glyphs) < 2:
        return False
    tall = float(np.median([bottom - top for _, _, top, bottom in glyphs[: max(len(glyphs) - 2, 1)]]))
    small = []
    for left, right, top, bottom in reversed(_up_to_the_raised(glyphs, tall)):
        if bottom - top > _SMALL * tall:
            break
        small.append((left, right, bottom - top))
    if not small or len(small) == len(glyphs):
        return False
    height = max(size for _, _, size in small)
    width = small[0][1] - small[-1][0]
    least, most = (1.45, 3.4) if sign_after else (0.8, 2.0)
    return height >= 0.3 * tall and least * height <= width <= most * height


def _up_to_the_raised(glyphs: list[tuple[int, int, int, int]], tall: float) -> list[tuple[int, int, int, int]]:
    """The glyphs without small ones at the foot of the line that follow raised ones: the next word's first letter."""
    raised = [index for index, glyph in enumerate(glyphs) if glyph[3] - glyphs[0][2] < _SMALL * tall]
    low = [index for index in range(len(glyphs)) if glyphs[index][2] - glyphs[0][2] > (1 - _SMALL) * tall]
    end = next((index for index in low if raised and index > raised[0]), len(glyphs))
    return glyphs[:end]


def _token_glyphs(glyphs: list[tuple[int, int, int, int]], centres: Sequence[float]) -> list[tuple[int, int, int, int]]:
    """The glyphs of one number: from the one at its first digit to the last before a blank or the next text."""
    pitch = (centres[-1] - centres[0]) / max(len(centres) - 1, 1)
    chosen: list[tuple[int, int, int, int]] = []
    for glyph in glyphs:
        middle = (glyph[0] + glyph[1]) / 2
        if not centres[0] - 0.7 * pitch <= middle <= centres[-1] + 0.9 * pitch:
            continue
        if chosen and glyph[0] - chosen[-1][1] > 0.4 * (chosen[0][3] - chosen[0][2]):
            break
        chosen.append(glyph)
    return chosen


def glyphs_of(pixels: Pixels, box: Box) -> list[tuple[int, int, int, int]]:
    """(left, right, top, bottom) of each glyph of a line, in pixels from the corner of its box."""
    return _glyphs(ink_mask(pixels, box))


def _glyphs(mask: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """(left, right, top, bottom) of each stretch of inked columns: one a character where they do not touch.

    Ink of the text line above or below is left out: only the stretch of rows with most ink is looked at.
    """
    top, bottom = _main_rows(mask)
    glyphs = []
    for left, right in _runs(np.asarray(mask[top:bottom].any(axis=0))):
        rows = np.flatnonzero(mask[top:bottom, left:right].any(axis=1))
        glyphs.append((left, right, int(rows[0]), int(rows[-1]) + 1))
    return glyphs


def _main_rows(mask: NDArray[np.bool_]) -> tuple[int, int]:
    profile = mask.sum(axis=1)
    return max(_runs(profile > 0), key=lambda run: int(profile[run[0] : run[1]].sum()), default=(0, 0))


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches [low, high) of true values."""
    edges = np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))
    return list(zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True))


def glyph_gaps(pixels: Pixels, box: Box) -> list[tuple[int, int, int]]:
    """(left, right, height of the ink) in pixels of the picture for every gap between inked columns of a line."""
    mask = ink_mask(pixels, box)
    top, bottom = _main_rows(mask)
    runs = _runs(np.asarray(mask[top:bottom].any(axis=0)))
    return [(box[0] + first[1], box[0] + second[0], bottom - top) for first, second in pairwise(runs)]


def starts_with_unread_glyph(centres: Sequence[float], index: int, box: Box) -> bool:
    """Whether there is room for a sign before character `index` that the recogniser did not name."""
    later = np.diff(np.asarray(centres[index : index + 6], dtype=float))
    pitch = float(np.median(later)) if len(later) else (box[2] - box[0]) / 4
    left = box[0] if index == 0 else centres[index - 1] + pitch / 2
    return bool(centres[index] - left > 1.25 * pitch)


def tight_box(pixels: Pixels, box: Box) -> Box:
    """The box cut to the ink of its main rows: a coloured tag around an amount is left out."""
    mask = ink_mask(pixels, box)
    top, bottom = _main_rows(mask)
    columns = np.flatnonzero(mask[top:bottom].any(axis=0))
    if bottom - top < 4 or len(columns) < 4:
        return box
    return box[0] + int(columns[0]), box[1] + top, box[0] + int(columns[-1]) + 1, box[1] + bottom
