"""What the topics say when all is over. Used by e2e tests."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from interarec.contracts.envelope import open_record
from interarec.contracts.topics import BATCHES, CONSTRAINTS, RECOMMENDATIONS, SCREENSHOTS, SUMMARIES, TOPICS, Topic
from interarec.domain.batches import BatchOutcome, ScreenshotBatch
from interarec.domain.recommendations import Recommendation
from interarec.domain.screenshots import Screenshot
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import TopicPartition

from tests.e2e.system import PARTITIONS

__all__ = ["Told"]


async def by_session(bus: KafkaBus, topic: Topic) -> defaultdict[str, list[Any]]:
    """Everything on `topic` by session, in log order."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for number in range(PARTITIONS):
        source = TopicPartition(topic.name, number)
        async for record in bus.read(source, 0, await bus.end_offset(source)):
            value: Any = open_record(record.topic, record.value)
            found[value.session_id].append(value)
    return found


@dataclass
class Told:
    """What the topics say when all is over, in log order, by session."""

    screenshots: defaultdict[str, list[Screenshot]]
    batches: defaultdict[str, list[ScreenshotBatch]]
    outcomes: defaultdict[str, list[BatchOutcome]]
    recommendations: defaultdict[str, list[Recommendation]]
    constrained: Counter[str]
    dead_letters: int

    @classmethod
    async def read(cls, bus: KafkaBus) -> Told:
        events = await by_session(bus, SCREENSHOTS)
        for session_id, found in events.items():
            events[session_id] = [event for event in found if isinstance(event, Screenshot)]
        constrained = Counter(one.batch_id for found in (await by_session(bus, CONSTRAINTS)).values() for one in found)
        letters = [topic.dead_letter for topic in TOPICS.values() if topic.dead_letter]
        dead = [await bus.end_offset(TopicPartition(name, n)) for name in letters for n in range(PARTITIONS)]
        return cls(
            screenshots=events,
            batches=await by_session(bus, BATCHES),
            outcomes=await by_session(bus, SUMMARIES),
            recommendations=await by_session(bus, RECOMMENDATIONS),
            constrained=constrained,
            dead_letters=sum(dead),
        )
