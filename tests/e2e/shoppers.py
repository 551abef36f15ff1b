"""Invented shoppers for the e2e tests: what each looks at, the pictures it sends, and what a model says of them.

A picture is one flat colour that says whose it is and which; the scripted model reads it back, so that its answer
belongs to the pictures it was really sent.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from interarec.domain.colors import color_family
from PIL import Image

from tests.e2e.system import CATALOGUE
from tests.servers import Answer, Asked

__all__ = ["Item", "Shopper", "answer_for", "catalogue", "picture", "shoppers", "whose"]

STEP = 6
"""Between two values of a colour channel, so that no coding of the picture can confuse them."""


@dataclass(frozen=True)
class Item:
    """A row of the demo catalogue."""

    item_id: str
    title: str
    price: Decimal
    brand: str
    color: str
    product_type: str
    in_stock: bool

    @property
    def family(self) -> str:
        """The colour's family."""
        return color_family(self.color) or self.color


@dataclass(frozen=True)
class Shopper:
    """Looks at `offers`: items of one kind and one colour family."""

    number: int
    offers: tuple[Item, ...]

    @property
    def lowest(self) -> Decimal:
        """Of the offers."""
        return min(item.price for item in self.offers)

    @property
    def highest(self) -> Decimal:
        """Of the offers."""
        return max(item.price for item in self.offers)

    @property
    def family(self) -> str:
        """Of all offers."""
        return self.offers[0].family


def catalogue() -> dict[str, Item]:
    """The demo catalogue by item id."""
    with CATALOGUE.open(newline="") as file:
        return {row["id"]: _item(row) for row in csv.DictReader(file)}


def _item(row: dict[str, str]) -> Item:
    return Item(
        item_id=row["id"],
        title=row["title"],
        price=Decimal(row["price"].split()[0]),
        brand=row["brand"],
        color=row["color"],
        product_type=row["product_type"],
        in_stock=row["availability"] == "in_stock",
    )


def shoppers(count: int) -> list[Shopper]:
    """Each looks at another kind and colour as long as there are such with four offers at different prices."""
    kinds: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in catalogue().values():
        if item.in_stock:
            kinds[item.product_type, item.family].append(item)
    wide = [tuple(items[:6]) for items in kinds.values() if len({item.price for item in items[:6]}) >= 4]
    return [Shopper(number, wide[number % len(wide)]) for number in range(count)]


def picture(shopper: int, sequence: int) -> bytes:
    """A small PNG of one colour: (shopper, sequence, a mark)."""
    data = io.BytesIO()
    Image.new("RGB", (64, 48), (shopper * STEP, sequence * STEP, 200)).save(data, "PNG")
    return data.getvalue()


def whose(image: bytes) -> tuple[int, int]:
    """Shopper and sequence of a picture made by `picture`."""
    with Image.open(io.BytesIO(image)) as opened:
        pixel = opened.convert("RGB").getpixel((20, 20))
    assert isinstance(pixel, tuple)
    return round(pixel[0] / STEP), round(pixel[1] / STEP)


def answer_for(crowd: Sequence[Shopper], asked: Asked) -> Answer:
    """What a good model would say of these pictures."""
    seen = {whose(image)[0] for image in asked.images}
    assert len(seen) == 1, f"one request shows the pictures of shoppers {seen}"
    shopper = crowd[seen.pop()]
    answer = {
        **_categories(shopper),
        "offers": [_offer(item, index % len(asked.images)) for index, item in enumerate(shopper.offers)],
        "promotions_seen": [],
        "filters_set": [],
    }
    return Answer(json.dumps(answer))


def _categories(shopper: Shopper) -> dict[str, str]:
    kind = re.split(r"\s*>\s*", shopper.offers[0].product_type)[-1]
    return {
        "product_characteristics": f"{shopper.family} {kind.lower()}",
        "lowest_price": f"£{shopper.lowest}",
        "highest_price": f"£{shopper.highest}",
        "brand_preference": "no clear preference",
        "product_specifications": "not available",
        "user_reviews_and_testimonials": "not available",
        "comparisons": "not available",
        "promotions": "not available",
    }


def _offer(item: Item, screenshot: int) -> dict[str, object]:
    return {
        "title": item.title,
        "price": float(item.price),
        "currency": "GBP",
        "was": None,
        "brand": item.brand,
        "color": item.color,
        "screenshot": screenshot,
    }


def fits(shopper: Shopper, items: Iterable[Item]) -> bool:
    """Whether all `items` are in the shopper's range and colour."""
    return all(shopper.lowest <= item.price <= shopper.highest and item.family == shopper.family for item in items)
