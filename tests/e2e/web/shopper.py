"""What a shopper does and sees in the demo shop, as the tests say it."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page

__all__ = ["Shopper", "until"]


def until(condition: Callable[[], bool], what: str, *, page: Page | None = None, limit_s: float = 20) -> None:
    """Wait for what must become true; the page, when given, goes on living meanwhile."""
    end = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end, f"not within {limit_s} s: {what}"
        if page is not None:
            page.wait_for_timeout(50)
        else:
            time.sleep(0.05)


class Shopper:
    """A person at the demo shop."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.page = page
        self.base_url = base_url

    def open(self, route: str) -> None:
        """Load the shop afresh at a route such as `demo/c/dresses`."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.base_url}/shop/#/{route}")
        self.page.locator("main h1").wait_for()

    def go(self, route: str) -> None:
        """Follow a link of the shop without loading it afresh."""
        self.page.evaluate("(route) => { location.hash = `#/${route}`; }", route)

    def agree(self) -> str:
        """Say yes and wait for the session; its id."""
        self.page.get_by_role("button", name="Yes, look along").click()
        self.page.wait_for_function("() => window.interarec?.session !== undefined")
        session_id: str = self.page.evaluate("() => window.interarec.session.sessionId")
        return session_id

    def wait_captured(self, count: int) -> None:
        """Wait until the service has taken in this many pictures."""
        self.page.wait_for_function("(count) => window.interarec.captured >= count", arg=count)

    @property
    def captured(self) -> int:
        """Pictures the service has taken in."""
        count: int = self.page.evaluate("() => window.interarec.captured")
        return count

    def captured_at_rest(self) -> int:
        """Pictures the service has taken in, once those under way have arrived: the count stands still for a while."""
        self.page.evaluate("() => { window.countedAtRest = null; }")
        self.page.wait_for_function(
            """() => {
                const count = window.interarec.captured, now = performance.now();
                if (window.countedAtRest?.count !== count) window.countedAtRest = { count, since: now };
                return now - window.countedAtRest.since > 2500;
            }"""
        )
        return self.captured

    @property
    def badge(self) -> Locator:
        """The badge's button."""
        return self.page.locator("interarec-surface button.badge")

    @property
    def rail(self) -> Locator:
        """The recommendation rail."""
        return self.page.locator("[data-interarec-ui=rail]")

    def railed(self) -> list[str]:
        """Item ids on the rail, in order."""
        ids: list[str] = self.rail.locator("li.ir-item").evaluate_all("(all) => all.map((li) => li.dataset.itemId)")
        return ids

    def wait_railed(self, item_ids: list[str]) -> None:
        """Wait until the rail shows exactly these items."""
        until(lambda: self.railed() == item_ids, f"the rail shows {item_ids}", page=self.page)
