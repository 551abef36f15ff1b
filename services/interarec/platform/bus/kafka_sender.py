"""Appends to Kafka: an idempotent producer that waits for all replicas, and is replaced when it cannot go on.

The client never gives up a message it has taken, so a message whose caller was told Unavailable may still be appended
when the broker is back. Readers therefore drop what they have seen; here it is only made sure that repeats do not pile
up: while the log is suspected to be down, a send asks whether it answers before it hands anything over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiokafka import AIOKafkaProducer  # type: ignore[import-untyped]
from aiokafka import errors as kafka

from interarec.contracts.wire import WireMessage
from interarec.domain.errors import InvalidInput, Unavailable
from interarec.platform.bus.kafka_errors import answering, stopped
from interarec.platform.bus.port import Position

__all__ = ["KafkaSender"]

# After these the producer's sequence numbers no longer match the broker's: nothing it sends will be taken again.
BROKEN = (
    kafka.DuplicateSequenceNumber,
    kafka.InvalidProducerEpoch,
    kafka.OutOfOrderSequenceNumber,
    kafka.ProducerClosed,
    kafka.ProducerFenced,
    kafka.UnknownProducerId,
)


class KafkaSender:
    """The producing half of KafkaBus. `check` raises Unavailable unless the log answers."""

    def __init__(self, servers: list[str], check: Callable[[], Awaitable[None]], limit_s: float) -> None:
        self._servers = servers
        self._check = check
        self._limit_s = limit_s
        self._producer: AIOKafkaProducer | None = None
        self._renewing = asyncio.Lock()
        self._suspect = False

    async def start(self) -> None:
        """Connect. Raises Unavailable."""
        self._producer = await self._open()

    async def stop(self) -> None:
        """Append what was taken, as far as the log answers, and close."""
        producer, self._producer = self._producer, None
        if producer is not None:
            await self._close(producer)

    async def send(self, message: WireMessage) -> Position:
        """Append and wait for all replicas. Raises Unavailable, or InvalidInput for what the topic cannot take."""
        if self._suspect:
            await self._check()
        producer = self._producer
        if producer is None:
            raise Unavailable("Kafka: the bus is not started")
        try:
            async with answering(f"append to {message.topic}", self._limit_s):
                position = await self._append(producer, message)
        except Unavailable as error:
            self._suspect = True
            if isinstance(error.__cause__, BROKEN) or producer._sender.sender_task.done():
                await self._renew(producer)
            raise
        self._suspect = False
        return position

    async def _append(self, producer: AIOKafkaProducer, message: WireMessage) -> Position:
        if message.partition is not None and message.partition not in await producer.partitions_for(message.topic):
            raise InvalidInput(f"no partition {message.partition} of {message.topic}", field="partition")
        done = await producer.send_and_wait(
            message.topic,
            value=message.value,
            key=message.key,
            partition=message.partition,
            headers=list(message.headers),
        )
        if done.offset < 0:
            raise kafka.DuplicateSequenceNumber("appended before, but the broker no longer knows where")
        return Position(done.partition, done.offset, done.timestamp)

    async def _open(self) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(
            bootstrap_servers=self._servers,
            enable_idempotence=True,
            acks="all",
            request_timeout_ms=int(self._limit_s * 1000),
        )
        try:
            async with answering("connect", self._limit_s):
                await producer.start()
        except BaseException:
            await self._close(producer)
            raise
        return producer

    async def _renew(self, broken: AIOKafkaProducer) -> None:
        """Put a new producer in the place of `broken`; when that fails the next send tries again."""
        async with self._renewing:
            if self._producer is not broken:
                return
            with suppress(Unavailable):
                self._producer = await self._open()
                await self._close(broken)

    async def _close(self, producer: AIOKafkaProducer) -> None:
        """Flush within the limit; what the broker does not take by then is dropped with the connection."""
        stopping = asyncio.ensure_future(producer.stop())
        _, late = await asyncio.wait([stopping], timeout=min(5.0, self._limit_s))
        if late:
            # The public stop() waits for the broker without end; ending the sender task lets it go on.
            await producer._sender.close()
            producer._message_accumulator.fail_all(kafka.ProducerClosed())
        with suppress(kafka.KafkaError, OSError):
            await stopped(stopping)
