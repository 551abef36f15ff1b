"""Session facts: ranges, merging, the stored form."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interarec.capture.sessions import Ranges, SessionFacts, contains, insert, require_open
from interarec.domain.errors import Gone, RejectMessage

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FACTS = SessionFacts("demo", "s1", START, "ab12", "en-GB", "GBP")


def spelled(ranges: Ranges) -> set[int]:
    return {number for first, last in ranges for number in range(first, last + 1)}


@given(st.lists(st.sets(st.integers(0, 60), max_size=8), max_size=8))
def test_ranges_hold_exactly_what_was_inserted_and_stay_minimal(steps: list[set[int]]) -> None:
    ranges: Ranges = ()
    for step in steps:
        ranges = insert(ranges, step)
    assert spelled(ranges) == set().union(*steps)
    for (_, last), (first, _) in pairwise(ranges):
        assert first > last + 1
    assert all(contains(ranges, number) == (number in spelled(ranges)) for number in range(62))


def test_the_stored_form_reads_back_and_stays_small() -> None:
    facts = FACTS.with_acknowledged(range(5000)).with_end(START).with_paused(True)
    assert SessionFacts.from_json(facts.to_json()) == facts
    assert facts.screenshots == 5000
    assert len(facts.to_json()) < 400


def test_the_first_end_stays() -> None:
    ended = FACTS.with_end(START)
    assert ended.with_end(datetime(2026, 3, 2, tzinfo=UTC)) == ended
    with pytest.raises(Gone):
        require_open(ended)
    require_open(FACTS)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"site_id": 1}'])
def test_foreign_facts_are_refused(data: bytes) -> None:
    with pytest.raises(RejectMessage):
        SessionFacts.from_json(data)
