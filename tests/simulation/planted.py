"""Faults put in on purpose, one a class, to see that the checker finds each. Nothing else may use these."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from interarec.domain.recommendations import BasedOn
from interarec.platform.bus.port import TopicPartition
from interarec.platform.chat.governor import Charge, Hold
from interarec.platform.chat.governor_memory import MemoryLedger
from interarec.platform.keyed import Entry, KeyedCore, KeyedRunner, Moment, Output, Plan
from interarec.platform.keyed.actions import Action, Cancel, Send
from interarec.platform.keyed.lane import Job, Lane
from interarec.platform.state.memory import MemoryStore
from interarec.platform.state.port import Published
from interarec.recommender.stage import Recommender, RecommenderMemory
from interarec.summarizer.batcher import Batcher, BatcherMemory

from tests.simulation.chain import BATCH_SIZE, IDLE_MS, Stages, StateLine

__all__ = ["PLANTED"]


class _Runner(KeyedRunner):
    """A runner with another core."""

    core_class: type[KeyedCore] = KeyedCore

    def __init__(self, stage: Any, *args: Any, **options: Any) -> None:
        super().__init__(stage, *args, **options)
        self.core = self.core_class(stage, concurrency=self.settings.concurrency)


class _CommitsBeforeWork(KeyedCore):
    def commits(self) -> dict[TopicPartition, int]:
        lanes = [lane for lane in self.lanes.values() if lane.ready]
        return {source: ledger.next_offset for lane in lanes for source, ledger in lane.ledgers.items()}


class CommitsBeforeWork(_Runner):
    """What was received counts as done."""

    core_class = _CommitsBeforeWork


class _CommitsPastAGap(KeyedCore):
    def commits(self) -> dict[TopicPartition, int]:
        done: dict[TopicPartition, int] = {}
        for lane in (one for one in self.lanes.values() if one.ready):
            for source, ledger in lane.ledgers.items():
                newest = max(ledger._closed, default=ledger.commit - 1)
                done[source] = max(ledger.commit, newest + 1)
        return done


class CommitsPastAGap(_Runner):
    """The newest done item is committed, whatever is open before it."""

    core_class = _CommitsPastAGap


class _Forgetful(KeyedCore):
    """Nothing is learnt from the own output; repeats are known by their id alone, as long as the worker lives."""

    def recall(self, number: int, value: object) -> None:
        """Read and thrown away."""


class NoReadBack(_Runner):
    """Dedupe by id in the worker's memory, without reading back what was sent."""

    core_class = _Forgetful


class _ProducesAfterCancel(KeyedCore):
    """A lost partition is cancelled in name only: its work goes on and its results are sent."""

    def _lose(self, lane: Lane) -> list[Action]:
        return [one for one in super()._lose(lane) if not isinstance(one, Cancel)]

    def may_send(self, job: Job) -> bool:
        return True

    def yielded(self, job: Job, output: Output) -> list[Action]:
        job.unsent.append(output)
        if job.sending:
            return []
        job.sending = True
        return [Send(job)]


class ProducesAfterCancel(_Runner):
    """See the core."""

    core_class = _ProducesAfterCancel


class _ForgetsGarbage(KeyedCore):
    def buried(self, record: Any, now_ms: int) -> list[Action]:
        """The dead letter is out, but its record stays open."""
        return []


class PoisonBlocks(_Runner):
    """A poison message blocks its partition."""

    core_class = _ForgetsGarbage


class TimerBatcher(Batcher):
    """Cuts when its clock says so, not where the log says so."""

    def plan(self, memory: BatcherMemory, waiting: Sequence[Entry], moment: Moment) -> Plan:
        """Everything that waits, as soon as the oldest has waited long enough."""
        due_ms = waiting[0].record.timestamp_ms + 700
        if moment.now_ms < due_ms:
            return Plan(wake_at_ms=due_ms)
        return super().plan(memory, waiting, Moment(moment.now_ms, 1 << 60))


class ForgetfulRecommender(Recommender):
    """Looks back at nothing: a slate after a restart knows less than the one before it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.lookback_ms = 0

    def plan(self, memory: RecommenderMemory, waiting: Sequence[Entry], moment: Moment) -> Plan:
        """From what this worker happens to have folded."""
        made = super().plan(memory, waiting, moment)
        if not made.work:
            return made
        return Plan(work=made.work, payload=memory.sessions[waiting[0].session_id].view)

    async def work(self, payload: Any, entries: Sequence[Entry]) -> AsyncIterator[Output]:
        """As ever."""
        async for output in super().work(payload, entries):
            yield output


class CarelessState(StateLine):
    """Publishes whatever comes, newer or not."""

    async def publish(
        self, rec_json: bytes, *, site_id: str, session_id: str, based_on: BasedOn, announce: bool = True
    ) -> Published | None:
        """Forgets the last one first."""
        channel = self.store.channels.get(session_id)
        if channel is not None:
            channel.publications = []
        return await super().publish(
            rec_json, site_id=site_id, session_id=session_id, based_on=based_on, announce=announce
        )


class TrustingLedger(MemoryLedger):
    """Looks at what was spent, and not at what is out: calls at the same time are not counted together."""

    async def reserve(self, charges: Sequence[Charge], *, ttl_s: float) -> Hold:
        """Holds nothing."""
        return await super().reserve([replace(charge, amount=0) for charge in charges], ttl_s=ttl_s)


def _careless(store: MemoryStore, line: Any, chain: Any) -> CarelessState:
    return CarelessState(store, line, chain)


PLANTED: dict[str, Stages] = {
    "commit before work": Stages(runner=CommitsBeforeWork),
    "commit past a gap": Stages(runner=CommitsPastAGap),
    "dedupe by id without read-back": Stages(runner=NoReadBack),
    "cancel that still produces": Stages(runner=ProducesAfterCancel),
    "poison that blocks": Stages(runner=PoisonBlocks),
    "cut by timer": Stages(batcher=lambda: TimerBatcher(size=BATCH_SIZE, idle_ms=IDLE_MS)),
    "slate that knows less": Stages(recommender=ForgetfulRecommender),
    "publish without the newer-check": Stages(state=_careless),
    "spend without reserving": Stages(ledger=TrustingLedger),
}
