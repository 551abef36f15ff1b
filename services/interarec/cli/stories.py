"""A recorded session sent through the whole path, and what came of it. For `interarec replay` and `interarec demo`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interarec.capture.client import CaptureClient
from interarec.contracts.envelope import open_record
from interarec.contracts.topics import BATCHES, CONSTRAINTS, RECOMMENDATIONS, SUMMARIES, Topic
from interarec.contracts.views import constraints_json, evidence_json, recommendation_json, summary_json
from interarec.domain.batches import BatchOutcome, ScreenshotBatch
from interarec.domain.constraints import ConstraintSet
from interarec.domain.errors import InvalidInput, Unavailable
from interarec.domain.recommendations import Recommendation
from interarec.platform.bus.port import Bus
from interarec.platform.chat.cassette import NOT_RECORDED

__all__ = ["Told", "images_of", "tell"]

SUFFIXES = {".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}

Told = ScreenshotBatch | BatchOutcome | ConstraintSet | Recommendation


@dataclass(frozen=True, slots=True)
class _Watch:
    """Everything the log says of one session, in the order it is said."""

    bus: Bus
    session_id: str

    async def told(self) -> AsyncIterator[Told]:
        queue: asyncio.Queue[Told] = asyncio.Queue()
        tasks = [
            asyncio.create_task(self._follow(topic, queue))
            for topic in (BATCHES, SUMMARIES, CONSTRAINTS, RECOMMENDATIONS)
        ]
        try:
            while True:
                yield await queue.get()
        finally:
            for task in tasks:
                task.cancel()

    async def _follow(self, topic: Topic, queue: asyncio.Queue[Told]) -> None:
        async for record in self.bus.follow(topic.name, from_beginning=True):
            if record is not None and record.key == self.session_id.encode():
                value: Any = open_record(record.topic, record.value)
                queue.put_nowait(value)


def images_of(folder: Path) -> list[Path]:
    """The screenshots of a folder in order of their names. Raises InvalidInput when there are none."""
    found = sorted(path for path in folder.glob("*") if path.suffix.lower() in SUFFIXES) if folder.is_dir() else []
    if not found:
        raise InvalidInput(f"{folder} is not a folder with screenshots (.png, .webp, .jpg)")
    return found


async def tell(
    folder: Path, client: CaptureClient, bus: Bus, *, limit_s: float, say: Callable[[Told], None] = lambda told: None
) -> dict[str, Any]:
    """Send every screenshot of `folder`, end the session, and wait for the slate based on all of them.

    Returns {"state", "reason", "summary", "constraints", "recommendation", "evidence", "not_recorded"}: how the last
    batch ended and why, and how many batches wanted a call that the cassette lacks. Raises Unavailable after `limit_s`
    seconds.
    """
    images = images_of(folder)
    session = await client.open(consent=True)
    for sequence, path in enumerate(images):
        await client.put_screenshot(sequence, path.read_bytes(), media_type=SUFFIXES[path.suffix.lower()])
    await client.end()
    try:
        async with asyncio.timeout(limit_s):
            return await _outcome(_Watch(bus, session.session_id), len(images), say)
    except TimeoutError as error:
        raise Unavailable(f"no slate within {limit_s:g} s; is the catalogue imported and the model fitted?") from error


async def _outcome(watch: _Watch, count: int, say: Callable[[Told], None]) -> dict[str, Any]:
    batched, last = 0, -1
    sets: dict[str, ConstraintSet] = {}
    newest: ConstraintSet | None = None
    async for told in watch.told():
        say(told)
        match told:
            case ScreenshotBatch():
                batched += len(told.items)
                last = max(last, told.last_offset)
            case ConstraintSet():
                newest = sets[told.batch_id] = told
            case Recommendation() if batched == count and newest and told.based_on.screenshot_offset >= last:
                return _report(newest, told, sum(_not_recorded(one) for one in sets.values()))
    raise AssertionError("the log is followed without end")


def _not_recorded(made: ConstraintSet) -> bool:
    """Whether the summary or the constraints of a batch were asked for and the cassette had no answer."""
    return NOT_RECORDED in (made.reason, *(check.reason for check in made.checks if check.constraint == "origin"))


def _report(newest: ConstraintSet, made: Recommendation, not_recorded: int) -> dict[str, Any]:
    summary = newest.summary
    return {
        "state": newest.state.value,
        "reason": newest.reason,
        "summary": summary_json(summary)["summary"] if summary else None,
        "constraints": constraints_json(newest),
        "recommendation": recommendation_json(made),
        "evidence": evidence_json(newest),
        "not_recorded": not_recorded,
    }
