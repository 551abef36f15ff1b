"""The invented catalogues of the demo shops and the purchases simulated for them, from seeds alone.

Run `python -m interarec.lab.demo_catalogue` to write `demo_data/` again; `interarec demo` imports these files, the
demo shop's pages are built from them, and a test fails when they are out of date. Nothing in them comes from a real
shop: brands are made up, prices are drawn, and the purchases follow a multinomial logit model whose weights are
written beside them, so that an estimate can be compared with the truth.
"""

import csv
import io
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from interarec.lab.demo_purchases import choice_weights, purchases_csv
from interarec.lab.demo_ranges import LINE_NAMES, RANGES, SHOPS, Range, Shop

__all__ = ["CATALOGUE_COLUMNS", "DATA_FOLDER", "DemoItem", "catalogue_csv", "demo_files", "items_of", "main"]

DATA_FOLDER = Path(__file__).parent / "demo_data"
CATALOGUE_COLUMNS = (
    "id", "title", "description", "price", "was_price", "brand", "color", "product_type", "size", "availability",
    "stock", "rating", "reviews", "link",
)  # fmt: skip
# Green dresses that lie outside the £18 to £144 of the first listing page: they come last in the shop's own order,
# so that "in the price range that was on the screen" leaves something out.
_GREEN_OUTSIDE = tuple(map(Decimal, ("12.00", "15.00", "165.00", "189.00", "215.00", "245.00")))


@dataclass(frozen=True)
class DemoItem:
    """One invented item; prices in the shop's currency, `was_price` only when the item is on sale."""

    item_id: str
    title: str
    description: str
    price: Decimal
    was_price: Decimal | None
    brand: str
    color: str
    product_type: str
    sizes: tuple[str, ...]
    stock: int
    rating: float
    reviews: int
    appeal: float


def _pick(draw: float, values: tuple[str, ...]) -> str:
    """The value at share `draw` (in [0, 1)) of `values`."""
    return values[int(draw * len(values))]


def _price_of(share: float, kind: Range, shop: Shop) -> Decimal:
    """A shelf price between the limits of a range, dense at the cheap end, ending in .00, .50 or .99."""
    raw = (kind.low + (kind.high - kind.low) * share**1.6) * shop.scale
    whole = Decimal(int(raw))
    return whole + Decimal(("0.00", "0.50", "0.99")[int(raw * 7) % 3])


def _was_price(price: Decimal, draw: float) -> Decimal | None:
    """A fifth of the items are on sale, 20 to 40 % below what they cost before."""
    if draw >= 0.2:
        return None
    return (price / (Decimal(1) - Decimal("0.2") - Decimal(int(draw * 100)) / 100)).quantize(Decimal("1"))


def _line(kind: Range, number: int, shop: Shop) -> str:
    """The line name of item `number`: 7 and the 61 names are coprime, so a range never repeats one."""
    names = LINE_NAMES.split()
    return names[(number * 7 + len(kind.product_type) + shop.seed) % len(names)]


def _item(kind: Range, shop: Shop, number: int, rng: np.random.Generator) -> DemoItem:
    """Draw item `number` of a range; uses eight uniform numbers of `rng`, so ids never shift each other."""
    draws = [float(value) for value in rng.random(8)]
    # The low-discrepancy part spreads the prices evenly over the range whatever the seed is.
    price = _price_of((number * 0.618034 + 0.1 * draws[0]) % 1.0, kind, shop)
    color = kind.colours[number % len(kind.colours)]
    style = _pick(draws[1], kind.styles)
    fitting = tuple(word for word in kind.details if "slip" not in style or "sleeves" not in word)
    detail = _pick(draws[2], fitting)
    first = int(draws[4] * 3)
    return DemoItem(
        item_id=f"{shop.prefix}{kind.code}-{number + 1:03d}",
        title=f"{_line(kind, number, shop)} {style} {kind.noun} in {color}",
        description=f"{style[0].upper()}{style[1:]} {kind.noun} in {color}, with {detail}.",
        price=price,
        was_price=_was_price(price, draws[5]),
        brand=_pick(draws[3], shop.brands[kind.brands]),
        color=color,
        product_type=kind.product_type,
        sizes=kind.sizes[first : first + 4],
        stock=0 if draws[6] < 0.04 else 1 + int(draws[6] * 40),
        rating=round(3.2 + 1.8 * draws[7] ** 0.6, 1),
        reviews=int(6 + 400 * draws[7] * draws[1]),
        appeal=kind.appeal + 1.2 * (draws[7] - 0.5),
    )


def _green_dresses(kind: Range, shop: Shop, rng: np.random.Generator) -> list[DemoItem]:
    """The green dresses: 24 inside the limits of the range, both limits among them, then six outside."""
    inside = kind.count - len(_GREEN_OUTSIDE)
    ends = {0: Decimal(str(kind.low)), 7: Decimal(str(kind.high))}
    drawn = [_item(kind, shop, number, rng) for number in range(kind.count)]
    prices = [ends.get(number, item.price) for number, item in enumerate(drawn[:inside])]
    return [
        _repriced(item, price.quantize(Decimal("0.01")))
        for item, price in zip(drawn, (*prices, *_GREEN_OUTSIDE), strict=True)
    ]


def _repriced(item: DemoItem, price: Decimal) -> DemoItem:
    """The same item, in stock, at a given price and without a sale."""
    if price == item.price and item.stock:
        return item
    return DemoItem(**{**vars(item), "price": price, "was_price": None, "stock": max(item.stock, 9)})


def items_of(shop: Shop) -> list[DemoItem]:
    """All items of one demo shop, in the shop's own order: mixed, the green dresses outside the range last."""
    rng = np.random.default_rng(shop.seed)
    items: list[DemoItem] = []
    last: list[DemoItem] = []
    for kind in RANGES:
        if kind.code == "dg" and shop.site == "demo":
            green = _green_dresses(kind, shop, rng)
            items += green[: -len(_GREEN_OUTSIDE)]
            last = green[-len(_GREEN_OUTSIDE) :]
        else:
            items += [_item(kind, shop, number, rng) for number in range(kind.count)]
    order = np.argsort(rng.random(len(items)), kind="stable")
    return [items[index] for index in order] + last


def _row(item: DemoItem, shop: Shop) -> dict[str, str]:
    """One item as a catalogue row with the column names of a merchant feed."""
    return {
        "id": item.item_id,
        "title": item.title,
        "description": item.description,
        "price": f"{item.price:.2f} {shop.currency}",
        "was_price": f"{item.was_price:.2f} {shop.currency}" if item.was_price else "",
        "brand": item.brand,
        "color": item.color,
        "product_type": item.product_type,
        "size": "/".join(item.sizes),
        "availability": "in_stock" if item.stock else "out_of_stock",
        "stock": str(item.stock),
        "rating": f"{item.rating:.1f}",
        "reviews": str(item.reviews),
        "link": f"/shop/#/{shop.site}/item/{item.item_id}",
    }


def catalogue_csv(items: list[DemoItem], shop: Shop) -> str:
    """The catalogue file of one shop: header and one line an item, lines end in a line feed."""
    text = io.StringIO()
    writer = csv.DictWriter(text, CATALOGUE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(item, shop) for item in items)
    return text.getvalue()


def demo_files() -> dict[str, str]:
    """File name -> text of everything under `demo_data/`: catalogue, purchases and true weights of each shop."""
    files: dict[str, str] = {}
    for shop in SHOPS:
        items = items_of(shop)
        weights = choice_weights(
            [item.item_id for item in items],
            appeal=np.array([item.appeal for item in items]),
            price=np.array([float(item.price) for item in items]),
        )
        files[f"{shop.site}_catalogue.csv"] = catalogue_csv(items, shop)
        files[f"{shop.site}_purchases.csv"] = purchases_csv(weights, np.random.default_rng(shop.seed + 7))
        files[f"{shop.site}_true_weights.json"] = json.dumps(weights, indent=0) + "\n"
    return files


def main() -> None:
    """Write `demo_data/` afresh."""
    DATA_FOLDER.mkdir(exist_ok=True)
    for name, text in demo_files().items():
        (DATA_FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
