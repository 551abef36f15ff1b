"""The whole way of a screenshot as processes that can be killed, from the batcher to the gateway.

All stages are the real ones; the log, the state and the object store are the in-process twins, the model is scripted.
Every process reaches them over its own line and has its own clock, which may be wrong.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from interarec.constraints.handler import ConstrainPorts
from interarec.constraints.stage import Constraints
from interarec.contracts.topics import RECOMMENDATIONS, TOPICS
from interarec.contracts.wire import WireMessage
from interarec.domain.catalogue import Catalogue, Item
from interarec.domain.errors import Gone, Unavailable
from interarec.domain.money import Money
from interarec.domain.recommendations import BasedOn
from interarec.gateway.hub import Hub
from interarec.gateway.publisher import Publisher
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.blobs.port import Blob
from interarec.platform.bus.creation import topic_specs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.memory_log import Group, MemoryLog
from interarec.platform.bus.port import Position, TopicPartition
from interarec.platform.chat.governor_memory import MemoryLedger
from interarec.platform.clock import Now
from interarec.platform.control import ControlBoard
from interarec.platform.keyed import KeyedRunner, RunnerSettings, Stage
from interarec.platform.settings import Settings, SiteSettings
from interarec.platform.settings.schema import ConstraintSettings
from interarec.platform.state.memory import MemoryState, MemoryStore
from interarec.platform.state.port import Published
from interarec.recommender import RecommenderPorts
from interarec.recommender.catalogue.rail import publish_rail
from interarec.recommender.stage import Recommender
from interarec.summarizer.batcher import Batcher
from interarec.summarizer.handler import SummariserPorts, SummaryMemory
from interarec.summarizer.stage import Summarizer

from tests.simulation.history import Commit
from tests.simulation.line import Line
from tests.simulation.model import Engine, Meter, SharedLedger, Weather, engine
from tests.simulation.virtual_time import EPOCH, virtual_now

__all__ = ["KINDS", "SITE", "Chain", "Process", "Stages"]

SITE = "demo"
KINDS = ("batcher", "summarizer", "constraints", "recommender", "gateway")
BATCH_SIZE = 4
IDLE_MS = 2_000
PARTITIONS = 2
RUNNER = RunnerSettings(concurrency=3, commit_interval_s=0.4, poll_timeout_s=2.0)
SETTINGS = Settings.model_validate({"sites": {SITE: {}}})


class ChainLog(MemoryLog):
    """A log that numbers what happens, and remembers each commit."""

    def __init__(self, now: Now) -> None:
        super().__init__(now)
        self.clock = 0
        self.order: dict[tuple[str, int, int], int] = {}
        self.commits: list[Commit] = []
        self.doubling = False

    def append(self, message: WireMessage) -> Position:
        """See MemoryLog."""
        position = super().append(message)
        self.clock += 1
        self.order[message.topic, position.partition, position.offset] = self.clock
        return position

    def group(self, name: str) -> Group:
        """See MemoryLog."""
        if name not in self.groups:
            self.groups[name] = Group(committed=_Noted(self, name))
        return self.groups[name]


class _Noted(dict[TopicPartition, int]):
    """Committed offsets; every change is noted."""

    def __init__(self, log: ChainLog, group: str) -> None:
        super().__init__()
        self._log = log
        self._group = group

    def update(self, offsets: Any = (), **none: int) -> None:
        for source, offset in dict(offsets).items():
            self._log.clock += 1
            self._log.commits.append(Commit(self._group, source, offset, self._log.clock))
        super().update(offsets)


class Store(MemoryBlobs):
    """The object store under the weather; also the vault, since nothing here depends on sealing."""

    def __init__(self, weather: Weather) -> None:
        super().__init__()
        self._weather = weather
        self.erased: set[str] = set()
        self.written: list[tuple[str, float]] = []

    async def get(self, key: str) -> Blob:
        """See Blobs."""
        await self._wait()
        return await super().get(key)

    async def _wait(self) -> None:
        await asyncio.sleep(0.002 + self._weather.store_slow_s)
        if self._weather.store_down:
            raise Unavailable("the object store does not answer")


class SimVault:
    """One process's way to the sealed objects."""

    def __init__(self, store: Store, line: Line) -> None:
        self._store = store
        self._line = line

    async def get(self, site_id: str, session_id: str, key: str) -> bytes:
        """An image."""
        await self._store._wait()
        if session_id in self._store.erased:
            raise Gone("erased")
        return b"pixels"

    async def put(self, site_id: str, session_id: str, key: str, data: bytes, *, if_absent: bool = False) -> str:
        """A trace."""
        await self._store._wait()
        return str(await self._line.step(lambda: self._put(session_id, key)))

    async def _put(self, session_id: str, key: str) -> str:
        if session_id in self._store.erased:
            raise Gone("erased")
        self._store.written.append((session_id, asyncio.get_running_loop().time()))
        return "etag"


class StateLine(MemoryState):
    """One process's connection to the state."""

    def __init__(self, store: MemoryStore, line: Line, chain: Chain) -> None:
        super().__init__(store)
        self._line = line
        self._chain = chain

    async def publish(
        self, rec_json: bytes, *, site_id: str, session_id: str, based_on: BasedOn, announce: bool = True
    ) -> Published | None:
        """See State."""
        await asyncio.sleep(0.001)

        async def call() -> Published | None:
            plain = MemoryState(self.store)
            made = await plain.publish(
                rec_json, site_id=site_id, session_id=session_id, based_on=based_on, announce=announce
            )
            if made is not None:
                self._chain.accept(session_id, based_on)
            return made

        made: Published | None = await self._line.step(call)
        return made


@dataclass
class Stages:
    """How each stage is made; planted faults put broken ones in place."""

    batcher: Callable[[], Stage] = lambda: Batcher(size=BATCH_SIZE, idle_ms=IDLE_MS)
    summarizer: Callable[[SummariserPorts], Stage] = Summarizer
    constraints: Callable[[ConstrainPorts], Stage] = Constraints
    recommender: Callable[[RecommenderPorts, Any], Stage] = Recommender
    runner: Callable[..., KeyedRunner] = KeyedRunner
    state: Callable[[MemoryStore, Line, Any], MemoryState] = StateLine
    ledger: Callable[[Callable[[], float]], MemoryLedger] = MemoryLedger


@dataclass(eq=False)
class Process:
    """One process of a kind: its line, its wrong clock, its tasks. A gateway has a hub that clients connect to."""

    kind: str
    line: Line
    skew_s: float = 0.0
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    hub: Hub | None = None

    def now(self) -> datetime:
        """This process's clock."""
        return virtual_now() + timedelta(seconds=self.skew_s)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """One more task of this process."""
        self.tasks.append(asyncio.create_task(work))

    async def expel(self) -> None:
        """The groups drop it; it goes on until it hears of it."""
        for group, consumer in self.line.consumers:
            if consumer.member in self.line.log.group(group).members:
                await self.line.log.expel(group, consumer.member)

    async def kill(self) -> None:
        """As SIGKILL."""
        self.line.cut.set()
        await self.expel()
        if self.hub is not None:
            await self.hub.stop()
        for task in self.tasks:
            while not task.done():  # its farewell hangs on the cut line
                task.cancel()
                await asyncio.sleep(0)

    async def stop(self) -> None:
        """As SIGTERM."""
        if not self.line.cut.is_set():
            for task in self.tasks:
                task.cancel()
            await asyncio.wait(self.tasks, timeout=10)
        await self.kill()


class Chain:
    """The world: shared parts, living processes, and the dice that decide everything."""

    def __init__(self, seed: int, stages: Stages | None = None) -> None:
        self.dice = random.Random(seed)
        self.stages = stages or Stages()
        self.log = ChainLog(virtual_now)
        self.log.create(topic_specs(PARTITIONS, 1))
        self.bus = MemoryBus(self.log)
        self.weather = Weather()
        self.store = Store(self.weather)
        self.state = MemoryStore(virtual_now)
        self.control = ControlBoard(self.bus, virtual_now)
        self.processes: list[Process] = []
        self.published: list[tuple[int, int, str, BasedOn]] = []
        self.wipes = 0
        self.meter = Meter()
        self.ledger = SharedLedger(self.state, lambda: self.stages.ledger(_loop_time))
        self._numbers = itertools.count()
        self.trespasses: list[str] = []
        self._background: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """One process of each kind, and the rail that slates are taken from."""
        self._background.append(asyncio.create_task(self.control.run()))
        item = Item("i1", "A dress", Money(Decimal(18), "GBP"))
        await publish_rail(self.store, Catalogue(SITE, "v1", "GBP", (item,), EPOCH), {}, SiteSettings(), EPOCH)
        for kind in KINDS:
            self.launch(kind)

    def wipe(self) -> None:
        """The state comes back empty, with all that was counted there."""
        self.state.wipe()
        self.ledger.wipe()
        self.wipes += 1
        for listener in list(self.state.listeners):
            listener.resumed()

    def accept(self, session_id: str, based_on: BasedOn) -> None:
        """The state took a recommendation."""
        self.log.clock += 1
        self.published.append((self.log.clock, self.wipes, session_id, based_on))

    def launch(self, kind: str) -> Process:
        """One more process."""
        process = Process(kind, Line(self.log))
        process.line.trespasses = self.trespasses
        if kind == "gateway":
            state = self.stages.state(self.state, process.line, self)
            process.hub = Hub(MemoryState(self.state))
            process.start(process.hub.start())
            bus: Any = process.line
            process.start(Publisher(bus, state, self.control, process.now).run())
        else:
            process.start(self._runner(process).run())
        self.processes.append(process)
        return process

    def _runner(self, process: Process) -> KeyedRunner:
        bus: Any = process.line
        stage = self._stage(process)
        return self.stages.runner(stage, bus, process.now, settings=RUNNER, refused=self.control.erased)

    def _stage(self, process: Process) -> Stage:
        vault = SimVault(self.store, process.line)
        match process.kind:
            case "batcher":
                return self.stages.batcher()
            case "summarizer":
                reading, memory = self._engine(), SummaryMemory()
                return self.stages.summarizer(
                    SummariserPorts(vault, self.control.erased, reading, process.now, memory, 15_000, 3.0)
                )
            case "constraints":
                return self.stages.constraints(ConstrainPorts(process.now, lambda _: None, ConstraintSettings()))
            case _:
                return self.stages.recommender(
                    RecommenderPorts(SETTINGS, lambda _: None, self.store, process.now), vault
                )

    def _engine(self) -> Engine:
        name = f"summarizer {next(self._numbers)}"
        return engine(name, self.ledger, self.weather, self.dice, self.meter)

    def of(self, kind: str) -> list[Process]:
        """The living processes of a kind."""
        return [process for process in self.processes if process.kind == kind]

    async def bury_the_dead(self) -> None:
        """Processes whose line was cut leave, and no kind stays without one."""
        for process in [one for one in self.processes if one.line.cut.is_set()]:
            self.processes.remove(process)
            await process.kill()
        for kind in KINDS:
            if not self.of(kind):
                self.launch(kind)

    async def heal(self) -> None:
        """Every fault ends."""
        self.log.reachable = True
        self.state.set_reachable(True)
        self.weather.store_down, self.weather.store_slow_s, self.weather.model = False, 0.0, "well"
        for process in self.processes:
            process.line.cut_in = process.line.stall = None
        await self.bury_the_dead()

    def quiet(self) -> bool:
        """Everything in the log was read and is done, by every group."""
        for name, topics in READERS.items():
            committed = self.log.group(name).committed
            for topic in topics:
                for number in range(PARTITIONS):
                    source = TopicPartition(topic, number)
                    if committed.get(source, 0) < len(self.log.records(source)):
                        return False
        return True

    async def stop(self) -> None:
        """The end of the world."""
        for process in self.processes:
            await process.kill()
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


READERS: dict[str, Sequence[str]] = {
    "interarec.batcher": (TOPICS["screenshots"].name,),
    "interarec.summarizer": (TOPICS["batches"].name,),
    "interarec.constraints": (TOPICS["summaries"].name,),
    "interarec.recommender": (TOPICS["constraints"].name, TOPICS["interactions"].name),
    "interarec.publisher": (RECOMMENDATIONS.name,),
}
