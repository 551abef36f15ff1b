"""Reading without a group: ranges, times, and following a topic for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiokafka.admin import RecordsToDelete  # type: ignore[import-untyped]
from interarec.contracts.wire import WireMessage
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.kafka_reader import foreign
from interarec.platform.bus.port import Bus, Record, TopicPartition, TopicSpec
from interarec.platform.settings.schema import BusSettings

from tests.contract.bus.listening import Recorder, drain
from tests.servers import KafkaServer, unique

MakeTopic = Callable[..., Awaitable[str]]
LIMIT_S = 30.0


async def fill(bus: Bus, topic: str, count: int, partition: int = 0) -> list[int]:
    """Append `count` records, each at a later millisecond than the last; their append times."""
    times: list[int] = []
    for n in range(count):
        while True:
            position = await bus.send(WireMessage(topic, b"s", b"%d" % n, partition=partition))
            if not times or position.timestamp_ms > times[-1]:
                break
        times.append(position.timestamp_ms)
    return times


async def take(records: AsyncIterator[Record | None], count: int) -> list[bytes | str | None]:
    """Values of the next `count` items; "caught up" for the mark."""
    found: list[bytes | str | None] = []
    async with asyncio.timeout(LIMIT_S):
        while len(found) < count:
            record = await anext(records)
            found.append("caught up" if record is None else record.value)
    return found


async def test_a_range_holds_its_start_and_not_its_end(bus: Bus, make_topic: MakeTopic) -> None:
    source = TopicPartition(await make_topic(), 0)
    for n in range(10):
        await bus.send(WireMessage(source.topic, b"s", b"%d" % n))
    assert [record.offset async for record in bus.read(source, 3, 7)] == [3, 4, 5, 6]
    assert [record.offset async for record in bus.read(source, 0, 10)] == list(range(10))
    assert [record.offset async for record in bus.read(source, 4, 4)] == []


async def test_a_range_beyond_the_end_stops_at_the_end(bus: Bus, make_topic: MakeTopic) -> None:
    source = TopicPartition(await make_topic(), 0)
    async with asyncio.timeout(LIMIT_S / 10):
        assert [record.offset async for record in bus.read(source, 0, 5)] == []
        await bus.send(WireMessage(source.topic, b"s", b"v"))
        assert [record.offset async for record in bus.read(source, 0, 5)] == [0]
        assert [record.offset async for record in bus.read(source, 1, 2)] == []


async def test_a_long_range_is_read_whole(bus: Bus, make_topic: MakeTopic) -> None:
    source = TopicPartition(await make_topic(), 0)
    await asyncio.gather(*(bus.send(WireMessage(source.topic, b"s", b"x" * 500)) for _ in range(3_000)))
    assert [record.offset async for record in bus.read(source, 0, 3_000)] == list(range(3_000))


async def test_the_end_offset_is_that_of_the_next_record(bus: Bus, make_topic: MakeTopic) -> None:
    source = TopicPartition(await make_topic(2), 1)
    assert await bus.end_offset(source) == 0
    await bus.send(WireMessage(source.topic, b"s", b"v", partition=1))
    await bus.send(WireMessage(source.topic, b"s", b"v", partition=0))
    assert await bus.end_offset(source) == 1
    assert (await bus.send(WireMessage(source.topic, b"s", b"v", partition=1))).offset == 1


async def test_the_offset_at_a_time_is_the_first_not_appended_before(bus: Bus, make_topic: MakeTopic) -> None:
    source = TopicPartition(await make_topic(), 0)
    assert await bus.offset_at(source, 0) == 0
    times = await fill(bus, source.topic, 4)
    stored = {record.timestamp_ms: record.offset async for record in bus.read(source, 0, await bus.end_offset(source))}
    first_of = {at: min(o for t, o in stored.items() if t >= at) for at in times}
    for at in times:
        assert await bus.offset_at(source, at) <= first_of[at]
        assert await bus.offset_at(source, at) > max((o for t, o in stored.items() if t < at), default=-1)
    assert await bus.offset_at(source, times[0] - 60_000) == 0
    assert await bus.offset_at(source, times[-1] + 60_000) == await bus.end_offset(source)


async def test_following_from_the_beginning_marks_the_end_once_and_goes_on(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic(2)
    for n in range(3):
        await bus.send(WireMessage(topic, b"s", b"old %d" % n, partition=n % 2))
    records = bus.follow(topic, from_beginning=True)
    before = await take(records, 4)
    assert before[-1] == "caught up"
    assert sorted(before[:3], key=str) == [b"old 0", b"old 1", b"old 2"]
    for n in range(2):
        await bus.send(WireMessage(topic, b"s", b"new %d" % n, partition=1))
    assert await take(records, 2) == [b"new 0", b"new 1"]
    await records.aclose()  # type: ignore[attr-defined]


async def test_following_from_now_skips_the_past(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic()
    await bus.send(WireMessage(topic, b"s", b"old"))
    records = bus.follow(topic, from_beginning=False)
    assert await take(records, 1) == ["caught up"]
    await bus.send(WireMessage(topic, b"s", b"new"))
    assert await take(records, 1) == [b"new"]
    await records.aclose()  # type: ignore[attr-defined]


async def test_following_an_empty_topic_marks_the_end_at_once(bus: Bus, make_topic: MakeTopic) -> None:
    records = bus.follow(await make_topic(3), from_beginning=True)
    assert await take(records, 1) == ["caught up"]
    await records.aclose()  # type: ignore[attr-defined]


@pytest.mark.real
async def test_what_retention_has_taken_is_passed_over(kafka: KafkaServer) -> None:
    bus = KafkaBus(BusSettings(servers=kafka.servers, heartbeat_ms=200))
    await bus.start()
    source = TopicPartition(unique("topic"), 0)
    await bus.create([TopicSpec(source.topic, 1, 1, {})])
    for n in range(10):
        await bus.send(WireMessage(source.topic, b"s", b"%d" % n))
    group = unique("group")
    consumer = bus.consumer(group, [source.topic], Recorder())
    await consumer.start()
    await consumer.commit({source: 2})
    await consumer.stop()
    await bus._connected.delete_records({foreign(source): RecordsToDelete(before_offset=6)})
    assert [record.offset async for record in bus.read(source, 0, 10)] == [6, 7, 8, 9]
    assert [record.offset async for record in bus.read(source, 0, 3)] == []
    assert await bus.offset_at(source, 0) == 6
    again = bus.consumer(group, [source.topic], Recorder())
    await again.start()
    assert [record.offset for record in await drain(again, 4)] == [6, 7, 8, 9]
    await again.stop()
    await bus._connected.delete_records({foreign(source): RecordsToDelete(before_offset=10)})
    assert [record.offset async for record in bus.read(source, 0, 10)] == []
    assert await bus.end_offset(source) == 10
    records = bus.follow(source.topic, from_beginning=True)
    assert await take(records, 1) == ["caught up"]
    await records.aclose()  # type: ignore[attr-defined]
    await bus.stop()
