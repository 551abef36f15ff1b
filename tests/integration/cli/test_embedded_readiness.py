"""What one process says of the workers in it: not ready without a catalogue, and open all the same."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx2
from interarec.cli.replaying import running
from interarec.cli.services import NAMES
from interarec.cli.world import embedded_world
from interarec.lab.demo_catalogue import DATA_FOLDER
from interarec.platform.clock import utc_now
from interarec.platform.settings import Settings
from interarec.recommender.catalogue import fit_choice_model, import_catalogue


async def _once_ready(http: httpx2.AsyncClient) -> dict[str, Any]:
    async with asyncio.timeout(60):
        while (answer := await http.get("/health/ready")).status_code != 200:
            await asyncio.sleep(0.1)
    return dict(answer.json()["checks"])


async def test_the_recommender_without_a_catalogue_is_named_and_pages_are_served(tmp_path: Path) -> None:
    settings = Settings.model_validate(
        {
            "data_dir": tmp_path,
            "sites": {"demo": {}},
            "capture": {"port": 0},
            "gateway": {"port": 0},
            "recommender": {"artifact_poll_s": 0.1},
        }
    )
    async with embedded_world(settings) as world:
        await world.state.start()
        async with running(settings, world, NAMES) as addresses, httpx2.AsyncClient(timeout=20) as http:
            http.base_url = addresses["gateway"]
            assert (await http.get("/shop/")).status_code == 200
            answer = await http.get("/health/ready")
            assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
            missing = answer.json()["checks"]["recommender_artifacts:demo"]
            assert missing["status"] == "unavailable"
            assert "catalogue" in missing["reason"]
            await import_catalogue(DATA_FOLDER / "demo_catalogue.csv", "demo", settings, world.ports.blobs, utc_now)
            await fit_choice_model(DATA_FOLDER / "demo_purchases.csv", "demo", settings, world.ports.blobs, utc_now)
            checks = await _once_ready(http)
        await world.state.stop()
    assert {"summarizer_batcher", "summarizer_reader", "constraints_worker", "recommender_worker"} <= set(checks)
    assert {"recommender_artifacts:demo", "insights_windows", "publisher", "bus"} <= set(checks)
