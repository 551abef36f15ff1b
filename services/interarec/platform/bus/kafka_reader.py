"""Reads Kafka without a group: offsets, ranges of a partition, and whole topics followed for ever."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, ConsumerRecord  # type: ignore[import-untyped]
from aiokafka import TopicPartition as KafkaPartition

from interarec.domain.errors import Unavailable
from interarec.platform.bus.kafka_errors import answering, stopped
from interarec.platform.bus.port import Record, TopicPartition

__all__ = ["KafkaReader", "as_record", "foreign"]

POLL_MS = 200
MAX_RECORDS = 1_000


def foreign(partition: TopicPartition) -> KafkaPartition:
    """The client's name of `partition`."""
    return KafkaPartition(partition.topic, partition.partition)


def as_record(raw: ConsumerRecord) -> Record:
    """A record of the client as ours."""
    return Record(
        raw.topic, raw.partition, raw.offset, raw.timestamp, raw.key or b"", raw.value, tuple(raw.headers or ())
    )


class KafkaReader:
    """The groupless reading half of KafkaBus. Offsets are asked over one connection, every reading has its own."""

    def __init__(self, servers: Sequence[str], limit_s: float) -> None:
        self._servers = list(servers)
        self._limit_s = limit_s
        self._offsets: AIOKafkaConsumer | None = None

    async def start(self) -> None:
        """Connect. Raises Unavailable."""
        client = self._build()
        try:
            async with answering("connect", self._limit_s):
                await client.start()
        except BaseException:
            await stopped(client.stop())
            raise
        self._offsets = client

    async def stop(self) -> None:
        """Close the connection for offsets; readings end with their loops."""
        client, self._offsets = self._offsets, None
        if client is not None:
            await stopped(client.stop())

    def _build(self) -> AIOKafkaConsumer:
        return AIOKafkaConsumer(
            bootstrap_servers=self._servers,
            auto_offset_reset="earliest",  # what retention has taken is passed over
            enable_auto_commit=False,
            request_timeout_ms=int(self._limit_s * 1000),
            fetch_max_wait_ms=POLL_MS,
        )

    @asynccontextmanager
    async def _client(self, partitions: Sequence[TopicPartition]) -> AsyncIterator[AIOKafkaConsumer]:
        client = self._build()
        client.assign([foreign(partition) for partition in partitions])
        try:
            async with answering("connect", self._limit_s):
                await client.start()
            yield client
        finally:
            await stopped(client.stop())

    @property
    def _connected(self) -> AIOKafkaConsumer:
        if self._offsets is None:
            raise Unavailable("Kafka: the bus is not started")
        return self._offsets

    async def end_offsets(self, partitions: Sequence[TopicPartition]) -> dict[TopicPartition, int]:
        """Offset the next record of each will get."""
        client = self._connected
        async with answering("ask for end offsets", self._limit_s, client):
            found = await client.end_offsets([foreign(partition) for partition in partitions])
        return {TopicPartition(*partition): offset for partition, offset in found.items()}

    async def offset_at(self, partition: TopicPartition, timestamp_ms: int) -> int:
        """First offset not appended before `timestamp_ms`; the end when there is none."""
        # The end first: a record appended between the two questions must not be skipped.
        end = (await self.end_offsets([partition]))[partition]
        client = self._connected
        async with answering("ask for the offset at a time", self._limit_s, client):
            found = (await client.offsets_for_times({foreign(partition): timestamp_ms}))[foreign(partition)]
        return end if found is None else min(end, int(found.offset))

    async def read(self, partition: TopicPartition, start: int, end: int) -> AsyncIterator[Record]:
        """Records with start <= offset < end; stops at the end that the log has now."""
        end = min(end, (await self.end_offsets([partition]))[partition])
        if start >= end:
            return
        source = foreign(partition)
        async with self._client([partition]) as client:
            client.seek(source, start)
            # The position, not the last record, says how far we are: compaction leaves holes.
            while await self._position(client, source) < end:
                for raw in await self._next(client, source):
                    if raw.offset >= end:
                        return
                    yield as_record(raw)

    async def _position(self, client: AIOKafkaConsumer, source: KafkaPartition) -> int:
        async with answering("find the position", self._limit_s):
            return int(await client.position(source))

    async def _next(self, client: AIOKafkaConsumer, source: KafkaPartition) -> list[ConsumerRecord]:
        """Some records; empty when only a hole was passed. Raises Unavailable when nothing comes that must."""
        before = await self._position(client, source)
        async with answering(f"read {source.topic}", self._limit_s):
            while True:
                found = await client.getmany(source, timeout_ms=POLL_MS, max_records=MAX_RECORDS)
                if found or await client.position(source) != before:
                    return list(found.get(source, []))

    async def follow(
        self, partitions: Sequence[TopicPartition], *, from_beginning: bool
    ) -> AsyncIterator[Record | None]:
        """All `partitions` for ever; None once, when everything present at the call was read."""
        async with self._client(partitions) as client:
            behind = await self.end_offsets(partitions)
            if from_beginning:
                async with answering("find the beginning", self._limit_s):
                    await client.seek_to_beginning()
            else:
                for partition, end in behind.items():
                    client.seek(foreign(partition), end)
            caught_up = False
            while True:
                async for record in self._some(client):
                    yield record
                if not caught_up and await self._passed(client, behind):
                    caught_up = True
                    yield None

    async def _some(self, client: AIOKafkaConsumer) -> AsyncIterator[Record]:
        async with answering("follow", self._limit_s):
            found = await client.getmany(timeout_ms=POLL_MS, max_records=MAX_RECORDS)
        for batch in found.values():
            for raw in batch:
                yield as_record(raw)

    async def _passed(self, client: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> bool:
        for partition, end in ends.items():
            if await self._position(client, foreign(partition)) < end:
                return False
        return True
