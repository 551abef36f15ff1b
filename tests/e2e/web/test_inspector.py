"""The inspector in real Chromium: from a slate to the box on the picture, rating, pause and erase."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from interarec.domain.insights import InsightWindow
from playwright.sync_api import Page, Route

from tests.e2e.web.shop_world import ShopWorld
from tests.e2e.web.shopper import Shopper, until

ITEMS = ["dg-007", "dg-013"]


def trace() -> dict[str, Any]:
    """What the recommender would keep: one colour seen in a box of picture 0."""
    seen = {"field": "color", "screenshot_id": "x", "sequence": 0, "box": [212, 168, 387, 360], "confidence": 1.0}
    color = {"value": "green", "support": 8, "share": 1.0, "from_event": False, "evidence": [seen]}
    return {
        "items": [
            {"item_id": item, "terms": {"price": 18.0, "weight": 0.25, "similarity": 0.5, "session_score": None}}
            for item in ITEMS
        ],
        "solver": {"revenue_level": 41.2, "no_purchase_probability": 0.58},
        "constraints": {
            "lowest_price": 18.0,
            "highest_price": 144.0,
            "currency": "GBP",
            "color": ["green"],
            "brand": [],
            "category": [],
            "size": [],
            "filters": {},
            "checks": [
                {"constraint": "brand", "outcome": "dropped", "reason": "one of five offers", "value": "Tidewell"}
            ],
        },
        "summary": {
            "summary": {"product_characteristics": "green dresses", "lowest_price": "£18.00"},
            "colors": [color],
            "engine": "local",
        },
        "evidence": [seen],
    }


def test_a_slate_is_followed_back_to_the_box_it_was_seen_in(page: Page, world: ShopWorld) -> None:
    session_id = a_session(page, world)
    slate = world.newest.recommendation_id
    inspector = page.context.new_page()
    refused: list[str] = []

    def refuse_once(route: Route) -> None:
        refused.append(route.request.url)
        if len(refused) == 1:
            route.fulfill(status=503, json={"detail": "not for now"})
        else:
            route.continue_()

    inspector.route("**/trace/**", refuse_once)
    inspector.goto(f"{world.url}/inspector/#token={world.office_token()}&session={session_id}")
    inspector.get_by_role("heading", level=1, name=session_id).wait_for()
    assert "token" not in inspector.url, "a token must not stay in the address"
    inspector.get_by_text("one of five offers").wait_for()
    for text in ("18 GBP", "144 GBP", "0.250", "0.500", "41.2", "green dresses"):
        assert inspector.get_by_text(text).first.is_visible(), text
    inspector.get_by_role("button", name="Color green").hover()
    until(lambda: inspector.locator(".stage rect").count() == 1, "the box is drawn", page=inspector)
    drawn = inspector.locator(".stage rect").bounding_box()
    stage = inspector.locator(".stage img").bounding_box()
    assert drawn is not None
    assert stage is not None
    assert abs((drawn["x"] - stage["x"]) / stage["width"] - 212 / 1280) < 0.01
    assert abs((drawn["y"] - stage["y"]) / stage["height"] - 168 / 800) < 0.02
    inspector.get_by_label("Note on this summary").fill("well read")
    inspector.get_by_role("button", name="Yes, it is right").click()
    inspector.get_by_text("the rating is stored").wait_for()
    kept = world.rating(session_id, slate)
    assert (kept["rating"], kept["note"]) == ("up", "well read")


def test_the_back_office_pauses_and_erases(page: Page, world: ShopWorld) -> None:
    session_id = a_session(page, world)
    inspector = page.context.new_page()
    inspector.on("dialog", lambda dialog: dialog.accept())
    inspector.goto(f"{world.url}/inspector/#token={world.office_token()}&session={session_id}")
    inspector.get_by_role("button", name="Pause", exact=True).click()
    until(lambda: world.control.paused(session_id), "the session is paused", page=inspector)
    inspector.get_by_role("button", name="Resume").click()
    until(lambda: not world.control.paused(session_id), "the session goes on", page=inspector)
    inspector.get_by_role("button", name="Erase").click()
    until(lambda: world.control.erased(session_id), "the session is erased", page=inspector)
    assert world.images(session_id) == {}
    until(lambda: inspector.locator(f"[data-session={session_id}]").count() == 0, "it left the list", page=inspector)


def test_the_insights_are_plotted_from_the_windows(page: Page, world: ShopWorld) -> None:
    sums = {"color:green": 8.0, "color:red": 2.0, "views": 7.0, "clicks": 3.0, "clicks:assortment": 2.0}
    second = {"color:green": 4.0, "revenue:assortment": 52.5, "freshness_ms": 9000.0, "freshness_count": 2.0}
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    world.tell_insights(
        InsightWindow("demo", 0, noon, 60, sums),
        InsightWindow("demo", 0, noon + timedelta(minutes=1), 60, second),
        InsightWindow("other", 0, noon, 60, {"color:green": 99.0}),
    )
    page.goto(f"{world.url}/inspector/#token={world.office_token()}")
    page.get_by_role("button", name="Insights").click()
    page.get_by_role("heading", name="Colours looked at").wait_for()
    plots = {plot.split("\n")[0]: plot.split("\n")[1:] for plot in page.locator(".plots .panel").all_inner_texts()}
    shown = {name: [text for text in " ".join(lines).split() if text] for name, lines in plots.items()}
    assert shown["Colours looked at"] == ["green", "12", "red", "2"]
    assert shown["Clicks per arm"] == ["assortment", "2"]
    assert shown["Revenue per arm"] == ["assortment", "£52.50"]
    assert "4.5" in shown["Freshness: last picture to slate, mean"]
    assert page.locator(".figures").inner_text().split()[:6] == ["Pictures", "0", "Views", "7", "Clicks", "3"]


def test_a_wrong_token_opens_nothing(page: Page, world: ShopWorld) -> None:
    page.goto(f"{world.url}/inspector/")
    page.get_by_label("Back-office token").fill("nonsense")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("This is not a token.").wait_for()
    forged = world.office_token()[:-6] + "AAAAAA"
    page.get_by_label("Back-office token").fill(forged)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Signed out").wait_for()


def a_session(page: Page, world: ShopWorld) -> str:
    """A shopper's session with one picture and one slate; its id."""
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses?color=green")
    session_id = shopper.agree()
    shopper.wait_captured(1)
    world.recommend(session_id, ITEMS, screenshot=9)
    world.keep_trace(session_id, trace())
    shopper.wait_railed(ITEMS)
    return session_id
