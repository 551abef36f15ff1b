"""Pictures drawn from invented shops, with what is on them, and one reader for all tests (weights load once)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from interarec.vision import LocalReader

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class StoredPage:
    image: bytes
    prices: list[tuple[Decimal, str]]
    titles: dict[Decimal, str]
    was: dict[str, Decimal]


def stored_page(name: str) -> StoredPage:
    truth = json.loads((PAGES / f"{name}.json").read_text())
    image = next(path for path in PAGES.glob(f"{name}.*") if path.suffix != ".json")
    return StoredPage(
        image.read_bytes(),
        sorted((Decimal(amount), currency) for amount, currency, _ in truth["current"]),
        {Decimal(amount): title for amount, _, title in truth["current"]},
        {title: Decimal(amount) for title, amount in truth["was"].items()},
    )


@pytest.fixture(scope="session")
def reader() -> LocalReader:
    return LocalReader(threads=1)
