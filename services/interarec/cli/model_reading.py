"""`interarec read --engine openai`: the model engine on files, outside the pipeline."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interarec.domain.errors import GiveUp, NotFound
from interarec.platform.chat import build_chat
from interarec.platform.settings import Settings
from interarec.summarizer.engines import PageImage, ReadRequest, build_engine
from interarec.vision import Gazetteer
from interarec.vision.images import UnreadableImage, decode_image
from interarec.vision.report import report_of_summary

__all__ = ["read_with_model"]


async def read_with_model(paths: Sequence[Path], gazetteer: Gazetteer | None, settings: Settings) -> dict[str, Any]:
    """The report of `interarec read` from the configured model; what is no picture is left out and named in `skipped`.

    Raises GiveUp with the reason when there is no summary, or nothing to send.
    """
    model_settings = settings.model_copy(
        update={"summarizer": settings.summarizer.model_copy(update={"engine": "openai"})}
    )
    images, skipped = _pages(paths)
    if not images:
        raise GiveUp(f"no image could be read ({', '.join(sorted({one['reason'] for one in skipped}))})")
    chat = build_chat(settings.models, sites=settings.sites)
    engine = build_engine(model_settings, gazetteer=lambda site_id: gazetteer, chat=chat)
    started = time.perf_counter()
    try:
        result = await engine.read(ReadRequest("cli", "cli", images, None))
    finally:
        await chat.close()
    if result.summary is None:
        raise GiveUp(f"the model gave no summary: {result.reason}")
    report = report_of_summary(result.summary, [str(number) for number in range(len(paths))])
    return {**report, "skipped": skipped, "timings": {"total": time.perf_counter() - started}}


def _pages(paths: Sequence[Path]) -> tuple[tuple[PageImage, ...], list[dict[str, Any]]]:
    """Those that open, and why others do not: a model is not asked about what is no picture."""
    images, skipped = [], []
    for number, path in enumerate(paths):
        page = _page(number, path)
        try:
            decode_image(page.data)
        except UnreadableImage as error:
            skipped.append({"screenshot": number, "reason": error.code, "detail": str(error)})
        else:
            images.append(page)
    return tuple(images), skipped


def _page(number: int, path: Path) -> PageImage:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotFound(f"cannot read {path}: {error.strerror}") from error
    kind = {b"\x89PNG": "image/png", b"RIFF": "image/webp"}.get(data[:4], "image/jpeg")
    return PageImage(screenshot_id=str(number), sequence=number, data=data, media_type=kind)
