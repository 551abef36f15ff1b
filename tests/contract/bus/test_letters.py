"""Dead letters are found by where, by whom and why, and sent again as they were or as new messages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from google.protobuf import json_format, symbol_database
from interarec.contracts.envelope import open_record, wire
from interarec.contracts.topics import BATCHES, INTERACTIONS, SCREENSHOTS, SUMMARIES, Topic
from interarec.contracts.wire import WireMessage, header
from interarec.domain.errors import InvalidInput, RejectMessage
from interarec.domain.screenshots import SessionEnd
from interarec.platform.bus.port import Bus, Record, TopicPartition
from interarec.platform.clock import utc_now
from interarec.platform.keyed import Entry
from interarec.platform.keyed.dead_letters import dead_letter
from interarec.platform.keyed.letters import Letter, LetterFilter, letter_at, letters, retry
from interarec.summarizer.stage import Summarizer, SummarizerMemory

from tests.servers import PARTITIONS, make_topics, unique

EXAMPLES = Path(__file__).parents[3] / "proto" / "examples"


async def nothing(_: float) -> None:
    """No pause between messages."""


async def found(bus: Bus, wanted: LetterFilter) -> list[Letter]:
    return [letter async for letter in letters(bus, wanted)]


@pytest.fixture
async def said(bus: Bus) -> str:
    """Three letters are on the log, told from others by this text: two of interactions, one of batches."""
    await make_topics(bus)
    reason = unique("reason")
    for number, topic in enumerate((INTERACTIONS, INTERACTIONS, BATCHES)):
        headers = (("traceparent", b"00-" + b"a" * 32 + b"-" + b"b" * 16 + b"-01"),)
        source = Record(topic.name, number % 2, 70 + number, 5, f"s{number}".encode(), b"\xff", headers)
        stage = "summarizer" if topic is BATCHES else "recommender"
        error = RejectMessage(f"{reason} {number}", code="undecodable")
        await bus.send(dead_letter(source, error, group="g", stage=stage, attempts=1))
    return reason


async def test_a_filter_takes_topic_stage_and_text(bus: Bus, said: str) -> None:
    assert {one.offset for one in await found(bus, LetterFilter(text=said))} == {70, 71, 72}
    assert {one.offset for one in await found(bus, LetterFilter("interactions", text=said))} == {70, 71}
    assert {one.offset for one in await found(bus, LetterFilter(BATCHES.name, text=said))} == {72}
    assert {one.offset for one in await found(bus, LetterFilter(stage="summarizer", text=said))} == {72}
    assert {one.offset for one in await found(bus, LetterFilter(text=f"{said} 1".upper()))} == {71}


async def test_an_unknown_topic_is_refused(bus: Bus, said: str) -> None:
    with pytest.raises(InvalidInput, match="screenshots"):
        await found(bus, LetterFilter("parcels"))


async def test_a_letter_is_shown_by_its_name(bus: Bus, said: str) -> None:
    (letter,) = await found(bus, LetterFilter("batches", text=said))
    again = await letter_at(bus, letter.name)
    assert again == letter
    assert (again.record.value, again.error, again.permanent) == (b"\xff", f"undecodable: {said} 2", True)
    for wrong in ("nowhere", f"{BATCHES.name}:0:0", f"{BATCHES.dead_letter}:0:999999"):
        with pytest.raises(InvalidInput):
            await letter_at(bus, wrong)


async def ends(bus: Bus) -> list[int]:
    return [await bus.end_offset(TopicPartition(INTERACTIONS.name, number)) for number in range(PARTITIONS)]


async def sent_since(bus: Bus, before: list[int]) -> list[Record]:
    records = []
    for number, start in enumerate(before):
        source = TopicPartition(INTERACTIONS.name, number)
        records += [record async for record in bus.read(source, start, await bus.end_offset(source))]
    return records


async def test_a_dry_run_sends_nothing(bus: Bus, said: str) -> None:
    before = await ends(bus)
    told = await retry(bus, LetterFilter(text=said), rate=1, as_new=False, dry_run=True, sleep=nothing)
    assert len(told) == 3
    assert await ends(bus) == before


async def test_a_message_goes_back_as_it_was(bus: Bus, said: str) -> None:
    before = await ends(bus)
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    await retry(bus, LetterFilter("interactions", text=said), rate=4, as_new=False, dry_run=False, sleep=sleep)
    records = await sent_since(bus, before)
    assert [(one.partition, one.key, one.value) for one in records] == [(0, b"s0", b"\xff"), (1, b"s1", b"\xff")]
    assert [header(one.headers, "dlq.retries") for one in records] == ["1", "1"]
    assert [header(one.headers, "dlq.error") for one in records] == [None, None]
    assert header(records[0].headers, "traceparent") is not None
    assert pauses == [0.25, 0.25]


async def test_as_new_it_gets_the_partition_of_its_key_and_no_trace(bus: Bus, said: str) -> None:
    before = await ends(bus)
    await retry(bus, LetterFilter("interactions", text=f"{said} 1"), rate=1, as_new=True, dry_run=False, sleep=nothing)
    (record,) = await sent_since(bus, before)
    usual = await bus.send(WireMessage(INTERACTIONS.name, b"s1", b"\xff"))
    assert record.partition == usual.partition
    assert header(record.headers, "traceparent") is None


def example(topic: Topic) -> Any:
    case = next(one for one in sorted((EXAMPLES / topic.message).glob("*.json")) if one.stem in ("full", "summarised"))
    message = json_format.Parse(
        case.read_text(), symbol_database.Default().GetSymbol(f"interarec.v1.{topic.message}")()
    )
    return open_record(topic.name, message.SerializeToString())


@pytest.mark.parametrize("topic", [BATCHES, SUMMARIES], ids=lambda topic: topic.message)
async def test_as_new_it_stands_behind_all_that_its_session_has_said(bus: Bus, topic: Topic) -> None:
    await make_topics(bus)
    reason, before = unique("reason"), utc_now()
    told = replace(example(topic), session_id=unique("s"), first_offset=0, last_offset=0)
    for _ in range(3):  # the session went on
        end = SessionEnd(told.site_id, told.session_id, before)
        newest = await bus.send(wire(SCREENSHOTS, end, at=before, source="test"))
    letter = wire(topic, told, at=before, source="test", partition=newest.partition)
    place = await bus.send(letter)
    source = Record(topic.name, place.partition, place.offset, 5, letter.key, letter.value, letter.headers)
    await bus.send(dead_letter(source, ValueError(reason), group="g", stage="summarizer", attempts=3))
    part = TopicPartition(topic.name, newest.partition)
    for as_new in (False, True):
        start = await bus.end_offset(part)
        await retry(bus, LetterFilter(text=reason), rate=1, as_new=as_new, dry_run=False, sleep=nothing)
        (sent,) = [one async for one in bus.read(part, start, await bus.end_offset(part))]
        again: Any = open_record(topic.name, sent.value)
        assert (again.last_offset > newest.offset) is as_new
        assert (again.batch_id == told.batch_id) is not as_new
        assert (sent.key, header(sent.headers, "dlq.retries")) == (told.session_id.encode(), "1")
        if as_new and topic is BATCHES:
            assert again.items == told.items
            memory = SummarizerMemory(answered={told.session_id: newest.offset})
            stage = Summarizer(cast(Any, None))
            assert stage.admit(memory, Entry(sent, again, told.session_id))
            assert not stage.admit(memory, Entry(sent, told, told.session_id))
            assert again.closed_at >= before


async def test_a_message_rejected_again_counts_its_retries(bus: Bus, said: str) -> None:
    wanted = LetterFilter("interactions", text=f"{said} 0")
    before = await ends(bus)
    await retry(bus, wanted, rate=1, as_new=False, dry_run=False, sleep=nothing)
    (record,) = await sent_since(bus, before)
    await bus.send(dead_letter(record, RejectMessage(f"{said} 0 again"), group="g", stage="r", attempts=1))
    before = await ends(bus)
    await retry(bus, LetterFilter(text=f"{said} 0 again"), rate=1, as_new=False, dry_run=False, sleep=nothing)
    (record,) = await sent_since(bus, before)
    assert header(record.headers, "dlq.retries") == "2"
