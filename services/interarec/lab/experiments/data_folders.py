"""Public sets as data folders of `interarec train`: sessions, one held-out item a test session, facts of the items.

Called by hand: `python -m interarec.lab.experiments eshop SOURCE TARGET`. Facts that are counted (prices) come from
training rows only. Each set keeps its licence; none of it is in this repository.
"""

from __future__ import annotations

import csv
import gzip
import io
import lzma
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median

from interarec.domain.errors import InvalidInput
from interarec.ranking.sessions import write_data

__all__ = ["CONVERTERS", "amazon_m2", "amazon_office", "eshop", "online_retail"]

Row = dict[str, str]
_OPENERS = {".gz": gzip.decompress, ".xz": lzma.decompress}
_PRODUCT_CODE = re.compile(r"\d{5}")
"""Goods have five digits and perhaps a letter; postage, fees, samples and vouchers have words."""
_LONGEST_BASKET = 20
_TRAINING_SHARE = 0.9
_TEST_MONTH = 8
_KINDS = {"trousers": "trousers", "skirts": "skirt", "blouses": "blouse", "sale": "sale item"}


def eshop(source: Path, target: Path) -> None:
    """Clothing shop 2008 (UCI 553): April to July train, sessions of August are tested on their last click.

    Titles are composed of colour and kind; the model code is left out, since it is the id.
    """
    items = [
        {
            "id": row["model"],
            "title": f"{row['colour']} {_KINDS[row['category']]}".capitalize(),
            "color": row["colour"],
            "price": f"{row['price_usd']} USD",
        }
        for row in _rows(source / "items.csv")
    ]
    train: dict[str, list[str]] = {}
    test: dict[str, list[str]] = {}
    for row in _rows(source / "clicks.csv.gz"):
        part = test if int(row["month"]) >= _TEST_MONTH else train
        if row["session_id"] not in train or part is train:  # a session belongs where it began
            part.setdefault(row["session_id"], []).append(row["model"])
    write_data(target, _long(train.values()), _held_out(test.values()), items)


def online_retail(source: Path, target: Path) -> None:
    """Online Retail II (UCI 502), UK baskets of 2 to 20 different goods; the last tenth in time is tested."""
    baskets: dict[str, dict[str, Row]] = {}
    for row in _rows(source / "transactions_2009_2010.csv.xz"):
        if row["Country"] == "United Kingdom" and _is_sale(row):
            baskets.setdefault(row["Invoice"], {}).setdefault(row["StockCode"], row)  # a repeated line counts once
    kept = [list(lines.values()) for lines in baskets.values() if 2 <= len(lines) <= _LONGEST_BASKET]
    kept.sort(key=lambda lines: lines[0]["InvoiceDate"])
    cut = int(len(kept) * _TRAINING_SHARE)
    train, test = ([[line["StockCode"] for line in lines] for lines in part] for part in (kept[:cut], kept[cut:]))
    write_data(target, train, _held_out(test), _goods(kept[:cut]))


def amazon_office(source: Path, target: Path) -> None:
    """Amazon reviews 2018, office products: a row a user, the longest; targets a user was trained on are left out."""
    items = [
        {"id": row["item_id"], "title": row["title"], "brand": row["brand"], "color": row["colour_word"]}
        for row in _rows(source / "office_items.csv.gz")
    ]
    train = {user: [*history, last] for user, (history, last) in _longest(source / "office_valid.csv.gz").items()}
    tested = _longest(source / "office_test.csv.gz")
    test = [(history, last) for user, (history, last) in tested.items() if last not in train.get(user, ())]
    write_data(target, train.values(), test, items)


def amazon_m2(source: Path, target: Path) -> None:
    """Amazon-M2 (KDD Cup 2023), task 2, sessions of France and Italy: public ones train, private ones are tested."""
    rows = list(_rows(source / "task2_fr_it_sessions_with_next.csv.gz"))
    train = [[*row["prev_items"].split(), row["next_item"]] for row in rows if row["split"] == "public"]
    test = [(row["prev_items"].split(), row["next_item"]) for row in rows if row["split"] == "private"]
    write_data(target, train, test)


CONVERTERS: Mapping[str, Callable[[Path, Path], None]] = {
    "eshop": eshop,
    "online-retail": online_retail,
    "amazon-office": amazon_office,
    "amazon-m2": amazon_m2,
}


def _rows(path: Path) -> Iterable[Row]:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InvalidInput(f"{path} is missing", field="source") from error
    opened = _OPENERS.get(path.suffix, bytes)(data)
    return csv.DictReader(io.StringIO(opened.decode("utf-8")))


def _long(sessions: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    return [one for one in sessions if len(one) > 1]


def _held_out(sessions: Iterable[Sequence[str]]) -> list[tuple[Sequence[str], str]]:
    return [(one[:-1], one[-1]) for one in _long(sessions)]


def _is_sale(row: Row) -> bool:
    """Goods at a price; cancellations have an invoice number that begins with C and a negative quantity."""
    code = _PRODUCT_CODE.match(row["StockCode"])
    return bool(code) and not row["Invoice"].startswith("C") and int(row["Quantity"]) > 0 and float(row["Price"]) > 0


def _goods(baskets: Sequence[Sequence[Row]]) -> list[Row]:
    """Title and median price of what was sold in these baskets."""
    prices: dict[str, list[float]] = {}
    titles: dict[str, str] = {}
    for line in (line for basket in baskets for line in basket):
        prices.setdefault(line["StockCode"], []).append(float(line["Price"]))
        titles[line["StockCode"]] = " ".join(line["Description"].split())
    return [
        {"id": code, "title": titles[code], "price": f"{median(found):.2f} GBP"}
        for code, found in sorted(prices.items())
    ]


def _longest(path: Path) -> dict[str, tuple[list[str], str]]:
    """History and next item of each user's longest row."""
    found: dict[str, tuple[list[str], str]] = {}
    for row in _rows(path):
        history = row["history"].split()
        if len(history) >= len(found.get(row["user_id"], ((), ""))[0]):
            found[row["user_id"]] = (history, row["next_item"])
    return found
