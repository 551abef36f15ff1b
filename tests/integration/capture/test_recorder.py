"""The recorder on a real browser: what it sends is what the page shows, less what nobody may see."""

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from interarec.capture.client import CaptureClient, Recorder
from interarec.contracts.topics import SCREENSHOTS
from interarec.domain.errors import Gone
from interarec.domain.screenshots import Screenshot, Viewport
from interarec.lab.chromium import QUIET, require_chromium
from interarec.platform.clock import utc_now
from interarec.platform.security import Vault
from PIL import Image
from playwright.async_api import Page, async_playwright

from tests.unit.capture.world import MASTER, Process, Shared, new_world

STILL = (
    "<body style='margin:0;background:#fff'><div id=box style='width:100px;height:100px;background:rgb(0,128,0)'></div>"
)
FORM = """<body style='margin:0;background:#fff'>
<input type=password value=secret style='position:absolute;left:0;top:0;width:100px;height:40px'>
<iframe style='position:absolute;left:0;top:100px;width:200px;height:60px;border:0'
 srcdoc="<body style='margin:0'><input autocomplete='cc-number' value='4111 1111 1111 1111'
 style='position:absolute;left:0;top:0;width:150px;height:40px'>"></iframe>"""


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=require_chromium(), args=list(QUIET))
        page = await browser.new_page(viewport={"width": 640, "height": 400})
        yield page
        await browser.close()


@pytest.fixture
def shared() -> Shared:
    world = new_world()
    world.time.at = utc_now()  # the recorder's own clock is the wall's
    return world


@pytest.fixture
async def client(shared: Shared) -> AsyncIterator[CaptureClient]:
    process = Process(shared)
    async with process.http, CaptureClient("http://capture", "pk_demo", http=process.http) as client:
        await client.open(consent=True)
        yield client


async def shots(shared: Shared, count: int) -> list[Any]:
    """The references on the log, once there are `count`."""
    async with asyncio.timeout(20):
        while len(said := shared.said(SCREENSHOTS.name)) < count:
            await asyncio.sleep(0.02)
    return said


async def pixels(shared: Shared, reference: Screenshot) -> Image.Image:
    data = await Vault(shared.blobs, MASTER, shared.time).get("demo", reference.session_id, reference.image.key)
    return Image.open(io.BytesIO(data)).convert("RGB")


async def test_a_still_page_is_sent_once_and_a_change_with_the_whole_dwell(
    page: Page, client: CaptureClient, shared: Shared
) -> None:
    await page.set_content(STILL)
    recorder = Recorder(page, client, interval_ms=1_000)
    running = asyncio.create_task(recorder.run())
    (first,) = await shots(shared, 1)
    async with asyncio.timeout(20):
        while recorder.recording.unchanged < 2:
            await asyncio.sleep(0.02)
    await page.evaluate("document.getElementById('box').style.background = 'rgb(200,0,0)'")
    _, second = await shots(shared, 2)
    recorder.stop()
    counts = await running
    assert (counts.sent, counts.missed, counts.lost) == (2, 0, 0)
    assert (first.sequence, first.dwell_ms, second.sequence) == (0, 0, 1)
    assert second.dwell_ms >= 2_500  # at least two unchanged looks and its own interval, rounded by the timer
    assert (first.viewport, first.image.width, first.image.height) == (Viewport(640, 400), 640, 400)
    assert first.page_url == "about:blank"
    assert first.masked
    assert (await pixels(shared, first)).getpixel((50, 50)) == (0, 128, 0)
    assert (await pixels(shared, second)).getpixel((50, 50)) == (200, 0, 0)


async def test_secret_fields_are_black_in_every_frame(page: Page, client: CaptureClient, shared: Shared) -> None:
    await page.set_content(FORM)
    recorder = Recorder(page, client, interval_ms=1_000)
    running = asyncio.create_task(recorder.run())
    image = await pixels(shared, (await shots(shared, 1))[0])
    recorder.stop()
    await running
    for left, top, width, height in ((0, 0, 100, 40), (0, 100, 150, 40)):
        field = image.crop((left + 2, top + 2, left + width - 2, top + height - 2))
        assert field.getcolors() == [(field.width * field.height, (0, 0, 0))]
    assert image.getpixel((300, 50)) == (255, 255, 255)


async def test_a_picture_too_large_as_png_is_sent_as_jpeg(page: Page, client: CaptureClient, shared: Shared) -> None:
    await page.set_content(STILL)
    recorder = Recorder(page, client, interval_ms=1_000, max_bytes=100)
    running = asyncio.create_task(recorder.run())
    (only,) = await shots(shared, 1)
    recorder.stop()
    await running
    assert only.image.media_type == "image/jpeg"


async def test_the_end_of_the_session_or_of_the_page_ends_the_recording(
    page: Page, client: CaptureClient, shared: Shared
) -> None:
    await page.set_content(STILL)
    await client.end()
    with pytest.raises(Gone):
        await Recorder(page, client, interval_ms=1_000).run()
    await page.close()
    counts = await Recorder(page, client, interval_ms=1_000).run()
    assert counts.sent == 0
