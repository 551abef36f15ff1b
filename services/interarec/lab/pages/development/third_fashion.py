"""Development layouts, once frozen: clothes and shoes, in listings, sales and stories."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from interarec.lab.pages.development.third_frame import masthead, part, reduce_all
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("en-GB/airy/fashion", "sv-SE/inter/fashion", count=8, screen=Screen(1600, 900, 1.0, 75))
def member_price_tiles(shop: Shop) -> str:
    """Photographs that touch one another; under each one line of title with a heart, the price, then a member price in red."""
    member = {
        "en-GB": "Members",
        "sv-SE": "Medlemspris",
    }[shop.locale.code]
    cards = []
    for i, item in enumerate(shop.items):
        club = (
            f'<div style="color:#c9002b;font-size:.86em">{member} {shop.money(part(shop, item.price, 0.85), i, kind="saving")}</div>'
            if i % 3 != 2
            else ""
        )
        mark = '<span style="font-size:11px;color:#777">New Arrival</span>' if i % 4 == 3 else ""
        cards.append(
            f'<div style="width:25%;padding:1px">{shop.photo(i, 396, 330)}<div style="padding:8px 14px 18px">'
            f'<div class="row" style="justify-content:space-between">{shop.title(i, css="font-size:.9em")}<span>♡</span></div>'
            f'<div style="font-size:.95em">{shop.money(item.price, i)}</div>{club}{mark}</div></div>'
        )
    return (
        f'<div style="background:#111;color:#fff;text-align:center;padding:6px;font-size:12px">{shop.threshold()} · Free returns for members</div>'
        + masthead(shop, "ODELL", "Ladies;Men;Divided;Baby;Kids;Home;Sport", css="justify-content:center")
        + '<div class="row" style="padding:12px 32px;justify-content:space-between"><span>Filter &amp; Sort ⌄</span><span class="pale">1,204 items &nbsp; ▦ ▤</span></div>'
        + f'<div class="row" style="flex-wrap:wrap">{"".join(cards)}</div>'
    )


@BOOK.layout("pl-PL/grotesk/fashion", "it-IT/plain/shoes", count=8, screen=Screen(1440, 900, 1.0, 80))
def lowest_in_thirty_days(shop: Shop) -> str:
    """Discount flag on the photo; price first in red, brand, title; below both the regular price and the lowest of thirty days, each labelled."""
    regular, lowest = {
        "pl-PL": ("Cena regularna:", "Najniższa cena z 30 dni:"),
        "it-IT": ("Prezzo iniziale:", "Prezzo più basso 30 giorni:"),
    }[shop.locale.code]
    cards = []
    for i, item in enumerate(shop.items):
        tint = "color:#d6001c;" if item.was else ""
        flag = (
            f'<span style="position:absolute;left:8px;bottom:8px;background:#d6001c;color:#fff;padding:2px 7px;font-size:13px">-{shop.percent(i)}%</span>'
            if item.was
            else ""
        )
        past = (
            f'<div class="s pale">{regular} {shop.was(i)}</div><div class="s pale">{lowest} {shop.money(part(shop, item.was, 0.95), kind="was", css="no-strike")}</div>'
            if item.was
            else ""
        )
        cards.append(
            f'<div style="width:268px;margin-bottom:20px"><div style="position:relative">{shop.photo(i, 268, 226)}{flag}<span style="position:absolute;right:10px;top:8px">♡</span></div>'
            f'<div style="margin-top:8px;{tint}font-weight:bold;font-size:17px">{shop.money(item.price, i)}</div>'
            f"{shop.brand(i, css='font-weight:bold;font-size:13px')}{shop.title(i, css='font-size:13px')}{past}</div>"
        )
    side = "".join(
        f'<div style="padding:7px 0;border-bottom:1px solid #ddd" class="row"><span style="flex:1">{name}</span>⌄</div>'
        for name in ("Size", "Brand", "Colour", "Material", "Pattern", "Season", "Discount")
    )
    return (
        masthead(shop, "modiva", "Women;Men;Kids;Premium;Sport;%SALE", right="☺ ♡ Bag (1)")
        + f'<div class="row" style="padding:16px 32px;gap:26px"><div style="width:190px;flex:none"><b>{shop.word("filters")}</b>{side}</div>'
        + f'<div class="row" style="flex-wrap:wrap;gap:0 18px">{"".join(cards)}</div></div>'
    )


@BOOK.layout("en-US/plain/shoes", "fr-FR/airy/fashion", count=9, screen=Screen(1536, 864, 1.25, 75))
def stack_at_the_right(shop: Shop) -> str:
    """A card's foot in two columns: title and colours at the left, struck price over price, "from" or a range stacked at the right edge."""
    cards = []
    for i, item in enumerate(shop.items):
        if i % 5 == 4:
            high = part(shop, item.price, 1.6, step="5")
            stack = f"{shop.money(item.price, i, kind='range')} – {shop.money(high, i, kind='range')}"
        elif item.was:
            stack = (
                f"<div>{shop.was(i)}</div><div style='color:#c4001a;font-weight:bold'>{shop.money(item.price, i)}</div>"
            )
        else:
            lead = f"{shop.word('from_')} " if i % 3 == 0 else ""
            stack = f"<div>{lead}{shop.money(item.price, i)}</div>"
        dots = "".join(
            f'<i style="display:inline-block;width:14px;height:14px;border-radius:7px;margin-right:4px;background:{color}"></i>'
            for color in ("#222", "#b9a27f", "#42546b")[: 1 + i % 3]
        )
        cards.append(
            f'<div style="width:454px;margin-bottom:22px">{shop.photo(i, 454, 240)}<div class="row" style="padding-top:10px;justify-content:space-between">'
            f'<div style="max-width:290px">{shop.title(i, css="font-weight:600")}<div style="margin-top:5px">{dots} <span class="pale s">+{i + 2}</span></div></div>'
            f'<div style="text-align:right">{stack}</div></div></div>'
        )
    return (
        masthead(shop, "harbourfold", "New;Clothing;Shoes;Bags;Stories", css="border:0")
        + f'<div style="padding:0 40px"><h1 style="font-weight:400;font-size:32px">The everyday edit</h1><p class="pale" style="max-width:620px">Quiet pieces that wear in, not out. {shop.threshold()}.</p>'
        + f'<div class="row" style="flex-wrap:wrap;gap:0 32px">{"".join(cards)}</div></div>'
    )


@BOOK.layout("en-US/narrow/shoes", "es-ES/sale/fashion", count=8, screen=Screen(1366, 768, 1.0, 70))
def sale_ledger(shop: Shop) -> str:
    """Every sale card ends in a small ledger of three rules: list price, our price, what one saves, labels left and amounts right."""
    labels = {
        "en-US": ("Compare at", "Our price", "You save"),
        "es-ES": ("PVP", "Nuestro precio", "Ahorras"),
    }[shop.locale.code]
    reduce_all(shop)

    def line(label: str, amount: str, css: str = "") -> str:
        return f'<div class="row" style="justify-content:space-between;border-top:1px dotted #bbb;padding:2px 0;{css}"><span>{label}</span>{amount}</div>'

    cards = []
    for i, item in enumerate(shop.items):
        ledger = line(labels[1], shop.money(item.price, i), "font-weight:bold;color:#b00020")
        if item.was:
            saved = f"<span>{shop.money(item.was - item.price, i, kind='saving')} ({shop.percent(i)}%)</span>"
            ledger = line(labels[0], shop.was(i)) + ledger + line(labels[2], saved, "color:#0a7a2f")
        cards.append(
            f'<div style="width:238px;border:1px solid #ddd;padding:10px;margin:0 10px 12px 0">{shop.photo(i, 216, 130)}'
            f'{shop.title(i, with_brand=True, css="font-size:14px;margin:6px 0;min-height:38px")}<div style="font-size:13px">{ledger}</div></div>'
        )
    return (
        '<div style="background:#ffe600;padding:9px 24px;font-weight:bold;font-size:20px">END OF SEASON · UP TO 60% OFF · 03 d 11 h 42 m</div>'
        + masthead(shop, "Brandyard Outlet", "Her;Him;Kids;Shoes;Last chance")
        + f'<div style="padding:12px 26px"><div class="row"><div style="width:180px;flex:none"><h2 style="font-size:19px">Price drop</h2><div>☐ 20% and more</div><div>☐ 40% and more</div><div>☐ 60% and more</div><br><b>Size</b><div>XS · S · M · L · XL</div></div><div class="row" style="flex-wrap:wrap">{"".join(cards)}</div></div></div>'
    )


@BOOK.layout("en-IN/grotesk/fashion", "en-IN/sale/shoes", count=10, screen=Screen(1600, 870, 1.0, 70))
def offer_price_box(shop: Shop) -> str:
    """Indian cards: brand in capitals, title, rating, "₹x ₹y (z% off)" on one row, then a dotted green box with the price after a code."""
    cards = []
    for i, item in enumerate(shop.items):
        past = f' {shop.was(i)} <span style="color:#a57b00">({shop.percent(i)}% off)</span>' if item.was else ""
        deal = part(shop, item.price, 0.82, step="1")
        box = (
            f'<div style="border:1px dashed #1b8f4d;color:#1b8f4d;padding:3px 6px;margin-top:5px;font-size:12px">Offer price: {shop.money(deal, i, kind="saving")} with GLAD18</div>'
            if i % 4 != 1
            else ""
        )
        cards.append(
            f'<div style="width:236px;margin:0 12px 14px 0">{shop.photo(i, 236, 190)}<div style="padding:6px 4px">{shop.brand(i, css="text-transform:uppercase;font-size:12px;color:#866528")}'
            f'{shop.title(i, css="font-size:14px;color:#555")}<div class="s">{item.rating} ★ | {item.reviews}</div>'
            f"<div><b>{shop.money(item.price, i)}</b>{past}</div>{box}</div></div>"
        )
    side = "".join(f"<div style='padding:8px 0'>▸ {name}</div>" for name in ("Gender", "Category", "Price", "Brands", "Occasion", "Discount", "Colors", "Rating"))  # fmt: skip
    return (
        masthead(shop, "PALASH", "MEN;WOMEN;KIDS;INDIE;HOMEWARE", right="Sign In / Join &nbsp; Bag 2")
        + f'<div class="row" style="padding:14px 30px"><div style="width:205px;flex:none"><b>Refine By</b>{side}</div><div><div class="pale" style="margin-bottom:8px">18,432 Items Found</div><div class="row" style="flex-wrap:wrap">{"".join(cards)}</div></div></div>'
    )


@BOOK.layout("en-GB/serif/fashion", "fr-FR/serif/furniture", count=2, screen=Screen(1920, 1080, 1.0, 80))
def hotspots_on_a_hero(shop: Shop) -> str:
    """One photograph fills the screen; a headline, and two white tags with title and price pinned to the things shown."""

    def tag(offer: int, place: str) -> str:
        item = shop.items[offer]
        was = f" {shop.was(offer)}" if item.was else ""
        return (
            f'<div style="position:absolute;{place};background:#fffd;color:#222;padding:12px 18px;min-width:230px;box-shadow:0 2px 12px #0003">'
            f'{shop.title(offer, css="font-size:16px")}<div style="margin-top:3px">{shop.money(item.price, offer)}{was}</div><div style="font-size:13px;text-decoration:underline;margin-top:4px">Shop</div></div>'
        )

    return (
        masthead(shop, "Aldwyn &amp; Rue", "New;Collections;Journal;Stores", css="position:relative;z-index:2")
        + f'<div style="position:relative;height:880px;overflow:hidden;background:#d9cdbb"><div class="row">{shop.photo(0, 960, 880)}{shop.photo(1, 960, 880)}</div>'
        + '<div style="position:absolute;left:90px;top:90px;color:#fff;text-shadow:0 1px 6px #0008"><div style="font-size:18px;letter-spacing:.2em">AUTUMN 2026</div><div style="font-size:76px;line-height:1.05">Made to be<br>lived in</div></div>'
        + '<span style="position:absolute;left:470px;top:470px;width:18px;height:18px;border-radius:9px;background:#fff"></span>'
        + tag(0, "left:520px;top:540px")
        + tag(1, "right:120px;top:430px")
        + f'</div><div class="row pale" style="justify-content:space-around;padding:14px">Crafted in small numbers <span>{shop.threshold()}</span> Returns within 60 days</div>'
    )
