"""The exported network says what the net says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from interarec.ranking.configuration import TrainingConfig, TrainingOptions
from interarec.ranking.exported import SERVED, ExportedModel, ExportedScorer, log_softmax
from interarec.ranking.exporting import save_model
from interarec.ranking.nets import NETS
from interarec.ranking.sessions import Rows
from interarec.ranking.training import fit, logits

from tests.unit.ranking.chains import ring_data


def test_what_is_served_is_every_net() -> None:
    assert set(SERVED) == set(NETS)


@pytest.mark.parametrize("name", NETS)
def test_parity_of_logits_and_top_fifty(tmp_path: Path, name: str) -> None:
    data = ring_data(tmp_path / "data", items=120, sessions=500, predictable=0.8)
    config = TrainingConfig({}, TrainingOptions(epochs=2, batch=64, learning_rate=0.01, validation=0, longest=5))
    net, history = fit(name, data, config, seed=1, out=tmp_path, say=lambda line: None)
    save_model(tmp_path, name, net, data, config, history, seed=1)
    rows = Rows.of(data.prefixes, data.targets, 5)
    everyone = np.arange(len(rows))
    ours = logits(net, rows, everyone)
    model = ExportedModel.from_folder(tmp_path)
    served = ExportedScorer(model, data.items).scores(rows, everyone)
    assert np.abs(ours - served).max() <= 1e-4
    assert (np.argsort(-ours, axis=1)[:, :50] == np.argsort(-served, axis=1)[:, :50]).mean() > 0.999  # outside ties
    train = data.train.rows(5)
    z = (log_softmax(logits(net, train, np.arange(len(train)))) - model.card["mean"]) / model.card["deviation"]
    assert abs(z.mean()) < 0.1
    assert z.std() == pytest.approx(1, abs=0.1)
    assert model.card["version"].startswith(f"{name}-")
