"""The local reader on whole pictures: what is on them, what the caches save, what a bad frame does."""

from __future__ import annotations

import io
from decimal import Decimal

import numpy as np
import pytest
from interarec.domain.summaries import NOT_AVAILABLE
from interarec.vision import Frame, Gazetteer, LocalReader, Reading
from PIL import Image

from .conftest import stored_page


def _png(pixels: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def _pixels(image: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(image)).convert("RGB"))


def _prices(reading: Reading, frame: int = 0) -> list[tuple[Decimal, str]]:
    return sorted((offer.price, offer.currency or "") for offer in reading.frames[frame].offers)


@pytest.mark.parametrize("name", ["cards_gbp", "product_eur", "basket_usd", "listing_inr"])
def test_current_prices_with_titles(reader: LocalReader, name: str) -> None:
    page = stored_page(name)
    reading = reader.read([Frame("a", 0, page.image)])
    assert _prices(reading) == page.prices
    titles = {offer.price: offer.title for offer in reading.frames[0].offers}
    right = [price for price, title in page.titles.items() if titles[price] == title]
    assert len(right) >= 0.8 * len(page.titles)


def test_earlier_prices(reader: LocalReader) -> None:
    page = stored_page("cards_gbp")
    reading = reader.read([Frame("a", 0, page.image)])
    found = {offer.title: offer.was for offer in reading.frames[0].offers if offer.was is not None}
    assert found == page.was


def test_a_banner_is_not_available(reader: LocalReader) -> None:
    reading = reader.read([Frame("a", 0, stored_page("banner").image)])
    categories = reading.summary.categories
    assert reading.summary.offers == ()
    assert (categories.lowest_price, categories.highest_price) == (NOT_AVAILABLE, NOT_AVAILABLE)


def test_summary_of_a_page(reader: LocalReader) -> None:
    page = stored_page("cards_gbp")
    gazetteer = Gazetteer.from_items(
        [
            {"id": "p1", "title": "Satin Midi Dress", "brand": "Lumara", "currency": "GBP"},
            {"id": "p2", "brand": "Tolwick"},
        ]
    )
    summary = reader.read([Frame("a", 0, page.image)], gazetteer=gazetteer).summary
    assert (summary.categories.lowest_price, summary.categories.highest_price) == ("41.50 GBP", "86.95 GBP")
    assert {fact.value for fact in summary.brands} == {"Lumara", "Tolwick"}
    assert any("60% off" in fact.value for fact in summary.promotions)
    box = summary.offers[0].evidence[0].box
    assert box is not None
    assert box[0] < box[2] <= 1600


def test_equal_frames_are_read_once_and_scrolled_lines_are_known(reader: LocalReader) -> None:
    pixels = _pixels(stored_page("cards_gbp").image)
    scrolled = np.concatenate([pixels[37:], np.full_like(pixels[:37], 255)])
    fresh = LocalReader(threads=1)
    batch = [_png(pixels), _png(pixels), _png(scrolled)]
    reading = fresh.read([Frame(str(number), number, image) for number, image in enumerate(batch)])
    first, same, moved = reading.frames
    assert (first.cached, same.cached, moved.cached) == (False, True, False)
    assert first.new_lines == first.lines
    assert moved.new_lines <= 0.2 * moved.lines
    assert _prices(reading, 0) == _prices(reading, 1) == _prices(reading, 2)
    assert {offer.sightings for offer in reading.summary.offers} == {3}


def test_one_changed_digit_is_seen(reader: LocalReader) -> None:
    """The change is far too small for a perceptual hash."""
    page = stored_page("cards_gbp")
    pixels = _pixels(page.image).copy()
    before = reader.read([Frame("a", 0, _png(pixels))])
    boxes = {offer.price: offer.evidence[0].box for offer in before.frames[0].offers}
    target, source = boxes[Decimal("41.95")], boxes[Decimal("41.50")]
    assert target is not None
    assert source is not None
    height, width = source[3] - source[1], source[2] - source[0]
    pixels[target[1] : target[3], target[0] : target[2]] = 255
    patch = pixels[source[1] : source[3], source[0] : source[2]]
    pixels[target[1] : target[1] + height, target[0] : target[0] + width] = patch
    after = reader.read([Frame("b", 1, _png(pixels))])
    assert [price for price, _ in _prices(after)].count(Decimal("41.50")) == 2


def test_a_bad_frame_is_skipped_with_its_reason(reader: LocalReader) -> None:
    page = stored_page("banner")
    frames = [Frame("a", 0, b""), Frame("b", 1, page.image[: len(page.image) // 2]), Frame("c", 2, page.image)]
    reading = reader.read(frames)
    assert [(frame.screenshot_id, frame.reason) for frame in reading.skipped] == [("a", "empty"), ("b", "truncated")]
    assert [frame.screenshot_id for frame in reading.frames] == ["c"]


def test_no_frame_at_all_is_a_summary_of_nothing(reader: LocalReader) -> None:
    reading = reader.read([])
    assert reading.summary.categories.product_characteristics == NOT_AVAILABLE
    assert (reading.new_lines, reading.seconds_per_new_line) == (0, 0.0)


def test_forget_empties_the_caches(reader: LocalReader) -> None:
    image = stored_page("product_eur").image
    fresh = LocalReader(threads=1)
    fresh.read([Frame("a", 0, image)])
    fresh.forget()
    again = fresh.read([Frame("a", 0, image)]).frames[0]
    assert not again.cached
    assert again.new_lines == again.lines


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (700, 5, 3), (64, 64, 3)])
def test_pictures_without_text_are_read_as_nothing(reader: LocalReader, shape: tuple[int, int, int]) -> None:
    noise = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    for pixels in (noise, np.zeros(shape, dtype=np.uint8)):
        assert reader.read([Frame("a", 0, _png(pixels))]).frames[0].offers == ()
