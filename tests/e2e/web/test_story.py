"""The whole story in real Chromium against the whole system: browse green dresses, and the rail follows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from interarec.domain.colors import color_family
from interarec.lab.demo_catalogue import DATA_FOLDER
from playwright.sync_api import Page

from tests.e2e.web.live_demo import Demo, embedded_demo, real_demo
from tests.e2e.web.shopper import Shopper, until

BATCH = 10
# The reader's seconds of CPU a batch, on a machine that may be running other tests as well.
READING_LIMIT_S = 240


@pytest.fixture(scope="module", params=[embedded_demo, pytest.param(real_demo, marks=pytest.mark.real)])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with request.param(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


def catalogue() -> dict[str, dict[str, str]]:
    """The demo shop's items by id."""
    with (DATA_FOLDER / "demo_catalogue.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def trace(page: Page) -> dict[str, Any] | None:
    """The evidence chain of the newest slate, asked for with the shopper's own token."""
    found: dict[str, Any] | None = page.evaluate(
        """async () => {
          const { sessionId, token } = window.interarec.session;
          const headers = {Authorization: `Bearer ${await token()}`};
          const get = async (path) => {
            const answer = await fetch(`/v1/sessions/${sessionId}/${path}`, {headers});
            return answer.ok ? answer.json() : null;
          };
          const newest = await get("recommendations");
          return newest && get(`trace/${newest.recommendation_id}`);
        }"""
    )
    return found


def shown_chain(page: Page, shopper: Shopper) -> dict[str, Any]:
    """Wait until a slate made from pictures is on the rail; its evidence chain."""
    chain: dict[str, Any] = {}

    def shown() -> bool:
        chain.update(trace(page) or {})
        if not chain or not chain["constraints"]["category"]:
            return False
        return shopper.railed() == [entry["item_id"] for entry in chain["recommendation"]["slate"]]

    until(shown, "a slate made from pictures is on the rail", page=page, limit_s=READING_LIMIT_S)
    return chain


def browse(page: Page, shopper: Shopper, route: str, until_captured: int) -> None:
    """Scroll through a listing and its second page until so many pictures were taken in."""
    shopper.go(route)
    page.get_by_role("heading", level=1).wait_for()
    page.mouse.move(500, 500)
    down = True
    while shopper.captured < until_captured:
        before = shopper.captured
        at_end = page.evaluate("() => scrollY + innerHeight >= document.documentElement.scrollHeight - 2")
        at_top = page.evaluate("() => scrollY === 0")
        down = (down and not at_end) or at_top
        page.mouse.wheel(0, 330 if down else -330)
        until(lambda seen=before: shopper.captured > seen, "a picture a scroll", page=page)  # type: ignore[misc]


@pytest.mark.timeout(900)
def test_the_rail_turns_into_green_dresses_of_the_seen_range_and_then_into_headphones(
    page: Page, demo: Demo, capsys: pytest.CaptureFixture[str]
) -> None:
    items = catalogue()
    shopper = Shopper(page, demo.url)
    shopper.open("demo/c/dresses")
    shopper.agree()
    shopper.wait_captured(1)
    page.get_by_role("checkbox", name="Colour: green").check()
    page.get_by_role("link", name="Remove filter Colour: green").wait_for()
    until(lambda: bool(shopper.railed()), "a first rail", page=page)
    browse(page, shopper, "demo/c/dresses?color=green", BATCH)

    chain = shown_chain(page, shopper)
    constraints = chain["constraints"]
    assert constraints["color"] == ["green"]
    assert constraints["currency"] == "GBP"
    lowest, highest = Decimal(str(constraints["lowest_price"])), Decimal(str(constraints["highest_price"]))
    assert Decimal("15.00") < lowest < highest < Decimal("189.00"), "what the second page sells was not on a screen"
    slate = [entry["item_id"] for entry in chain["recommendation"]["slate"]]
    assert len(slate) >= 5
    for item_id in slate:
        row = items[item_id]
        assert color_family(row["color"]) == "green", row["title"]
        assert row["product_type"] == "Apparel > Dresses", row["title"]
        assert lowest <= Decimal(row["price"].split()[0]) <= highest, row["title"]
    offers = {offer["item_id"] for offer in chain["summary"]["offers"] if offer["item_id"]}
    assert len(offers) >= 8, "the reader linked what was on the screens to the catalogue"
    page.get_by_role("button", name="Why these?").click()
    page.get_by_text("from the last screen to these picks").wait_for()
    with capsys.disabled():
        print(f"\ndresses: {page.locator('.ir-why').inner_text()!r}, {chain['recommendation']['latency_ms']}")

    demo.restart_gateway()
    assert shopper.railed() != [], "the last picks stay while the gateway is away"
    shopper.go("demo/compare?ids=dg-007,dg-013")
    page.get_by_role("heading", level=1, name="Compare").wait_for()
    browse(page, shopper, "demo/c/headphones", shopper.captured + BATCH + 1)

    def all_headphones() -> bool:
        railed = shopper.railed()
        return bool(railed) and all(items[one]["product_type"] == "Electronics > Headphones" for one in railed)

    until(all_headphones, "the rail turns into headphones", page=page, limit_s=READING_LIMIT_S)
