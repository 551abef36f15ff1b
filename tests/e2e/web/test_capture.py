"""The in-page snippet in real Chromium against the real capture service: consent, masks, pause, erase, retry."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Locator, Page, Request, Route

from tests.e2e.web.shop_world import ShopWorld
from tests.e2e.web.shopper import Shopper, until

# An active shopper's page is captured at least every two seconds: after this time a picture would have been taken.
LONGER_THAN_THE_FLOOR_MS = 2_800


def pixels(image: bytes) -> NDArray[np.uint8]:
    """The decoded picture, (height, width, 3)."""
    return np.asarray(Image.open(io.BytesIO(image)).convert("RGB"))


def region(picture: NDArray[np.uint8], place: Locator) -> NDArray[np.uint8]:
    """The pixels of an element, less two at its edges; pictures are in CSS pixels."""
    box = place.bounding_box()
    assert box is not None
    left, top = int(box["x"]) + 2, int(box["y"]) + 2
    return picture[top : int(box["y"] + box["height"]) - 2, left : int(box["x"] + box["width"]) - 2]


def is_plain(area: NDArray[np.uint8]) -> bool:
    """One colour all over, but for what WebP adds."""
    return bool(area.size) and int(np.ptp(area.reshape(-1, 3).astype(int), axis=0).max()) <= 6


def newest_picture(world: ShopWorld, session_id: str) -> NDArray[np.uint8]:
    images = world.images(session_id)
    return pixels(images[max(images)])


def test_nothing_is_sent_before_or_without_consent(page: Page, world: ShopWorld) -> None:
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.url.startswith(world.capture_url) else None)
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    page.get_by_role("button", name="No, thanks").click()
    shopper.badge.get_by_text("Not looking").wait_for()
    page.get_by_role("link", name="Headphones").first.click()
    page.get_by_role("heading", name="Headphones", level=1).wait_for()
    page.reload()
    shopper.badge.get_by_text("Not looking").wait_for()
    assert sent == []


def test_pictures_hold_no_pixel_of_a_masked_field(page: Page, world: ShopWorld) -> None:
    shopper = Shopper(page, world.url)
    shopper.open("demo/checkout")
    session_id = shopper.agree()
    shopper.wait_captured(1)
    page.get_by_label("Name", exact=True).fill("Jane Secret")
    page.get_by_label("Email").fill("jane@secret.example")
    page.get_by_label("Card number").fill("4111 1111 1111 1111")
    before = shopper.captured
    page.mouse.wheel(0, 60)
    page.evaluate("() => document.querySelector('h1').append(' now')")
    shopper.wait_captured(before + 1)
    picture = newest_picture(world, session_id)
    for name in ("Name", "Email", "Card number"):
        assert is_plain(region(picture, page.get_by_label(name, exact=True))), f"{name} shows"
    assert is_plain(region(picture, page.locator("[data-interarec-mask]")))
    assert is_plain(region(picture, shopper.rail)), "the rail is in the picture and would feed on itself"
    assert is_plain(region(picture, shopper.badge))
    assert not is_plain(region(picture, page.get_by_role("heading", name="Checkout"))), "the page itself is missing"


def test_a_picture_shows_what_the_shopper_sees(page: Page, world: ShopWorld) -> None:
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses?color=green")
    session_id = shopper.agree()
    shopper.wait_captured(1)
    picture = newest_picture(world, session_id).astype(int)
    screen = pixels(page.screenshot()).astype(int)
    assert picture.shape == (800, 1280, 3)
    # Left of the rail and above the badge, where nothing is hidden; text may differ by a pixel of smoothing.
    close = np.abs(picture[:700, :960] - screen[:700, :960]).max(axis=2) <= 24
    assert close.mean() > 0.97


def test_an_unchanged_page_is_not_sent_again(page: Page, world: ShopWorld) -> None:
    shopper = Shopper(page, world.url)
    shopper.open("demo/checkout")
    session_id = shopper.agree()
    shopper.wait_captured(1)
    before = shopper.captured
    page.get_by_label("Card number").fill("4111")  # hidden in pictures: the next picture is the same
    page.evaluate("() => document.body.classList.add('other')")  # asks for a picture, changes nothing visible
    page.wait_for_timeout(LONGER_THAN_THE_FLOOR_MS)
    assert shopper.captured == before == len(world.images(session_id))


def test_pause_stops_pictures_until_the_shopper_goes_on(page: Page, world: ShopWorld) -> None:
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    shopper.agree()
    shopper.wait_captured(1)
    shopper.badge.click()
    page.get_by_role("button", name="Pause").click()
    shopper.badge.get_by_text("Paused").wait_for()
    before = shopper.captured_at_rest()
    shopper.go("demo/c/headphones")
    page.get_by_role("heading", name="Headphones", level=1).wait_for()
    page.wait_for_timeout(LONGER_THAN_THE_FLOOR_MS)
    assert shopper.captured == before
    page.get_by_role("button", name="Go on").click()
    shopper.wait_captured(before + 1)


def test_a_background_tab_is_left_alone(page: Page, world: ShopWorld) -> None:
    page.add_init_script(
        "Object.defineProperty(document, 'hidden', {get: () => window.inBackground === true, configurable: true})"
    )
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    shopper.agree()
    shopper.wait_captured(1)
    page.evaluate("() => { window.inBackground = true; document.dispatchEvent(new Event('visibilitychange')); }")
    before = shopper.captured_at_rest()
    shopper.go("demo/c/mugs")
    page.wait_for_timeout(LONGER_THAN_THE_FLOOR_MS)
    assert shopper.captured == before
    page.evaluate("() => { window.inBackground = false; document.dispatchEvent(new Event('visibilitychange')); }")
    shopper.wait_captured(before + 1)


def lose_erasure_answer(route: Route) -> None:
    """An answer of which only the head came through."""
    route.fulfill(status=202, headers={"Access-Control-Allow-Origin": "*"}, body='{"erasure_')


def test_the_badge_shows_what_was_captured_and_erases_it(page: Page, world: ShopWorld) -> None:
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    session_id = shopper.agree()
    shopper.wait_captured(1)
    assert world.images(session_id)
    shopper.badge.click()
    page.get_by_role("img", name="The page as captured at").first.wait_for()
    page.route(f"{world.capture_url}/v1/sessions/*", lose_erasure_answer, times=1)
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_text("Please try again").wait_for()
    page.get_by_role("button", name="Erase everything").click()
    shopper.badge.get_by_text("Erased").wait_for()
    assert world.images(session_id) == {}
    assert world.control.erased(session_id)
    page.get_by_role("button", name="Look along again").click()
    page.wait_for_function("(old) => (window.interarec.session?.sessionId ?? old) !== old", arg=session_id)


def test_erasing_cuts_off_what_is_on_its_way_and_leaves_nothing_in_the_tab(page: Page, world: ShopWorld) -> None:
    held: list[Route] = []
    cut: list[str] = []
    opened: list[str] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"{world.capture_url}/v1/sessions/*/screenshots/*", hold)
    page.on("requestfailed", lambda request: cut.append(request.method))
    page.on("request", lambda request: opened.append(request.url) if request.url.endswith("/v1/sessions") else None)
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    page.evaluate(
        "() => { window.ends = 0; document.addEventListener('interarec:over', () => { window.ends += 1; }); }"
    )
    session_id = shopper.agree()
    until(lambda: "PUT" in [route.request.method for route in held], "a picture is on its way", page=page)
    shopper.badge.click()
    page.get_by_role("button", name="Erase everything").click()
    page.evaluate("() => { interarec.track({ action: 'view', item_id: 'dg-007' }); interarec.resume(); }")
    shopper.badge.get_by_text("Erased").wait_for()
    page.evaluate("() => interarec.track({ action: 'view', item_id: 'dg-007' })")
    page.wait_for_timeout(LONGER_THAN_THE_FLOOR_MS)
    assert "PUT" in cut
    assert len([route for route in held if route.request.method == "PUT"]) == 1
    assert page.evaluate("() => [window.ends, sessionStorage.getItem('interarec.session.pk_demo')]") == [1, None]
    assert [act for act in world.interactions() if act.session_id == session_id] == []
    before = len(opened)
    page.get_by_role("button", name="Look along again").evaluate("(button) => { button.click(); button.click(); }")
    page.wait_for_function("(old) => (window.interarec.session?.sessionId ?? old) !== old", arg=session_id)
    assert len(opened) == before + 1


def test_an_upload_is_tried_again_when_the_service_asks_for_it(page: Page, world: ShopWorld) -> None:
    tries: list[str] = []

    def refuse_once(route: Route) -> None:
        if route.request.method == "PUT":
            tries.append(route.request.url)
            if len(tries) == 1:
                headers = {"Retry-After": "1", "Access-Control-Allow-Origin": "*"}
                route.fulfill(status=503, headers={**headers, "Access-Control-Expose-Headers": "Retry-After"})
                return
        route.continue_()

    page.route(f"{world.capture_url}/**", refuse_once)
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    session_id = shopper.agree()
    shopper.wait_captured(1)
    assert tries[0] == tries[1], "the same number again"
    assert 0 in world.images(session_id)


def test_a_session_lasts_over_page_loads_and_a_filter_is_told(page: Page, world: ShopWorld) -> None:
    shopper = Shopper(page, world.url)
    shopper.open("demo/c/dresses")
    session_id = shopper.agree()
    page.get_by_role("checkbox", name="Colour: green").check()
    page.get_by_text("Colour: green ×").wait_for()
    page.reload()
    page.wait_for_function("() => window.interarec?.session !== undefined")
    assert page.evaluate("() => window.interarec.session.sessionId") == session_id
    shopper.go("demo/item/dg-007")

    def told() -> bool:
        own = [act for act in world.interactions() if act.session_id == session_id]
        return [(act.action.value, act.attribute, act.value, act.item_id) for act in own] == [
            ("filter", "color", "green", None),
            ("view", None, None, "dg-007"),
        ]

    until(told, "filter and view are on the log", page=page)
