"""The demo data: what the shop and the story rely on, and that the committed files are what the seeds give."""

import csv
import io
import json
from collections import Counter
from decimal import Decimal

import numpy as np
import pytest
from interarec.lab.demo_catalogue import DATA_FOLDER, demo_files
from interarec.lab.demo_purchases import choice_weights, purchases_csv


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return demo_files()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def pounds(row: dict[str, str]) -> Decimal:
    amount, currency = row["price"].split()
    assert currency == "GBP"
    return Decimal(amount)


def test_committed_files_are_what_the_seeds_give(files: dict[str, str]) -> None:
    on_disk = {path.name: path.read_text(encoding="utf-8") for path in DATA_FOLDER.iterdir() if path.is_file()}
    assert on_disk == files


@pytest.mark.parametrize(("site", "currency"), [("demo", "GBP"), ("demo_eu", "EUR")])
def test_each_shop_has_at_least_300_distinct_items_in_one_currency(
    files: dict[str, str], site: str, currency: str
) -> None:
    items = rows(files[f"{site}_catalogue.csv"])
    assert len({row["id"] for row in items}) == len(items) >= 300
    assert len({row["title"] for row in items}) == len(items)
    assert {row["price"].split()[1] for row in items} == {currency}
    departments = Counter(row["product_type"].split(" > ")[0] for row in items)
    assert set(departments) == {"Apparel", "Shoes", "Electronics", "Homeware"}
    assert min(departments.values()) >= 50


def test_what_the_item_was_sold_for_before_is_more_than_its_price(files: dict[str, str]) -> None:
    reduced = [row for row in rows(files["demo_catalogue.csv"]) if row["was_price"]]
    assert len(reduced) > 30
    assert all(Decimal(row["was_price"].split()[0]) > pounds(row) for row in reduced)


def test_green_dresses_run_from_18_to_144_pounds_and_six_outside_come_last(files: dict[str, str]) -> None:
    items = rows(files["demo_catalogue.csv"])
    green = [row for row in items if "Dresses" in row["product_type"] and "green" in row["color"]]
    seen_first = [pounds(row) for row in green[:24]]
    assert (min(seen_first), max(seen_first)) == (Decimal("18.00"), Decimal("144.00"))
    assert green[24:] == items[-6:]
    assert not any(Decimal(18) <= pounds(row) <= Decimal(144) for row in green[24:])


def test_purchase_shares_follow_the_true_weights(files: dict[str, str]) -> None:
    weights = json.loads(files["demo_true_weights.json"])
    bought: Counter[str] = Counter()
    for row in rows(files["demo_purchases.csv"]):
        bought[row["item_id"]] += int(row["quantity"])
    total = sum(bought.values())
    expected = np.array([weights[item_id] * total for item_id in weights])
    observed = np.array([bought[item_id] for item_id in weights])
    # Pearson's statistic of a fair multinomial sample has mean n - 1 and deviation sqrt(2(n - 1)).
    statistic = float((((observed - expected) ** 2) / expected).sum())
    freedom = len(weights) - 1
    assert abs(statistic - freedom) < 4 * np.sqrt(2 * freedom)


def test_a_dearer_item_of_equal_appeal_has_the_smaller_weight() -> None:
    weights = choice_weights(["cheap", "dear"], appeal=np.zeros(2), price=np.array([10.0, 110.0]))
    assert weights["dear"] / weights["cheap"] == pytest.approx(np.exp(-0.9), rel=1e-6)


def test_baskets_are_in_time_order_and_name_an_item_once() -> None:
    lines = rows(purchases_csv({"a": 0.5, "b": 0.5}, np.random.default_rng(1)))
    times = [row["timestamp"] for row in lines]
    assert times == sorted(times)
    pairs = [(row["basket_id"], row["item_id"]) for row in lines]
    assert len(set(pairs)) == len(pairs)
