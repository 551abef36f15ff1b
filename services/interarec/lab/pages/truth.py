"""The truth of a drawn page: amounts, titles, brands, filters and words with their boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from interarec.domain.summaries import Box

__all__ = ["PageTruth", "TrueAmount", "TrueText", "truth_from_dom"]


@dataclass(frozen=True, slots=True)
class TrueAmount:
    """An amount on the page; `offer` is the index of its item, None for amounts of no item."""

    amount: Decimal
    currency: str
    kind: str
    box: Box
    offer: int | None
    visible: bool


@dataclass(frozen=True, slots=True)
class TrueText:
    """A title, brand, filter or word with its box."""

    text: str
    box: Box
    offer: int | None
    visible: bool


@dataclass(frozen=True, slots=True)
class PageTruth:
    """Everything known about one drawn page; `name` is layout, locale, theme and seed."""

    name: str
    layout: str
    amounts: tuple[TrueAmount, ...]
    titles: tuple[TrueText, ...]
    brands: tuple[TrueText, ...]
    filters: tuple[TrueText, ...]
    words: tuple[TrueText, ...]

    @property
    def current(self) -> tuple[TrueAmount, ...]:
        """The current prices of items that are at least nine tenths visible."""
        return tuple(amount for amount in self.amounts if amount.kind == "current" and amount.visible)

    def title_of(self, offer: int | None) -> TrueText | None:
        """The visible title of an item."""
        return next((title for title in self.titles if title.offer == offer and title.visible), None)


def truth_from_dom(name: str, layout: str, found: Mapping[str, Any], *, scale: float = 1.0) -> PageTruth:
    """Truth from what the page's own script reported (see `draw`); `scale` turns CSS pixels into the picture's."""

    def texts(key: str) -> tuple[TrueText, ...]:
        return tuple(
            TrueText(entry["text"], _box(entry, scale), entry.get("offer"), entry["visible"]) for entry in found[key]
        )

    amounts = tuple(
        TrueAmount(
            Decimal(entry["amount"]),
            entry["currency"],
            entry["kind"],
            _box(entry, scale),
            entry.get("offer"),
            entry["visible"],
        )
        for entry in found["amounts"]
    )
    return PageTruth(name, layout, amounts, texts("titles"), texts("brands"), texts("filters"), texts("words"))


def _box(entry: Mapping[str, Any], scale: float) -> Box:
    x0, y0, x1, y1 = (round(scale * value) for value in entry["box"])
    return x0, y0, x1, y1
