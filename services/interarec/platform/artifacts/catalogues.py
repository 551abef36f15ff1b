"""A catalogue as bytes: gzip of JSON lines, a header and then one item a line; prices stay decimal text."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from interarec.domain.catalogue import Catalogue, Item
from interarec.domain.errors import InvalidInput
from interarec.domain.money import Money

__all__ = ["content_version", "decode_catalogue", "encode_catalogue"]

_TEXT_FIELDS = ("title", "brand", "color", "category", "link", "image_link", "description")


def content_version(items: Iterable[Item], currency: str) -> str:
    """16 hex digits that change exactly when the items, their order or the currency do."""
    digest = hashlib.sha256(currency.encode())
    for item in items:
        digest.update(_line(item).encode())
    return digest.hexdigest()[:16]


def encode_catalogue(catalogue: Catalogue) -> bytes:
    """Bytes of an artifact; equal catalogues give equal bytes."""
    header = {
        "site_id": catalogue.site_id,
        "version": catalogue.version,
        "currency": catalogue.currency,
        "imported_at": catalogue.imported_at.isoformat(),
    }
    lines = [json.dumps(header), *(_line(item) for item in catalogue.items)]
    return gzip.compress("\n".join(lines).encode(), compresslevel=3, mtime=0)


def decode_catalogue(data: bytes) -> Catalogue:
    """The reverse. Raises InvalidInput when the bytes are no catalogue."""
    try:
        header_line, *lines = gzip.decompress(data).decode().splitlines()
        header = json.loads(header_line)
        currency = header["currency"]
        return Catalogue(
            site_id=header["site_id"],
            version=header["version"],
            currency=currency,
            items=tuple(_item(json.loads(line), currency) for line in lines),
            imported_at=datetime.fromisoformat(header["imported_at"]),
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError, InvalidOperation) as error:
        raise InvalidInput(f"these bytes are no catalogue ({error}); import the feed again") from error


def _line(item: Item) -> str:
    """One item as JSON without the fields it does not have."""
    values: dict[str, Any] = {"id": item.item_id, "price": str(item.price.amount)}
    values |= {name: getattr(item, name) for name in _TEXT_FIELDS if getattr(item, name) is not None}
    if item.sizes:
        values["sizes"] = item.sizes
    if not item.in_stock:
        values["in_stock"] = False
    if item.attributes:
        values["attributes"] = dict(sorted(item.attributes.items()))
    return json.dumps(values, ensure_ascii=True)


def _item(values: dict[str, Any], currency: str) -> Item:
    return Item(
        item_id=values["id"],
        price=Money(Decimal(values["price"]), currency),
        sizes=tuple(values.get("sizes", ())),
        in_stock=values.get("in_stock", True),
        attributes=values.get("attributes", {}),
        title=values["title"],
        **{name: values.get(name) for name in _TEXT_FIELDS if name != "title"},
    )
