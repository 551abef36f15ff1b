"""`train` and `evaluate` where torch is not there."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import Result
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


def test_the_card_of_what_was_trained_is_printed(tmp_path: Path) -> None:
    data, out = _data(tmp_path / "data"), str(tmp_path / "model")
    words = ["train", "markov", "--data", data, "--out", out, "--seed", "3"]
    told = CliRunner().invoke(app, [*words, "--json"])
    card = {"kind": "neighbours", "model": "markov", "seed": 3, "options": {}}
    assert json.loads(told.stdout) == {"out": out, **card}
    assert "evaluate --model" in CliRunner().invoke(app, words).stdout


TORCH = """#!/usr/bin/env python3
import json, pathlib, sys
words = sys.argv[3:]  # python -m interarec.ranking VERB MODEL --data DIR --out DIR
print("epoch 1: 100 %")
out = pathlib.Path(words[words.index("--out") + 1])
out.mkdir()
better = {"learning_rate": 0.002, "epoch": 3, "objective": 0.5}
worse = {"learning_rate": 0.001, "epoch": 1, "objective": 0.25}
card = {"kind": "net", "model": words[1], "history": {"epochs": 3}, "items": ["a", "b"], "clicks": [1, 1]}
(out / "card.json").write_text(json.dumps(card))
(out / "tuning.json").write_text(json.dumps([better, worse]))
sys.exit(1 if words[1] == "hrm" else 0)
"""


@pytest.fixture
def trainer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interpreter that writes what training writes, and talks on stdout as a library may."""
    python = tmp_path / "python"
    python.write_text(TORCH)
    python.chmod(0o755)
    monkeypatch.setenv("INTERAREC_TRAIN_PYTHON", str(python))


@pytest.mark.usefixtures("trainer")
def test_a_net_prints_its_card_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "model")
    told = CliRunner().invoke(app, ["train", "narm", "--data", str(tmp_path), "--out", out, "--json"])
    assert json.loads(told.stdout) == {"out": out, "kind": "net", "model": "narm", "history": {"epochs": 3}}
    assert capfd.readouterr() == ("", "epoch 1: 100 %\n")


@pytest.mark.usefixtures("trainer")
def test_tuning_prints_what_each_rate_reached_the_best_first(tmp_path: Path) -> None:
    out = str(tmp_path / "tuned")
    told = CliRunner().invoke(app, ["tune", "narm", "--data", str(tmp_path), "--out", out, "--json"])
    report = json.loads(told.stdout)
    assert (report["out"], report["config"]) == (out, f"{out}/best.yaml")
    assert report["best"] == report["rates"][0] == {"learning_rate": 0.002, "epoch": 3, "objective": 0.5}
    assert [one["learning_rate"] for one in report["rates"]] == [0.002, 0.001]


@pytest.mark.usefixtures("trainer")
def test_a_training_that_failed_prints_no_result_and_keeps_its_code(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["train", "hrm", "--data", str(tmp_path), "--out", str(tmp_path / "m"), "--json"])
    assert (told.exit_code, told.stdout) == (1, "")


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


RING = Path(__file__).parents[1] / "ranking" / "ring.model"


def _published(tmp_path: Path, model: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["model", "publish", str(model), "--data-dir", str(tmp_path / "store"), *words])


def _net(tmp_path: Path) -> Path:
    with zipfile.ZipFile(RING) as archive:
        archive.extractall(tmp_path / "net")
    return tmp_path / "net"


def test_a_net_is_published_for_a_site_of_the_settings(tmp_path: Path) -> None:
    answer = _published(tmp_path, _net(tmp_path), "--site", "demo", "--json")
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["site"] == "demo"


def test_a_site_that_is_not_configured_gets_no_model(tmp_path: Path) -> None:
    answer = _published(tmp_path, _net(tmp_path), "--site", "nosuch")
    assert answer.exit_code == 1
    assert "no site 'nosuch' is configured (there are: demo)" in answer.stderr
    assert not any("nosuch" in str(path) for path in tmp_path.rglob("*"))


def test_neighbours_are_not_served_and_are_told_so(tmp_path: Path) -> None:
    out = tmp_path / "model"
    CliRunner().invoke(app, ["train", "v-sknn", "--data", _data(tmp_path / "data"), "--out", str(out)])
    answer = _published(tmp_path, out)
    assert answer.exit_code == 2
    assert "holds v-sknn, which is measured but not served; served are hrm, gru4rec" in answer.stderr


@pytest.mark.parametrize("options", ["{sample: x}", "{age: 0}", "[sample]"])
def test_neighbours_with_options_they_cannot_have_are_not_kept(tmp_path: Path, options: str) -> None:
    (tmp_path / "one.yaml").write_text(f"model: {options}")
    words = ["train", "stan", "--data", _data(tmp_path / "data"), "--out", str(tmp_path / "model")]
    answer = CliRunner().invoke(app, [*words, "--config", str(tmp_path / "one.yaml")])
    assert answer.exit_code == 2
    assert answer.stderr.startswith("interarec: ")
    assert not (tmp_path / "model").exists()
