"""The decisions of the runner, without I/O: events in, actions out. Driven by `runner.py` and by the simulation.

One job in flight per session; jobs of all sessions share `concurrency` slots; outputs of a session leave in order.
Between a revocation and the end of the next read-back nothing is produced. Partitions kept go on with what is in work,
lost ones are cancelled and their results dropped.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from interarec.contracts.envelope import open_record
from interarec.domain.errors import RetryLater
from interarec.platform.bus.port import Record, TopicPartition
from interarec.platform.keyed.actions import Action, Bury, Cancel, Probe, Recall, Send, Work
from interarec.platform.keyed.lane import Job, Lane, Ledger
from interarec.platform.keyed.stage import Entry, Moment, Output, Stage
from interarec.platform.keyed.turns import Slots, Timers, Waiter

__all__ = ["KeyedCore"]

MAX_ATTEMPTS = 3
RETRY_FLOOR_MS = 200
RETRY_CEILING_MS = 5_000


class KeyedCore:
    """All lanes of one worker. Every method returns the actions it causes."""

    def __init__(self, stage: Stage, *, concurrency: int) -> None:
        self.stage = stage
        self.lanes: dict[int, Lane] = {}
        self.fenced = True
        self._numbers = itertools.count()
        self._slots = Slots(concurrency, newest_first=stage.newest_first)
        self._timers = Timers()

    # --- assignment

    def revoked(self) -> dict[TopicPartition, int]:
        """Produce nothing from now on; returns what may be committed."""
        self.fenced = True
        return self.commits()

    def assigned(self, numbers: Iterable[int]) -> list[Action]:
        """`numbers` are all the partitions held now. Each is read back before it goes on."""
        held = set(numbers)
        actions: list[Action] = []
        for number in sorted(set(self.lanes) - held):
            actions.extend(self._lose(self.lanes.pop(number)))
        for number in sorted(held):
            lane = self.lanes.setdefault(number, Lane(number, self.stage.new_memory()))
            lane.ready = False
            lane.forget_probe()
            actions.append(Recall(number))
        self.fenced = False
        return actions

    def _lose(self, lane: Lane) -> list[Action]:
        actions: list[Action] = []
        for queue in lane.sessions.values():
            if queue.job is not None:
                queue.job.dropped = True
                if queue.job.works:
                    actions.append(Cancel(queue.job))
                self._slots.give_back(queue.job)
        return actions

    def begin(self, number: int, committed: Mapping[TopicPartition, int | None]) -> list[Action]:
        """Reading of a lane starts at the group's commits, or goes on where this worker had got.

        When the group committed past us, another worker held the partition meanwhile: start over from its commits.
        """
        lane = self.lanes[number]
        passed_by = any(
            (offset or 0) > lane.ledgers[source].commit
            for source, offset in committed.items()
            if source in lane.ledgers
        )
        actions = self._lose(lane) if passed_by else []
        if passed_by:
            lane = self.lanes[number] = Lane(number, self.stage.new_memory())
        for source, offset in committed.items():
            lane.ledgers.setdefault(source, Ledger(offset or 0))
        return actions

    def recall(self, number: int, value: object) -> None:
        """One own output, read back."""
        if number in self.lanes:
            self.stage.recall(self.lanes[number].memory, value)

    def recalled(self, number: int, now_ms: int) -> list[Action]:
        """The read-back of a lane is complete: drop what others finished meanwhile, then go on."""
        lane = self.lanes.get(number)
        if lane is None:
            return []
        lane.ready = True
        actions: list[Action] = []
        for session_id, queue in list(lane.sessions.items()):
            lane.drop_answered(session_id, self.stage)
            if queue.job is None:
                actions.extend(self._plan(lane, session_id, now_ms))
            else:
                actions.extend(self._send_on(queue.job) + self._close(queue.job, now_ms))
        return actions

    # --- messages

    def received(self, record: Record, now_ms: int) -> list[Action]:
        """A record of an input partition."""
        lane = self.lanes.get(record.partition)
        ledger = lane.ledgers.get(record.source) if lane is not None else None
        if lane is None or ledger is None or not ledger.open(record.offset):
            return []
        try:
            entry = self._entry(record)
        except Exception as error:  # noqa: BLE001 - whatever decoding raises, the record must not block its partition
            lane.bury(record, None)
            return [Bury(record, error, 1), *self._after_receipt(lane, now_ms, record)]
        if lane.ready and not self.stage.admit(lane.memory, entry):
            lane.close([entry])
            return self._after_receipt(lane, now_ms, record)
        lane.queue(entry.session_id).waiting.append(entry)
        actions = self._plan(lane, entry.session_id, now_ms) if lane.ready else []
        return actions + self._after_receipt(lane, now_ms, record)

    def _entry(self, record: Record) -> Entry:
        value: Any = open_record(record.topic, record.value)
        return Entry(record, value, value.session_id)

    def buried(self, record: Record, now_ms: int) -> list[Action]:
        """The dead letter of `record` is acknowledged; with its last one, a job's outcome may go out."""
        lane = self.lanes.get(record.partition)
        job = lane.buried(record) if lane is not None else None
        return [] if job is None else self._after_work(job, now_ms)

    def _after_receipt(self, lane: Lane, now_ms: int, record: Record) -> list[Action]:
        return self._plan_each(lane, lane.heard(record.source, record.timestamp_ms), now_ms)

    def probed(self, number: int, at_ms: int, ends: Mapping[TopicPartition, int], now_ms: int) -> list[Action]:
        """`ends` were fetched after `at_ms`."""
        lane = self.lanes.get(number)
        return [] if lane is None else self._plan_each(lane, lane.probed(at_ms, ends), now_ms)

    def probe_failed(self, number: int, now_ms: int) -> None:
        """The end offsets could not be fetched; try again shortly."""
        lane = self.lanes.get(number)
        if lane is not None:
            lane.forget_probe()
            lane.probe_due_ms = now_ms + RETRY_FLOOR_MS

    # --- planning

    def _plan_each(self, lane: Lane, session_ids: Iterable[str], now_ms: int) -> list[Action]:
        return [action for session_id in session_ids for action in self._plan(lane, session_id, now_ms)]

    def _plan(self, lane: Lane, session_id: str, now_ms: int) -> list[Action]:
        queue = lane.sessions.get(session_id)
        if queue is None or queue.job is not None or not lane.ready or self.fenced:
            return []
        if not queue.waiting:
            lane.drop_if_empty(session_id)
            return []
        if now_ms < queue.not_before_ms:
            self._timers.set(queue.not_before_ms, (lane.number, session_id))
            return []
        plan = self.stage.plan(lane.memory, tuple(queue.waiting), Moment(now_ms, lane.complete_until_ms))
        if plan.wake_at_ms is not None:
            self._timers.set(plan.wake_at_ms, (lane.number, session_id))
        if plan.complete_after_ms is not None:
            lane.await_complete(session_id, plan.complete_after_ms)
        if plan.finished is not None:
            job = self._take(lane, session_id, plan.finished.entries)
            job.unsent.extend(plan.finished.outputs)
            job.ended = True
            return self._send_on(job) if job.unsent else self._close(job, now_ms)
        if plan.work and self._slots.free:
            job = self._take(lane, session_id, plan.work)
            job.payload = plan.payload
            self._slots.take(job)
            return [Work(job)]
        if plan.work:
            self._slots.wait((lane.number, session_id))
        return []

    def _take(self, lane: Lane, session_id: str, entries: Sequence[Entry]) -> Job:
        queue = lane.sessions[session_id]
        taken = set(map(id, entries))
        queue.waiting = [entry for entry in queue.waiting if id(entry) not in taken]
        queue.job = Job(next(self._numbers), lane.number, session_id, tuple(entries))
        lane.stop_awaiting(session_id)
        return queue.job

    def next_timer_ms(self) -> int | None:
        """When `tick` has something to do, None for never."""
        probes = [lane.probe_due_ms + 1 for lane in self.lanes.values() if lane.probe_due_ms is not None]
        first_ms = self._timers.first_ms
        return min(probes if first_ms is None else [first_ms, *probes], default=None)

    def tick(self, now_ms: int) -> list[Action]:
        """Plan every session whose time has come, and probe lanes where a session waits for the whole log."""
        actions: list[Action] = []
        while (waiter := self._timers.call(now_ms)) is not None:
            actions.extend(self._plan_waiter(waiter, now_ms))
        for lane in self.lanes.values():
            if lane.ready and lane.take_probe(now_ms):
                actions.append(Probe(lane.number))
        return actions + self._fill(now_ms)

    def _fill(self, now_ms: int) -> list[Action]:
        """Give free slots to sessions that wait for one, in the stage's order."""
        actions: list[Action] = []
        while (waiter := self._slots.call()) is not None:
            actions.extend(self._plan_waiter(waiter, now_ms))
        return actions

    def _plan_waiter(self, waiter: Waiter, now_ms: int) -> list[Action]:
        number, session_id = waiter
        lane = self.lanes.get(number)
        return [] if lane is None else self._plan(lane, session_id, now_ms)

    # --- work

    def yielded(self, job: Job, output: Output) -> list[Action]:
        """Work on `job` has an output."""
        if job.dropped:
            return []
        job.yielded = True
        job.unsent.append(output)
        return self._send_on(job)

    def worked(self, job: Job, now_ms: int) -> list[Action]:
        """Work on `job` ended well."""
        job.ended = True
        self._slots.give_back(job)
        return self._after_work(job, now_ms)

    def failed(self, job: Job, error: BaseException, now_ms: int) -> list[Action]:
        """Work on `job` raised: again after a while, or bury it at the third time.

        What was yielded before the error stands as the answer. An outcome that says the entries are dead goes out after
        their dead letters: whoever dies in between leaves the entries open, not without one of the two.
        """
        job.ended = True
        self._slots.give_back(job)
        lane = self.lanes.get(job.lane)
        if lane is None or job.dropped or job.yielded:
            return self._after_work(job, now_ms)
        retriable = isinstance(error, RetryLater)
        for entry in job.entries:
            entry.attempts += 0 if retriable else 1
        if retriable or max(entry.attempts for entry in job.entries) < MAX_ATTEMPTS:
            return self._put_back(lane, job, error, now_ms)
        job.unsent.extend(self.stage.bury(job.entries, error))
        for entry in job.entries:
            lane.bury(entry.record, job)
        burials: list[Action] = [Bury(entry.record, error, entry.attempts) for entry in job.entries]
        return burials + self._after_work(job, now_ms)

    def _put_back(self, lane: Lane, job: Job, error: BaseException, now_ms: int) -> list[Action]:
        queue = lane.sessions[job.session_id]
        queue.job = None
        queue.waiting[:0] = job.entries
        asked_ms = error.delay_s * 1000 if isinstance(error, RetryLater) else 0
        queue.not_before_ms = now_ms + int(min(max(asked_ms, RETRY_FLOOR_MS), RETRY_CEILING_MS))
        return self._plan(lane, job.session_id, now_ms) + self._fill(now_ms)

    def _after_work(self, job: Job, now_ms: int) -> list[Action]:
        return self._send_on(job) + self._close(job, now_ms) + self._fill(now_ms)

    # --- sending

    def may_send(self, job: Job) -> bool:
        """True while the partition is ours and read back; checked again right before every send."""
        lane = self.lanes.get(job.lane)
        return not self.fenced and lane is not None and lane.ready and not job.dropped

    def _send_on(self, job: Job | None) -> list[Action]:
        if job is None or job.sending or job.letters or not job.unsent or not self.may_send(job):
            return []
        job.sending = True
        return [Send(job)]

    def held(self, job: Job) -> None:
        """The send did not happen, since it may not now; it is taken up after the read-back."""
        job.sending = False

    def acknowledged(self, job: Job, now_ms: int) -> list[Action]:
        """The first unsent output of `job` is in the log."""
        job.sending = False
        lane = self.lanes.get(job.lane)
        if job.unsent:  # empty when the read-back dropped the job meanwhile
            output = job.unsent.popleft()
            if lane is not None:
                self.stage.recall(lane.memory, output.value)
        return self._send_on(job) if job.unsent else self._close(job, now_ms)

    def _close(self, job: Job, now_ms: int) -> list[Action]:
        """Its entries are done once everything of `job`, dead letters included, is acknowledged."""
        lane = self.lanes.get(job.lane)
        if lane is None or not job.ended or job.unsent or job.sending or job.letters:
            return []
        queue = lane.sessions.get(job.session_id)
        if queue is None or queue.job is not job:
            return []
        queue.job = None
        lane.close(job.entries)
        if queue.waiting and lane.ready:
            lane.drop_answered(job.session_id, self.stage)
        actions = self._plan(lane, job.session_id, now_ms)
        lane.drop_if_empty(job.session_id)
        return actions

    # --- state for the driver

    def commits(self) -> dict[TopicPartition, int]:
        """Offset of the oldest item not done, by input partition.

        A lane that is being read back has none: another owner may have committed further meanwhile.
        """
        ready = [lane for lane in self.lanes.values() if lane.ready]
        return {partition: offset for lane in ready for partition, offset in lane.commits().items()}

    @property
    def running(self) -> int:
        """Jobs in work."""
        return self._slots.running

    @property
    def waiting(self) -> int:
        """Entries received and not done."""
        return sum(ledger.open_count for lane in self.lanes.values() for ledger in lane.ledgers.values())

    @property
    def ready(self) -> bool:
        """True when every held partition was read back."""
        return not self.fenced and all(lane.ready for lane in self.lanes.values())

    def forget(self, before_ms: int) -> None:
        """Let the stage drop sessions quiet since `before_ms`."""
        for lane in self.lanes.values():
            self.stage.forget(lane.memory, before_ms)
