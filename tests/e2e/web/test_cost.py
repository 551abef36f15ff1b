"""What the snippet and the rail cost a page: bytes are a promise, times are printed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from tests.e2e.web.shop_world import ShopWorld
from tests.e2e.web.shopper import Shopper

MOST_BYTES = 100_000
STATIC = Path(__file__).parents[3] / "services/interarec/gateway/static"


def test_snippet_and_rail_cost_at_most_100_kb_gzipped(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("interarec.js", "interarec-rail.js", "chunks/snapdom.js")
    sizes = {name: len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names}
    with capsys.disabled():
        print(f"\ngzipped bytes: {sizes}, together {sum(sizes.values())} of {MOST_BYTES}")
    assert sum(sizes.values()) <= MOST_BYTES


def test_the_drawing_library_loads_only_after_consent(
    page: Page, world: ShopWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded: list[str] = []

    def note(response: Response) -> None:
        loaded.append(response.url.removeprefix(world.url))

    page.on("response", note)
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    page.get_by_role("button", name="Yes, look along").wait_for()
    assert "/interarec.js" in loaded
    assert "/chunks/snapdom.js" not in loaded
    page.evaluate("() => { longTasks.length = 0; }")
    shopper.agree()
    shopper.wait_captured(1)
    assert "/chunks/snapdom.js" in loaded
    first = page.evaluate("() => longTasks.splice(0)")
    for count, route in enumerate(("c/dresses?color=green", "c/headphones", "item/dg-007"), start=2):
        shopper.go(f"demo/{route}")
        shopper.wait_captured(count)
    with capsys.disabled():
        later = page.evaluate("() => longTasks")
        print(
            f"\nlong tasks in ms: until the first picture {first}, over three more pages {later} (aim: none over 200)"
        )
