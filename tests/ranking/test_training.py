"""The loop: resumed runs, chosen epochs, options of the losses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from interarec.domain.errors import InvalidInput
from interarec.ranking.configuration import TrainingConfig, TrainingOptions
from interarec.ranking.evaluating import evaluated
from interarec.ranking.exporting import save_model
from interarec.ranking.loading import load_scorer
from interarec.ranking.nets import NETS
from interarec.ranking.sessions import SessionData, read_data, write_data
from interarec.ranking.training import Trainer, fit
from interarec.ranking.tuning import tune

from tests.unit.ranking.chains import ring_data


def _config(**training: Any) -> TrainingConfig:
    return TrainingConfig({}, TrainingOptions(**{"batch": 64, "longest": 8, "learning_rate": 0.01} | training))


def _quiet(line: str) -> None:
    """Says nothing."""


@pytest.fixture
def data(tmp_path: Path) -> SessionData:
    return ring_data(tmp_path / "data", items=30, sessions=300, predictable=0.8)


def _trained(data: SessionData, folder: Path, epochs: int) -> Any:
    trainer = Trainer("narm", data.trained, _config(), seed=3, folder=folder, say=_quiet)
    trainer.run(data.train.rows(8), None, epochs=epochs)
    return trainer.net.state_dict()


def test_an_interrupted_run_ends_where_an_uninterrupted_one_does(tmp_path: Path, data: SessionData) -> None:
    whole = _trained(data, tmp_path / "whole", 4)
    _trained(data, tmp_path / "parts", 2)
    resumed = _trained(data, tmp_path / "parts", 4)
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_a_run_with_fewer_epochs_gives_the_net_of_so_many(tmp_path: Path, data: SessionData) -> None:
    """A checkpoint of four epochs is no net of two; it is trained anew, and says so."""
    whole = _trained(data, tmp_path / "whole", 2)
    _trained(data, tmp_path / "longer", 4)
    said: list[str] = []
    trainer = Trainer("narm", data.trained, _config(), seed=3, folder=tmp_path / "longer", say=said.append)
    assert [one["epoch"] for one in trainer.run(data.train.rows(8), None, epochs=2)] == [1, 2]
    shorter = trainer.net.state_dict()
    assert all(torch.equal(whole[name], shorter[name]) for name in whole)
    assert any("has 4 epochs and 2 are wanted; starting anew" in line for line in said)


def test_fewer_epochs_or_less_patience_choose_among_what_they_would_have_seen(
    tmp_path: Path, data: SessionData, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = iter([0.2, 0.1, 0.15, 0.3, 0.4])  # the best is the last
    monkeypatch.setattr(Trainer, "_judged", lambda *_: {"objective": next(course)})
    train, held = (part.rows(8) for part in data.train.held_out(0.1))

    def chosen(**training: Any) -> list[int]:
        trainer = Trainer("npe", data.trained, _config(**training), seed=1, folder=tmp_path, say=_quiet)
        return [one["epoch"] for one in trainer.run(train, held)]

    assert chosen(epochs=5, patience=4) == [1, 2, 3, 4, 5]
    assert chosen(epochs=3, patience=4) == [1, 2, 3]
    assert chosen(epochs=5, patience=2) == [1, 2, 3]  # two epochs without a better one end it
    assert chosen(epochs=5, patience=4) == [1, 2, 3, 4, 5]  # nothing was trained again


def test_epochs_judged_on_other_rows_are_not_compared(tmp_path: Path, data: SessionData) -> None:
    train, held = (part.rows(8) for part in data.train.held_out(0.1))
    said: list[str] = []

    def seen(judged: int, epochs: int, folder: str) -> list[float]:
        config = _config(judged=judged, epochs=epochs, patience=9)
        trainer = Trainer("npe", data.trained, config, seed=1, folder=tmp_path / folder, say=said.append)
        return [one["objective"] for one in trainer.run(train, held)]

    seen(3, 2, "one")
    assert seen(50, 3, "one") == seen(50, 3, "fresh")
    assert sum("another number of rows; starting anew" in line for line in said) == 1


def test_a_fit_repeated_with_fewer_epochs_serves_the_epochs_it_names(tmp_path: Path, data: SessionData) -> None:
    fit("npe", data, _config(epochs=4, patience=4, learning_rate=0.001), seed=1, out=tmp_path, say=_quiet)
    _, history = fit("npe", data, _config(epochs=2, learning_rate=0.001), seed=1, out=tmp_path, say=_quiet)
    assert len(history["choosing"]) == 2
    assert len(history["final"]) == history["epochs"] <= 2


def test_a_checkpoint_of_another_run_is_not_taken_up(tmp_path: Path, data: SessionData) -> None:
    _trained(data, tmp_path, 1)
    said: list[str] = []
    other = Trainer("narm", data.trained, _config(), seed=4, folder=tmp_path, say=said.append)
    assert len(other.run(data.train.rows(8), None, epochs=1)) == 1
    data_too = Trainer("narm", data.trained, _config(), seed=4, folder=tmp_path, say=said.append)
    data_too.run(data.train.part(1, len(data.train)).rows(8), None, epochs=1)
    assert sum("another run" in line for line in said) == 2


def test_the_last_sessions_choose_the_epochs_and_then_all_are_trained(tmp_path: Path, data: SessionData) -> None:
    _, history = fit("narm", data, _config(epochs=6, patience=1), seed=1, out=tmp_path, say=_quiet)
    best = max(history["choosing"], key=lambda epoch: epoch["objective"])
    assert history["epochs"] == best["epoch"] == len(history["final"])
    assert len(history["choosing"]) <= best["epoch"] + 1  # patience
    assert "recall@20" not in history["final"][0]


def test_validation_never_sees_the_sessions_it_is_judged_on(tmp_path: Path, data: SessionData) -> None:
    """Held-out steps that contradict training cannot be predicted, whatever was learnt."""
    backwards = [session[::-1] for session in data.train]
    held = data.train.of([one.tolist() for one in backwards]).part(270, 300).rows(8)
    trainer = Trainer("narm", data.trained, _config(epochs=6), seed=1, folder=tmp_path, say=_quiet)
    forwards = trainer.run(data.train.part(0, 270).rows(8), held)
    assert forwards[-1]["mrr@20"] < 0.2 < np.mean([1 / 2, 1])


@pytest.mark.parametrize("loss", ["bpr", "top1", "bpr-max"])
def test_pairwise_losses_learn_too(tmp_path: Path, data: SessionData, loss: str) -> None:
    config = _config(loss=loss, samples=64, epochs=8, decay_every=8)
    trainer = Trainer("gru4rec", data.trained, config, seed=1, folder=tmp_path, say=_quiet)
    cut = len(data.train) - 30
    seen = trainer.run(data.train.part(0, cut).rows(8), data.train.part(cut, cut + 30).rows(8))
    assert max(epoch["mrr@20"] for epoch in seen) > 0.5  # chance is 0.12


def test_tuning_finds_the_rate_that_learns(tmp_path: Path, data: SessionData) -> None:
    found = tune("npe", data, _config(epochs=3), (1e-6, 0.01), seed=1, out=tmp_path, say=_quiet)
    assert [one["learning_rate"] for one in found] == [0.01, 1e-6]


def _of(folder: Path, train: list[list[str]]) -> SessionData:
    write_data(folder, train, [(["a"], "b")])
    return read_data(folder)


@pytest.mark.parametrize(
    ("train", "why"),
    [
        ([["a"], ["b"], ["a"]], "no session to train on has two items"),
        ([["a", "b"]], "no session to train on has two items"),  # the only one is held out
        ([["a", "b"], ["b", "a"], ["a"]], "no session held out has two items"),
    ],
)
def test_sessions_that_cannot_be_learnt_from_are_told(tmp_path: Path, train: list[list[str]], why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        fit("npe", _of(tmp_path, train), _config(), seed=1, out=tmp_path / "out", say=_quiet)


@pytest.mark.parametrize("name", NETS)
def test_a_catalogue_of_one_item_is_learnt_exported_and_measured(tmp_path: Path, name: str) -> None:
    data = _of(tmp_path, [["a", "a", "a"]] * 4)
    config = _config(epochs=1, validation=0)
    net, history = fit(name, data, config, seed=1, out=tmp_path, say=_quiet)
    save_model(tmp_path, name, net, data, config, history, seed=1)
    _, scorer, longest = load_scorer(tmp_path, data)
    measured = evaluated(scorer, data, (1,), longest=longest)
    assert measured["recall@1"] == 0  # b was never clicked in training


def test_a_loss_that_grows_beyond_numbers_is_told(tmp_path: Path, data: SessionData) -> None:
    trainer = Trainer("npe", data.trained, _config(learning_rate=1e30), seed=1, folder=tmp_path, say=_quiet)
    with pytest.raises(InvalidInput, match="smaller learning_rate"):
        trainer.run(data.train.rows(8), None)
