"""What a subscriber is given, whatever the announcements do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interarec.domain.recommendations import BasedOn
from interarec.gateway.feed import Feed, Gap, Opened, StreamPosition
from interarec.platform.state.port import Announcement, History, Publication


def publication(offset: int, screenshot: int | None = None) -> Publication:
    return Publication(offset, BasedOn(offset if screenshot is None else screenshot, 0), b"%d" % offset)


def history(epoch: str, last: int, *, kept: int = 20) -> History:
    return History(epoch, last, tuple(publication(number) for number in range(max(1, last - kept + 1), last + 1)))


def announced(epoch: str, offset: int, screenshot: int | None = None) -> Announcement:
    return Announcement("recommendations:s", "s", epoch, publication(offset, screenshot))


def offsets(given: list[Publication] | tuple[Publication, ...]) -> list[int]:
    return [one.offset for one in given]


def opened(last: int, recover: StreamPosition | None = None, *, kept: int = 20) -> tuple[Feed, Opened]:
    feed = Feed(recover)
    return feed, feed.open(history("e1", last, kept=kept))


@pytest.mark.parametrize(
    ("recover", "last", "kept", "recovered", "given"),
    [
        (None, 0, 20, False, []),
        (None, 5, 20, False, [5]),
        (StreamPosition("e1", 0), 0, 20, True, []),
        (StreamPosition("e1", 3), 5, 20, True, [4, 5]),
        (StreamPosition("e1", 5), 5, 20, True, []),
        (StreamPosition("e1", 5), 25, 20, True, list(range(6, 26))),
        (StreamPosition("e1", 4), 25, 20, False, [25]),
        (StreamPosition("e1", 9), 5, 20, False, [5]),
        (StreamPosition("e0", 5), 5, 20, False, [5]),
        (StreamPosition("e0", 5), 0, 20, False, []),
    ],
)
def test_recovered_is_true_only_when_nothing_is_missing(
    recover: StreamPosition | None, last: int, kept: int, recovered: bool, given: list[int]
) -> None:
    _, answer = opened(last, recover, kept=kept)
    assert answer.recovered is recovered
    assert offsets(answer.publications) == given
    assert answer.position == StreamPosition("e1", last)


def test_the_next_one_is_given_and_old_ones_are_not() -> None:
    feed, _ = opened(2)
    assert offsets(feed.hear(announced("e1", 3))) == [3]
    assert feed.hear(announced("e1", 3)) == []
    assert feed.hear(announced("e1", 1)) == []
    assert not feed.wants_history


def test_a_hole_is_filled_from_the_history() -> None:
    feed, _ = opened(2)
    assert feed.hear(announced("e1", 5)) == []
    assert feed.wants_history
    assert offsets(feed.refill(history("e1", 5))) == [3, 4, 5]
    assert not feed.wants_history


def test_a_hole_that_cannot_be_filled_is_a_gap() -> None:
    feed, _ = opened(2)
    feed.hear(announced("e1", 30))
    with pytest.raises(Gap):
        feed.refill(history("e1", 30))


def test_what_comes_while_the_history_is_read_is_not_lost() -> None:
    feed = Feed(None)
    feed.hear(announced("e1", 3))
    feed.open(history("e1", 2))
    assert offsets(feed.hear_waiting()) == [3]

    feed = Feed(None)
    feed.hear(announced("e1", 3))
    feed.open(history("e1", 3))
    assert feed.hear_waiting() == []

    feed = Feed(None)
    feed.hear(announced("e1", 4))
    feed.open(history("e1", 2))
    assert feed.hear_waiting() == []
    assert feed.wants_history, "number 3 must be read"


def test_after_a_wipe_only_news_is_given() -> None:
    feed, _ = opened(9)
    feed.hear(announced("e2", 1, screenshot=8))
    assert feed.wants_history
    old = History("e2", 1, (publication(1, 8),))
    assert feed.refill(old) == [], "older than what was given"
    assert feed.hear(announced("e2", 2, screenshot=9)) == [], "the same as what was given"
    assert offsets(feed.hear(announced("e2", 3, screenshot=10))) == [3]
    assert feed.epoch == "e2"


def test_a_wipe_seen_first_by_a_read_gives_the_newest_once() -> None:
    feed, _ = opened(2)
    feed.wants_history = True
    assert offsets(feed.refill(history("e2", 4))) == [4]
    assert feed.hear(announced("e2", 4)) == []


class Store:
    """A channel that publishes, is wiped, and announces with losses, doubles and delays."""

    def __init__(self) -> None:
        self.wipes = 0
        self.kept: list[Publication] = []
        self.offset = 0
        self.screenshot = 0

    def publish(self) -> Announcement:
        self.offset += 1
        self.screenshot += 1
        self.kept = [*self.kept, publication(self.offset, self.screenshot)][-20:]
        return Announcement("recommendations:s", "s", self.epoch, self.kept[-1])

    def wipe(self, replayed: int) -> None:
        """The last few are written again, as the publisher does."""
        self.wipes += 1
        again = self.kept[len(self.kept) - replayed :] if replayed else []
        self.kept = [publication(number, one.based_on.screenshot_offset) for number, one in enumerate(again, 1)]
        self.offset = len(self.kept)

    @property
    def epoch(self) -> str:
        return f"e{self.wipes}"

    @property
    def history(self) -> History:
        return History(self.epoch, self.offset, tuple(self.kept))


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.sampled_from(["heard", "lost", "twice", "late"])),
        st.tuples(st.just("wipe"), st.integers(0, 3)),
        st.tuples(st.just("read"), st.just(0)),
    ),
    max_size=60,
)


class Subscriber:
    """A client that comes back after a gap, and drops what it has."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.feed = Feed(None)
        self.given = list(self.feed.open(store.history).publications)

    def hear(self, announcement: Announcement) -> None:
        self.given.extend(self.feed.hear(announcement))

    def read(self) -> None:
        try:
            self.given.extend(self.feed.refill(self.store.history))
        except Gap:
            self.come_back()

    def come_back(self) -> None:
        newest = self.given[-1] if self.given else None
        position = StreamPosition(self.feed.epoch, newest.offset) if newest else None
        self.feed = Feed(position)
        more = self.feed.open(self.store.history).publications
        self.given.extend(one for one in more if newest is None or one.based_on.newer_than(newest.based_on))


@given(STEPS)
def test_whatever_happens_it_only_gets_newer_and_ends_on_the_newest(steps: list[tuple[str, object]]) -> None:
    store = Store()
    subscriber = Subscriber(store)
    late: list[Announcement] = []
    for step, how in steps:
        if step == "publish":
            announcement = store.publish()
            for _ in range({"heard": 1, "twice": 2}.get(str(how), 0)):
                subscriber.hear(announcement)
            if how == "late":
                late.append(announcement)
            elif late:
                subscriber.hear(late.pop())
        elif step == "wipe":
            assert isinstance(how, int)
            store.wipe(min(how, len(store.kept)))
        elif subscriber.feed.wants_history:
            subscriber.read()
    subscriber.feed.wants_history = True  # what a reconnect of the listener does
    while subscriber.feed.wants_history:
        subscriber.read()
    seen = [one.based_on.screenshot_offset for one in subscriber.given]
    assert seen == sorted(set(seen)), "the same or an older one was given"
    if store.kept:
        assert seen[-1] == store.kept[-1].based_on.screenshot_offset
