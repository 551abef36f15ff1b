"""A connection that leads nowhere any more, on real Kafka through a proxy that swallows what it is given."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from interarec.domain.errors import Unavailable
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import TopicPartition, TopicSpec
from interarec.platform.settings.schema import BusSettings

from tests.chaos.proxy import FaultProxy
from tests.servers import KafkaServer
from tests.servers.ports import free_port

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]

PART = TopicPartition("half.open", 0)
LIMIT_S = 3.0
ASK: dict[str, Callable[[KafkaBus], Awaitable[object]]] = {
    "the end": lambda bus: bus.end_offset(PART),
    "a sign of life": lambda bus: bus.check(),
}


@pytest.fixture(scope="module")
def line() -> Iterator[FaultProxy]:
    """The way to a broker that tells its clients to come by it."""
    proxy, door = FaultProxy(["kafka"]), free_port()
    proxy.ways = {"kafka": door}
    with KafkaServer([(door, proxy.port_of["kafka"])]), proxy:
        yield proxy


@pytest.fixture
async def bus(line: FaultProxy) -> AsyncIterator[KafkaBus]:
    bus = KafkaBus(BusSettings(servers=(f"127.0.0.1:{line.port_of['kafka']}",)), limit_s=LIMIT_S)
    await bus.start()
    await bus.create([TopicSpec(PART.topic, 1, 1, {})])
    yield bus
    line.tell("kafka", "pass")
    await bus.stop()


@pytest.mark.parametrize("what", ASK)
async def test_whoever_asked_in_vain_asks_over_a_new_connection(bus: KafkaBus, line: FaultProxy, what: str) -> None:
    before = await ASK[what](bus)
    line.tell("kafka", "half-open")
    with pytest.raises(Unavailable):
        await ASK[what](bus)
    line.tell("kafka", "pass")  # for connections that are new: the old one stays dead
    assert await ASK[what](bus) == before


@pytest.mark.parametrize("what", ASK)
async def test_so_does_whoever_was_told_to_stop_waiting(bus: KafkaBus, line: FaultProxy, what: str) -> None:
    before = await ASK[what](bus)
    line.tell("kafka", "half-open")
    asking = asyncio.ensure_future(ASK[what](bus))
    await asyncio.wait([asking], timeout=2.2)
    asking.cancel()
    await asyncio.wait([asking])
    line.tell("kafka", "pass")
    assert await ASK[what](bus) == before
