"""Consumer groups: commits, positions, pauses, and what members are told when others come, leave or vanish."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import pytest
from interarec.contracts.wire import WireMessage
from interarec.domain.errors import RetryLater
from interarec.platform.bus.port import Bus, TopicPartition

from tests.contract.bus.listening import Recorder, drain, eventually
from tests.servers import unique

MakeBus = Callable[[], Awaitable[Bus]]
MakeTopic = Callable[..., Awaitable[str]]


async def fill(bus: Bus, topic: str, partition: int, values: Sequence[bytes]) -> None:
    for value in values:
        await bus.send(WireMessage(topic, b"s", value, partition=partition))


async def test_a_new_group_reads_from_the_beginning_in_order(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic()
    await fill(bus, topic, 0, [b"a", b"b", b"c"])
    consumer = bus.consumer(unique("group"), [topic], recorder := Recorder())
    await consumer.start()
    assert recorder.told == [("assigned", (TopicPartition(topic, 0),))]
    assert [record.value for record in await drain(consumer, 3)] == [b"a", b"b", b"c"]
    assert await consumer.poll(max_records=10, timeout_s=0.05) == []
    await consumer.stop()


async def test_poll_returns_at_most_what_was_asked_and_skips_nothing(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic(2)
    await fill(bus, topic, 0, [b"%d" % n for n in range(7)])
    await fill(bus, topic, 1, [b"%d" % n for n in range(7)])
    consumer = bus.consumer(unique("group"), [topic], Recorder())
    await consumer.start()
    seen: dict[int, list[int]] = {0: [], 1: []}
    while sum(map(len, seen.values())) < 14:
        records = await consumer.poll(max_records=3, timeout_s=5)
        assert 0 < len(records) <= 3
        for record in records:
            seen[record.partition].append(record.offset)
    assert seen == {0: list(range(7)), 1: list(range(7))}
    await consumer.stop()


async def test_the_next_member_goes_on_at_the_commit(bus: Bus, make_topic: MakeTopic) -> None:
    topic, group = await make_topic(), unique("group")
    source = TopicPartition(topic, 0)
    await fill(bus, topic, 0, [b"a", b"b", b"c"])
    first = bus.consumer(group, [topic], Recorder())
    await first.start()
    assert await first.committed(source) is None
    await drain(first, 3)
    await first.commit({source: 2})
    assert await first.committed(source) == 2
    await first.stop()
    second = bus.consumer(group, [topic], Recorder())
    await second.start()
    assert [record.value for record in await drain(second, 1)] == [b"c"]
    await second.stop()


async def test_groups_do_not_share_commits(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic()
    source = TopicPartition(topic, 0)
    await fill(bus, topic, 0, [b"a"])
    first = bus.consumer(unique("group"), [topic], Recorder())
    second = bus.consumer(unique("group"), [topic], Recorder())
    await first.start()
    await second.start()
    await drain(first, 1)
    await first.commit({source: 1})
    assert await second.committed(source) is None
    assert len(await drain(second, 1)) == 1
    await first.stop()
    await second.stop()


async def test_position_follows_what_was_returned_and_seek_moves_it(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic()
    source = TopicPartition(topic, 0)
    await fill(bus, topic, 0, [b"%d" % n for n in range(6)])
    consumer = bus.consumer(unique("group"), [topic], Recorder())
    await consumer.start()
    await drain(consumer, 4)
    assert consumer.position(source) == 4
    consumer.seek(source, 1)
    assert consumer.position(source) == 1
    assert [record.offset for record in await drain(consumer, 5)] == [1, 2, 3, 4, 5]
    assert consumer.position(source) == 6
    assert consumer.position(TopicPartition(topic, 9)) is None
    consumer.seek(TopicPartition(topic, 9), 0)
    await consumer.stop()


async def test_a_listener_may_seek_when_assigned(bus: Bus, make_topic: MakeTopic) -> None:
    topic, group = await make_topic(), unique("group")
    source = TopicPartition(topic, 0)
    await fill(bus, topic, 0, [b"%d" % n for n in range(4)])

    async def seek(partitions: Sequence[TopicPartition]) -> None:
        assert await consumer.committed(source) is None
        consumer.seek(source, 2)

    consumer = bus.consumer(group, [topic], Recorder(when_assigned=seek))
    await consumer.start()
    assert [record.offset for record in await drain(consumer, 2)] == [2, 3]
    await consumer.stop()


async def test_a_paused_partition_is_silent_and_misses_nothing(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic(2)
    quiet, loud = TopicPartition(topic, 0), TopicPartition(topic, 1)
    consumer = bus.consumer(unique("group"), [topic], Recorder())
    await consumer.start()
    consumer.pause([quiet])
    await fill(bus, topic, 0, [b"q1", b"q2"])
    await fill(bus, topic, 1, [b"l1", b"l2"])
    assert [record.value for record in await drain(consumer, 2)] == [b"l1", b"l2"]
    assert await consumer.poll(max_records=10, timeout_s=0.3) == []
    consumer.pause([loud])
    consumer.resume([quiet])
    assert [record.value for record in await drain(consumer, 2)] == [b"q1", b"q2"]
    await consumer.stop()


async def test_a_pause_after_a_fetch_hands_out_nothing_of_it(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic()
    source = TopicPartition(topic, 0)
    await fill(bus, topic, 0, [b"a", b"b", b"c"])
    consumer = bus.consumer(unique("group"), [topic], Recorder())
    await consumer.start()
    await drain(consumer, 1)
    consumer.pause([source])
    assert await consumer.poll(max_records=10, timeout_s=0.3) == []
    consumer.resume([source])
    assert [record.value for record in await drain(consumer, 2)] == [b"b", b"c"]
    await consumer.stop()


async def test_joining_takes_a_share_of_every_topic_and_leaving_gives_it_back(
    make_bus: MakeBus, bus: Bus, make_topic: MakeTopic
) -> None:
    topics = [await make_topic(3), await make_topic(3)]  # an odd count tells ranges from taking turns
    group = unique("group")
    first = bus.consumer(group, topics, one := Recorder())
    await first.start()
    everything = tuple(sorted(TopicPartition(topic, n) for topic in topics for n in range(3)))
    assert one.held == everything
    second = (await make_bus()).consumer(group, topics, two := Recorder())
    await second.start()
    await eventually(lambda: len(one.held + two.held) == 6 and bool(one.held) and bool(two.held), first, second)
    assert one.told[1] == ("revoked", everything)
    assert sorted(one.held + two.held) == list(everything)
    for recorder in (one, two):
        numbers = [{part.partition for part in recorder.held if part.topic == topic} for topic in topics]
        assert numbers[0] == numbers[1]
    await second.stop()
    assert two.told[-1][0] == "revoked"
    await eventually(lambda: one.held == everything, first)
    await first.stop()


async def test_what_was_not_committed_is_read_again_by_the_new_owner(
    make_bus: MakeBus, bus: Bus, make_topic: MakeTopic
) -> None:
    topic, group = await make_topic(2), unique("group")
    for number in range(2):
        await fill(bus, topic, number, [b"%d" % n for n in range(4)])
    first = bus.consumer(group, [topic], one := Recorder())

    async def commit(partitions: Sequence[TopicPartition]) -> None:
        await first.commit(dict.fromkeys(partitions, 3))

    one.when_revoked = commit
    await first.start()
    await drain(first, 8)
    second = (await make_bus()).consumer(group, [topic], two := Recorder())
    await second.start()
    found = await eventually(lambda: len(one.held) == 1 and len(two.held) == 1, first, second)
    while len(found) < 2:
        found += await first.poll(max_records=5, timeout_s=0.1) + await second.poll(max_records=5, timeout_s=0.1)
    assert sorted((record.partition, record.offset) for record in found) == [(0, 3), (1, 3)]
    one.when_revoked = None
    await second.stop()
    await first.stop()


async def test_a_commit_for_what_is_not_ours_says_retry_later(bus: Bus, make_topic: MakeTopic) -> None:
    topic, other = await make_topic(), await make_topic()
    consumer = bus.consumer(unique("group"), [topic], Recorder())
    await consumer.start()
    with pytest.raises(RetryLater) as refused:
        await consumer.commit({TopicPartition(other, 0): 1})
    assert refused.value.code == "fenced"
    await consumer.stop()


async def test_a_member_without_a_share_waits_its_turn(make_bus: MakeBus, bus: Bus, make_topic: MakeTopic) -> None:
    topic, group = await make_topic(1), unique("group")
    first = bus.consumer(group, [topic], one := Recorder())
    second = (await make_bus()).consumer(group, [topic], two := Recorder())
    await first.start()
    await second.start()
    await eventually(lambda: len(one.held) + len(two.held) == 1 and bool(two.told), first, second)
    owner, idle, idle_told = (first, second, two) if one.held else (second, first, one)
    assert await idle.poll(max_records=1, timeout_s=0.05) == []
    await owner.stop()
    await eventually(lambda: len(idle_told.held) == 1, idle)
    await idle.stop()


async def test_a_failing_listener_is_not_swallowed(bus: Bus, make_topic: MakeTopic) -> None:
    topic = await make_topic()

    async def fail(partitions: Sequence[TopicPartition]) -> None:
        raise LookupError("read-back failed")

    consumer = bus.consumer(unique("group"), [topic], Recorder(when_assigned=fail))
    with pytest.raises(LookupError, match="read-back failed"):
        await consumer.start()
