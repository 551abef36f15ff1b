"""The recommendation rail in real Chromium against the real gateway."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.web.shop_world import ShopWorld
from tests.e2e.web.shopper import Shopper, until

FIRST = ["dg-007", "dg-013", "dg-020"]
NO_WEB_SOCKETS = """
window.WebSocket = class {
  constructor() { setTimeout(() => this.onclose?.({code: 1006, reason: ""})); }
  close() {}
};
"""
THEN = ["dg-020", "dg-002", "dg-007"]


def test_the_rail_follows_the_session_and_says_why(page: Page, world: ShopWorld) -> None:
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    session_id = shopper.agree()
    world.recommend(session_id, FIRST, screenshot=9)
    shopper.wait_railed(FIRST)
    assert "£18 to £144" in shopper.rail.locator("li.ir-item").first.inner_text()
    page.get_by_role("button", name="Why these?").click()
    page.get_by_text("1.21 s from the last screen to these picks.").wait_for()
    world.recommend(session_id, THEN, screenshot=19)
    shopper.wait_railed(THEN)


def test_a_click_on_the_rail_opens_the_item_and_is_told_with_its_slate(page: Page, world: ShopWorld) -> None:
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    session_id = shopper.agree()
    slate = world.recommend(session_id, FIRST, screenshot=9)
    shopper.wait_railed(FIRST)

    def seen(action: str) -> list[tuple[str | None, int | None]]:
        own = [act for act in world.interactions() if act.session_id == session_id and act.action.value == action]
        return [(act.item_id, act.position) for act in own if act.recommendation_id == slate]

    until(lambda: {item for item, _ in seen("impression")} >= set(FIRST), "impressions are told", page=page)
    shopper.rail.get_by_role("link").nth(1).click()
    page.get_by_role("heading", level=1, name="Quince shirt dress in green").wait_for()
    until(lambda: seen("click") == [("dg-013", 1)], "the click is told", page=page)
    shopper.rail.get_by_role("button", name="Not for me").first.click()
    until(lambda: seen("dismiss") == [("dg-007", 0)], "the dismissal is told", page=page)
    assert shopper.railed() == FIRST[1:]
    assert len(seen("impression")) == len(set(seen("impression"))), "an item is reported once a slate"


def test_a_gateway_restart_in_mid_story_leaves_the_right_rail(page: Page, world: ShopWorld) -> None:
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    session_id = shopper.agree()
    world.recommend(session_id, FIRST, screenshot=9)
    shopper.wait_railed(FIRST)
    world.stop_gateway()
    world.recommend(session_id, THEN, screenshot=19)
    page.wait_for_function("() => document.querySelector('.ir-rail').dataset.connection !== 'live'")
    assert shopper.railed() == FIRST, "the last known picks stay while the gateway is away"
    world.start_gateway()
    shopper.wait_railed(THEN)


def test_without_web_sockets_the_rail_comes_by_server_sent_events(page: Page, world: ShopWorld) -> None:
    page.add_init_script(NO_WEB_SOCKETS)
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    session_id = shopper.agree()
    world.recommend(session_id, FIRST, screenshot=9)
    shopper.wait_railed(FIRST)
    world.recommend(session_id, THEN, screenshot=19)
    shopper.wait_railed(THEN)
