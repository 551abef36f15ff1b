"""From imported files to slates, and the swap to a new version while serving."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from interarec.domain.errors import ConfigurationError, Unavailable
from interarec.domain.interactions import Action
from interarec.lab.demo_catalogue import DATA_FOLDER
from interarec.platform.artifacts import ArtifactWatcher
from interarec.platform.blobs import MemoryBlobs
from interarec.recommender import PreparedSite, RecommenderPorts, artifact_watcher, recommend
from interarec.recommender.catalogue import fit_choice_model, import_catalogue
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from .shop import NOON, SITE, chosen, clock, constraint_set, did, ids, ports, priced, settings, view, wanted

GREEN_DRESSES = constraint_set(0, wanted("color", "green"), wanted("category", "dresses"), price=priced("18", "144"))


async def _serving(**site: object) -> tuple[MemoryBlobs, ArtifactWatcher[PreparedSite], RecommenderPorts]:
    blobs, chosen_settings = MemoryBlobs(), settings(capacity=10, **site)
    await import_catalogue(DATA_FOLDER / "demo_catalogue.csv", SITE, chosen_settings, blobs, lambda: NOON)
    await fit_choice_model(DATA_FOLDER / "demo_purchases.csv", SITE, chosen_settings, blobs, lambda: NOON)
    watcher = artifact_watcher(chosen_settings, blobs)
    return blobs, watcher, RecommenderPorts(chosen_settings, watcher.current, blobs, clock())


async def test_the_demo_shop_offers_green_dresses_in_the_range() -> None:
    _, watcher, ready = await _serving()
    with pytest.raises(Unavailable):
        await watcher.checks["artifacts:demo"]()
    await watcher.refresh()
    await watcher.checks["artifacts:demo"]()
    made, _ = await recommend(view().fold(GREEN_DRESSES), ready)
    site = watcher.current(SITE)
    assert site is not None
    assert len(made.slate) == 10
    for one in made.slate:
        sold = site.items[site.rows[one.item_id]]
        assert sold.in_stock
        assert "Dresses" in (sold.category or "")
        assert 18 <= one.price.amount <= 144
        assert site.attributes.mask("color", ["green"])[site.rows[one.item_id]]


async def test_a_new_catalogue_is_swapped_in_while_serving(tmp_path: Path) -> None:
    blobs, watcher, ready = await _serving()
    await watcher.refresh()
    before = watcher.current(SITE)
    (tmp_path / "feed.csv").write_text("id,title,price,color\nonly,Only dress,20.00 GBP,green\n")
    await import_catalogue(tmp_path / "feed.csv", SITE, ready.settings, blobs, lambda: NOON)
    await watcher.refresh()
    after = watcher.current(SITE)
    assert before is not after
    assert ids((await recommend(view().fold(GREEN_DRESSES), ready))[0].slate) == ["only"]


async def test_item_texts_are_indexed_once_a_catalogue() -> None:
    blobs, watcher, _ = await _serving()
    await watcher.refresh()
    before = watcher.current(SITE)
    other_rules = settings(capacity=4)
    await fit_choice_model(DATA_FOLDER / "demo_purchases.csv", SITE, other_rules, blobs, lambda: NOON)
    await watcher.refresh()
    after = watcher.current(SITE)
    assert before is not None
    assert after is not None
    assert after.choice.version != before.choice.version
    assert after.texts is before.texts


async def test_rules_that_leave_nothing_are_warned_of() -> None:
    with capture_logs() as logs:
        _, watcher, _ = await _serving(must={"material": ["unobtainium"]})
        await watcher.refresh()
    assert [one["log_level"] for one in logs if "no item may be offered" in one["event"]] == ["warning"]


async def test_the_rail_is_there_before_the_choice_model_is() -> None:
    blobs, chosen_settings = MemoryBlobs(), settings()
    await import_catalogue(DATA_FOLDER / "demo_catalogue.csv", SITE, chosen_settings, blobs, lambda: NOON)
    watcher = artifact_watcher(chosen_settings, blobs)
    await watcher.refresh()
    made, _ = await recommend(view(), RecommenderPorts(chosen_settings, watcher.current, blobs, clock()))
    assert made.arm.value == "fallback"
    assert len(made.slate) == 3


def test_an_encoder_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    encoder: Mapping[str, object] = {"similarity": "encoder", "encoder_dir": tmp_path}
    with pytest.raises(ConfigurationError, match=r"model\.onnx"):
        artifact_watcher(settings(recommender=encoder), MemoryBlobs())


async def test_slates_are_counted_by_arm_and_odd_attribute_names_share_one_label() -> None:
    def count(name: str, **labels: str) -> float:
        return REGISTRY.get_sample_value(name, labels) or 0.0

    made = ("interarec_recommender_slates_total", {"site": SITE, "arm": "assortment", "randomised": "false"})
    odd = ("interarec_recommender_relaxed_total", {"constraint": "other"})
    before = count(made[0], **made[1]), count(odd[0], **odd[1])
    state = view().fold(constraint_set(0, filters=(chosen("heel", "flat"),)))
    await recommend(state.fold(did(0, Action.VIEW, "g1")), ports())
    assert (count(made[0], **made[1]), count(odd[0], **odd[1])) == (before[0] + 1, before[1] + 1)
