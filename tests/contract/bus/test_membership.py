"""What costs a worker its place in a group on real Kafka, and what does not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence

import pytest
from interarec.contracts.wire import WireMessage
from interarec.domain.errors import RetryLater
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import TopicPartition, TopicSpec
from interarec.platform.settings.schema import BusSettings

from tests.contract.bus.listening import Recorder, drain, eventually
from tests.servers import KafkaServer, unique

pytestmark = pytest.mark.real

SESSION_MS = 1_000


@pytest.fixture
async def bus(kafka: KafkaServer) -> AsyncIterator[KafkaBus]:
    """A bus whose members are given up after a second."""
    bus = KafkaBus(BusSettings(servers=kafka.servers, session_timeout_ms=SESSION_MS, heartbeat_ms=200))
    await bus.start()
    yield bus
    await bus.stop()


@pytest.fixture
async def source(bus: KafkaBus) -> TopicPartition:
    """The only partition of a topic with one record."""
    topic = unique("topic")
    await bus.create([TopicSpec(topic, 1, 1, {})])
    await bus.send(WireMessage(topic, b"s", b"v"))
    return TopicPartition(topic, 0)


async def test_a_member_silent_for_a_session_commits_nothing_and_joins_again(
    bus: KafkaBus, source: TopicPartition
) -> None:
    consumer = bus.consumer(unique("group"), [source.topic], recorder := Recorder())
    await consumer.start()
    await drain(consumer, 1)
    time.sleep(2.5 * SESSION_MS / 1000)  # noqa: ASYNC251 - a worker that computes on its loop sends no heartbeat
    with pytest.raises(RetryLater) as refused:
        await consumer.commit({source: 1})
    assert refused.value.code == "fenced"
    await eventually(lambda: len(recorder.told) >= 3, consumer)
    assert [what for what, _ in recorder.told] == ["assigned", "revoked", "assigned"]
    await consumer.commit({source: 1})
    await consumer.stop()


async def test_a_read_back_longer_than_a_session_does_not_cost_the_membership(
    bus: KafkaBus, source: TopicPartition
) -> None:
    async def read_back(partitions: Sequence[TopicPartition]) -> None:
        await asyncio.sleep(2.5 * SESSION_MS / 1000)

    consumer = bus.consumer(unique("group"), [source.topic], recorder := Recorder(when_assigned=read_back))
    await consumer.start()
    assert [record.value for record in await drain(consumer, 1)] == [b"v"]
    await consumer.commit({source: 1})
    assert [what for what, _ in recorder.told] == ["assigned"]
    await consumer.stop()


async def test_nothing_is_returned_before_the_listener_has_taken_the_assignment_in(
    bus: KafkaBus, source: TopicPartition
) -> None:
    let_go = asyncio.Event()

    async def wait(partitions: Sequence[TopicPartition]) -> None:
        await let_go.wait()

    consumer = bus.consumer(unique("group"), [source.topic], recorder := Recorder(when_assigned=wait))
    starting = asyncio.create_task(consumer.start())
    await eventually(lambda: bool(consumer._assigned))  # type: ignore[attr-defined]
    assert await consumer.poll(max_records=5, timeout_s=0.5) == []
    assert not starting.done()
    let_go.set()
    await starting
    assert recorder.held == (source,)
    assert len(await drain(consumer, 1)) == 1
    await consumer.stop()


async def test_a_rebalance_cancels_a_read_back_that_does_not_end(bus: KafkaBus, source: TopicPartition) -> None:
    group, cancelled = unique("group"), asyncio.Event()

    async def hang(partitions: Sequence[TopicPartition]) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    first = bus.consumer(group, [source.topic], one := Recorder(when_assigned=hang))
    starting = asyncio.create_task(first.start())
    await eventually(lambda: bool(first._assigned))  # type: ignore[attr-defined]
    one.when_assigned = None
    second = bus.consumer(group, [source.topic], two := Recorder())
    await second.start()
    await cancelled.wait()
    await starting
    await eventually(lambda: len(one.held) + len(two.held) == 1, first, second)
    assert one.told[0] == ("revoked", (source,))
    await first.stop()
    await second.stop()


async def test_a_named_instance_comes_back_without_a_rebalance_for_the_others(
    bus: KafkaBus, source: TopicPartition
) -> None:
    group = unique("group")
    topic = unique("topic")
    await bus.create([TopicSpec(topic, 2, 1, {})])
    first = bus.consumer(group, [topic], one := Recorder(), instance_id="a")
    second = bus.consumer(group, [topic], two := Recorder(), instance_id="b")
    await first.start()
    await second.start()
    await eventually(lambda: len(one.held) == 1 and len(two.held) == 1, first, second)
    before = len(one.told)
    await second.stop()
    again = bus.consumer(group, [topic], three := Recorder(), instance_id="b")
    await again.start()
    assert three.held == two.told[-2][1]
    assert await first.poll(max_records=1, timeout_s=0.5) == []
    assert len(one.told) == before
    await first.stop()
    await again.stop()


async def test_a_commit_held_over_a_rebalance_is_refused_and_takes_nothing_back(
    bus: KafkaBus, source: TopicPartition
) -> None:
    group = unique("group")
    consumer = bus.consumer(group, [source.topic], recorder := Recorder())
    await consumer.start()
    await drain(consumer, 1)
    held: asyncio.Lock = consumer._client._coordinator._commit_lock  # type: ignore[attr-defined]
    async with held:  # stands for a coordinator that is away for a while
        late = asyncio.create_task(consumer.commit({source: 0}))
        await asyncio.sleep(0)
        other = bus.consumer(group, [source.topic], Recorder())
        await other.start()
        await eventually(lambda: len(recorder.told) >= 3, consumer, other)
        before = len(recorder.told)  # whoever of the two holds the partition now: it depends on their random ids
        await other.stop()
        await eventually(lambda: len(recorder.told) > before and recorder.held == (source,), consumer)
    with pytest.raises(RetryLater) as refused:
        await late
    assert refused.value.code == "fenced"
    assert await consumer.committed(source) is None
    await consumer.commit({source: 1})
    assert await consumer.committed(source) == 1
    await consumer.stop()
