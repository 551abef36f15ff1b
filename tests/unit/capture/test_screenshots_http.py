"""PUT of screenshots: what is stored and said, in which order, and what a repetition does."""

import asyncio
import hashlib
from datetime import UTC, datetime

import pytest
from interarec.contracts.topics import SCREENSHOTS
from interarec.domain.screenshots import Screenshot, Viewport

from tests.unit.capture.test_images import png_of
from tests.unit.capture.world import Process, Shared, picture, problem


async def test_stores_the_image_sealed_and_says_where_it_is(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    data = picture(size=(1280, 800))
    answer = await capture.put(
        session,
        7,
        data,
        interarec_captured_at="2026-03-01T13:00:00.250+01:00",
        interarec_page_url="https://user:secret@shop.example/dresses?colour=green#reviews",
        interarec_viewport="1280x800@2",
        interarec_dwell_ms="2000",
    )
    assert answer.status_code == 202
    assert answer.json() == {"screenshot_id": f"{session['session_id']}.7", "status": "accepted"}
    (said,) = shared.said(SCREENSHOTS.name)
    assert isinstance(said, Screenshot)
    assert (said.site_id, said.session_id, said.sequence) == ("demo", session["session_id"], 7)
    assert said.captured_at == datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
    assert said.page_url == "https://shop.example/dresses?colour=green"
    assert (said.viewport, said.dwell_ms, said.masked) == (Viewport(1280, 800, 2.0), 2000, False)
    image = said.image
    assert (image.media_type, image.width, image.height, image.size) == ("image/png", 1280, 800, len(data))
    assert image.sha256 == hashlib.sha256(data).hexdigest()
    assert image.key == f"images/demo/{session['session_id']}/7"
    assert data[:64] not in (await shared.blobs.get(image.key)).data
    assert await capture.vault.get("demo", session["session_id"], image.key) == data


async def test_a_browsers_own_pixel_ratio_is_taken(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    answer = await capture.put(session, 0, picture(), interarec_viewport="1280x800@1.100000023841858")
    assert answer.status_code == 202
    assert shared.said(SCREENSHOTS.name)[0].viewport.scale == 1.100000023841858


async def test_headers_are_optional(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    assert (await capture.put(session, 0, picture("WEBP"), Content_Type="image/webp")).status_code == 202
    assert (await capture.put(session, 1, picture("JPEG"), Content_Type="image/jpeg; x=y")).status_code == 202
    said = shared.said(SCREENSHOTS.name)
    assert [message.image.media_type for message in said] == ["image/webp", "image/jpeg"]
    assert (said[0].captured_at, said[0].page_url, said[0].viewport) == (shared.time(), None, None)


async def test_gaps_and_any_order_are_taken(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    for sequence in (5, 0, 900):
        assert (await capture.put(session, sequence, picture(seed=sequence))).status_code == 202
    assert [message.sequence for message in shared.said(SCREENSHOTS.name)] == [5, 0, 900]


async def test_the_same_bytes_again_change_nothing(capture: Process, other: Process, shared: Shared) -> None:
    session = await capture.open()
    await capture.put(session, 0, picture())
    again = await capture.put(session, 0, picture())
    assert (again.status_code, again.json()["status"]) == (200, "duplicate")
    assert len(shared.said(SCREENSHOTS.name)) == 1
    await capture.app.state.capture.book.flush()
    elsewhere = await other.put(session, 0, picture())
    assert (elsewhere.status_code, elsewhere.json()["status"]) == (200, "duplicate")
    assert len(shared.said(SCREENSHOTS.name)) == 1


async def test_a_reference_whose_acknowledgement_is_not_recorded_is_sent_again(
    capture: Process, other: Process, shared: Shared
) -> None:
    session = await capture.open()
    await capture.put(session, 0, picture())  # this process dies before it writes the acknowledgement
    again = await other.put(session, 0, picture())
    assert again.status_code == 200
    assert [message.sequence for message in shared.said(SCREENSHOTS.name)] == [0, 0]


async def test_an_image_stored_while_the_log_was_away_is_announced_by_the_next_try(
    capture: Process, shared: Shared
) -> None:
    session = await capture.open()
    shared.log.reachable = False
    failed = await capture.put(session, 0, picture())
    problem(failed, 503, "unavailable")
    assert int(failed.headers["retry-after"]) >= 1
    shared.log.reachable = True
    assert (await capture.put(session, 0, picture())).json()["status"] == "duplicate"
    assert [message.sequence for message in shared.said(SCREENSHOTS.name)] == [0]


async def test_nothing_is_said_when_the_store_is_away(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    shared.blobs.reachable = False
    problem(await capture.put(session, 0, picture()), 503, "unavailable")
    assert shared.said(SCREENSHOTS.name) == []


async def test_other_bytes_under_the_same_sequence_conflict(capture: Process, other: Process, shared: Shared) -> None:
    session = await capture.open()
    await capture.put(session, 0, picture())
    for process in (capture, other):
        problem(await process.put(session, 0, picture(seed=1)), 409, "sequence_reused")
    assert len(shared.said(SCREENSHOTS.name)) == 1
    assert await capture.vault.get("demo", session["session_id"], f"images/demo/{session['session_id']}/0") == picture()


async def test_of_two_processes_racing_with_other_bytes_one_wins(
    capture: Process, other: Process, shared: Shared
) -> None:
    session = await capture.open()
    answers = await asyncio.gather(capture.put(session, 0, picture()), other.put(session, 0, picture(seed=1)))
    assert sorted(answer.status_code for answer in answers) == [202, 409]
    assert len(shared.said(SCREENSHOTS.name)) == 1


async def test_bad_pictures_leave_no_trace(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    good = picture()
    problem(await capture.put(session, 0, good[:-1]), 422, "image_broken")
    problem(await capture.put(session, 0, good, Content_Type="image/webp"), 415, "image_format")
    problem(await capture.put(session, 0, b"GIF89a" + good, Content_Type="image/png"), 415, "image_format")
    problem(await capture.put(session, 0, good, Content_Type="image/gif"), 415, "unsupported")
    problem(await capture.put(session, 0, png_of(3000, 3000)), 422, "image_pixels")
    problem(await capture.put(session, 0, b""), 422, "image_empty")
    problem(await capture.put(session, 0, good + b"\0" * (2 * 1024 * 1024)), 413, "body_too_large")
    assert await shared.blobs.keys("images/") == []
    assert shared.said(SCREENSHOTS.name) == []
    assert (await capture.put(session, 0, good)).status_code == 202


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("interarec_captured_at", "yesterday"),
        ("interarec_captured_at", "2026-03-01T12:00:00"),
        ("interarec_captured_at", "0001-01-01T00:00:00+14:00"),
        ("interarec_captured_at", "9999-12-31T23:59:59-14:00"),
        ("interarec_viewport", "1280"),
        ("interarec_viewport", "0x800"),
        ("interarec_viewport", "1280x800@"),
        ("interarec_dwell_ms", "-1"),
        ("interarec_dwell_ms", "1.5"),
        ("interarec_dwell_ms", "99999999999999999999"),
        ("interarec_dwell_ms", "0" * 12 + "9" * 18),
        ("interarec_dwell_ms", "0" * 12 + "9" * 30),
        ("interarec_page_url", "x" * 2049),
    ],
)
async def test_wrong_headers_are_named(capture: Process, shared: Shared, header: str, value: str) -> None:
    session = await capture.open()
    answer = await capture.put(session, 0, picture(), **{header: value})
    problem(answer, 422, "invalid")
    assert shared.said(SCREENSHOTS.name) == []
    assert (await capture.put(session, 0, picture(seed=1))).status_code == 202, "a refused upload took its sequence"


@pytest.mark.parametrize("sequence", ["-1", "x", "1.5", str(2**31)])
async def test_wrong_sequences_are_refused(capture: Process, sequence: str) -> None:
    session = await capture.open()
    path = f"{session['path']}/screenshots/{sequence}"
    answer = await capture.http.put(path, content=picture(), headers=session["auth"] | {"Content-Type": "image/png"})
    problem(answer, 422, "invalid")


async def test_a_burst_of_twenty_is_taken_and_then_told_to_wait(capture: Process) -> None:
    session = await capture.open()
    for sequence in range(20):
        assert (await capture.put(session, sequence, picture(seed=sequence))).status_code == 202
    limited = await capture.put(session, 20, picture(seed=20))
    problem(limited, 429, "too_fast")
    assert limited.headers["retry-after"] == "1"
    neighbour = await capture.open()
    assert (await capture.put(neighbour, 0, picture())).status_code == 202


async def test_acknowledgements_are_written_and_shared(capture: Process, other: Process, shared: Shared) -> None:
    session = await capture.open()
    for process, sequence in ((capture, 0), (other, 1), (capture, 2), (other, 7)):
        await process.put(session, sequence, picture(seed=sequence))
    books = [process.app.state.capture.book for process in (capture, other)]
    await asyncio.gather(*(book.flush() for book in books))
    for book in books:
        facts = await book.facts("demo", session["session_id"])
        assert (facts.acknowledged, facts.screenshots) == (((0, 2), (7, 7)), 4)


async def test_a_full_session_is_told_so(shared: Shared) -> None:
    limits = shared.settings.capture.model_copy(update={"max_screenshots": 2})
    shared.settings = shared.settings.model_copy(update={"capture": limits})
    process = Process(shared)
    session = await process.open()
    for sequence in (0, 1):
        assert (await process.put(session, sequence, picture(seed=sequence))).status_code == 202
    problem(await process.put(session, 2, picture(seed=2)), 429, "session_full")
    assert (await process.put(session, 1, picture(seed=1))).status_code == 200
    await process.http.aclose()
