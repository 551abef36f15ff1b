"""The runner's core alone, driven event by event in any order that Hypothesis can think of.

A model of the log stands beside it: what was appended, what was answered, what may be committed.
"""

from __future__ import annotations

from collections import deque

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from interarec.contracts.topics import INTERACTIONS
from interarec.domain.errors import RetryLater
from interarec.platform.bus.port import Record, TopicPartition
from interarec.platform.keyed import KeyedCore
from interarec.platform.keyed.actions import Action, Bury, Cancel, Send, Work
from interarec.platform.keyed.lane import Job

from tests.unit.platform.keyed.conftest import Echo, answer, record

ZERO = TopicPartition(INTERACTIONS.name, 0)
SESSIONS = st.sampled_from(["a", "b", "c"])
pick = st.integers(0, 1_000)


class OneWorker(RuleBasedStateMachine):
    """One worker on one partition; others may take it over for a while and answer in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[Record] = []
        self.answered: list[tuple[str, int]] = []
        self.buried: set[int] = set()
        self.committed = 0
        self.now_ms = 0
        self.position = 0
        self.read_to = 0
        self.holds = False
        self.restart()

    # --- the world

    def restart(self) -> None:
        self.core = KeyedCore(Echo(), concurrency=2)
        self.working: list[Job] = []
        self.sending: deque[Job] = deque()
        self.burying: deque[Record] = deque()
        self.holds = False
        self.read_to = 0

    def perform(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Work(job):
                    assert job.session_id not in [one.session_id for one in self.working if not one.dropped]
                    self.working.append(job)
                case Send(job):
                    assert self.core.may_send(job), "a send was asked for while none may be made"
                    self.sending.append(job)
                case Cancel(job):
                    self.working.remove(job)
                case Bury(dead, _, _):
                    self.burying.append(dead)
                case _:
                    pass
        assert self.core.running <= 2

    # --- events

    @rule(session=SESSIONS, garbage=st.integers(0, 9))
    def append(self, session: str, garbage: int) -> None:
        self.log.append(record(len(self.log), session, garbage=garbage == 0))

    @precondition(lambda self: not self.holds)
    @rule()
    def assign(self) -> None:
        self.perform(self.core.assigned({0}))
        self.perform(self.core.begin(0, {ZERO: self.committed}))
        for session, number in self.answered[self.read_to :] if 0 in self.core.lanes else ():
            self.core.recall(0, answer_to(self.log[number], session))
        self.read_to = len(self.answered)
        self.position = self.core.lanes[0].ledgers[ZERO].next_offset
        self.perform(self.core.recalled(0, self.now_ms))
        self.holds = True

    @precondition(lambda self: self.holds)
    @rule()
    def revoke(self) -> None:
        self.commit_all(self.core.revoked())
        self.holds = False

    @precondition(lambda self: not self.holds)
    @rule(count=st.integers(1, 4))
    def another_owner_works(self, count: int) -> None:
        """It answers and commits in order, from the commit on."""
        for number in range(self.committed, min(self.committed + count, len(self.log))):
            one = self.log[number]
            if one.value == b"\xff":
                self.buried.add(number)
            elif (one.key.decode(), number) not in self.answered:
                self.answered.append((one.key.decode(), number))
            self.committed = number + 1

    @precondition(lambda self: self.holds)
    @rule()
    def lose_the_partition_unheard(self) -> None:
        self.commit_all(self.core.revoked())
        self.perform(self.core.assigned(set()))
        self.read_to = 0
        self.holds = False

    @rule()
    def crash(self) -> None:
        self.restart()

    @precondition(lambda self: self.holds and self.position < len(self.log))
    @rule(count=st.integers(1, 5))
    def receive(self, count: int) -> None:
        for one in self.log[self.position : self.position + count]:
            self.perform(self.core.received(one, self.now_ms))
            self.position = one.offset + 1

    @precondition(lambda self: self.working)
    @rule(which=pick, how=st.sampled_from(["well", "later", "broken"]))
    def work_ends(self, which: int, how: str) -> None:
        job = self.working.pop(which % len(self.working))
        if how == "well":
            self.perform(self.core.yielded(job, answer(job.entries[0])))
            self.perform(self.core.worked(job, self.now_ms))
        else:
            error = RetryLater("away") if how == "later" else ValueError("broken")
            self.perform(self.core.failed(job, error, self.now_ms))

    @precondition(lambda self: self.sending)
    @rule()
    def send(self) -> None:
        """The driver asks right before the send, as the runner does."""
        job = self.sending.popleft()
        if not self.core.may_send(job):
            self.core.held(job)
            return
        control = job.unsent[0].value
        self.answered.append((control.session_id, int(control.by)))
        self.read_to = len(self.answered)
        self.perform(self.core.acknowledged(job, self.now_ms))

    @precondition(lambda self: self.burying)
    @rule()
    def letter_is_acknowledged(self) -> None:
        dead = self.burying.popleft()
        self.buried.add(dead.offset)
        self.perform(self.core.buried(dead, self.now_ms))

    @rule(ms=st.integers(1, 3_000))
    def time_passes(self, ms: int) -> None:
        self.now_ms += ms
        self.perform(self.core.tick(self.now_ms))

    @precondition(lambda self: self.holds)
    @rule()
    def commit(self) -> None:
        self.commit_all(self.core.commits())

    def commit_all(self, commits: dict[TopicPartition, int]) -> None:
        for offset in commits.values():
            assert offset >= self.committed, f"committed back from {self.committed} to {offset}"
            self.committed = offset

    # --- promises

    @invariant()
    def nothing_open_is_committed(self) -> None:
        """Each record below the commit has its answer, also one that was given up; garbage has its dead letter."""
        garbage = {one.offset for one in self.log if one.value == b"\xff"}
        done = {number for _, number in self.answered} | (self.buried & garbage)
        assert set(range(self.committed)) <= done, f"{set(range(self.committed)) - done} were open"

    @invariant()
    def nothing_is_answered_twice(self) -> None:
        assert len(self.answered) == len(set(self.answered))

    @invariant()
    def a_session_is_answered_in_order(self) -> None:
        for session in "abc":
            numbers = [number for one, number in self.answered if one == session]
            assert numbers == sorted(numbers)


def answer_to(one: Record, session: str) -> object:
    """The value that answers a record of the log."""
    from interarec.domain.control import Control, ControlState  # noqa: PLC0415

    from tests.unit.platform.keyed.conftest import AT  # noqa: PLC0415

    return Control("demo", session, ControlState.ACTIVE, AT, str(one.offset))


TestOneWorker = OneWorker.TestCase
TestOneWorker.settings = settings(max_examples=150, stateful_step_count=60, deadline=None, derandomize=True)
