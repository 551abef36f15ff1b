"""Prices on the command line are numbers, or null where there is no bound."""

from typing import Any

import pytest
from interarec.cli.output import with_plain_prices


@pytest.mark.parametrize(("low", "high", "wanted"), [("18.00", None, (18.0, None)), (None, "63.97", (None, 63.97))])
def test_bounds_become_numbers_and_the_rest_stays(low: str | None, high: str | None, wanted: tuple[Any, Any]) -> None:
    given = {"lowest_price": low, "highest_price": high, "currency": "EUR", "color": ["green"]}
    shown = with_plain_prices(given)
    assert (shown["lowest_price"], shown["highest_price"]) == wanted
    assert (shown["currency"], shown["color"]) == ("EUR", ["green"])
