"""The benchmark's rivals solve what they claim to, and its table and plot hold what was run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from interarec.assortment import Catalogue, Request, solve
from interarec.lab.assortment_bench import ENGINE, main
from interarec.lab.assortment_bench_estimation import fit_times
from interarec.lab.assortment_bench_rivals import RIVALS, Rival, installed, revenue
from interarec.lab.assortment_bench_shops import FAMILIES, shop

EXACT = [rival for rival in RIVALS if rival.name in ("Newton float32", "ADXOpt", "LP HiGHS")]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("rival", EXACT, ids=lambda rival: rival.name)
def test_an_exact_rival_agrees_with_the_engine(family: str, rival: Rival) -> None:
    one = shop(family, 300, 10)
    answer = solve(Catalogue(one.prices, one.weights, v0=one.v0), Request(capacity=10))
    assert installed(rival)
    assert revenue(one, rival.solve(one)) == pytest.approx(answer.revenue, rel=1e-6)


def test_no_rival_is_better_than_the_engine() -> None:
    one = shop("lognormal", 2500, 10)
    best = solve(Catalogue(one.prices, one.weights, v0=one.v0), Request(capacity=10)).revenue
    for rival in RIVALS:
        if installed(rival):
            items = rival.solve(one)
            assert items.size > 10 or revenue(one, items) <= best * (1 + 1e-12)


def test_the_run_writes_table_and_plot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, plot = tmp_path / "bench.csv", tmp_path / "bench.svg"
    arguments = ["--sizes", "100", "400", "--capacities", "5", "--families", "lognormal", "--only", "families"]
    assert main([*arguments, "--seconds", "0", "--csv", str(table), "--plot", str(plot)]) == 0
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["items"] for row in rows} == {"100", "400"}
    assert all(float(row["ratio"]) == 1.0 for row in rows if row["method"] == ENGINE)
    assert "rank by p v" in capsys.readouterr().out
    assert plot.read_text(encoding="utf-8").count("<path") > len(RIVALS) - 3


def test_constraints_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sizes", "3000", "--only", "constraints", "--seconds", "0", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {row["method"] for row in rows} >= {"no filter", "theta, phi, price and color", "51,200 feasible sets"}


def test_a_fit_is_timed_with_its_check() -> None:
    times = fit_times(items=200, count=2000, slate=5)
    assert 1900 < times["choice_sets"] <= 2000
    assert times["steps"] > 1
