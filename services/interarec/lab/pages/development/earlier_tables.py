"""Development layouts, once the frozen ones: rows, baskets, comparisons, results in lists."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.chrome import button, footer, header, sidebar, toolbar
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


def _sums(shop: Shop, goods: Decimal) -> str:
    fee, tax = Decimal(round(5 * shop.locale.factor)), goods / 5
    rows = (("Items (3)", goods, "total"), (shop.word("delivery"), fee, "shipping"), ("Estimated tax", tax.quantize(goods), "total"),
            (shop.word("total"), goods + fee + tax.quantize(goods), "total"))  # fmt: skip
    return "".join(
        f'<div class="row" style="justify-content:space-between"><span>{label}:</span>{shop.money(amount, kind=kind)}</div>'
        for label, amount, kind in rows
    )


@BOOK.layout("en-US/plain/fashion", "en-GB/grey/shoes", count=3)
def basket_with_unit_prices(shop: Shop) -> str:
    """Basket table: each article with its price and, for one piece, the same sum as line total; sums below at the right."""
    rows = "".join(
        f'<tr style="border-bottom:1px solid #8883"><td style="padding:10px">{shop.picture(i, 90, 90)}</td><td style="width:520px">{shop.title(i, with_brand=True)}<div class="s pale">In stock · Gift wrap available</div></td>'
        f'<td style="width:160px">{shop.money(shop.items[i].price, i)}</td><td style="width:140px">1 ▾</td><td class="accent s">Remove</td></tr>'
        for i in range(3)
    )
    goods = sum((item.price for item in shop.items[:3]), Decimal(0))
    head = "".join(f'<th style="text-align:left">{name}</th>' for name in ("", "Article", "Price", "Quantity", ""))
    return (
        header(shop)
        + f'<div class="wrap"><h1>{shop.word("basket")}</h1><table style="border-collapse:collapse"><tr>{head}</tr>{rows}</table><div style="width:320px;margin-left:620px;margin-top:16px">{_sums(shop, goods)}{button(shop, shop.word("checkout"))}</div></div>'
    )


@BOOK.layout("de-DE/plain/electronics", "en-GB/serif/beauty", count=3)
def checkout_side(shop: Shop) -> str:
    """Checkout: a form at the left; at the right the articles with small pictures, their prices and the sums."""
    fields = "".join(
        f'<div style="margin:10px 0"><div class="s pale">{name}</div><div style="border:1px solid #9998;height:36px;width:520px"></div></div>'
        for name in ("E-mail", "First name", "Last name", "Street", "Postcode")
    )
    rows = "".join(
        f'<div class="row" style="gap:12px;margin:12px 0">{shop.picture(i, 64, 64)}<div style="width:280px">{shop.title(i, with_brand=True)}<div class="s pale">{shop.word("qty")}: 1</div></div>{shop.money(shop.items[i].price, i)}</div>'
        for i in range(3)
    )
    goods = sum((item.price for item in shop.items[:3]), Decimal(0))
    return (
        header(shop)
        + f'<div class="wrap row" style="gap:110px"><div><h2>{shop.word("checkout")}</h2>{fields}</div><div style="width:470px;background:#8881;padding:18px"><h3>Order summary</h3>{rows}<hr>{_sums(shop, goods)}</div></div>'
    )


@BOOK.layout("en-US/grey/electronics", "en-GB/plain/furniture", "de-DE/plain/shoes", count=4)
def comparison_rows(shop: Shop) -> str:
    """Comparison with products as rows: picture, name, facts in columns, rating, price in the last column."""
    rows = "".join(
        f'<tr style="border-top:1px solid #8884"><td style="padding:12px">{shop.picture(i, 110, 100)}</td><td style="width:330px" class="b">{shop.title(i, with_brand=True)}</td>'
        + "".join(f'<td style="width:170px">{fact}</td>' for fact in shop.items[i].specs[:2])
        + f'<td style="width:150px">{shop.stars(i, form=3)}</td><td style="width:170px;text-align:right">{shop.money(shop.items[i].price, i, css="font-size:1.2em")}<div>{shop.was(i)}</div></td></tr>'
        for i in range(4)
    )
    head = "".join(
        f'<th style="text-align:left;padding:6px">{name}</th>'
        for name in ("", "Model", "Feature", "Detail", "Rating", "Price")
    )
    return (
        header(shop)
        + f'<div class="wrap"><h1>{shop.word("compare")} (4)</h1><table style="border-collapse:collapse"><tr>{head}</tr>{rows}</table></div>'
    )


@BOOK.layout("en-GB/plain/electronics", "fr-FR/plain/electronics", "hi-IN/plain/electronics", count=5)
def results_price_right(shop: Shop) -> str:
    """Search results: picture, title and bullet facts in the middle, at the far right price, earlier price and button stacked."""
    rows = "".join(
        f'<div class="row" style="gap:24px;border-bottom:1px solid #8883;padding:10px 0">{shop.picture(i, 150, 125)}<div style="width:700px">{shop.title(i, css=f"font-size:1.15em;color:{shop.theme.accent}", with_brand=True)}'
        + f'<ul class="s" style="margin:6px 0">{"".join(f"<li>{fact}</li>" for fact in shop.items[i].specs)}</ul><span class="s pale">{shop.stars(i)}</span></div>'
        + f'<div>{shop.money(shop.items[i].price, i, css="font-size:1.6em;font-weight:bold")}<div>{shop.was(i)}</div><div class="s">{shop.word("tax")}</div>{button(shop, shop.word("add"), css="margin-top:6px")}</div></div>'
        for i in range(5)
    )
    return (
        header(shop, busy=True)
        + f'<div class="wrap"><h2>"wireless" · 57 {shop.word("results")}</h2><div class="row">{sidebar(shop)}<div>{rows}</div></div></div>'
    )


@BOOK.layout("en-GB/grey/hotels", "de-DE/plain/hotels", count=6)
def room_rates(shop: Shop) -> str:
    """One hotel, a table of rooms: room, conditions, price for a night at the right of each row."""
    rows = "".join(
        f'<tr style="border-top:1px solid #8884"><td style="padding:14px;width:460px">{shop.title(i, css="font-weight:bold")}<div class="s pale">{shop.items[i].specs[0]}</div></td><td style="width:330px" class="s">✓ {shop.items[i].specs[1]}</td>'
        f'<td style="width:210px">{shop.money(shop.items[i].price, i, css="font-size:1.3em")}<div class="s pale">{shop.word("per_night")}</div></td><td>{button(shop, "Reserve")}</td></tr>'
        for i in range(6)
    )
    return (
        header(shop)
        + f'<div class="wrap">{toolbar(shop, "Rooms and rates")}<table style="border-collapse:collapse">{rows}</table></div>{footer(shop)}'
    )


@BOOK.layout("en-US/plain/beauty", "en-GB/dark/grocery", count=9)
def name_first_list(shop: Shop) -> str:
    """A plain list without pictures: price at the left edge, then the title, then facts; an ordering aid."""
    rows = "".join(
        f'<div class="row" style="gap:30px;padding:13px 0;border-bottom:1px solid #8883"><div style="width:120px">{shop.money(shop.items[i].price, i, css="font-weight:bold")}</div>{shop.title(i, css="width:520px", with_brand=True)}<span class="pale s" style="width:260px">{shop.items[i].specs[0]}</span><span class="accent s">+ Add</span></div>'
        for i in range(9)
    )
    return header(shop) + f'<div class="wrap"><h2>Order again</h2>{rows}</div>'
