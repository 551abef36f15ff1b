"""Development layouts: rows, tables, baskets, comparisons."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.chrome import button, chips, footer, header, sidebar, toolbar
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("en-US/plain/electronics", "en-IN/plain/electronics", "de-DE/grey/electronics", count=5)
def search_rows(shop: Shop) -> str:
    """Search results: picture left; title, stars, large price with raised cents, list price, delivery stacked."""
    rows = []
    for i in range(5):
        rows.append(
            f'<div class="row" style="gap:18px;border-bottom:1px solid #8883;padding:12px 0">{shop.picture(i, 190, 160)}<div>'
            + shop.title(i, css="font-size:1.15em", with_brand=True)
            + f'<div class="accent">{shop.stars(i, form=2)}</div><div class="s pale">1K+ bought in past month</div>'
            + f"<div>{shop.money(shop.items[i].price, i, css='font-size:26px', raised=True)} "
            + (
                f'<span class="s pale">{shop.word("rrp")} {shop.was(i)}</span> ({shop.percent(i)}% {shop.word("off")})'
                if shop.items[i].was
                else ""
            )
            + f'</div><div class="s">FREE delivery Thu, 26 Nov</div>{button(shop, shop.word("add"), css="border-radius:16px;margin-top:4px")}</div></div>'
        )
    return (
        header(shop, busy=True)
        + f'<div class="wrap"><b>1-48 of 2,000 {shop.word("results")} for "wireless"</b><div class="row">{sidebar(shop)}<div>{"".join(rows)}</div></div></div>'
    )


@BOOK.layout("en-GB/plain/hotels", "de-DE/plain/hotels", "en-US/grey/hotels", count=4)
def hotel_rows(shop: Shop) -> str:
    """Hotels: photo left, name and facts in the middle, score and price right-aligned at the right with a total below."""
    rows = []
    for i in range(4):
        total = shop.money(shop.items[i].price * 3, kind="total")
        rows.append(
            f'<div class="row card" style="border:1px solid #8884;border-radius:8px;padding:14px;margin-bottom:14px;gap:16px">{shop.picture(i, 240, 170)}'
            + f'<div style="flex:1">{shop.title(i, css="font-size:1.3em;font-weight:bold", with_brand=True)}<div class="accent s">{shop.items[i].place} · 1.2 km from centre</div>'
            + f'<div class="s">{" · ".join(shop.items[i].specs)}</div></div><div style="text-align:right"><div><b>{shop.items[i].rating * 2:.1f}</b> '
            + f'<span class="s pale">{shop.items[i].reviews} {shop.word("reviews")}</span></div><div style="margin-top:36px">{shop.was(i)} '
            + f'{shop.money(shop.items[i].price, i, css="font-size:22px;font-weight:bold")}</div><div class="s pale">{shop.word("per_night")}</div>'
            + f'<div class="s">{shop.word("total")} {total}</div>{button(shop, "See availability")}</div></div>'
        )
    return header(shop) + f'<div class="wrap">{chips(shop, "4 stars", "Free WiFi")}{"".join(rows)}</div>'


@BOOK.layout("en-GB/plain/fashion", "en-US/grey/electronics", "de-DE/plain/beauty", "en-IN/plain/fashion", count=3)
def basket(shop: Shop) -> str:
    """Basket: rows of picture, title, size, quantity and price at the right; a summary box with sums."""
    rows = "".join(
        f'<div class="row" style="gap:16px;border-bottom:1px solid #8883;padding:14px 0">{shop.picture(i, 100, 120)}<div style="flex:1">'
        + shop.title(i, css="font-weight:bold", with_brand=True)
        + f'<div class="s pale">Size: M · Colour: {shop.items[i].color}</div><div class="s">{shop.word("qty")}: 1 · Remove</div></div>'
        + f"<div>{shop.was(i)} {shop.money(shop.items[i].price, i, css='font-weight:bold')}</div></div>"
        for i in range(3)
    )
    goods = sum((item.price for item in shop.items[:3]), Decimal(0))
    fee = Decimal(round(4 * shop.locale.factor))
    lines = [("subtotal", goods, "total"), ("delivery", fee, "shipping"), ("total", goods + fee, "total")]
    summary = "".join(
        f'<div class="row" style="justify-content:space-between;padding:5px 0"><span>{shop.word(key)}</span>{shop.money(amount, kind=kind)}</div>'
        for key, amount, kind in lines
    )
    return (
        header(shop)
        + f'<div class="wrap"><h1>{shop.word("basket")} (3)</h1><div class="row" style="gap:50px"><div style="flex:1;max-width:820px">{rows}</div>'
        + f'<div style="width:330px"><h3>Order summary</h3>{summary}{button(shop, shop.word("checkout"))}<div class="s pale">{shop.threshold()}</div></div></div></div>'
    )


@BOOK.layout("en-US/plain/electronics", "en-GB/plain/shoes", "de-DE/sale/furniture", count=4)
def comparison_columns(shop: Shop) -> str:
    """Comparison: products as columns; rows of picture, title, price, rating, facts with labels at the left."""

    def line(label: str, cells: list[str]) -> str:
        inner = "".join(
            f'<td style="padding:8px 14px;width:250px;border-bottom:1px solid #8883">{cell}</td>' for cell in cells
        )
        return f'<tr><td class="pale" style="width:140px">{label}</td>{inner}</tr>'

    count = range(4)
    table = (
        line("", [shop.picture(i, 170, 150) for i in count])
        + line("", [shop.title(i, with_brand=True, css="font-weight:bold") for i in count])
        + line("Price", [shop.money(shop.items[i].price, i, css="font-size:18px") + " " + shop.was(i) for i in count])
        + line("Rating", [shop.stars(i, form=3) for i in count])
        + line("Details", [shop.items[i].specs[0] for i in count])
        + line("Colour", [shop.items[i].color for i in count])
    )
    return (
        header(shop)
        + f'<div class="wrap"><h1>{shop.word("compare")}</h1><table style="border-collapse:collapse">{table}</table></div>'
    )


@BOOK.layout("de-DE/grey/electronics", "en-GB/plain/furniture", count=9)
def order_table(shop: Shop) -> str:
    """A trade list: number, name, stock, price without and with tax, quantity field."""
    rows = "".join(
        f'<tr style="border-bottom:1px solid #8883"><td class="pale s" style="padding-right:24px">AB-{1000 + 37 * i}</td><td style="width:420px">{shop.title(i, tag="span", with_brand=True)}</td>'
        f'<td class="s">in stock</td><td style="text-align:right;width:150px">{shop.money(shop.items[i].price, i, css="font-weight:bold")}</td>'
        f'<td style="width:120px;text-align:center">[ 1 ]</td><td>{button(shop, shop.word("add"), css="padding:3px 10px")}</td></tr>'
        for i in range(9)
    )
    return (
        header(shop)
        + f'<div class="wrap">{toolbar(shop, "Quick order")}<table style="border-spacing:0 8px">{rows}</table></div>{footer(shop)}'
    )


@BOOK.layout("en-GB/serif/homes", "de-DE/plain/homes", count=3)
def homes_rows(shop: Shop) -> str:
    """Homes as rows: photo left, price on top at the left of the text, title under it, long description."""
    rows = "".join(
        f'<div class="row" style="gap:20px;margin-bottom:18px;border:1px solid #8884">{shop.picture(i, 360, 210)}<div style="padding:12px;max-width:760px">'
        + f'<div style="font-size:26px">{shop.money(shop.items[i].price, i, css="font-weight:bold")} <span class="s pale">Guide price</span></div>'
        + shop.title(i, css="font-size:1.15em;font-weight:bold;margin:6px 0")
        + f'<div class="pale">{shop.items[i].place}</div><div>{" · ".join(shop.items[i].specs)}</div><p class="s">An unusually light home with a large kitchen, close to shops, '
        + "schools and the station; viewing is recommended to see all that is on offer here.</p><span class='s'>Added yesterday · Marketed by "
        + f"{shop.items[i].brand}</span></div></div>"
        for i in range(3)
    )
    return header(shop) + f'<div class="wrap"><h2>Property for sale · 86 {shop.word("results")}</h2>{rows}</div>'


@BOOK.layout("en-GB/plain/furniture", "en-US/sale/shoes", "de-DE/serif/beauty", count=5)
def article_rows(shop: Shop) -> str:
    """Rows without a rule between them: picture, title with brand under it, price in a column of its own, then a button."""
    rows = "".join(
        f'<div class="row" style="gap:30px;align-items:center;margin:14px 0">{shop.picture(i, 120, 110)}<div style="width:430px">{shop.title(i, css="font-weight:bold")}{shop.brand(i, css=f"color:{shop.theme.pale}")}'
        + f'<div class="s">{" / ".join(shop.items[i].specs)}</div></div><div style="width:200px">{shop.money(shop.items[i].price, i, css="font-size:1.2em")}<div class="s">{shop.was(i, label=True)}</div></div>'
        + f"{button(shop, shop.word('add'))}</div>"
        for i in range(5)
    )
    return header(shop, promo=shop.threshold()) + f'<div class="wrap">{toolbar(shop, "Outlet")}{rows}</div>'


@BOOK.layout("en-US/plain/hotels", "fr-FR/grey/hotels", count=5)
def ticket_rows(shop: Shop) -> str:
    """Wide boxes: large name at the left top, facts below it, price in the middle height at the right edge."""
    rows = "".join(
        f'<div class="row card" style="border:1px solid #8884;padding:18px;margin-bottom:10px;justify-content:space-between;align-items:center"><div>{shop.title(i, css="font-size:1.2em", with_brand=True)}'
        + f'<div class="s pale">{shop.items[i].place}</div><div class="s">{shop.items[i].specs[1]}</div></div><div class="row" style="gap:24px;align-items:center"><span class="s">{shop.stars(i, form=3)}</span>'
        + f"{shop.money(shop.items[i].price, i, css='font-size:1.5em')}</div></div>"
        for i in range(5)
    )
    return header(shop) + f'<div class="wrap"><h2>14 Dec - 17 Dec, 2 guests</h2>{rows}</div>'


@BOOK.layout("en-GB/plain/grocery", "en-US/grey/beauty", count=4)
def basket_cards(shop: Shop) -> str:
    """Basket as cards: title over quantity and price in one row beneath it, a bar with the total on top."""
    cards = "".join(
        f'<div class="row" style="gap:18px;border:1px solid #8884;padding:12px;margin-bottom:12px;width:760px">{shop.picture(i, 90, 90)}<div style="flex:1">{shop.title(i, with_brand=True)}'
        + f'<div class="row" style="justify-content:space-between;margin-top:16px"><span>- 1 +</span>{shop.money(shop.items[i].price, i, css="font-weight:bold")}</div></div></div>'
        for i in range(4)
    )
    goods = sum((item.price for item in shop.items[:4]), Decimal(0))
    return (
        header(shop)
        + f'<div class="wrap"><div class="row" style="gap:40px;margin-bottom:14px"><b>{shop.word("total")} (4 items)</b>{shop.money(goods, kind="total", css="font-weight:bold")}{button(shop, shop.word("checkout"))}</div>{cards}</div>'
    )
