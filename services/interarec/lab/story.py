"""The demo's story in chapters of ten screens, and whether a slate follows each. Called by `interarec demo`.

A chapter is a batch: the rail must follow its ten screens, not those before. A recording is a folder of pictures, named
by their sequence, beside `story.json`; `interarec replay` takes it as it is.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from interarec.domain.colors import color_family
from interarec.domain.errors import InvalidInput
from interarec.lab.demo_catalogue import DATA_FOLDER

__all__ = ["CHAPTERS", "RECORDED", "SCREENS", "Chapter", "catalogue", "chapters_of", "departures", "write_story"]

SCREENS = 10
"""Pictures of a chapter: one full batch."""
RECORDED = DATA_FOLDER / "story"
_FILE = "story.json"


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the shopper does, and what every item on the rail must be then."""

    name: str
    told: str
    product_type: str
    color: str | None = None


CHAPTERS = (
    Chapter("dresses", "browses dresses", "Apparel > Dresses"),
    Chapter("green", "filters green, opens two dresses and compares them", "Apparel > Dresses", "green"),
    Chapter("headphones", "switches to headphones", "Electronics > Headphones"),
)


def catalogue() -> dict[str, dict[str, str]]:
    """The demo shop's items by id."""
    with (DATA_FOLDER / "demo_catalogue.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def departures(chapter: Chapter, railed: Sequence[str], items: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Items on the rail that are not what the chapter asks for; an empty rail is none of it."""
    if not railed:
        return ["nothing on the rail"]
    wrong = []
    for item_id in railed:
        row = items.get(item_id)
        right = row is not None and row["product_type"] == chapter.product_type
        if right and row is not None and chapter.color is not None:
            right = color_family(row["color"]) == chapter.color
        if not right:
            wrong.append(item_id if row is None else row["title"])
    return wrong


def write_story(folder: Path, images: Mapping[int, bytes], ends: Mapping[str, int]) -> None:
    """Keep a session's pictures, named by their sequence, and which picture ends each chapter."""
    folder.mkdir(parents=True, exist_ok=True)
    for sequence, image in images.items():
        suffix = "webp" if image[8:12] == b"WEBP" else "png" if image[:4] == b"\x89PNG" else "jpg"
        (folder / f"{sequence:03d}.{suffix}").write_bytes(image)
    (folder / _FILE).write_text(json.dumps({"chapters": dict(ends)}, indent=1) + "\n", encoding="utf-8")


def chapters_of(folder: Path) -> list[tuple[Chapter, int]]:
    """The chapters of a recording with the sequence of their last picture. Raises InvalidInput."""
    try:
        ends = json.loads((folder / _FILE).read_text(encoding="utf-8"))["chapters"]
        return [(chapter, int(ends[chapter.name])) for chapter in CHAPTERS if chapter.name in ends]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidInput(f"{folder} is no recorded story ({error}); record one with --shopper --record") from error
