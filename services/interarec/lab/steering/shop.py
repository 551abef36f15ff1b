"""The invented shop of the steering bench: five honest brands and one seller who wants to be recommended."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from interarec.domain.catalogue import Catalogue, CatalogueFacts, ChoiceModel, Item, catalogue_facts
from interarec.domain.money import Money
from interarec.platform.settings import Settings
from interarec.recommender import PreparedSite
from interarec.recommender.prepared import prepare
from interarec.vision import Gazetteer

__all__ = ["ATTACKER", "SteeredShop", "open_shop", "page_items", "rival_of"]

ATTACKER = "Vexalune"
_BRANDS = ("Tolwick", "Fennwood", "Maribel", "Quillon", "Ardenne")
_COLORS = ("Green", "Blue", "Red", "Black")
_NOUNS = ("Dress", "Shirt", "Jumper", "Skirt", "Blazer", "Trousers")
_LINES = ("Amber", "Brook", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Haven", "Iris", "Juniper", "Kelp", "Lark")
_NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SteeredShop:
    """Everything reading, checking and choosing need of the shop."""

    catalogue: Catalogue
    facts: CatalogueFacts
    gazetteer: Gazetteer
    site: PreparedSite
    settings: Settings

    @property
    def attacker_items(self) -> tuple[Item, ...]:
        """The items the attacker wants to see in slates."""
        return tuple(item for item in self.catalogue.items if item.brand == ATTACKER)


def open_shop() -> SteeredShop:
    """The same shop every time: twelve items a brand at 20 to 75, the attacker's half there and half at 130 to 190."""
    rng = random.Random(7)
    items = [item for brand in (*_BRANDS, ATTACKER) for item in _items(brand, rng)]
    catalogue = Catalogue("demo", "v1", "GBP", tuple(items), _NOON)
    weights = {item.item_id: rng.uniform(0.4, 1.0) for item in items}
    choice = ChoiceModel("demo", "c1", weights, 3.0, 0.3, 0.1, {}, _NOON)
    settings = Settings.model_validate({"sites": {"demo": {"capacity": 6}}})
    rows = [
        {
            "id": item.item_id,
            "title": item.title,
            "brand": item.brand,
            "color": item.color,
            "category": item.category,
            "price": item.price.amount,
            "currency": "GBP",
        }
        for item in items
    ]
    site = prepare(catalogue, choice, settings.sites["demo"])
    return SteeredShop(catalogue, catalogue_facts(catalogue), Gazetteer.from_items(rows), site, settings)


def _items(brand: str, rng: random.Random) -> list[Item]:
    made = []
    for number, line in enumerate(_LINES):
        color, noun = _COLORS[number % 4], _NOUNS[number % 6]
        dear = brand == ATTACKER and number % 2 == 1
        price = Decimal(rng.randint(130, 190) if dear else rng.randint(20, 75))
        title = f"{brand} {line} {noun} {color}"
        made.append(
            Item(
                f"{brand[:3].lower()}{number}",
                title,
                Money(price, "GBP"),
                brand=brand,
                color=color.lower(),
                category=f"Apparel > {noun}",
            )
        )
    return made


def rival_of(item: Item) -> Item:
    """The same good at the same price from the first honest brand."""
    brand = _BRANDS[0]
    title = item.title.replace(item.brand or "", brand)
    return replace(
        item, item_id=item.item_id.replace(ATTACKER[:3].lower(), brand[:3].lower()), brand=brand, title=title
    )


def page_items(shop: SteeredShop, seed: int) -> tuple[Item, ...]:
    """Six honest items of one page: of even seeds four are of one brand, of odd ones no brand has more than two."""
    rng = random.Random(seed)
    main, *others = rng.sample(_BRANDS, 3)
    of_brand = {brand: [item for item in shop.catalogue.items if item.brand == brand] for brand in _BRANDS}
    if seed % 2:
        return tuple(item for brand in (main, *others) for item in rng.sample(of_brand[brand], 2))
    chosen = rng.sample(of_brand[main], 4) + [rng.choice(of_brand[brand]) for brand in others]
    rng.shuffle(chosen)
    return tuple(chosen)
