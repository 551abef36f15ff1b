"""A recorded shopper read by the local reader: over HTTP, Kafka and the WebSocket the slate is that of `replay`."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from interarec.capture.client import CaptureClient

from tests.e2e.shoppers import shoppers
from tests.e2e.system import CATALOGUE, DEMO, PURCHASES, System, running_system
from tests.e2e.visits import Visit, get_trace, until
from tests.servers import run_command

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]

RECORDING = DEMO / "green_dresses"
LIMIT_S = 150.0


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One of each service, without a model."""
    names = ("capture", "summarizer", "constraints", "recommender", "gateway", "insights")
    with running_system(
        tmp_path_factory.mktemp("secrets"),
        *((name, name) for name in names),
        INTERAREC__SUMMARIZER__IDLE_MS="120000",
        INTERAREC__SUMMARIZER__EXPIRE_MS="300000",
        INTERAREC__CAPTURE__RATE_PER_S="100",
    ) as running:
        yield running


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `interarec replay` prints for the recording, in one process on twins."""
    data = str(tmp_path_factory.mktemp("data"))
    here = ("--site", "demo", "--data-dir", data)
    for arguments in (("catalogue", "import", str(CATALOGUE)), ("choice", "fit", "--transactions", str(PURCHASES))):
        done = run_command(*arguments, *here, settings={})
        assert done.returncode == 0, done.stderr
    done = run_command("replay", str(RECORDING), *here, "--json", settings={})
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


async def test_the_recorded_shopper_gets_the_slate_of_replay(system: System, replayed: dict[str, Any]) -> None:
    async with httpx2.AsyncClient(timeout=30) as http:
        client = CaptureClient(system.services["capture"].url, "pk_demo", http=http)
        await client.open(consent=True)
        visit = Visit(shoppers(1)[0], client)
        gateway = system.services["gateway"].url
        visit.watching = asyncio.create_task(visit.watch(gateway))
        pictures = sorted(RECORDING.glob("*.webp"))
        assert len(pictures) == 10
        for sequence, path in enumerate(pictures):
            await client.put_screenshot(sequence, path.read_bytes(), media_type="image/webp")
        async with asyncio.timeout(LIMIT_S):
            while not visit.pushes:
                await asyncio.sleep(0.2)
                assert not visit.watching.done(), visit.watching.exception()
        await visit.leave()
        pushed = visit.pushes[-1].data
        trace = await get_trace(http, gateway, visit, pushed["recommendation_id"])
    expected = replayed["recommendation"]
    assert [item["item_id"] for item in pushed["slate"]] == [item["item_id"] for item in expected["slate"]]
    assert [item["price"] for item in pushed["slate"]] == [item["price"] for item in expected["slate"]]
    assert pushed["relaxed"] == expected["relaxed"]
    assert trace["constraints"] == replayed["constraints"]
    assert trace["constraints"]["color"] == ["green"]
    assert any(one["box"] is not None for one in trace["evidence"]), "no evidence points at a place in a screenshot"


async def test_the_back_office_sees_what_was_shown(system: System) -> None:
    done = run_command("token", "create", "--site", "demo", "--scope", "office", "--json", settings=system.settings)
    assert done.returncode == 0, done.stderr
    headers = {"Authorization": f"Bearer {json.loads(done.stdout)['token']}"}
    gateway = system.services["gateway"].url
    async with httpx2.AsyncClient(timeout=30, headers=headers) as http:
        (session,) = (await http.get(f"{gateway}/v1/sessions")).json()["sessions"]
        assert (session["screenshots"], session["arm"], session["last_state"]) == (10, "assortment", "active")
        picture = await http.get(f"{gateway}/v1/sessions/{session['session_id']}/screenshots/3")
        assert picture.content == (RECORDING / "03.webp").read_bytes()

        async def counted() -> bool:
            windows = (await http.get(f"{gateway}/v1/insights")).json()["windows"]
            sums: Counter[int] = Counter()
            for window in windows:
                sums[window["seconds"]] += int(window["sums"].get("screenshots", 0))
            return 10 in sums.values()

        await until("ten screenshots in the live views", counted)
