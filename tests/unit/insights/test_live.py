"""The views of an embedded run, on the in-process log: arms found in any order, undecodable records passed over."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime

import pytest
from interarec.contracts.envelope import open_record, wire
from interarec.contracts.topics import INSIGHTS, INTERACTIONS, RECOMMENDATIONS, SCREENSHOTS
from interarec.contracts.wire import WireMessage
from interarec.domain.errors import Unavailable
from interarec.domain.insights import InsightWindow
from interarec.domain.interactions import Action
from interarec.domain.recommendations import Arm
from interarec.insights.arms import Arms
from interarec.insights.intake import Views
from interarec.insights.live import LiveViews
from interarec.insights.windows import Key, Window
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.hearing import Hearing
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.bus.port import Record, TopicPartition
from interarec.platform.clock import Now

from tests.unit.insights.values import AT, did, shot, slate


def noon() -> datetime:
    return AT


@pytest.fixture
async def bus() -> MemoryBus:
    made = MemoryBus(MemoryLog(noon))
    await made.create(topic_specs(2, 1))
    return made


async def newest_window(bus: MemoryBus) -> InsightWindow:
    """Of the last partition's word."""
    async for record in bus.follow(INSIGHTS.name, from_beginning=True):
        if record is not None:
            window = open_record(record.topic, record.value)
            assert isinstance(window, InsightWindow)
            return window
    raise AssertionError


@pytest.mark.looptime
async def test_the_log_becomes_windows_on_the_insights_topic(bus: MemoryBus) -> None:
    await bus.send(wire(INTERACTIONS, did("s", 0, Action.CLICK, slate_id="r"), at=AT, source="t", partition=1))
    await bus.send(wire(RECOMMENDATIONS, slate("s", "r", Arm.UNIFIED), at=AT, source="t", partition=1))
    await bus.send(WireMessage(SCREENSHOTS.name, b"s", b"\xff not protobuf", (), 1))
    await bus.send(wire(SCREENSHOTS, shot("s", 0), at=AT, source="t", partition=1))
    running = asyncio.create_task(LiveViews(bus, noon).run())
    window = await newest_window(bus)
    running.cancel()
    assert window == InsightWindow(
        "shop", 1, AT, 60,
        {"clicks": 1, "clicks:unified": 1, "slates:unified": 1, "screenshots": 1, "sessions": 1},
    )  # fmt: skip


async def test_an_arm_is_found_in_the_log_before_its_slate_was_followed(bus: MemoryBus) -> None:
    arms = Arms(bus)
    await bus.send(wire(RECOMMENDATIONS, slate("s", "first", Arm.RERANK), at=AT, source="t", partition=0))
    at_ms = int(AT.timestamp() * 1000)
    assert await arms.of("first", 0, at_ms) == "rerank"
    await bus.send(wire(RECOMMENDATIONS, slate("s", "second", Arm.UNIFIED), at=AT, source="t", partition=0))
    assert await arms.of("second", 0, at_ms) == "unified", "what came after the first reading"
    assert await arms.of("second", 1, at_ms) == "unified"
    assert await arms.of("never made", 0, at_ms) is None


async def test_arms_already_followed_are_not_read_again(bus: MemoryBus, monkeypatch: pytest.MonkeyPatch) -> None:
    arms = Arms(bus)
    at_ms = int(AT.timestamp() * 1000)
    assert await arms.of("r", 0, at_ms) is None
    made = slate("s", "r", Arm.RERANK)
    position = await bus.send(wire(RECOMMENDATIONS, made, at=AT, source="t", partition=0))
    arms.learn(0, position.offset, made)
    assert await arms.of("r", 0, at_ms) == "rerank"
    monkeypatch.setattr(bus, "read", None)
    assert await arms.of("never made", 0, at_ms) is None


async def test_records_left_out_on_the_way_are_read_from_the_log(bus: MemoryBus) -> None:
    held: dict[Key, Window] = {}
    records = [await sent(bus, shot("s", sequence)) for sequence in range(6)]
    first = Views(bus, noon, held)
    await first.take(records[1])
    await first.take(records[0])
    await first.take(records[2])
    assert sums_of(first) == {"screenshots": 3, "sessions": 1}
    successor = Views(bus, noon, held)
    await successor.take(records[4])
    await successor.take(records[3])
    await successor.take(records[5])
    assert sums_of(successor) == {"screenshots": 6, "sessions": 1}


async def test_a_returned_partition_goes_on_where_its_windows_say(bus: MemoryBus) -> None:
    held: dict[Key, Window] = {}
    records = [await sent(bus, shot("s", sequence)) for sequence in range(4)]
    views = Views(bus, noon, held)
    await views.take(records[0])
    changelog = dict(held)
    await views.take(records[1])  # too late: the partition was lost, and this did not get into the changelog
    held.clear()
    held.update(changelog)
    views.restored()
    await views.take(records[3])
    assert sums_of(views) == {"screenshots": 4, "sessions": 1}


async def test_records_that_lie_uncounted_are_deafness(bus: MemoryBus) -> None:
    now_s = 0.0
    views = Views(bus, noon, {}, hearing=Hearing(bus, limit_s=8, every_s=0, clock=lambda: now_s))
    await views.check([0, 1])
    record = await sent(bus, shot("s", 0))
    await views.check([0, 1])
    now_s = 9.0
    await views.check([1])
    await views.check([0, 1])  # given anew: what lies there may take its time
    now_s = 18.0
    with pytest.raises(Unavailable, match="deaf"):
        await views.check([0, 1])
    await views.take(record)
    await views.check([0, 1])


@pytest.mark.looptime
async def test_an_embedded_run_says_when_its_views_are_deaf(bus: MemoryBus) -> None:
    views = LiveViews(bus, noon)
    await views.check()
    await sent(bus, shot("s", 0))
    await asyncio.sleep(3)
    await views.check()  # seen, and nobody follows
    await asyncio.sleep(9)
    with pytest.raises(Unavailable, match="deaf"):
        await views.check()
    running = asyncio.create_task(views.run())
    await newest_window(bus)
    await views.check()
    running.cancel()


async def sent(bus: MemoryBus, value: object) -> Record:
    """The record of a value sent to the screenshots topic."""
    message = wire(SCREENSHOTS, value, at=AT, source="t", partition=0)
    position = await bus.send(message)
    return Record(message.topic, 0, position.offset, position.timestamp_ms, message.key, message.value)


def sums_of(views: Views) -> Mapping[str, float]:
    """Of the one window that changed."""
    (window,) = views.windows.take_changed()
    return window.sums


class AwayFor(MemoryBus):
    """A log that does not answer the first `times` questions for its end."""

    def __init__(self, now: Now, times: int) -> None:
        super().__init__(MemoryLog(now))
        self.times = times

    async def end_offset(self, partition: TopicPartition) -> int:
        self.times -= 1
        if self.times >= 0:
            raise Unavailable("away")
        return await super().end_offset(partition)


@pytest.mark.looptime
async def test_an_answer_waits_for_its_arm_while_the_log_is_away() -> None:
    bus = AwayFor(noon, times=3)
    await bus.create(topic_specs(1, 1))
    await bus.send(wire(RECOMMENDATIONS, slate("s", "r", Arm.RERANK), at=AT, source="t"))
    message = wire(INTERACTIONS, did("s", 0, Action.CLICK, slate_id="r"), at=AT, source="t")
    views = Views(bus, noon, {})
    await views.take(Record(INTERACTIONS.name, 0, 0, int(AT.timestamp() * 1000), message.key, message.value))
    assert views.windows.take_changed()[0].sums == {"clicks": 1, "clicks:rerank": 1}
    assert bus.times < 0
