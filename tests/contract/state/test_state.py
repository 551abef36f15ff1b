"""What every state must do, run on the in-process twin and on a real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from interarec.domain.errors import Gone, Unavailable
from interarec.domain.recommendations import BasedOn
from interarec.platform.state.port import (
    ERASED_TTL_S,
    KEEP,
    SESSION_TTL_S,
    Announcement,
    Forgotten,
    Published,
    State,
    session_channel,
    site_channel,
)

from tests.contract.state.conftest import Harness


async def put(state: State, *offsets: int, session: str = "s1", announce: bool = True) -> Published | None:
    data = f'{{"based_on":{list(offsets)}}}'.encode()
    return await state.publish(data, site_id="demo", session_id=session, based_on=BasedOn(*offsets), announce=announce)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


class Ear:
    """A listener that keeps what it hears."""

    def __init__(self, state: State) -> None:
        self.heard: list[Announcement] = []
        self.gaps = 0
        self.listener = state.listen(self.heard.append, self._resumed)

    def _resumed(self) -> None:
        self.gaps += 1


@asynccontextmanager
async def listening(state: State, *channels: str) -> AsyncIterator[Ear]:
    ear = Ear(state)
    await ear.listener.start()
    for channel in channels:
        await ear.listener.subscribe(channel)
    yield ear
    await ear.listener.stop()


async def test_a_channel_has_an_epoch_from_its_first_reader(state: State) -> None:
    first = await state.history("s1")
    assert (first.offset, first.publications, first.site_id) == (0, (), None)
    assert first.epoch
    assert await state.history("s1") == first
    assert (await state.history("s2")).epoch != first.epoch


async def test_publications_are_numbered_from_one_in_the_readers_epoch(state: State) -> None:
    epoch = (await state.history("s1")).epoch
    assert await put(state, 9, -1) == Published(epoch, 1)
    assert await put(state, 9, 0) == Published(epoch, 2)
    history = await state.history("s1")
    assert (history.epoch, history.offset, history.site_id) == (epoch, 2, "demo")
    assert [one.offset for one in history.publications] == [1, 2]
    assert [one.based_on for one in history.publications] == [BasedOn(9, -1, 0), BasedOn(9, 0, 0)]
    assert history.publications[1].data == b'{"based_on":[9, 0]}'


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        ((9, 5, 1), True),
        ((10, 5, 0), True),
        ((9, 6, 0), True),
        ((10, 6, 0), True),
        ((9, 5, 0), False),
        ((8, 99, 0), False),
        ((99, 4, 0), False),
        ((8, 5, 9), False),
    ],
)
async def test_only_a_newer_one_is_taken(state: State, offered: tuple[int, ...], taken: bool) -> None:
    await put(state, 9, 5)
    assert (await put(state, *offered) is not None) is taken
    assert (await state.history("s1")).offset == 1 + taken


async def test_offsets_beyond_32_bits_are_compared_exactly(state: State) -> None:
    await put(state, 2**40, 0)
    assert await put(state, 2**40 - 1, 1) is None
    assert await put(state, 2**40 + 1, 0) is not None


async def test_only_the_newest_are_kept_and_the_limit_takes_from_the_end(state: State) -> None:
    for number in range(KEEP + 5):
        await put(state, number, -1)
    history = await state.history("s1")
    assert [one.offset for one in history.publications] == list(range(6, KEEP + 6))
    newest = await state.history("s1", limit=1)
    assert newest.offset == KEEP + 5
    assert [one.offset for one in newest.publications] == [KEEP + 5]


async def test_of_writers_at_once_each_number_goes_to_one(harness: Harness) -> None:
    states = [harness.connect() for _ in range(4)]
    answers = await asyncio.gather(*(put(states[number % 4], number, 0) for number in range(40)))
    taken = [answer.offset for answer in answers if answer is not None]
    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert (await states[0].history("s1", limit=1)).publications[0].based_on == BasedOn(39, 0)


async def test_a_listener_hears_the_session_and_the_shop(harness: Harness, state: State) -> None:
    other = harness.connect()
    async with listening(other, session_channel("s1"), site_channel("demo")) as ear:
        published = await put(state, 3, 4, 1)
        await put(state, 1, 1, session="s2")
        await until(lambda: len(ear.heard) == 3)
    mine, shop, foreign = ear.heard
    assert published is not None
    assert (mine.channel, mine.session_id, mine.epoch) == (session_channel("s1"), "s1", published.epoch)
    assert (mine.publication.offset, mine.publication.based_on) == (1, BasedOn(3, 4, 1))
    assert mine.publication.data == b'{"based_on":[3, 4, 1]}'
    assert (shop.channel, shop.session_id) == (site_channel("demo"), "s1")
    assert (foreign.channel, foreign.session_id) == (site_channel("demo"), "s2")


async def test_what_is_refused_or_replayed_is_not_announced(state: State) -> None:
    async with listening(state, session_channel("s1")) as ear:
        await put(state, 5, 5)
        assert await put(state, 5, 5) is None
        assert await put(state, 6, 5, announce=False) == Published((await state.history("s1")).epoch, 2)
        await put(state, 7, 5)
        await until(lambda: len(ear.heard) == 2)
    assert [one.publication.offset for one in ear.heard] == [1, 3]


async def test_an_unsubscribed_channel_is_quiet(state: State) -> None:
    async with listening(state, session_channel("s1"), session_channel("s2")) as ear:
        ear.listener.unsubscribe(session_channel("s1"))
        ear.listener.unsubscribe(session_channel("never"))
        await put(state, 1, 0)
        await put(state, 1, 0, session="s2")
        await until(lambda: len(ear.heard) == 1)
        await ear.listener.subscribe(session_channel("s1"))
        await put(state, 2, 0)
        await until(lambda: len(ear.heard) == 2)
    assert [one.channel for one in ear.heard] == [session_channel("s2"), session_channel("s1")]


async def test_an_erased_session_is_gone_and_stays_refused(state: State) -> None:
    await put(state, 1, 0)
    await state.erase("s1")
    with pytest.raises(Gone):
        await state.history("s1")
    with pytest.raises(Gone):
        await put(state, 99, 99)
    assert await put(state, 1, 0, session="s2") is not None


async def test_an_erasure_says_what_it_found_and_a_repetition_says_the_same(harness: Harness, state: State) -> None:
    for number in range(3):
        await put(state, number, 0)
    await state.history("s2")
    assert await state.erase("s1") == Forgotten(channels=1, streams=1, slates=3)
    assert await harness.connect().erase("s1") == Forgotten(channels=1, streams=1, slates=3)
    assert await state.erase("s2") == Forgotten(channels=1, streams=0, slates=0)


async def test_a_session_never_seen_can_be_erased(state: State) -> None:
    assert await state.erase("s9") == Forgotten(0, 0, 0)
    with pytest.raises(Gone):
        await put(state, 1, 0, session="s9")


async def test_an_untouched_session_is_forgotten_as_a_whole(harness: Harness, state: State) -> None:
    epoch = (await put(state, 5, 5) or Published("", 0)).epoch
    await harness.let_pass("s1", SESSION_TTL_S - 60)
    assert (await state.history("s1")).offset == 1
    await harness.let_pass("s1", SESSION_TTL_S + 1)
    history = await state.history("s1")
    assert history.offset == 0
    assert history.epoch != epoch


async def test_an_erasure_outlives_every_late_message(harness: Harness, state: State) -> None:
    await state.erase("s1")
    await harness.let_pass("s1", ERASED_TTL_S - 60)
    with pytest.raises(Gone):
        await put(state, 1, 0)


async def test_a_wiped_store_gives_a_new_epoch(harness: Harness, state: State) -> None:
    before = await put(state, 5, 5)
    await harness.wipe()
    after = await put(state, 4, 4)
    assert before is not None
    assert after is not None
    assert after.offset == 1
    assert after.epoch != before.epoch


async def test_fills_are_remembered_until_the_store_is_wiped(harness: Harness, state: State) -> None:
    assert await state.unfilled(["p0", "p1"]) == ["p0", "p1"]
    await state.begin_fill("p0")
    assert await state.unfilled(["p0", "p1"]) == ["p0", "p1"]
    assert await state.end_fill("p0")
    assert await state.unfilled(["p0", "p1"]) == ["p1"]
    assert await state.unfilled([]) == []
    await state.begin_fill("p1")
    await harness.wipe()
    assert not await state.end_fill("p1")
    assert await state.unfilled(["p0", "p1"]) == ["p0", "p1"]


async def test_a_listener_says_when_it_may_have_missed_something(harness: Harness, state: State) -> None:
    async with listening(state, session_channel("s1")) as ear:
        await put(state, 1, 0)
        await until(lambda: len(ear.heard) == 1)
        assert ear.gaps == 0
        await harness.go_down()
        with pytest.raises(Unavailable):
            await put(state, 2, 0)
        with pytest.raises(Unavailable):
            await state.history("s1")
        with pytest.raises(Unavailable):
            await state.check()
        await harness.come_back()
        await until(lambda: ear.gaps == 1)
        await ear.listener.check()
        assert (await state.history("s1")).offset == 1
        await put(state, 3, 0)
        await until(lambda: len(ear.heard) == 2)
    assert ear.heard[1].publication.offset == 2


async def test_a_quiet_listener_stays_whole(state: State) -> None:
    async with listening(state) as idle, listening(state, session_channel("s1")) as waiting:
        await asyncio.sleep(7)  # longer than a listener bears silence without a ping answered
        await put(state, 1, 0)
        await until(lambda: len(waiting.heard) == 1)
        await idle.listener.check()
        assert (idle.gaps, waiting.gaps) == (0, 0)
