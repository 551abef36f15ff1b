"""A language model's wording as revision 1 of a slate that is already out. A stage that reads its own output topic.

Only slates made by this process are reworded, since only their traces are at hand; any other keeps its template.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from interarec.contracts.topics import RECOMMENDATIONS, Topic
from interarec.domain.errors import Gone
from interarec.domain.identifiers import CANARY_SITE
from interarec.domain.recommendations import Recommendation, Trace
from interarec.platform.keyed import Entry, Finished, Moment, Output, Plan
from interarec.recommender.ports import RecommenderPorts
from interarec.recommender.rewording import reword
from interarec.recommender.stage import TraceStore, store_trace

__all__ = ["Wording", "WordingMemory"]

TRACES_KEPT = 2_000


@dataclass(slots=True)
class WordingMemory:
    """Recommendations already reworded."""

    reworded: OrderedDict[str, None] = field(default_factory=OrderedDict)


class Wording:
    """Rewords the newest slate of a session; older ones that wait are passed over."""

    name = "wording"
    group = "interarec.wording"
    inputs: tuple[Topic, ...] = (RECOMMENDATIONS,)
    output = RECOMMENDATIONS
    newest_first = False
    lookback_ms = 0

    def __init__(self, ports: RecommenderPorts, traces: TraceStore) -> None:
        self._ports = ports
        self._traces = traces
        self._fresh: OrderedDict[str, Trace] = OrderedDict()

    def keep(self, trace: Trace) -> None:
        """A slate was just made here. The canary's is not worded: no model is paid for it."""
        if trace.recommendation.site_id == CANARY_SITE:
            return
        self._fresh[trace.recommendation.recommendation_id] = trace
        if len(self._fresh) > TRACES_KEPT:
            self._fresh.popitem(last=False)

    def new_memory(self) -> WordingMemory:
        """See Stage."""
        return WordingMemory()

    def recall(self, memory: WordingMemory, value: Recommendation) -> None:
        """A revision of ours."""
        if value.revision > 0:
            memory.reworded[value.recommendation_id] = None
            if len(memory.reworded) > TRACES_KEPT:
                memory.reworded.popitem(last=False)

    def remember(self, memory: WordingMemory, entry: Entry) -> None:
        """Nothing is looked back at."""

    def admit(self, memory: WordingMemory, entry: Entry) -> bool:
        """Template slates of this process that were not reworded yet."""
        made: Recommendation = entry.value
        ours = made.recommendation_id in self._fresh
        return made.revision == 0 and ours and made.recommendation_id not in memory.reworded

    def plan(self, memory: WordingMemory, waiting: Sequence[Entry], moment: Moment) -> Plan:
        """The newest only."""
        *older, newest = waiting
        return Plan(finished=Finished(tuple(older))) if older else Plan(work=(newest,))

    async def work(self, payload: None, entries: Sequence[Entry]) -> AsyncIterator[Output]:
        """One wording, if the model's text passes the checks."""
        trace = self._fresh.pop(entries[0].value.recommendation_id, None)
        revised = await reword(trace.recommendation, trace, self._ports) if trace else None
        if revised is None:
            return
        try:
            await store_trace(self._traces, revised[1])
        except Gone:
            return  # erased meanwhile: nothing more is said of this session
        yield Output(revised[0])

    def bury(self, entries: Sequence[Entry], error: BaseException) -> tuple[Output, ...]:
        """The template stands."""
        return ()

    def forget(self, memory: WordingMemory, before_ms: int) -> None:
        """Bounded by count."""
