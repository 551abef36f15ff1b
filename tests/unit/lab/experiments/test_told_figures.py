"""The tables of docs/experiments.md say what the committed results say."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[4] / "docs"
HEAD = re.compile(r"\| (?P<set>[a-z-]+), @(?P<cut>\d+), Recall / MRR in % \|.*")
ARMS = (
    "alone",
    "summary",
    "summary, blended",
    "placebo: another session's summary",
    "catalogue text, no pixels",
    "text of the last item",
)
RESULTS = {
    "eshop": "experiments",
    "online-retail": "experiments/online-retail",
    "amazon-office": "experiments/amazon-office",
}


def told() -> list[tuple[str, str, str, list[str]]]:
    """Set, cut, first cell and the other cells of every row of the tables of figure 11."""
    rows, found = iter((DOCS / "experiments.md").read_text(encoding="utf-8").splitlines()), []
    for line in rows:
        head = HEAD.fullmatch(line)
        if head:
            next(rows)
            for row in rows:
                if not row.startswith("|"):
                    break
                first, *cells = [cell.strip() for cell in row.strip("|").split("|")]
                found.append((head["set"], head["cut"], first, [cell for cell in cells if cell]))
    return found


def measured(name: str, model: str, arm: str, cut: str) -> str:
    """Recall and MRR as the tables write them."""
    lines = (DOCS / RESULTS[name] / "fig11.csv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader(line for line in lines if not line.startswith("#"))
    values = {
        row["metric"]: float(row["value"])
        for row in table
        if (row["model"], row["arm"], row["prefix_items_removed"]) == (model, arm, "no")
    }
    return f"{100 * values[f'recall@{cut}']:.1f} / {100 * values[f'mrr@{cut}']:.1f}"


def test_all_sets_have_a_table() -> None:
    assert {name for name, *_ in told()} == set(RESULTS)
    assert len(told()) == 18


@pytest.mark.parametrize(("name", "cut", "model", "cells"), told())
def test_a_row_of_figure_11_is_that_of_the_results(name: str, cut: str, model: str, cells: list[str]) -> None:
    if model == "summary alone, no model":
        assert cells == [measured(name, "no model", "summary alone", cut)]
    else:
        assert cells == [measured(name, model, arm, cut) for arm in ARMS]
