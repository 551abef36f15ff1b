"""The shoppers of `interarec demo`: a recorded one, and one who plays the whole story in Chromium."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interarec.domain.errors import Unavailable

if TYPE_CHECKING:
    from interarec.capture.client import CaptureClient
    from interarec.cli.world import World
    from interarec.lab.scripted_shopper import Seen
    from interarec.lab.story import Chapter

__all__ = ["STORY_LIMIT_S", "Play", "recorded", "say", "scripted"]

STORY_LIMIT_S = 240.0
Play = Callable[[Mapping[str, str], "World"], Coroutine[Any, Any, dict[str, Any]]]
"""Plays a story on services at these addresses; what came of it, as plain data.

Raises Unavailable when the rail does not follow.
"""


def say(line: str) -> None:
    """A line for the person who watches."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def recorded(addresses: Mapping[str, str], world: World) -> dict[str, Any]:
    """Ten recorded screenshots of green dresses, and all that is said of them; the report of `stories.tell`."""
    from interarec.capture.client import CaptureClient
    from interarec.cli.narration import narrate
    from interarec.cli.stories import tell
    from interarec.lab.demo_catalogue import DATA_FOLDER

    say("A recorded shopper looks for green dresses: ten screenshots go in over HTTP.")
    async with CaptureClient(addresses["capture"], "pk_demo") as client:
        return await tell(DATA_FOLDER / "green_dresses", client, world.ports.bus, limit_s=STORY_LIMIT_S, say=narrate)


async def scripted(addresses: Mapping[str, str], world: World, *, record: Path | None) -> dict[str, Any]:
    """The story in Chromium, chapter by chapter; the recorded story where there is no Chromium.

    Returns {"shopper": "chromium" or "recorded", "chapters": [{"name", "screens", "rail": item ids}]}.
    """
    from interarec.lab.chromium import chromium_path
    from interarec.lab.story import RECORDED

    if chromium_path() is not None:
        return {"shopper": "chromium", "chapters": await _live(addresses, world, record)}
    if record is not None:
        raise Unavailable("recording needs Chromium: install chromium and fonts")
    say("No Chromium here: the recorded story instead.")
    return {"shopper": "recorded", "chapters": await _replayed(addresses, RECORDED)}


async def _live(addresses: Mapping[str, str], world: World, record: Path | None) -> list[dict[str, Any]]:
    from interarec.lab.scripted_shopper import ScriptedShopper, opened_page
    from interarec.lab.story import catalogue, departures

    items = catalogue()
    say("A shopper in Chromium opens the demo shop and agrees to being looked along with.")
    async with opened_page() as page:
        shopper = ScriptedShopper(
            page, addresses["gateway"], lambda chapter, railed: not departures(chapter, railed, items)
        )
        ends: dict[str, int] = {}
        told = []
        async for seen in shopper.play(STORY_LIMIT_S):
            ends[seen.chapter.name] = seen.captured - 1
            _tell(seen, items)
            told.append(_chapter(seen.chapter, seen.captured, seen.railed))
        if record is not None:
            await _keep(world, shopper.session_id, record, ends)
    return told


def _chapter(chapter: Chapter, screens: int, rail: tuple[str, ...]) -> dict[str, Any]:
    return {"name": chapter.name, "screens": screens, "rail": list(rail)}


def _tell(seen: Seen, items: Mapping[str, Mapping[str, str]]) -> None:
    """Say what the rail shows. Raises Unavailable when it did not follow."""
    say(f"The shopper {seen.chapter.told}: {seen.captured} screens so far.")
    _judge(seen.chapter, seen.railed, items)


def _judge(chapter: Chapter, railed: tuple[str, ...], items: Mapping[str, Mapping[str, str]]) -> None:
    from interarec.lab.story import departures

    for item_id in railed:
        row = items.get(item_id, {})
        say(f"    {item_id:10} {row.get('price', ''):>12}  {row.get('title', '?')}")
    wrong = departures(chapter, railed, items)
    if wrong:
        raise Unavailable(f"the rail did not follow {chapter.name!r} within {STORY_LIMIT_S:g} s: {', '.join(wrong)}")


async def _keep(world: World, session_id: str, folder: Path, ends: Mapping[str, int]) -> None:
    """Write the session's pictures, named by their sequence, and the ends of the chapters."""
    from interarec.lab.story import write_story

    prefix = f"images/demo/{session_id}/"
    images = {
        int(key.removeprefix(prefix)): await world.ports.vault.get("demo", session_id, key)
        for key in await world.ports.blobs.keys(prefix)
    }
    write_story(folder, images, ends)
    say(f"{len(images)} pictures and the chapters are in {folder}; try: interarec replay {folder}")


async def _replayed(addresses: Mapping[str, str], folder: Path) -> list[dict[str, Any]]:
    """The chapters of a recording, one batch after the other, each followed by the newest slate."""
    from interarec.capture.client import CaptureClient
    from interarec.cli.stories import SUFFIXES, images_of
    from interarec.lab.story import catalogue, chapters_of

    items, images, sent = catalogue(), images_of(folder), 0
    told = []
    async with CaptureClient(addresses["capture"], "pk_demo") as client:
        await client.open(consent=True)
        for chapter, last in chapters_of(folder):
            for path in images[sent : last + 1]:
                await client.put_screenshot(sent, path.read_bytes(), media_type=SUFFIXES[path.suffix.lower()])
                sent += 1
            say(f"The shopper {chapter.told}: {sent} screens so far.")
            rail = await _followed(addresses["gateway"], client, chapter, items)
            _judge(chapter, rail, items)
            told.append(_chapter(chapter, sent, rail))
    return told


async def _followed(
    gateway: str, client: CaptureClient, chapter: Chapter, items: Mapping[str, Mapping[str, str]]
) -> tuple[str, ...]:
    """The newest slate's items once they follow the chapter, or whatever they are when time is up."""
    import httpx2

    from interarec.lab.story import departures

    address, newest = f"{gateway}/v1/sessions/{client.session.session_id}/recommendations", ()
    async with httpx2.AsyncClient() as http:
        try:
            async with asyncio.timeout(STORY_LIMIT_S):
                while departures(chapter, newest, items):
                    answer = await http.get(address, headers={"Authorization": f"Bearer {client.token}"})
                    slate = answer.json()["slate"] if answer.is_success else []
                    newest = tuple(one["item_id"] for one in slate)
                    await asyncio.sleep(0.2)
        except TimeoutError:
            pass  # told, and judged, by the caller
    return newest
