"""Facts shared by processes: no change lost, pauses that outlive the log, little traffic."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from interarec.capture.session_book import SessionBook
from interarec.capture.sessions import SessionFacts
from interarec.domain.control import Control, ControlState
from interarec.domain.errors import Conflict, Gone, Unavailable
from interarec.platform.blobs import Blob, MemoryBlobs

from tests.unit.capture.world import Process, new_world

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class CountingBlobs(MemoryBlobs):
    """Counts the puts."""

    def __init__(self) -> None:
        super().__init__()
        self.puts = 0

    async def put(
        self,
        key: str,
        data: bytes,
        *,
        media_type: str = "application/octet-stream",
        if_absent: bool = False,
        if_match: str | None = None,
    ) -> str:
        self.puts += 1
        await asyncio.sleep(0)  # lets other writers in between, as a network does
        return await super().put(key, data, media_type=media_type, if_absent=if_absent, if_match=if_match)


async def opened(blobs: MemoryBlobs) -> SessionBook:
    book = SessionBook(blobs)
    await book.open(SessionFacts("demo", "s1", NOW))
    return book


async def test_a_session_is_opened_once() -> None:
    blobs = MemoryBlobs()
    book = await opened(blobs)
    with pytest.raises(Conflict):
        await book.open(SessionFacts("demo", "s1", NOW))
    with pytest.raises(Gone):
        await book.facts("demo", "s2")


async def test_many_processes_lose_no_acknowledgement_and_no_end() -> None:
    blobs = CountingBlobs()
    books = [await opened(blobs), *(SessionBook(blobs) for _ in range(5))]
    for number, book in enumerate(books):
        for sequence in range(number, 60, len(books)):
            book.acknowledge("demo", "s1", sequence)
    ending = books[3].change("demo", "s1", lambda facts: facts.with_end(NOW))
    await asyncio.gather(*(book.flush() for book in books), ending)
    facts = await SessionBook(blobs).facts("demo", "s1")
    assert facts.acknowledged == ((0, 59),)
    assert facts.ended_at == NOW


async def test_ten_acknowledgements_cost_one_write() -> None:
    blobs = CountingBlobs()
    book = await opened(blobs)
    for sequence in range(10):
        book.acknowledge("demo", "s1", sequence)
    await book.flush()
    await book.flush()
    assert blobs.puts == 2  # the opening and one flush


async def test_own_acknowledgements_count_before_they_are_written() -> None:
    book = await opened(MemoryBlobs())
    book.acknowledge("demo", "s1", 3)
    assert await book.acknowledged("demo", "s1", 3)
    assert not await book.acknowledged("demo", "s1", 4)


async def test_what_cannot_be_written_now_is_written_later() -> None:
    blobs = MemoryBlobs()
    book = await opened(blobs)
    book.acknowledge("demo", "s1", 0)
    blobs.reachable = False
    with pytest.raises(Unavailable):
        await book.flush()
    blobs.reachable = True
    await book.flush()
    assert (await SessionBook(blobs).facts("demo", "s1")).acknowledged == ((0, 0),)


async def test_a_cancelled_run_writes_what_is_left() -> None:
    blobs = MemoryBlobs()
    book = await opened(blobs)
    running = asyncio.create_task(book.run())
    await asyncio.sleep(0)
    book.acknowledge("demo", "s1", 0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (await SessionBook(blobs).facts("demo", "s1")).acknowledged == ((0, 0),)


class StalledBlobs(MemoryBlobs):
    """Never answers a get."""

    async def get(self, key: str) -> Blob:
        await asyncio.Event().wait()
        raise AssertionError


@pytest.mark.looptime
async def test_a_store_that_hangs_does_not_keep_a_process_from_stopping() -> None:
    book = await opened(StalledBlobs())
    running = asyncio.create_task(book.run())
    await asyncio.sleep(0)
    book.acknowledge("demo", "s1", 0)
    running.cancel()
    async with asyncio.timeout(10):
        with pytest.raises(asyncio.CancelledError):
            await running


async def test_a_pause_outlives_a_log_that_does_not() -> None:
    blobs = MemoryBlobs()
    book = await opened(blobs)
    running = asyncio.create_task(book.run())
    book.hear(Control("demo", "s1", ControlState.PAUSED, NOW))
    async with asyncio.timeout(5):
        while not (await book.facts("demo", "s1")).paused:
            await asyncio.sleep(0)
    after_restart = SessionBook(blobs)
    assert after_restart.paused(await after_restart.facts("demo", "s1"))
    after_restart.hear(Control("demo", "s1", ControlState.ACTIVE, NOW + timedelta(seconds=1)))
    assert not after_restart.paused(await after_restart.facts("demo", "s1"))
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_facts_that_cannot_be_read_stop_neither_flush_nor_run() -> None:
    blobs = MemoryBlobs()
    book = await opened(blobs)
    await blobs.put("sessions/demo/s0", b"nonsense")
    book.acknowledge("demo", "s0", 0)
    book.acknowledge("demo", "s1", 0)
    await book.flush()
    assert (await SessionBook(blobs).facts("demo", "s1")).acknowledged == ((0, 0),)


async def test_a_book_that_ended_takes_capture_out_of_service(monkeypatch: pytest.MonkeyPatch) -> None:
    process = Process(new_world())
    ended = asyncio.Event()

    async def break_off(_: SessionBook) -> None:
        await ended.wait()
        raise RuntimeError("broken")

    monkeypatch.setattr(SessionBook, "run", break_off)
    async with process.app.router.lifespan_context(process.app):
        before = (await process.http.get("/health/ready")).json()["checks"]["sessions"]
        ended.set()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        after = (await process.http.get("/health/ready")).json()["checks"]["sessions"]
    await process.http.aclose()
    assert before == {"status": "ok"}
    assert after == {"status": "unavailable", "reason": "the session book has ended; restart capture"}
