"""Rows that come again after a hover or a scroll: which boxes are moved along, and where text is looked for."""

from __future__ import annotations

import numpy as np
from interarec.domain.summaries import Box
from interarec.vision.seen_rows import Band, KnownRows, cut_by, known_rows, row_keys

HEIGHT = 900
BOXES: list[Box] = [(10, top, 90, top + 20) for top in range(20, HEIGHT - 20, 40)]


def picture(first: int = 0, height: int = HEIGHT) -> list[bytes]:
    """Rows that all differ, from row `first` of a longer page on."""
    return [str(first + row).encode() for row in range(height)]


def test_a_row_is_known_by_all_its_pixels() -> None:
    pixels = np.zeros((3, 50, 3), np.uint8)
    pixels[1, 49, 2] = 1
    keys = row_keys(pixels)
    assert keys[0] == keys[2] != keys[1]


def test_the_same_picture_leaves_nothing_to_look_at() -> None:
    known = known_rows(picture(), picture(), BOXES)
    assert known == KnownRows(tuple(BOXES), ())


def test_a_hover_is_looked_at_with_what_is_around_it() -> None:
    keys = picture()
    keys[190:200] = [b"under the pointer"] * 10
    known = known_rows(keys, picture(), BOXES)
    assert known is not None
    assert known.bands == (Band(182 - 64, 208 + 64, 182, 208),)
    assert known.boxes == tuple(box for box in BOXES if box[3] <= 182 or box[1] >= 208)


def test_a_scroll_moves_the_boxes_along_and_looks_at_what_came_in() -> None:
    known = known_rows(picture(100), picture(), BOXES)
    assert known is not None
    assert known.bands == (Band(792 - 64, HEIGHT, 792, HEIGHT),)
    whole = [top for _, top, _, _ in BOXES if 100 <= top <= 872]
    assert known.boxes == tuple((10, top - 100, 90, top - 80) for top in whole)


def test_a_header_that_stays_while_the_page_scrolls() -> None:
    header = [b"header%d" % row for row in range(60)]
    known = known_rows([*header, *picture(160, 840)], [*header, *picture(60, 840)], BOXES)
    assert known is not None
    assert (10, 20, 90, 40) in known.boxes, "the line in the header stands where it stood"
    assert (10, 200, 90, 220) in known.boxes, "the line that stood at 300"
    assert (10, 60, 90, 80) not in known.boxes, "the rows of two origins meet there: it is looked at again"
    assert any(band.first <= 60 < band.last for band in known.bands)


def test_a_line_the_picture_cuts_is_dropped_unless_nearly_whole() -> None:
    known = known_rows(picture(22), picture(), [(10, 20, 90, 40), (10, 10, 90, 30)])
    assert known is not None
    assert known.boxes == ((10, 0, 90, 18),)


def test_another_page_is_looked_at_whole() -> None:
    assert known_rows(picture(1000), picture(), BOXES) is None


def test_what_is_found_in_a_band_counts_once_and_near_the_new_rows_only() -> None:
    band = Band(100, 300, 164, 236)
    known = KnownRows(((10, 170, 90, 190),), (band,))
    assert not known.adds((12, 171, 88, 191), band), "the same line"
    assert known.adds((100, 171, 180, 191), band), "beside it"
    assert not known.adds((10, 110, 90, 130), band), "in rows seen before"


def test_a_line_at_the_end_of_a_band_is_cut_unless_the_picture_ends_there() -> None:
    assert cut_by((0, 100, 10, 120), 100, 200, 400)
    assert cut_by((0, 190, 10, 200), 100, 200, 400)
    assert not cut_by((0, 190, 10, 200), 100, 200, 200)
    assert not cut_by((0, 0, 10, 20), 0, 200, 400)
