"""Fetch the images of a batch from the vault. One that is missing or does not open is left out, with its reason.

Called by `handler`. An object store that is away is tried again for a while, since the batch would be lost otherwise.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from interarec.domain.batches import BatchItem
from interarec.domain.errors import Gone, NotFound, RejectMessage, RetryLater
from interarec.domain.screenshots import Screenshot
from interarec.summarizer.engines.port import PageImage

__all__ = ["Fetched", "ImageSource", "fetch_images"]

_PAUSE_S = 0.5
_LONGEST_LOOK_MS = 120_000
"""A longer gap is a shopper who went away."""


class ImageSource(Protocol):
    """The part of the vault that is needed here."""

    async def get(self, site_id: str, session_id: str, key: str) -> bytes:
        """The plain bytes; raises NotFound, Gone when the session was erased, Unavailable."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Images in capture order, and those left out. `erased`: the session's key is gone."""

    images: tuple[PageImage, ...]
    skipped: tuple[str, ...]
    erased: bool = False


async def fetch_images(items: Sequence[BatchItem], vault: ImageSource, deadline_s: float) -> Fetched:
    """All images at once; `deadline_s` bounds the whole, retries included."""
    ordered = sorted((item.screenshot for item in items), key=lambda screenshot: screenshot.sequence)
    deadline = asyncio.get_running_loop().time() + deadline_s
    shown = _shown_ms(ordered)
    answers = await asyncio.gather(*(_fetch(one, ms, vault, deadline) for one, ms in zip(ordered, shown, strict=True)))
    return Fetched(
        images=tuple(answer for answer in answers if isinstance(answer, PageImage)),
        skipped=tuple(
            f"{screenshot.screenshot_id}: {answer}"
            for screenshot, answer in zip(ordered, answers, strict=True)
            if isinstance(answer, str)
        ),
        erased="erased" in answers,
    )


def _shown_ms(ordered: Sequence[Screenshot]) -> list[int]:
    """How long each picture was in view: until the next was taken, or as long as its client says, if that is longer.

    A client only knows the time before it took the picture.
    """
    told = [screenshot.dwell_ms or 0 for screenshot in ordered]
    gaps = [
        min(_LONGEST_LOOK_MS, round((after.captured_at - before.captured_at).total_seconds() * 1_000))
        for before, after in pairwise(ordered)
    ]
    return [max(ms, gap) for ms, gap in zip(told, [*gaps, 0], strict=True)]


async def _fetch(screenshot: Screenshot, shown_ms: int, vault: ImageSource, deadline: float) -> PageImage | str:
    """The image, or the reason why there is none."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            async with asyncio.timeout_at(deadline):
                data = await vault.get(screenshot.site_id, screenshot.session_id, screenshot.image.key)
        except Gone:
            return "erased"
        except NotFound:
            return "missing"
        except RejectMessage:
            return "does_not_open"
        except (RetryLater, TimeoutError):
            if loop.time() + _PAUSE_S >= deadline:
                return "store_unavailable"
            await asyncio.sleep(_PAUSE_S)
        else:
            return PageImage(
                screenshot.screenshot_id,
                screenshot.sequence,
                data,
                screenshot.image.media_type,
                shown_ms,
            )
