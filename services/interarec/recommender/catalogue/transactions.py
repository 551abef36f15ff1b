"""Purchases from a file with columns basket_id, item_id, quantity?, timestamp?. Called by `choice`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interarec.domain.errors import InvalidInput
from interarec.recommender.catalogue.feed_files import read_rows
from interarec.recommender.catalogue.reports import RefusedRow

__all__ = ["Transactions", "read_transactions"]

_MOST_UNITS = 10_000
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Transactions:
    """What was bought together. `choices` counts lines (one choice each), `units` the quantities bought."""

    baskets: tuple[tuple[str, ...], ...]
    choices: Mapping[str, int]
    units: Mapping[str, int]
    refused: tuple[RefusedRow, ...]


def read_transactions(path: Path) -> Transactions:
    """Purchases in `path` (any feed format); broken rows are left out and reported.

    Raises NotFound, Unsupported, and InvalidInput when no row is left.
    """
    baskets: dict[str, list[str]] = {}
    choices: Counter[str] = Counter()
    units: Counter[str] = Counter()
    refused: list[RefusedRow] = []
    for row in read_rows(path):
        errors, quantity = ((row.broken,), 0) if row.broken else _faults(row.fields)
        item_id = row.fields.get("item_id", "")
        if errors:
            refused.append(RefusedRow(row.number, row.line, item_id or None, errors))
            continue
        baskets.setdefault(row.fields["basket_id"], []).append(item_id)
        choices[item_id] += 1
        units[item_id] += quantity
    if not choices:
        shown = "; ".join(str(one) for one in refused[:_SHOWN]) or "the file has no rows"
        raise InvalidInput(f"{path.name}: no purchase can be read ({shown})", field="transactions")
    return Transactions(tuple(tuple(basket) for basket in baskets.values()), choices, units, tuple(refused))


def _faults(fields: Mapping[str, str]) -> tuple[tuple[str, ...], int]:
    """(every error, the quantity)."""
    errors = [f"{name} is missing" for name in ("basket_id", "item_id") if not fields.get(name)]
    text = fields.get("quantity") or "1"
    try:
        quantity = int(float(text))
    except (ValueError, OverflowError):
        quantity = 0
    if not 0 < quantity <= _MOST_UNITS:
        errors.append(f"quantity {text!r} is not a whole number from 1 to {_MOST_UNITS}")
    if stamp := fields.get("timestamp"):
        try:
            datetime.fromisoformat(stamp)
        except ValueError:
            errors.append(f"timestamp {stamp!r} is not a date and time such as 2026-08-01T12:00:00Z")
    return tuple(errors), quantity
