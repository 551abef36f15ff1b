"""A published session model in the pipeline: another order of items, unknown items, and the swap while serving."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from interarec.domain.interactions import Action
from interarec.domain.recommendations import Arm
from interarec.platform.artifacts import encode_catalogue, encode_choice_model, publish
from interarec.platform.blobs import MemoryBlobs
from interarec.ranking.exported import ExportedModel
from interarec.recommender import RecommenderPorts, artifact_watcher, recommend
from interarec.recommender.prepared import prepare
from interarec.recommender.trained_model import TrainedModel

from .shop import ITEMS, SITE, catalogue, choice, clock, did, item, settings, view

ARTIFACT = (Path(__file__).parents[1] / "ranking" / "ring.model").read_bytes()
ROWS = {one.item_id: row for row, one in enumerate(reversed(ITEMS))}  # another order than the net's, and b2 is new


@pytest.fixture(scope="module")
def model() -> ExportedModel:
    return ExportedModel.from_bytes(ARTIFACT)


def test_the_next_item_is_found_in_the_catalogues_order(model: ExportedModel) -> None:
    log_p = TrainedModel(model, ROWS).log_probabilities([ROWS["r2"], ROWS["g1"]])
    assert int(log_p.argmax()) == ROWS["g2"]
    assert np.exp(log_p).sum() == pytest.approx(1)


def test_items_the_net_never_saw_stand_last_and_say_nothing(model: ExportedModel) -> None:
    trained = TrainedModel(model, ROWS)
    log_p = trained.log_probabilities([ROWS["g1"], ROWS["b2"]])
    assert int(log_p.argmin()) == ROWS["b2"]
    assert np.isfinite(log_p).all()
    assert np.allclose(log_p, trained.log_probabilities([ROWS["g1"]]))


def test_before_the_first_view_it_is_popularity(model: ExportedModel) -> None:
    log_p = TrainedModel(model, ROWS).log_probabilities([])
    assert np.isfinite(log_p).all()


def test_a_model_of_another_shop_is_not_used(model: ExportedModel) -> None:
    others = [item("x1", "10"), item("x2", "20")]
    site = prepare(catalogue(others), choice({"x1": 1.0}), settings().sites[SITE], model=model)
    assert site.session_model.version == "cooccurrence"
    assert site.default_arm is Arm.ASSORTMENT


async def test_a_published_model_is_swapped_in_and_becomes_the_default() -> None:
    blobs, chosen = MemoryBlobs(), settings(capacity=2)
    await publish(blobs, SITE, "catalogue", "v1", encode_catalogue(catalogue()))
    await publish(blobs, SITE, "choice", "c1", encode_choice_model(choice()))
    watcher = artifact_watcher(chosen, blobs)
    ready = RecommenderPorts(chosen, watcher.current, blobs, clock())
    await watcher.refresh()
    seen = view().fold(did(0, Action.VIEW, "r1"))
    before, _ = await recommend(seen, ready)
    await publish(blobs, SITE, "model", "ring", ARTIFACT)
    await watcher.refresh()
    site = watcher.current(SITE)
    assert site is not None
    assert site.session_model.version.startswith("narm-")
    after, _ = await recommend(seen, ready)
    assert (before.arm, after.arm) == (Arm.ASSORTMENT, Arm.RERANK)
    assert "r2" in [one.item_id for one in after.slate]
