"""Feed file to the site's current catalogue. Called by `interarec catalogue import`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from interarec.domain.catalogue import Catalogue, Item
from interarec.domain.errors import InvalidInput, NotFound
from interarec.platform.artifacts import decode_catalogue, decode_choice_model, encode_catalogue, fetch_current, publish
from interarec.platform.artifacts.catalogues import content_version
from interarec.platform.blobs.port import Blobs
from interarec.platform.clock import Now
from interarec.platform.settings import Settings, SiteSettings
from interarec.recommender.catalogue.feed_files import read_rows
from interarec.recommender.catalogue.items import ItemReader
from interarec.recommender.catalogue.rail import publish_rail
from interarec.recommender.catalogue.reports import ImportReport, RefusedRow

__all__ = ["import_catalogue", "site_settings"]

_SHOWN = 3


def site_settings(settings: Settings, site_id: str) -> SiteSettings:
    """Settings of the site. Raises NotFound that names those configured."""
    try:
        return settings.sites[site_id]
    except KeyError:
        known = ", ".join(sorted(settings.sites))
        raise NotFound(f"no site {site_id!r} is configured (there are: {known})") from None


async def import_catalogue(path: Path, site_id: str, settings: Settings, blobs: Blobs, now: Now) -> ImportReport:
    """Read `path`, publish it as the site's current catalogue and renew the static rail.

    Rows that are broken or in another currency than the site's are left out and reported. Raises NotFound (site or
    file), InvalidInput when no row is left, Unsupported (kind of file).
    """
    site = site_settings(settings, site_id)
    currency = site.currency or await _earlier_currency(blobs, site_id)
    items, refused, currency = await asyncio.to_thread(_read, path, currency)
    if not items or currency is None:
        shown = "; ".join(str(row) for row in refused[:_SHOWN]) or "the file has no rows"
        raise InvalidInput(f"{path.name}: no row can be imported ({shown})", field="path")
    catalogue = Catalogue(site_id, content_version(items, currency), currency, items, now())
    await publish(blobs, site_id, "catalogue", catalogue.version, encode_catalogue(catalogue))
    choice = await fetch_current(blobs, site_id, "choice")
    bought = decode_choice_model(choice).bought if choice is not None else {}
    await publish_rail(blobs, catalogue, bought, site, now())
    return ImportReport(site_id, catalogue.version, currency, len(items), refused, _warnings(items))


async def _earlier_currency(blobs: Blobs, site_id: str) -> str | None:
    """A site without a set currency keeps that of its first catalogue."""
    earlier = await fetch_current(blobs, site_id, "catalogue")
    return decode_catalogue(earlier).currency if earlier is not None else None


def _read(path: Path, currency: str | None) -> tuple[tuple[Item, ...], tuple[RefusedRow, ...], str | None]:
    reader = ItemReader(currency)
    items: list[Item] = []
    refused: list[RefusedRow] = []
    for row in read_rows(path):
        if row.broken is not None:
            refused.append(RefusedRow(row.number, row.line, None, (row.broken,)))
            continue
        item, item_id, errors = reader.read(row.number, row.fields)
        if item is None:
            refused.append(RefusedRow(row.number, row.line, item_id, errors))
        else:
            items.append(item)
    return tuple(items), tuple(refused), reader.currency


def _warnings(items: tuple[Item, ...]) -> tuple[str, ...]:
    """What makes slates poorer without being an error."""
    missing = {name: sum(getattr(item, name) is None for item in items) for name in ("brand", "color", "category")}
    texts = [f"{count} of {len(items)} items have no {name}" for name, count in missing.items() if count]
    if not any(item.in_stock for item in items):
        texts.append("no item is in stock: slates will be empty")
    return tuple(texts)
