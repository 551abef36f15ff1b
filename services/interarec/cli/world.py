"""Builds the ports of a process: real servers, or everything in this process (`--embedded`)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    from interarec.summarizer.engines import ReadingEngine

__all__ = ["EMBEDDED_PARTITIONS", "World", "embedded_blobs", "embedded_world", "real_world"]

EMBEDDED_PARTITIONS = 4


@dataclass(frozen=True, slots=True)
class World:
    """The ports of one process; `engine` takes the place of the reader the settings name."""

    ports: Ports
    state: State
    engine: ReadingEngine | None = None


def embedded_blobs(settings: Settings) -> Blobs:
    """The data folder as object store; a server and commands may use it at once."""
    return FolderBlobs(settings.data_dir / "objects")


@asynccontextmanager
async def embedded_world(settings: Settings) -> AsyncIterator[World]:
    """Log and state in this process, objects and keys in the data folder. The log ends with the process."""
    bus = MemoryBus(MemoryLog(utc_now))
    await bus.create(topic_specs(EMBEDDED_PARTITIONS, 1))
    keys = load_or_create_keys(settings.data_dir, settings.security)
    ports = Ports(bus, embedded_blobs(settings), ControlBoard(bus, utc_now, source="embedded"), keys, utc_now)
    yield World(ports, MemoryState(MemoryStore(utc_now)))


@asynccontextmanager
async def real_world(settings: Settings, *, source: str, with_keys: bool) -> AsyncIterator[World]:
    """Kafka, S3 and Redis as the settings name them. Raises ConfigurationError for missing topics or bucket."""
    from interarec.platform.blobs.s3 import S3Blobs
    from interarec.platform.bus.kafka import KafkaBus
    from interarec.platform.state.redis import RedisState

    bus = KafkaBus(settings.bus)
    blobs = S3Blobs(settings.blobs)
    state = RedisState(settings.state.url.get_secret_value())
    await bus.start()
    try:
        await require_topics(bus)
        await blobs.start()
        keys = load_keys(settings.security) if with_keys else None
        yield World(Ports(bus, blobs, ControlBoard(bus, utc_now, source=source), keys, utc_now), state)
    finally:
        await bus.stop()
        await blobs.stop()
