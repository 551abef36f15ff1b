"""A reader that is connected and deaf is told by what lay at the end of the log a while ago."""

from __future__ import annotations

import pytest
from interarec.contracts.topics import BATCHES
from interarec.contracts.wire import WireMessage
from interarec.domain.errors import Unavailable
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.hearing import Hearing
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.bus.port import TopicPartition
from interarec.platform.clock import utc_now

PART = TopicPartition(BATCHES.name, 0)


class Seconds:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def bus() -> MemoryBus:
    log = MemoryLog(utc_now)
    log.create(topic_specs(1, 1))
    return MemoryBus(log)


async def say(bus: MemoryBus) -> None:
    await bus.send(WireMessage(BATCHES.name, b"s", b"x"))


async def test_what_is_not_heard_in_time_is_deafness_and_hearing_it_ends_that(bus: MemoryBus) -> None:
    clock = Seconds()
    hearing = Hearing(bus, limit_s=8, every_s=2, clock=clock)
    await say(bus)
    await hearing.check({PART: 0})
    clock.at = 7.9
    await hearing.check({PART: 0})
    clock.at = 8.0
    with pytest.raises(Unavailable, match="deaf"):
        await hearing.check({PART: 0})
    await hearing.check({PART: 1})
    clock.at = 30
    await hearing.check({PART: 1})


async def test_a_reader_that_is_slow_but_moves_is_not_deaf(bus: MemoryBus) -> None:
    clock = Seconds()
    hearing = Hearing(bus, limit_s=8, every_s=2, clock=clock)
    for second in range(60):
        clock.at = second
        await say(bus)
        await hearing.check({PART: max(0, second - 4)})


async def test_a_reader_that_never_heard_is_measured_from_the_first_look(bus: MemoryBus) -> None:
    clock = Seconds()
    hearing = Hearing(bus, limit_s=8, every_s=2, clock=clock)
    await say(bus)
    await hearing.check({PART: None})
    clock.at = 20
    await hearing.check({PART: None})
    await say(bus)
    clock.at = 23
    await hearing.check({PART: None})
    clock.at = 31
    with pytest.raises(Unavailable, match="deaf"):
        await hearing.check({PART: None})


async def test_a_partition_given_away_is_owed_nothing(bus: MemoryBus) -> None:
    clock = Seconds()
    hearing = Hearing(bus, limit_s=8, every_s=2, clock=clock)
    await say(bus)
    await hearing.check({PART: 0})
    clock.at = 9
    await hearing.check({})
    await hearing.check({PART: 0})
