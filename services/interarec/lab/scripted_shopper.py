"""A shopper in real Chromium who plays the demo's story. Called by `interarec demo --shopper`.

The page captures itself as it does for everyone; this only clicks, scrolls and looks at the rail.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interarec.domain.errors import Unavailable
from interarec.lab.chromium import QUIET, require_chromium
from interarec.lab.story import CHAPTERS, SCREENS, Chapter

if TYPE_CHECKING:
    from playwright.async_api import Page

__all__ = ["ScriptedShopper", "Seen", "opened_page"]

_LOOK_MS = 100
_SCREEN_LIMIT_S = 60.0
_OPENED = ("dg-007", "dg-013")


@dataclass(frozen=True, slots=True)
class Seen:
    """A chapter as played: pictures taken in so far, and the ids on the rail when its condition held or time was up."""

    chapter: Chapter
    captured: int
    railed: tuple[str, ...]


@asynccontextmanager
async def opened_page() -> AsyncIterator[Page]:
    """A fresh page of a fresh profile. Raises Unavailable when Playwright or Chromium is missing."""
    path = require_chromium()
    try:
        from playwright.async_api import async_playwright
    except ImportError as error:
        raise Unavailable("the scripted shopper needs Playwright: pip install 'interarec[recorder]'") from error
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, headless=True, args=list(QUIET))
        page = await browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
        try:
            yield page
        finally:
            await browser.close()


class ScriptedShopper:
    """One session on the demo shop at `base_url`. `follows` says whether rail ids are what a chapter asks for."""

    def __init__(self, page: Page, base_url: str, follows: Callable[[Chapter, tuple[str, ...]], bool]) -> None:
        self._page, self._base_url, self._follows = page, base_url, follows
        self.session_id = ""

    async def play(self, limit_s: float) -> AsyncIterator[Seen]:
        """The chapters one after the other; each waits for the rail at most `limit_s` seconds."""
        await self._page.goto(f"{self._base_url}/shop/#/demo/c/dresses")
        await self._page.locator("main h1").wait_for()
        await self._page.get_by_role("button", name="Yes, look along").click()
        await self._page.wait_for_function("() => window.interarec?.session !== undefined")
        self.session_id = await self._page.evaluate("() => window.interarec.session.sessionId")
        acts: dict[str, Callable[[int], Awaitable[None]]] = {
            "dresses": self._dresses,
            "green": self._green,
            "headphones": self._headphones,
        }
        for chapter in CHAPTERS:
            await acts[chapter.name](await self._captured() + SCREENS)
            yield await self._watched(chapter, limit_s)

    async def _dresses(self, goal: int) -> None:
        await self._browse("demo/c/dresses", goal - (await self._captured() > 0))

    async def _green(self, goal: int) -> None:
        await self._page.get_by_role("checkbox", name="Colour: green").check()
        await self._page.get_by_role("link", name="Remove filter Colour: green").wait_for()
        await self._browse("demo/c/dresses?color=green", goal - SCREENS // 2)
        for item in _OPENED:
            await self._go(f"demo/item/{item}")
        await self._go(f"demo/compare?ids={','.join(_OPENED)}")
        await self._browse("demo/c/dresses?color=green", goal)

    async def _headphones(self, goal: int) -> None:
        await self._browse("demo/c/headphones", goal)

    async def _watched(self, chapter: Chapter, limit_s: float) -> Seen:
        try:
            async with asyncio.timeout(limit_s):
                while not self._follows(chapter, await self._railed()):
                    await self._page.wait_for_timeout(_LOOK_MS)
        except TimeoutError:
            pass  # what the rail shows instead is told, and fails the story
        return Seen(chapter, await self._captured(), await self._railed())

    async def _go(self, route: str) -> None:
        """Follow a link of the shop, and look until a picture of the page was taken in."""
        before = await self._captured()
        await self._page.evaluate("(route) => { location.hash = `#/${route}`; }", route)
        await self._page.locator("main h1").wait_for()
        await self._until_captured(before + 1)

    async def _browse(self, route: str, goal: int) -> None:
        """Scroll up and down a listing until `goal` pictures were taken in."""
        if await self._captured() < goal:
            await self._go(route)
        await self._page.mouse.move(500, 500)
        down = True
        while (before := await self._captured()) < goal:
            at_top, at_end = await self._page.evaluate(
                "() => [scrollY === 0, scrollY + innerHeight >= document.documentElement.scrollHeight - 2]"
            )
            down = (down and not at_end) or at_top
            await self._page.mouse.wheel(0, 330 if down else -330)
            await self._until_captured(before + 1)

    async def _until_captured(self, count: int) -> None:
        """Raises Unavailable when the page takes no further picture."""
        from playwright.async_api import TimeoutError as TimedOut

        taken = "(count) => window.interarec.captured >= count"
        try:
            await self._page.wait_for_function(taken, arg=count, timeout=1000 * _SCREEN_LIMIT_S)
        except TimedOut as error:
            raise Unavailable(f"the page took in no picture for {_SCREEN_LIMIT_S:g} s") from error

    async def _captured(self) -> int:
        count: int = await self._page.evaluate("() => window.interarec?.captured ?? 0")
        return count

    async def _railed(self) -> tuple[str, ...]:
        rail = self._page.locator("[data-interarec-ui=rail] li.ir-item")
        return tuple(await rail.evaluate_all("(all) => all.map((li) => li.dataset.itemId)"))
