"""The rail obeys the rules of the running recommender, not those of the import."""

import asyncio
import json
from typing import Any

from interarec.platform.artifacts import encode_catalogue, encode_choice_model, publish
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.settings import Settings
from interarec.recommender.catalogue.rail import publish_rail, rail_key
from interarec.recommender.prepared import artifact_watcher
from interarec.recommender.rails import keep_rails

from tests.unit.recommender.shop import NOON, SITE, catalogue, choice, settings


async def _rail(blobs: MemoryBlobs) -> list[str]:
    slate: list[dict[str, Any]] = json.loads((await blobs.get(rail_key(SITE))).data)["slate"]
    return [one["item_id"] for one in slate]


async def _kept(blobs: MemoryBlobs, chosen: Settings) -> list[str]:
    watcher = artifact_watcher(chosen, blobs)
    await watcher.refresh()
    task = asyncio.create_task(keep_rails(chosen, watcher, blobs, lambda: NOON))
    before = await _rail(blobs)
    async with asyncio.timeout(10):
        while await _rail(blobs) == before:
            await asyncio.sleep(0.01)
    task.cancel()
    return await _rail(blobs)


async def test_a_rail_of_an_earlier_rule_is_written_anew() -> None:
    blobs = MemoryBlobs()
    await publish(blobs, SITE, "catalogue", "v1", encode_catalogue(catalogue()))
    await publish(blobs, SITE, "choice", "c1", encode_choice_model(choice()))
    await publish_rail(blobs, catalogue(), {"r1": 9}, settings().sites[SITE], NOON)
    assert (await _rail(blobs))[0] == "r1"

    rail = await _kept(blobs, settings(never={"color": ["red"]}))
    assert rail
    assert not {"r1", "r2"} & set(rail)
