"""Opening, renewing, ending and pausing sessions over HTTP, on one and on two capture processes."""

import asyncio
from datetime import datetime

import httpx2
import pytest
from interarec.capture.sessions import SessionFacts
from interarec.contracts.topics import SCREENSHOTS
from interarec.domain.control import ControlState
from interarec.domain.screenshots import SessionEnd
from interarec.platform.security import TokenSigner, new_claims
from interarec.platform.settings import CaptureSettings
from joserfc.jwk import OKPKey

from tests.unit.capture.world import ORIGIN, Process, Shared, picture, problem


async def test_opens_a_session_as_promised(capture: Process, shared: Shared) -> None:
    session = await capture.open(shopper_id="anna@example.org", locale="en-GB", currency="GBP")
    assert session["capture"] == {
        "interval_ms": 2000,
        "max_bytes": 2 * 1024 * 1024,
        "media_types": ["image/png", "image/webp", "image/jpeg"],
    }
    assert session["stream_url"] == "ws://127.0.0.1:8080/v1/stream"
    claims = shared.verifier.verify(session["token"], now=shared.time())
    assert (claims.sid, claims.site, claims.scope) == (session["session_id"], "demo", "shopper")
    assert datetime.fromisoformat(session["expires_at"]).timestamp() == claims.exp
    assert "anna" not in claims.sub
    stored = (await shared.blobs.get(f"sessions/demo/{session['session_id']}")).data
    assert b"anna" not in stored
    assert claims.sub.encode() in stored


@pytest.mark.parametrize("consent", [{}, {"consent": False}, {"consent": None}, {"consent": "true"}, {"consent": 1}])
async def test_no_consent_no_session(capture: Process, shared: Shared, consent: dict[str, object]) -> None:
    answer = await capture.http.post("/v1/sessions", json={"site_key": "pk_demo"} | consent)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert await shared.blobs.keys("") == []


async def test_a_wrong_key_opens_nothing(capture: Process) -> None:
    answer = await capture.http.post("/v1/sessions", json={"site_key": "pk_wrong", "consent": True})
    problem(answer, 401, "site_key_unknown")


async def test_broken_bodies_are_problems_too(capture: Process) -> None:
    for body in (b"", b"{", b"[]", b'"x"', b'{"site_key": 7, "consent": true}', b"[" * 10_000):
        answer = await capture.http.post("/v1/sessions", content=body, headers={"Content-Type": "application/json"})
        problem(answer, 422, "invalid")


async def test_public_keys_need_a_listed_origin_when_one_is_sent(capture: Process) -> None:
    body = {"site_key": "pk_demo", "consent": True}
    good = await capture.http.post("/v1/sessions", json=body, headers={"Origin": ORIGIN})
    assert good.status_code == 201
    assert good.headers["access-control-allow-origin"] == ORIGIN
    assert "Origin" in good.headers["vary"]
    for origin in ("https://evil.example", "null", "http://localhost.evil.example"):
        bad = await capture.http.post("/v1/sessions", json=body, headers={"Origin": origin})
        problem(bad, 403, "origin_denied")
        assert "access-control-allow-origin" not in bad.headers
    other_site = await capture.http.post("/v1/sessions", json=body, headers={"Origin": "https://rival.example"})
    problem(other_site, 403, "origin_denied")


async def test_secret_keys_are_for_servers(capture: Process) -> None:
    body = {"site_key": "sk_demo", "consent": True}
    assert (await capture.http.post("/v1/sessions", json=body)).status_code == 201
    answer = await capture.http.post("/v1/sessions", json=body, headers={"Origin": ORIGIN})
    problem(answer, 403, "secret_key_in_browser")


async def test_an_unlisted_origin_is_refused_everywhere(capture: Process) -> None:
    session = await capture.open()
    evil = session["auth"] | {"Origin": "https://evil.example"}
    rival = session["auth"] | {"Origin": "https://rival.example"}
    calls = [
        ("PUT", f"{session['path']}/screenshots/0"),
        ("POST", f"{session['path']}/interactions"),
        ("POST", f"{session['path']}/token"),
        ("POST", f"{session['path']}/end"),
        ("DELETE", session["path"]),
        ("GET", "/v1/erasures/e1"),
    ]
    for method, path in calls:
        problem(await capture.http.request(method, path, headers=rival, content=b"[]"), 403, "origin_denied")
    for method, path in [*calls, ("GET", "/health/live"), ("GET", "/metrics"), ("OPTIONS", "/v1/sessions")]:
        problem(await capture.http.request(method, path, headers=evil, content=b"[]"), 403, "origin_denied")


async def test_preflights_are_answered(capture: Process) -> None:
    headers = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "interarec-dwell-ms",
    }
    answer = await capture.http.options("/v1/sessions/s1/screenshots/0", headers=headers)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert "PUT" in answer.headers["access-control-allow-methods"]
    allowed = answer.headers["access-control-allow-headers"].lower()
    assert all(
        name in allowed for name in ("authorization", "content-type", "interarec-dwell-ms", "interarec-viewport")
    )


async def test_without_the_right_token_nothing_is_done(capture: Process, shared: Shared) -> None:
    mine, other = await capture.open(), await capture.open()
    path = f"{mine['path']}/end"
    problem(await capture.http.post(path), 401, "token_missing")
    problem(await capture.http.post(path, headers={"Authorization": "Basic abc"}), 401, "token_missing")
    problem(await capture.http.post(path, headers={"Authorization": "Bearer abc"}), 401, "token_invalid")
    problem(await capture.http.post(path, headers=other["auth"]), 403, "token_of_other_session")
    problem(
        await capture.http.post(path, headers={"Authorization": f"Bearer {shared.office_token()}"}),
        403,
        "token_of_other_session",
    )
    office = new_claims(site="demo", sid=mine["session_id"], scope="office", now=shared.time(), ttl_s=600)
    answer = await capture.http.post(path, headers={"Authorization": f"Bearer {shared.signer.sign(office)}"})
    problem(answer, 403, "token_of_other_session")
    forged = TokenSigner(OKPKey.generate_key("Ed25519").as_pem(private=True)).sign(
        new_claims(site="demo", sid=mine["session_id"], scope="shopper", now=shared.time(), ttl_s=600)
    )
    problem(await capture.http.post(path, headers={"Authorization": f"Bearer {forged}"}), 401, "token_invalid")
    assert shared.said(SCREENSHOTS.name) == []


async def test_a_token_expires_and_renews_within_thirty_minutes(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    shared.time.pass_seconds(600)
    problem(await capture.put(session, 0, picture()), 401, "token_expired")
    renewed = await capture.http.post(f"{session['path']}/token", headers=session["auth"])
    assert renewed.status_code == 200
    session["auth"] = {"Authorization": f"Bearer {renewed.json()['token']}"}
    assert (await capture.put(session, 0, picture())).status_code == 202
    shared.time.pass_seconds(600 + 1800)
    problem(await capture.http.post(f"{session['path']}/token", headers=session["auth"]), 401, "token_expired")


async def test_an_end_holds_in_every_process_at_once(capture: Process, other: Process, shared: Shared) -> None:
    session = await capture.open()
    assert (await other.put(session, 0, picture())).status_code == 202
    ended = await capture.http.post(f"{session['path']}/end", headers=session["auth"])
    assert ended.status_code == 202
    assert ended.json()["status"] == "ended"
    for process in (capture, other):
        problem(await process.put(session, 1, picture(seed=1)), 410, "session_ended")
        renewal = await process.http.post(f"{session['path']}/token", headers=session["auth"])
        problem(renewal, 410, "session_ended")
    assert [type(message) for message in shared.said(SCREENSHOTS.name)][1:] == [SessionEnd]


async def test_ending_again_gives_the_same_answer(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    first = await capture.http.post(f"{session['path']}/end", headers=session["auth"])
    shared.time.pass_seconds(5)
    again = await capture.http.post(f"{session['path']}/end", headers=session["auth"])
    assert again.json() == first.json()


async def test_an_end_is_told_to_the_log_once_however_often_it_is_repeated(
    capture: Process, other: Process, shared: Shared
) -> None:
    session = await capture.open()
    repeated = (capture.http.post(f"{session['path']}/end", headers=session["auth"]) for _ in range(30))
    assert {answer.status_code for answer in await asyncio.gather(*repeated)} == {202}
    assert [type(message) for message in shared.said(SCREENSHOTS.name)] == [SessionEnd]
    for _ in range(2):  # a process that has not heard whether the log has it says it once more
        assert (await other.http.post(f"{session['path']}/end", headers=session["auth"])).status_code == 202
    assert [type(message) for message in shared.said(SCREENSHOTS.name)] == [SessionEnd] * 2


async def test_one_address_opens_a_burst_of_sessions_with_a_public_key_and_then_waits(shared: Shared) -> None:
    limits = CaptureSettings(opening_burst=3, opening_rate_per_s=0.001)
    shared.settings = shared.settings.model_copy(update={"capture": limits})
    capture = Process(shared)
    for _ in range(3):
        await capture.open()
    body = {"site_key": "pk_demo", "consent": True}
    refused = await capture.http.post("/v1/sessions", json=body)
    problem(refused, 429, "too_fast")
    assert 900 <= int(refused.headers["retry-after"]) <= 1000
    assert len(await shared.blobs.keys("sessions/demo/")) == 3
    await capture.open(site_key="sk_demo")
    await capture.open(site_key="pk_rival")
    transport = httpx2.ASGITransport(capture.app, client=("203.0.113.9", 1))
    async with httpx2.AsyncClient(transport=transport, base_url="http://capture") as elsewhere:
        assert (await elsewhere.post("/v1/sessions", json=body)).status_code == 201


async def test_an_end_that_the_log_did_not_hear_is_sent_by_the_next_try(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    shared.log.reachable = False
    problem(await capture.http.post(f"{session['path']}/end", headers=session["auth"]), 503, "unavailable")
    shared.log.reachable = True
    assert (await capture.http.post(f"{session['path']}/end", headers=session["auth"])).status_code == 202
    assert [type(message) for message in shared.said(SCREENSHOTS.name)] == [SessionEnd]


async def test_a_paused_session_takes_nothing_in_until_it_goes_on(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    await capture.control.set("demo", session["session_id"], ControlState.PAUSED, by="office")
    skipped = await capture.put(session, 0, picture())
    assert skipped.status_code == 202
    assert skipped.json() == {"screenshot_id": f"{session['session_id']}.0", "status": "skipped", "reason": "paused"}
    click = {"sequence": 0, "action": "click", "item_id": "i1"}
    answer = await capture.http.post(f"{session['path']}/interactions", json=[click], headers=session["auth"])
    assert answer.json()["accepted"] == 0
    assert "paused" in answer.json()["rejected"][0]["error"]
    assert shared.said(SCREENSHOTS.name) == []
    assert await shared.blobs.keys("images/") == []
    shared.time.pass_seconds(1)
    await capture.control.set("demo", session["session_id"], ControlState.ACTIVE, by="office")
    assert (await capture.put(session, 0, picture())).json()["status"] == "accepted"


async def test_a_pause_holds_after_a_restart_without_the_log(capture: Process, shared: Shared) -> None:
    session = await capture.open()
    key = f"sessions/demo/{session['session_id']}"
    facts = SessionFacts.from_json((await shared.blobs.get(key)).data)
    await shared.blobs.put(key, facts.with_paused(True).to_json())
    assert (await capture.put(session, 0, picture())).json()["status"] == "skipped"


async def test_metrics_and_health(capture: Process, shared: Shared) -> None:
    assert (await capture.http.get("/health/live")).json()["status"] == "ok"
    waiting = await capture.http.get("/health/ready")
    assert waiting.status_code == 503
    assert waiting.json()["checks"]["control"]["status"] == "unavailable"
    assert waiting.json()["checks"]["blobs"]["status"] == "ok"
    assert "interarec_frames_total" in (await capture.http.get("/metrics")).text
