"""The story's judge and its recordings."""

from pathlib import Path

import pytest
from interarec.cli.stories import images_of
from interarec.domain.errors import InvalidInput
from interarec.lab.story import CHAPTERS, catalogue, chapters_of, departures, write_story

DRESSES, GREEN, HEADPHONES = CHAPTERS
ITEMS = catalogue()


def item(product_type: str, color: str) -> str:
    return next(name for name, row in ITEMS.items() if (row["product_type"], row["color"]) == (product_type, color))


def test_every_item_must_be_what_the_chapter_asks_for() -> None:
    green, red = item("Apparel > Dresses", "green"), item("Apparel > Dresses", "red")
    assert departures(DRESSES, [green, red], ITEMS) == []
    assert departures(GREEN, [green], ITEMS) == []
    assert departures(GREEN, [green, red], ITEMS) == [ITEMS[red]["title"]]
    assert departures(HEADPHONES, [green], ITEMS) == [ITEMS[green]["title"]]


def test_an_empty_rail_and_an_unknown_item_do_not_follow() -> None:
    assert departures(DRESSES, [], ITEMS)
    assert departures(DRESSES, ["nobody"], ITEMS) == ["nobody"]


def test_a_recording_is_found_again_in_order(tmp_path: Path) -> None:
    images = {10: b"RIFF0000WEBPx", 2: b"\x89PNG", 0: b"\xff\xd8\xff"}
    write_story(tmp_path / "story", images, {"dresses": 2, "green": 10})
    assert [path.name for path in images_of(tmp_path / "story")] == ["000.jpg", "002.png", "010.webp"]
    assert [(chapter.name, last) for chapter, last in chapters_of(tmp_path / "story")] == [
        ("dresses", 2),
        ("green", 10),
    ]


def test_a_folder_without_a_story_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no recorded story"):
        chapters_of(tmp_path)
