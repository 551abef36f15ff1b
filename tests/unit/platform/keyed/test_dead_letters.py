"""Dead letters carry the raw message and the reason; too many of them stop the worker."""

from __future__ import annotations

from interarec.contracts.topics import INTERACTIONS
from interarec.contracts.wire import header
from interarec.domain.errors import RejectMessage
from interarec.platform.keyed.dead_letters import DeadLetterLimit, dead_letter

from tests.unit.platform.keyed.conftest import record


def test_a_dead_letter_keeps_bytes_key_and_partition_and_says_why() -> None:
    source = record(7, garbage=True)
    letter = dead_letter(
        source, RejectMessage("not an Interaction", code="undecodable"), group="g", stage="s", attempts=1
    )
    assert (letter.topic, letter.partition, letter.key, letter.value) == (INTERACTIONS.dead_letter, 0, b"s1", b"\xff")
    said = {name: header(letter.headers, name) for name in ("dlq.offset", "dlq.error", "dlq.permanent", "dlq.attempts")}
    assert said == {
        "dlq.offset": "7",
        "dlq.error": "undecodable: not an Interaction",
        "dlq.permanent": "true",
        "dlq.attempts": "1",
    }


def test_fifty_in_a_row_reach_the_limit_and_one_good_one_breaks_the_row() -> None:
    limit = DeadLetterLimit()
    for _ in range(49):
        limit.saw(dead=True)
    limit.saw(dead=False)
    limit.saw(dead=True)
    assert not limit.reached
    for _ in range(49):
        limit.saw(dead=True)
    assert limit.reached


def test_more_than_five_percent_of_a_thousand_reach_the_limit() -> None:
    limit = DeadLetterLimit()
    for number in range(1_000):
        limit.saw(dead=number % 20 == 0)
    assert not limit.reached
    limit.saw(dead=False)
    limit.saw(dead=True)
    limit.saw(dead=True)
    assert limit.reached
