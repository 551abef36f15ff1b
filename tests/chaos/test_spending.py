"""The count of what the model was asked, without real parts."""

from __future__ import annotations

from tests.chaos.spending import Budget, Call, spent
from tests.simulation.history import History
from tests.simulation.invariants import check

MINUTE, DAY = Budget("requests", "minute", 4), Budget("tokens", "day", 1_000)


def asked(*at: float, tokens: int = 300) -> list[Call]:
    return [Call(one, tokens) for one in at]


def said(found: list[tuple[str, int, int, int]]) -> list[str]:
    return check(History(frozenset(), {}, spent=found))


def test_a_window_takes_its_limit_with_one_share_beside_it_and_one_call_and_no_more() -> None:
    six = asked(70, 71, 72, 73, 74, 75)
    assert spent(six, MINUTE) == [("4 requests a minute, minute 1", 6, 5, 1)]
    assert said(spent(six, MINUTE)) == []
    assert len(said(spent([*six, *asked(119)], MINUTE))) == 1
    assert said(spent([*six, *asked(130)], MINUTE)) == [], "the next minute has a budget of its own"


def test_tokens_count_as_the_model_said_them() -> None:
    assert spent(asked(20, 5_000, tokens=700), DAY) == [("1000 tokens a day, day 0", 1_400, 1_250, 700)]


def test_what_may_have_been_paid_before_and_what_redis_forgot_are_not_judged() -> None:
    assert spent(asked(60, 69.9), MINUTE) == []
    calls = asked(30, 90, 150)
    assert [found[0][-1] for found in spent(calls, MINUTE, [(50, 61)])] == ["2"]
