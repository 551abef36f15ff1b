"""The order of delivery under races: one send in flight a session, and erasure in the middle of a put."""

import asyncio
from collections import Counter

from interarec.capture.images import PictureFrame
from interarec.capture.intake import Intake
from interarec.capture.session_book import SessionBook
from interarec.capture.sessions import SessionFacts
from interarec.capture.uploads import CaptureNotes, Upload
from interarec.contracts.topics import SCREENSHOTS
from interarec.contracts.wire import WireMessage, header
from interarec.domain.control import ControlState
from interarec.domain.errors import Gone
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.bus.memory import MemoryBus
from interarec.platform.bus.port import Position, TopicPartition
from interarec.platform.control import ControlBoard
from interarec.platform.security import Vault

from tests.unit.capture.world import MASTER, Process, Shared, picture


class SlowBus(MemoryBus):
    """Takes a while for every send and counts how many of a key are on their way."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared.log)
        self.under_way: Counter[bytes] = Counter()
        self.most_of_one_session = 0
        self.most = 0

    async def send(self, message: WireMessage) -> Position:
        self.under_way[message.key] += 1
        self.most_of_one_session = max(self.most_of_one_session, *self.under_way.values())
        self.most = max(self.most, self.under_way.total())
        for _ in range(5):
            await asyncio.sleep(0)
        self.under_way[message.key] -= 1
        return await super().send(message)


class ErasedMeanwhile(MemoryBlobs):
    """A store during whose image put the session is erased by another process."""

    control: ControlBoard

    async def put(
        self,
        key: str,
        data: bytes,
        *,
        media_type: str = "application/octet-stream",
        if_absent: bool = False,
        if_match: str | None = None,
    ) -> str:
        if key.startswith("images/"):
            await self.control.set("demo", "s0", ControlState.ERASED, by="office")
        return await super().put(key, data, media_type=media_type, if_absent=if_absent, if_match=if_match)


def upload(session_id: str, sequence: int, shared: Shared) -> Upload:
    data = picture(seed=sequence)
    return Upload("demo", session_id, sequence, data, PictureFrame("image/png", 64, 48), CaptureNotes(shared.time()))


async def intake_on(bus: MemoryBus, blobs: MemoryBlobs, control: ControlBoard, shared: Shared, sessions: int) -> Intake:
    book, vault = SessionBook(blobs), Vault(blobs, MASTER, shared.time)
    for number in range(sessions):
        await vault.create("demo", f"s{number}")
        await book.open(SessionFacts("demo", f"s{number}", shared.time()))
    return Intake(bus, blobs, vault, control, book, shared.time)


async def test_one_send_of_a_session_is_under_way_and_many_of_several(shared: Shared) -> None:
    bus = SlowBus(shared)
    intake = await intake_on(bus, shared.blobs, ControlBoard(bus, shared.time), shared, 4)
    await asyncio.gather(*(intake.screenshot(upload(f"s{n % 4}", n // 4, shared)) for n in range(20)))
    assert bus.most_of_one_session == 1
    assert bus.most == 4
    assert len(shared.said(SCREENSHOTS.name)) == 20
    assert len(intake._lanes) == 0


async def test_an_image_put_after_the_erasure_swept_is_taken_back(shared: Shared) -> None:
    bus, blobs = MemoryBus(shared.log), ErasedMeanwhile()
    blobs.control = ControlBoard(bus, shared.time)
    intake = await intake_on(bus, blobs, blobs.control, shared, 1)
    try:
        await intake.screenshot(upload("s0", 0, shared))
    except Gone:
        assert await blobs.keys("images/") == []
        assert shared.said(SCREENSHOTS.name) == []
    else:
        raise AssertionError("an erased session took a screenshot in")


async def test_the_callers_trace_goes_on_in_the_message(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    await capture.put(session, 0, picture(), traceparent=f"00-{trace}-00f067aa0ba902b7-01")
    (record,) = shared.log.records(TopicPartition(SCREENSHOTS.name, 0))
    said = header(record.headers, "traceparent")
    assert said is not None
    assert said.split("-")[1] == trace
    assert said.split("-")[2] != "00f067aa0ba902b7"


async def test_refusals_can_be_read_by_the_page(capture: Process) -> None:
    origin = "http://localhost:5173"
    answer = await capture.http.post("/v1/sessions/s1/end", headers={"Origin": origin})
    assert answer.status_code == 401
    assert answer.headers["access-control-allow-origin"] == origin
    assert answer.headers["access-control-expose-headers"] == "Retry-After"
