"""The log is killed, the object store restarts, and the state store comes back empty, while shoppers go on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx2
import pytest
from interarec.capture.client import CaptureClient
from interarec.capture.client.retries import RetryRule
from interarec.gateway.client import StreamClient
from interarec.platform.bus.kafka import KafkaBus

from tests.e2e.shoppers import Shopper, answer_for, shoppers
from tests.e2e.system import System, running_system
from tests.e2e.told import Told
from tests.e2e.visits import Visit, newest, until
from tests.servers import ScriptedModel

pytestmark = [pytest.mark.real, pytest.mark.timeout(400)]

SHOPPERS = 6
BATCH = 10
PATIENT = RetryRule(attempts=200, deadline_s=90, longest_s=1)
"""A server may take long to come back on a busy machine; that is not what is tested."""


@pytest.fixture(scope="module")
def crowd() -> list[Shopper]:
    """The shoppers."""
    return shoppers(SHOPPERS)


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory, crowd: list[Shopper]) -> Iterator[System]:
    """One of each service, with a model that is always right."""
    names = ("capture", "summarizer", "constraints", "recommender", "gateway")
    with (
        ScriptedModel(lambda asked: answer_for(crowd, asked)) as model,
        running_system(
            tmp_path_factory.mktemp("secrets"),
            *((name, name) for name in names),
            **model.settings,
            INTERAREC__SUMMARIZER__IDLE_MS="120000",
            INTERAREC__SUMMARIZER__EXPIRE_MS="300000",
            INTERAREC__CAPTURE__RATE_PER_S="100",
            INTERAREC__CAPTURE__BURST="100",
        ) as running,
    ):
        yield running


async def show_through(visits: list[Visit], start: int) -> None:
    """A batch of every shopper; an upload that is refused for now is repeated by the client."""

    async def show(visit: Visit) -> None:
        for sequence in range(start, start + BATCH):
            await visit.show(sequence, sequence + 1)
            await asyncio.sleep(0.1)  # spreads the batch over the outage

    await asyncio.gather(*(show(visit) for visit in visits))


async def test_outages_lose_and_double_nothing(system: System, crowd: list[Shopper], log: KafkaBus) -> None:
    capture, gateway = system.services["capture"].url, system.services["gateway"].url
    async with httpx2.AsyncClient(timeout=60) as http:
        visits = [Visit(shopper, CaptureClient(capture, "pk_demo", http=http, retry=PATIENT)) for shopper in crowd]
        for visit in visits:
            await visit.client.open(consent=True)

        killed = asyncio.create_task(asyncio.to_thread(lambda: system.kafka.restart(kill=True)))
        await show_through(visits, 0)
        await killed
        await until("slates after the log was killed", lambda: all_have(http, gateway, log, visits, BATCH))

        restarted = asyncio.create_task(asyncio.to_thread(system.s3.restart))
        await show_through(visits, BATCH)
        await restarted
        await until("slates after the objects were away", lambda: all_have(http, gateway, log, visits, 2 * BATCH))

        epochs = {visit.session_id: await epoch(gateway, visit) for visit in visits}
        await asyncio.to_thread(lambda: system.redis.restart(kill=True))
        await show_through(visits, 2 * BATCH)
        await until("slates after the state was wiped", lambda: all_have(http, gateway, log, visits, 3 * BATCH))
        for visit in visits:
            assert await epoch(gateway, visit) != epochs[visit.session_id]

    told = await Told.read(log)
    for visit in visits:
        batches, outcomes = told.batches[visit.session_id], told.outcomes[visit.session_id]
        shown = [item.screenshot.sequence for batch in batches for item in batch.items]
        assert shown == list(range(3 * BATCH))
        assert [outcome.batch_id for outcome in outcomes] == [batch.batch_id for batch in batches]
        assert [told.constrained[batch.batch_id] for batch in batches] == [1] * len(batches)
    assert told.dead_letters == 0
    for name, service in system.services.items():
        await until(f"{name} is ready again", lambda service=service: service.health()[0] == 200)


async def all_have(http: httpx2.AsyncClient, gateway: str, log: KafkaBus, visits: list[Visit], shown: int) -> bool:
    """Whether the newest slate of everyone rests on `shown` screenshots. The static rail does not count."""
    told = await Told.read(log)
    for visit in visits:
        batches = told.batches[visit.session_id]
        if sum(len(batch.items) for batch in batches) < shown:
            return False
        body = await newest(http, gateway, visit)
        if body["session_id"] != visit.session_id or body["arm"] == "fallback":
            return False
        if body["based_on"]["screenshot_offset"] < batches[-1].last_offset:
            return False
    return True


async def epoch(gateway: str, visit: Visit) -> str:
    """The epoch of the shopper's channel."""
    async with StreamClient(gateway, visit.client.token) as stream:
        return (await stream.subscribe(visit.channel)).position.epoch
