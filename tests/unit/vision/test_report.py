"""The plain data of `interarec read --json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from interarec.domain.errors import NotFound
from interarec.domain.summaries import CATEGORIES
from interarec.vision import LocalReader, read_report

from .conftest import PAGES, stored_page


def test_the_report_has_the_promised_shape(reader: LocalReader) -> None:
    report = read_report([PAGES / "cards_gbp.png", b"not an image"], reader=reader)
    json.dumps(report, allow_nan=False)
    assert tuple(report["summary"]) == CATEGORIES
    assert (report["lowest_price"], report["highest_price"], report["currency"]) == (41.5, 86.95, "GBP")
    assert report["skipped"][0]["screenshot"] == 1
    for offer in report["offers"]:
        assert set(offer) == {"title", "price", "currency", "was", "brand", "screenshot", "box", "score"}
        assert offer["screenshot"] == 0
    assert {"decode", "detect", "recognise", "understand", "total"} == set(report["timings"])


def test_one_offer_an_image_it_is_seen_on(reader: LocalReader) -> None:
    image = stored_page("product_eur").image
    report = read_report([image, image], reader=reader)
    assert {offer["screenshot"] for offer in report["offers"]} == {0, 1}


def test_a_missing_file_is_named(reader: LocalReader, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"nowhere\.png"):
        read_report([tmp_path / "nowhere.png"], reader=reader)
