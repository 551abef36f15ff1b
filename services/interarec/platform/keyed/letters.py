"""Dead letters read back: what was rejected, by whom and why; and sending it once more. Used by `interarec dlq`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from interarec.contracts.envelope import open_record, wire
from interarec.contracts.topics import SCREENSHOTS, TOPICS
from interarec.contracts.wire import Headers, WireMessage, header
from interarec.domain.batches import BatchOutcome, ScreenshotBatch
from interarec.domain.constraints import ConstraintSet
from interarec.domain.errors import InvalidInput, RejectMessage
from interarec.domain.identifiers import batch_id, session_hash
from interarec.domain.screenshots import SessionEnd
from interarec.platform.bus.port import Bus, Record, TopicPartition
from interarec.platform.clock import utc_now
from interarec.platform.keyed.dead_letters import BY_NAME

__all__ = ["Letter", "LetterFilter", "letter_at", "letters", "retry"]

PREFIX = "dlq."
RETRIES = "dlq.retries"


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter: where it lies, where its message came from, why it was rejected, and when it was appended (ms)."""

    record: Record
    topic: str
    partition: int
    offset: int
    stage: str
    error: str
    permanent: bool
    attempts: int
    at_ms: int

    @property
    def name(self) -> str:
        """How commands name it: dead-letter topic, partition, offset."""
        return f"{self.record.topic}:{self.record.partition}:{self.record.offset}"

    def as_dict(self) -> dict[str, object]:
        """For --json; the session appears as its hash."""
        return {
            "letter": self.name,
            "topic": self.topic,
            "partition": self.partition,
            "offset": self.offset,
            "stage": self.stage,
            "error": self.error,
            "permanent": self.permanent,
            "attempts": self.attempts,
            "at_ms": self.at_ms,
            "session": session_hash(self.record.key.decode(errors="replace")),
            "bytes": len(self.record.value or b""),
        }


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """Which letters; an empty field takes all. `topic` is short or full, `text` is part of the error."""

    topic: str = ""
    stage: str = ""
    text: str = ""

    def topics(self) -> list[str]:
        """Dead-letter topics to read. Raises InvalidInput for a topic that has none."""
        known = {short: topic.dead_letter for short, topic in TOPICS.items() if topic.dead_letter is not None}
        if not self.topic:
            return list(known.values())
        for short, dead_letter in known.items():
            if self.topic in (short, TOPICS[short].name, dead_letter):
                return [dead_letter]
        raise InvalidInput(f"no dead letters of {self.topic!r}; there are {', '.join(known)}", field="topic")

    def takes(self, letter: Letter) -> bool:
        """True when the letter is wanted."""
        return self.stage in ("", letter.stage) and self.text.lower() in letter.error.lower()


async def letters(bus: Bus, wanted: LetterFilter) -> AsyncIterator[Letter]:
    """Letters there are now, topic by topic and partition by partition. Raises Unavailable, InvalidInput."""
    counts = await bus.topics()
    for topic in wanted.topics():
        for number in range(counts.get(topic, 0)):
            source = TopicPartition(topic, number)
            async for record in bus.read(source, await bus.offset_at(source, 0), await bus.end_offset(source)):
                letter = _letter(record)
                if wanted.takes(letter):
                    yield letter


async def letter_at(bus: Bus, name: str) -> Letter:
    """The letter called `name` (topic:partition:offset). Raises InvalidInput when there is none."""
    topic, _, place = name.partition(":")
    number, _, offset = place.partition(":")
    if topic in LetterFilter().topics() and number.isdigit() and offset.isdigit():
        async for record in bus.read(TopicPartition(topic, int(number)), int(offset), int(offset) + 1):
            return _letter(record)
    raise InvalidInput(f"there is no dead letter {name!r}; `interarec dlq list` names them", field="letter")


async def retry(
    bus: Bus,
    wanted: LetterFilter,
    *,
    rate: float,
    as_new: bool,
    dry_run: bool,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> list[Letter]:
    """Send the messages of the letters to their topics again, `rate` a second; returns them.

    As it was, a message keeps its partition, key and headers, and a stage that has passed it since drops it: its
    session has gone on. `as_new` gives it a new trace, the partition of its key as the topic is now, and a new place
    in its session, after everything said until now, so that it is worked on and speaks last. Letters remain until
    their retention ends.
    """
    found = [letter async for letter in letters(bus, wanted)]
    for letter in found if not dry_run else ():
        await bus.send(await _as_new(bus, letter) if as_new else _message(letter, as_new=False))
        await sleep(1 / rate)
    return found


async def _as_new(bus: Bus, letter: Letter) -> WireMessage:
    """The letter's message placed behind all that its session has said.

    Stages know how far a session got by offsets of the screenshots topic, so a new place is a new offset there. It is
    taken by an end of the session, which does no more than close its open batch. What has no such place (screenshots,
    interactions, slates) or cannot be decoded goes out unchanged.
    """
    message = _message(letter, as_new=True)
    try:
        value: Any = open_record(letter.topic, message.value)
    except RejectMessage:
        return message
    if not isinstance(value, ScreenshotBatch | BatchOutcome | ConstraintSet):
        return message
    now = utc_now()
    marker = SessionEnd(value.site_id, value.session_id, now, reason="retried")
    place = await bus.send(wire(SCREENSHOTS, marker, at=now, source="dlq"))
    name = batch_id(SCREENSHOTS.name, place.partition, value.session_id, place.offset)
    moved = replace(value, batch_id=name, last_offset=place.offset)
    if isinstance(moved, ScreenshotBatch):
        moved = replace(moved, first_offset=place.offset, closed_at=now)
    elif isinstance(moved, BatchOutcome):
        moved = replace(moved, first_offset=place.offset)
    retried = tuple(one for one in message.headers if one[0] == RETRIES)
    sent = wire(BY_NAME[letter.topic], moved, at=now, source="dlq", partition=place.partition)
    return replace(sent, headers=sent.headers + retried)


def _message(letter: Letter, *, as_new: bool) -> WireMessage:
    record = letter.record
    said = header(record.headers, RETRIES) or "0"
    again: Headers = ((RETRIES, str(int(said) + 1 if said.isdigit() else 1).encode()),)
    kept = tuple((name, text) for name, text in record.headers if not name.startswith(PREFIX))
    if as_new:
        kept = tuple((name, text) for name, text in kept if name != "traceparent")
    return WireMessage(letter.topic, record.key, record.value, kept + again, None if as_new else letter.partition)


def _letter(record: Record) -> Letter:
    """Headers that a stranger left out count as empty."""
    said = {name: text.decode(errors="replace") for name, text in record.headers if name.startswith(PREFIX)}

    def number(name: str) -> int:
        return int(said[name]) if said.get(name, "").isdigit() else 0

    return Letter(
        record=record,
        topic=said.get("dlq.topic", record.topic.removesuffix(".dlq")),
        partition=number("dlq.partition"),
        offset=number("dlq.offset"),
        stage=said.get("dlq.stage", ""),
        error=said.get("dlq.error", ""),
        permanent=said.get("dlq.permanent") == "true",
        attempts=number("dlq.attempts"),
        at_ms=record.timestamp_ms,
    )
