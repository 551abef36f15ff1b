"""Development layouts, once the frozen ones: many products on a page."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.chrome import button, chips, footer, header, sidebar, toolbar
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


def _flex(cards: list[str], width: int, *, gap: int = 20) -> str:
    inner = "".join(f'<div style="width:{width}px">{card}</div>' for card in cards)
    return f'<div style="display:flex;flex-wrap:wrap;gap:{gap}px;flex:1">{inner}</div>'


@BOOK.layout("en-GB/grey/electronics", "de-DE/plain/furniture", count=8)
def title_picture_price(shop: Shop) -> str:
    """Title on top, picture in the middle, price at the left and a button at the right of the card's foot."""
    cards = [
        f'<div class="card" style="padding:14px">{shop.title(i, css="height:2.8em;font-weight:bold", with_brand=True)}{shop.picture(i, 300, 150)}'
        + f'<div class="s pale" style="margin:6px 0">{shop.stars(i, form=3)}</div><div class="row" style="justify-content:space-between;align-items:center">'
        + f"{shop.money(shop.items[i].price, i, css='font-size:1.3em;font-weight:bold')}{button(shop, shop.word('add'), css='padding:5px 12px')}</div></div>"
        for i in range(8)
    ]
    return header(shop) + f'<div class="wrap">{_flex(cards, 345, gap=16)}</div>'


@BOOK.layout("en-US/plain/grocery", "en-GB/sale/grocery", count=12)
def picture_left_small_cards(shop: Shop) -> str:
    """Three columns of flat cards with a small picture at the left, price over title at the right."""
    cards = [
        f'<div class="row" style="gap:12px;border:1px solid #8883;padding:8px">{shop.picture(i, 110, 110)}<div style="width:300px">'
        + f'<div>{shop.money(shop.items[i].price, i, css="font-size:1.25em;font-weight:bold")} <span class="s pale">{shop.money(shop.items[i].price / 2, kind="unit")} / 100 g</span></div>'
        + shop.title(i, with_brand=True)
        + f'<div class="s accent">{shop.items[i].specs[0]}</div></div></div>'
        for i in range(12)
    ]
    return header(shop, busy=True, promo=shop.threshold()) + f'<div class="wrap">{_flex(cards, 460, gap=14)}</div>'


@BOOK.layout("fr-FR/plain/fashion", "en-IN/plain/shoes", "ja-JP/plain/fashion", count=8)
def three_line_caption(shop: Shop) -> str:
    """Small capitals brand, pale title, then earlier price above the current one, all centred below tall pictures."""
    cards = [
        f'<div style="text-align:center">{shop.picture(i, 340, 270)}{shop.brand(i, css="letter-spacing:.12em;font-size:.8em;text-transform:uppercase;margin-top:8px")}'
        + shop.title(i, css=f"color:{shop.theme.pale}")
        + (f'<div class="s">{shop.was(i)}</div>' if shop.items[i].was else "")
        + f'<div style="color:{shop.theme.price}" class="b">{shop.money(shop.items[i].price, i)}</div></div>'
        for i in range(8)
    ]
    return header(shop) + f'<div class="wrap">{toolbar(shop, "Sale")}{_flex(cards, 340, gap=24)}</div>'


@BOOK.layout("en-GB/dark/fashion", "en-US/night/electronics", count=6)
def overlay_caption(shop: Shop) -> str:
    """Dark: large tiles whose lower edge holds title at the left and price at the right over the picture."""
    cards = [
        f'<div style="position:relative">{shop.picture(i, 490, 300, tint="#333842")}<div style="position:absolute;left:0;right:0;bottom:0;'
        + 'background:#000c;padding:10px 14px;display:flex;justify-content:space-between">'
        + f"{shop.title(i, css='max-width:320px')}{shop.money(shop.items[i].price, i, css=f'color:{shop.theme.price};font-weight:bold')}</div></div>"
        for i in range(6)
    ]
    return header(shop) + f'<div class="wrap">{chips(shop, "Colour: Black")}{_flex(cards, 490, gap=16)}</div>'


@BOOK.layout("en-US/sale/beauty", "de-DE/sale/beauty", count=10)
def badges_everywhere(shop: Shop) -> str:
    """Crowded cards: badge, title, stars, coupon line, price with label, unit price, saving, stock, delivery."""
    cards = []
    for i in range(10):
        item = shop.items[i]
        saving = (
            f'<div style="color:#080" class="s">{shop.word("save")} {shop.money(item.was - item.price, kind="saving")} ({shop.percent(i)}%)</div>'
            if item.was
            else ""
        )
        cards.append(
            f'<div style="border:1px solid #8884;padding:10px"><span style="background:#06c;color:#fff;padding:0 6px" class="s">Bestseller</span>{shop.picture(i, 150, 110, tint="#fff")}'
            + shop.title(i, with_brand=True, css=f"color:{shop.theme.accent}")
            + f'<div class="s">{shop.stars(i, form=1)}</div><div class="s" style="color:#080">Coupon: extra 5% off</div>'
            + f"<div>{shop.word('now')} {shop.money(item.price, i, css='font-size:1.2em;font-weight:bold')} {shop.was(i, label=True, css='font-size:.85em')}</div>{saving}"
            + f'<div class="s pale">{shop.word("only")} · Delivery tomorrow</div></div>'
        )
    return (
        header(shop, busy=True, promo=shop.threshold())
        + f'<div class="wrap row">{sidebar(shop, chosen=shop.items[0].brand)}{_flex(cards, 245, gap=12)}</div>'
    )


@BOOK.layout("en-GB/plain/hotels", "en-US/plain/hotels", "en-JP/plain/hotels", count=6)
def hotel_cards(shop: Shop) -> str:
    """Hotels as cards: name, place, score in a box, then the price at the lower right with "per night" before it."""
    cards = [
        f'<div style="border:1px solid #8884;border-radius:12px;overflow:hidden">{shop.picture(i, 490, 180)}<div style="padding:12px">{shop.title(i, css="font-weight:bold;font-size:1.1em", with_brand=True)}'
        + f'<div class="s pale">{shop.items[i].place}</div><div><span style="background:{shop.theme.accent};color:#fff;padding:1px 6px">{shop.items[i].rating * 2:.1f}</span> '
        + f'<span class="s">Excellent · {shop.items[i].reviews} {shop.word("reviews")}</span></div><div style="text-align:right"><span class="s pale">1 night, 2 adults</span><br>'
        + f"{shop.was(i)} {shop.money(shop.items[i].price, i, css='font-size:1.35em;font-weight:bold')}</div></div></div>"
        for i in range(6)
    ]
    return header(shop) + f'<div class="wrap"><h2>Port Selby: 312 stays found</h2>{_flex(cards, 490)}</div>'


@BOOK.layout("en-US/plain/cars", "de-DE/grey/cars", count=4)
def car_strips(shop: Shop) -> str:
    """Cars as wide strips: facts in columns, price in a tinted column at the right with the finance rate under it."""
    strips = []
    for i in range(4):
        item = shop.items[i]
        facts = "".join(f'<div style="width:130px">{fact}</div>' for fact in item.specs)
        strips.append(
            f'<div class="row card" style="border:1px solid #8884;margin-bottom:12px">{shop.picture(i, 250, 160)}<div style="flex:1;padding:14px">{shop.title(i, tag="h3", with_brand=True)}'
            + f'<div class="row s" style="margin-top:18px">{facts}</div><div class="s pale" style="margin-top:16px">Sold by {item.place}</div></div>'
            + f'<div style="background:#8881;width:250px;padding:20px;text-align:center">{shop.money(item.price, i, css="font-size:1.6em;font-weight:bold")}<div class="s">'
            + f"{shop.word('from_')} {shop.money(max(item.price // 60, Decimal(1)), kind='instalment')} {shop.word('per_month')}</div>{button(shop, shop.word('details'), css='margin-top:14px')}</div></div>"
        )
    return header(shop) + f'<div class="wrap">{toolbar(shop, "Used cars")}{"".join(strips)}</div>'


@BOOK.layout("en-GB/serif/fashion", "fr-FR/serif/furniture", count=7)
def journal_and_rail(shop: Shop) -> str:
    """A journal: one large story product at the left with its price in the text block, a rail of small ones at the right."""
    rail = "".join(
        f'<div class="row" style="gap:12px;margin-bottom:12px">{shop.picture(i, 110, 110)}<div>{shop.title(i, css="width:260px")}<div class="pale">{shop.money(shop.items[i].price, i)}</div></div></div>'
        for i in range(1, 6)
    )
    return (
        header(shop)
        + f'<div class="wrap row" style="gap:60px"><div style="width:900px">{shop.picture(0, 900, 430)}<h2>The piece of the month</h2>{shop.title(0, css="font-size:1.2em", with_brand=True)}'
        + f"<div>{shop.money(shop.items[0].price, 0, css='font-size:1.2em')}</div><p>Woven slowly, worn for years. Made in a small mill by the river.</p></div><div><h3>Also loved</h3>{rail}</div></div>"
    )


@BOOK.layout("en-IN/grey/electronics", "en-GB/narrow/shoes", count=8)
def ribbon_prices(shop: Shop) -> str:
    """The price in a coloured ribbon between picture and title, the earlier price after the title."""
    cards = [
        f'{shop.picture(i, 330, 190)}<div style="background:{shop.theme.accent};color:#fff;padding:4px 10px;font-weight:bold">{shop.money(shop.items[i].price, i)}</div>'
        + shop.title(i, css="margin-top:4px", with_brand=True)
        + f'<div class="s">{shop.was(i, label=True)}</div>'
        for i in range(8)
    ]
    return (
        header(shop, promo="Weekend sale: free gift with every order")
        + f'<div class="wrap">{_flex(cards, 330, gap=26)}</div>{footer(shop)}'
    )


@BOOK.layout("en-US/grey/homes", "en-GB/plain/homes", count=6)
def homes_beside_map(shop: Shop) -> str:
    """Homes in two columns beside a map whose pins show rounded prices."""
    cards = [
        f'<div style="border:1px solid #8884">{shop.picture(i, 380, 150)}<div style="padding:10px">{shop.title(i, css="font-weight:bold")}<div class="s">{shop.items[i].place}</div>'
        + f'<div class="s pale">{", ".join(shop.items[i].specs)}</div><div style="font-size:1.3em" class="b">{shop.money(shop.items[i].price, i)}</div></div></div>'
        for i in range(6)
    ]
    sign = "$" if shop.locale.currency == "USD" else "£"
    pins = "".join(
        f'<span data-kind="approximate" data-amount="{item.price}" data-currency="{shop.locale.currency}" style="position:absolute;left:{60 + 80 * i}px;top:{80 + 97 * ((i * 3) % 6)}px;'
        f'background:#fff;color:#111;border:1px solid #333;border-radius:10px;padding:1px 8px">{sign}{item.price // 1000}K</span>'
        for i, item in enumerate(shop.items)
    )
    return (
        header(shop)
        + f'<div class="wrap row"><div style="width:800px">{_flex(cards, 380, gap=14)}</div><div style="position:relative;width:700px;height:680px;background:#dfe8d8">{pins}</div></div>'
    )
