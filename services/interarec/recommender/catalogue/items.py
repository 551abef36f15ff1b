"""One feed row to one item, or all that is wrong with it. Columns as in merchant feeds, with common other names.

Called by `importing`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from interarec.domain.catalogue import Item
from interarec.domain.errors import InvalidInput
from interarec.domain.money import Money
from interarec.recommender.catalogue.feed_prices import feed_price

__all__ = ["ItemReader"]

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "item_id", "product_id", "sku"),
    "title": ("title", "name", "product_name"),
    "price": ("price",),
    "sale_price": ("sale_price",),
    "currency": ("currency", "price_currency"),
    "brand": ("brand", "manufacturer"),
    "color": ("color", "colour"),
    "category": ("product_type", "category", "google_product_category"),
    "size": ("size", "sizes"),
    "availability": ("availability",),
    "link": ("link", "url"),
    "image_link": ("image_link", "image_url", "image"),
    "description": ("description",),
}
"""Field -> columns it may stand in; the first that is not empty counts."""

_KNOWN = frozenset(column for columns in _COLUMNS.values() for column in columns)
_IN_STOCK = {"": True, "in_stock": True, "instock": True, "limited_availability": True, "available": True}
_NOT_IN_STOCK = dict.fromkeys(
    ("out_of_stock", "outofstock", "sold_out", "soldout", "preorder", "pre_order", "backorder", "discontinued"), False
)
_AVAILABILITY = _IN_STOCK | _NOT_IN_STOCK
_ID = re.compile(r"[^\x00-\x1f\x7f]{1,128}")
"""As interactions may name an item; ids never become part of a key."""
_HIGHEST_PRICE = Decimal(10) ** 12
_ATTRIBUTE_LIMIT = 200
"""Longest text of an unknown column that is kept as an attribute; longer ones are prose, not values to filter by."""


class ItemReader:
    """Reads rows of one feed in one currency; remembers ids, so that the second row of an id is refused.

    `currency` None: the first row with a good price decides (see the attribute after reading).
    """

    def __init__(self, currency: str | None) -> None:
        self.currency = currency
        self._seen: dict[str, int] = {}

    def read(self, number: int, fields: Mapping[str, str]) -> tuple[Item | None, str | None, tuple[str, ...]]:
        """(item, None, ()) or (None, the id if it has one, every error of the row)."""
        errors: list[str] = []
        found = {field: _first(fields, columns) for field, columns in _COLUMNS.items()}
        item_id = self._id(found["id"], number, errors)
        if not found["title"]:
            errors.append("title is missing")
        price = self._price(found, errors)
        in_stock = _availability(found["availability"], errors)
        if errors or price is None:
            return None, found["id"] or None, tuple(errors)
        self._seen[item_id] = number
        self.currency = price.currency
        return _item(item_id, price, in_stock, found, fields), None, ()

    def _id(self, text: str, number: int, errors: list[str]) -> str:
        if not text:
            errors.append("id is missing")
            return ""
        if not _ID.fullmatch(text):
            errors.append("id must be 1 to 128 characters without control characters")
        if text in self._seen:
            errors.append(f"id {text} was already given by row {self._seen[text]}")
        return text

    def _price(self, found: Mapping[str, str], errors: list[str]) -> Money | None:
        """The sale price when there is one, else the price."""
        column = "sale_price" if found["sale_price"] else "price"
        if not found[column]:
            errors.append("price is missing")
            return None
        try:
            money = feed_price(found[column], found["currency"] or self.currency)
        except InvalidInput as error:
            errors.append(f"{column}: {error}")
            return None
        if not 0 < money.amount < _HIGHEST_PRICE:
            errors.append(
                f"{column} {money} is not above zero" if money.amount <= 0 else f"{column} {money} is too high"
            )
        if self.currency is not None and money.currency != self.currency:
            errors.append(f"{column} is in {money.currency}, the catalogue is in {self.currency}")
        return None if errors else money


def _first(fields: Mapping[str, str], columns: tuple[str, ...]) -> str:
    return next((fields[column] for column in columns if fields.get(column)), "")


def _availability(text: str, errors: list[str]) -> bool:
    word = re.sub(r"[\s-]+", "_", text.rpartition("/")[2].strip().lower())
    if word not in _AVAILABILITY:
        errors.append(f"availability {text!r} is none of in_stock, out_of_stock, preorder, backorder")
    return _AVAILABILITY.get(word, False)


def _item(item_id: str, price: Money, in_stock: bool, found: Mapping[str, str], fields: Mapping[str, str]) -> Item:
    return Item(
        item_id=item_id,
        title=found["title"],
        price=price,
        brand=found["brand"] or None,
        color=found["color"] or None,
        category=found["category"] or None,
        sizes=tuple(part.strip() for part in re.split(r"[/|;,]", found["size"]) if part.strip()),
        in_stock=in_stock,
        link=found["link"] or None,
        image_link=found["image_link"] or None,
        description=found["description"] or None,
        attributes={
            name: value for name, value in fields.items() if name not in _KNOWN and 0 < len(value) <= _ATTRIBUTE_LIMIT
        },
    )
