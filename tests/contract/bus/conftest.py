"""One suite, two logs: every test here runs on the in-process log and on real Kafka."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.bus.port import Bus, TopicSpec
from interarec.platform.clock import utc_now
from interarec.platform.settings.schema import BusSettings

from tests.servers import KafkaServer, unique

APPEND_TIME = {"message.timestamp.type": "LogAppendTime"}
MakeBus = Callable[[], Awaitable[Bus]]
MakeTopic = Callable[..., Awaitable[str]]


@pytest.fixture(params=["memory", pytest.param("kafka", marks=pytest.mark.real)])
async def make_bus(request: pytest.FixtureRequest) -> AsyncIterator[MakeBus]:
    """Opens one more client of the same log."""
    opened: list[Bus] = []
    build: Callable[[], Bus]
    if request.param == "memory":
        log = MemoryLog(utc_now)

        def build() -> Bus:
            return MemoryBus(log)
    else:
        server: KafkaServer = request.getfixturevalue("kafka")
        settings = BusSettings(servers=server.servers, session_timeout_ms=6_000, heartbeat_ms=200)

        def build() -> Bus:
            return KafkaBus(settings)

    async def make() -> Bus:
        bus = build()
        await bus.start()
        opened.append(bus)
        return bus

    yield make
    for bus in opened:
        await bus.stop()


@pytest.fixture
async def bus(make_bus: MakeBus) -> Bus:
    """A connected client of the log under test."""
    return await make_bus()


@pytest.fixture
def make_topic(bus: Bus) -> MakeTopic:
    """Creates a topic of this test's own."""

    async def make(partitions: int = 1) -> str:
        name = unique("topic")
        await bus.create([TopicSpec(name, partitions, 1, APPEND_TIME)])
        return name

    return make
