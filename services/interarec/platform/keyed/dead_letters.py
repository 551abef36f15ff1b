"""Dead letters: the raw bytes of what can never be processed, with the reason as headers, and when to stop.

Used by the runner and by the publisher; read by `interarec dlq`.
"""

from __future__ import annotations

from collections import deque

from interarec.contracts.topics import TOPICS
from interarec.contracts.wire import WireMessage
from interarec.domain.errors import InterarecError, RejectMessage
from interarec.platform.bus.port import Record

__all__ = ["DeadLetterLimit", "dead_letter"]

BY_NAME = {topic.name: topic for topic in TOPICS.values()}
REASON_LIMIT = 500


def dead_letter(record: Record, error: BaseException, *, group: str, stage: str, attempts: int) -> WireMessage:
    """`record` as a message for its dead-letter topic, in the same partition and under the same key."""
    topic = BY_NAME[record.topic].dead_letter
    assert topic is not None, f"{record.topic} has no dead-letter topic"
    code = error.code if isinstance(error, InterarecError) else type(error).__name__
    reason = {
        "dlq.topic": record.topic,
        "dlq.partition": str(record.partition),
        "dlq.offset": str(record.offset),
        "dlq.ts": str(record.timestamp_ms),
        "dlq.group": group,
        "dlq.stage": stage,
        "dlq.error": f"{code}: {error}"[:REASON_LIMIT],
        "dlq.permanent": "true" if isinstance(error, RejectMessage) else "false",
        "dlq.attempts": str(attempts),
    }
    headers = tuple((name, text.encode()) for name, text in reason.items())
    return WireMessage(topic, record.key, record.value, record.headers + headers, record.partition)


class DeadLetterLimit:
    """Says when so much is rejected that the worker, not the messages, must be wrong."""

    def __init__(self, *, ratio: float = 0.05, window: int = 1_000, in_a_row: int = 50) -> None:
        self._ratio = ratio
        self._in_a_row = in_a_row
        self._recent: deque[bool] = deque(maxlen=window)
        self._run = 0

    def saw(self, *, dead: bool) -> None:
        """One more message ended, well or dead."""
        self._recent.append(dead)
        self._run = self._run + 1 if dead else 0

    @property
    def reached(self) -> bool:
        """True when the worker should pause and say that it is not ready."""
        full = len(self._recent) == self._recent.maxlen
        return self._run >= self._in_a_row or (full and sum(self._recent) > self._ratio * len(self._recent))
