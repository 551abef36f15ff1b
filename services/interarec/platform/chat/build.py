"""From settings to a Chat. Called by the services' wiring; nothing else builds a client."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from interarec.domain.errors import ConfigurationError
from interarec.platform.chat.cassette import Cassette
from interarec.platform.chat.endpoints import checked_endpoint
from interarec.platform.chat.governor import GovernedModel, Ledger
from interarec.platform.chat.governor_memory import MemoryLedger
from interarec.platform.chat.openai_server import OpenAIServer
from interarec.platform.chat.port import Chat, Model
from interarec.platform.chat.retrying import RetryingChat, RetryPolicy
from interarec.platform.settings.schema import ModelSettings, SiteBudget, SiteSettings

__all__ = ["OPENAI_URL", "build_chat", "require_chat"]

OPENAI_URL = "https://api.openai.com/v1"


def build_chat(
    settings: ModelSettings,
    *,
    sites: Mapping[str, SiteSettings] | None = None,
    ledger: Ledger | None = None,
    cassette: Path | None = None,
) -> Chat:
    """A Chat on the configured server, within the budgets of `sites` and of `settings`.

    `ledger` counts for all workers (Redis); without one this process counts for itself. `cassette` plays recorded
    calls and records new ones, if there is a server for them. Raises ConfigurationError when neither a key nor a
    server nor a cassette is set.
    """
    server = _server(settings)
    if server is None and cassette is None:
        raise ConfigurationError(
            "models.api_key or models.base_url must be set to use a model; or take the local engine"
        )
    policy = RetryPolicy(
        attempts=settings.attempts,
        call_timeout_s=settings.call_timeout_s,
        deadline_s=settings.deadline_s,
        concurrency=settings.concurrency,
        slow_p95_s=settings.slow_p95_s,
    )
    governed = None if server is None else _governed(server, settings, sites or {}, ledger)
    model = governed if cassette is None else Cassette(cassette, governed)
    assert model is not None
    return RetryingChat(model, policy)


def require_chat(chat: Chat | None, stage: str) -> Chat:
    """The process's one chat, for a stage whose settings want a model. Raises ConfigurationError without one.

    A stage never builds its own: its calls would be counted apart from those of the other stages and workers.
    """
    if chat is None:
        raise ConfigurationError(
            f"{stage} wants a model, and this process was started without one; see models.base_url"
        )
    return chat


def _server(settings: ModelSettings) -> OpenAIServer | None:
    key = _key(settings)
    if key is None and settings.base_url is None:
        return None
    return OpenAIServer(
        base_url=checked_endpoint(settings.base_url or OPENAI_URL),
        api_key=key or "none",
        structured=settings.structured,
    )


def _governed(
    server: Model, settings: ModelSettings, sites: Mapping[str, SiteSettings], ledger: Ledger | None
) -> GovernedModel:
    own = MemoryLedger()
    return GovernedModel(
        server,
        ledger or own,
        own,
        lambda site_id: sites[site_id].budget if site_id in sites else SiteBudget(),
        settings.budget,
        local_share=settings.local_share,
    )


def _key(settings: ModelSettings) -> str | None:
    if settings.api_key is not None:
        return settings.api_key.get_secret_value() or None
    if settings.api_key_file is None:
        return None
    try:
        return settings.api_key_file.read_text().strip() or None
    except OSError as error:
        raise ConfigurationError(f"models.api_key_file {settings.api_key_file} cannot be read: {error}") from error
