"""A shop of someone else's, on an origin of its own, with nothing but the script tag and the rail's module."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page

from tests.e2e.web.shop_world import ShopWorld
from tests.e2e.web.shopper import until

PAGE = """<!doctype html><html lang="en"><title>Other shop</title>
<h1>Other shop</h1><p style="font-size:40px">A green dress, £20.00</p><div id="picks"></div>
<script async src="{gateway}/interarec.js" data-site-key="pk_demo" data-capture-url="{capture}"
        data-gateway-url="{gateway}" data-shopper-id="customer-7"></script>
<script type="module">
  import {{ mountRail }} from "{gateway}/interarec-rail.js";
  mountRail(document.querySelector("#picks"), {{
    layout: "row",
    describe: (item) => ({{ title: `Item ${{item.item_id}}`, url: `/p/${{item.item_id}}`, price: item.price.amount }}),
  }});
</script></html>"""


@pytest.fixture
def other_shop(world: ShopWorld) -> Iterator[str]:
    """Address of a page on another port, which is another origin."""
    body = PAGE.format(gateway=world.url, capture=world.capture_url).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body if self.path == "/" else b"")

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_one_script_tag_and_one_module_are_all_another_shop_needs(
    page: Page, world: ShopWorld, other_shop: str
) -> None:
    page.goto(other_shop)
    page.get_by_role("button", name="Yes, look along").click()
    page.wait_for_function("() => window.interarec?.captured >= 1")
    session_id = page.evaluate("() => window.interarec.session.sessionId")
    assert len(world.images(session_id)) >= 1
    world.recommend(session_id, ["a1", "b2"], screenshot=9)
    rail = page.locator("[data-interarec-ui=rail]")
    until(lambda: rail.get_by_role("link").count() == 2, "the rail shows the slate", page=page)
    assert rail.get_by_role("link").first.inner_text().startswith("Item a1")
