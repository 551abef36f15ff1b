"""When the log is away: every call says Unavailable in bounded time, and goes on when the log is back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import NamedTuple

import pytest
from interarec.contracts.wire import WireMessage
from interarec.domain.errors import Unavailable
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.kafka_reader import foreign
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.bus.port import Bus, TopicPartition, TopicSpec
from interarec.platform.clock import utc_now
from interarec.platform.settings.schema import BusSettings

from tests.contract.bus.listening import Recorder, drain
from tests.servers import KafkaServer, unique

LIMIT_S = 2.0


class Fragile(NamedTuple):
    """A log that can be taken away."""

    bus: Bus
    topic: str
    take_away: Callable[[], Awaitable[None]]
    bring_back: Callable[[], Awaitable[None]]


@pytest.fixture(scope="module")
def own_kafka() -> Iterator[KafkaServer]:
    """A broker of this module's own, to be frozen and killed."""
    with KafkaServer() as server:
        yield server


@pytest.fixture(params=["memory", pytest.param("kafka", marks=pytest.mark.real)])
async def fragile(request: pytest.FixtureRequest) -> AsyncIterator[Fragile]:
    """Kafka is frozen: the connections stay and nothing answers, the harder half of an outage."""
    topic = unique("topic")
    if request.param == "memory":
        log = MemoryLog(utc_now)
        bus: Bus = MemoryBus(log)

        async def reach(there: bool) -> None:
            log.reachable = there

        fragile = Fragile(bus, topic, lambda: reach(False), lambda: reach(True))
    else:
        server: KafkaServer = request.getfixturevalue("own_kafka")
        bus = KafkaBus(BusSettings(servers=server.servers, heartbeat_ms=200), limit_s=LIMIT_S)

        async def thaw() -> None:
            server.thaw()
            await asyncio.to_thread(server.wait_until_ready)

        fragile = Fragile(bus, topic, lambda: asyncio.to_thread(server.freeze), thaw)
    await bus.start()
    await bus.create([TopicSpec(topic, 1, 1, {})])
    yield fragile
    await fragile.bring_back()
    await bus.stop()


async def test_every_call_says_unavailable_while_the_log_is_away(fragile: Fragile) -> None:
    bus, source = fragile.bus, TopicPartition(fragile.topic, 0)
    await bus.send(WireMessage(fragile.topic, b"s", b"0"))
    await fragile.take_away()
    calls: list[Callable[[], Awaitable[object]]] = [
        bus.check,
        bus.topics,
        lambda: bus.send(WireMessage(fragile.topic, b"s", b"1")),
        lambda: bus.end_offset(source),
        lambda: bus.offset_at(source, 0),
        lambda: anext(bus.read(source, 0, 1)),
        lambda: anext(bus.follow(fragile.topic, from_beginning=True)),
    ]
    for call in calls:
        with pytest.raises(Unavailable):
            await call()


async def test_sends_go_on_in_order_when_the_log_is_back(fragile: Fragile) -> None:
    bus, source = fragile.bus, TopicPartition(fragile.topic, 0)
    await bus.send(WireMessage(fragile.topic, b"s", b"before"))
    await fragile.take_away()
    for _ in range(3):
        with pytest.raises(Unavailable):
            await bus.send(WireMessage(fragile.topic, b"s", b"during"))
    await fragile.bring_back()
    await bus.send(WireMessage(fragile.topic, b"s", b"after"))
    values = [record.value async for record in bus.read(source, 0, await bus.end_offset(source))]
    # What was refused may still arrive, but once and in its place.
    assert values in ([b"before", b"after"], [b"before", b"during", b"after"])


async def test_a_consumer_commits_again_when_the_log_is_back(fragile: Fragile) -> None:
    bus, source = fragile.bus, TopicPartition(fragile.topic, 0)
    consumer = bus.consumer(unique("group"), [fragile.topic], Recorder())
    await consumer.start()
    await bus.send(WireMessage(fragile.topic, b"s", b"1"))
    await drain(consumer, 1)
    await fragile.take_away()
    with pytest.raises(Unavailable):
        await consumer.commit({source: 1})
    with pytest.raises(Unavailable):
        await consumer.committed(source)
    await fragile.bring_back()
    await consumer.commit({source: 1})
    assert await consumer.committed(source) == 1
    await bus.send(WireMessage(fragile.topic, b"s", b"2"))
    assert [record.value for record in await drain(consumer, 1)] == [b"2"]
    await consumer.stop()


@pytest.mark.real
async def test_a_bus_without_a_broker_does_not_start() -> None:
    bus = KafkaBus(BusSettings(servers=("127.0.0.1:9",)), limit_s=LIMIT_S)
    with pytest.raises(Unavailable):
        await bus.start()
    with pytest.raises(Unavailable):
        await bus.check()
    await bus.stop()


@pytest.mark.real
async def test_stopping_without_a_broker_ends(own_kafka: KafkaServer) -> None:
    bus = KafkaBus(BusSettings(servers=own_kafka.servers), limit_s=LIMIT_S)
    topic = unique("topic")
    await bus.start()
    await bus.create([TopicSpec(topic, 1, 1, {})])
    own_kafka.freeze()
    try:
        with pytest.raises(Unavailable):
            await bus.send(WireMessage(topic, b"s", b"v"))
        async with asyncio.timeout(20):
            await bus.stop()
    finally:
        own_kafka.thaw()
        await asyncio.to_thread(own_kafka.wait_until_ready)


@pytest.mark.real
async def test_leaving_a_group_without_a_broker_ends(own_kafka: KafkaServer) -> None:
    bus = KafkaBus(BusSettings(servers=own_kafka.servers), limit_s=LIMIT_S)
    topic = unique("topic")
    await bus.start()
    await bus.create([TopicSpec(topic, 1, 1, {})])
    consumer = bus.consumer(unique("group"), [topic], recorder := Recorder())
    await consumer.start()
    own_kafka.freeze()
    try:
        async with asyncio.timeout(20):
            await consumer.stop()
            await bus.stop()
    finally:
        own_kafka.thaw()
        await asyncio.to_thread(own_kafka.wait_until_ready)
    assert [what for what, _ in recorder.told] == ["assigned", "revoked"]


@pytest.mark.real
async def test_nothing_acknowledged_is_lost_or_doubled_when_the_broker_is_killed(own_kafka: KafkaServer) -> None:
    bus = KafkaBus(BusSettings(servers=own_kafka.servers), limit_s=30)
    source = TopicPartition(topic := unique("topic"), 0)
    await bus.start()
    await bus.create([TopicSpec(topic, 1, 1, {})])
    killed = asyncio.create_task(asyncio.sleep(0))
    for n in range(400):
        if n == 100:
            killed = asyncio.create_task(asyncio.to_thread(lambda: own_kafka.restart(kill=True)))
        position = await bus.send(WireMessage(topic, b"s", b"%d" % n))
        assert position.offset == n
    await killed
    values = [int(record.value or b"-1") async for record in bus.read(source, 0, await bus.end_offset(source))]
    assert values == list(range(400))
    await bus.stop()


@pytest.mark.real
async def test_a_producer_whose_numbers_the_broker_refuses_is_replaced(own_kafka: KafkaServer) -> None:
    bus = KafkaBus(BusSettings(servers=own_kafka.servers), limit_s=10)
    topic = unique("topic")
    await bus.start()
    await bus.create([TopicSpec(topic, 1, 1, {})])
    await bus.send(WireMessage(topic, b"s", b"0"))
    producer = bus._sender._producer
    assert producer is not None
    # As after a failure in which a batch was counted and never sent.
    producer._txn_manager.increment_sequence_number(foreign(TopicPartition(topic, 0)), 5)
    with pytest.raises(Unavailable):
        await bus.send(WireMessage(topic, b"s", b"1"))
    assert (await bus.send(WireMessage(topic, b"s", b"1"))).offset == 1
    await bus.stop()
