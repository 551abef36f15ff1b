"""Real Chromium for the tests of the browser side, one browser a run and one fresh profile a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from interarec.lab.chromium import QUIET, require_chromium
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.web.shop_world import ShopWorld

LONG_TASKS = """
window.longTasks = [];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => longTasks.push(Math.round(entry.duration))))
  .observe({type: "longtask", buffered: true});
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it; the failure says what to install."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=require_chromium(), headless=True, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    context.set_default_timeout(20_000)
    context.add_init_script(LONG_TASKS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose script errors fail the test."""
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture(scope="module")
def world() -> Iterator[ShopWorld]:
    """Capture and gateway for the tests of one module; each test has a session of its own."""
    with ShopWorld() as world:
        yield world
