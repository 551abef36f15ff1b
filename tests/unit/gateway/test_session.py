"""The client protocol, frame by frame, without sockets and without a clock."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interarec.domain.errors import Denied, Gone, Unavailable
from interarec.domain.recommendations import BasedOn
from interarec.gateway.actions import Action, Close, Join, Leave, Push, ReadHistory, Reply
from interarec.gateway.session import ClientSession, Limits
from interarec.platform.security.tokens import Claims, Scope
from interarec.platform.state.port import Announcement, History, Publication

START = datetime(2026, 5, 1, tzinfo=UTC)
LIMITS = Limits(ping_interval=timedelta(seconds=25), connect_within=timedelta(seconds=10))
CHANNEL = "recommendations:s1"


@dataclass
class Gate:
    """Tokens are `site/sid/scope/seconds`; `-` is no session."""

    foreign: bool = False
    gone: set[str] = field(default_factory=set)
    off: bool = False

    def claims(self, token: str, now: datetime) -> Claims:
        if token == "expired":
            raise Denied("the token has expired", code="token_expired")
        try:
            site, sid, scope, seconds = token.split("/")
        except ValueError:
            raise Denied("the token is not valid", code="token_invalid") from None
        kind: Scope = "office" if scope == "office" else "shopper"
        issued = int(START.timestamp())
        return Claims(scope, site, None if sid == "-" else sid, kind, issued, issued + int(seconds))

    def origin_allowed(self, site_id: str) -> bool:
        return not self.foreign

    def erased(self, session_id: str) -> bool:
        return session_id in self.gone

    def shows(self, site_id: str, data: bytes) -> bool:
        return not self.off or b"fallback" in data


class Driver:
    """Feeds frames in and keeps the clock."""

    def __init__(self, gate: Gate | None = None) -> None:
        self.now = START
        self.session = ClientSession("client-1", gate or Gate(), LIMITS, START)

    def send(self, frame: object) -> list[Action]:
        return self.session.frame(frame if isinstance(frame, str) else json.dumps(frame), self.now)

    def wait(self, seconds: float) -> list[Action]:
        self.now += timedelta(seconds=seconds)
        return self.session.tick(self.now)

    def connect(self, token: str = "demo/s1/shopper/600") -> Driver:
        assert replies(self.send({"id": 1, "connect": {"token": token}}))[0].keys() == {"id", "connect"}
        return self

    def subscribed(self, offset: int = 0) -> Driver:
        self.connect()
        self.send({"id": 2, "subscribe": {"channel": CHANNEL}})
        self.session.joined(CHANNEL, history(offset))
        return self


def replies(actions: list[Action]) -> list[dict[str, Any]]:
    return [json.loads(one.frame) for one in actions if isinstance(one, Reply)]


def pushes(actions: list[Action]) -> list[dict[str, Any]]:
    return [json.loads(one.frame)["push"] for one in actions if isinstance(one, Push)]


def closed(actions: list[Action]) -> int | None:
    return actions[-1].code if actions and isinstance(actions[-1], Close) else None


def publication(offset: int) -> Publication:
    return Publication(offset, BasedOn(offset, 0), json.dumps({"n": offset}).encode())


def history(last: int, epoch: str = "e1") -> History:
    return History(epoch, last, tuple(publication(number) for number in range(max(1, last - 19), last + 1)))


def announced(offset: int, *, channel: str = CHANNEL, session: str = "s1", epoch: str = "e1") -> Announcement:
    return Announcement(channel, session, epoch, publication(offset))


def test_connect_answers_with_the_end_of_the_token_and_the_ping_interval() -> None:
    assert replies(Driver().send({"id": 7, "connect": {"token": "demo/s1/shopper/600"}})) == [
        {
            "id": 7,
            "connect": {"client": "client-1", "expires_at": "2026-05-01T00:10:00.000Z", "ping_interval_ms": 25_000},
        }
    ]


def test_subscribe_joins_first_and_answers_with_the_history() -> None:
    driver = Driver().connect()
    recover = {"epoch": "e1", "offset": 3}
    assert driver.send({"id": 2, "subscribe": {"channel": CHANNEL, "recover": recover}}) == [Join(CHANNEL, True)]
    assert replies(driver.session.joined(CHANNEL, history(5))) == [
        {
            "id": 2,
            "subscribe": {
                "channel": CHANNEL,
                "epoch": "e1",
                "offset": 5,
                "recovered": True,
                "publications": [{"offset": 4, "data": {"n": 4}}, {"offset": 5, "data": {"n": 5}}],
            },
        }
    ]


def test_a_publication_is_pushed_once() -> None:
    driver = Driver().subscribed(2)
    assert pushes(driver.session.announced(announced(3))) == [
        {"channel": CHANNEL, "epoch": "e1", "offset": 3, "data": {"n": 3}}
    ]
    assert driver.session.announced(announced(3)) == []
    assert driver.session.announced(announced(2)) == []


def test_what_is_announced_during_the_join_follows_the_answer() -> None:
    driver = Driver().connect()
    driver.send({"id": 2, "subscribe": {"channel": CHANNEL}})
    assert driver.session.announced(announced(3)) == []
    actions = driver.session.joined(CHANNEL, history(2))
    assert isinstance(actions[0], Reply)
    assert [push["offset"] for push in pushes(actions)] == [3]


def test_a_hole_is_read_once_and_pushed_in_order() -> None:
    driver = Driver().subscribed(2)
    assert driver.session.announced(announced(5)) == [ReadHistory(CHANNEL)]
    assert driver.session.announced(announced(6)) == []
    assert driver.session.missed_some(CHANNEL) == []
    actions = driver.session.refilled(CHANNEL, history(5))
    assert [push["offset"] for push in pushes(actions)] == [3, 4, 5, 6]


def test_a_hole_for_good_closes_with_4010() -> None:
    driver = Driver().subscribed(2)
    driver.session.announced(announced(40))
    assert closed(driver.session.refilled(CHANNEL, history(40))) == 4010


def test_after_the_listener_was_away_the_history_is_read() -> None:
    driver = Driver().subscribed(2)
    assert driver.session.missed_some(CHANNEL) == [ReadHistory(CHANNEL)]
    assert [push["offset"] for push in pushes(driver.session.refilled(CHANNEL, history(3)))] == [3]


@pytest.mark.parametrize(
    ("token", "channel"),
    [
        ("demo/s1/shopper/600", "recommendations:s2"),
        ("demo/s1/shopper/600", "recommendations:"),
        ("demo/s1/shopper/600", "site:demo"),
        ("demo/s1/shopper/600", "recommendations:s1:x"),
        ("demo/-/office/600", "site:other"),
        ("demo/-/office/600", "recommendations:s1"),
        ("demo/-/office/600", "site:"),
    ],
)
def test_only_ones_own_channel_is_open(token: str, channel: str) -> None:
    actions = Driver().connect(token).send({"id": 2, "subscribe": {"channel": channel}})
    assert replies(actions)[0]["error"]["code"] == 4503
    assert closed(actions) == 4503


def test_the_office_hears_its_shop_with_numbers_of_its_own() -> None:
    driver = Driver().connect("demo/-/office/600")
    assert driver.send({"id": 2, "subscribe": {"channel": "site:demo"}}) == [Join("site:demo", False)]
    answer = replies(driver.session.joined("site:demo", None))[0]["subscribe"]
    assert (answer["epoch"], answer["offset"], answer["publications"]) == ("client-1", 0, [])
    heard = [announced(9, channel="site:demo", session=name) for name in ("s1", "s2", "s1")]
    actions = [action for one in heard for action in driver.session.announced(one)]
    assert [push["offset"] for push in pushes(actions)] == [1, 2, 3]
    assert [one.key for one in actions if isinstance(one, Push)] == ["site:demo s1", "site:demo s2", "site:demo s1"]


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "{",
        "[]",
        "null",
        '"connect"',
        "[" * 50_000,
        '{"id":-1,"ping":{}}',
        '{"id":true,"ping":{}}',
        '{"id":1.5,"ping":{}}',
        '{"id":"1","ping":{}}',
        '{"id":1}',
        '{"id":1,"publish":{}}',
        '{"id":1,"ping":[]}',
        '{"id":1,"ping":{},"refresh":{}}',
        '{"subscribe":{"channel":"recommendations:s1"}}',
        '{"id":1,"subscribe":{}}',
        '{"id":1,"subscribe":{"channel":7}}',
        '{"id":1,"subscribe":{"channel":"recommendations:s1","recover":{"epoch":"e"}}}',
        '{"id":1,"subscribe":{"channel":"recommendations:s1","recover":{"epoch":"e","offset":-1}}}',
        r'{"id":1,"subscribe":{"channel":"\ud800"}}',
        r'{"id":1,"unsubscribe":{"channel":"recommendations:\udfff"}}',
        r'{"id":1,"subscribe":{"channel":"recommendations:s1","recover":{"epoch":"\ud800","offset":0}}}',
        '{"id":1,"refresh":{}}',
        '{"id":1,"connect":{"token":"demo/s1/shopper/600"}}',
    ],
)
def test_a_bad_frame_is_answered_and_the_connection_goes_on(frame: str) -> None:
    driver = Driver().connect()
    (action,) = driver.send(frame)
    assert isinstance(action, Reply)
    assert action.frame.encode(), "a frame is sent as UTF-8"
    assert json.loads(action.frame)["error"]["code"] == 400
    assert replies(driver.send({"id": 9, "ping": {}})) == [{"id": 9, "ping": {}}]


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_no_text_breaks_the_session(text: str) -> None:
    driver = Driver().connect()
    for action in driver.send(text):
        assert isinstance(action, Reply)


def test_the_id_of_a_bad_frame_is_echoed() -> None:
    assert replies(Driver().connect().send({"id": 5, "publish": {}}))[0]["id"] == 5


def test_nothing_works_before_connect() -> None:
    for frame in ({"id": 1, "ping": {}}, {"id": 1, "subscribe": {"channel": CHANNEL}}, "nonsense"):
        actions = Driver().send(frame)
        assert replies(actions)[0]["error"]["code"] == 4500
        assert closed(actions) == 4500


@pytest.mark.parametrize(("token", "code"), [("forged", 4500), ("expired", 4003)])
def test_a_bad_token_closes(token: str, code: int) -> None:
    actions = Driver().send({"id": 1, "connect": {"token": token}})
    assert replies(actions) == [{"id": 1, "error": {"code": code, "message": actions[-1].reason}}]  # type: ignore[union-attr]
    assert closed(actions) == code


def test_a_foreign_origin_and_an_erased_session_are_refused() -> None:
    hello = {"id": 1, "connect": {"token": "demo/s1/shopper/600"}}
    assert closed(Driver(Gate(foreign=True)).send(hello)) == 4501
    assert closed(Driver(Gate(gone={"s1"})).send(hello)) == 4503


def test_no_token_within_ten_seconds_closes() -> None:
    driver = Driver()
    assert driver.wait(9.9) == []
    assert closed(driver.wait(0.1)) == 4500
    assert driver.wait(100) == []


def test_the_end_of_the_token_closes_unless_it_was_refreshed() -> None:
    driver = Driver().connect("demo/s1/shopper/60")
    assert closed(driver.wait(59)) is None
    answer = replies(driver.send({"id": 3, "refresh": {"token": "demo/s1/shopper/120"}}))
    assert answer == [{"id": 3, "refresh": {"expires_at": "2026-05-01T00:02:00.000Z"}}]
    assert closed(driver.wait(60)) is None
    assert closed(driver.wait(1)) == 4003


@pytest.mark.parametrize(
    ("token", "number"),
    [
        ("demo/s2/shopper/600", 403),
        ("other/s1/shopper/600", 403),
        ("demo/s1/office/600", 403),
        ("forged", 401),
        ("expired", 401),
    ],
)
def test_a_refresh_changes_nothing_but_the_time(token: str, number: int) -> None:
    driver = Driver().connect("demo/s1/shopper/60")
    assert replies(driver.send({"id": 3, "refresh": {"token": token}}))[0]["error"]["code"] == number
    assert closed(driver.wait(60)) == 4003


def test_the_server_pings_and_an_echo_is_not_answered() -> None:
    driver = Driver().connect()
    assert driver.wait(24.9) == []
    assert driver.wait(0.1) == [Reply('{"ping":{}}')]
    assert driver.send('{"ping":{}}') == []
    assert driver.wait(24) == []


def test_a_flood_of_commands_closes_with_4504() -> None:
    driver = Driver().connect()
    for number in range(LIMITS.burst - 1):
        assert closed(driver.send({"id": number, "ping": {}})) is None
    assert closed(driver.send({"id": 0, "ping": {}})) == 4504


def test_a_steady_pace_of_commands_is_fine() -> None:
    driver = Driver().connect()
    for number in range(500):
        driver.wait(0.05)
        assert closed(driver.send({"id": number, "ping": {}})) is None


def test_unsubscribing_leaves_and_says_so() -> None:
    driver = Driver().subscribed()
    assert driver.send({"id": 4, "unsubscribe": {"channel": CHANNEL}}) == [
        Leave(CHANNEL),
        Reply('{"id":4,"unsubscribe":{"channel":"recommendations:s1"}}'),
    ]
    assert driver.session.announced(announced(1)) == []
    assert replies(driver.send({"id": 5, "unsubscribe": {"channel": CHANNEL}}))[0]["error"]["code"] == 404


def test_subscribing_twice_is_refused() -> None:
    again = Driver().subscribed().send({"id": 5, "subscribe": {"channel": CHANNEL}})
    assert replies(again)[0]["error"]["code"] == 409


def test_a_join_that_fails_can_be_tried_again() -> None:
    driver = Driver().connect()
    driver.send({"id": 2, "subscribe": {"channel": CHANNEL}})
    failed = driver.session.join_failed(CHANNEL, Unavailable("redis does not answer"))
    assert failed[0] == Leave(CHANNEL)
    assert replies(failed) == [{"id": 2, "error": {"code": 503, "message": "redis does not answer"}}]
    assert driver.send({"id": 3, "subscribe": {"channel": CHANNEL}}) == [Join(CHANNEL, False)]


def test_joining_an_erased_session_closes() -> None:
    driver = Driver().connect()
    driver.send({"id": 2, "subscribe": {"channel": CHANNEL}})
    assert closed(driver.session.join_failed(CHANNEL, Gone("the session was erased"))) == 4503


def test_an_erasure_closes_its_session_only() -> None:
    driver = Driver().subscribed()
    assert driver.session.erased("s2") == []
    actions = driver.session.erased("s1")
    assert actions[0] == Leave(CHANNEL)
    assert closed(actions) == 4503


def test_after_the_close_nothing_is_said() -> None:
    driver = Driver().subscribed()
    assert closed(driver.session.erased("s1")) == 4503
    assert driver.send({"id": 9, "ping": {}}) == []
    assert driver.session.announced(announced(1)) == []
    assert driver.session.refilled(CHANNEL, history(3)) == []
    assert driver.wait(9_999) == []


def test_the_kill_switch_leaves_the_static_rail_only() -> None:
    gate = Gate()
    driver = Driver(gate).subscribed()
    gate.off = True
    assert driver.session.announced(announced(1)) == []
    rail = Announcement(CHANNEL, "s1", "e1", Publication(2, BasedOn(2, 0), b'{"arm":"fallback"}'))
    assert [push["offset"] for push in pushes(driver.session.announced(rail))] == [2]
