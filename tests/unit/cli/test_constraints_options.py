from __future__ import annotations

import json
from pathlib import Path

from interarec.cli.app import app
from typer.testing import CliRunner

SUMMARY = "Sports shoes by Strideon, £63.97 to £180.50"


def told(*options: str) -> dict[str, object]:
    result = CliRunner().invoke(app, ["constraints", "--json", *options], input=SUMMARY)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def test_whole_prices_are_rounded_outwards() -> None:
    assert (told()["lowest_price"], told()["highest_price"]) == (63.97, 180.5)
    assert (told("--integer")["lowest_price"], told("--integer")["highest_price"]) == (63, 181)


def test_a_catalogue_bounds_what_is_told(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(
        "id,title,price,brand,availability\na,Shoe,70.00 GBP,Strideon,in_stock\nb,Boot,120.00 GBP,Tern,in_stock\n"
    )
    made = told("--catalogue", str(feed))
    assert (made["lowest_price"], made["highest_price"], made["brand"]) == (70, 120, ["Strideon"])


def test_a_catalogue_without_items_is_refused(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text("id,title,price\n")
    assert CliRunner().invoke(app, ["constraints", "--catalogue", str(feed)], input=SUMMARY).exit_code == 2
