"""Development layouts: product pages, banners, pages without a price."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.chrome import button, footer, header, toolbar
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


def _specs(shop: Shop, offer: int) -> str:
    return "".join(f"<li>{spec}</li>" for spec in shop.items[offer].specs)


@BOOK.layout("en-GB/plain/fashion", "de-DE/sale/shoes", "en-IN/plain/fashion", "fr-FR/serif/beauty", count=5)
def product_page(shop: Shop) -> str:
    """Picture left; brand, title, stars, price and earlier price, instalments, sizes, button; a rail of others below."""
    item = shop.items[0]
    pay = shop.money((item.price / 3).quantize(item.price), kind="instalment")
    rail = "".join(
        f'<div style="width:200px">{shop.picture(i, 180, 120)}{shop.title(i, css="font-size:.9em")}{shop.money(shop.items[i].price, i, css="font-size:.9em")}</div>'
        for i in range(1, 5)
    )
    return (
        header(shop, promo=shop.threshold())
        + f'<div class="wrap row" style="gap:50px">{shop.picture(0, 560, 430)}<div>{shop.brand(0, css="letter-spacing:.05em")}'
        + shop.title(0, tag="h1", css="font-size:28px")
        + f'<div class="s accent">{shop.stars(0)}</div><div style="margin:10px 0">{shop.money(item.price, 0, css="font-size:28px;font-weight:bold")} {shop.was(0)} '
        + (f'<span style="color:#c00">-{shop.percent(0)}%</span>' if item.was else "")
        + f'</div><div class="s pale">{shop.word("tax")}</div><div class="s">or 3 payments of {pay} with Payly</div>'
        + f'<div style="margin:12px 0">Colour: {item.color}</div><div>XS &nbsp; S &nbsp; M &nbsp; L &nbsp; XL</div>{button(shop, shop.word("add"), css="margin:14px 0;padding:12px 60px")}'
        + f'<ul class="s">{_specs(shop, 0)}</ul></div></div><div class="wrap"><h3>{shop.word("similar")}</h3><div class="row" style="gap:24px">{rail}</div></div>'
    )


@BOOK.layout("en-US/plain/electronics", "en-GB/grey/furniture", "en-JP/plain/electronics", count=1)
def product_buy_box(shop: Shop) -> str:
    """Three columns: picture, title with facts, a buy box at the right with price, delivery, trade-in and buttons."""
    item = shop.items[0]
    trade = shop.money(max(item.price // 4, Decimal(1)), kind="saving")
    ship = shop.money(max(item.price // 30, Decimal(1)), kind="shipping")
    return (
        header(shop, busy=True)
        + f'<div class="wrap row" style="gap:30px">{shop.picture(0, 470, 430)}<div style="width:520px">{shop.title(0, tag="h1", css="font-size:24px", with_brand=True)}'
        + f'<div class="accent">{shop.stars(0, form=2)}</div><hr><b>About this item</b><ul>{_specs(shop, 0)}<li>Two years of warranty and 30 days to return it, free of charge</li>'
        + "<li>Reviewers like that it is easy to set up and quiet</li></ul></div><div style='width:300px;border:1px solid #8886;border-radius:8px;padding:16px'>"
        + f'<div>{shop.money(item.price, 0, css="font-size:28px", raised=True)}</div><div class="s">{shop.word("rrp") if item.was else ""} {shop.was(0)}</div>'
        + f'<div class="s pale">+ {ship} {shop.word("delivery").lower()}</div><div class="s">Save up to {trade} with trade-in</div><div style="color:green">In stock</div>'
        + f"{button(shop, shop.word('add'), css='width:100%;margin:8px 0')}{button(shop, shop.word('buy'), css='width:100%')}</div></div>"
    )


@BOOK.layout("en-US/plain/homes", "en-GB/serif/homes", count=1)
def home_detail(shop: Shop) -> str:
    """One home: photo wall, large price with facts on its row, address, estimated monthly payment, description."""
    item = shop.items[0]
    monthly = shop.money(item.price // 180, kind="instalment")
    return (
        header(shop)
        + f'<div class="wrap row" style="gap:8px">{shop.picture(0, 860, 380)}<div>{shop.picture(0, 400, 186)}<div style="height:8px"></div>{shop.picture(0, 400, 186)}</div></div>'
        + f'<div class="wrap row" style="gap:60px;align-items:center">{shop.money(item.price, 0, css="font-size:32px;font-weight:bold")}<span style="font-size:20px">{" · ".join(item.specs)}</span></div>'
        + f'<div class="wrap" style="padding-top:0">{shop.title(0, css="font-size:18px")}<div class="pale">{item.place}</div><div class="s">Est. {monthly}/mo</div>{button(shop, "Request a tour")}</div>'
    )


@BOOK.layout("en-GB/sale/fashion", "de-DE/plain/electronics", "en-US/night/shoes", count=4)
def hero_and_cards(shop: Shop) -> str:
    """A wide banner with a claim above four cards whose price stands between picture and title."""
    cards = "".join(
        f'<div style="width:290px">{shop.picture(i, 290, 190)}<div class="b" style="color:{shop.theme.price}">{shop.money(shop.items[i].price, i)} {shop.was(i, css="font-weight:normal")}</div>{shop.title(i, with_brand=True)}</div>'
        for i in range(4)
    )
    return (
        header(shop, promo=shop.threshold())
        + f'<div style="background:{shop.theme.accent};color:#fff;padding:46px 60px"><div style="font-size:46px" class="b">MID SEASON SALE</div><div style="font-size:24px">Up to 60% off · extra 10% with code FINCH10</div></div>'
        + f'<div class="wrap row" style="gap:26px">{cards}</div>'
    )


@BOOK.layout("en-GB/plain/fashion", "de-DE/dark/electronics", count=4)
def banner_without_price(shop: Shop) -> str:
    """A front page: banners, categories, a delivery threshold; nothing is for sale at a price."""
    tiles = "".join(
        f'<div style="width:300px">{shop.picture(i, 300, 220)}<b>{name}</b><div class="pale">Explore the edit</div></div>'
        for i, name in enumerate(("Dresses", "Knitwear", "Outdoor", "Gifts"))
    )
    return (
        header(shop, promo=shop.threshold())
        + f'<div style="background:#c9b79c;color:#222;padding:70px"><div style="font-size:54px">Autumn, softened</div><div style="font-size:20px">300 new pieces · 20% off your first order · open until 22:00</div>{button(shop, "Shop the collection")}</div>'
        + f'<div class="wrap row" style="gap:24px">{tiles}</div>{footer(shop)}'
    )


@BOOK.layout("en-US/plain/electronics", "en-GB/grey/beauty", count=1)
def help_without_price(shop: Shop) -> str:
    """Questions and answers: thresholds, fees, gift cards, numbers and dates in prose."""
    fee = shop.money(shop.items[0].price, kind="shipping")
    return (
        header(shop)
        + f'<div class="wrap" style="max-width:900px">{toolbar(shop, "Help centre")}<h3>How much is delivery?</h3><p>{shop.threshold()}. Below that the delivery costs {fee}, or 2 business days by courier.</p>'
        + "<h3>Can I return my order?</h3><p>Yes, within 30 days. Keep order number 20261123-4471 at hand. Refunds take 5-7 days.</p><h3>Opening hours</h3><p>Mon-Fri 9.00-18.30, Sat 10.00-16.00. "
        + "Call 0800 123 456.</p><h3>Which sizes do you carry?</h3><p>UK 4 to 24, EU 32 to 52; shoes 36 to 47.5.</p></div>"
    )


@BOOK.layout("en-GB/plain/electronics", "en-US/sale/furniture", "fr-FR/plain/shoes", count=6)
def deal_cards(shop: Shop) -> str:
    """Deals: percentage badge, current price, labelled earlier price below it, saving, countdown; small print in the card."""
    cards = []
    for i in range(6):
        item = shop.items[i]
        below = (
            f'<div class="s pale">{shop.word("rrp")} {shop.money(item.was, i, kind="was")} · {shop.word("save")} {shop.money(item.was - item.price, kind="saving")}</div>'
            if item.was
            else ""
        )
        cards.append(
            f'<div class="card" style="border:1px solid #8884;padding:12px;width:400px"><div class="row" style="gap:12px">{shop.picture(i, 130, 130)}<div>'
            + (
                f'<span style="background:#c00;color:#fff;padding:1px 6px">-{shop.percent(i)}%</span>'
                if item.was
                else ""
            )
            + shop.title(i, with_brand=True)
            + f'<div style="font-size:22px" class="b">{shop.money(item.price, i)}</div>{below}<div class="s">Ends in 02:14:33 · 64% claimed</div></div></div></div>'
        )
    return (
        header(shop, busy=True)
        + f'<div class="wrap"><h2>Lightning deals</h2><div style="display:flex;flex-wrap:wrap;gap:16px">{"".join(cards)}</div></div>'
    )
