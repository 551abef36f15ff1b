from __future__ import annotations

from interarec.vision.pictures import with_own_picture

PICTURES = [(40, 100, 340, 280), (355, 100, 655, 280)]
CAPTIONS = [(40, 290, 240, 330), (355, 290, 560, 330)]


def test_a_caption_has_the_picture_above_it() -> None:
    assert with_own_picture(CAPTIONS, PICTURES) == [True, True]


def test_words_beside_a_picture_or_on_it_do_not_take_it_from_its_caption() -> None:
    beside, on_it = (670, 150, 900, 180), (45, 150, 300, 180)
    assert with_own_picture([*CAPTIONS, beside, on_it], PICTURES) == [True, True, False, False]


def test_far_from_every_picture_there_is_none() -> None:
    assert with_own_picture([(40, 900, 240, 930)], PICTURES) == [False]
    assert with_own_picture([], PICTURES) == []
