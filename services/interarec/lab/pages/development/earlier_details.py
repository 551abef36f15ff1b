"""Development layouts, once the frozen ones: single products, front pages, pages without a price."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.chrome import button, footer, header
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("en-GB/plain/shoes", "en-US/serif/fashion", "ja-JP/plain/beauty", count=1)
def picture_right_product(shop: Shop) -> str:
    """Text at the left, picture at the right; price above the title, sizes as boxes, reviews quoted below."""
    item = shop.items[0]
    sizes = "".join(
        f'<span style="border:1px solid #8888;padding:8px 14px;margin-right:8px">{size}</span>'
        for size in (38, 39, 40, 41, 42)
    )
    return (
        header(shop)
        + f'<div class="wrap row" style="gap:60px;padding-top:40px"><div style="width:640px"><div>{shop.money(item.price, 0, css="font-size:26px")} {shop.was(0, css="font-size:18px")}</div>'
        + shop.title(0, tag="h1", css="font-size:34px", with_brand=True)
        + f'<div class="pale">{shop.stars(0)}</div><p>{" · ".join(item.specs)}. Comes in {item.color.lower()} only.</p><div style="margin:22px 0">{sizes}</div>{button(shop, shop.word("add"), css="padding:14px 80px")}'
        + f'<h3 style="margin-top:30px">What others say</h3><p>"Bought two pairs, would pay twice the price. Fits as expected." - Nora</p></div>{shop.picture(0, 760, 520)}</div>'
    )


@BOOK.layout("de-DE/plain/furniture", "en-GB/sale/electronics", count=1)
def sticky_bar_product(shop: Shop) -> str:
    """The product's facts in the page, its price only in a bar fixed at the bottom beside the title's repetition."""
    item = shop.items[0]
    rows = "".join(
        f'<tr><td class="pale" style="padding:6px 40px 6px 0">{key}</td><td>{value}</td></tr>'
        for key, value in zip(("Feature", "Detail", "Colour"), (*item.specs, item.color), strict=False)
    )
    return (
        header(shop)
        + f'<div class="wrap row" style="gap:40px">{shop.picture(0, 620, 460)}<div><h2>Specifications</h2><table>{rows}</table><p>Guarantee: 5 years. Delivered to your room within 10 days.</p></div></div>'
        + f'<div style="position:fixed;left:0;right:0;bottom:0;background:{shop.theme.card};border-top:2px solid #8886;padding:14px 60px;display:flex;justify-content:space-between;align-items:center">'
        + f"{shop.title(0, css='font-weight:bold', with_brand=True)}<span>{shop.was(0)} {shop.money(item.price, 0, css='font-size:24px;font-weight:bold')} &nbsp; {button(shop, shop.word('add'))}</span></div>"
    )


@BOOK.layout("en-US/plain/cars", "en-GB/grey/cars", count=1)
def car_detail(shop: Shop) -> str:
    """One car: title over the photo, a column at the right with price, finance calculator and dealer."""
    item = shop.items[0]
    finance = shop.money(max(item.price // 52, Decimal(1)), kind="instalment")
    deposit = shop.money(item.price // 10, kind="total")
    return (
        header(shop)
        + f'<div class="wrap">{shop.title(0, tag="h1", with_brand=True)}<div class="pale">{" · ".join(item.specs)}</div><div class="row" style="gap:30px;margin-top:12px">{shop.picture(0, 950, 500)}'
        + f'<div style="width:420px"><div style="font-size:34px" class="b">{shop.money(item.price, 0)}</div><div class="accent">Good price</div><hr><b>Finance</b><div>{finance} {shop.word("per_month")}, 48 months</div>'
        + f'<div class="s pale">{shop.word("total")} deposit {deposit} · 6.9% APR representative</div><hr><b>{item.place}</b><div>Call 0800 555 019</div>{button(shop, "Contact the dealer")}</div></div></div>'
    )


@BOOK.layout("en-GB/plain/beauty", "fr-FR/sale/fashion", "en-IN/sale/fashion", count=6)
def countdown_front(shop: Shop) -> str:
    """Front page: one deal of the day with price and earlier price beside a large claim, then a strip of small cards."""
    strip = "".join(
        f'<div style="width:230px">{shop.picture(i, 230, 150)}<div class="row" style="justify-content:space-between">{shop.money(shop.items[i].price, i, css="font-weight:bold")}<span class="s pale">{shop.items[i].rating} ★</span></div>{shop.title(i, css="font-size:.92em")}</div>'
        for i in range(1, 6)
    )
    return (
        header(shop, promo=shop.threshold())
        + f'<div class="wrap row" style="gap:50px;align-items:center;background:#8881">{shop.picture(0, 420, 300)}<div><div class="accent b">DEAL OF THE DAY · 07:41:12</div>{shop.title(0, css="font-size:26px;font-weight:bold", with_brand=True)}'
        + f'<div style="font-size:30px;color:{shop.theme.price}" class="b">{shop.money(shop.items[0].price, 0)} <span style="font-size:18px;font-weight:normal">{shop.was(0)}</span></div>{button(shop, shop.word("buy"))}</div></div>'
        + f'<div class="wrap row" style="gap:30px">{strip}</div>'
    )


@BOOK.layout("en-GB/plain/homes", "en-US/plain/fashion", count=2)
def account_without_price(shop: Shop) -> str:
    """An account page: addresses, order numbers, points, sizes; no amount belongs to a product."""
    lines = "".join(
        f'<tr><td style="padding:8px 40px 8px 0">No. 4471-{830 + i}</td><td>{day}.10.2026</td><td style="padding-left:40px">Delivered</td></tr>'
        for i, day in enumerate((4, 11, 23))
    )
    return (
        header(shop)
        + f'<div class="wrap"><h1>Hello, Nora</h1><p>You have 1,250 points and 2 vouchers. {shop.threshold()}</p><h3>Orders</h3><table>{lines}</table><h3>Addresses</h3><p>14 Quay Street, 2nd floor, 10115</p></div>{footer(shop)}'
    )


@BOOK.layout("de-DE/plain/fashion", "en-US/dark/shoes", count=3)
def collection_without_price(shop: Shop) -> str:
    """A look book: names and pictures, percentages and a voucher amount in the banner, no price."""
    looks = "".join(
        f'<div style="width:480px">{shop.picture(i, 480, 380)}<div>{shop.items[i].title}</div><div class="pale s">Look {i + 1} of 24</div></div>'
        for i in range(3)
    )
    voucher = shop.money(shop.items[0].price.quantize(shop.items[0].price), kind="saving")
    return (
        header(shop, promo=f"{shop.word('save')} {voucher} with the newsletter · 15% off first order")
        + f'<div class="wrap"><h1>Look book 2026</h1><div class="row" style="gap:24px">{looks}</div></div>'
    )
