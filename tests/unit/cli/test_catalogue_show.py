"""`interarec catalogue`: what it prints, on a data folder."""

import json
from pathlib import Path

from interarec.cli.app import app
from typer.testing import CliRunner


def test_the_price_bounds_are_plain_numbers(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("id,title,price\na,Lamp,12.50 EUR\nb,Desk,199.90 EUR\n")
    place = ["--data-dir", str(tmp_path / "data"), "--json"]
    imported = CliRunner().invoke(app, ["catalogue", "import", str(tmp_path / "items.csv"), *place])
    shown = CliRunner().invoke(app, ["catalogue", "show", *place])

    assert (imported.exit_code, shown.exit_code) == (0, 0)
    facts = json.loads(shown.stdout)
    assert (facts["lowest_price"], facts["highest_price"], facts["currency"]) == (12.5, 199.9, "EUR")
