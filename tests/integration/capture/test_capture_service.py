"""The capture service on real Kafka, real S3 and real sockets; two processes serve the same sessions."""

import asyncio
import hashlib
from collections.abc import AsyncIterator

import httpx2
import pytest
from interarec.capture.client import CaptureClient, Publisher
from interarec.capture.client.retries import RetryRule
from interarec.capture.receipts import Status
from interarec.contracts.topics import INTERACTIONS, SCREENSHOTS
from interarec.domain.errors import Conflict, Gone, Unavailable
from interarec.domain.recommendations import BasedOn
from interarec.domain.screenshots import Screenshot, SessionEnd
from interarec.platform.clock import utc_now

from tests.integration.capture.serving import Serving, serving, settings_for
from tests.servers import KafkaServer, RedisServer, S3Server
from tests.unit.capture.world import picture

pytestmark = pytest.mark.real
AT_ONCE = RetryRule(attempts=1)


@pytest.fixture
async def pair(kafka: KafkaServer, s3: S3Server, redis: RedisServer) -> AsyncIterator[tuple[Serving, Serving]]:
    settings = settings_for(kafka, s3, s3.new_bucket(), redis)
    async with serving(settings) as first, serving(settings) as second:
        yield first, second


async def client_of(process: Serving, *, like: CaptureClient | None = None) -> CaptureClient:
    """A client with a session of its own, or one that goes on with the session of `like` at another process."""
    client = CaptureClient(process.url, "pk_demo", retry=AT_ONCE)
    if like is None:
        await client.open(consent=True)
    else:
        client.resume(like.session, like.token)
    return client


async def test_ten_screenshots_and_their_clicks_arrive_in_order_and_whole(pair: tuple[Serving, Serving]) -> None:
    first, _ = pair
    async with await client_of(first) as client:
        shots = [picture(size=(1280, 800), seed=sequence) for sequence in range(10)]
        for sequence, shot in enumerate(shots):
            assert (await client.put_screenshot(sequence, shot)).status is Status.ACCEPTED
        clicks = [{"sequence": number, "action": "click", "item_id": f"i{number}"} for number in range(5)]
        assert (await client.interactions(clicks))["accepted"] == 5
        await client.end()
        session = client.session.session_id
    said = await first.said(SCREENSHOTS.name, session)
    assert [message.sequence for message in said if isinstance(message, Screenshot)] == list(range(10))
    assert isinstance(said[-1], SessionEnd)
    assert [message.sequence for message in await first.said(INTERACTIONS.name, session)] == list(range(5))
    for shot, message in zip(shots, said, strict=False):
        assert message.image.sha256 == hashlib.sha256(shot).hexdigest()
        assert await first.vault.get("demo", session, message.image.key) == shot


async def test_two_processes_are_one_service(pair: tuple[Serving, Serving]) -> None:
    first, second = pair
    async with await client_of(first) as here, await client_of(second, like=here) as there:
        assert (await here.put_screenshot(0, picture())).status is Status.ACCEPTED
        assert (await there.put_screenshot(0, picture())).status is Status.DUPLICATE
        with pytest.raises(Conflict):
            await there.put_screenshot(0, picture(seed=1))
        assert (await there.put_screenshot(1, picture(seed=1))).status is Status.ACCEPTED
        await here.end()
        for client in (here, there):
            with pytest.raises(Gone):
                await client.put_screenshot(2, picture(seed=2))
            with pytest.raises(Gone):
                await client.renew()


async def test_an_erased_session_is_gone_from_both(pair: tuple[Serving, Serving]) -> None:
    first, second = pair
    async with await client_of(first) as here, await client_of(second, like=here) as there:
        await here.put_screenshot(0, picture())
        await there.put_screenshot(1, picture(seed=1))
        session = here.session.session_id
        for offset in range(3):
            based_on = BasedOn(screenshot_offset=offset, interaction_offset=-1)
            await first.state.publish(b"{}", site_id="demo", session_id=session, based_on=based_on)
        name = await here.erase()
        async with asyncio.timeout(10):
            while not second.control.erased(session):
                await second.control.wait_for_change()
        with pytest.raises(Gone):
            await there.put_screenshot(2, picture(seed=2))
        with pytest.raises(Gone):
            await second.vault.get("demo", session, f"images/demo/{session}/0")
        report = await there.erasure(name)
        assert report["removed"]["images"] == report["versions_removed"]["images"] == 2
        assert report["redis"] == {"status": "cleared", "keys": {"session": 1, "stream": 1}, "slates": 3}
        for prefix in ("images", "keys", "sessions"):
            assert await first.blobs.keys(f"{prefix}/demo/{session}") == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 413),
        ({"Authorization": "Bearer x"}, 401),
        ({"Origin": "https://evil.example"}, 403),
    ],
)
async def test_a_large_body_is_answered_not_cut(
    pair: tuple[Serving, Serving], change: dict[str, str], status: int
) -> None:
    async with await client_of(pair[0]) as client:
        path = f"/v1/sessions/{client.session.session_id}/screenshots/0"
        headers = {"Authorization": f"Bearer {client.token}", "Content-Type": "image/png"} | change
        assert await plain_put(pair[0].url, path, headers, bytes(5 * 1024 * 1024)) == status
        assert (await client.put_screenshot(0, picture())).status is Status.ACCEPTED


async def plain_put(url: str, path: str, headers: dict[str, str], body: bytes) -> int:
    """Status of a PUT by a client that sends its whole body before it reads, as simple ones do."""
    host, _, port = url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    lines = [f"PUT {path} HTTP/1.1", f"Host: {host}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1])


async def test_a_large_body_after_the_end_is_told_so(pair: tuple[Serving, Serving]) -> None:
    async with await client_of(pair[0]) as client:
        await client.end()
        with pytest.raises(Gone):
            await client.put_screenshot(0, bytes(2 * 1024 * 1024))


async def test_a_burst_of_twenty_at_once_is_taken(pair: tuple[Serving, Serving]) -> None:
    first, _ = pair
    async with await client_of(first) as client:
        receipts = await asyncio.gather(*(client.put_screenshot(n, picture(seed=n)) for n in range(20)))
        assert {receipt.status for receipt in receipts} == {Status.ACCEPTED}
        said = await first.said(SCREENSHOTS.name, client.session.session_id)
    assert sorted(message.sequence for message in said) == list(range(20))


async def test_both_are_ready_and_metrics_are_served(pair: tuple[Serving, Serving]) -> None:
    async with httpx2.AsyncClient() as http:
        for process in pair:
            ready = await http.get(f"{process.url}/health/ready")
            assert (ready.status_code, ready.json()["status"]) == (200, "ok")
            assert "interarec_frames_total" in (await http.get(f"{process.url}/metrics")).text


async def test_publish_mode_and_service_share_a_session(pair: tuple[Serving, Serving]) -> None:
    first, second = pair
    publisher = Publisher(
        "demo", bus=first.bus, blobs=first.blobs, vault=first.vault, control=first.control, now=utc_now
    )
    session = await publisher.open(consent=True)
    assert (await session.put_screenshot(0, picture())).status is Status.ACCEPTED
    await session.end()
    said = await second.said(SCREENSHOTS.name, session.session_id)
    assert [type(message) for message in said] == [Screenshot, SessionEnd]
    assert await second.vault.get("demo", session.session_id, said[0].image.key) == picture()


async def test_while_the_log_is_away_nothing_is_promised_and_afterwards_nothing_is_missing(
    s3: S3Server, redis: RedisServer
) -> None:
    with KafkaServer() as kafka:
        settings = settings_for(kafka, s3, s3.new_bucket(), redis)
        async with serving(settings, limit_s=3.0) as process, await client_of(process) as client:
            await client.put_screenshot(0, picture())
            await asyncio.to_thread(kafka.kill)
            with pytest.raises(Unavailable):
                await client.put_screenshot(1, picture(seed=1))
            await asyncio.to_thread(kafka.start)
            async with CaptureClient(process.url, "pk_demo", retry=RetryRule(attempts=30, deadline_s=45)) as patient:
                patient.resume(client.session, client.token)
                await patient.put_screenshot(1, picture(seed=1))
                await patient.put_screenshot(2, picture(seed=2))
            said = await process.said(SCREENSHOTS.name, client.session.session_id)
        sequences = [message.sequence for message in said]
        assert sorted(set(sequences)) == [0, 1, 2]
        assert sequences[-1] == 2
