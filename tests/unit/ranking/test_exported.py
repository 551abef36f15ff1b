"""Scoring without torch, by a small network trained on the ring g1 → g2 → g3 → r1 → r2 → b1 → g1."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from interarec.domain.errors import InvalidInput
from interarec.ranking.exported import ExportedModel, ExportedScorer, log_softmax
from interarec.ranking.sessions import Rows, Sessions

ARTIFACT = (Path(__file__).parent / "ring.model").read_bytes()
RING = ["g1", "g2", "g3", "r1", "r2", "b1"]


@pytest.fixture(scope="module")
def model() -> ExportedModel:
    return ExportedModel.from_bytes(ARTIFACT)


def _best(model: ExportedModel, *session: str) -> str:
    return model.items[int(model.logits_after([model.items.index(item) for item in session]).argmax())]


def test_the_next_item_on_the_ring_is_best(model: ExportedModel) -> None:
    for place, item in enumerate(RING):
        assert _best(model, item) == RING[(place + 1) % 6]
        assert _best(model, RING[place - 1], item) == RING[(place + 1) % 6]


def test_sessions_of_all_lengths_score_as_they_do_alone(model: ExportedModel) -> None:
    sessions = Sessions.of([[0, 1, 2], [], [4], [3, 4, 5, 0, 1]])
    rows = Rows.of(sessions, np.zeros(4, np.int64), 50)
    together = model.logits(rows, np.arange(4))
    for row, session in enumerate(sessions):
        np.testing.assert_allclose(together[row], model.logits_after(session.tolist()), atol=1e-5)


def test_an_empty_session_is_popularity(model: ExportedModel) -> None:
    counts = np.array(model.card["clicks"])
    assert np.allclose(np.exp(model.logits_after([])), counts + 1)


def test_items_in_another_order_are_scored_all_the_same(model: ExportedModel) -> None:
    items = ["new", *reversed(RING)]
    rows = Rows.of(Sessions.of([[items.index("new"), items.index("g2")]]), np.zeros(1, np.int64), 9)
    scores = ExportedScorer(model, items).scores(rows, np.zeros(1, np.int64))[0]
    assert items[int(scores.argmax())] == "g3"
    assert scores[0] == -np.inf


def test_log_softmax_is_one_in_all() -> None:
    assert np.exp(log_softmax(np.array([[1000.0, 1001.0], [0.0, 0.0]]))).sum(axis=1) == pytest.approx([1, 1])


def _without(field: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ARTIFACT)) as old, zipfile.ZipFile(buffer, "w") as new:
        card = json.loads(old.read("card.json"))
        del card[field]
        new.writestr("card.json", json.dumps(card))
        new.writestr("model.onnx", old.read("model.onnx"))
    return buffer.getvalue()


def test_bytes_that_are_no_model_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no session model"):
        ExportedModel.from_bytes(b"nothing")
    with pytest.raises(InvalidInput, match="lacks deviation"):
        ExportedModel.from_bytes(_without("deviation"))
    with pytest.raises(InvalidInput, match=r"card\.json is missing"):
        ExportedModel.from_folder(tmp_path)


def test_a_broken_network_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ARTIFACT)) as old, zipfile.ZipFile(buffer, "w") as new:
        new.writestr("card.json", old.read("card.json"))
        new.writestr("model.onnx", b"nothing")
    with pytest.raises(InvalidInput, match="no network"):
        ExportedModel.from_bytes(buffer.getvalue())
