"""What a run on real parts left behind, as the History that the simulation's checker reads.

Everything is put in order by the broker's clock: a message by its append time, a commit just after all of its
millisecond. Commits are read from the broker's own topic, so that none between two looks is missed. When the state took
a slate cannot be seen from outside; that it did is read from the streams at the end.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer  # type: ignore[import-untyped]
from aiokafka import TopicPartition as KafkaPartition
from interarec.contracts.topics import INTERACTIONS, RECOMMENDATIONS, TOPICS
from interarec.domain.recommendations import BasedOn
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import Record, TopicPartition
from redis.asyncio import Redis

from tests.chaos.shopper import ChaosShopper
from tests.e2e.system import PARTITIONS
from tests.simulation.history import Commit, History, Message, messages_of

__all__ = ["committed", "longest_without_an_answer", "read_history", "read_topics"]

COMMITS = KafkaPartition("__consumer_offsets", 0)
BEFORE_ALL = -1


ALL = tuple(name for topic in TOPICS.values() for name in (topic.name, topic.dead_letter) if name)


async def read_topics(bus: KafkaBus, names: Sequence[str] = ALL) -> dict[str, list[Message]]:
    """The named topics; dead letters too when none is named."""
    return {name: messages_of(await _records(bus, name), lambda one: 2 * one.timestamp_ms) for name in names}


async def _records(bus: KafkaBus, topic: str) -> list[Record]:
    found: list[Record] = []
    for number in range(PARTITIONS):
        source = TopicPartition(topic, number)
        found += [record async for record in bus.read(source, 0, await bus.end_offset(source))]
    return found


async def read_commits(servers: Sequence[str]) -> list[Commit]:
    """Each commit of each group, in order."""
    client = AIOKafkaConsumer(
        bootstrap_servers=list(servers), enable_auto_commit=False, auto_offset_reset="earliest", fetch_max_wait_ms=50
    )
    client.assign([COMMITS])
    await client.start()
    try:
        end = (await client.end_offsets([COMMITS]))[COMMITS]
        await client.seek_to_beginning()
        found: list[Commit] = []
        while await client.position(COMMITS) < end:
            for batch in (await client.getmany(timeout_ms=200, max_records=5_000)).values():
                found.extend(filter(None, (_commit(raw.key, raw.value, raw.timestamp) for raw in batch)))
        return found
    finally:
        await client.stop()


def _commit(key: bytes | None, value: bytes | None, at_ms: int) -> Commit | None:
    """A record of the broker's topic: key version 0 or 1 is a commit, and its value begins with version and offset."""
    if not key or not value or struct.unpack_from(">h", key)[0] > 1:
        return None
    group, at = _text(key, 2)
    topic, at = _text(key, at)
    (partition,) = struct.unpack_from(">i", key, at)
    _, offset = struct.unpack_from(">hq", value)
    return Commit(group, TopicPartition(topic, partition), offset, 2 * at_ms + 1)


def _text(data: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from(">h", data, at)
    return data[at + 2 : at + 2 + length].decode(), at + 2 + length


def committed(commits: Iterable[Commit]) -> dict[tuple[str, TopicPartition], int]:
    """The last of each group and partition."""
    return {(one.group, one.source): one.offset for one in commits}


async def _published(redis_url: str, sessions: Iterable[str]) -> list[tuple[int, int, str, BasedOn]]:
    """What the streams hold, each in the order of its numbers."""
    found: list[tuple[int, int, str, BasedOn]] = []
    async with Redis.from_url(redis_url) as redis:
        for session_id in sessions:
            entries: list[Any] = await redis.xrange(f"interarec:stream:{{{session_id}}}") or []
            for _, held in entries:
                based_on = BasedOn(*(int(held[name]) for name in (b"s", b"i", b"r")))
                found.append((BEFORE_ALL, 0, session_id, based_on))
    return found


async def read_history(
    bus: KafkaBus,
    servers: Sequence[str],
    redis_url: str,
    shoppers: Sequence[ChaosShopper],
    *,
    told_after_erasure: Sequence[str],
    spent: Sequence[tuple[str, int, int, int]],
    quiet_after_s: float | None,
    quiet_limit_s: float,
) -> History:
    """All of it. `shoppers` are those of the whole life of the topics."""
    messages = await read_topics(bus)
    erased = frozenset(one.session_id for one in shoppers if one.erased)
    told_of = {one.value.session_id for one in messages[RECOMMENDATIONS.name] if one.value is not None}
    return History(
        acknowledged=frozenset((one.session_id, sequence) for one in shoppers for sequence in one.acknowledged),
        messages=messages,
        commits=await read_commits(servers),
        published=await _published(redis_url, sorted(told_of - erased)),
        clients=[one.log for one in shoppers],
        erased=erased,
        spoken_after_erasure=told_after_erasure,
        spent=spent,
        quiet_after_s=quiet_after_s,
        quiet_limit_s=quiet_limit_s,
    )


def longest_without_an_answer(
    messages: Sequence[Message], shoppers: Sequence[ChaosShopper], since: float
) -> tuple[float, int]:
    """Seconds from a deed to the first slate that takes it in, the longest; and of how many deeds since `since`."""
    offsets: dict[tuple[str, int], int] = {}
    for message in messages:
        if message.topic == INTERACTIONS.name and message.value is not None:
            offsets.setdefault((message.value.session_id, message.value.sequence), message.offset)
    longest, count = 0.0, 0
    for shopper in shoppers:
        for deed in shopper.deeds:
            offset = offsets.get((shopper.session_id, deed.sequence))
            if deed.at < since or offset is None or shopper.erased:
                continue
            answered = next((at for at, seen in shopper.seen if seen.interaction_offset >= offset), None)
            if answered is not None:  # one that never was is for the checker
                longest, count = max(longest, answered - deed.at), count + 1
    return longest, count
