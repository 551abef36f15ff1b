"""A browsing session as ten screenshots: a listing, the same again, a hover, scrolls, a product page, back.

The sequence on which the work saved by the reader's caches is measured. Used by `lab.reading_bench` and, through
its stored pictures, by the tests.
"""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from interarec.lab.pages.chrome import style
from interarec.lab.pages.development.listings import dense_brand_first
from interarec.lab.pages.development.others import product_page
from interarec.lab.pages.draw import DrawnPage, draw_html, launch_browser
from interarec.lab.pages.shop import open_shop

__all__ = ["draw_session"]

_HOVER = "<style>.wrap span:nth-child({n}){{text-decoration:underline}}</style>"


def draw_session(seed: int = 5) -> list[DrawnPage]:
    """Ten frames: listing, same, hover, three scrolls, hover, product page, the same page again, listing."""
    shop = open_shop(seed, locale="en-GB", theme="plain", department="fashion", count=20)
    head = f"<meta charset=utf-8><style>{style(shop)}</style><body>"
    listing = head + dense_brand_first(shop) + dense_brand_first(shop)
    product = head + product_page(shop)
    steps = [
        (listing, 0), (listing, 0), (listing + _HOVER.format(n=2), 0), (listing, 120), (listing, 240), (listing, 480),
        (listing + _HOVER.format(n=3), 480), (product, 0), (product, 0), (listing, 480),
    ]  # fmt: skip
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        frames = [
            draw_html(browser, html, name=f"session-{number}", layout="session", scroll=scroll)
            for number, (html, scroll) in enumerate(steps)
        ]
        browser.close()
    return frames
