"""The clients: the HTTP one against the service itself on a bad line, the publishing one beside it."""

import asyncio
import random
from collections.abc import AsyncIterator

import httpx2
import pytest
from interarec.capture.client import CaptureClient, Publisher
from interarec.capture.client.retries import RetryRule, refusal
from interarec.capture.receipts import Status
from interarec.contracts.topics import INTERACTIONS, SCREENSHOTS
from interarec.domain.control import ControlState
from interarec.domain.errors import Conflict, Denied, Gone, InvalidInput, RetryLater, Unavailable
from interarec.domain.interactions import Action, Interaction
from interarec.domain.screenshots import Screenshot, SessionEnd, Viewport

from tests.unit.capture.world import Process, Shared, picture


class BadLine(httpx2.AsyncBaseTransport):
    """The service behind a line that now and then loses a request, an answer, or answers by itself."""

    def __init__(self, process: Process) -> None:
        self._inner = httpx2.ASGITransport(process.app)
        self.before: list[httpx2.Response | Exception] = []
        self.lose_answers = 0
        self.requests: list[tuple[str, str]] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append((request.method, request.url.path))
        if self.before:
            trouble = self.before.pop(0)
            if isinstance(trouble, Exception):
                raise trouble
            return trouble
        answer = await self._inner.handle_async_request(request)
        if self.lose_answers:
            self.lose_answers -= 1
            await answer.aread()
            raise httpx2.ReadError("connection reset")
        return answer


class Waits:
    """A sleep that takes no time and remembers."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def line(capture: Process) -> BadLine:
    return BadLine(capture)


@pytest.fixture
async def client(line: BadLine, shared: Shared, waits: Waits) -> AsyncIterator[CaptureClient]:
    async with (
        httpx2.AsyncClient(transport=line) as http,
        CaptureClient("http://capture", "pk_demo", http=http, now=shared.time, sleep=waits) as client,
    ):
        await client.open(consent=True)
        yield client


async def test_one_whole_session(client: CaptureClient, shared: Shared) -> None:
    receipt = await client.put_screenshot(
        0,
        picture(),
        captured_at=shared.time(),
        page_url="https://shop.example/",
        viewport=Viewport(1280, 800),
        dwell_ms=2000,
        masked=True,
    )
    assert (receipt.status, receipt.screenshot_id) == (Status.ACCEPTED, f"{client.session.session_id}.0")
    answer = await client.interactions([{"sequence": 0, "action": "view", "item_id": "i1"}, {"sequence": 1}])
    assert (answer["accepted"], len(answer["rejected"])) == (1, 1)
    await client.end()
    first, end = shared.said(SCREENSHOTS.name)
    assert (first.viewport, first.dwell_ms, first.masked) == (Viewport(1280, 800), 2000, True)
    assert isinstance(end, SessionEnd)
    report = await client.erasure(await client.erase())
    assert report["removed"]["images"] == 1


@pytest.mark.parametrize(
    ("page_url", "said"),
    [
        ("https://shop.example/kleid?q=grün&x=%20", "https://shop.example/kleid?q=gr%C3%BCn&x=%20"),
        ("data:text/html," + "x" * 9000, None),
        ("https://shop.example/a?" + "x" * 3000, "https://shop.example/a"),
        ("about:blank", "about:blank"),
    ],
)
async def test_any_page_has_an_address_that_can_be_sent(
    client: CaptureClient, shared: Shared, page_url: str, said: str | None
) -> None:
    await client.put_screenshot(0, picture(), page_url=page_url, viewport=Viewport(1280, 800, 1.100000023841858))
    (shot,) = shared.said(SCREENSHOTS.name)
    assert (shot.page_url, shot.viewport.width) == (said, 1280)


async def test_a_lost_answer_is_asked_for_again_and_nothing_doubles(
    client: CaptureClient, line: BadLine, shared: Shared, waits: Waits
) -> None:
    line.lose_answers = 2
    receipt = await client.put_screenshot(0, picture())
    assert receipt.status is Status.DUPLICATE
    assert [message.sequence for message in shared.said(SCREENSHOTS.name)] == [0]
    assert len(waits.waited) == 2


async def test_retry_after_is_obeyed(client: CaptureClient, line: BadLine, waits: Waits) -> None:
    line.before = [
        httpx2.Response(429, headers={"Retry-After": "7"}),
        httpx2.Response(503, headers={"Retry-After": "2"}),
    ]
    await client.put_screenshot(0, picture())
    assert waits.waited == [7.0, 2.0]


async def test_tries_are_bounded(client: CaptureClient, line: BadLine, waits: Waits) -> None:
    line.before = [httpx2.ConnectError("refused")] * 99
    with pytest.raises(Unavailable):
        await client.put_screenshot(0, picture())
    assert len(line.before) == 99 - 5
    line.before = [httpx2.Response(503, headers={"Retry-After": "3600"})]
    with pytest.raises(Unavailable):
        await client.put_screenshot(0, picture())
    assert line.before == []


async def test_refusals_are_final_and_named(client: CaptureClient, shared: Shared, waits: Waits) -> None:
    await client.put_screenshot(0, picture())
    with pytest.raises(Conflict):
        await client.put_screenshot(0, picture(seed=1))
    with pytest.raises(InvalidInput, match="cut off"):
        await client.put_screenshot(1, picture()[:-1])
    await client.end()
    with pytest.raises(Gone) as caught:
        await client.put_screenshot(2, picture(seed=2))
    assert caught.value.code == "session_ended"
    assert waits.waited == []


async def test_tokens_are_renewed_before_they_expire_and_once(
    client: CaptureClient, line: BadLine, shared: Shared
) -> None:
    old = client.token
    shared.time.pass_seconds(545)
    await asyncio.gather(*(client.put_screenshot(sequence, picture(seed=sequence)) for sequence in range(4)))
    assert client.token != old
    assert [path.rpartition("/")[2] for _, path in line.requests].count("token") == 1


async def test_an_expired_token_is_renewed_after_a_wrong_clock(
    line: BadLine, shared: Shared, capture: Process, waits: Waits
) -> None:
    wrong_clock = shared.time()
    async with (
        httpx2.AsyncClient(transport=line) as http,
        CaptureClient("http://capture", "pk_demo", http=http, now=lambda: wrong_clock, sleep=waits) as client,
    ):
        await client.open(consent=True)
        shared.time.pass_seconds(700)
        receipts = await asyncio.gather(*(client.put_screenshot(n, picture(seed=n)) for n in range(3)))
        assert {receipt.status for receipt in receipts} == {Status.ACCEPTED}
    assert [path.rpartition("/")[2] for _, path in line.requests].count("token") == 1


async def test_a_renewal_that_fails_for_now_ends_no_session(
    client: CaptureClient, line: BadLine, shared: Shared
) -> None:
    old, session = client.token, client.session
    shared.time.pass_seconds(700)
    line.before = [httpx2.Response(503)] * 5
    with pytest.raises(Unavailable):
        await client.put_screenshot(0, picture())
    line.before = [httpx2.ConnectError("refused")]
    assert (await client.put_screenshot(0, picture())).status is Status.ACCEPTED
    assert client.token != old
    assert client.session is session
    shared.time.pass_seconds(600 + 1800 + 1)
    with pytest.raises(Denied):
        await client.put_screenshot(1, picture(seed=1))


async def test_without_consent_or_key_no_session(shared: Shared, capture: Process) -> None:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(capture.app)) as http:
        with pytest.raises(InvalidInput, match="consent"):
            await CaptureClient("http://capture", "pk_demo", http=http).open(consent=False)
        with pytest.raises(Denied):
            await CaptureClient("http://capture", "pk_wrong", http=http).open(consent=True)


def test_the_wait_grows_with_jitter_up_to_a_bound() -> None:
    rule, rng = RetryRule(attempts=50, deadline_s=100), random.Random(7)
    waits = [rule.wait(tries, 0.0, RetryLater("busy"), rng) for tries in range(1, 20)]
    assert all(wait is not None and 0 <= wait <= min(5.0, 0.25 * 2**tries) for tries, wait in enumerate(waits, 1))
    assert rule.wait(50, 0.0, RetryLater("busy"), rng) is None
    assert rule.wait(1, 99.0, RetryLater("busy", delay_s=2), rng) is None


@pytest.mark.parametrize(
    ("status", "kind"), [(418, Unavailable), (502, Unavailable), (503, Unavailable), (429, RetryLater), (403, Denied)]
)
def test_foreign_answers_have_a_meaning(status: int, kind: type[Exception]) -> None:
    assert type(refusal(status, {}, "nonsense")) is kind


async def test_publish_mode_writes_what_the_service_would(capture: Process, shared: Shared) -> None:
    publisher = Publisher(
        "demo", bus=capture.bus, blobs=shared.blobs, vault=capture.vault, control=capture.control, now=shared.time
    )
    session = await publisher.open(consent=True, shopper_id="anna")
    assert (await session.put_screenshot(0, picture())).status is Status.ACCEPTED
    assert (await session.put_screenshot(0, picture())).status is Status.DUPLICATE
    with pytest.raises(Conflict):
        await session.put_screenshot(0, picture(seed=1))
    with pytest.raises(InvalidInput):
        await session.put_screenshot(1, picture()[:-1])
    with pytest.raises(InvalidInput):
        await session.put_screenshot(1, bytes(2 * 1024 * 1024 + 1))
    view = Interaction("demo", session.session_id, 0, Action.VIEW, shared.time(), item_id="i1")
    await session.interactions([view])
    await session.end()
    with pytest.raises(Gone):
        await session.put_screenshot(1, picture(seed=1))
    shot, end = shared.said(SCREENSHOTS.name)
    assert isinstance(shot, Screenshot)
    assert isinstance(end, SessionEnd)
    assert shared.said(INTERACTIONS.name) == [view]
    assert await capture.vault.get("demo", session.session_id, shot.image.key) == picture()
    await publisher.book.flush()
    assert (await capture.app.state.capture.book.facts("demo", session.session_id)).screenshots == 1


async def test_publish_mode_keeps_to_consent_pause_and_erasure(capture: Process, shared: Shared) -> None:
    publisher = Publisher(
        "demo", bus=capture.bus, blobs=shared.blobs, vault=capture.vault, control=capture.control, now=shared.time
    )
    with pytest.raises(InvalidInput):
        await publisher.open(consent=False)
    session = await publisher.open(consent=True)
    await capture.control.set("demo", session.session_id, ControlState.PAUSED, by="office")
    assert (await session.put_screenshot(0, picture())).status is Status.SKIPPED
    shared.time.pass_seconds(1)
    await capture.control.set("demo", session.session_id, ControlState.ERASED, by="office")
    with pytest.raises(Gone):
        await session.put_screenshot(0, picture())
    assert shared.said(SCREENSHOTS.name) == []
