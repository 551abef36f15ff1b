"""The shop's items, and the choice model fitted on its purchases: values without behaviour of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from interarec.domain.colors import color_family
from interarec.domain.money import Money

__all__ = ["Catalogue", "CatalogueFacts", "ChoiceModel", "Item", "catalogue_facts"]


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


@dataclass(frozen=True, slots=True)
class CatalogueFacts:
    """What a catalogue can have at all: the bounds and vocabularies that constraints are checked against.

    `color_families` are families of `domain.colors`; the other names are spelled as in the catalogue.
    """

    version: str
    currency: str
    lowest_price: Decimal
    highest_price: Decimal
    brands: tuple[str, ...] = ()
    color_families: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()


def catalogue_facts(catalogue: Catalogue) -> CatalogueFacts:
    """The facts of `catalogue`, items out of stock included: they come back. Compute once a version."""
    prices = [item.price.amount for item in catalogue.items]
    colors = {color_family(item.color) for item in catalogue.items if item.color}
    return CatalogueFacts(
        version=catalogue.version,
        currency=catalogue.currency,
        lowest_price=min(prices, default=Decimal(0)),
        highest_price=max(prices, default=Decimal(0)),
        brands=_distinct(item.brand for item in catalogue.items),
        color_families=tuple(sorted(family for family in colors if family is not None)),
        categories=_distinct(item.category for item in catalogue.items),
        sizes=_distinct(size for item in catalogue.items for size in item.sizes),
    )


def _distinct(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))
