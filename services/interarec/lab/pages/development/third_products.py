"""Development layouts, once frozen: pages of one product, contracts, comparisons."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.development.third_frame import masthead, part, whole
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("it-IT/inter/shoes", "fr-FR/airy/fashion", count=4, screen=Screen(1600, 900, 1.0, 75))
def mosaic_and_outfit(shop: Shop) -> str:
    """A mosaic of four photographs; at the right brand, title, price line, three instalments, sizes, delivery; "complete the look" as small rows below."""
    item = shop.items[0]
    price = shop.money(item.price, 0, css="font-size:20px;" + ("color:#b3122f" if item.was else ""))
    past = f" {shop.was(0)} <span style='color:#b3122f'>-{shop.percent(0)}%</span>" if item.was else ""
    standard = Decimal("4.95")
    rows = "".join(
        f'<div class="row" style="gap:12px;margin-top:10px">{shop.photo(i, 64, 80)}<div>{shop.title(i, css="font-size:14px")}{shop.money(shop.items[i].price, i, css="font-size:14px;font-weight:bold")}{" " + shop.was(i, css="font-size:13px") if shop.items[i].was else ""}<div class="s" style="text-decoration:underline">Quick view</div></div></div>'
        for i in range(1, 4)
    )
    sizes = "".join(f'<span style="border:1px solid #bbb;padding:7px 14px;margin-right:6px">{size}</span>' for size in ("34", "36", "38", "40", "42"))  # fmt: skip
    return (
        masthead(shop, "SEVERIN", "New in;Designers;Clothing;Shoes;Bags", css="border:0")
        + f'<div class="row" style="padding:0 32px;gap:40px"><div class="row" style="width:900px;flex-wrap:wrap;gap:6px;flex:none">{shop.photo(0, 447, 400)}{shop.photo(0, 447, 400)}{shop.photo(0, 447, 400)}{shop.photo(0, 447, 400)}</div>'
        + f'<div style="width:470px">{shop.brand(0, css="font-weight:bold;font-size:20px;text-decoration:underline")}{shop.title(0, css="font-size:18px")}<div style="margin:8px 0">{price}{past}</div>'
        + f'<div class="s pale">3 × {shop.money(part(shop, item.price, 1 / 3), 0, kind="instalment")} with Parcelle, no interest. Learn more</div><div style="margin:14px 0">{sizes}</div>'
        + f'<div style="background:{shop.theme.text};color:#fff;text-align:center;padding:12px">{shop.word("add")}</div><div class="s" style="margin:12px 0">{shop.word("delivery")} {shop.money(standard, kind="shipping")} · {shop.threshold()}<br>Item no. 1048832 · Returns within 28 days</div>'
        + f'<b style="font-size:17px">Complete the look</b>{rows}</div></div>'
    )


@BOOK.layout("de-DE/grey/electronics", "en-GB/grey/electronics", count=5, screen=Screen(1366, 768, 1.0, 70))  # fmt: skip
def quantity_breaks(shop: Shop) -> str:
    """A trade page: part numbers, stock by depot, price with and without tax one above the other, a table of prices by quantity, a strip of accessories."""
    net, gross, piece = {
        "de-DE": ("zzgl. MwSt.", "inkl. MwSt.", "Stück"),
        "en-GB": ("ex. VAT", "inc. VAT", "units"),
    }[shop.locale.code]
    price = shop.items[0].price
    breaks = "".join(
        f'<tr><td style="border:1px solid #ccc;padding:5px 16px">{least}</td><td style="border:1px solid #ccc;padding:5px 16px">{shop.money(part(shop, price, share), 0, kind="multibuy")}</td><td style="border:1px solid #ccc;padding:5px 16px;color:#1a7f37">-{round(100 - 100 * share)}%</td></tr>'
        for least, share in (("5 – 9", 0.96), ("10 – 24", 0.92), ("25 – 99", 0.88), ("100 +", 0.81))
    )
    extras = "".join(
        f'<div style="width:250px;border:1px solid #ccc;background:#fff;padding:10px" class="row">{shop.picture(i, 60, 60)}<div style="padding-left:10px">{shop.title(i, css="font-size:13px;color:#0a58a8")}<b>{shop.money(shop.items[i].price, i)}</b> <span class="s pale">{gross}</span></div></div>'
        for i in range(1, 5)
    )
    facts = "".join(f"<tr><td style='padding:3px 18px 3px 0' class='pale'>{name}</td><td>{value}</td></tr>" for name, value in (("Order code", "877-2140"), ("Maker", shop.items[0].brand), ("Feature", shop.items[0].specs[0]), ("Interface", shop.items[0].specs[1]), ("Stock", "214 in depot A, 38 in depot B")))  # fmt: skip
    return (
        masthead(
            shop, "Kontor Technik", "Products;Brands;Services;Quick order", css="background:#fff", right="Basket: 0"
        )
        + f'<div style="padding:12px 30px"><div class="s pale">Home / Components / Devices</div>{shop.title(0, tag="h1", with_brand=True, css="font-size:23px")}'
        + f'<div class="row" style="gap:34px;margin-top:10px">{shop.picture(0, 300, 270, tint="#fff")}<table style="align-self:flex-start">{facts}</table>'
        + f'<div style="background:#fff;border:1px solid #ccc;padding:16px;width:390px"><div><span style="font-size:26px;font-weight:bold">{shop.money(price, 0)}</span> {gross}</div><div class="pale">{shop.money(part(shop, price, 0.84), 0, kind="unit")} {net}</div>'
        + f'<div class="row" style="margin:12px 0;gap:8px"><span style="border:1px solid #999;padding:6px 22px">1</span><span style="background:#1a7f37;color:#fff;padding:7px 26px">{shop.word("add")}</span></div><table style="border-collapse:collapse;font-size:13px"><tr><th style="text-align:left;padding:4px 16px">{piece}</th><th style="text-align:left;padding:4px 16px">Price</th><th></th></tr>{breaks}</table></div></div>'
        + f'<h3 style="margin-top:18px">Accessories</h3><div class="row" style="gap:14px">{extras}</div></div>'
    )


@BOOK.layout("en-GB/inter/plans", "es-ES/inter/plans", count=4, screen=Screen(1440, 900, 1.0, 80))
def tariff_columns(shop: Shop) -> str:
    """Telephone tariffs as tall columns: amount of data as title, large monthly price with its promise, price after the term, connection fee, button."""
    month, after, once = {
        "en-GB": ("a month", "then", "Set-up"),
        "es-ES": ("/mes", "después", "Alta"),
    }[shop.locale.code]
    columns = []
    for i, item in enumerate(shop.items):
        later = item.was or part(shop, item.price, 1.4)
        fee = Decimal("39.99") if i % 2 else Decimal("0")
        columns.append(
            f'<div style="width:310px;background:#fff;color:#16181d;border:{"3px solid #6a00f4" if i == 1 else "1px solid #ddd"};border-radius:18px;padding:24px;position:relative">'
            + (
                '<span style="position:absolute;top:-14px;left:90px;background:#6a00f4;color:#fff;border-radius:12px;padding:3px 14px;font-size:13px">Most popular</span>'
                if i == 1
                else ""
            )
            + shop.title(i, css="font-size:25px;font-weight:bold")
            + f'<div class="pale">{item.specs[0]}</div><div style="margin:18px 0 2px"><span style="font-size:38px;font-weight:bold;color:#6a00f4">{shop.money(item.price, i)}</span> {month}</div>'
            + f'<div class="s pale">{after} {shop.money(later, i, kind="instalment")} {month}</div><div class="s" style="margin-top:6px">{once}: {shop.money(fee, i, kind="shipping")}</div>'
            + f'<div style="margin:16px 0">✓ {item.specs[1]}<br>✓ Up to 300 Mbit/s<br>✓ Hotspot included</div><div style="background:#6a00f4;color:#fff;text-align:center;border-radius:22px;padding:11px">Choose</div></div>'
        )
    return (
        masthead(shop, "tellaro", "Phones;SIM only;Broadband;TV;Help", css="border:0", right="My account")
        + f'<div style="text-align:center;padding:26px"><h1 style="font-size:36px">Pick your plan</h1><div class="pale">Prices include VAT. Keep your number.</div></div><div class="row" style="justify-content:center;gap:20px">{"".join(columns)}</div>'
    )


@BOOK.layout("de-CH/grotesk/furniture", "en-IN/inter/electronics", count=4, screen=Screen(1536, 864))
def compare_bands(shop: Shop) -> str:
    """Comparison in which each fact's name is a grey band across the page, values in four columns below it; prices come at the foot with buttons."""

    def band(name: str, cells: list[str]) -> str:
        values = "".join(f'<div style="width:25%;padding:8px 18px;text-align:center">{cell}</div>' for cell in cells)
        return f'<div style="background:#e9ebee;color:#333;padding:5px 18px;font-size:13px;font-weight:bold">{name}</div><div class="row">{values}</div>'

    items = shop.items
    heads = "".join(
        f'<div style="width:25%;text-align:center;padding:10px">{shop.photo(i, 180, 120, css="margin:0 auto")}{shop.title(i, with_brand=True, css="font-weight:bold;margin-top:6px")}</div>'
        for i in range(4)
    )
    amounts = [
        f'<b style="font-size:22px">{whole(shop, item.price.to_integral_value(), i)}</b>'
        + (
            f'<div class="s pale">{shop.word("was")} {whole(shop, item.was.to_integral_value() + 9, i, kind="was")}</div>'
            if item.was
            else ""
        )
        + f'<div style="margin-top:8px;background:{shop.theme.accent};color:#fff;padding:7px">{shop.word("add")}</div>'
        for i, item in enumerate(items)
    ]
    return (
        masthead(shop, "Gerätehaus", "Shop;Compare;Guides;Support")
        + f'<div style="padding:10px 60px"><h2>{shop.word("compare")} (4)</h2><div class="row">{heads}</div>'
        + band("Rating", [f"{item.rating} ★ ({item.reviews})" for item in items])
        + band("Main feature", [item.specs[0] for item in items])
        + band("Detail", [item.specs[1] for item in items])
        + band("Colour", [item.color for item in items])
        + band("Warranty", ["24 months", "36 months", "24 months", "12 months"])
        + band("Price", amounts)
        + "</div>"
    )


@BOOK.layout("ja-JP/grotesk/electronics", "en-US/open/beauty", count=4, screen=Screen(1440, 900, 1.0, 70))
def bought_together(shop: Shop) -> str:
    """Product page of a marketplace: title, coupon and used offers by the price; a row of three things added with plus signs and their common sum."""
    item, offered = shop.items[0], shop.items
    used, total = part(shop, item.price, 0.72), sum((offered[i].price for i in (1, 2, 3)), Decimal(0))
    past = f'<div class="pale">{shop.word("rrp" if shop.locale.currency != "JPY" else "was")} {shop.was(0)} (-{shop.percent(0)}%)</div>' if item.was else ""  # fmt: skip
    together = '<span style="font-size:30px;padding:30px 10px 0">+</span>'.join(
        f'<div style="width:190px">{shop.photo(i, 130, 96)}{shop.title(i, css="font-size:13px;color:#007185")}{shop.money(offered[i].price, i, css="color:#b12704;font-weight:bold")}</div>'
        for i in (1, 2, 3)
    )
    return (
        masthead(shop, "mercanto", "Departments;Deals;Orders;Sell", css="background:#00332c;color:#fff")
        + f'<div class="row" style="padding:16px 40px;gap:34px">{shop.photo(0, 470, 400)}<div style="flex:1">{shop.title(0, tag="h1", long=True, css="font-size:22px;font-weight:400")}<div class="s">{shop.stars(0)} · 400+ bought in past month</div><hr style="border:0;border-top:1px solid #ddd">'
        + f'<div style="font-size:28px;color:#b12704">{shop.money(item.price, 0)}</div>{past}<div class="s pale">{shop.word("tax")}</div>'
        + f'<div style="margin:8px 0"><span style="background:#7fda69;color:#111;padding:1px 6px">Coupon</span> Apply {shop.money(part(shop, item.price, 0.06, step="1") + 1, 0, kind="saving")} coupon · Terms</div>'
        + f'<div class="s">Used and returned from {shop.money(used, 0, kind="range")} + shipping {shop.money(Decimal(round(4 * shop.locale.factor)), kind="shipping")}</div>'
        + f'<ul class="s"><li>{item.specs[0]}</li><li>{item.specs[1]}</li><li>Colour: {item.color}</li></ul><span style="background:#ffd34e;color:#111;padding:9px 40px;border-radius:18px">{shop.word("add")}</span></div></div>'
        + f'<div style="padding:6px 40px"><h3>Frequently bought together</h3><div class="row" style="align-items:flex-start">{together}<div style="padding:22px 0 0 36px">{shop.word("total")}: <b>{shop.money(total, kind="total")}</b><br><span style="background:#eee;color:#111;padding:5px 12px;display:inline-block;margin-top:6px">Add all three</span></div></div></div>'
    )
