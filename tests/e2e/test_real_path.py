"""Twenty shoppers at once through six kinds of process on real Kafka, Redis and S3, with a scripted model.

Meanwhile a second summarizer joins and the first is killed, and half of the shoppers lose their connection and come
back at another gateway. Nothing may be lost, doubled or out of order, and every slate must hold what was constrained.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

import httpx2
import pytest
from interarec.capture.client import CaptureClient
from interarec.domain.batches import BatchState
from interarec.platform.bus.kafka import KafkaBus

from tests.e2e.shoppers import Item, Shopper, answer_for, catalogue, fits, shoppers
from tests.e2e.system import System, running_system
from tests.e2e.told import Told
from tests.e2e.visits import Visit, get_trace, newest, until
from tests.servers import Answer, Asked, ScriptedModel

pytestmark = [pytest.mark.real, pytest.mark.timeout(400)]

SHOPPERS = 20
FIRST, SECOND, ALL = 10, 20, 27
"""Screenshots after which a shopper pauses; the last batch is closed by the end of the session."""
LIMIT_S = 90.0
THINKING_S = 0.2


class Thinking:
    """The scripted model's pace: a moment each, or nothing until told to go on."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.go_on.set()
        self.in_thought = 0
        self._lock = threading.Lock()

    def think(self) -> None:
        """Called in the server's thread of a request."""
        with self._lock:
            self.in_thought += 1
        self.go_on.wait(LIMIT_S)
        time.sleep(THINKING_S)
        with self._lock:
            self.in_thought -= 1


@pytest.fixture(scope="module")
def crowd() -> list[Shopper]:
    """The shoppers."""
    return shoppers(SHOPPERS)


@pytest.fixture(scope="module")
def thinking() -> Thinking:
    """The model's pace, which tests change."""
    return Thinking()


@pytest.fixture(scope="module")
def model(crowd: list[Shopper], thinking: Thinking) -> Iterator[ScriptedModel]:
    """The scripted model."""

    def script(asked: Asked) -> Answer:
        thinking.think()
        return answer_for(crowd, asked)

    with ScriptedModel(script) as server:
        yield server


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory, model: ScriptedModel) -> Iterator[System]:
    """Two gateways and one of each other service."""
    with running_system(
        tmp_path_factory.mktemp("secrets"),
        *(("capture", "capture"), ("summarizer", "first"), ("constraints", "constraints")),
        *(("recommender", "recommender"), ("gateway", "north"), ("gateway", "south")),
        **model.settings,
        INTERAREC__SUMMARIZER__CONCURRENCY=str(SHOPPERS),
        # The cuts and ends of batches must not depend on how fast this machine is.
        INTERAREC__SUMMARIZER__IDLE_MS="120000",
        INTERAREC__SUMMARIZER__EXPIRE_MS="300000",
        INTERAREC__MODELS__CALL_TIMEOUT_S="120",
        INTERAREC__MODELS__DEADLINE_S="180",
        INTERAREC__CAPTURE__RATE_PER_S="100",
        INTERAREC__CAPTURE__BURST="100",
        INTERAREC__RECOMMENDER__MIN_INTERVAL_MS="200",
    ) as running:
        yield running


async def test_twenty_shoppers_while_a_summarizer_joins_and_another_is_killed(
    system: System, crowd: list[Shopper], model: ScriptedModel, thinking: Thinking, log: KafkaBus
) -> None:
    async with httpx2.AsyncClient(timeout=30) as http:
        visits = [
            Visit(shopper, CaptureClient(system.services["capture"].url, "pk_demo", http=http)) for shopper in crowd
        ]
        north, south = system.services["north"].url, system.services["south"].url
        for visit in visits:
            await visit.client.open(consent=True)
            visit.watching = asyncio.create_task(visit.watch(north))

        await asyncio.gather(*(visit.show(0, FIRST) for visit in visits))
        await until("a first slate for everyone", lambda: all(visit.newest_offset >= 0 for visit in visits))
        await buy(visits[1])

        away, staying = visits[::2], visits[1::2]
        for visit in away:
            await visit.leave()
        seen = {visit.session_id: visit.pushes[-1].position for visit in away}
        joining = asyncio.create_task(asyncio.to_thread(system.start, "summarizer", called="second"))
        await asyncio.gather(*(visit.show(FIRST, FIRST + 5) for visit in visits))
        await joining
        # Half of the shoppers have their second batch at the model, the others one that is half full.
        thinking.go_on.clear()
        await asyncio.gather(*(visit.show(FIRST + 5, SECOND) for visit in away))
        await until("both summarizers in the middle of a call", lambda: thinking.in_thought >= len(away))
        await asyncio.to_thread(system.services["first"].kill)
        thinking.go_on.set()

        for visit in away:
            await until("a slate that was missed", partial(newer, http, north, visit))
            visit.watching = asyncio.create_task(visit.watch(south, recover=seen[visit.session_id]))
        await asyncio.gather(*(visit.show(FIRST + 5, SECOND) for visit in staying))
        await asyncio.gather(*(visit.show(SECOND, ALL) for visit in visits))
        for visit in visits:
            await visit.client.end()
        await until("an outcome for every screenshot", lambda: all_answered(log, visits))
        await until("every shopper has the newest slate", lambda: all_newest(http, south, visits))
        for visit in visits:
            await visit.leave()

        told = await Told.read(log)
        for visit in visits:
            check_log(told, visit)
            check_pushes(told, visit)
            await check_slates(http, north, visit)
        assert told.dead_letters == 0
        assert all(visit.missed for visit in away)
        states = Counter(outcome.state for outcomes in told.outcomes.values() for outcome in outcomes)
        assert states[BatchState.SUMMARISED] >= 2 * SHOPPERS, states
        assert len(model.asked) > states[BatchState.SUMMARISED], "nothing was in work when the summarizer was killed"


async def buy(visit: Visit) -> None:
    """Buy the first item of the newest slate."""
    before = len(visit.pushes)
    visit.bought = str(visit.pushes[-1].data["slate"][0]["item_id"])
    answer = await visit.client.interactions(
        [{"sequence": 0, "action": "purchase", "item_id": visit.bought, "quantity": 1}]
    )
    assert answer == {"accepted": 1, "rejected": []}
    await until("a slate after the purchase", lambda: len(visit.pushes) > before)


async def newer(http: httpx2.AsyncClient, gateway: str, visit: Visit) -> bool:
    """Whether the gateway has a slate with more screenshots than the shopper saw."""
    body = await newest(http, gateway, visit)
    return int(body["based_on"]["screenshot_offset"]) > visit.newest_offset


async def all_answered(log: KafkaBus, visits: list[Visit]) -> bool:
    """Whether the outcomes cover every screenshot that was sent, and constraints were made of them."""
    told = await Told.read(log)
    covered = {one: {s for outcome in found for s in outcome.screenshots} for one, found in told.outcomes.items()}
    ids = {outcome.batch_id for found in told.outcomes.values() for outcome in found}
    return all(len(covered.get(visit.session_id, ())) >= ALL for visit in visits) and ids <= set(told.constrained)


async def all_newest(http: httpx2.AsyncClient, gateway: str, visits: list[Visit]) -> bool:
    """Whether each shopper's last push is the newest there is, and it knows all screenshots with a summary."""
    for visit in visits:
        body = await newest(http, gateway, visit)
        if visit.pushes[-1].data["based_on"] != body["based_on"]:
            return False
    return True


def check_log(told: Told, visit: Visit) -> None:
    """Order per session, and each screenshot in exactly one batch with exactly one outcome."""
    session = visit.session_id
    assert [shot.sequence for shot in told.screenshots[session]] == list(range(ALL))
    batches = told.batches[session]
    assert [[item.screenshot.sequence for item in batch.items] for batch in batches] == [
        list(range(FIRST)),
        list(range(FIRST, SECOND)),
        list(range(SECOND, ALL)),
    ]
    assert [batch.closed_by for batch in batches] == ["full", "full", "session_end"]
    outcomes = told.outcomes[session]
    assert [outcome.batch_id for outcome in outcomes] == [batch.batch_id for batch in batches]
    assert all(outcome.reason for outcome in outcomes if outcome.state is not BatchState.SUMMARISED)
    assert [told.constrained[batch.batch_id] for batch in batches] == [1, 1, 1]


def check_pushes(told: Told, visit: Visit) -> None:
    """Each push newer than the one before, and the last one is the newest that was made."""
    offsets = [push.position.offset for push in visit.pushes]
    assert offsets == sorted(set(offsets))
    assert len({push.position.epoch for push in visit.pushes}) == 1
    made = told.recommendations[visit.session_id]
    for earlier, later in itertools.pairwise(made):
        assert later.based_on.newer_than(earlier.based_on) or later.based_on == earlier.based_on
    ids = {one.recommendation_id for one in made}
    assert {push.data["recommendation_id"] for push in visit.pushes} <= ids
    assert visit.pushes[-1].data["recommendation_id"] == made[-1].recommendation_id


async def check_slates(http: httpx2.AsyncClient, gateway: str, visit: Visit) -> None:
    """Every slate holds the constraints that its trace states; they are those of what the shopper saw."""
    items = catalogue()
    constrained = 0
    for push in visit.pushes:
        trace = await get_trace(http, gateway, visit, push.data["recommendation_id"])
        slate = [items[entry["item_id"]] for entry in push.data["slate"]]
        assert slate
        assert push.data["relaxed"] == []
        assert all(item.in_stock for item in slate)
        check_constraints(trace["constraints"], slate)
        if trace["constraints"]["lowest_price"] is not None:
            constrained += 1
            assert Decimal(str(trace["constraints"]["lowest_price"])) == visit.shopper.lowest
            assert Decimal(str(trace["constraints"]["highest_price"])) == visit.shopper.highest
            assert trace["constraints"]["color"] == [visit.shopper.family]
            assert fits(visit.shopper, slate)
            assert trace["evidence"]
    assert constrained >= 1
    if visit.bought is not None:
        assert visit.bought not in {entry["item_id"] for entry in visit.pushes[-1].data["slate"]}


def check_constraints(constraints: dict[str, Any], slate: list[Item]) -> None:
    """What the trace says was accepted holds for every item."""
    lowest, highest = constraints["lowest_price"], constraints["highest_price"]
    for item in slate:
        assert lowest is None or item.price >= Decimal(str(lowest))
        assert highest is None or item.price <= Decimal(str(highest))
        assert not constraints["color"] or item.family in constraints["color"]
        assert not constraints["brand"] or item.brand in constraints["brand"]
        assert not constraints["category"] or any(
            item.product_type.casefold().startswith(wanted.casefold()) for wanted in constraints["category"]
        )
