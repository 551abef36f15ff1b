"""Feeds in every format, and rows that are refused with every error."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from interarec.domain.catalogue import Catalogue
from interarec.domain.errors import InvalidInput, NotFound, Unsupported
from interarec.lab.demo_catalogue import DATA_FOLDER
from interarec.platform.artifacts import decode_catalogue, fetch_current
from interarec.platform.blobs import MemoryBlobs
from interarec.platform.settings import Settings
from interarec.recommender.catalogue import ImportReport, import_catalogue

from tests.unit.recommender.shop import NOON, SITE, settings

RECORDS = [
    {"id": "a", "title": "Tea dress", "price": "18.00 GBP", "brand": "Tidewell", "color": "green", "size": ["8", "10"]},
    {"id": "b", "title": "Mug", "price": "9.50 GBP", "product_type": "Homeware > Mugs", "availability": "out of stock"},
]


async def _import(
    path: Path, blobs: MemoryBlobs | None = None, chosen: Settings | None = None
) -> tuple[ImportReport, Catalogue]:
    store = blobs or MemoryBlobs()
    report = await import_catalogue(path, SITE, chosen or settings(), store, lambda: NOON)
    stored = await fetch_current(store, SITE, "catalogue")
    assert stored is not None
    return report, decode_catalogue(stored)


def _csv(path: Path) -> None:
    path.write_text(
        "id,title,price,brand,color,size,product_type,availability\n"
        'a,Tea dress,18.00 GBP,Tidewell,green,"8/10",,\nb,Mug,9.50 GBP,,,,Homeware > Mugs,out of stock\n',
        encoding="utf-8-sig",
    )


def _tsv(path: Path) -> None:
    path.write_text("g:id\tg:title\tg:price\tbrand\tcolour\tsize\tproduct type\tavailability\n"
                    "a\tTea dress\tGBP 18.00\tTidewell\tgreen\t8/10\t\tin stock\n"
                    "b\tMug\t9.50 GBP\t\t\t\tHomeware > Mugs\tout_of_stock\n")  # fmt: skip


def _jsonl(path: Path) -> None:
    path.write_text("\n".join(json.dumps(record) for record in RECORDS) + "\n\n")


def _parquet(path: Path) -> None:
    columns = sorted({name for record in RECORDS for name in record})
    table = pyarrow.table({name: [record.get(name) for record in RECORDS] for name in columns})
    pyarrow.parquet.write_table(table, path)


def _xml(path: Path) -> None:
    path.write_text(
        '<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Shop</title>'
        "<item><g:id>a</g:id><title>Tea dress</title><g:price>18.00 GBP</g:price><g:brand>Tidewell</g:brand>"
        "<g:color>green</g:color><g:size>8</g:size><g:size>10</g:size></item>"
        "<item><g:id>b</g:id><title>Mug</title><g:price>9.50 GBP</g:price>"
        "<g:product_type>Homeware &gt; Mugs</g:product_type>"
        "<g:availability>out_of_stock</g:availability></item></channel></rss>"
    )


@pytest.mark.parametrize(
    ("suffix", "write"), [(".csv", _csv), (".tsv", _tsv), (".jsonl", _jsonl), (".parquet", _parquet), (".xml", _xml)]
)
async def test_every_format_gives_the_same_items(tmp_path: Path, suffix: str, write: Callable[[Path], None]) -> None:
    path = tmp_path / f"feed{suffix}"
    write(path)
    report, catalogue = await _import(path)
    dress, mug = catalogue.items
    assert (report.accepted, report.refused, report.currency) == (2, (), "GBP")
    assert (dress.item_id, dress.title, dress.brand) == ("a", "Tea dress", "Tidewell")
    assert dress.price.amount == Decimal("18.00")
    assert (dress.color, dress.sizes, dress.in_stock) == ("green", ("8", "10"), True)
    assert (mug.category, mug.in_stock, mug.price.amount) == ("Homeware > Mugs", False, Decimal("9.50"))


async def test_the_demo_shop_is_imported_whole() -> None:
    report, catalogue = await _import(DATA_FOLDER / "demo_catalogue.csv")
    assert report.refused == ()
    assert len(catalogue.items) == report.accepted == 384


LONG = "x" * 129
BROKEN = """id,title,price,availability
ok,Fine,10.00 GBP,in_stock
,,,
no-price,Fine,,in_stock
euro,Fine,10.00 EUR,in_stock
odd,,ten pounds,perhaps
ok,Again,11.00 GBP,in_stock
free,Fine,0 GBP,in_stock
short,Fine
SKU 12/3 é,Fine,10 GBP,in_stock
{long},Fine,10 GBP,in_stock
nan,Fine,NaN GBP,
plain,Fine,12.00,
"""


async def test_each_refused_row_is_named_with_all_its_errors(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text(BROKEN.replace("{long}", LONG))
    report, catalogue = await _import(path)
    assert [one.item_id for one in catalogue.items] == ["ok", "SKU 12/3 é", "plain"]
    refused = {one.row: one for one in report.refused}
    assert sorted(refused) == [2, 3, 4, 5, 6, 7, 9, 10]
    assert refused[2].errors == ("price is missing",)
    assert refused[2].line == 4
    assert refused[3].errors == ("price is in EUR, the catalogue is in GBP",)
    assert len(refused[4].errors) == 3
    assert "row 1" in refused[5].errors[0]
    assert "above zero" in refused[6].errors[0]
    assert refused[7].errors == ("has 2 cells where the header has 4",)
    assert refused[9].errors == ("id must be 1 to 128 characters without control characters",)
    assert "not an amount" in refused[10].errors[0]
    assert "row 4 (line 6): title is missing; price:" in str(refused[4])


async def test_a_broken_quote_costs_its_own_row_only(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text('id,title,price\na,"Pipe" 5,1 GBP\nb,5" pipe,2 GBP\nc,C,3 GBP\nd,"never closed,4 GBP\n')
    report, catalogue = await _import(path)
    assert [one.item_id for one in catalogue.items] == ["b", "c"]
    assert [(one.row, one.line) for one in report.refused] == [(1, 2), (4, 5)]
    assert all("is not a record" in one.errors[0] for one in report.refused)


async def test_a_set_currency_decides_and_another_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text("id,title,price\na,A,10.00 GBP\nb,B,10.00 EUR\n")
    report, catalogue = await _import(path, chosen=settings(currency="EUR"))
    assert catalogue.currency == "EUR"
    assert [one.item_id for one in report.refused] == ["a"]


async def test_the_first_catalogue_decides_the_currency_of_later_ones(tmp_path: Path) -> None:
    blobs = MemoryBlobs()
    await _import(DATA_FOLDER / "demo_catalogue.csv", blobs)
    with pytest.raises(InvalidInput, match="price is in EUR, the catalogue is in GBP"):
        await _import(DATA_FOLDER / "demo_eu_catalogue.csv", blobs)


async def test_a_sale_price_is_the_price(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text("id,title,price,sale_price\na,A,10.00 GBP,8.00 GBP\nb,B,10.00 GBP,\n")
    _, catalogue = await _import(path)
    assert [str(one.price) for one in catalogue.items] == ["8.00 GBP", "10.00 GBP"]


async def test_the_version_follows_the_content(tmp_path: Path) -> None:
    path, blobs = tmp_path / "feed.csv", MemoryBlobs()
    path.write_text("id,title,price\na,A,10.00 GBP\n")
    first, _ = await _import(path, blobs)
    again, _ = await _import(path, blobs)
    path.write_text("id,title,price\na,A,11.00 GBP\n")
    other, catalogue = await _import(path, blobs)
    assert first.version == again.version != other.version == catalogue.version
    assert str(catalogue.items[0].price) == "11.00 GBP"


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("feed.csv", b"", InvalidInput),
        ("feed.csv", b"id,title,price\n", InvalidInput),
        ("feed.csv", b"id,title,price\n\xff\xfe,a,1 GBP\n", InvalidInput),
        ("feed.jsonl", b"not json\n[1]\n", InvalidInput),
        ("feed.parquet", b"PAR1 not really", InvalidInput),
        ("feed.xml", b"<rss><item>", InvalidInput),
        ("feed.xml", b'<!DOCTYPE r [<!ENTITY a "b">]><rss><item/></rss>', InvalidInput),
        ("feed.docx", b"", Unsupported),
    ],
)
async def test_a_file_that_is_no_feed_is_refused(
    tmp_path: Path, name: str, content: bytes, error: type[Exception]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error):
        await _import(path)


async def test_unknown_site_and_missing_file_are_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no file"):
        await _import(tmp_path / "none.csv")
    with pytest.raises(NotFound, match="there are: demo"):
        await import_catalogue(DATA_FOLDER / "demo_catalogue.csv", "other", settings(), MemoryBlobs(), lambda: NOON)
