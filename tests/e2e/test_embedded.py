"""One process, no servers: PUT to push to trace to erase, and the same slate from a replay of the same folder."""

from __future__ import annotations

import asyncio
import csv
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import jsonschema
import pytest
import yaml
from interarec.capture.client import CaptureClient
from interarec.gateway.client import StreamClient

from tests.e2e.system import CATALOGUE, PURCHASES
from tests.servers.ports import free_port
from tests.servers.process import PROJECT

INTERAREC = str(Path(sys.executable).with_name("interarec"))
STORY = CATALOGUE.parent / "green_dresses"
LIMIT_S = 90
CAPTURED: dict[str, Any] = {"capture_output": True, "text": True, "timeout": LIMIT_S * 2}


def interarec(*arguments: str) -> Any:
    """The JSON answer of a command that must succeed."""
    done = subprocess.run([INTERAREC, *arguments, "--json"], check=False, **CAPTURED)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of the recorded screenshots: a listing of green dresses, scrolled."""
    folder = tmp_path_factory.mktemp("shots")
    for name in ("02.webp", "03.webp", "04.webp"):
        shutil.copy(STORY / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo catalogue and choice model."""
    folder = tmp_path_factory.mktemp("data")
    report = interarec("catalogue", "import", str(CATALOGUE), "--site", "demo", "--data-dir", str(folder))
    assert report["accepted"] == 384
    interarec("choice", "fit", "--transactions", str(PURCHASES), "--site", "demo", "--data-dir", str(folder))
    return folder


class Running:
    """The embedded process and its two addresses."""

    def __init__(self, data_dir: Path) -> None:
        self.capture_port, self.gateway_port = free_port(), free_port()
        self.capture = f"http://127.0.0.1:{self.capture_port}"
        self.gateway = f"http://127.0.0.1:{self.gateway_port}"
        ports = ["--capture-port", str(self.capture_port), "--gateway-port", str(self.gateway_port)]
        command = [INTERAREC, "serve", "all", "--embedded", "--data-dir", str(data_dir), *ports]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    async def wait_ready(self) -> None:
        async with httpx2.AsyncClient() as http, asyncio.timeout(LIMIT_S):
            for address in (self.capture, self.gateway):
                while not await self._ready(http, address):
                    assert self.process.poll() is None, self.process.communicate()[1].decode()
                    await asyncio.sleep(0.1)

    async def _ready(self, http: httpx2.AsyncClient, address: str) -> bool:
        try:
            return (await http.get(f"{address}/health/ready")).status_code == 200
        except httpx2.TransportError:
            return False


@pytest.fixture(scope="module")
def running(data_dir: Path) -> Iterator[Running]:
    """The process, ended by SIGTERM."""
    made = Running(data_dir)
    asyncio.run(made.wait_ready())
    yield made
    made.process.terminate()
    _, errors = made.process.communicate(timeout=20)
    assert made.process.returncode == 0, errors.decode()


async def live_slate(running: Running, shots: Path) -> tuple[dict[str, Any], CaptureClient, httpx2.AsyncClient]:
    """Send the story and wait for the pushed slate that is based on all of it."""
    images = [path.read_bytes() for path in sorted(shots.iterdir())]  # noqa: ASYNC240 - three small files
    client = CaptureClient(running.capture, "pk_demo")
    await client.__aenter__()
    session = await client.open(consent=True)
    stream_url = f"ws://127.0.0.1:{running.gateway_port}/v1/stream"
    async with StreamClient(stream_url, client.token) as stream:
        await stream.subscribe(f"recommendations:{session.session_id}")
        for sequence, image in enumerate(images):
            await client.put_screenshot(sequence, image, media_type="image/webp")
        await client.end()
        async with asyncio.timeout(LIMIT_S):
            pushed = await stream.next_push()
    http = httpx2.AsyncClient(base_url=running.gateway, headers={"Authorization": f"Bearer {client.token}"})
    return pushed.data, client, http


async def test_the_gateway_tells_the_readiness_of_the_views_beside_it(running: Running) -> None:
    async with httpx2.AsyncClient() as http:
        checks = (await http.get(f"{running.gateway}/health/ready")).json()["checks"]
    assert checks["insights_windows"] == {"status": "ok"}
    assert checks["insights_bus"] == {"status": "ok"}


async def test_the_story_is_pushed_traced_and_erased(running: Running, data_dir: Path, shots: Path) -> None:
    slate, client, http = await live_slate(running, shots)
    session_id = client.session.session_id
    try:
        assert slate["arm"] == "assortment"
        assert [item["position"] for item in slate["slate"]] == list(range(len(slate["slate"])))
        assert 1 <= len(slate["slate"]) <= 10

        check_shape(slate, "Recommendation")

        newest = (await http.get(f"/v1/sessions/{session_id}/recommendations")).json()
        assert newest["recommendation_id"] == slate["recommendation_id"]
        trace = (await http.get(f"/v1/sessions/{session_id}/trace/{slate['recommendation_id']}")).json()
        check_constraints_hold(trace)
        assert {item["item_id"] for item in trace["items"]} == {item["item_id"] for item in slate["slate"]}
        assert all(piece["screenshot_id"].startswith(session_id) for piece in trace["evidence"])
        await until(lambda: views_show_the_visit(running, data_dir))

        erasure_id = await client.erase()
        await until(lambda: gone(http, f"/v1/sessions/{session_id}/recommendations"))
        await until(lambda: erased(client, erasure_id))
        assert await gone(http, f"/v1/sessions/{session_id}/trace/{slate['recommendation_id']}")
        assert objects_of(session_id, data_dir) == []
    finally:
        await http.aclose()
        await client.__aexit__(None, None, None)


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Return once it holds, within the limit."""
    async with asyncio.timeout(LIMIT_S):
        while not await holds():
            await asyncio.sleep(0.05)


async def gone(http: httpx2.AsyncClient, path: str) -> bool:
    return (await http.get(path)).status_code in (404, 410)


async def views_show_the_visit(running: Running, data_dir: Path) -> bool:
    """Whether the back office sees the green dresses of the three screenshots and the slate that followed."""
    token = interarec("token", "create", "--site", "demo", "--scope", "office", "--data-dir", str(data_dir))["token"]
    async with httpx2.AsyncClient(base_url=running.gateway, headers={"Authorization": f"Bearer {token}"}) as office:
        windows = (await office.get("/v1/insights")).json()["windows"]
    sums: Counter[str] = Counter()
    for window in windows:
        sums.update(window["sums"])
    wanted = ("sessions", "batches:summarised", "color:green", "slates:assortment", "freshness_count")
    return sums["screenshots"] >= 3 and all(sums[name] >= 1 for name in wanted)


async def erased(client: CaptureClient, erasure_id: str) -> bool:
    return (await client.erasure(erasure_id))["status"] == "done"


def check_shape(value: dict[str, Any], name: str) -> None:
    """Hold what a running gateway says against the published description."""
    document = yaml.safe_load((PROJECT / "docs" / "asyncapi.yaml").read_text())
    jsonschema.validate(value, {"$ref": f"#/components/schemas/{name}", "components": document["components"]})


def objects_of(session_id: str, data_dir: Path) -> list[Path]:
    """Files of the session in the object store; its erasure report does not count."""
    return [path for path in (data_dir / "objects").rglob("*") if path.is_file() and session_id in str(path)]


def check_constraints_hold(trace: dict[str, Any]) -> None:
    """Every offered item is in the accepted price range and has the accepted colour and category."""
    wanted = trace["constraints"]
    assert wanted["color"] == ["green"]
    assert wanted["lowest_price"] is not None
    assert float(wanted["lowest_price"]) <= float(wanted["highest_price"])
    with CATALOGUE.open(newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    for item in trace["recommendation"]["slate"]:
        price = float(item["price"]["amount"])
        assert float(wanted["lowest_price"]) <= price <= float(wanted["highest_price"])
        assert rows[item["item_id"]]["product_type"] == "Apparel > Dresses"
        assert "green" in rows[item["item_id"]]["color"]


async def test_a_replay_of_the_folder_gives_the_same_slate(running: Running, data_dir: Path, shots: Path) -> None:
    slate, client, http = await live_slate(running, shots)
    await http.aclose()
    await client.__aexit__(None, None, None)
    replayed = interarec("replay", str(shots), "--site", "demo", "--data-dir", str(data_dir))
    assert {"summary", "constraints", "recommendation", "evidence"} <= set(replayed)
    assert (replayed["state"], replayed["reason"], replayed["not_recorded"]) == ("summarised", "", 0)
    again = replayed["recommendation"]["slate"]
    assert isinstance(replayed["constraints"]["lowest_price"], float)
    assert {len(piece["box"]) for piece in replayed["evidence"] if piece["box"]} == {4}
    assert [item["item_id"] for item in again] == [item["item_id"] for item in slate["slate"]]
    assert [item["price"] for item in again] == [item["price"] for item in slate["slate"]]


async def test_nobody_serves_or_erases_in_the_folder_behind_its_back(running: Running, data_dir: Path) -> None:
    async with CaptureClient(running.capture, "pk_demo") as client:
        session_id = (await client.open(consent=True)).session_id
        folder = ("--data-dir", str(data_dir))
        for words, said in (
            (("session", "erase", session_id, "--site", "demo", *folder), "DELETE /v1/sessions/"),
            (("serve", "all", "--embedded", "--capture-port", "0", "--gateway-port", "0", *folder), "another folder"),
        ):
            done = subprocess.run([INTERAREC, *words], check=False, **CAPTURED)  # noqa: ASYNC221 - the server is another process
            assert done.returncode == 1
            assert said in done.stderr
        await client.put_screenshot(0, (STORY / "02.webp").read_bytes(), media_type="image/webp")
        await client.erase()
    assert objects_of(session_id, data_dir) == []
