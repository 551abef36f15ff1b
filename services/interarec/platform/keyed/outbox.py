"""What a worker says to the log: the outputs of its stage, and dead letters. Used by the runner."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from interarec.contracts.envelope import wire
from interarec.contracts.wire import header
from interarec.domain.errors import RetryLater
from interarec.domain.identifiers import session_hash
from interarec.platform.bus.port import Bus, Record
from interarec.platform.clock import Now
from interarec.platform.keyed.dead_letters import dead_letter
from interarec.platform.keyed.lane import Job
from interarec.platform.keyed.log_clock import LogClock
from interarec.platform.keyed.metrics import DEAD_LETTERS, OUTPUTS
from interarec.platform.keyed.stage import Entry, Stage
from interarec.platform.telemetry import get_logger, new_traceparent, trace_id

__all__ = ["Outbox", "about", "until_answered"]


class Outbox:
    """One worker's. `clock` is told when the log took something; `refused` sessions are not spoken of."""

    def __init__(
        self, stage: Stage, bus: Bus, now: Now, *, clock: LogClock, refused: Callable[[str], bool], retry_s: float
    ) -> None:
        self._stage = stage
        self._bus = bus
        self._now = now
        self._clock = clock
        self._refused = refused
        self._retry_s = retry_s
        self._log = get_logger(stage.name)
        self._outputs, self._dead_letters = OUTPUTS.labels(stage.name), DEAD_LETTERS.labels(stage.name)

    async def produce(self, job: Job) -> None:
        """Send the first unsent output of `job`. Raises RetryLater."""
        if self._refused(job.session_id):
            return
        parent = header(job.entries[-1].record.headers, "traceparent") if job.entries else None
        message = wire(
            self._stage.output,
            job.unsent[0].value,
            at=self._now(),
            source=self._stage.name,
            traceparent=new_traceparent(parent),
            partition=job.lane,
        )
        self._clock.heard((await self._bus.send(message)).timestamp_ms)
        self._outputs.inc()

    async def bury(self, record: Record, error: BaseException, attempts: int) -> None:
        """Send the record to its dead-letter topic; returns when the log has it."""
        letter = dead_letter(record, error, group=self._stage.group, stage=self._stage.name, attempts=attempts)
        await until_answered(lambda: self._bus.send(letter), self._log, self._retry_s)
        self._dead_letters.inc()
        whose = {"session": session_hash(record.key.decode(errors="replace")), "trace": _trace(record)}
        self._log.error("dead letter", **whose, topic=record.topic, offset=record.offset, reason=str(error))


async def until_answered(call: Callable[[], Coroutine[Any, Any, Any]], log: Any, retry_s: float) -> None:
    """`call` until it raises no RetryLater."""
    while True:
        try:
            await call()
            return
        except RetryLater as error:
            log.warning("log away", reason=str(error))
            await asyncio.sleep(retry_s)


def about(session_id: str, entries: Sequence[Entry]) -> dict[str, str | None]:
    """What a log line says of a job: never the session's id."""
    return {"session": session_hash(session_id), "trace": _trace(entries[-1].record) if entries else None}


def _trace(record: Record) -> str | None:
    return trace_id(header(record.headers, "traceparent"))
