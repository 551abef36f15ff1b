"""The command line: JSON alone on stdout, errors on stderr, exit codes 0, 1 and 2."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import pytest
from click.testing import Result
from interarec.cli.app import app
from typer.testing import CliRunner

DEMO = Path(__file__).parents[3] / "services" / "interarec" / "lab" / "demo_data"


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings file of the project, and none of the caller's environment."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("INTERAREC__")]:
        monkeypatch.delenv(name)


def call(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=text)


def test_constraints_reads_standard_input_and_prints_json_alone() -> None:
    done = call("constraints", "--json", text="green dresses from £18.00 to £144.00")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["highest_price"] == 144


def test_an_infeasible_instance_is_an_answer_and_an_invalid_one_is_not() -> None:
    infeasible = {"prices": [1], "weights": [1], "v0": 1, "include": [0], "exclude": [0]}
    assert call("assortment", "solve", "--json", text=json.dumps(infeasible)).exit_code == 0
    invalid = call("assortment", "solve", "--json", text=json.dumps({**infeasible, "weights": [-1]}))
    assert invalid.exit_code == 1
    assert json.loads(invalid.stdout)["status"] == "invalid"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("assortment", "solve", "--json"), "not JSON"),
        (("choice", "fit"), "--transactions or --records"),
        (("replay", "missing", "--data-dir", "."), "not a folder with screenshots"),
        (("token", "create", "--site", "nobody"), "no site"),
        (("token", "create", "--scope", "shopper"), "--session"),
        (("serve", "everything"), "no service"),
        (("serve", "capture", "--embedded"), "runs all services"),
        (("bench", "nothing"), "no benchmark"),
    ],
)
def test_usage_errors_exit_with_2_and_one_line(words: tuple[str, ...], said: str) -> None:
    done = call(*words, text="")
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("read", "none.png"),
        ("read", "folder"),
        ("read", "--engine", "openai", "none.png"),
        ("read", "--catalogue", "none.csv", "there.png"),
        ("constraints", "none.json"),
        ("constraints", "--catalogue", "none.csv", "there.png"),
        ("assortment", "solve", "none.json"),
        ("catalogue", "import", "none.csv", "--data-dir", "data"),
        ("choice", "fit", "--transactions", "none.csv", "--data-dir", "data"),
        ("choice", "fit", "--records", "none.jsonl"),
        ("replay", "none", "--data-dir", "data"),
        ("evaluate", "--model", "none", "--data", "none"),
        ("train", "markov", "--data", "none", "--out", "out"),
        ("model", "publish", "none", "--data-dir", "data"),
        ("rerank", "--model", "none", "--data", "none", "--session", "a", "--summary", "none.json"),
    ],
)
def test_a_file_that_cannot_be_read_is_wrong_usage_in_every_command(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "there.png").touch()
    (tmp_path / "folder").mkdir()
    done = call(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert any(word in done.stderr for word in words if word.startswith(("none", "folder")))


def test_wrong_settings_stop_every_command_with_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERAREC__GATEWAY__PROT", "1")
    done = call("config", "check")
    assert done.exit_code == 2
    assert "gateway.prot" in done.stderr


def test_a_site_is_prepared_and_shown(tmp_path: Path) -> None:
    folder = str(tmp_path / "data")
    before = call("doctor", "--json", "--data-dir", folder)
    assert {"part": "catalogue of demo", "status": "missing"}.items() <= findings(before)["catalogue of demo"].items()
    imported = call("catalogue", "import", str(DEMO / "demo_catalogue.csv"), "--data-dir", folder, "--json")
    assert json.loads(imported.stdout)["accepted"] == 384
    fitted = call("choice", "fit", "--transactions", str(DEMO / "demo_purchases.csv"), "--data-dir", folder, "--json")
    assert json.loads(fitted.stdout)["items"] == 384
    shown = json.loads(call("catalogue", "show", "--data-dir", folder, "--json").stdout)
    assert (shown["items"], shown["currency"]) == (384, "GBP")
    assert findings(call("doctor", "--json", "--data-dir", folder))["choice of demo"]["status"] == "ok"


def findings(done: Result) -> dict[str, dict[str, str]]:
    assert done.exit_code == 0, done.stderr
    return {one["part"]: one for one in json.loads(done.stdout)["findings"]}


def test_a_study_fits_records_without_storing(tmp_path: Path) -> None:
    records = [
        {"chosen": "a", "offered": ["a", "b"], "count": 300},
        {"chosen": "b", "offered": ["a", "b"], "count": 100},
        {"chosen": None, "offered": ["a", "b"], "count": 600},
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(map(json.dumps, records)))
    model = json.loads(call("choice", "fit", "--records", str(path), "--json").stdout)["all"]
    share = model["weights"][0] / (model["weights"][0] + model["weights"][1])
    assert share == pytest.approx(0.75, abs=0.01)
    path.write_text("{broken")
    assert "line 1" in call("choice", "fit", "--records", str(path)).stderr


def test_a_study_fits_the_effect_of_a_price(tmp_path: Path) -> None:
    odds = (
        {"chosen": "cheap", "offered": ["cheap", "dear"], "count": 730},
        {
            "chosen": "dear",
            "offered": ["cheap", "dear"],
            "count": 270,
        },
    )
    (tmp_path / "records.jsonl").write_text("\n".join(map(json.dumps, odds)))
    (tmp_path / "items.json").write_text(json.dumps({"cheap": {"price": 1.0}, "dear": {"price": 2.0}}))
    words = ("--records", str(tmp_path / "records.jsonl"), "--features", str(tmp_path / "items.json"))
    fitted = json.loads(call("choice", "fit", *words, "--json").stdout)
    assert fitted["coefficients"]["price"]["value"] == pytest.approx(math.log(270 / 730), abs=1e-3)


def test_an_office_token_is_signed_with_the_keys_of_the_data_folder(tmp_path: Path) -> None:
    token = json.loads(call("token", "create", "--data-dir", str(tmp_path), "--json").stdout)["token"]
    assert token.count(".") == 2


def test_every_setting_is_documented_with_its_default() -> None:
    rows = [line for line in call("config", "doc").stdout.splitlines() if line.startswith("| `gateway.")]
    assert any("ping_interval_ms` | `25000`" in row for row in rows)


def test_the_settings_of_a_site_and_its_budget_are_documented() -> None:
    told = json.loads(call("config", "doc", "--json").stdout)["settings"]
    defaults = {row["setting"]: row["default"] for row in told}
    assert defaults["sites.NAME.capacity"] == 10
    assert defaults["sites.NAME.keys"] == {}
    assert defaults["sites.NAME.budget.tokens_per_day"] is None
    assert defaults["models.budget.tokens_per_day"] is None
    assert defaults["state.url"] == "redis://127.0.0.1:6379/0"
    assert {"data_dir", "workers_host", "insights_port"} <= set(defaults)
    assert not {"sites", "models.budget"} & set(defaults)
    assert len(call("config", "doc").stdout.splitlines()) == len(told) + 2


def test_a_model_is_not_asked_about_what_is_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERAREC__MODELS__BASE_URL", "http://127.0.0.1:9/v1")
    (tmp_path / "empty.png").touch()
    (tmp_path / "text.png").write_text("no picture at all")
    words = ["read", "--engine", "openai", str(tmp_path / "empty.png"), str(tmp_path / "text.png")]
    answer = CliRunner().invoke(app, words)
    assert answer.exit_code == 1
    assert "no image could be read (empty, not_an_image)" in answer.stderr
