"""Every stored example of a message decodes to a domain value, and comes back the same: old bytes stay readable."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from google.protobuf import json_format, symbol_database
from google.protobuf.message import Message
from interarec.contracts import envelope
from interarec.contracts.topics import TOPICS, Topic
from interarec.domain.errors import RejectMessage

EXAMPLES = Path(__file__).parents[3] / "proto" / "examples"
CASES = sorted(EXAMPLES.glob("*/*.json"))
AT = datetime(2026, 1, 1, tzinfo=UTC)


def message_of(case: Path) -> Message:
    message = symbol_database.Default().GetSymbol(f"interarec.v1.{case.parent.name}")()
    return json_format.ParseDict(json.loads(case.read_text()), message)


def test_every_topic_has_examples_and_every_example_a_topic() -> None:
    assert {case.parent.name for case in CASES} == {topic.message for topic in TOPICS.values()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_an_example_decodes_and_encodes_to_the_same(case: Path) -> None:
    topic = next(topic for topic in TOPICS.values() if topic.message == case.parent.name)
    data = message_of(case).SerializeToString(deterministic=True)
    value = envelope.open_record(topic.name, data)
    message = envelope.wire(topic, value, at=AT, source="test")
    assert message.value == data
    assert dict(message.headers)["ce_type"] == f"interarec.v1.{type(value).__name__}".encode()


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.name)
def test_garbage_and_tombstones_are_rejected(topic: Topic) -> None:
    for garbage in (b"\xff\xff\xff", b"", None):
        with pytest.raises(RejectMessage):
            envelope.open_record(topic.name, garbage)


def test_joined_topics_share_their_retention_and_every_log_has_append_time() -> None:
    joined = [topic for topic in TOPICS.values() if topic.joined]
    assert len({topic.config["retention.ms"] for topic in joined}) == 1
    assert {topic.config["message.timestamp.type"] for topic in TOPICS.values()} == {"LogAppendTime"}
