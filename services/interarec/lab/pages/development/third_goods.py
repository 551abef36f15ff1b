"""Development layouts, once frozen: food, beauty, furniture and electronics, in grids and shelves."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.development.third_frame import charge_for_all, masthead, part, reduce_all
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("en-GB/plain/grocery", "es-ES/grotesk/grocery", count=10, screen=Screen(1440, 900))
def loyalty_price_shelf(shop: Shop) -> str:
    """Food: title first under the photo, then a yellow block with the card holders' price, below it the normal price bold with the unit price grey."""
    card = {"en-GB": "with Larder Card", "es-ES": "con tarjeta Club"}[shop.locale.code]
    charge_for_all(shop)
    cells = []
    for i, item in enumerate(shop.items):
        club = (
            f'<div style="background:#ffd900;color:#10243f;padding:5px 8px;margin:6px 0;font-weight:bold">{shop.money(part(shop, item.price, 0.75), i, kind="saving")} <span style="font-weight:normal;font-size:12px">{card}</span></div>'
            if i % 3 != 1
            else '<div style="height:34px"></div>'
        )
        cells.append(
            f'<div style="width:226px;background:#fff;color:#222;border-right:1px solid #e4e4e4;border-bottom:1px solid #e4e4e4;padding:12px">{shop.picture(i, 200, 116, tint="#fff")}'
            f"{shop.title(i, with_brand=True, css='color:#00539f;font-size:14px;min-height:38px')}{club}"
            f'<div><b style="font-size:18px">{shop.money(item.price, i)}</b></div><div class="s pale">{shop.money(part(shop, item.price, 2.4), i, kind="unit")}/kg</div>'
            '<div class="row" style="margin-top:8px"><span style="border:1px solid #aaa;padding:4px 14px">1</span><span style="background:#00539f;color:#fff;padding:5px 22px;margin-left:6px;border-radius:16px">Add</span></div></div>'
        )
    aisles = "".join(f'<div style="padding:6px 0">{name}</div>' for name in ("Fresh food", "Bakery", "Frozen", "Drinks", "Pets", "Household"))  # fmt: skip
    spend = Decimal(round(25 * shop.locale.factor))
    return (
        masthead(shop, "Larder", "Groceries;My favourites;Special offers;Slots", right="Sign in")
        + f'<div class="row" style="padding:12px 26px"><div style="width:190px;flex:none"><b>Aisles</b>{aisles}<p class="s pale">Minimum basket {shop.money(spend, kind="threshold")}</p></div><div class="row" style="flex-wrap:wrap;border-top:1px solid #e4e4e4;border-left:1px solid #e4e4e4">{"".join(cells)}</div></div>'
    )


@BOOK.layout("nl-NL/open/grocery", "de-DE/narrow/grocery", count=8, screen=Screen(1600, 870, 1.0, 75))
def leaflet_tags(shop: Shop) -> str:
    """A leaflet: offset price tags over the photos with figures alone and high small cents, earlier figures struck above, bundles as text; signs only at the foot."""
    note = {
        "nl-NL": ("2 voor", "Alle prijzen in euro (€)."),
        "de-DE": ("2 Stück nur", "Alle Preise in Euro (€)."),
    }[shop.locale.code]
    charge_for_all(shop)
    cells = []
    for i, item in enumerate(shop.items):
        euros, cents = f"{item.price:.2f}".split(".")
        mark = shop.locale.decimal
        big = shop.printed(
            item.price,
            f'{euros}{mark}<sup style="font-size:.5em;vertical-align:top;position:relative;top:.12em">{cents}</sup>',
            i,
            css="display:inline-block;margin-top:9px;font-size:38px;font-weight:bold;line-height:1",
        )
        was = (
            shop.printed(item.was, shop.number(item.was), i, kind="was", css="font-size:15px") if item.was else "&nbsp;"
        )
        pair = part(shop, item.price, 1.7)
        bundle = (
            f'<div style="font-size:13px">{note[0]} {shop.printed(pair, shop.number(pair), i, kind="multibuy")}</div>'
        )
        cells.append(
            f'<div style="width:364px;background:#fff;color:#222;margin:0 12px 14px 0;position:relative">{shop.photo(i, 364, 200)}'
            f'<div style="position:absolute;right:10px;top:104px;background:#ffcc00;color:#111;padding:6px 14px 8px;text-align:right"><div>{was}</div>{big}</div>'
            f'<div style="padding:10px 12px">{shop.title(i, with_brand=True, css="font-weight:bold")}<div class="s pale">{item.specs[0]}</div>{bundle if i % 3 == 0 else ""}</div></div>'
        )
    return (
        masthead(shop, "Volle Korb", "Bonus;Recepten;Winkels;Service", css="background:#d8f0fb;color:#222", right="")
        + '<div style="padding:12px 34px"><h2>Week 49 · 30 Nov – 6 Dec</h2>'
        + f'<div class="row" style="flex-wrap:wrap">{"".join(cells)}</div></div><div style="position:fixed;bottom:0;left:0;right:0;background:#eef;color:#222;padding:7px 34px;font-size:13px">{note[1]} {shop.threshold()}</div>'
    )


@BOOK.layout("en-GB/airy/beauty", "de-DE/inter/beauty", count=8, screen=Screen(1600, 900, 1.0, 80))
def base_price_beauty(shop: Shop) -> str:
    """Centred beauty cards: brand in capitals, name, stars, size pills, price, and in brackets the price of 100 ml; a bundle strip on some photos."""
    bundle = {
        "en-GB": "2 for",
        "de-DE": "2 für",
    }[shop.locale.code]
    cells = []
    for i, item in enumerate(shop.items):
        pills = "".join(
            f'<span style="border:1px solid {"#222" if n == 0 else "#ccc"};border-radius:12px;padding:1px 9px;margin:0 3px;font-size:12px">{size} ml</span>'
            for n, size in enumerate((30, 50, 100)[: 1 + i % 3])
        )
        strip = (
            f'<div style="position:absolute;left:0;right:0;bottom:0;background:#f7d9e3;color:#512;padding:4px;font-size:13px">{bundle} {shop.money(part(shop, item.price, 1.6), i, kind="multibuy")}</div>'
            if i % 4 == 1
            else ""
        )
        was = f"{shop.was(i)} " if item.was else ""
        tint = "color:#c2185b;" if item.was else ""
        cells.append(
            f'<div style="width:25%;padding:0 12px 20px;text-align:center"><div style="position:relative">{shop.photo(i, 356, 196)}{strip}</div>'
            f"{shop.brand(i, css='text-transform:uppercase;letter-spacing:.12em;font-weight:bold;font-size:13px;margin-top:8px')}{shop.title(i, css='font-size:15px')}"
            f'<div class="s" style="color:#b8860b">{shop.stars(i)}</div><div style="margin:5px 0">{pills}</div>'
            f'<div>{was}<span style="{tint}font-weight:bold;font-size:17px">{shop.money(item.price, i)}</span></div>'
            f'<div class="s pale">({shop.money(part(shop, item.price, 3.33), i, kind="unit")} / 100 ml)</div></div>'
        )
    return (
        masthead(shop, "belle orée", "Make-up;Skin;Hair;Fragrance;Tools;Brands", css="border:0", right="♡ Basket (0)")
        + f'<div style="background:#fbe9ef;color:#5b1130;text-align:center;padding:10px">A gift with every order · {shop.threshold()} · points worth double until Sunday</div>'
        + f'<div style="padding:16px 60px"><div class="row" style="flex-wrap:wrap">{"".join(cells)}</div></div>'
    )


@BOOK.layout(
    "sv-SE/airy/furniture",
    "de-CH/inter/furniture",
    "nl-NL/serif/furniture",
    count=6,
    screen=Screen(1680, 1050, 1.0, 75),
)
def furniture_masonry(shop: Shop) -> str:
    """Masonry of three columns with pictures of unequal height; captions: price in the land's short form, name, measures, monthly rate."""
    word, earlier = {
        "sv-SE": ("delbetala från", "Tidigare pris"),
        "de-CH": ("Ratenzahlung ab", "Bisher"),
        "nl-NL": ("gespreid betalen vanaf", "Oude prijs"),
    }[shop.locale.code]
    form = {"SEK": "{}:-", "CHF": "CHF {}.–", "EUR": "{},-"}[shop.locale.currency]

    def short(amount: Decimal, offer: int, kind: str, css: str = "") -> str:
        return shop.printed(amount, form.format(shop.number(amount, cents=False)), offer, kind=kind, css=css)

    columns = ["", "", ""]
    for i, item in enumerate(shop.items):
        price = part(shop, item.price, 1.2, step="5") + 4
        rate = part(shop, price, 1 / 24, step="1") + 1
        was = (
            f' <span class="s pale">{earlier} {short(part(shop, price, 1.3, step="5"), i, "was", "no-strike")}</span>'
            if item.was
            else ""
        )
        columns[i % 3] += (
            f'<div style="margin-bottom:26px">{shop.photo(i, 500, (330, 240, 290)[(i + i // 3) % 3])}<div style="padding:8px 2px"><div style="font-size:24px;font-weight:bold">{short(price, i, "current")}{was}</div>'
            f'{shop.title(i, css="font-size:17px")}<div class="s pale">{item.brand} · {item.specs[0]} · {item.specs[1]}</div>'
            f'<div class="s">{word} {short(rate, i, "instalment")} {shop.word("per_month")}</div></div></div>'
        )
    body = "".join(f'<div style="width:500px">{column}</div>' for column in columns)
    return (
        masthead(shop, "HEMVIK", "Living;Sleeping;Dining;Outdoor;Lighting;Rooms", css="background:#23392f;color:#fff")
        + f'<div style="background:#e8efe9;padding:6px 52px;font-size:14px">{shop.threshold()}</div>'
        + f'<div style="padding:16px 52px"><h1 style="font-weight:300">Living room</h1><div class="row" style="gap:36px">{body}</div></div>'
    )


@BOOK.layout("en-US/open/electronics", "ja-JP/open/electronics", count=12, screen=Screen(1920, 970, 1.0, 75))  # fmt: skip
def deal_carousels(shop: Shop) -> str:
    """Two carousels that run out at the right: percentage chip and "limited" beside it, price then labelled list price, title last, a bar of what is claimed."""
    label = {
        "en-US": "List:",
        "ja-JP": "参考:",
    }[shop.locale.code]
    chip = {
        "en-US": "Limited time deal",
        "ja-JP": "タイムセール",
    }[shop.locale.code]
    reduce_all(shop)

    def card(i: int) -> str:
        coupon = (
            f'<div class="s" style="color:#067d62">Coupon: {shop.money(part(shop, shop.items[i].price, 0.1, step="1") + 1, i, kind="saving")}</div>'
            if i % 5 == 2
            else ""
        )
        return (
            f'<div style="width:330px;flex:none;margin-right:18px">{shop.photo(i, 330, 196)}<div style="margin:8px 0 4px"><span style="background:#cc0c39;color:#fff;padding:3px 7px;font-size:13px">-{shop.percent(i)}%</span> <b style="color:#cc0c39;font-size:13px">{chip}</b></div>'
            f'<div><span style="font-size:20px">{shop.money(shop.items[i].price, i)}</span> <span class="s pale">{label} {shop.was(i)}</span></div>'
            f'{shop.title(i, with_brand=True, css="font-size:14px;min-height:38px")}{coupon}<div style="background:#e3e6e6;height:6px;margin-top:5px"><div style="background:#f0a63c;height:6px;width:{20 + 6 * i}%"></div></div><div class="s pale">{20 + 6 * i}% claimed</div></div>'
        )

    rails = "".join(
        f'<div style="margin:10px 0 0 26px"><h2 style="font-size:21px">{name}</h2><div class="row" style="overflow:hidden">{"".join(card(i) for i in span)}</div></div>'
        for name, span in (("Today's deals", range(6)), ("Inspired by your browsing", range(6, 12)))
    )
    return (
        masthead(shop, "Quayside", "All;Deals;Audio;Computing;Home;Sell", css="background:#13202e;color:#fff;border:0")
        + rails
    )


@BOOK.layout("en-US/plain/grocery", "en-US/inter/electronics", count=10, screen=Screen(1536, 864, 1.0, 75))
def options_under_price(shop: Shop) -> str:
    """A warehouse's cards: button on the photo, "Now" with sign and cents high and small, struck price, price of an ounce in cents, the range of options, title last."""
    charge_for_all(shop)
    cards = []
    for i, item in enumerate(shop.items):
        dollars, cents = f"{item.price:.2f}".split(".")
        small = "font-size:.5em;vertical-align:top;position:relative;top:.2em"
        price = shop.printed(
            item.price,
            f'<span style="{small}">$</span>{int(dollars):,}<span style="{small}">{cents}</span>',
            i,
            css="font-size:27px;font-weight:bold;line-height:1.1;" + ("color:#2a8703" if item.was else ""),
        )
        now = f'<b style="color:#2a8703;font-size:18px">{shop.word("now")}</b> ' if item.was else ""
        ounce = part(shop, item.price, 1 / 24, step="0.001")
        unit = f' <span class="s pale">{shop.printed(ounce, f"{ounce * 100:.1f} ¢", i, kind="unit")}/oz</span>' if shop.department == "grocery" else ""  # fmt: skip
        more = (
            f'<div class="s">Options from {shop.money(part(shop, item.price, 0.9), i, kind="range")} – {shop.money(part(shop, item.price, 2.5), i, kind="range")}</div>'
            if i % 4 == 2
            else ""
        )
        cards.append(
            f'<div style="width:238px;margin:0 14px 20px 0"><div style="position:relative">{shop.photo(i, 238, 170)}<span style="position:absolute;left:8px;bottom:8px;background:#0071dc;color:#fff;border-radius:16px;padding:5px 16px">+ Add</span></div>'
            f'<div style="margin-top:8px">{now}{price} {shop.was(i, css="font-size:14px")}{unit}</div>{more}{shop.title(i, with_brand=True, css="font-size:15px")}<div class="s pale">{shop.stars(i, form=2)}</div><div class="s">Pickup <b>today</b> · Delivery <b>tomorrow</b></div></div>'
        )
    return (
        masthead(shop, "Barnlot", "Departments;Services;Rollbacks;Pickup", css="background:#0053e2;color:#fff", right=f"Cart {shop.money(Decimal('0'), kind='total')}")
        + f'<div style="padding:14px 40px"><div class="row" style="gap:10px;margin-bottom:14px"><span style="background:#eee;border-radius:14px;padding:5px 14px;color:#222">In-store</span><span style="background:#eee;border-radius:14px;padding:5px 14px;color:#222">Price ▾</span><span style="background:#eee;border-radius:14px;padding:5px 14px;color:#222">Brand ▾</span></div><h2>Results for "weekly" (1000+)</h2><div class="row" style="flex-wrap:wrap">{"".join(cards)}</div></div>'
    )  # fmt: skip
