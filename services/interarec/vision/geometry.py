"""Boxes on a page: gaps, overlaps, unions. Shared by the modules of the local reader."""

from __future__ import annotations

from interarec.domain.summaries import Box

__all__ = ["horizontal_gap", "iou", "overlap_share", "same_row", "union", "vertical_gap"]


def union(first: Box, second: Box) -> Box:
    """The smallest box around both."""
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )


def overlap_share(first: Box, second: Box, *, axis: int) -> float:
    """Overlap along x (axis 0) or y (axis 1) as a share of the shorter side."""
    low, high = max(first[axis], second[axis]), min(first[axis + 2], second[axis + 2])
    shorter = min(first[axis + 2] - first[axis], second[axis + 2] - second[axis])
    return max(high - low, 0) / max(shorter, 1)


def same_row(first: Box, second: Box) -> bool:
    """Whether two text boxes stand on one row."""
    return overlap_share(first, second, axis=1) >= 0.5


def horizontal_gap(first: Box, second: Box) -> int:
    """Pixels between two boxes along x, 0 when they overlap."""
    return max(second[0] - first[2], first[0] - second[2], 0)


def vertical_gap(first: Box, second: Box) -> int:
    """Pixels between two boxes along y, 0 when they overlap."""
    return max(second[1] - first[3], first[1] - second[3], 0)


def iou(first: Box, second: Box) -> float:
    """Intersection over union of two boxes."""
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (first, second)]
    return shared / (areas[0] + areas[1] - shared)
