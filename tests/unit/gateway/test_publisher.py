"""From the log into the state, on the twins: what is committed was published, and nothing is announced twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from interarec.contracts.envelope import wire
from interarec.contracts.topics import CONTROL, RECOMMENDATIONS
from interarec.contracts.wire import WireMessage, header
from interarec.domain.control import Control, ControlState
from interarec.domain.errors import Gone, Unavailable
from interarec.domain.money import Money
from interarec.domain.recommendations import Arm, BasedOn, Recommendation, SlateItem
from interarec.gateway.payload import encode_payload, is_fallback
from interarec.gateway.publisher import GROUP, Publisher
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import MemoryLog
from interarec.platform.bus.port import TopicPartition
from interarec.platform.control import ControlBoard
from interarec.platform.state.memory import MemoryState, MemoryStore
from interarec.platform.state.port import Announcement, session_channel

pytestmark = pytest.mark.looptime  # waits cost nothing

PART = TopicPartition(RECOMMENDATIONS.name, 0)


def recommendation(session: str, screenshot: int, *, arm: Arm = Arm.UNIFIED, wording: str = "") -> Recommendation:
    return Recommendation(
        recommendation_id=f"r-{session}-{screenshot}",
        site_id="demo",
        session_id=session,
        arm=arm,
        based_on=BasedOn(screenshot, -1),
        slate=(SlateItem("i1", 0, 1.0, 0.5, Money(Decimal("18.00"), "GBP")),),
        wording=wording,
        made_at=datetime(2026, 5, 1, tzinfo=UTC),
    )


class House:
    """A log, a store, a board, and what a listener hears."""

    def __init__(self) -> None:
        self.at = datetime(2026, 5, 1, 12, tzinfo=UTC)
        self.log = MemoryLog(self.now)
        self.log.create(topic_specs(1, 1))
        self.store = MemoryStore(self.now)
        self.state = MemoryState(self.store)
        self.control = ControlBoard(MemoryBus(self.log), self.now)
        self.heard: list[Announcement] = []

    def now(self) -> datetime:
        return self.at

    async def say(self, *values: Recommendation) -> None:
        for value in values:
            await MemoryBus(self.log).send(wire(RECOMMENDATIONS, value, at=self.at, source="test"))

    @property
    def committed(self) -> int | None:
        return self.log.group(GROUP).committed.get(PART)

    @property
    def told(self) -> list[tuple[str, int]]:
        return [(one.session_id, one.publication.based_on.screenshot_offset) for one in self.heard]

    async def kept(self, session: str) -> list[int]:
        history = await self.state.history(session)
        return [one.based_on.screenshot_offset for one in history.publications]

    @asynccontextmanager
    async def publishing(self, count: int = 1) -> AsyncIterator[list[Publisher]]:
        listener = MemoryState(self.store).listen(self.heard.append, lambda: None)
        await listener.start()
        for session in ("s1", "s2", "s3"):
            await listener.subscribe(session_channel(session))
        board = asyncio.create_task(self.control.run())
        publishers = [Publisher(MemoryBus(self.log), self.state, self.control, self.now) for _ in range(count)]
        tasks = [board, *(asyncio.create_task(one.run()) for one in publishers)]
        try:
            yield publishers
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            await listener.stop()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.1)


async def test_what_is_on_the_log_is_kept_announced_and_committed_in_order() -> None:
    house = House()
    await house.say(recommendation("s1", 1), recommendation("s2", 1), recommendation("s1", 2))
    async with house.publishing():
        await until(lambda: house.committed == 3)
        assert [told for told in house.told if told[0] == "s1"] == [("s1", 1), ("s1", 2)]
        assert ("s2", 1) in house.told
        data = json.loads(house.heard[0].publication.data)
        assert data["slate"][0]["price"] == {"amount": "18.00", "currency": "GBP"}


async def test_nothing_is_committed_before_it_is_published() -> None:
    house = House()
    async with house.publishing() as (publisher,):
        with pytest.raises(Unavailable, match="not started"):
            await publisher.checks["publisher"]()
        await house.say(recommendation("s2", 1))
        await until(lambda: house.committed == 1)
        await publisher.checks["publisher"]()
        house.store.set_reachable(False)
        await house.say(recommendation("s1", 1), recommendation("s1", 2))
        await asyncio.sleep(5)
        assert house.committed == 1
        with pytest.raises(Unavailable):
            await publisher.checks["publisher"]()
        house.store.set_reachable(True)
        await until(lambda: house.committed == 3)
        assert house.told == [("s2", 1), ("s1", 1), ("s1", 2)]
        await publisher.checks["publisher"]()


async def test_reading_the_log_again_announces_nothing_again() -> None:
    house = House()
    await house.say(recommendation("s1", 1), recommendation("s1", 2))
    async with house.publishing():
        await until(lambda: house.committed == 2)
    house.log.group(GROUP).committed[PART] = 0
    await house.say(recommendation("s1", 3))
    async with house.publishing():
        await until(lambda: house.committed == 3)
    assert house.told == [("s1", 1), ("s1", 2), ("s1", 3)]


async def test_an_older_one_is_dropped() -> None:
    house = House()
    await house.say(recommendation("s1", 5), recommendation("s1", 4), recommendation("s1", 5))
    async with house.publishing():
        await until(lambda: house.committed == 3)
    assert house.told == [("s1", 5)]


async def test_a_wiped_state_gets_the_last_half_hour_back_and_says_only_the_newest() -> None:
    house = House()
    await house.say(recommendation("s2", 1))
    house.at += timedelta(minutes=31)
    await house.say(recommendation("s1", 1), recommendation("s1", 2))
    async with house.publishing():
        await until(lambda: house.committed == 3)
        told = house.told
        epoch = (await house.state.history("s1")).epoch
        house.store.wipe()
        await until(lambda: len(house.told) > len(told))
        assert await house.kept("s1") == [1, 2]
        assert (await house.state.history("s1")).epoch != epoch
        assert await house.kept("s2") == [], "older than the half hour"
        assert house.told == [*told, ("s1", 2)], "for clients that came back before it was written again"
        await house.say(recommendation("s1", 3))
        await until(lambda: house.committed == 4)
        assert house.told == [*told, ("s1", 2), ("s1", 3)]


async def test_a_wipe_while_no_publisher_ran_is_seen_at_the_start() -> None:
    house = House()
    await house.say(recommendation("s1", 1))
    async with house.publishing():
        await until(lambda: house.committed == 1)
    house.store.wipe()
    async with house.publishing():
        await until(lambda: "s1" in house.store.channels)
        assert await house.kept("s1") == [1]
    assert house.told == [("s1", 1), ("s1", 1)]


async def test_erasures_reach_the_state_and_bar_what_comes_late() -> None:
    house = House()
    await house.say(recommendation("s1", 1), recommendation("s2", 1))
    async with house.publishing():
        await until(lambda: house.committed == 2)
        await house.control.set("demo", "s1", ControlState.ERASED, by="test")
        await until(lambda: "s1" in house.store.erased)
        with pytest.raises(Gone):
            await house.state.history("s1")
        await house.say(recommendation("s1", 9), recommendation("s2", 9))
        await until(lambda: house.committed == 4)
        assert house.told[-1] == ("s2", 9)
        assert ("s1", 9) not in house.told


async def test_a_wipe_forgets_no_erasure() -> None:
    house = House()
    erased = Control("demo", "s1", ControlState.ERASED, house.at)
    await MemoryBus(house.log).send(wire(CONTROL, erased, at=house.at, source="test"))
    await house.say(recommendation("s1", 1))
    async with house.publishing():
        await until(lambda: "s1" in house.store.erased and house.committed == 1)
        house.store.wipe()
        await until(lambda: "s1" in house.store.erased)
    assert house.told == []


async def test_the_board_alone_bars_an_erased_session() -> None:
    house = House()
    await house.control.set("demo", "s1", ControlState.ERASED, by="test")
    house.log.group(GROUP).committed[TopicPartition(CONTROL.name, 0)] = 1
    house.store.fills = {f"{CONTROL.name}:0": True, f"{RECOMMENDATIONS.name}:0": True}
    await house.say(recommendation("s1", 1), recommendation("s2", 1))
    async with house.publishing():
        await until(lambda: house.committed == 2)
    assert "s1" not in house.store.erased, "the state itself was not told"
    assert house.told == [("s2", 1)]


async def test_a_message_that_cannot_be_read_goes_to_the_dead_letters() -> None:
    house = House()
    bus = MemoryBus(house.log)
    await house.say(recommendation("s1", 1))
    await bus.send(WireMessage(RECOMMENDATIONS.name, b"s1", b"\xff\xffnot protobuf", (("ce_id", b"7"),)))
    await house.say(recommendation("s1", 2))
    async with house.publishing():
        await until(lambda: house.committed == 3)
    assert house.told == [("s1", 1), ("s1", 2)]
    assert RECOMMENDATIONS.dead_letter is not None
    (dead,) = house.log.records(TopicPartition(RECOMMENDATIONS.dead_letter, 0))
    assert (dead.key, dead.value) == (b"s1", b"\xff\xffnot protobuf")
    assert header(dead.headers, "ce_id") == "7"
    assert header(dead.headers, "dlq.topic") == RECOMMENDATIONS.name
    assert (header(dead.headers, "dlq.partition"), header(dead.headers, "dlq.offset")) == ("0", "1")
    assert (header(dead.headers, "dlq.group"), header(dead.headers, "dlq.stage")) == (GROUP, "publisher")
    assert (header(dead.headers, "dlq.permanent"), header(dead.headers, "dlq.attempts")) == ("true", "1")
    assert header(dead.headers, "dlq.error")


async def test_a_broker_that_was_away_is_joined_again() -> None:
    house = House()
    async with house.publishing():
        await house.say(recommendation("s1", 1))
        await until(lambda: house.committed == 1)
        house.log.reachable = False
        await asyncio.sleep(5)
        house.log.reachable = True
        await house.say(recommendation("s1", 2))
        await until(lambda: house.committed == 2)
    assert house.told == [("s1", 1), ("s1", 2)]


async def test_a_rebalance_under_way_commits_nothing_for_the_old_assignment() -> None:
    house = House()
    async with house.publishing() as (publisher,):
        await house.say(recommendation("s1", 1))
        await until(lambda: house.committed == 1)
        house.store.set_reachable(False)
        await house.say(recommendation("s1", 2), recommendation("s1", 3))
        await asyncio.sleep(2)
        await publisher.on_revoked([PART])  # as a broker does while the state is waited for
        house.log.group(GROUP).committed[PART] = 3  # the new owner was faster
        await publisher.on_assigned([PART])
        house.log.group(GROUP).members[0].positions[PART] = 3
        house.store.set_reachable(True)
        await house.say(recommendation("s1", 4))
        await until(lambda: house.committed != 3)
        assert house.committed == 4
    assert house.told == [("s1", 1), ("s1", 4)]


async def test_two_publishers_share_the_work_and_double_nothing() -> None:
    house = House()
    house.log = MemoryLog(house.now)
    house.log.create(topic_specs(4, 1))
    house.control = ControlBoard(MemoryBus(house.log), house.now)
    async with house.publishing(2):
        await until(lambda: len(house.log.group(GROUP).members) == 2)
        for number in range(20):
            for session in ("s1", "s2", "s3"):
                await house.say(recommendation(session, number))
        await until(lambda: len(house.heard) == 60)
        await asyncio.sleep(5)
    for session in ("s1", "s2", "s3"):
        assert [number for name, number in house.told if name == session] == list(range(20))


def test_the_static_rail_is_told_by_its_field_alone() -> None:
    assert is_fallback(encode_payload(recommendation("s1", 1, arm=Arm.FALLBACK)))
    assert not is_fallback(encode_payload(recommendation("s1", 1, wording='say "arm":"fallback"')))
