"""The gateway over HTTP: newest, rail, trace, back office, origins, pages."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from interarec.contracts.envelope import wire
from interarec.contracts.topics import INSIGHTS
from interarec.domain.control import ControlState
from interarec.domain.insights import InsightWindow
from interarec.platform.bus.memory import MemoryBus

from tests.integration.gateway.world import World, until

RAIL = {
    "recommendation_id": "rail",
    "session_id": "",
    "arm": "fallback",
    "revision": 0,
    "slate": [],
    "wording": "Most bought",
}
PNG = b"\x89PNG\r\n\x1a\n and so on"


async def test_the_newest_recommendation_of_ones_own_session(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    for number in range(2):
        await world.recommend(session_id, number, 0)
    await until(lambda: _is_at(world, session_id, 2))
    path = f"/v1/sessions/{session_id}/recommendations"
    async with world.http(gateway, world.token(session_id)) as http:
        answer = await http.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json()["based_on"]["screenshot_offset"] == 1
    assert answer.json()["session_id"] == session_id
    async with world.http(gateway, world.office()) as http:
        assert (await http.get(path)).json() == answer.json()


@pytest.mark.parametrize("path", ["recommendations", "trace/r1"])
async def test_who_may_not_ask_is_told_so(world: World, session_id: str, path: str) -> None:
    gateway = await world.gateway()
    url = f"/v1/sessions/{session_id}/{path}"
    tokens = {
        None: 401,
        "nonsense": 401,
        world.token(session_id, ttl_s=60, age_s=120): 401,
        world.token(session_id, site="unknown"): 401,
        world.token(session_id + "x"): 403,
    }
    for token, status in tokens.items():
        async with world.http(gateway, token) as http:
            answer = await http.get(url)
        assert (answer.status_code, answer.json()["status"]) == (status, status)
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) == {"type", "title", "status", "detail"}


async def test_without_a_recommendation_the_rail_is_shown(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    path = f"/v1/sessions/{session_id}/recommendations"
    async with world.http(gateway, world.token(session_id)) as http:
        assert (await http.get(path)).status_code == 404
        await world.blobs.put("artifacts/demo/rail/current", json.dumps(RAIL).encode())
        assert (await http.get(path)).json() == {**RAIL, "session_id": session_id}
        world.blobs.reachable = False
        assert (await http.get(path)).json()["arm"] == "fallback", "the rail stays when the object store is away"


async def test_the_kill_switch_shows_the_rail(world: World, session_id: str) -> None:
    off = world.settings.sites["demo"].model_copy(update={"enabled": False})
    world.settings = world.settings.model_copy(update={"sites": {"demo": off}})
    await world.blobs.put("artifacts/demo/rail/current", json.dumps(RAIL).encode())
    gateway = await world.gateway()
    await world.recommend(session_id, 1, 0)
    await until(lambda: _is_at(world, session_id, 1))
    async with world.http(gateway, world.token(session_id)) as http:
        assert (await http.get(f"/v1/sessions/{session_id}/recommendations")).json()["arm"] == "fallback"
    async with world.client(gateway, session_id) as client:
        assert (await client.subscribe(f"recommendations:{session_id}")).publications == ()


async def test_the_trace_is_unsealed_for_its_session_only(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    await world.vault.create("demo", session_id)
    trace = b'{"recommendation":{},"items":[]}'
    await world.vault.put("demo", session_id, f"traces/demo/{session_id}/r1", trace)
    path = f"/v1/sessions/{session_id}/trace"
    async with world.http(gateway, world.token(session_id)) as http:
        assert (await http.get(f"{path}/r1")).content == trace
        assert (await http.get(f"{path}/r2")).status_code == 404
        assert (await http.get(f"{path}/..%2f..%2fkeys")).status_code in (404, 422)
        await world.erase(session_id)
        assert (await http.get(f"{path}/r1")).status_code == 410
        assert (await http.get(f"/v1/sessions/{session_id}/recommendations")).status_code == 410


async def test_the_office_lists_sessions_with_state_and_arm(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    for name, started, count in (
        (session_id, "2026-05-01T10:00:00+00:00", 12),
        (session_id + "b", "2026-05-01T11:00:00+00:00", 0),
    ):
        facts = {"started_at": started, "screenshots": count, "ended_at": None}
        await world.blobs.put(f"sessions/demo/{name}", json.dumps(facts).encode())
    await world.blobs.put(f"sessions/other/{session_id}c", b'{"started_at":"2026-05-01T10:00:00+00:00"}')
    await world.recommend(session_id, 1, 0)
    await until(lambda: _is_at(world, session_id, 1))
    async with world.http(gateway, world.office()) as http:
        paused = await http.post(f"/v1/sessions/{session_id}/pause")
        assert (paused.status_code, world.control.state(session_id)) == (200, ControlState.PAUSED)
        newest, oldest = (await http.get("/v1/sessions")).json()["sessions"]
        assert newest == {
            "session_id": session_id + "b",
            "started_at": "2026-05-01T11:00:00.000Z",
            "screenshots": 0,
            "last_state": "active",
            "arm": None,
        }
        assert (oldest["session_id"], oldest["screenshots"]) == (session_id, 12)
        assert (oldest["last_state"], oldest["arm"]) == ("paused", "assortment")
        await http.post(f"/v1/sessions/{session_id}/resume")
        assert world.control.state(session_id) is ControlState.ACTIVE
        assert (await http.post(f"/v1/sessions/{session_id}c/pause")).status_code == 404, "another shop's"
        assert (await http.get("/v1/sessions?limit=1")).json()["sessions"][0]["session_id"] == session_id + "b"
        assert (await http.get("/v1/sessions?limit=0")).status_code == 422
        assert (await http.get("/v1/insights")).json() == {"windows": []}
        await world.erase(session_id)
        listed = (await http.get("/v1/sessions")).json()["sessions"]
        assert [one["session_id"] for one in listed] == [session_id + "b"]


async def test_an_ended_session_is_listed_as_ended_and_no_other_shops(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    facts = {"started_at": "2026-05-01T10:00:00+00:00", "screenshots": 4, "ended_at": "2026-05-01T10:05:00+00:00"}
    await world.blobs.put(f"sessions/demo/{session_id}", json.dumps(facts).encode())
    async with world.http(gateway, world.office()) as http:
        for _ in range(2):
            (only,) = (await http.get("/v1/sessions")).json()["sessions"]
            assert (only["session_id"], only["last_state"], only["screenshots"]) == (session_id, "ended", 4)
        await world.blobs.delete(f"sessions/demo/{session_id}")
        assert (await http.get("/v1/sessions")).json() == {"sessions": []}


async def test_the_office_sees_screenshots_and_rates(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    await world.vault.create("demo", session_id)
    await world.blobs.put(f"sessions/demo/{session_id}", b'{"started_at":"2026-05-01T10:00:00+00:00"}')
    await world.vault.put("demo", session_id, f"images/demo/{session_id}/3", PNG)
    async with world.http(gateway, world.office()) as http:
        image = await http.get(f"/v1/sessions/{session_id}/screenshots/3")
        assert (image.content, image.headers["content-type"]) == (PNG, "image/png")
        assert (await http.get(f"/v1/sessions/{session_id}/screenshots/4")).status_code == 404
        assert (await http.get(f"/v1/sessions/{session_id}/screenshots/x")).status_code == 422
        ratings = f"/v1/sessions/{session_id}/ratings"
        await world.vault.put("demo", session_id, f"traces/demo/{session_id}/r1", b"{}")
        unknown = await http.post(ratings, json={"recommendation_id": "r", "rating": "up"})
        assert unknown.status_code == 404
        assert unknown.headers["content-type"] == "application/problem+json"
        rated = await http.post(ratings, json={"recommendation_id": "r1", "rating": "up", "note": "good"})
        assert rated.status_code == 201
        for wrong in (
            {"rating": "up"},
            {"recommendation_id": "r1", "rating": "fine"},
            {"recommendation_id": "../x", "rating": "up"},
        ):
            assert (await http.post(ratings, json=wrong)).status_code == 422
        assert (await http.post(ratings, content=b"nonsense")).status_code == 422
        assert (await http.post(ratings, content=b"x" * 20_000)).status_code == 413
    kept = json.loads(await world.vault.get("demo", session_id, f"ratings/demo/{session_id}/r1"))
    assert (kept["rating"], kept["note"], kept["by"]) == ("up", "good", "office")


async def test_live_views_are_added_up_over_partitions(world: World) -> None:
    gateway = await world.gateway()
    start = datetime(2026, 5, 1, tzinfo=UTC)
    windows = [
        InsightWindow("demo", 0, start, 60, {"views": 3.0}),
        InsightWindow("demo", 1, start, 60, {"views": 4.0, "clicks": 1.0}),
        InsightWindow("demo", 0, start + timedelta(minutes=1), 60, {"views": 9.0}),
        InsightWindow("demo", 0, start, 60, {"views": 5.0}),
        InsightWindow("other", 0, start, 60, {"views": 100.0}),
    ]
    for window in windows:
        await MemoryBus(world.log).send(wire(INSIGHTS, window, at=start, source="test"))
    expected = [
        {"start": "2026-05-01T00:01:00.000Z", "seconds": 60, "sums": {"views": 9.0}},
        {"start": "2026-05-01T00:00:00.000Z", "seconds": 60, "sums": {"views": 9.0, "clicks": 1.0}},
    ]
    async with world.http(gateway, world.office()) as http:

        async def shown() -> bool:
            return bool((await http.get("/v1/insights")).json() == {"windows": expected})

        await until(shown)


async def test_the_back_office_is_closed_to_shoppers(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    session = f"/v1/sessions/{session_id}"
    async with world.http(gateway, world.token(session_id)) as http:
        for method, path in (
            ("GET", "/v1/sessions"),
            ("GET", "/v1/insights"),
            ("GET", f"{session}/screenshots/0"),
            ("POST", f"{session}/pause"),
            ("POST", f"{session}/resume"),
        ):
            assert (await http.request(method, path)).status_code == 403, path
        rating = {"recommendation_id": "r1", "rating": "up"}
        assert (await http.post(f"{session}/ratings", json=rating)).status_code == 403


async def test_a_foreign_origin_is_refused_and_a_listed_one_is_welcome(world: World, session_id: str) -> None:
    gateway = await world.gateway()
    await world.blobs.put("artifacts/demo/rail/current", json.dumps(RAIL).encode())
    path = f"/v1/sessions/{session_id}/recommendations"
    async with world.http(gateway, world.token(session_id)) as http:
        for foreign in ("https://evil.example", "null", "http://localhost.evil.example:80"):
            for asked in (
                path,
                "/v1/sessions",
                "/health/ready",
                "/shop/config.json",
                f"/v1/stream/recommendations:{session_id}",
            ):
                answer = await http.get(asked, headers={"Origin": foreign})
                assert answer.status_code == 403, asked
                assert "access-control-allow-origin" not in answer.headers
        welcome = await http.get(path, headers={"Origin": "http://localhost:5173"})
        assert welcome.status_code == 200
        assert welcome.headers["access-control-allow-origin"] == "http://localhost:5173"
        assert "Origin" in welcome.headers["vary"]
    async with world.http(gateway) as http:
        asked_first = {"Origin": "http://127.0.0.1:1", "Access-Control-Request-Method": "GET"}
        preflight = await http.options(path, headers=asked_first)
        assert preflight.status_code == 204
        assert "authorization" in preflight.headers["access-control-allow-headers"]


async def test_pages_and_scripts_are_served(world: World) -> None:
    gateway = await world.gateway()
    async with world.http(gateway) as http:
        root = await http.get("/")
        assert (root.status_code, root.headers["location"]) == (307, "/shop/")
        assert (await http.get("/inspector")).headers["location"] == "/inspector/"
        shop = await http.get("/shop/")
        assert (shop.status_code, shop.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "default-src 'self'" in shop.headers["content-security-policy"]
        script = await http.get("/interarec.js", headers={"Origin": "https://some-shop.example"})
        assert (script.status_code, script.headers["access-control-allow-origin"]) == (200, "*")
        assert script.headers["content-type"].startswith("text/javascript")
        assert (await http.get("/interarec.js", headers={"If-None-Match": script.headers["etag"]})).status_code in (
            200,
            304,
        )
        for path in ("/", "/shop/", "/inspector/", "/shop/config.json", "/interarec.js"):
            looked, read = await http.head(path), await http.get(path)
            assert (looked.status_code, looked.content) == (read.status_code, b""), path
            assert looked.headers["content-length"] == read.headers["content-length"]
        wrong = await http.post("/shop/")
        assert (wrong.status_code, set(wrong.headers["allow"].split(", "))) == (405, {"GET", "HEAD"})
        for missing in (
            "/shop/none.js",
            "/shop/..%2f..%2fapp.py",
            "/chunks/",
            "/app.py",
            "/chunks/%2e%2e/%2e%2e/app.py",
        ):
            assert (await http.get(missing)).status_code == 404, missing
        config = (await http.get("/shop/config.json")).json()
        assert config["gateway_url"] == gateway.url
        assert config["capture_url"] == "http://127.0.0.1:8081"
        assert config["shops"] == [{"site": "demo", "site_key": "pk_demo"}]
        elsewhere = await http.get("/shop/config.json", headers={"Host": "localhost:9"})
        assert elsewhere.json()["capture_url"] == "http://localhost:8081"


async def test_health_names_what_is_away(world: World) -> None:
    gateway = await world.gateway()
    async with world.http(gateway) as http:
        assert (await http.get("/health/live")).json() == {"status": "ok", "checks": {}}
        assert (await http.head("/health/live")).status_code == 200

        async def well() -> bool:
            return (await http.get("/health/ready")).status_code == 200

        await until(well)
        world.blobs.reachable = False
        ill = await http.get("/health/ready")
        assert ill.status_code == 503
        states = {name: check["status"] for name, check in ill.json()["checks"].items()}
        assert states.pop("blobs") == "unavailable"
        assert set(states.values()) == {"ok"}
        assert {"state", "listener", "bus", "control", "publisher"} <= set(states)
        assert "interarec_ws_connections" in (await http.get("/metrics")).text


async def _is_at(world: World, session_id: str, offset: int) -> bool:
    return await world.newest_offset(session_id) == offset
