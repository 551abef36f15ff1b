"""From settings to a reading engine. Called by the summarizer's wiring and by the command line."""

from __future__ import annotations

from collections.abc import Callable

from interarec.domain.catalogue import CatalogueFacts
from interarec.platform.chat import Chat, build_chat
from interarec.platform.settings.schema import Settings
from interarec.summarizer.engines.local import LocalEngine
from interarec.summarizer.engines.openai import ModelEngine
from interarec.summarizer.engines.port import ReadingEngine
from interarec.vision import Gazetteer, LocalReader

__all__ = ["build_engine"]


def _unknown(site_id: str) -> None:
    """The catalogue of a site that has none yet."""


def build_engine(
    settings: Settings,
    *,
    gazetteer: Callable[[str], Gazetteer | None] = _unknown,
    facts: Callable[[str], CatalogueFacts | None] = _unknown,
    chat: Chat | None = None,
) -> ReadingEngine:
    """The engine that settings name. Raises ConfigurationError when a model is wanted and none is configured."""
    if settings.summarizer.engine == "local":
        return LocalEngine(LocalReader(threads=settings.summarizer.reader_threads), gazetteer)
    return ModelEngine(chat or build_chat(settings.models, sites=settings.sites), settings.models, gazetteer, facts)
