"""The topics of the registry as creation requests, and the check that they are there. For start and CLI."""

from __future__ import annotations

from collections.abc import Iterable

from interarec.contracts.topics import TOPICS
from interarec.domain.errors import ConfigurationError
from interarec.platform.bus.port import Bus, TopicSpec

__all__ = ["require_topics", "topic_specs"]


def topic_specs(partitions: int, replication: int) -> list[TopicSpec]:
    """Every topic of the registry, and its dead-letter topic, with `partitions` each."""
    specs = []
    for topic in TOPICS.values():
        specs.append(TopicSpec(topic.name, partitions, replication, topic.config))
        if topic.dead_letter is not None:
            kept = {"retention.ms": topic.config["retention.ms"], "cleanup.policy": "delete"}
            specs.append(TopicSpec(topic.dead_letter, partitions, replication, kept))
    return specs


async def require_topics(bus: Bus, names: Iterable[str] | None = None) -> None:
    """Raise ConfigurationError when a topic is missing or joined topics differ in their partition counts."""
    counts = await bus.topics()
    wanted = {topic.name for topic in TOPICS.values()} if names is None else set(names)
    missing = sorted(wanted - set(counts))
    if missing:
        raise ConfigurationError(f"missing topics: {', '.join(missing)}; run `interarec topics create`")
    joined = {topic.name: counts[topic.name] for topic in TOPICS.values() if topic.joined and topic.name in counts}
    if len(set(joined.values())) > 1:
        listed = ", ".join(f"{name}={count}" for name, count in sorted(joined.items()))
        raise ConfigurationError(f"joined topics must have equal partition counts, found {listed}")
