"""Interactions: each item right or wrong on its own, in order, through to the log."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from interarec.contracts.topics import INTERACTIONS
from interarec.domain.interactions import Action, Interaction
from interarec.domain.money import Money

from tests.unit.capture.world import Process, Shared, problem


async def post(capture: Process, session: dict[str, Any], items: object) -> Any:
    return await capture.http.post(f"{session['path']}/interactions", json=items, headers=session["auth"])


async def test_every_kind_arrives_whole_and_in_order(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    items: list[dict[str, Any]] = [
        {"sequence": 0, "action": "view", "item_id": "i1", "at": "2026-03-01T12:00:01Z"},
        {"sequence": 1, "action": "impression", "recommendation_id": "r1"},
        {"sequence": 2, "action": "click", "item_id": "i2", "recommendation_id": "r1", "position": 3},
        {"sequence": 3, "action": "add_to_cart", "item_id": "i2", "quantity": 2},
        {
            "sequence": 4,
            "action": "purchase",
            "item_id": "i2",
            "quantity": 2,
            "price": {"amount": "18.00", "currency": "GBP"},
        },
        {"sequence": 5, "action": "dismiss", "item_id": "i3"},
        {"sequence": 6, "action": "filter", "attribute": "color", "value": "green"},
        {"sequence": 7, "action": "filter", "attribute": "color", "value": ""},
    ]
    answer = await post(capture, session, items)
    assert (answer.status_code, answer.json()) == (202, {"accepted": 8, "rejected": []})
    said = shared.said(INTERACTIONS.name)
    assert [message.action for message in said] == [Action(item["action"]) for item in items]
    assert said[4] == Interaction(
        site_id="demo",
        session_id=session["session_id"],
        sequence=4,
        action=Action.PURCHASE,
        at=shared.time(),
        item_id="i2",
        quantity=2,
        price=Money(Decimal("18.00"), "GBP"),
    )
    assert said[0].at == datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC)
    assert (said[7].attribute, said[7].value) == ("color", "")


@pytest.mark.parametrize(
    ("item", "named"),
    [
        ({"action": "view", "item_id": "i"}, "sequence"),
        ({"sequence": -1, "action": "view", "item_id": "i"}, "sequence"),
        ({"sequence": "0", "action": "view", "item_id": "i"}, "sequence"),
        ({"sequence": 0, "action": "stare", "item_id": "i"}, "action"),
        ({"sequence": 0, "action": "view"}, "item_id"),
        ({"sequence": 0, "action": "view", "item_id": ""}, "item_id"),
        ({"sequence": 0, "action": "view", "item_id": "x" * 129}, "item_id"),
        ({"sequence": 0, "action": "view", "item_id": "a\nb"}, "item_id"),
        ({"sequence": 0, "action": "view", "item_id": "i", "at": "2026-03-01T12:00:00"}, "at"),
        ({"sequence": 0, "action": "view", "item_id": "i", "at": "0001-01-01T00:00:00+14:00"}, "at"),
        ({"sequence": 0, "action": "view", "item_id": "i", "at": "9999-12-31T23:59:59-14:00"}, "at"),
        ({"sequence": 0, "action": "view", "item_id": "i", "postion": 1}, "postion"),
        ({"sequence": 0, "action": "purchase", "item_id": "i", "quantity": 0}, "quantity"),
        (
            {"sequence": 0, "action": "purchase", "item_id": "i", "price": {"amount": "NaN", "currency": "GBP"}},
            "amount",
        ),
        (
            {"sequence": 0, "action": "purchase", "item_id": "i", "price": {"amount": "1", "currency": "pounds"}},
            "currency",
        ),
        ({"sequence": 0, "action": "purchase", "item_id": "i", "price": 18}, "price"),
        ({"sequence": 0, "action": "filter", "attribute": "color"}, "value"),
        ({"sequence": 0, "action": "impression"}, "item_id"),
        (7, ""),
        (None, ""),
    ],
)
async def test_a_wrong_item_is_named_and_does_not_stop_the_others(
    capture: Process, shared: Shared, item: object, named: str
) -> None:
    session = await capture.open()
    right = {"sequence": 5, "action": "view", "item_id": "i1"}
    answer = await post(capture, session, [right, item, right | {"sequence": 6}])
    assert answer.status_code == 202
    body = answer.json()
    assert body["accepted"] == 2
    assert [error["index"] for error in body["rejected"]] == [1]
    assert named in body["rejected"][0]["error"]
    assert [message.sequence for message in shared.said(INTERACTIONS.name)] == [5, 6]


async def test_what_is_not_a_list_is_refused_whole(capture: Process) -> None:
    session = await capture.open()
    problem(await post(capture, session, {"sequence": 0}), 422, "invalid")
    path = f"{session['path']}/interactions"
    problem(await capture.http.post(path, content=b"{", headers=session["auth"]), 422, "invalid")
    problem(await capture.http.post(path, content=b"[" * 100_000, headers=session["auth"]), 422, "invalid")
    problem(await post(capture, session, [{}] * 201), 413, "too_many_items")
    problem(await capture.http.post(path, content=b" " * 1_048_577, headers=session["auth"]), 413, "body_too_large")


async def test_an_empty_list_is_fine(capture: Process) -> None:
    session = await capture.open()
    assert (await post(capture, session, [])).json() == {"accepted": 0, "rejected": []}


async def test_a_purchase_after_the_end_still_counts(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    await capture.http.post(f"{session['path']}/end", headers=session["auth"])
    answer = await post(capture, session, [{"sequence": 0, "action": "purchase", "item_id": "i1"}])
    assert answer.json()["accepted"] == 1
    assert len(shared.said(INTERACTIONS.name)) == 1


async def test_nothing_is_acknowledged_while_the_log_is_away(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    shared.log.reachable = False
    items = [{"sequence": 0, "action": "view", "item_id": "i1"}]
    problem(await post(capture, session, items), 503, "unavailable")
    shared.log.reachable = True
    assert (await post(capture, session, items)).json()["accepted"] == 1


async def test_too_many_too_fast_are_told_to_wait(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    items = [{"sequence": number, "action": "view", "item_id": "i1"} for number in range(200)]
    for _ in range(2):
        assert (await post(capture, session, items)).status_code == 202
    problem(await post(capture, session, items), 429, "too_fast")
    assert len(shared.said(INTERACTIONS.name)) == 400
