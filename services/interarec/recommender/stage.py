"""The recommender as a stage of the keyed runner: everything a session said is folded, and answered by one slate.

Reads constraints and interactions, which are in equal partitions. At most one slate a session in the interval, the
last wish wins. The trace is stored before the slate is sent.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from interarec.contracts.topics import CONSTRAINTS, INTERACTIONS, RECOMMENDATIONS, Topic
from interarec.contracts.views import trace_json
from interarec.domain.constraints import ConstraintSet
from interarec.domain.errors import Gone
from interarec.domain.recommendations import Recommendation, Trace
from interarec.platform.keyed import Entry, Finished, Moment, Output, Plan
from interarec.recommender.pacing import Pace
from interarec.recommender.ports import RecommenderPorts
from interarec.recommender.recommend import recommend
from interarec.recommender.sessions import SessionView, is_trigger

__all__ = ["Recommender", "RecommenderMemory", "TraceStore", "store_trace"]


class TraceStore(Protocol):
    """Where traces are sealed; the session vault."""

    async def put(self, site_id: str, session_id: str, key: str, data: bytes, *, if_absent: bool = False) -> str:
        """Raises Gone when the session was erased, Unavailable."""


async def store_trace(traces: TraceStore, trace: Trace) -> None:
    """Seal the trace under its recommendation; a new revision replaces the old. Raises Gone, Unavailable."""
    made = trace.recommendation
    key = f"traces/{made.site_id}/{made.session_id}/{made.recommendation_id}"
    await traces.put(made.site_id, made.session_id, key, json.dumps(trace_json(trace)).encode())


@dataclass(slots=True)
class _Session:
    view: SessionView
    pace: Pace
    screenshots_answered: int = -1
    interactions_answered: int = -1
    folded: set[tuple[str, int]] = field(default_factory=set)
    heard_ms: int = 0


@dataclass(slots=True)
class RecommenderMemory:
    """The fold of each session."""

    sessions: dict[str, _Session] = field(default_factory=dict)


class Recommender:
    """The rules; see the module header. `made` is told of each slate and its trace."""

    name = "recommender"
    group = "interarec.recommender"
    inputs: tuple[Topic, ...] = (CONSTRAINTS, INTERACTIONS)
    output = RECOMMENDATIONS
    newest_first = False

    def __init__(
        self, ports: RecommenderPorts, traces: TraceStore, *, made: Callable[[Trace], None] = lambda trace: None
    ) -> None:
        settings = ports.settings.recommender
        self.lookback_ms = settings.fold_minutes * 60_000
        self._interval = timedelta(milliseconds=settings.min_interval_ms)
        self._ports = ports
        self._traces = traces
        self._made = made

    def new_memory(self) -> RecommenderMemory:
        """See Stage."""
        return RecommenderMemory()

    def recall(self, memory: RecommenderMemory, value: Recommendation) -> None:
        """A slate of ours answers everything up to its offsets."""
        session = self._session(memory, value.site_id, value.session_id)
        based = value.based_on
        session.screenshots_answered = max(session.screenshots_answered, based.screenshot_offset)
        session.interactions_answered = max(session.interactions_answered, based.interaction_offset)
        session.pace = session.pace.made(value.made_at)
        session.folded = {key for key in session.folded if key[1] > self._answered(session, key[0])}

    def _place(self, entry: Entry) -> tuple[str, int]:
        """Topic and the offset that `based_on` counts there."""
        value = entry.value
        return entry.record.topic, value.last_offset if isinstance(value, ConstraintSet) else entry.record.offset

    def _answered(self, session: _Session, topic: str) -> int:
        return session.screenshots_answered if topic == CONSTRAINTS.name else session.interactions_answered

    def _session(self, memory: RecommenderMemory, site_id: str, session_id: str) -> _Session:
        known = memory.sessions.get(session_id)
        if known is None:
            known = _Session(SessionView.empty(site_id, session_id), Pace(self._interval))
            memory.sessions[session_id] = known
        return known

    def remember(self, memory: RecommenderMemory, entry: Entry) -> None:
        """Fold what is in the log already, so that a slate never knows less than the one before it."""
        session = self._session(memory, entry.value.site_id, entry.session_id)
        topic, at = self._place(entry)
        if self._fold(session, entry) and at > self._answered(session, topic):
            session.folded.add((topic, at))

    def _fold(self, session: _Session, entry: Entry) -> bool:
        """True when the entry brought something new."""
        offset = None if isinstance(entry.value, ConstraintSet) else entry.record.offset
        folded = session.view.fold(entry.value, offset=offset)
        fresh = folded is not session.view
        session.view = folded
        session.heard_ms = max(session.heard_ms, entry.record.timestamp_ms)
        return fresh

    def admit(self, memory: RecommenderMemory, entry: Entry) -> bool:
        """Fold it; it waits for a slate unless it is a repeat or was answered by one."""
        session = self._session(memory, entry.value.site_id, entry.session_id)
        topic, at = self._place(entry)
        if (topic, at) not in session.folded:
            if not self._fold(session, entry):
                return False
            session.folded.add((topic, at))
        if at > self._answered(session, topic):
            return True
        session.folded.discard((topic, at))
        return False

    def plan(self, memory: RecommenderMemory, waiting: Sequence[Entry], moment: Moment) -> Plan:
        """One slate for all that waits, when the interval allows; what triggers none is done at once."""
        session = self._session(memory, waiting[0].value.site_id, waiting[0].session_id)
        if not any(is_trigger(entry.value) for entry in waiting):
            return Plan(finished=Finished(tuple(waiting)))
        now = datetime.fromtimestamp(moment.now_ms / 1000, UTC)
        if session.pace.made_at is not None and session.pace.made_at > now:
            session.pace = session.pace.made(now)  # the clock of whoever made it is ahead of the log's
        due = session.pace.want().next_due(now)
        if due is not None and due > now:
            return Plan(wake_at_ms=int(due.timestamp() * 1000) + 1)
        payload = session.view.reaching(session.screenshots_answered, session.interactions_answered)
        return Plan(work=tuple(waiting), payload=payload)

    async def work(self, payload: SessionView, entries: Sequence[Entry]) -> AsyncIterator[Output]:
        """One slate, its trace stored first."""
        made, trace = await recommend(payload, self._ports)
        try:
            await store_trace(self._traces, trace)
        except Gone:
            return  # erased meanwhile: nothing more is said of this session
        self._made(trace)
        yield Output(made)

    def bury(self, entries: Sequence[Entry], error: BaseException) -> tuple[Output, ...]:
        """The session keeps its last slate; the raw messages are dead letters."""
        return ()

    def forget(self, memory: RecommenderMemory, before_ms: int) -> None:
        """See Stage."""
        for session_id in [one for one, session in memory.sessions.items() if session.heard_ms < before_ms]:
            del memory.sessions[session_id]
