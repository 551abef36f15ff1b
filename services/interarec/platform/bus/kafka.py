"""The log on Apache Kafka. Built by the services' `app.py`; `memory.MemoryBus` is its twin.

Appending is in `kafka_sender`, group membership in `kafka_consumer`, reading without a group in `kafka_reader`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from time import monotonic

from aiokafka import errors as kafka  # type: ignore[import-untyped]
from aiokafka.admin import AIOKafkaAdminClient, NewTopic  # type: ignore[import-untyped]

from interarec.contracts.wire import WireMessage
from interarec.domain.errors import InvalidInput, Unavailable
from interarec.platform.bus.kafka_consumer import KafkaConsumer
from interarec.platform.bus.kafka_errors import answering, translate
from interarec.platform.bus.kafka_reader import KafkaReader
from interarec.platform.bus.kafka_sender import KafkaSender
from interarec.platform.bus.port import Consumer, Listener, Position, Record, TopicPartition, TopicSpec
from interarec.platform.settings.schema import BusSettings

__all__ = ["KafkaBus"]

LETTING_IN_S = 5.0
CHECK_S = 2.5
"""Less than a health check may last, so that its answer names the log."""
DONE = (kafka.NoError, kafka.TopicAlreadyExistsError)


class KafkaBus:
    """A connection to the brokers of `settings`. `limit_s`: after this long without an answer, Unavailable."""

    def __init__(self, settings: BusSettings, *, limit_s: float = 10.0) -> None:
        self._settings = settings
        self._limit_s = limit_s
        self._reader = KafkaReader(settings.servers, limit_s)
        self._sender = KafkaSender(list(settings.servers), self.check, limit_s)
        self._admin: AIOKafkaAdminClient | None = None

    async def start(self) -> None:
        """See the port."""
        admin = AIOKafkaAdminClient(
            bootstrap_servers=list(self._settings.servers), request_timeout_ms=int(self._limit_s * 1000)
        )
        try:
            async with answering("connect", self._limit_s):
                await admin.start()
            await self._reader.start()
            await self._sender.start()
        except BaseException:
            await self._reader.stop()
            await admin.close()
            raise
        self._admin = admin

    async def stop(self) -> None:
        """See the port."""
        await self._sender.stop()
        await self._reader.stop()
        admin, self._admin = self._admin, None
        if admin is not None:
            await admin.close()

    async def check(self) -> None:
        """See the port."""
        admin = self._connected
        async with answering("describe the cluster", min(CHECK_S, self._limit_s), admin):
            await admin.describe_cluster()

    @property
    def _connected(self) -> AIOKafkaAdminClient:
        if self._admin is None:
            raise Unavailable("Kafka: the bus is not started")
        return self._admin

    async def create(self, topics: Sequence[TopicSpec]) -> None:
        """See the port; returns when every topic has a leader for each of its partitions."""
        there = await self.topics()
        missing = [
            NewTopic(spec.name, spec.partitions, spec.replication, topic_configs=dict(spec.config))
            for spec in topics
            if spec.name not in there
        ]
        if not missing:
            return
        await self._create(missing)
        await self._wait_for_leaders([topic.name for topic in missing])

    async def _create(self, missing: Sequence[NewTopic]) -> None:
        """A broker that just came up may not be let in yet; the controller then counts too few for a little while."""
        until = monotonic() + LETTING_IN_S
        while True:
            admin = self._connected
            async with answering("create topics", self._limit_s, admin):
                answer = await admin.create_topics(missing)
            codes = {name: kafka.for_code(code) for name, code, *_ in answer.topic_errors}
            refused = {name: error for name, error in codes.items() if error not in DONE}
            if not refused:
                return
            name, error = next(iter(refused.items()))
            if error is not kafka.InvalidReplicationFactorError or monotonic() >= until:
                raise translate(error(), f"create topic {name}")
            await asyncio.sleep(0.2)

    async def _wait_for_leaders(self, names: Sequence[str]) -> None:
        async with answering("wait for the new topics", self._limit_s):
            while True:
                if all(_is_led(topic) for topic in await self._connected.describe_topics(names)):
                    return
                await asyncio.sleep(0.05)

    async def topics(self) -> Mapping[str, int]:
        """See the port."""
        admin = self._connected
        async with answering("list topics", self._limit_s, admin):
            found = await admin.describe_topics()
        return {topic["topic"]: len(topic["partitions"]) for topic in found if not topic["is_internal"]}

    async def send(self, message: WireMessage) -> Position:
        """See the port."""
        return await self._sender.send(message)

    def consumer(
        self, group: str, topics: Sequence[str], listener: Listener, *, instance_id: str | None = None
    ) -> Consumer:
        """See the port."""
        return KafkaConsumer(
            self._settings,
            group,
            topics,
            listener,
            instance_id=instance_id or self._settings.instance_id,
            limit_s=self._limit_s,
        )

    async def end_offset(self, partition: TopicPartition) -> int:
        """See the port."""
        return (await self._reader.end_offsets([partition]))[partition]

    async def offset_at(self, partition: TopicPartition, timestamp_ms: int) -> int:
        """See the port."""
        return await self._reader.offset_at(partition, timestamp_ms)

    def read(self, partition: TopicPartition, start: int, end: int) -> AsyncIterator[Record]:
        """See the port."""
        return self._reader.read(partition, start, end)

    async def follow(self, topic: str, *, from_beginning: bool) -> AsyncIterator[Record | None]:
        """See the port. Raises InvalidInput when there is no such topic."""
        count = (await self.topics()).get(topic)
        if count is None:
            raise InvalidInput(f"no topic {topic}")
        parts = [TopicPartition(topic, number) for number in range(count)]
        async for record in self._reader.follow(parts, from_beginning=from_beginning):
            yield record


def _is_led(topic: Mapping[str, object]) -> bool:
    partitions = topic["partitions"]
    assert isinstance(partitions, list)
    return topic["error_code"] == 0 and all(part["leader"] >= 0 and part["error_code"] == 0 for part in partitions)
