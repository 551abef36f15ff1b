"""Bad input and a model in trouble, on real parts: a clear end with a reason for each, a slate for every shopper."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator

import httpx2
import pytest
from interarec.capture.client import CaptureClient
from interarec.contracts.topics import (
    BATCHES,
    CONSTRAINTS,
    INTERACTIONS,
    RECOMMENDATIONS,
    SCREENSHOTS,
    SUMMARIES,
    Topic,
)
from interarec.contracts.wire import WireMessage, header
from interarec.domain.batches import BatchState
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import Record, TopicPartition

from tests.e2e.shoppers import Shopper, answer_for, shoppers, whose
from tests.e2e.system import PARTITIONS, System, running_system
from tests.e2e.told import Told
from tests.e2e.visits import Visit, get_trace, until
from tests.servers import Answer, Asked, ScriptedModel

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]

PROSE, REFUSES, BUSY_ONCE, IMPOSSIBLE, HANGS, BROKEN, FINE = range(7)
PICTURES = 3


class Moods:
    """A model with another trouble for each shopper."""

    def __init__(self, crowd: list[Shopper]) -> None:
        self._crowd = crowd
        self._busy = threading.Event()
        self.released = threading.Event()

    def __call__(self, asked: Asked) -> Answer:
        """Answer, refuse, fail or hang."""
        match whose(asked.images[0])[0]:
            case 0:
                return Answer("What a lovely shop! I would buy everything in it.")
            case 1:
                return Answer(refusal="I cannot help with that.")
            case 2 if not self._busy.is_set():
                self._busy.set()
                return Answer("slow down", status=429, headers={"Retry-After": "1"})
            case 3:
                return self._impossible(asked)
            case 4:
                self.released.wait(60)
                return Answer(status=500)
            case 5:
                return Answer("out of memory", status=500)
        return answer_for(self._crowd, asked)

    def _impossible(self, asked: Asked) -> Answer:
        body = json.loads(answer_for(self._crowd, asked).content)
        body.update(lowest_price="£90000", highest_price="£99999")
        for offer in body["offers"]:
            offer["price"] = 95_000.0
        return Answer(json.dumps(body))


@pytest.fixture(scope="module")
def crowd() -> list[Shopper]:
    """One shopper a trouble."""
    return shoppers(7)


@pytest.fixture(scope="module")
def model(crowd: list[Shopper]) -> Iterator[ScriptedModel]:
    """The model in trouble."""
    moods = Moods(crowd)
    with ScriptedModel(moods) as server:
        yield server
        moods.released.set()


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory, model: ScriptedModel) -> Iterator[System]:
    """One of each service; the model is given up soon."""
    names = ("capture", "summarizer", "constraints", "recommender", "gateway")
    with running_system(
        tmp_path_factory.mktemp("secrets"),
        *((name, name) for name in names),
        **model.settings,
        INTERAREC__SUMMARIZER__CONCURRENCY="8",
        INTERAREC__SUMMARIZER__EXPIRE_MS="300000",
        INTERAREC__MODELS__CALL_TIMEOUT_S="3",
        INTERAREC__MODELS__DEADLINE_S="8",
    ) as running:
        yield running


async def test_every_trouble_of_the_model_ends_in_a_named_state_and_a_slate(
    system: System, crowd: list[Shopper], log: KafkaBus
) -> None:
    async with httpx2.AsyncClient(timeout=30) as http:
        capture, gateway = system.services["capture"].url, system.services["gateway"].url
        visits = [Visit(shopper, CaptureClient(capture, "pk_demo", http=http)) for shopper in crowd]
        for visit in visits:
            await visit.client.open(consent=True)
            visit.watching = asyncio.create_task(visit.watch(gateway))
        await asyncio.gather(*(visit.show(0, PICTURES) for visit in visits))
        for visit in visits:
            await visit.client.end()
        await until("a slate for everyone", lambda: all(visit.newest_offset >= 0 for visit in visits))
        for visit in visits:
            await visit.leave()
        told = await Told.read(log)
        outcomes = [told.outcomes[visit.session_id] for visit in visits]
        assert [len(found) for found in outcomes] == [1] * len(visits)
        ended = [(found[0].state, found[0].reason) for found in outcomes]
        assert ended[PROSE] == (BatchState.DEGRADED, "answer_not_usable")
        assert ended[REFUSES] == (BatchState.DEGRADED, "refused")
        assert ended[BUSY_ONCE] == (BatchState.SUMMARISED, "")
        assert ended[IMPOSSIBLE] == (BatchState.SUMMARISED, "")
        assert ended[HANGS] == (BatchState.DEGRADED, "model_timeout")
        assert ended[BROKEN] == (BatchState.DEGRADED, "model_unavailable")
        assert ended[FINE] == (BatchState.SUMMARISED, "")
        assert any("cannot have" in text for text in outcomes[IMPOSSIBLE][0].skipped)
        for visit in visits:
            trace = await get_trace(http, gateway, visit, visit.pushes[-1].data["recommendation_id"])
            bounded = trace["constraints"]["lowest_price"] is not None
            assert bounded == (visit.shopper.number in (BUSY_ONCE, FINE))
        assert told.dead_letters == 0


@pytest.mark.parametrize(
    ("topic", "group"),
    [
        (SCREENSHOTS, "interarec.batcher"),
        (INTERACTIONS, "interarec.recommender"),
        (BATCHES, "interarec.summarizer"),
        (SUMMARIES, "interarec.constraints"),
        (CONSTRAINTS, "interarec.recommender"),
        (RECOMMENDATIONS, "interarec.publisher"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
async def test_what_is_no_message_becomes_a_dead_letter_with_its_reason(
    system: System, log: KafkaBus, topic: Topic, group: str
) -> None:
    name, letters = topic.name, topic.dead_letter
    assert letters is not None
    sent = await log.send(WireMessage(name, b"nobody", b"\xff\xfe not a message", (("traceparent", b"t"),)))
    found: list[Record] = []

    async def arrived() -> bool:
        found[:] = await letters_of(log, letters)
        return bool(found)

    await until(f"a dead letter of {name}", arrived)
    (letter,) = found
    assert (letter.partition, letter.key, letter.value) == (sent.partition, b"nobody", b"\xff\xfe not a message")
    assert header(letter.headers, "dlq.topic") == name
    assert header(letter.headers, "dlq.offset") == str(sent.offset)
    assert header(letter.headers, "dlq.group") == group
    assert header(letter.headers, "dlq.permanent") == "true"
    assert header(letter.headers, "dlq.error")
    assert header(letter.headers, "traceparent") == "t"


async def letters_of(log: KafkaBus, topic: str) -> list[Record]:
    """Everything on a dead-letter topic."""
    found: list[Record] = []
    for number in range(PARTITIONS):
        source = TopicPartition(topic, number)
        found += [record async for record in log.read(source, 0, await log.end_offset(source))]
    return found


async def test_after_all_that_the_next_shopper_is_served(system: System, crowd: list[Shopper]) -> None:
    async with httpx2.AsyncClient(timeout=30) as http:
        visit = Visit(crowd[FINE], CaptureClient(system.services["capture"].url, "pk_demo", http=http))
        await visit.client.open(consent=True)
        visit.watching = asyncio.create_task(visit.watch(system.services["gateway"].url))
        await visit.show(0, PICTURES)
        await visit.client.end()
        await until("a slate", lambda: visit.newest_offset >= 0)
        await visit.leave()
    for name, service in system.services.items():
        status, body = service.health()
        assert status == 200, f"{name}: {body}"
