"""What an import or a fit says about itself; printed by the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

__all__ = ["FitReport", "ImportReport", "RefusedRow"]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A record that was not taken: `row` counts records from 1, `line` is its line where the file has lines."""

    row: int
    line: int | None
    item_id: str | None
    errors: tuple[str, ...]

    def __str__(self) -> str:
        where = f"row {self.row}" if self.line is None else f"row {self.row} (line {self.line})"
        return f"{where}: {'; '.join(self.errors)}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The catalogue version that is now current, and the rows it leaves out."""

    site_id: str
    version: str
    currency: str
    accepted: int
    refused: tuple[RefusedRow, ...] = ()
    warnings: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FitReport:
    """The choice model that is now current. `unknown_items` were bought and are not in the catalogue."""

    site_id: str
    version: str
    baskets: int
    purchases: int
    items: int
    unknown_items: int
    no_purchase_weight: float
    purchase_share: float
    refused: tuple[RefusedRow, ...] = ()
    warnings: tuple[str, ...] = ()
    report: Mapping[str, float] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        return asdict(self)
