"""One message as it goes over the bus: bytes, key and headers, with the topic it belongs to.

Built by `contracts.envelope`, sent by `platform.bus`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Headers", "WireMessage", "header"]

Headers = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class WireMessage:
    """A message to send. `partition` None leaves the choice to the hash of `key`; `value` None is a tombstone."""

    topic: str
    key: bytes
    value: bytes | None
    headers: Headers = ()
    partition: int | None = None


def header(headers: Headers, name: str) -> str | None:
    """Text of the last header called `name`, or None."""
    for key, value in reversed(headers):
        if key == name:
            return value.decode("utf-8", "replace")
    return None
