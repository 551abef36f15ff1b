"""The shop's items, and the choice model fitted on its purchases: values without behaviour of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from interarec.domain.money import Money

__all__ = ["Catalogue", "ChoiceModel", "Item"]


@dataclass(frozen=True, slots=True)
class Item:
    """One sellable item. `category` is the product type path; `sizes` those in stock."""

    item_id: str
    title: str
    price: Money
    brand: str | None = None
    color: str | None = None
    category: str | None = None
    sizes: tuple[str, ...] = ()
    in_stock: bool = True
    link: str | None = None
    image_link: str | None = None
    description: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All items of a site in one currency. `version` is a hash of the content."""

    site_id: str
    version: str
    currency: str
    items: tuple[Item, ...]
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class ChoiceModel:
    """MNL attraction weights by item id, and the weight v0 of buying nothing.

    `bought` counts purchased units per item, the order of the static fallback rail.
    """

    site_id: str
    version: str
    weights: Mapping[str, float]
    no_purchase_weight: float
    purchase_share: float
    default_weight: float
    bought: Mapping[str, int]
    fitted_at: datetime
    report: Mapping[str, float] = field(default_factory=dict)
