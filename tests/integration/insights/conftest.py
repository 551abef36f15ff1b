"""Kafka of our own with the topics of the system: other tests say other things on topics of these names."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from typing import TypeVar

import pytest
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.settings.schema import BusSettings

from tests.integration.insights.deaf import DeafProcess
from tests.integration.insights.watching import Shop
from tests.servers import KafkaServer, RedisServer, S3Server, ServiceProcess, make_topics, unique

Made = TypeVar("Made", bound=ServiceProcess)


class House:
    """Kafka, and insights processes on it that end with the test."""

    def __init__(self, kafka: KafkaServer, redis: RedisServer, s3: S3Server, stack: ExitStack) -> None:
        self.bus = BusSettings(servers=kafka.servers)
        self._stack = stack
        self._settings = {
            "INTERAREC__BUS__SERVERS": json.dumps(kafka.servers),
            "INTERAREC__BUS__SESSION_TIMEOUT_MS": "3000",
            "INTERAREC__BUS__HEARTBEAT_MS": "300",
            "INTERAREC__BLOBS__ENDPOINT": s3.endpoint,
            "INTERAREC__BLOBS__ACCESS_KEY": s3.access_key,
            "INTERAREC__BLOBS__SECRET_KEY": s3.secret_key,
            "INTERAREC__BLOBS__BUCKET": s3.new_bucket(),
            "INTERAREC__STATE__URL": redis.url,
        }

    def start(self) -> ServiceProcess:
        """A new process; ready when it returns."""
        return self._started(ServiceProcess("insights", self._settings))

    def start_deafable(self) -> DeafProcess:
        """One that can be made deaf."""
        return self._started(DeafProcess("insights", self._settings))

    def _started(self, process: Made) -> Made:
        self._stack.callback(process.close)
        return process.start()


@pytest.fixture(scope="module")
def kafka_of_ours() -> Iterator[KafkaServer]:
    with KafkaServer() as server:
        yield server


@pytest.fixture
def house(kafka_of_ours: KafkaServer, redis: RedisServer, s3: S3Server) -> Iterator[House]:
    with ExitStack() as stack:
        yield House(kafka_of_ours, redis, s3, stack)


@pytest.fixture
async def shop(house: House) -> AsyncIterator[Shop]:
    """A shop of this test alone; its topics exist."""
    bus = KafkaBus(house.bus)
    await bus.start()
    try:
        await make_topics(bus)
        async with Shop(bus, unique("shop")) as shop:
            yield shop
    finally:
        await bus.stop()
