"""Appending: order, partitions, append times, and what a record keeps of its message."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from interarec.contracts.wire import WireMessage
from interarec.domain.errors import ConfigurationError, InvalidInput
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import Bus, Position, Record, TopicPartition, TopicSpec
from interarec.platform.settings.schema import BusSettings

from tests.servers import KafkaServer, unique

MakeTopic = Callable[..., Awaitable[str]]


async def whole(bus: Bus, topic: str, partition: int = 0) -> list[Record]:
    source = TopicPartition(topic, partition)
    return [record async for record in bus.read(source, 0, await bus.end_offset(source))]


async def test_positions_count_up_from_zero_with_times_that_never_go_back(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic()
    positions = [await bus.send(WireMessage(topic, b"s", str(n).encode())) for n in range(5)]
    assert [(position.partition, position.offset) for position in positions] == [(0, n) for n in range(5)]
    times = [position.timestamp_ms for position in positions]
    assert times == sorted(times)
    records = await whole(bus, topic)
    assert [record.value for record in records] == [b"0", b"1", b"2", b"3", b"4"]
    assert [Position(r.partition, r.offset, r.timestamp_ms) for r in records] == positions


async def test_a_record_keeps_key_value_and_repeated_headers_in_order(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic()
    headers = (("ce_type", b"x"), ("empty", b""), ("ce_type", b"\xff\x00"))
    await bus.send(WireMessage(topic, b"\x00key", b"\xff\xfe", headers))
    (record,) = await whole(bus, topic)
    assert (record.topic, record.key, record.value, record.headers) == (topic, b"\x00key", b"\xff\xfe", headers)
    assert record.source == TopicPartition(topic, 0)


async def test_a_tombstone_is_none_and_an_empty_value_is_not(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic()
    await bus.send(WireMessage(topic, b"s", None))
    await bus.send(WireMessage(topic, b"s", b""))
    assert [record.value for record in await whole(bus, topic)] == [None, b""]


async def test_a_key_has_one_partition_the_same_in_every_topic_of_equal_count(bus: Bus, make_topic: MakeTopic) -> None:
    first, second = await make_topic(6), await make_topic(6)
    keys = [f"session-{n}".encode() for n in range(40)]
    there = {key: (await bus.send(WireMessage(first, key, b"1"))).partition for key in keys}
    assert {key: (await bus.send(WireMessage(first, key, b"2"))).partition for key in keys} == there
    assert {key: (await bus.send(WireMessage(second, key, b"1"))).partition for key in keys} == there
    assert set(there.values()) == set(range(6))


async def test_a_given_partition_overrides_the_key(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic(4)
    for number in range(4):
        assert (await bus.send(WireMessage(topic, b"same", b"v", partition=number))).partition == number
        assert [record.key for record in await whole(bus, topic, number)] == [b"same"]


async def test_a_partition_that_does_not_exist_is_refused(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic(2)
    with pytest.raises(InvalidInput):
        await bus.send(WireMessage(topic, b"s", b"v", partition=2))


async def test_many_sends_at_once_are_all_there_once(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic(3)
    sent = await asyncio.gather(*(bus.send(WireMessage(topic, b"%d" % n, b"%d" % n)) for n in range(300)))
    assert len({(position.partition, position.offset) for position in sent}) == 300
    values = [record.value for number in range(3) for record in await whole(bus, topic, number)]
    assert sorted(int(value or b"-1") for value in values) == list(range(300))


async def test_creating_again_keeps_the_topic_and_lists_its_partitions(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic(3)
    await bus.send(WireMessage(topic, b"s", b"v", partition=0))
    other = unique("topic")
    await bus.create([TopicSpec(topic, 5, 1, {}), TopicSpec(other, 2, 1, {})])
    counts = await bus.topics()
    assert (counts[topic], counts[other]) == (3, 2)
    assert len(await whole(bus, topic)) == 1
    await bus.check()


@pytest.mark.real
async def test_a_message_larger_than_the_broker_takes_is_the_callers_mistake(kafka: KafkaServer) -> None:
    bus = KafkaBus(BusSettings(servers=kafka.servers))
    await bus.start()
    topic = unique("topic")
    await bus.create([TopicSpec(topic, 1, 1, {"max.message.bytes": "20000"})])
    for size in (50_000, 2_000_000):  # refused by the topic, and by the client already
        with pytest.raises(InvalidInput) as refused:
            await bus.send(WireMessage(topic, b"s", b"x" * size))
        assert refused.value.code == "too_large"
    assert (await bus.send(WireMessage(topic, b"s", b"x" * 10_000))).offset == 0
    await bus.stop()


@pytest.mark.real
async def test_a_topic_that_cannot_be_made_stops_the_start(kafka: KafkaServer) -> None:
    bus = KafkaBus(BusSettings(servers=kafka.servers))
    await bus.start()
    with pytest.raises(ConfigurationError, match="InvalidReplicationFactor"):
        await bus.create([TopicSpec(unique("topic"), 1, 3, {})])
    with pytest.raises(ConfigurationError):
        await bus.create([TopicSpec(unique("topic"), 1, 1, {"no.such.key": "1"})])
    await bus.stop()
