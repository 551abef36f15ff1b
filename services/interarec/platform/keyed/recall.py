"""Reading back: what a worker must know before it may go on with a partition. Called by the runner on assignment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    heard: Callable[[int], None],
) -> dict[TopicPartition, int]:
    """Fill the lane's memory from its output partition; returns where to read the inputs on.

    The output is read from the append time of the committed input less `margin_ms` (or the stage's lookback, if that
    is longer), or, for a partition that was held before, from where it was last read to. A stage that looks back gets
    its inputs up to their present ends: what others answered may lie beyond the commit. `heard` is told append times.
    Raises Unavailable.
    """
    since_ms = min([await _committed_at(bus, source, offset, heard) for source, offset in committed.items()])
    await _read_output(bus, core, number, since_ms - max(margin_ms, core.stage.lookback_ms), heard)
    if core.stage.lookback_ms:
        for source in committed:
            await _read_inputs(bus, core, source, since_ms - core.stage.lookback_ms)
    return {source: core.lanes[number].ledgers[source].next_offset for source in committed}


async def _committed_at(bus: Bus, source: TopicPartition, committed: int | None, heard: Callable[[int], None]) -> int:
    """Append time of the committed record, or of the last before it when none waits; 0 when nothing was committed."""
    at_ms = 0
    if committed is not None:
        async for record in bus.read(source, max(committed - 1, 0), committed + 1):
            at_ms = record.timestamp_ms
            heard(at_ms)
    return at_ms


async def _read_output(bus: Bus, core: KeyedCore, number: int, since_ms: int, heard: Callable[[int], None]) -> None:
    output = TopicPartition(core.stage.output.name, number)
    lane = core.lanes[number]
    start = lane.output_offset
    if start is None:
        start = await bus.offset_at(output, max(since_ms, 0))
    end = await bus.end_offset(output)
    async for record in bus.read(output, start, end):
        heard(record.timestamp_ms)
        try:
            core.recall(number, open_record(record.topic, record.value))
        except RejectMessage:
            continue  # nothing of ours is undecodable; a stranger's message says nothing about our work
    lane.output_offset = end


async def _read_inputs(bus: Bus, core: KeyedCore, source: TopicPartition, since_ms: int) -> None:
    memory = core.lanes[source.partition].memory
    first, end = await bus.offset_at(source, max(since_ms, 0)), await bus.end_offset(source)
    async for record in bus.read(source, first, end):
        try:
            value: Any = open_record(record.topic, record.value)
        except RejectMessage:
            continue  # it went to the dead-letter topic when it was read for work
        core.stage.remember(memory, Entry(record, value, value.session_id))
