"""The topics of the system on a broker that several suites share: made once, so with one count for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interarec.platform.bus.port import Bus

__all__ = ["PARTITIONS", "make_topics"]

PARTITIONS = 4
"""Of every topic: whoever comes first makes them, and nobody changes them after."""


async def make_topics(bus: Bus) -> None:
    """Make what is missing."""
    from interarec.platform.bus.creation import topic_specs  # noqa: PLC0415 - servers alone need none of ours

    await bus.create(topic_specs(PARTITIONS, 1))
