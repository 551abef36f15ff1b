"""Weights and pair counts from purchases, and the rail both imports write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from interarec.domain.errors import InvalidInput
from interarec.lab.demo_catalogue import DATA_FOLDER
from interarec.platform.artifacts import decode_choice_model, fetch_current
from interarec.platform.blobs import MemoryBlobs
from interarec.recommender.catalogue import fit_choice_model, import_catalogue
from interarec.recommender.catalogue.rail import rail_items, rail_key
from interarec.recommender.cooccurrence import PairCounts

from tests.unit.recommender.shop import NOON, SITE, settings

PURCHASES = """basket_id,item_id,quantity,timestamp
1,a,1,2026-08-01T00:00:00Z
1,b,3,2026-08-01T00:00:00Z
2,a,1,
3,a,2,
3,gone,1,
4,,1,
5,b,0,
6,c,1,yesterday
"""
FEED = """id,title,price,brand,availability
a,A,10.00 GBP,x,in_stock
b,B,20.00 GBP,x,in_stock
c,C,30.00 GBP,y,in_stock
d,D,40.00 GBP,y,out_of_stock
"""


async def _shop(folder: Path, **site: object) -> tuple[MemoryBlobs, object]:
    blobs, chosen = MemoryBlobs(), settings(**site)
    (folder / "feed.csv").write_text(FEED)
    (folder / "purchases.csv").write_text(PURCHASES)
    await import_catalogue(folder / "feed.csv", SITE, chosen, blobs, lambda: NOON)
    report = await fit_choice_model(folder / "purchases.csv", SITE, chosen, blobs, lambda: NOON)
    return blobs, report


async def _rail(blobs: MemoryBlobs) -> list[str]:
    return [one.item_id for one in rail_items((await blobs.get(rail_key(SITE))).data)]


async def test_report_counts_what_was_read_and_refused(tmp_path: Path) -> None:
    _, report = await _shop(tmp_path)
    assert (report.baskets, report.purchases, report.unknown_items) == (3, 5, 1)
    assert [(one.row, one.item_id) for one in report.refused] == [(6, None), (7, "b"), (8, "c")]


async def test_weights_keep_the_order_of_purchases_and_v0_gives_the_purchase_share(tmp_path: Path) -> None:
    blobs, _ = await _shop(tmp_path, capacity=2, purchase_share=0.25)
    model = decode_choice_model(await fetch_current(blobs, SITE, "choice") or b"")
    assert model.weights["a"] > model.weights["b"] > model.default_weight > 0
    assert "gone" not in model.weights
    shown = model.weights["a"] + model.weights["b"]
    assert shown / (model.no_purchase_weight + shown) == pytest.approx(0.25)
    assert model.bought == {"a": 4, "b": 3}
    assert model.weights["d"] == pytest.approx(model.default_weight)  # a new item starts where an unbought one stands


async def test_the_rail_is_the_most_bought_in_stock(tmp_path: Path) -> None:
    blobs, _ = await _shop(tmp_path)
    assert await _rail(blobs) == ["a", "b", "c"]
    rail = json.loads((await blobs.get(rail_key(SITE))).data)
    assert rail["arm"] == "fallback"
    assert rail["slate"][0]["price"] == {"amount": "10.00", "currency": "GBP"}


async def test_the_rail_keeps_to_must_and_never(tmp_path: Path) -> None:
    blobs, _ = await _shop(tmp_path, never={"brand": ["x"]})
    assert await _rail(blobs) == ["c"]


async def test_a_catalogue_without_purchases_has_a_rail_in_feed_order(tmp_path: Path) -> None:
    blobs = MemoryBlobs()
    (tmp_path / "feed.csv").write_text(FEED)
    await import_catalogue(tmp_path / "feed.csv", SITE, settings(capacity=2), blobs, lambda: NOON)
    assert await _rail(blobs) == ["a", "b"]


async def test_purchases_may_come_before_the_catalogue(tmp_path: Path) -> None:
    blobs = MemoryBlobs()
    (tmp_path / "p.csv").write_text(PURCHASES)
    report = await fit_choice_model(tmp_path / "p.csv", SITE, settings(), blobs, lambda: NOON)
    assert report.unknown_items == 0
    assert await blobs.keys("artifacts/demo/rail") == []


async def test_pairs_are_counted_once_a_basket(tmp_path: Path) -> None:
    blobs, _ = await _shop(tmp_path)
    pairs = PairCounts.decode(await fetch_current(blobs, SITE, "cooccurrence") or b"")
    assert pairs.neighbours == {"a": {"b": 1, "gone": 1}, "b": {"a": 1}, "gone": {"a": 1}}


async def test_the_demo_weights_are_found_again() -> None:
    blobs = MemoryBlobs()
    await import_catalogue(DATA_FOLDER / "demo_catalogue.csv", SITE, settings(), blobs, lambda: NOON)
    await fit_choice_model(DATA_FOLDER / "demo_purchases.csv", SITE, settings(), blobs, lambda: NOON)
    model = decode_choice_model(await fetch_current(blobs, SITE, "choice") or b"")
    true = json.loads((DATA_FOLDER / "demo_true_weights.json").read_text())
    total = sum(model.weights.get(item, model.default_weight) for item in true)
    error = sum(abs(model.weights.get(item, model.default_weight) / total - weight) for item, weight in true.items())
    assert error / 2 < 0.1  # total variation; shares of 12,000 purchases over 384 items scatter by about 0.07


@pytest.mark.parametrize("content", ["", "basket_id,item_id\n", "basket,item\n1,a\n"])
async def test_no_purchases_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "p.csv").write_text(content)
    with pytest.raises(InvalidInput):
        await fit_choice_model(tmp_path / "p.csv", SITE, settings(), MemoryBlobs(), lambda: NOON)
