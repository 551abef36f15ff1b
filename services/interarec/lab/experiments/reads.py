"""What the local reader says of an item's page: drawn and read once for each (item, view, noise), then kept.

Kept reads are one gzip file a set, so that others need neither browser nor hours. Called by `study`.
"""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from interarec.lab.experiments.item_pages import VIEWS, page_html
from interarec.lab.pages.draw import launch_browser
from interarec.vision import Frame, LocalReader

__all__ = ["NOISES", "ItemRead", "ReadBook", "SeenOffer", "live_sample"]

Say = Callable[[str], None]
NOISES: Mapping[str, int | None] = {"none": None, "jpeg-60": 60}
"""PNG as it is, or a JPEG of a quality."""
_SAVE_EVERY = 50


@dataclass(frozen=True, slots=True)
class SeenOffer:
    """One offer as read; amounts as text, "" on a page without a price; colours as families."""

    title: str | None
    price: str
    currency: str | None
    brand: str | None
    color: str | None


@dataclass(frozen=True, slots=True)
class ItemRead:
    """All that one page said."""

    offers: tuple[SeenOffer, ...]
    promotions: tuple[str, ...]


class ReadBook:
    """Reads of one set. `facts`: title, price, brand, color by item id; `related`: other items shown beside an item."""

    def __init__(
        self, path: Path, facts: Mapping[str, Mapping[str, str]], related: Mapping[str, Sequence[str]]
    ) -> None:
        self.path = path
        self._facts, self._related = facts, related
        self._kept: dict[str, dict[str, object]] = {}
        self.engine = ""
        if path.exists():
            found = json.loads(gzip.decompress(path.read_bytes()))
            self._kept, self.engine = found["reads"], found["engine"]

    def get(self, item: str, view: str = "block", noise: str = "none") -> ItemRead | None:
        """None while the page was not read, or when the item has changed since."""
        found = self._kept.get(f"{item} {view} {noise}")
        if found is None or found["page"] != self._page(item, view)[1]:
            return None
        offers = tuple(SeenOffer(**one) for one in found["offers"])  # type: ignore[attr-defined]
        return ItemRead(offers, tuple(found["promotions"]))  # type: ignore[arg-type]

    def fill(self, wanted: Iterable[tuple[str, str, str]], say: Say, *, threads: int = 1) -> int:
        """Draw and read what is missing of (item, view, noise); how many were. Raises Unavailable without a browser."""
        missing = [one for one in dict.fromkeys(wanted) if one[0] in self._facts and self.get(*one) is None]
        if not missing:
            return 0
        reader = LocalReader(threads=threads)
        self.engine = reader.engine_version
        with sync_playwright() as playwright:
            browser = launch_browser(playwright)
            for number, one in enumerate(missing, start=1):
                self._read(browser, reader, *one)
                if number % _SAVE_EVERY == 0:
                    say(f"read {number} of {len(missing)} pages")
                    self.save()
            browser.close()
        self.save()
        return len(missing)

    def save(self) -> None:
        """Equal reads give equal bytes."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"engine": self.engine, "reads": dict(sorted(self._kept.items()))}, ensure_ascii=False)
        self.path.write_bytes(gzip.compress(text.encode(), mtime=0))

    def _page(self, item: str, view: str) -> tuple[str, str]:
        others = [self._facts[one] for one in self._related.get(item, ()) if one in self._facts]
        html = page_html(VIEWS[view], self._facts[item], others)
        return html, sha256(html.encode()).hexdigest()[:12]

    def _read(self, browser: Browser, reader: LocalReader, item: str, view: str, noise: str) -> None:
        html, name = self._page(item, view)
        width, height = VIEWS[view].size
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_content(html)
        image = page.screenshot()
        page.close()
        quality = NOISES[noise]
        reading = reader.read([Frame(item, 0, image if quality is None else _as_jpeg(image, quality))])
        offers = [
            SeenOffer(one.title, str(one.price), one.currency, one.brand, one.color) for one in reading.summary.offers
        ]
        headings = [frame.heading for frame in reading.frames if frame.heading is not None]
        offers += [SeenOffer(one.title, "", None, one.brand, one.color) for one in headings]
        self._kept[f"{item} {view} {noise}"] = {
            "page": name,
            "offers": [asdict(one) for one in offers],
            "promotions": [fact.value for fact in reading.summary.promotions],
        }


def live_sample(items: Sequence[str], count: int, seed: int = 0) -> list[str]:
    """`count` items whose pages are drawn anew, to show that kept reads are what the reader says today."""
    return random.Random(seed).sample(list(items), min(count, len(items)))


def _as_jpeg(png: bytes, quality: int) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()
