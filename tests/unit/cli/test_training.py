"""`train` and `evaluate` where torch is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from interarec.cli.app import app
from interarec.ranking.sessions import write_data
from typer.testing import CliRunner


def _data(folder: Path) -> str:
    write_data(folder, [["a", "b", "a", "b"], ["b", "c"]], [(["a"], "b"), (["c"], "gone")])
    return str(folder)


def test_neighbours_are_trained_and_measured_without_torch(tmp_path: Path) -> None:
    data, out = _data(tmp_path / "data"), str(tmp_path / "model")
    trained = CliRunner().invoke(app, ["train", "markov", "--data", data, "--out", out, "--seed", "3"])
    assert trained.exit_code == 0, trained.output
    report = json.loads(
        CliRunner().invoke(app, ["evaluate", "--model", out, "--data", data, "--k", "1,2", "--json"]).stdout
    )
    assert (report["model"], report["seed"], report["rows"], report["unseen_targets"]) == ("markov", 3, 2, 1)
    assert report["metrics"]["recall@1"] == 0.5
    assert set(report["metrics"]) == {f"{name}@{k}" for name in ("recall", "mrr", "ndcg") for k in (1, 2)}


def test_a_net_says_what_training_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERAREC_TRAIN_PYTHON", str(tmp_path / "none"))
    words = ["train", "narm", "--data", _data(tmp_path), "--out", str(tmp_path)]
    answer = CliRunner().invoke(app, words)
    assert answer.exit_code == 1
    assert "make train" in answer.stderr


@pytest.mark.parametrize("cuts", ["x", "0", ""])
def test_cuts_are_whole_numbers_from_one(tmp_path: Path, cuts: str) -> None:
    words = ["evaluate", "--model", str(tmp_path), "--data", _data(tmp_path), "--k", cuts]
    assert CliRunner().invoke(app, words).exit_code == 2


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["evaluate", "--model", str(tmp_path / "none"), "--data", _data(tmp_path)])
    assert answer.exit_code == 2
    assert "interarec train" in answer.stderr


def test_a_data_folder_without_test_rows_is_told(tmp_path: Path) -> None:
    write_data(tmp_path, [["a", "b"]], [])
    assert CliRunner().invoke(app, ["train", "pop", "--data", str(tmp_path), "--out", str(tmp_path)]).exit_code == 0
    answer = CliRunner().invoke(app, ["evaluate", "--model", str(tmp_path), "--data", str(tmp_path), "--json"])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "no row" in answer.stderr
