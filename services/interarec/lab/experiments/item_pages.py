"""The page of one item as a shop would show it, in several views. What else stands on it is a function of the item.

`block` is the product alone; `page-N` adds head, banners and N other offers; `picture` is the drawing without a word.
Called by `reads`, which draws and reads the pages.
"""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from interarec.domain.colors import color_family, find_colors
from interarec.lab.experiments.item_prices import price_of
from interarec.lab.pages.chrome import button, header, style
from interarec.lab.pages.goods import COLORS, Item
from interarec.lab.pages.shop import LOCALES, THEMES, Shop

__all__ = ["VIEWS", "View", "page_html"]

_LOCALES = {"GBP": "en-GB", "USD": "en-US", "EUR": "en-IE"}
_FAMILY_PAINTS = {"grey": "Grey", "multicolor": "Orange", "silver": "Grey", "gold": "Yellow"}
_BANNERS = ("Sale: up to 50% off selected lines", "Free returns within 30 days", "New season, new colours")


@dataclass(frozen=True, slots=True)
class View:
    """`others`: offers beside the item's own; None: the product block alone. `size` of the window in pixels."""

    name: str
    others: int | None
    size: tuple[int, int]
    words: bool = True


VIEWS: Mapping[str, View] = {
    view.name: view
    for view in (
        View("block", None, (720, 400)),
        View("page-0", 0, (1280, 800)),
        View("page-6", 6, (1280, 800)),
        View("page-12", 12, (1280, 800)),
        View("picture", None, (720, 400), words=False),
    )
}


def page_html(view: View, facts: Mapping[str, str], others: Sequence[Mapping[str, str]]) -> str:
    """The page of an item with `facts` (title, price?, brand?, color?) and, where the view has them, `others`."""
    items = [_item(one) for one in (facts, *others[: view.others or 0])]
    money = price_of(facts)
    currency = money.currency if money else "GBP"
    shop = Shop(random.Random(0), LOCALES[_LOCALES.get(currency, "en-GB")], THEMES["plain"], "fashion", items)
    head = f"<meta charset=utf-8><style>{style(shop)}</style><body>"
    if not view.words:
        return f"{head}<div class=wrap>{shop.picture(0, 320, 320)}</div>"
    main = _main(shop, facts)
    if view.others is None:
        return head + main
    banners = "".join(f'<div class="accent s" style="margin:4px 28px">{one}</div>' for one in _BANNERS)
    return f"{head}{header(shop, promo=_BANNERS[0])}{banners}{main}{_others(shop, others[: view.others])}"


def _main(shop: Shop, facts: Mapping[str, str]) -> str:
    price = shop.money(shop.items[0].price, 0, css="font-size:26px;font-weight:bold") if facts.get("price") else ""
    brand = shop.brand(0, css="letter-spacing:.05em") if facts.get("brand") else ""
    return (
        f'<div class="wrap row" style="gap:36px">{shop.picture(0, 250, 250)}<div>{brand}'
        f'{shop.title(0, tag="h1", css="font-size:24px;max-width:420px")}<div style="margin:12px 0">{price}</div>'
        f"{button(shop, shop.word('add'))}</div></div>"
    )


def _others(shop: Shop, others: Sequence[Mapping[str, str]]) -> str:
    cards = []
    for number, facts in enumerate(others, start=1):
        price = shop.money(shop.items[number].price, number, css="font-weight:bold") if facts.get("price") else ""
        cards.append(
            f'<div style="width:190px">{shop.picture(number, 170, 60)}{shop.title(number, css="font-size:.9em")}{price}</div>'
        )
    return f'<div class="wrap row" style="gap:14px;flex-wrap:wrap">{"".join(cards)}</div>' if cards else ""


def _item(facts: Mapping[str, str]) -> Item:
    money = price_of(facts)
    return Item(
        title=facts["title"],
        brand=facts.get("brand", ""),
        price=money.amount if money else Decimal(1),
        was=None,
        rating=0.0,
        reviews=0,
        color=_paint(facts),
        specs=(),
        shape="dress" if _is_garment(facts["title"]) else "box",
        place="",
    )


def _paint(facts: Mapping[str, str]) -> str:
    """The nearest paint: that of the stated colour, else of the first colour word of the title, else beige."""
    named = facts.get("color") or next((mention.family for mention in find_colors(facts["title"])), "")
    family = color_family(named) or ""
    name = _FAMILY_PAINTS.get(family, family.capitalize())
    return name if name in COLORS else "Beige"


def _is_garment(title: str) -> bool:
    return any(word in title.lower() for word in ("blouse", "skirt", "trousers", "sale item"))
