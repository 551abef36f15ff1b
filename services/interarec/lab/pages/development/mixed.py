"""Development layouts: marketplaces, events, titles far from their prices."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.chrome import button, footer, header, sidebar, toolbar
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("en-GB/plain/electronics", "de-DE/grey/furniture", "en-US/plain/beauty", count=1)
def title_across_the_top(shop: Shop) -> str:
    """Product page: trail and title across the page, picture, facts, at the right price, earlier price, deposit, delivery."""
    item = shop.items[0]
    fee = shop.money(max(item.price // 25, Decimal(1)), kind="shipping")
    deposit = shop.money(max(item.price // 10, Decimal(1)), kind="total")
    facts = "".join(f"<li>{fact}</li>" for fact in item.specs)
    return (
        header(shop, busy=True)
        + f'<div class="wrap"><div class="s pale">Home / Shop / {item.brand}</div>{shop.title(0, tag="h1", with_brand=True)}<div class="s">{shop.stars(0)} · Product code 88-{item.reviews}</div>'
        + f'<div class="row" style="gap:40px;margin-top:14px">{shop.picture(0, 600, 420)}<div style="width:460px"><h3>Key facts</h3><ul>{facts}<li>Colour: {item.color}</li></ul></div>'
        + f'<div style="width:330px"><div>{shop.was(0, label=True)}</div><div>{shop.money(item.price, 0, css="font-size:30px;font-weight:bold")}</div><div class="s">{shop.word("delivery")}: {fee}</div>'
        + f'<div class="s">Reserve with a deposit of {deposit}</div>{button(shop, shop.word("add"), css="margin-top:12px")}</div></div></div>{footer(shop)}'
    )


@BOOK.layout("en-GB/plain/shoes", "fr-FR/sale/beauty", "en-US/dark/furniture", count=8)
def caption_over_picture(shop: Shop) -> str:
    """Cards whose brand and title stand over the picture; stars and price follow below it."""
    cards = "".join(
        f'<div class="card" style="width:350px;padding:10px">{shop.brand(i, css=f"color:{shop.theme.pale}")}{shop.title(i, css="font-size:1.1em")}{shop.picture(i, 330, 170)}'
        + f'<div class="s accent">{shop.stars(i, form=1)}</div><div>{shop.money(shop.items[i].price, i, css="font-size:1.2em;font-weight:bold")} {shop.was(i)}</div></div>'
        for i in range(8)
    )
    return header(shop) + f'<div class="wrap"><div style="display:flex;flex-wrap:wrap;gap:18px">{cards}</div></div>'


@BOOK.layout("en-GB/serif/hotels", "en-US/plain/hotels", "de-DE/sale/hotels", count=6)
def event_cards(shop: Shop) -> str:
    """Events: picture, bold title, date, place, then the price at the card's foot beside a pale note."""
    cards = "".join(
        f'<div style="width:490px;border:1px solid #8884">{shop.picture(i, 490, 140)}<div style="padding:12px">{shop.title(i, css="font-weight:bold", with_brand=True)}<div>Sat, {4 + i} December, 19:30</div>'
        + f'<div>{shop.items[i].place}</div><div class="row" style="justify-content:space-between;margin-top:8px"><span>{shop.word("from_")} {shop.money(shop.items[i].price, i)}</span><span class="pale s">{shop.items[i].specs[1]}</span></div></div></div>'
        for i in range(6)
    )
    return (
        header(shop)
        + f'<div class="wrap">{toolbar(shop, "What is on")}<div style="display:flex;flex-wrap:wrap;gap:18px">{cards}</div></div>'
    )


@BOOK.layout("en-US/plain/shoes", "en-GB/grey/electronics", "de-DE/plain/electronics", count=5)
def marketplace_rows(shop: Shop) -> str:
    """A marketplace: title over two lines, state of the article, price, terms, delivery cost, sold count, seller."""
    rows = "".join(
        f'<div class="row" style="gap:20px;margin-bottom:12px">{shop.picture(i, 170, 150)}<div style="width:560px">{shop.title(i, css="font-size:1.15em;width:420px", with_brand=True)}<div class="pale">Brand New · {shop.items[i].specs[0]}</div>'
        + f'<div>{shop.money(shop.items[i].price, i, css="font-size:1.5em;font-weight:bold")}</div><div class="s">or Best Offer</div><div class="s">+{shop.money(Decimal(round(6 * shop.locale.factor)), kind="shipping")} {shop.word("delivery").lower()}</div>'
        + f'<div class="s pale">{12 + i} sold · seller_{i}42 (98.{i}% positive)</div></div></div>'
        for i in range(5)
    )
    return (
        header(shop, busy=True)
        + f'<div class="wrap row">{sidebar(shop)}<div><h3>2,400+ {shop.word("results")}</h3>{rows}</div></div>'
    )
