"""The publisher and the gateway on real Kafka and real Redis."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from interarec.contracts.envelope import wire
from interarec.contracts.topics import RECOMMENDATIONS
from interarec.contracts.wire import WireMessage, header
from interarec.gateway.client import follow
from interarec.gateway.publisher import Publisher
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import TopicPartition
from interarec.platform.clock import utc_now
from interarec.platform.control import ControlBoard
from interarec.platform.settings.schema import BusSettings
from interarec.platform.state.redis import RedisState

from tests.integration.gateway.world import Running, World, recommendation, until
from tests.servers import KafkaServer, RedisServer, make_topics, unique

pytestmark = pytest.mark.real


@pytest.fixture
async def bus(kafka: KafkaServer) -> AsyncIterator[KafkaBus]:
    """A client of real Kafka, where our topics are."""
    bus = KafkaBus(BusSettings(servers=kafka.servers, session_timeout_ms=6_000, heartbeat_ms=200))
    await bus.start()
    await make_topics(bus)
    yield bus
    await bus.stop()


@pytest.fixture
async def world(bus: KafkaBus, redis: RedisServer) -> AsyncIterator[World]:
    """Gateways on real Redis, whose control board follows real Kafka."""
    async with World(lambda: RedisState(redis.url)) as world:
        world.control = ControlBoard(bus, utc_now)
        await world.background(world.control.run())
        await world.control.wait_ready()
        yield world


def publisher(world: World, bus: KafkaBus) -> Publisher:
    return Publisher(bus, world.state, world.control, utc_now)


async def say(bus: KafkaBus, session_id: str, number: int) -> None:
    await bus.send(wire(RECOMMENDATIONS, recommendation(session_id, number, 0), at=utc_now(), source="test"))


async def test_a_publisher_that_dies_in_the_middle_loses_and_doubles_nothing(world: World, bus: KafkaBus) -> None:
    sessions = [unique("s") for _ in range(6)]
    gateway = await world.gateway()
    seen: dict[str, list[int]] = {session: [] for session in sessions}
    for session in sessions:
        await world.background(_watch(world, gateway, session, seen[session]))
    first = await world.background(publisher(world, bus).run())
    for number in range(10):
        for session in sessions:
            await say(bus, session, number)
        if number == 4:
            await world.background(publisher(world, bus).run())
            await until(lambda: any(seen.values()), 30)
            first.cancel()
    await until(lambda: all(one[-1:] == [9] for one in seen.values()), 60)
    for session, numbers in seen.items():
        assert numbers == sorted(set(numbers))
        history = await world.state.history(session)
        assert [one.based_on.screenshot_offset for one in history.publications] == list(range(10))


async def test_a_message_that_cannot_be_read_is_set_aside(world: World, bus: KafkaBus) -> None:
    session = unique("s")
    await world.background(publisher(world, bus).run())
    poison = await bus.send(WireMessage(RECOMMENDATIONS.name, session.encode(), b"\xff\xff\xff"))
    await say(bus, session, 1)

    async def published() -> bool:
        return (await world.state.history(session)).offset == 1

    await until(published, 30)
    assert RECOMMENDATIONS.dead_letter is not None
    part = TopicPartition(RECOMMENDATIONS.dead_letter, poison.partition)
    dead = [one async for one in bus.read(part, 0, await bus.end_offset(part)) if one.key == session.encode()]
    assert [one.value for one in dead] == [b"\xff\xff\xff"]
    assert header(dead[0].headers, "dlq.offset") == str(poison.offset)


async def test_an_erasure_on_the_log_closes_the_client_and_empties_the_state(world: World, bus: KafkaBus) -> None:
    session = unique("s")
    await world.background(publisher(world, bus).run())
    gateway = await world.gateway()
    await say(bus, session, 1)
    async with world.client(gateway, session) as client:
        await client.subscribe(f"recommendations:{session}")
        await world.erase(session)

        async def closed() -> bool:
            return len(gateway.app.state.connections) == 0

        await until(closed)
    async with world.http(gateway, world.token(session)) as http:
        assert (await http.get(f"/v1/sessions/{session}/recommendations")).status_code == 410


async def _watch(world: World, gateway: Running, session: str, seen: list[int]) -> None:
    async def token() -> str:
        return world.token(session)

    async for pushed in follow(gateway.url, f"recommendations:{session}", token):
        seen.append(pushed.data["based_on"]["screenshot_offset"])
        await asyncio.sleep(0)
