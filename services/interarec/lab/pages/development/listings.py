"""Development layouts: grids of cards."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.chrome import button, chips, footer, header, sidebar, toolbar
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


def _grid(cards: list[str], columns: int, *, gap: int = 22, css: str = "") -> str:
    inner = "".join(f"<div>{card}</div>" for card in cards)
    return (
        f'<div style="display:grid;grid-template-columns:repeat({columns},1fr);gap:{gap}px;flex:1;{css}">{inner}</div>'
    )


@BOOK.layout("en-GB/plain/fashion", "de-DE/sale/shoes", "en-JP/grey/beauty", count=8)
def grid_with_filters(shop: Shop) -> str:
    """Filter column; picture, title, price and struck price on one row, stars."""
    cards = [
        shop.picture(i, 250, 260)
        + shop.title(i, css="margin-top:6px")
        + f"<div>{shop.money(shop.items[i].price, i, css=f'color:{shop.theme.price};font-weight:bold')} {shop.was(i)}</div>"
        + f'<div class="s pale">{shop.stars(i)}</div>'
        for i in range(8)
    ]
    top = header(shop, promo=shop.threshold()) + f'<div class="wrap">{toolbar(shop, "Summer edit")}'
    return f'{top}<div class="row">{sidebar(shop)}{_grid(cards, 4)}</div></div>{footer(shop)}'


@BOOK.layout("en-IN/sale/fashion", "hi-IN/plain/shoes", "en-GB/narrow/fashion", count=10)
def dense_brand_first(shop: Shop) -> str:
    """Five narrow cards a row: brand bold, title pale, price, earlier price, percentage on one row."""
    cards = []
    for i in range(10):
        discount = f'<span style="color:#f57c00" class="s">({shop.percent(i)}% OFF)</span>' if shop.items[i].was else ""
        cards.append(
            f'<div style="border:1px solid #8883;padding:0 0 10px">{shop.picture(i, 230, 250)}<div style="padding:6px 10px">'
            + f'<div class="s">{shop.items[i].rating} ★ | {shop.items[i].reviews}</div>'
            + shop.brand(i, css="font-weight:bold")
            + shop.title(
                i, css=f"color:{shop.theme.pale};white-space:nowrap;overflow:hidden;text-overflow:ellipsis;width:200px"
            )
            + f"<div>{shop.money(shop.items[i].price, i, css='font-weight:bold')} {shop.was(i, css='font-size:.85em')} {discount}</div></div></div>"
        )
    return (
        header(shop)
        + f'<div class="wrap">{chips(shop, "Green", "Women")}<div class="row">{sidebar(shop)}{_grid(cards, 5, gap=12)}</div></div>'
    )


@BOOK.layout("en-US/plain/electronics", "fr-FR/grey/furniture", "en-US/grey/grocery", count=8)
def price_above_title(shop: Shop) -> str:
    """Large price with raised cents directly under the picture, title of two lines below it, delivery line."""
    cards = [
        shop.picture(i, 240, 200)
        + f'<div style="margin-top:6px">{shop.money(shop.items[i].price, i, css="font-size:25px", raised=True)} '
        + f"{shop.was(i, label=True, css='font-size:13px')}</div>"
        + shop.title(i, css="width:220px", with_brand=True)
        + f'<div class="s pale">{shop.stars(i, form=2)}</div><div class="s">Free delivery Tue, 24 Nov</div>'
        for i in range(8)
    ]
    return header(shop, busy=True) + f'<div class="wrap">{toolbar(shop, "Deals of the week")}{_grid(cards, 4)}</div>'


@BOOK.layout("en-US/dark/electronics", "en-GB/night/shoes", "de-DE/dark/furniture", count=8)
def centred_dark(shop: Shop) -> str:
    """Centred cards on dark ground, the price alone on its row above a button, badge over the picture."""
    cards = []
    for i in range(8):
        badge = '<div style="position:absolute;top:8px;left:8px;background:#e11;color:#fff;padding:2px 8px" class="s">SALE</div>'
        cards.append(
            f'<div class="card" style="position:relative;text-align:center;padding:14px">{badge if shop.items[i].was else ""}'
            + f'<div style="display:flex;justify-content:center">{shop.picture(i, 200, 170, tint="#2a2d36")}</div>'
            + shop.brand(i, css=f"color:{shop.theme.pale};font-size:.85em;margin-top:8px")
            + shop.title(i, css="font-weight:bold;min-height:2.7em")
            + f'<div style="font-size:19px;color:{shop.theme.price};margin:4px 0">{shop.money(shop.items[i].price, i)}</div>'
            + f"<div>{shop.was(i)}</div>{button(shop, shop.word('add'), css='margin-top:8px')}</div>"
        )
    return header(shop) + f'<div class="wrap">{_grid(cards, 4, gap=16)}</div>'


@BOOK.layout("en-GB/plain/grocery", "de-DE/grey/grocery", "en-US/sale/grocery", count=10)
def grocery_shelf(shop: Shop) -> str:
    """Food: small pictures, large price, unit price in small type, multi-buy badge, add button."""
    cards = []
    for i in range(10):
        unit = shop.money(shop.items[i].price * 2, kind="unit")
        multi = f'<div style="background:#ffe14d;color:#111;padding:1px 8px" class="s">2 for {shop.money(shop.items[i].price * 2 - 1, kind="multibuy")}</div>'
        cards.append(
            f'<div class="card" style="padding:12px;border-radius:8px">{shop.picture(i, 180, 130, tint="#fff")}'
            + (multi if i % 3 == 0 and shop.items[i].price > 1 else "")
            + shop.title(i, css="min-height:2.7em", with_brand=True)
            + f'<div class="row" style="align-items:baseline;gap:8px">{shop.money(shop.items[i].price, i, css="font-size:21px;font-weight:bold")}'
            + f'<span class="s pale">{unit}/kg</span></div>{button(shop, shop.word("add"), css="margin-top:6px;padding:4px 12px")}</div>'
        )
    return (
        header(shop, promo=shop.threshold())
        + f'<div class="wrap">{toolbar(shop, "Fresh food")}{_grid(cards, 5, gap=14)}</div>'
    )


@BOOK.layout("en-US/serif/homes", "en-GB/plain/homes", "fr-FR/plain/homes", count=6)
def homes_grid(shop: Shop) -> str:
    """Homes: photo, bold price first, beds and baths, address, agent; title comes last."""
    cards = [
        f'<div style="border:1px solid #8884;border-radius:10px;overflow:hidden">{shop.picture(i, 440, 200)}<div style="padding:10px 14px">'
        + f'<div style="font-size:22px;font-weight:bold">{shop.money(shop.items[i].price, i)}</div>'
        + f'<div class="pale">{" | ".join(shop.items[i].specs)}</div>'
        + shop.title(i)
        + f'<div class="s pale">{shop.items[i].place} · {shop.items[i].brand}</div></div></div>'
        for i in range(6)
    ]
    return header(shop) + f'<div class="wrap"><h2>Homes for sale in Harrow Vale</h2>{_grid(cards, 3)}</div>'


@BOOK.layout("en-GB/grey/cars", "de-DE/plain/cars", "en-US/dark/cars", count=6)
def cars_grid(shop: Shop) -> str:
    """Cars: title, facts, price left and monthly finance right on the same row, dealer."""
    cards = []
    for i in range(6):
        monthly = shop.money(max(shop.items[i].price // 55, Decimal(1)), kind="instalment")
        cards.append(
            f'<div class="card" style="border:1px solid #8884">{shop.picture(i, 440, 180)}<div style="padding:12px">'
            + shop.title(i, css="font-size:1.2em;font-weight:bold", with_brand=True)
            + f'<div class="pale s">{" · ".join(shop.items[i].specs)}</div><div class="row" style="justify-content:space-between;margin-top:8px">'
            + f'<span style="font-size:20px" class="b">{shop.money(shop.items[i].price, i)}</span><span class="s">{monthly} {shop.word("per_month")}</span></div>'
            + f'<div class="s accent">Great price</div><div class="s pale">Dealer · {shop.items[i].place}</div></div></div>'
        )
    return header(shop) + f'<div class="wrap">{_grid(cards, 3)}</div>'


@BOOK.layout("en-GB/sale/beauty", "en-IE/plain/fashion", "en-US/narrow/shoes", count=8)
def glued_prices(shop: Shop) -> str:
    """Earlier and current price with no blank between them, right-aligned under a left-aligned title."""
    cards = [
        shop.picture(i, 260, 230)
        + shop.title(i, css="margin-top:8px", with_brand=True)
        + f'<div style="text-align:right">{shop.was(i)}{shop.money(shop.items[i].price, i, css=f"color:{shop.theme.price}")}</div>'
        for i in range(8)
    ]
    return (
        header(shop, busy=True, promo="Up to 50% off everything · ends Sunday")
        + f'<div class="wrap">{_grid(cards, 4, gap=30)}</div>'
    )


@BOOK.layout("en-US/plain/fashion", "en-IE/serif/furniture", count=6)
def price_beside_title(shop: Shop) -> str:
    """Fashion journal: two large pictures a row, title left and price right on one row, colours below."""
    cards = [
        shop.picture(i, 480, 300)
        + f'<div class="row" style="justify-content:space-between;margin-top:6px">{shop.title(i)}{shop.money(shop.items[i].price, i)}</div>'
        + f'<div class="s pale">{1 + i % 4} colours</div>'
        for i in range(6)
    ]
    return header(shop) + f'<div class="wrap">{_grid(cards, 3, gap=14)}</div>'


@BOOK.layout("en-GB/plain/shoes", "ja-JP/sale/fashion", count=9)
def tag_on_picture(shop: Shop) -> str:
    """A price tag laid over the lower corner of the picture, title under the picture."""
    cards = [
        f'<div style="position:relative;width:280px">{shop.picture(i, 280, 210)}<div style="position:absolute;right:0;bottom:8px;'
        + f'background:{shop.theme.price};color:{shop.theme.background};padding:4px 12px">{shop.money(shop.items[i].price, i, css="font-weight:bold")}</div></div>'
        + shop.title(i)
        + shop.brand(i, css=f"color:{shop.theme.pale};font-size:.85em")
        for i in range(9)
    ]
    return header(shop) + f'<div class="wrap">{toolbar(shop, "New season")}{_grid(cards, 5, gap=16)}</div>'


@BOOK.layout("en-US/plain/furniture", "de-DE/plain/fashion", "en-GB/grey/hotels", count=8)
def from_prices(shop: Shop) -> str:
    """Prices "from", saving badges, and swatches of colours between title and price."""
    cards = []
    for i in range(8):
        item = shop.items[i]
        saving = (
            f'<span style="background:#ffd9d9;color:#a00" class="s">{shop.word("save")} {shop.money(item.was - item.price, kind="saving")}</span>'
            if item.was
            else ""
        )
        swatches = "".join(
            f'<span style="display:inline-block;width:14px;height:14px;border-radius:7px;background:{c};margin-right:4px"></span>'
            for c in ("#222", "#a33", "#36c")
        )
        cards.append(
            shop.picture(i, 270, 220)
            + shop.title(i, with_brand=True, css="font-weight:bold")
            + f"<div>{swatches}</div><div>{shop.word('from_')} {shop.money(item.price, i)} {saving}</div>"
        )
    return header(shop, promo=shop.threshold()) + f'<div class="wrap">{_grid(cards, 4)}</div>{footer(shop)}'
