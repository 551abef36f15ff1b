"""Draws layouts in a real Chromium and reads their truth from the rendered page.

Needs the system's package chromium and the fonts of `fonts`. Used by `lab.reading_bench`.
"""

# ruff: noqa: E501  markup and script are kept in the lines they are drawn in
from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Browser, Playwright, sync_playwright

from interarec.lab.chromium import QUIET, require_chromium
from interarec.lab.pages.chrome import style
from interarec.lab.pages.fonts import require_fonts
from interarec.lab.pages.layouts import LAPTOP, Layout, Screen
from interarec.lab.pages.shop import open_shop
from interarec.lab.pages.truth import PageTruth, truth_from_dom

__all__ = ["DrawnPage", "draw_html", "draw_layouts", "launch_browser"]

_READ_TRUTH = """() => {
  const W = innerWidth, H = innerHeight;
  const covered = (el, r) => [0.06, 0.5, 0.94].some((share) => {
    const hit = document.elementFromPoint(r.left + share * r.width, (r.top + r.bottom) / 2);
    return hit !== null && !el.contains(hit) && !hit.contains(el);
  });
  const place = (r, el) => {
    const shown = Math.max(0, Math.min(r.right, W) - Math.max(r.left, 0)) * Math.max(0, Math.min(r.bottom, H) - Math.max(r.top, 0));
    const area = Math.max(r.width * r.height, 1e-6);
    return {box: [r.left, r.top, r.right, r.bottom], visible: shown / area >= 0.9 && !(el && covered(el, r))};
  };
  const rect = (el) => { const range = document.createRange(); range.selectNodeContents(el); return range.getBoundingClientRect(); };
  // a clamped text's range goes on below the lines that are shown
  const shown = (el) => {
    const own = el.getBoundingClientRect(), all = rect(el);
    if (own.width < all.width) return own;
    if (getComputedStyle(el).webkitLineClamp === 'none') return all;
    const bottom = Math.min(own.bottom, all.bottom);
    return {left: all.left, top: all.top, right: all.right, bottom, width: all.width, height: bottom - all.top};
  };
  const owner = (el) => el.dataset.offer === undefined ? null : Number(el.dataset.offer);
  const texts = (selector) => [...document.querySelectorAll(selector)].map((el) => ({text: el.innerText, offer: owner(el), ...place(shown(el), el)}));
  const amounts = [...document.querySelectorAll('[data-kind]')].map((el) => ({amount: el.dataset.amount, currency: el.dataset.currency, kind: el.dataset.kind, offer: owner(el), ...place(rect(el), el)}));
  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const match of node.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(node, match.index); range.setEnd(node, match.index + match[0].length);
      words.push({text: match[0], ...place(range.getBoundingClientRect())});
    }
  }
  return {amounts, words, titles: texts('[data-title]'), brands: texts('[data-brand]'), filters: texts('[data-filter]')};
}"""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A picture with its truth."""

    image: bytes
    truth: PageTruth


def draw_layouts(layouts: Iterable[Layout], *, seeds: Iterable[int] = (1,)) -> Iterator[DrawnPage]:
    """Every layout for each of its shops and seeds; every second picture is a JPEG, as captures often are.

    Raises Unavailable when Chromium or a font is missing.
    """
    seeds = tuple(seeds)
    wanted = [(layout, place, seed) for layout in layouts for place in layout.shops for seed in seeds]
    require_fonts(place for _, place, _ in wanted)
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        for number, (layout, place, seed) in enumerate(wanted):
            locale, theme, department = place
            shop = open_shop(
                seed * 1000 + number, locale=locale, theme=theme, department=department, count=layout.count
            )
            html = f"<meta charset=utf-8><style>{style(shop)}</style><body>{layout.draw(shop)}</body>"
            name = f"{layout.name}-{locale}-{theme}-{department}-{seed}"
            yield draw_html(browser, html, name=name, layout=layout.name, jpeg=number % 2 == 1, screen=layout.screen)
        browser.close()


def launch_browser(playwright: Playwright) -> Browser:
    """The system's Chromium, headless. Raises Unavailable when there is none."""
    return playwright.chromium.launch(
        executable_path=require_chromium(), headless=True, args=[*QUIET, "--hide-scrollbars"]
    )


def draw_html(
    browser: Browser,
    html: str,
    *,
    name: str,
    layout: str,
    jpeg: bool = False,
    scroll: int = 0,
    screen: Screen = LAPTOP,
) -> DrawnPage:
    """One page of HTML at `scroll` pixels down; boxes of the truth are in pixels of the picture."""
    page = browser.new_page(viewport={"width": screen.width, "height": screen.height}, device_scale_factor=screen.scale)
    page.set_content(html)
    if scroll:
        page.evaluate("y => scrollTo(0, y)", scroll)
    truth = truth_from_dom(name, layout, page.evaluate(_READ_TRUTH), scale=screen.scale)
    image = page.screenshot()
    page.close()
    return DrawnPage(_as_jpeg(image, screen.quality) if jpeg else image, truth)


def _as_jpeg(png: bytes, quality: int) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()
