from __future__ import annotations

import io

import pytest
from interarec.platform.settings.schema import Settings
from interarec.summarizer.engines import PageImage, ReadingEngine, ReadRequest, build_engine
from PIL import Image, ImageDraw, ImageFont


@pytest.fixture(scope="module")
def engine() -> ReadingEngine:
    return build_engine(Settings())


def listing() -> bytes:
    """A drawn page with two priced products."""
    image = Image.new("RGB", (800, 400), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(24)
    for left, title, price in ((60, "Green satin dress", "£18.00"), (440, "Blue denim jacket", "£144.00")):
        draw.rectangle((left, 40, left + 260, 240), fill=(40, 140, 60) if left == 60 else (40, 60, 160))
        draw.text((left, 260), title, "black", font)
        draw.text((left, 300), price, "black", font)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


async def test_a_drawn_page_is_read_and_a_broken_image_named(engine: ReadingEngine) -> None:
    images = (PageImage("s1.0", 0, listing(), "image/png"), PageImage("s1.1", 1, b"\x89PNG broken", "image/png"))
    result = await engine.read(ReadRequest("demo", "s1", images))
    assert result.summary is not None
    assert {str(offer.price) for offer in result.summary.offers} == {"18.00", "144.00"}
    assert (result.rung, result.reason) == ("full", "")
    assert [one.split(":")[0] for one in result.skipped] == ["s1.1"]


async def test_only_broken_images_leave_events(engine: ReadingEngine) -> None:
    result = await engine.read(ReadRequest("demo", "s1", (PageImage("s1.1", 1, b"GIF89a", "image/png"),)))
    assert (result.summary, result.rung, result.reason) == (None, "events", "no_readable_image")
