"""Reading back: what a worker must know before it may go on with a partition. Called by the runner on assignment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interarec.contracts.envelope import open_record
from interarec.domain.errors import RejectMessage
from interarec.platform.bus.port import Bus, TopicPartition
from interarec.platform.keyed.core import KeyedCore
from interarec.platform.keyed.stage import Entry

__all__ = ["read_back"]


async def read_back(
    bus: Bus,
    core: KeyedCore,
    number: int,
    committed: Mapping[TopicPartition, int | None],
    *,
    margin_ms: int,
    now_ms: int,
) -> dict[TopicPartition, int]:
    """Fill the lane's memory from its output partition; returns where to read the inputs on.

    The output is read from the append time of the committed input less `margin_ms`, or, for a partition that was held
    before, from where it was last read to. Raises Unavailable.
    """
    since_ms = min([await _committed_at(bus, source, offset, now_ms) for source, offset in committed.items()])
    await _read_output(bus, core, number, since_ms - margin_ms)
    starts = {source: core.lanes[number].ledgers[source].next_offset for source in committed}
    if core.stage.lookback_ms:
        for source, next_offset in starts.items():
            await _read_earlier(bus, core, source, next_offset, since_ms - core.stage.lookback_ms)
    return starts


async def _committed_at(bus: Bus, source: TopicPartition, committed: int | None, now_ms: int) -> int:
    """Append time of the committed record; now when none waits, the beginning when nothing was ever committed."""
    if committed is None:
        return 0
    async for record in bus.read(source, committed, committed + 1):
        return record.timestamp_ms
    return now_ms


async def _read_output(bus: Bus, core: KeyedCore, number: int, since_ms: int) -> None:
    output = TopicPartition(core.stage.output.name, number)
    lane = core.lanes[number]
    start = lane.output_offset
    if start is None:
        start = await bus.offset_at(output, max(since_ms, 0))
    end = await bus.end_offset(output)
    async for record in bus.read(output, start, end):
        try:
            core.recall(number, open_record(record.topic, record.value))
        except RejectMessage:
            continue  # nothing of ours is undecodable; a stranger's message says nothing about our work
    lane.output_offset = end


async def _read_earlier(bus: Bus, core: KeyedCore, source: TopicPartition, end: int, since_ms: int) -> None:
    memory = core.lanes[source.partition].memory
    first = await bus.offset_at(source, max(since_ms, 0))
    async for record in bus.read(source, first, end):
        try:
            value: Any = open_record(record.topic, record.value)
        except RejectMessage:
            continue  # it went to the dead-letter topic when it was read for work
        core.stage.remember(memory, Entry(record, value, value.session_id))
