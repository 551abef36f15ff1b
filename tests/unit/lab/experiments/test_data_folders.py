"""Public sets as data folders, on a few made rows of their form."""

from __future__ import annotations

import gzip
import lzma
from pathlib import Path

import pytest
from interarec.domain.errors import InvalidInput
from interarec.lab.experiments.data_folders import amazon_m2, amazon_office, eshop, online_retail
from interarec.ranking.sessions import SessionData, read_data


def _read(folder: Path) -> tuple[SessionData, list[list[str]], list[tuple[list[str], int]]]:
    data = read_data(folder)
    named = [[data.items[item] for item in one] for one in data.train]
    tested = [
        ([data.items[item] for item in one], int(target))
        for one, target in zip(data.prefixes, data.targets, strict=True)
    ]
    return data, named, tested


def test_august_is_held_out_and_titles_do_not_name_the_model(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text(
        "model,colour_code,price_usd,category_code,clicks,colour,category\n"
        "A1,8,28,1,2,navy blue,trousers\nC2,3,38,3,1,blue,sale\n"
    )
    clicks = ["month,session_id,model", "4,1,A1", "4,1,C2", "4,2,A1", "7,3,A1", "8,3,A1", "8,4,C2", "8,4,A1"]
    (tmp_path / "clicks.csv.gz").write_bytes(gzip.compress("\n".join(clicks).encode()))
    eshop(tmp_path, tmp_path / "out")
    data, train, tested = _read(tmp_path / "out")
    assert train == [["A1", "C2"]]  # one click is no session; session 3 began in July and is not tested
    assert [(prefix, data.items[target]) for prefix, target in tested] == [(["C2"], "A1")]
    assert data.facts["A1"] == {"title": "Navy blue trousers", "color": "navy blue", "price": "28 USD"}


def test_fees_repeats_cancellations_and_other_countries_are_dropped(tmp_path: Path) -> None:
    head = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country"
    lines = [
        f"{number},{code},GLASS  BALL ,1,2010-01-{number:02d} 08:00:00,{price},1,United Kingdom"
        for number in range(1, 11)
        for code, price in (("85048", number), ("79323P", 2), ("85048", 9), ("POST", 5))
    ]
    lines += [
        "C3,85048,BACK,-1,2010-01-03 09:00:00,6,1,United Kingdom",
        "99,85048,BALL,1,2010-01-01 07:00:00,6,1,France",
    ]
    text = "\n".join([head, *lines])
    (tmp_path / "transactions_2009_2010.csv.xz").write_bytes(lzma.compress(text.encode()))
    online_retail(tmp_path, tmp_path / "out")
    data, train, tested = _read(tmp_path / "out")
    assert train == [["85048", "79323P"]] * 9
    assert [(prefix, data.items[target]) for prefix, target in tested] == [(["85048"], "79323P")]
    assert data.facts["85048"] == {"title": "GLASS BALL", "price": "5.00 GBP"}  # the median of training days 1 to 9


def test_a_user_has_one_row_and_is_not_tested_on_what_was_trained(tmp_path: Path) -> None:
    items = "item_id,title,brand,categories,description,colour_word\n" + "".join(f"{i},T{i},B,,,\n" for i in range(6))
    (tmp_path / "office_items.csv.gz").write_bytes(gzip.compress(items.encode()))
    valid = "user_id,history,next_item\nu,0 1,2\nu,0,1\nw,3,4\n"
    (tmp_path / "office_valid.csv.gz").write_bytes(gzip.compress(valid.encode()))
    test = "user_id,history,next_item\nu,0 1 2,5\nw,3,4\n"
    (tmp_path / "office_test.csv.gz").write_bytes(gzip.compress(test.encode()))
    amazon_office(tmp_path, tmp_path / "out")
    data, train, tested = _read(tmp_path / "out")
    assert train == [["0", "1", "2"], ["3", "4"]]
    assert [(prefix, data.items[target]) for prefix, target in tested] == [(["0", "1", "2"], "5")]


def test_public_sessions_train_and_private_ones_are_tested(tmp_path: Path) -> None:
    rows = "split,locale,prev_items,next_item\npublic,FR,A B,C\nprivate,FR,A C,B\npublic,IT,B,A\n"
    (tmp_path / "task2_fr_it_sessions_with_next.csv.gz").write_bytes(gzip.compress(rows.encode()))
    amazon_m2(tmp_path, tmp_path / "out")
    data, train, tested = _read(tmp_path / "out")
    assert train == [["A", "B", "C"], ["B", "A"]]
    assert [(prefix, data.items[target]) for prefix, target in tested] == [(["A", "C"], "B")]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"items\.csv is missing"):
        eshop(tmp_path, tmp_path)
