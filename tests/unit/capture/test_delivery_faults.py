"""Delivery under faults: whatever fails before or after its effect, and whichever process dies, promises hold."""

import asyncio
import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from hypothesis import given, settings
from hypothesis import strategies as st
from interarec.capture.images import PictureFrame
from interarec.capture.intake import Intake
from interarec.capture.session_book import SessionBook
from interarec.capture.sessions import SessionFacts, contains
from interarec.capture.uploads import CaptureNotes, Upload
from interarec.contracts.topics import SCREENSHOTS
from interarec.contracts.wire import WireMessage
from interarec.domain.errors import Conflict, Unavailable
from interarec.platform.blobs import Blob, MemoryBlobs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.port import Position
from interarec.platform.control import ControlBoard
from interarec.platform.security import Vault

from tests.unit.capture.world import MASTER, Shared, new_world


class Fate(Enum):
    """What becomes of one call to the log or the store."""

    DONE = 0
    REFUSED = 1
    ANSWER_LOST = 2


@dataclass
class Faults:
    """Fates in the order of the calls; all is well when they run out."""

    fates: Iterator[Fate]

    def next(self) -> Fate:
        return next(self.fates, Fate.DONE)


class FaultyBus(MemoryBus):
    faults: Faults

    async def send(self, message: WireMessage) -> Position:
        fate = self.faults.next()
        if fate is Fate.REFUSED:
            raise Unavailable("refused")
        position = await super().send(message)
        if fate is Fate.ANSWER_LOST:
            raise Unavailable("answer lost")
        return position


class FaultyBlobs(MemoryBlobs):
    faults: Faults

    async def put(
        self,
        key: str,
        data: bytes,
        *,
        media_type: str = "application/octet-stream",
        if_absent: bool = False,
        if_match: str | None = None,
    ) -> str:
        fate = self.faults.next()
        if fate is Fate.REFUSED:
            raise Unavailable("refused")
        etag = await super().put(key, data, media_type=media_type, if_absent=if_absent, if_match=if_match)
        if fate is Fate.ANSWER_LOST:
            raise Unavailable("answer lost")
        return etag

    async def get(self, key: str) -> Blob:
        if self.faults.next() is not Fate.DONE:
            raise Unavailable("refused")
        return await super().get(key)


@dataclass(frozen=True)
class Step:
    """A client sends `variant` of the picture at `sequence` to `process`, up to `tries` times; then things happen."""

    sequence: int
    variant: int
    process: int
    tries: int
    flush: bool
    crash: bool


STEPS = st.builds(
    Step, st.integers(0, 4), st.integers(0, 1), st.integers(0, 1), st.integers(1, 4), st.booleans(), st.booleans()
)
FATES = st.lists(st.sampled_from([Fate.DONE, Fate.DONE, Fate.REFUSED, Fate.ANSWER_LOST]), max_size=60)


@dataclass
class World:
    """Two processes on one log and store, and what clients were promised."""

    faults: Faults
    shared: Shared = field(default_factory=new_world)
    blobs: FaultyBlobs = field(default_factory=FaultyBlobs)
    promised: dict[int, int] = field(default_factory=dict)

    async def start(self) -> None:
        self.blobs.faults = Faults(iter(()))
        await Vault(self.blobs, MASTER, self.shared.time).create("demo", "s1")
        await SessionBook(self.blobs).open(SessionFacts("demo", "s1", self.shared.time()))
        self.blobs.faults = self.faults
        self.processes = [self.process() for _ in range(2)]

    def process(self) -> tuple[Intake, SessionBook]:
        bus, book = FaultyBus(self.shared.log), SessionBook(self.blobs)
        bus.faults = self.faults
        vault = Vault(self.blobs, MASTER, self.shared.time)
        control = ControlBoard(bus, self.shared.time)
        return Intake(bus, self.blobs, vault, control, book, self.shared.time), book

    async def take(self, step: Step) -> None:
        intake, book = self.processes[step.process]
        data = pixels(step.sequence, step.variant)
        frame, notes = PictureFrame("image/png", 8, 8), CaptureNotes(self.shared.time())
        for _ in range(step.tries):
            try:
                await intake.screenshot(Upload("demo", "s1", step.sequence, data, frame, notes))
            except Unavailable:
                continue
            except Conflict:
                assert self.promised.get(step.sequence) != step.variant
                break
            assert self.promised.setdefault(step.sequence, step.variant) == step.variant
            break
        if step.flush:
            with contextlib.suppress(Unavailable):
                await book.flush()
        if step.crash:
            self.processes[step.process] = self.process()

    async def check(self) -> None:
        self.faults.fates = iter(())
        vault = Vault(self.blobs, MASTER, self.shared.time)
        said = self.shared.said(SCREENSHOTS.name)
        for shot in said:
            stored = await vault.get("demo", "s1", shot.image.key)
            assert hashlib.sha256(stored).hexdigest() == shot.image.sha256
        for sequence, variant in self.promised.items():
            digest = hashlib.sha256(pixels(sequence, variant)).hexdigest()
            assert digest in {shot.image.sha256 for shot in said if shot.sequence == sequence}
        for _, book in self.processes:
            await book.flush()
        facts = await SessionBook(self.blobs).facts("demo", "s1")
        heard = {shot.sequence for shot in said}
        assert all(sequence in heard for sequence in range(5) if contains(facts.acknowledged, sequence))


def pixels(sequence: int, variant: int) -> bytes:
    return b"picture %d.%d" % (sequence, variant)


@settings(max_examples=300, deadline=None)
@given(st.lists(STEPS, max_size=25), FATES)
def test_what_was_promised_is_stored_and_announced(steps: list[Step], fates: list[Fate]) -> None:
    async def run() -> None:
        world = World(Faults(iter(fates)))
        await world.start()
        for step in steps:
            await world.take(step)
        await world.check()

    asyncio.run(run())
