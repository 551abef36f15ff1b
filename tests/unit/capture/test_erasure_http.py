"""Erasing a session: unreadable everywhere, at once, for ever; and a report that says so."""

import asyncio
from datetime import datetime

import pytest
from interarec.contracts.topics import CONTROL, INTERACTIONS, SCREENSHOTS
from interarec.domain.control import ControlState
from interarec.domain.errors import Gone
from interarec.domain.recommendations import BasedOn
from interarec.platform.state.memory import MemoryState

from tests.unit.capture.world import Process, Shared, picture, problem


async def test_everything_of_the_session_and_nothing_else_is_removed(capture: Process, shared: Shared) -> None:
    session, neighbour = await capture.open(), await capture.open()
    for sequence in range(3):
        await capture.put(session, sequence, picture(seed=sequence))
    await capture.put(neighbour, 0, picture())
    for prefix in ("traces", "ratings"):
        await shared.blobs.put(f"{prefix}/demo/{session['session_id']}/r1", b"sealed")
    longer = f"images/demo/{session['session_id']}x/0"  # another session, whose name begins like this one's
    await shared.blobs.put(longer, b"sealed")
    answer = await capture.http.delete(session["path"], headers=session["auth"])
    assert answer.status_code == 202
    assert await shared.blobs.delete(longer)
    name = answer.json()["erasure_id"]
    left = await shared.blobs.keys("")
    sid = neighbour["session_id"]
    assert left == sorted([f"erasures/{name}", f"images/demo/{sid}/0", f"keys/demo/{sid}", f"sessions/demo/{sid}"])
    assert session["session_id"].encode() not in (await shared.blobs.get(f"erasures/{name}")).data
    report = (await capture.http.get(f"/v1/erasures/{name}", headers=session["auth"])).json()
    assert report["removed"] == {"images": 3, "traces": 1, "ratings": 1, "sessions": 1, "keys": 1}
    assert (report["status"], report["key_destroyed"], report["by"]) == ("done", True, "shopper")
    assert report["versions_removed"] == {"images": 3, "traces": 1, "ratings": 1}
    kept = datetime.fromisoformat(report["texts_on_log_until"]) - datetime.fromisoformat(report["finished_at"])
    assert kept.total_seconds() == 86_400


async def test_the_report_counts_the_keys_in_redis_by_kind(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    state = MemoryState(shared.state)
    for offset in (1, 2):
        based_on = BasedOn(screenshot_offset=offset, interaction_offset=-1)
        await state.publish(b"{}", site_id="demo", session_id=session["session_id"], based_on=based_on)
    name = (await capture.http.delete(session["path"], headers=session["auth"])).json()["erasure_id"]
    report = (await capture.http.get(f"/v1/erasures/{name}", headers=session["auth"])).json()
    assert report["redis"] == {"status": "cleared", "keys": {"session": 1, "stream": 1}, "slates": 2}
    with pytest.raises(Gone):
        await state.history(session["session_id"])


async def test_an_erasure_does_not_wait_for_redis_and_a_repetition_fills_in_what_was_pending(
    capture: Process, shared: Shared
) -> None:
    session = await capture.open()
    await capture.put(session, 0, picture())
    await MemoryState(shared.state).history(session["session_id"])
    shared.state.set_reachable(False)
    name = (await capture.http.delete(session["path"], headers=session["auth"])).json()["erasure_id"]
    path = f"/v1/erasures/{name}"
    report = (await capture.http.get(path, headers=session["auth"])).json()
    assert (report["removed"]["images"], report["redis"]["status"]) == (1, "pending")
    shared.state.set_reachable(True)
    await MemoryState(shared.state).erase(session["session_id"])  # as the gateway does when it hears the word
    await capture.http.delete(session["path"], headers=session["auth"])
    again = (await capture.http.get(path, headers=session["auth"])).json()
    counted = {"status": "cleared", "keys": {"session": 1, "stream": 0}, "slates": 0}
    assert again == {**report, "redis": counted}


async def test_the_word_goes_out_before_anything_is_removed(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    await capture.put(session, 0, picture())
    shared.blobs.reachable = False
    problem(await capture.http.delete(session["path"], headers=session["auth"]), 503, "unavailable")
    (said,) = shared.said(CONTROL.name)
    assert (said.session_id, said.state) == (session["session_id"], ControlState.ERASED)
    shared.blobs.reachable = True
    assert (await capture.http.delete(session["path"], headers=session["auth"])).status_code == 202
    assert await shared.blobs.keys("images/") == []
    assert len(shared.said(CONTROL.name)) == 1


async def test_when_the_word_cannot_go_out_nothing_is_removed(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    await capture.put(session, 0, picture())
    shared.log.reachable = False
    problem(await capture.http.delete(session["path"], headers=session["auth"]), 503, "unavailable")
    assert len(await shared.blobs.keys("images/")) == 1


async def test_an_erased_session_answers_nothing_but_its_report(
    capture: Process, other: Process, shared: Shared
) -> None:
    session = await capture.open()
    await capture.put(session, 0, picture())
    name = (await capture.http.delete(session["path"], headers=session["auth"])).json()["erasure_id"]
    for process in (capture, other):
        assert (await process.put(session, 1, picture(seed=1))).status_code == 410
        for method, path in (("POST", "/interactions"), ("POST", "/end"), ("POST", "/token")):
            answer = await process.http.request(method, session["path"] + path, json=[], headers=session["auth"])
            assert answer.status_code == 410, path
        again = await process.http.delete(session["path"], headers=session["auth"])
        assert again.json()["erasure_id"] == name
        report = await process.http.get(f"/v1/erasures/{name}", headers=session["auth"])
        assert report.json()["removed"]["images"] == 1
    assert len(shared.said(SCREENSHOTS.name)) == 1
    assert shared.said(INTERACTIONS.name) == []
    shared.time.pass_seconds(600)
    assert (await capture.http.get(f"/v1/erasures/{name}", headers=session["auth"])).status_code == 200
    shared.time.pass_seconds(7 * 86_400)
    problem(await capture.http.get(f"/v1/erasures/{name}", headers=session["auth"]), 401, "token_expired")


async def test_the_last_token_of_an_ended_session_erases_it_while_anything_is_kept(
    capture: Process, shared: Shared
) -> None:
    ended, later, neighbour = await capture.open(), await capture.open(), await capture.open()
    await capture.put(ended, 0, picture())
    await capture.http.post(ended["path"] + "/end", headers=ended["auth"])
    shared.time.pass_seconds(5 * 86_400)
    problem(await capture.http.post(ended["path"] + "/token", headers=ended["auth"]), 401, "token_expired")
    problem(await capture.http.delete(neighbour["path"], headers=ended["auth"]), 403, "token_of_other_session")
    assert (await capture.http.delete(ended["path"], headers=ended["auth"])).status_code == 202
    assert await shared.blobs.keys("images/") == []
    shared.time.pass_seconds(3 * 86_400)
    problem(await capture.http.delete(later["path"], headers=later["auth"]), 401, "token_expired")


async def test_an_expired_token_of_the_office_erases_nothing(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    office = {"Authorization": f"Bearer {shared.office_token()}"}
    shared.time.pass_seconds(601)
    problem(await capture.http.delete(session["path"], headers=office), 401, "token_expired")
    assert not capture.control.erased(session["session_id"])


async def test_another_process_that_hears_the_word_forgets_the_key(
    capture: Process, other: Process, shared: Shared
) -> None:
    session = await capture.open()
    await other.put(session, 0, picture())
    following = asyncio.create_task(other.control.run())
    await other.control.wait_ready()
    await capture.http.delete(session["path"], headers=session["auth"])
    async with asyncio.timeout(5):
        while not other.control.erased(session["session_id"]):
            await other.control.wait_for_change()
    following.cancel()
    problem(await other.put(session, 1, picture(seed=1)), 410, "session_erased")
    with pytest.raises(Gone):
        await other.vault.get("demo", session["session_id"], f"images/demo/{session['session_id']}/0")


async def test_acknowledgements_not_written_yet_do_not_bring_facts_back(
    capture: Process, other: Process, shared: Shared
) -> None:
    session = await capture.open()
    await other.put(session, 0, picture())
    await capture.http.delete(session["path"], headers=session["auth"])
    await other.app.state.capture.book.flush()
    assert await shared.blobs.keys("sessions/") == []


async def test_reports_are_read_by_their_own_token_and_the_sites_office_only(capture: Process, shared: Shared) -> None:
    session, neighbour = await capture.open(), await capture.open()
    name = (await capture.http.delete(session["path"], headers=session["auth"])).json()["erasure_id"]
    path = f"/v1/erasures/{name}"
    problem(await capture.http.get(path, headers=neighbour["auth"]), 404, "not_found")
    problem(await capture.http.get(path), 401, "token_missing")
    office = {"Authorization": f"Bearer {shared.office_token()}"}
    rival = {"Authorization": f"Bearer {shared.office_token('rival')}"}
    assert (await capture.http.get(path, headers=office)).status_code == 200
    problem(await capture.http.get(path, headers=rival), 404, "not_found")
    problem(await capture.http.get("/v1/erasures/e0", headers=office), 404, "not_found")
    assert (await capture.http.get("/v1/erasures/..%2Fkeys", headers=office)).status_code == 404


async def test_the_office_erases_sessions_of_its_own_site_only(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    rival = {"Authorization": f"Bearer {shared.office_token('rival')}"}
    problem(await capture.http.delete(session["path"], headers=rival), 404, "not_found")
    assert not capture.control.erased(session["session_id"])
    office = {"Authorization": f"Bearer {shared.office_token()}"}
    problem(await capture.http.delete(session["path"][:-1], headers=office), 404, "not_found")
    assert (await capture.http.delete(session["path"], headers=office)).status_code == 202
    assert (await capture.http.delete(session["path"], headers=office)).status_code == 202
    assert capture.control.erased(session["session_id"])
