"""From settings to a reading engine. Called by the summarizer's wiring and by the command line."""

from __future__ import annotations

from collections.abc import Callable

from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.errors import ConfigurationError
from interarec.platform.chat import Chat, require_chat
from interarec.platform.settings.schema import ModelSettings, Settings
from interarec.summarizer.engines.local import LocalEngine
from interarec.summarizer.engines.openai import ModelEngine
from interarec.summarizer.engines.port import ReadingEngine
from interarec.summarizer.engines.prompt import INSTRUCTION
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
    """The engine that settings name. Raises ConfigurationError when a model is wanted and no `chat` is given."""
    if settings.summarizer.engine == "local":
        return LocalEngine(LocalReader(threads=settings.summarizer.reader_threads), gazetteer)
    reader = LocalReader(threads=settings.summarizer.reader_threads) if settings.models.confirm_with_reader else None
    return ModelEngine(
        require_chat(chat, "summarizer.engine"),
        settings.models,
        gazetteer,
        facts,
        reader,
        _instruction(settings.models),
    )


def _instruction(settings: ModelSettings) -> str:
    if settings.instruction_file is None:
        return INSTRUCTION
    try:
        return settings.instruction_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"models.instruction_file cannot be read: {error}") from error
