"""Twenty shoppers at once through six kinds of process on real Kafka, Redis and S3, with a scripted model.

Meanwhile a second summarizer joins and the first is killed, and half of the shoppers lose their connection and come
back at another gateway. Nothing may be lost, doubled or out of order, and every slate must hold what was constrained.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

import httpx2
import pytest
from interarec.capture.client import CaptureClient
from interarec.contracts.envelope import open_record
from interarec.contracts.topics import BATCHES, CONSTRAINTS, RECOMMENDATIONS, SCREENSHOTS, SUMMARIES, TOPICS, Topic
from interarec.domain.batches import BatchOutcome, BatchState, ScreenshotBatch
from interarec.domain.recommendations import Recommendation
from interarec.domain.screenshots import Screenshot
from interarec.gateway.client import Position, Pushed, StreamClient
from interarec.platform.bus.kafka import KafkaBus
from interarec.platform.bus.port import TopicPartition

from tests.e2e.shoppers import Item, Shopper, answer_for, catalogue, fits, picture, shoppers
from tests.e2e.system import PARTITIONS, System, running_system
from tests.servers import Answer, Asked, ScriptedModel

pytestmark = [pytest.mark.real, pytest.mark.timeout(400)]

SHOPPERS = 20
FIRST, SECOND, ALL = 10, 20, 27
"""Screenshots after which a shopper pauses; the last batch is closed by the end of the session."""
LIMIT_S = 90.0
THINKING_S = 0.2
THINKING_WHEN_KILLED_S = 2.0


@dataclass
class Thinking:
    """How long the scripted model takes."""

    seconds: float = THINKING_S


@dataclass
class Visit:
    """One shopper's session as seen from outside."""

    shopper: Shopper
    client: CaptureClient
    pushes: list[Pushed] = field(default_factory=list)
    bought: str | None = None
    watching: asyncio.Task[None] | None = None
    missed: list[int] = field(default_factory=list)

    @property
    def session_id(self) -> str:
        return self.client.session.session_id

    @property
    def channel(self) -> str:
        return f"recommendations:{self.session_id}"

    @property
    def newest_offset(self) -> int:
        """Screenshot offset of the newest slate pushed, -1 before any."""
        return max((push.data["based_on"]["screenshot_offset"] for push in self.pushes), default=-1)

    async def show(self, start: int, end: int) -> None:
        """Send pictures `start` to `end` (exclusive) one after the other."""
        for sequence in range(start, end):
            receipt = await self.client.put_screenshot(sequence, picture(self.shopper.number, sequence))
            assert receipt.status == "accepted"

    async def watch(self, gateway: str, *, recover: Position | None = None) -> None:
        """Collect pushes from `gateway` until cancelled."""
        async with StreamClient(gateway, self.client.token) as stream:
            subscribed = await stream.subscribe(self.channel, recover)
            if recover is not None:
                assert subscribed.recovered
                assert subscribed.position.epoch == recover.epoch
                self.missed = [push.position.offset for push in subscribed.publications]
                assert self.missed == list(range(recover.offset + 1, subscribed.position.offset + 1))
            self.pushes.extend(subscribed.publications)
            while True:
                self.pushes.append(await stream.next_push())

    async def leave(self) -> None:
        """Cut the connection."""
        assert self.watching is not None
        self.watching.cancel()
        await asyncio.wait([self.watching])
        if not self.watching.cancelled():
            self.watching.result()


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
        time.sleep(thinking.seconds)
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
        INTERAREC__SUMMARIZER__ENGINE="openai",
        INTERAREC__SUMMARIZER__CONCURRENCY="8",
        INTERAREC__MODELS__BASE_URL=model.base_url,
        INTERAREC__MODELS__API_KEY="scripted",
        INTERAREC__MODELS__VISION_MODEL="scripted",
        INTERAREC__CAPTURE__RATE_PER_S="100",
        INTERAREC__CAPTURE__BURST="100",
        INTERAREC__RECOMMENDER__MIN_INTERVAL_MS="200",
    ) as running:
        yield running


async def until(what: str, condition: Callable[[], bool] | Callable[[], Awaitable[bool]]) -> None:
    """Return once `condition` holds; fail with `what` after the limit."""
    try:
        async with asyncio.timeout(LIMIT_S):
            while True:
                held = condition()
                if held if isinstance(held, bool) else await held:
                    return
                await asyncio.sleep(0.1)
    except TimeoutError:
        pytest.fail(f"waited {LIMIT_S:.0f} s in vain: {what}")


async def by_session(bus: KafkaBus, topic: Topic) -> defaultdict[str, list[Any]]:
    """Everything on `topic` by session, in log order."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for number in range(PARTITIONS):
        source = TopicPartition(topic.name, number)
        async for record in bus.read(source, 0, await bus.end_offset(source)):
            value: Any = open_record(record.topic, record.value)
            found[value.session_id].append(value)
    return found


@dataclass
class Told:
    """What the topics say when all is over, in log order, by session."""

    screenshots: defaultdict[str, list[Screenshot]]
    batches: defaultdict[str, list[ScreenshotBatch]]
    outcomes: defaultdict[str, list[BatchOutcome]]
    recommendations: defaultdict[str, list[Recommendation]]
    constrained: Counter[str]
    dead_letters: int

    @classmethod
    async def read(cls, bus: KafkaBus) -> Told:
        events = await by_session(bus, SCREENSHOTS)
        for session_id, found in events.items():
            events[session_id] = [event for event in found if isinstance(event, Screenshot)]
        constrained = Counter(one.batch_id for found in (await by_session(bus, CONSTRAINTS)).values() for one in found)
        letters = [topic.dead_letter for topic in TOPICS.values() if topic.dead_letter]
        dead = [await bus.end_offset(TopicPartition(name, n)) for name in letters for n in range(PARTITIONS)]
        return cls(
            screenshots=events,
            batches=await by_session(bus, BATCHES),
            outcomes=await by_session(bus, SUMMARIES),
            recommendations=await by_session(bus, RECOMMENDATIONS),
            constrained=constrained,
            dead_letters=sum(dead),
        )


@pytest.fixture
async def log(system: System) -> AsyncIterator[KafkaBus]:
    """A client of the log that the services use."""
    bus = KafkaBus(system.bus)
    await bus.start()
    yield bus
    await bus.stop()


async def test_twenty_shoppers_while_a_summarizer_joins_and_another_is_killed(
    system: System, crowd: list[Shopper], thinking: Thinking, log: KafkaBus
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

        away = visits[::2]
        for visit in away:
            await visit.leave()
        seen = {visit.session_id: visit.pushes[-1].position for visit in away}
        joining = asyncio.create_task(asyncio.to_thread(system.start, "summarizer", called="second"))
        await asyncio.gather(*(visit.show(FIRST, FIRST + 5) for visit in visits))
        await joining
        thinking.seconds = THINKING_WHEN_KILLED_S
        await asyncio.gather(*(visit.show(FIRST + 5, SECOND) for visit in visits))
        await asyncio.to_thread(system.services["first"].kill)
        thinking.seconds = THINKING_S

        for visit in away:
            await until("a slate that was missed", partial(newer, http, north, visit))
            visit.watching = asyncio.create_task(visit.watch(south, recover=seen[visit.session_id]))
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


async def buy(visit: Visit) -> None:
    """Buy the first item of the newest slate."""
    visit.bought = str(visit.pushes[-1].data["slate"][0]["item_id"])
    answer = await visit.client.interactions(
        [{"sequence": 0, "action": "purchase", "item_id": visit.bought, "quantity": 1}]
    )
    assert answer == {"accepted": 1, "rejected": []}
    before = len(visit.pushes)
    await until("a slate after the purchase", lambda: len(visit.pushes) > before)


async def newest(http: httpx2.AsyncClient, gateway: str, visit: Visit) -> dict[str, Any]:
    """The newest recommendation over HTTP."""
    headers = {"Authorization": f"Bearer {visit.client.token}"}
    answer = await http.get(f"{gateway}/v1/sessions/{visit.session_id}/recommendations", headers=headers)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


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
            assert Decimal(trace["constraints"]["lowest_price"]) == visit.shopper.lowest
            assert Decimal(trace["constraints"]["highest_price"]) == visit.shopper.highest
            assert trace["constraints"]["color"] == [visit.shopper.family]
            assert fits(visit.shopper, slate)
            assert trace["evidence"]
    assert constrained >= 1
    if visit.bought is not None:
        assert visit.bought not in {entry["item_id"] for entry in visit.pushes[-1].data["slate"]}


async def get_trace(http: httpx2.AsyncClient, gateway: str, visit: Visit, recommendation_id: str) -> dict[str, Any]:
    """The evidence chain of a recommendation."""
    headers = {"Authorization": f"Bearer {visit.client.token}"}
    answer = await http.get(f"{gateway}/v1/sessions/{visit.session_id}/trace/{recommendation_id}", headers=headers)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def check_constraints(constraints: dict[str, Any], slate: list[Item]) -> None:
    """What the trace says was accepted holds for every item."""
    lowest, highest = constraints["lowest_price"], constraints["highest_price"]
    for item in slate:
        assert lowest is None or item.price >= Decimal(lowest)
        assert highest is None or item.price <= Decimal(highest)
        assert not constraints["color"] or item.family in constraints["color"]
        assert not constraints["brand"] or item.brand in constraints["brand"]
        assert not constraints["category"] or any(
            item.product_type.casefold().startswith(wanted.casefold()) for wanted in constraints["category"]
        )
