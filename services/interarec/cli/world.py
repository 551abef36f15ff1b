"""Builds the ports of a process: real servers, or everything in this process (`--embedded`)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interarec.cli.data_folder import held_alone
from interarec.platform.blobs import Blobs, FolderBlobs
from interarec.platform.bus.creation import require_topics, topic_specs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.clock import utc_now
from interarec.platform.control import ControlBoard
from interarec.platform.ports import Ports
from interarec.platform.security import load_keys, load_or_create_keys
from interarec.platform.settings import Settings
from interarec.platform.state.memory import MemoryState, MemoryStore
from interarec.platform.state.port import State

if TYPE_CHECKING:
    from interarec.platform.chat import Chat
    from interarec.summarizer.engines import ReadingEngine

__all__ = ["EMBEDDED_PARTITIONS", "World", "embedded_blobs", "embedded_server", "embedded_world", "real_world"]

EMBEDDED_PARTITIONS = 4
WORKERS = ("summarizer", "constraints", "recommender")
"""Services that may use a model."""


@dataclass(frozen=True, slots=True)
class World:
    """The ports of one process. `chat` is its one model, within the budgets, where the settings want one.

    `engine` takes the place of the reader the settings name.
    """

    ports: Ports
    state: State
    chat: Chat | None = None
    engine: ReadingEngine | None = None


def embedded_blobs(settings: Settings) -> Blobs:
    """The data folder as object store; a server and commands may use it at once."""
    return FolderBlobs(settings.data_dir / "objects")


@asynccontextmanager
async def embedded_world(settings: Settings, *, cassette: Path | None = None) -> AsyncIterator[World]:
    """Log and state in this process, objects and keys in the data folder. The log ends with the process.

    With a `cassette` the model's calls are played from it, and new ones recorded where there is a server.
    """
    bus = MemoryBus(MemoryLog(utc_now))
    await bus.create(topic_specs(EMBEDDED_PARTITIONS, 1))
    keys = load_or_create_keys(settings.data_dir, settings.security)
    ports = Ports(bus, embedded_blobs(settings), ControlBoard(bus, utc_now, source="embedded"), keys, utc_now)
    async with _model(settings, WORKERS, None, cassette) as chat:
        yield World(ports, MemoryState(MemoryStore(utc_now)), chat)


@asynccontextmanager
async def embedded_server(settings: Settings) -> AsyncIterator[World]:
    """The embedded world of a server that others may reach. Raises Conflict when the folder has one already."""
    with held_alone(settings.data_dir, "stop that one, or name another folder with --data-dir"):
        async with embedded_world(settings) as world:
            yield world


@asynccontextmanager
async def _model(
    settings: Settings, names: Sequence[str], redis_url: str | None, cassette: Path | None = None
) -> AsyncIterator[Chat | None]:
    """The model of a process that runs `names`, counting its spending in Redis for all processes where there is one."""
    wishes = {
        "summarizer": settings.summarizer.engine,
        "constraints": settings.constraints.engine,
        "recommender": settings.recommender.wording,
    }
    if not any(wishes.get(name) == "openai" for name in names):
        yield None
        return
    from interarec.platform.chat import build_chat
    from interarec.platform.chat.governor_redis import RedisLedger

    ledger = RedisLedger(redis_url) if redis_url else None
    chat = build_chat(settings.models, sites=settings.sites, ledger=ledger, cassette=cassette)
    try:
        yield chat
    finally:
        await chat.close()


@asynccontextmanager
async def real_world(
    settings: Settings, *, source: str, names: Sequence[str] = (), with_keys: bool = True
) -> AsyncIterator[World]:
    """Kafka, S3 and Redis as the settings name them, for a process that runs the services `names`.

    Raises ConfigurationError for missing topics or bucket.
    """
    from interarec.platform.blobs.s3 import S3Blobs
    from interarec.platform.bus.kafka import KafkaBus
    from interarec.platform.state.redis import RedisState

    bus = KafkaBus(settings.bus)
    blobs = S3Blobs(settings.blobs)
    state = RedisState(settings.state.url.get_secret_value())
    await bus.start()
    try:
        await require_topics(bus)
        if set(names) != {"insights"}:  # it counts what the log says, and nothing else
            await blobs.start()
        keys = load_keys(settings.security) if with_keys else None
        ports = Ports(bus, blobs, ControlBoard(bus, utc_now, source=source), keys, utc_now)
        async with _model(settings, names, settings.state.url.get_secret_value()) as chat:
            yield World(ports, state, chat)
    finally:
        await state.stop()
        await bus.stop()
        await blobs.stop()
