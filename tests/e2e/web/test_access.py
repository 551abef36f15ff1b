"""Keyboard, screen reader and contrast: axe-core finds nothing serious, and every control is reached by key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.web.shop_world import ShopWorld
from tests.e2e.web.shopper import Shopper

AXE = Path(__file__).parents[3] / "services/web/node_modules/axe-core/axe.min.js"
ITEMS = ["dg-007", "dg-013", "dg-020"]


def findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical, one line each."""
    if not AXE.is_file():
        pytest.fail("axe-core is not there: npm ci in services/web")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # Pictures slide and fade in: contrast is judged when they stand still.
    page.wait_for_function("() => document.getAnimations().every((one) => one.playState !== 'running')")
    report: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node.get('failureSummary', '')}"
        for one in report["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", ["demo", "demo_eu"])
@pytest.mark.parametrize("route", ["", "c/dresses?color=green", "item/{}dg-007", "compare?ids={0}dg-007,{0}hp-001"])
def test_no_serious_finding_on_the_pages_of_both_themes(page: Page, world: ShopWorld, theme: str, route: str) -> None:
    Shopper(page, world.url).open(f"{theme}/{route.format('eu-' if theme == 'demo_eu' else '')}")
    page.get_by_role("button", name="Yes, look along").wait_for()
    assert findings(page) == []


@pytest.mark.parametrize("theme", ["demo", "demo_eu"])
def test_no_serious_finding_on_rail_and_badge(page: Page, world: ShopWorld, theme: str) -> None:
    shopper = Shopper(page, world.url)
    shopper.open(f"{theme}/c/dresses")
    session_id = shopper.agree()
    site_items = [f"eu-{item}" if theme == "demo_eu" else item for item in ITEMS]
    world.recommend(session_id, site_items, screenshot=9, site_id=theme)
    shopper.wait_railed(site_items)
    page.get_by_role("button", name="Why these?").click()
    shopper.wait_captured(1)
    shopper.badge.click()
    assert findings(page) == []


def test_no_serious_finding_in_the_inspector(page: Page, world: ShopWorld) -> None:
    page.goto(f"{world.url}/inspector/")
    assert findings(page) == []
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    session_id = shopper.agree()
    shopper.wait_captured(1)
    world.recommend(session_id, ITEMS, screenshot=9)
    shopper.wait_railed(ITEMS)
    inspector = page.context.new_page()
    inspector.goto(f"{world.url}/inspector/#token={world.office_token()}&session={session_id}")
    inspector.get_by_role("row").nth(3).wait_for()
    assert findings(inspector) == []
    inspector.get_by_role("button", name="Insights").click()
    inspector.get_by_role("heading", level=1, name="Insights").wait_for()
    assert findings(inspector) == []


def test_consent_badge_and_rail_work_by_key_alone(page: Page, world: ShopWorld) -> None:
    shopper = Shopper(page, world.url)
    shopper.open("demo/basket")
    page.get_by_role("button", name="Yes, look along").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.interarec?.session !== undefined")
    session_id = page.evaluate("() => window.interarec.session.sessionId")
    world.recommend(session_id, ITEMS, screenshot=9)
    shopper.wait_railed(ITEMS)
    reached = tab_until(page, "Why these?")
    assert "Skip to the items" in reached
    page.keyboard.press("Enter")
    page.get_by_text("Every step, in the inspector").wait_for()
    reached = tab_until(page, "Looking along")
    assert any("Cedar satin slip dress" in name for name in reached), "the picks are reached by key"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Erase everything").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Erase everything").wait_for(state="hidden")


def tab_until(page: Page, text: str) -> list[str]:
    """Press Tab until a control that begins with `text` has the focus; the names of all passed on the way."""
    passed: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        name: str = page.evaluate(
            "() => { let at = document.activeElement; while (at?.shadowRoot) at = at.shadowRoot.activeElement;"
            " return (at?.textContent || at?.getAttribute('aria-label') || '').trim(); }"
        )
        passed.append(name)
        if name.startswith(text):
            return passed
    raise AssertionError(f"{text} was not reached by Tab: {passed}")
