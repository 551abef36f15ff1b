"""Every domain value survives the wire, and bytes that mean nothing are rejected by name."""

from __future__ import annotations

import typing
from dataclasses import fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from interarec.contracts.codec import decode, encode, to_message
from interarec.contracts.registry import MESSAGES
from interarec.domain.batches import BatchOutcome, BatchState
from interarec.domain.errors import RejectMessage
from interarec.domain.money import Money
from interarec.domain.recommendations import Arm, BasedOn, Recommendation

AT = datetime(2026, 5, 4, 3, 2, 1, 123000, tzinfo=UTC)
TEXT = st.text(max_size=12)
NAMED = {
    str: TEXT,
    int: st.integers(-(2**31), 2**31 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9),
    datetime: st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
}


def values_of(hint: object) -> st.SearchStrategy[object]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in NAMED:
        return NAMED[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    if hint in MESSAGES:
        return values_of_class(hint)
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(values_of(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(values_of(argument) for argument in arguments))
    if type(None) in arguments:
        return st.none() | values_of(next(argument for argument in arguments if argument is not type(None)))
    return st.dictionaries(TEXT, values_of(arguments[1]), max_size=2)


def values_of_class(kind: type) -> st.SearchStrategy[object]:
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: values_of(hints[field.name]) for field in fields(kind)})


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
def test_fields_of_the_message_are_those_of_the_value(kind: type) -> None:
    described = {field.name for field in MESSAGES[kind].DESCRIPTOR.fields}
    assert described == {field.name for field in fields(kind)}


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
def test_a_value_comes_back_equal(kind: type) -> None:
    @settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
    @given(values_of_class(kind))
    def check(value: object) -> None:
        assert decode(kind, encode(value)) == value

    check()


def outcome() -> BatchOutcome:
    return BatchOutcome(
        batch_id="b1", site_id="demo", session_id="s1", first_offset=3, last_offset=9, screenshots=("s1.0",),
        state=BatchState.EXPIRED, reason="waited 31 s", finished_at=AT, first_captured_at=AT, last_captured_at=AT,
        closed_at=AT, last_appended_at=AT,
    )  # fmt: skip


def test_equal_values_have_equal_bytes_whatever_the_order_of_a_mapping() -> None:
    kwargs = dict.fromkeys(("a", "b", "c"), 1.0)
    one = recommendation(kwargs)
    other = recommendation(dict(reversed(kwargs.items())))
    assert encode(one) == encode(other)


def recommendation(latency: dict[str, float]) -> Recommendation:
    return Recommendation("r1", "demo", "s1", Arm.RERANK, BasedOn(1, 2), (), "", AT, latency_ms=latency)


def test_truncated_bytes_are_rejected() -> None:
    with pytest.raises(RejectMessage, match="BatchOutcome"):
        decode(BatchOutcome, encode(outcome())[:-3])


def test_an_unknown_state_is_rejected_and_not_guessed() -> None:
    message = to_message(outcome())
    message.state = 99
    with pytest.raises(RejectMessage, match="no value 99"):
        decode(BatchOutcome, message.SerializeToString())


def test_a_missing_time_is_rejected() -> None:
    message = to_message(outcome())
    message.ClearField("closed_at")
    with pytest.raises(RejectMessage, match="closed_at is missing"):
        decode(BatchOutcome, message.SerializeToString())


def test_an_amount_that_is_no_number_is_rejected() -> None:
    message = to_message(Money(Decimal("1.50"), "GBP"))
    message.amount = "cheap"
    with pytest.raises(RejectMessage, match="Money"):
        decode(Money, message.SerializeToString())


def test_field_numbers_added_later_are_ignored() -> None:
    later = encode(outcome()) + b"\xf8\x07\x01"  # field 127, varint 1
    assert decode(BatchOutcome, later) == replace(outcome())
