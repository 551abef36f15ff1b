"""`interarec lab run all --tiny` from a fresh checkout: every figure, with pages drawn and models trained here."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from interarec.lab.experiments.figures import FIGURES

pytestmark = pytest.mark.timeout(900)


def test_every_figure_is_made(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("interarec")), "lab", "run", "all", "--tiny", "--json"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "out"), "--work", str(tmp_path / "work")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    made = json.loads(done.stdout)["figures"]
    assert [one["figure"] for one in made] == list(FIGURES)
    for one in made:
        assert one["sentence"]
        for file in one["files"]:
            assert Path(file).stat().st_size > 200
    table = (tmp_path / "out" / "fig11.csv").read_text().splitlines()
    assert any("pages drawn anew" in line for line in table if line.startswith("#"))
    rows = list(csv.DictReader(line for line in table if not line.startswith("#")))
    assert {row["model"] for row in rows} == {"hrm", "gru4rec", "narm", "npe", "sr-gnn", "no model"}
    alone = {row["model"]: float(row["value"]) for row in rows if (row["arm"], row["metric"]) == ("alone", "recall@20")}
    assert min(alone.values()) > 20 / 218, "a model that learnt something is above chance"
