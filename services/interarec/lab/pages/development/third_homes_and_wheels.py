"""Development layouts, once frozen: homes to buy and to rent, used cars, lots under the hammer."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.development.third_frame import masthead, part, whole
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("de-DE/inter/lettings", "nl-NL/grotesk/lettings", count=6, screen=Screen(1440, 900, 1.0, 75))  # fmt: skip
def figures_over_labels(shop: Shop) -> str:
    """Homes to rent in two columns: title, place, then three columns of bold figures with small labels under them: rent, area, rooms; total rent below."""
    cold, area, rooms, warm = {
        "de-DE": ("Kaltmiete", "Wohnfläche", "Zimmer", "Warmmiete"),
        "nl-NL": ("Huur per maand", "Oppervlakte", "Kamers", "Inclusief servicekosten"),
    }[shop.locale.code]
    cards = []
    for i, item in enumerate(shop.items):
        figures = "".join(
            f'<div style="margin-right:38px"><b style="font-size:19px">{value}</b><div class="s pale">{label}</div></div>'
            for value, label in ((whole(shop, item.price, i), cold), (item.specs[1], area), (item.specs[0][0], rooms))
        )
        cards.append(
            f'<div class="row" style="width:640px;background:#fff;border:1px solid #ddd;border-radius:6px;margin-bottom:16px;color:#222">{shop.photo(i, 230, 206)}<div style="padding:14px 18px">{shop.title(i, css="font-size:17px;font-weight:600")}<div class="pale">{item.place}</div>'
            f'<div class="row" style="margin:16px 0 10px">{figures}</div><div class="s">{warm} {whole(shop, part(shop, item.price, 1.22, step="5"), i, kind="total")} · {item.specs[2]}</div><div class="s pale">{item.brand} · online for {i + 2} days</div></div></div>'
        )
    ceiling = whole(shop, Decimal(1800), kind="band")
    chips = f'<span data-filter="max" style="border:1px solid #999;border-radius:16px;padding:5px 14px;margin-right:8px">max. {ceiling} ×</span><span style="border:1px solid #999;border-radius:16px;padding:5px 14px">Balkon ×</span>'
    return (
        masthead(shop, "Wohnwerk", "Mieten;Kaufen;Neubau;Gewerbe", css="background:#fff;color:#222", right="Anmelden")
        + f'<div style="padding:14px 50px"><div style="margin-bottom:14px">{chips}</div><div class="row" style="flex-wrap:wrap;gap:0 26px">{"".join(cards)}</div></div>'
    )


@BOOK.layout("en-US/inter/homes", "fr-FR/plain/homes", count=6, screen=Screen(1600, 900, 1.0, 75))
def price_on_the_photo(shop: Shop) -> str:
    """Homes for sale: the price in white on the photo's dark lower edge with a pill for the reduction; below it the facts, the address as title, the monthly estimate."""
    cut, est, month = {
        "en-US": ("Price cut", "Est.", "/mo"),
        "fr-FR": ("Baisse de", "Mensualité estimée", "/mois"),
    }[shop.locale.code]
    cards = []
    for i, item in enumerate(shop.items):
        pill = (
            f'<span style="position:absolute;left:12px;top:12px;background:#fff;color:#222;border-radius:12px;padding:2px 10px;font-size:13px">{cut} {whole(shop, part(shop, item.price, 0.03, step="500") + 500, i, kind="saving")}</span>'
            if i % 3 == 1
            else '<span style="position:absolute;left:12px;top:12px;background:#d92228;color:#fff;border-radius:12px;padding:2px 10px;font-size:13px">New</span>'
        )
        cards.append(
            f'<div style="width:480px;margin:0 24px 22px 0"><div style="position:relative">{shop.photo(i, 480, 250)}<div style="position:absolute;left:0;right:0;bottom:0;height:90px;background:linear-gradient(#0000,#000c)"></div><div style="position:absolute;left:14px;bottom:8px;color:#fff;font-size:25px;font-weight:bold">{whole(shop, item.price, i)}</div>{pill}</div>'
            f'<div style="padding:8px 4px"><div><b>{item.specs[0]}</b> · {item.specs[1]} · {item.specs[2]}</div>{shop.title(i, css="font-size:16px")}<div class="pale">{item.place}</div><div class="s pale">{est} {whole(shop, part(shop, item.price, 0.0058, step="1"), i, kind="instalment")} {month} · {item.brand}</div></div></div>'
        )
    return (
        masthead(shop, "Threshold &amp; Key", "Buy;Rent;Sell;Agents;Mortgages", css="border:0", right="Saved homes &nbsp; Sign in")
        + f'<div style="padding:4px 44px"><div class="row" style="gap:12px;margin-bottom:12px"><span style="border:1px solid #aaa;border-radius:6px;padding:7px 60px 7px 12px">Harrow Vale</span><span style="border:1px solid #aaa;border-radius:6px;padding:7px 12px">Any price ▾</span><span style="border:1px solid #aaa;border-radius:6px;padding:7px 12px">2+ beds ▾</span><span style="border:1px solid #aaa;border-radius:6px;padding:7px 12px">More ▾</span></div><div class="row" style="flex-wrap:wrap">{"".join(cards)}</div></div>'
    )  # fmt: skip


@BOOK.layout("en-GB/inter/cars", "es-ES/grotesk/cars", count=6, screen=Screen(1600, 900, 1.0, 70))
def rate_before_price(shop: Shop) -> str:
    """Used cars: the monthly rate large at the left, the cash price smaller at the right of the same row with its label above; the dealer's reduction as a line."""
    rate_word, cash, off = {
        "en-GB": ("/mo (PCP)", "Cash price", "Save"),
        "es-ES": ("/mes", "Al contado", "Descuento"),
    }[shop.locale.code]
    cards = []
    for i, item in enumerate(shop.items):
        saved = f'<div class="s" style="color:#0b8043">{off} {whole(shop, part(shop, item.price, 0.04, step="50") + 50, i, kind="saving")}</div>' if i % 2 else '<div class="s pale">Fair price</div>'  # fmt: skip
        cards.append(
            f'<div style="width:480px;background:#fff;color:#222;border-radius:10px;overflow:hidden;margin:0 20px 20px 0;box-shadow:0 1px 6px #0002">{shop.photo(i, 480, 196)}<div style="padding:12px 16px">{shop.title(i, with_brand=True, css="font-size:18px;font-weight:bold")}<div class="s pale">{" | ".join(item.specs)} | Manual</div>'
            f'<div class="row" style="justify-content:space-between;align-items:flex-end;margin-top:8px"><div><span style="font-size:26px;font-weight:bold;color:#3b1e8f">{whole(shop, part(shop, item.price, 0.0161, step="1"), i, kind="instalment")}</span> {rate_word}</div><div style="text-align:right"><div class="s pale">{cash}</div><b style="font-size:18px">{whole(shop, item.price, i)}</b></div></div>{saved}</div></div>'
        )
    top = whole(shop, Decimal(25_000), kind="band")
    return (
        masthead(shop, "Motorhof", "Used;New;Electric;Sell;Finance", css="background:#fff;color:#222", right="♡ 4")
        + f'<div style="padding:14px 46px"><div class="row" style="justify-content:space-between"><h1 style="font-size:23px">4,318 cars</h1><span>Budget ≤ {top} ▾ &nbsp; Any fuel ▾ &nbsp; Sort: nearest ▾</span></div><div class="row" style="flex-wrap:wrap">{"".join(cards)}</div></div>'
    )


@BOOK.layout("en-GB/serif/furniture", "fr-FR/airy/furniture", count=8, screen=Screen(1440, 900, 1.0, 80))  # fmt: skip
def lots_of_an_auction(shop: Shop) -> str:
    """An auction: number of the lot, photo, title in italics, the estimate as a range, then the current bid with how many bids and the time left."""
    lot, est, bid, bids = {
        "en-GB": ("Lot", "Estimate", "Current bid", "bids"),
        "fr-FR": ("Lot n°", "Estimation", "Enchère actuelle", "enchères"),
    }[shop.locale.code]
    cards = []
    for i, item in enumerate(shop.items):
        price = part(shop, item.price, 1, step="5") + 20
        low, high = part(shop, price, 1.4, step="10"), part(shop, price, 2.1, step="10")
        cards.append(
            f'<div style="width:310px;margin:0 18px 24px 0"><div class="s" style="letter-spacing:.1em">{lot} {112 + i}</div>{shop.photo(i, 310, 196)}{shop.title(i, css="font-style:italic;font-size:18px;margin-top:6px")}'
            f'<div class="s pale">{est} {whole(shop, low, i, kind="range")} – {whole(shop, high, i, kind="range")}</div><div style="margin-top:4px">{bid} <b>{whole(shop, price, i)}</b></div><div class="s pale">{3 + 2 * i} {bids} · {1 + i} d 0{i} h left</div></div>'
        )
    return (
        masthead(shop, "HALLAM ROOMS", "Auctions;Private sales;Departments;Sell;Locations", right="Register to bid")
        + f'<div style="padding:16px 52px"><h1 style="font-weight:400">Interiors: the country house sale</h1><div class="pale">Closes 9 December · 214 lots · buyer\'s premium 26%</div><div class="row" style="flex-wrap:wrap;margin-top:14px">{"".join(cards)}</div></div>'
    )
