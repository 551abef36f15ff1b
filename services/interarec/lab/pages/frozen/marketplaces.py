"""Frozen layouts: a large marketplace’s results, product page and cart; second hand; a price comparison."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.frozen.frame import (
    DESKTOP,
    FULL,
    LAPTOP,
    NOTEBOOK,
    amount,
    band_rows,
    clamp,
    group,
    page,
    reduce_all,
    say,
    stars,
)
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()

_MARKET = """
.mk{font-size:14px;line-height:1.43;color:#0f1111}.mk .top{background:#131921;color:#fff;display:flex;align-items:center;gap:20px;padding:10px 18px;font-size:12px}.mk .top b{font-size:14px}.mk .sub{background:#232f3e;color:#fff;padding:8px 18px;display:flex;gap:18px;font-size:14px}
.mk .lk{color:#007185}.mk .sec{color:#565959}.mk .g{margin-bottom:14px}.mk .gn{font-weight:700}.mk .v{line-height:1.6}.mk .n{display:none}.mk .yb{background:#ffd814;border-radius:100px;padding:6px 14px;font-size:13px;display:inline-block}.mk .big{font-size:28px}
"""


def _split(shop: Shop, i: int, *, size: int = 28, css: str = "") -> str:
    """The price as large whole units between a small raised sign and small raised cents."""
    price = shop.items[i].price
    whole, _, cents = shop.number(price).rpartition(shop.locale.decimal)
    if not shop.locale.cents:
        whole, cents = shop.number(price), ""
    before, after = (sign.strip() for sign in shop.locale.form.split("{}"))

    def small(text: str) -> str:
        return f'<span style="font-size:.48em;position:relative;top:-.72em">{text}</span>' if text else ""

    return shop.printed(
        price, f"{small(before)}{whole}{small(cents)}{small(after)}", i, css=f"font-size:{size}px;{css}"
    )


def _market_top(shop: Shop, query: str) -> str:
    to = say(shop, "Deliver to<br><b>Portland 97201</b>", de="Liefern nach<br><b>Leipzig 04109</b>")
    hello, orders, cart = say(
        shop,
        "Hello, sign in<br><b>Account & Lists ⌄</b>|Returns<br><b>& Orders</b>|Cart",
        de="Hallo, anmelden<br><b>Konto und Listen ⌄</b>|Warenrücksendungen<br><b>und Bestellungen</b>|Einkaufswagen",
    ).split("|")
    links = "".join(
        f"<span>{link}</span>"
        for link in say(
            shop,
            "☰ All;Today’s Deals;Customer Service;Registry;Gift Cards;Sell",
            de="☰ Alle;Angebote;Bestseller;Gutscheine;Kundenservice;Verkaufen",
        ).split(";")
    )
    return f'<div class="mk"><div class="top"><span style="font-size:24px;font-weight:700">rivermart</span><span>{to}</span><span style="flex:1;display:flex"><span style="background:#e6e6e6;color:#555;padding:11px 12px;border-radius:4px 0 0 4px">{say(shop, "All", de="Alle")} ⌄</span><span style="background:#fff;color:#111;flex:1;padding:9px 12px;font-size:15px">{query}</span><span style="background:#febd69;color:#111;padding:7px 14px;border-radius:0 4px 4px 0;font-size:18px">⌕</span></span><span>{hello}</span><span>{orders}</span><span style="font-size:14px;font-weight:700">⚿ 3 {cart}</span></div><div class="sub">{links}</div>'


@BOOK.layout("en-US/open/electronics", "de-DE/plain/furniture", count=7, screen=DESKTOP)
def market_results(shop: Shop) -> str:
    """A marketplace’s results as rows: filters left, framed rows with a grey photo field; long title of 18 px, orange stars with counts, "bought in past month", split price with raised cents and struck list price, delivery day in bold, yellow button."""
    list_price, bought, free, by, add, sponsored = say(
        shop,
        "List:|bought in past month|FREE delivery|Or fastest delivery|Add to cart|Sponsored",
        de="UVP:|Mal im letzten Monat gekauft|GRATIS Lieferung|Oder schnellste Lieferung|In den Einkaufswagen|Gesponsert",
    ).split("|")
    rows = []
    for i, item in enumerate(shop.items):
        was = f' <span class="sec">{list_price} {shop.was(i, css="color:#565959")}</span>' if item.was else ""
        threshold = (
            f" {say(shop, 'on', de='für')} {shop.money(amount(shop, 32), kind='threshold')} {say(shop, 'of items shipped by us', de='Bestellwert')}"
            if i % 3 == 2
            else ""
        )
        rows.append(
            f'<div class="row" style="border:1px solid #e7e7e7;border-radius:4px;margin-bottom:12px"><div style="background:#f7f7f7;width:270px;flex:none">{shop.photo(i, 270, 222)}</div><div style="padding:12px 18px;max-width:760px">{f"<div class=sec style=font-size:12px>{sponsored} ⓘ</div>" if i < 2 else ""}{shop.title(i, tag="h2", long=True, css="font-size:18px;font-weight:500;line-height:1.33;margin:0 0 3px;" + clamp(2))}'
            f'<div>{item.rating} {stars(shop, i, color="#de7921", size=15)} <span class="lk">({item.reviews:,})</span></div><div class="sec">{(50, 100, 300, 1000, 2000, 400, 200)[i]}+ {bought}</div><div style="margin:2px 0">{_split(shop, i)}{was}</div><div>{free} <b>{say(shop, "Tue, Dec 3", de="Di., 3. Dez.")}</b>{threshold}</div><div class="sec">{by} <b>{say(shop, "Tomorrow, Nov 30", de="morgen, 30. Nov.")}</b></div><div style="margin-top:6px"><span class="yb">{add}</span></div></div></div>'
        )  # fmt: skip
    kind = say(shop, "wireless headphones", de="wohnzimmer möbel")
    more = say(
        shop,
        "Eligible for Free Shipping|Delivery Day|Get It by Tomorrow|Customer Reviews|Brands|Price|Deals & Discounts|Today’s Deals|Condition|New;Renewed;Used",
        de="Kostenloser Versand|Liefertag|Lieferung bis morgen|Kundenrezension|Marke|Preis|Angebote|Alle Angebote|Zustand|Neu;Gebraucht",
    ).split("|")
    brands = ";".join(dict.fromkeys(item.brand for item in shop.items))
    side = f'<div style="width:230px;flex:none"><div class="g"><div class="gn">{more[1]}</div><div class="v">☐ {more[2]}</div></div><div class="g"><div class="gn">{more[3]}</div><span style="color:#de7921;font-size:18px">★★★★☆</span> <span>{say(shop, "& Up", de="& mehr")}</span></div>{group(more[4], brands)}<div class="g"><div class="gn">{more[5]}</div>{band_rows(shop, 10, 25, 60, 150, mark="")}</div>{group(more[6], more[7])}{group(more[8], more[9], mark="")}</div>'
    return page(
        shop, _MARKET,
        f'{_market_top(shop, kind)}<div class="row" style="box-shadow:0 2px 3px #0002;padding:8px 18px;justify-content:space-between"><span>{say(shop, "1-16 of over 4,000 results for", de="1-16 von mehr als 4.000 Ergebnissen für")} <b style="color:#c45500">"{kind}"</b></span><span style="background:#f0f2f2;border:1px solid #d5d9d9;border-radius:7px;padding:3px 10px;font-size:13px">{say(shop, "Sort by: Featured", de="Sortieren nach: Empfohlen")} ⌄</span></div><div class="row" style="padding:14px 18px;gap:16px">{side}<div style="flex:1"><div style="font-size:20px;font-weight:700;margin-bottom:8px">{say(shop, "Results", de="Ergebnisse")}</div>{"".join(rows)}</div></div></div>',
        up=0 if shop.locale.code == "en-US" else 350,
    )  # fmt: skip


@BOOK.layout("en-US/open/electronics", "en-IN/plain/shoes", count=1, screen=LAPTOP)
def market_product(shop: Shop) -> str:
    """A marketplace’s product page: thumbnails and photo, long title with stars, percentage in light red before the split price, struck list price under it, options, facts, a list of points; at the right a framed box with the price again, delivery, quantity, yellow and orange buttons."""
    reduce_all(shop)
    item = shop.items[0]
    off = (
        f'<span style="color:#cc0c39;font-size:24px;font-weight:300;margin-right:8px">-{shop.percent(0)}%</span>'
        if item.was
        else ""
    )
    was = (
        f'<div class="sec" style="font-size:12px">{say(shop, "List Price") if shop.locale.code == "en-US" else "M.R.P."}: {shop.was(0, css="color:#565959")}</div>'
        if item.was
        else ""
    )
    facts = "".join(
        f'<div class="row" style="padding:3px 0"><b style="width:150px">{name}</b><span>{value}</span></div>'
        for name, value in (
            ("Brand", item.brand),
            ("Color", item.color),
            ("Special Feature", item.specs[0]),
            ("Item Weight", item.specs[1]),
        )
    )
    points = "".join(
        f"<li style='margin-bottom:4px'>{text}</li>"
        for text in (
            "MADE FOR EVERY DAY: comfortable for hours at home, at work and on the way, with a soft and even fit that adapts to you",
            "EASY TO SET UP: ready in a minute, with a clear guide in the box and help by chat whenever you need it",
            "LASTING: tested a thousand times in our own laboratory and covered by a two year guarantee against faults",
        )
    )
    thumbs = "".join(
        f'<div style="border:1px solid #bbb;border-radius:5px;margin-bottom:8px;overflow:hidden">{shop.photo(0, 42, 42)}</div>'
        for _ in range(6)
    )
    box = f'<div style="border:1px solid #d5d9d9;border-radius:8px;padding:16px;width:246px;flex:none;align-self:flex-start">{_split(shop, 0)}<div style="margin-top:8px"><span class="lk">FREE delivery</span> <b>Tuesday, December 3</b></div><div>Or fastest delivery <b>Tomorrow</b>. Order within <span style="color:#007600">4 hrs 12 mins</span></div><div class="lk" style="margin-top:8px;font-size:12px">◉ Deliver to Portland 97201</div><div style="color:#007600;font-size:18px;margin:12px 0">In Stock</div><div style="background:#f0f2f2;border:1px solid #d5d9d9;border-radius:7px;padding:5px 10px">Quantity: 1 <span style="float:right">⌄</span></div><div class="yb" style="display:block;text-align:center;margin-top:12px">Add to Cart</div><div class="yb" style="display:block;text-align:center;background:#ffa41c;margin-top:8px">Buy Now</div><div style="font-size:12px;margin-top:12px" class="sec">Ships from &nbsp; rivermart<br>Sold by &nbsp; <span class="lk">{item.brand} Direct</span><br>Returns &nbsp; 30-day refund</div><div style="border-top:1px solid #e7e7e7;margin-top:12px;padding-top:10px"><span style="border:1px solid #888c8c;border-radius:7px;padding:4px 10px;display:block;font-size:13px">Add to List</span></div></div>'
    return page(
        shop, _MARKET,
        f'{_market_top(shop, "")}<div class="sec" style="padding:10px 18px;font-size:12px">Home › Departments › {item.brand} › {item.title}</div><div class="row" style="padding:4px 18px;gap:24px"><div style="width:44px;flex:none">{thumbs}</div>{shop.photo(0, 470, 520)}<div style="flex:1">{shop.title(0, long=True, tag="h1", css="font-size:24px;font-weight:400;line-height:1.33;margin:0 0 2px")}<div class="lk">Visit the {item.brand} Store</div><div>{item.rating} {stars(shop, 0, color="#de7921", size=16)} <span class="lk">{item.reviews:,} ratings</span></div><div style="margin:2px 0 8px"><b>300+ bought</b> in past month</div>'
        f'<div style="border-top:1px solid #e7e7e7;padding-top:8px">{off}{_split(shop, 0)}</div>{was}<div style="margin:4px 0"><span class="lk">FREE Returns ⌄</span></div><div style="margin:8px 0">Color: <b>{item.color}</b><div class="row" style="gap:8px;margin-top:5px"><span style="border:2px solid #007185;border-radius:6px;padding:2px">{shop.photo(0, 42, 42)}</span><span style="border:1px solid #aaa;border-radius:6px;padding:2px">{shop.photo(0, 42, 42)}</span></div></div>{facts}<div style="border-top:1px solid #e7e7e7;margin-top:10px;padding-top:8px;font-size:16px;font-weight:700">About this item</div><ul style="padding-left:18px;margin:6px 0">{points}</ul></div>{box}</div></div>',
    )  # fmt: skip


@BOOK.layout("en-US/open/beauty", "de-DE/plain/books", count=6, screen=NOTEBOOK)
def market_cart(shop: Shop) -> str:
    """A marketplace’s cart on grey: white panel of rows with photo, title, stock, quantity and links, bold line price at the right edge, subtotal under the last; box with the subtotal and a yellow button, other things with prices under it."""
    kept, stock, gift, links, heading, price, sub, proceed, ready = say(
        shop, "3 items|In Stock|☐ This is a gift|Delete &nbsp;|&nbsp; Save for later &nbsp;|&nbsp; Share|Shopping Cart|Price|Subtotal|Proceed to checkout|Your order qualifies for FREE Shipping.".replace("&nbsp;|&nbsp;", "&nbsp; · &nbsp;"),
        de="3 Artikel|Auf Lager|☐ Als Geschenk|Löschen &nbsp; · &nbsp; Auf die Merkliste &nbsp; · &nbsp; Teilen|Einkaufswagen|Preis|Summe|Zur Kasse gehen|Ihre Bestellung ist für kostenlosen Versand berechtigt.",
    ).split("|")  # fmt: skip
    rows = "".join(
        f'<div class="row" style="border-top:1px solid #ddd;padding:14px 0;gap:18px"><span style="color:#007185;padding-top:60px">☑</span>{shop.photo(i, 150, 138)}<div style="flex:1">{shop.title(i, long=True, css="font-size:18px;line-height:1.3;" + clamp(2))}<div style="color:#007600;font-size:12px">{stock}</div><div style="font-size:12px">{gift}</div><div style="margin-top:8px"><span style="border:2px solid #ffd814;border-radius:100px;padding:3px 14px;font-weight:700">− &nbsp; 1 &nbsp; +</span> <span class="lk" style="font-size:12px;margin-left:10px">{links}</span></div></div><div style="font-size:18px;font-weight:700">{shop.money(shop.items[i].price, i)}</div></div>'
        for i in range(3)
    )
    total = sum((item.price for item in shop.items[:3]), Decimal(0))
    sums = [shop.money(total, kind="total", css="font-weight:700;") for _ in range(2)]
    others = "".join(
        f'<div class="row" style="gap:10px;margin-top:12px">{shop.photo(i, 80, 80)}<div>{shop.title(i, css="color:#007185;line-height:1.3;" + clamp(2))}<div style="font-size:12px">{stars(shop, i, color="#de7921", size=13)} {shop.items[i].reviews:,}</div><div style="color:#b12704">{shop.money(shop.items[i].price, i)}</div><span class="yb" style="padding:3px 10px;font-size:12px">{shop.word("add")}</span></div></div>'
        for i in range(3, 6)
    )
    return page(
        shop, _MARKET,
        f'{_market_top(shop, "")}<div style="background:#eaeded;padding:18px;min-height:900px"><div class="row" style="gap:18px"><div style="background:#fff;flex:1;padding:18px 20px"><div class="row" style="justify-content:space-between;align-items:end;padding-bottom:4px"><span style="font-size:28px">{heading}</span><span class="sec">{price}</span></div>{rows}<div style="border-top:1px solid #ddd;padding-top:10px;text-align:right;font-size:18px">{sub} ({kept}): {sums[0]}</div></div>'
        f'<div style="width:300px;flex:none"><div style="background:#fff;padding:18px"><div style="color:#007600;font-size:12px;margin-bottom:8px">✔ {ready}</div><div style="font-size:18px">{sub} ({kept}): {sums[1]}</div><div style="font-size:13px;margin:6px 0 12px">{gift}</div><div class="yb" style="display:block;text-align:center">{proceed}</div></div><div style="background:#fff;padding:18px;margin-top:16px"><b style="font-size:16px">{shop.word("similar")}</b>{others}</div></div></div></div></div>',
    )  # fmt: skip


_AUCTION = """
.au{font-size:14px;line-height:1.4;color:#191919}.au .v{padding:4px 0;font-size:13px}.au .gn{font-weight:700;margin:14px 0 4px}.au .n{color:#707070}.au .grid{display:grid;grid-template-columns:repeat(5,1fr);gap:26px 16px}.au .sec{color:#707070;font-size:12px}.au .pr{font-size:20px;font-weight:700;line-height:1.4}
"""


@BOOK.layout("en-GB/plain/electronics", "en-US/inter/toys", count=15, screen=FULL)
def second_hand_grid(shop: Shop) -> str:
    """An auction site’s results as a grid on a wide screen: photo with rounded corners, title of two lines, condition, bold price, bids with time left or "or Best Offer", postage, place, sellers' scores."""
    post = say(shop, "postage") if shop.locale.code == "en-GB" else "delivery"
    cards = []
    for i, item in enumerate(shop.items):
        ways = (
            f"{3 + 4 * i % 17} bids · {1 + i % 5}d {3 * i % 23}h left",
            "or Best Offer",
            "Buy It Now",
            "Buy It Now",
        )[i % 4]
        fee = (
            f"+{shop.money(amount(shop, 2 + i % 5, cents='0.99'), i, kind='shipping')} {post}"
            if i % 3
            else f"Free {post}"
        )
        was = (
            f'<div class="sec">{shop.was(i, css="color:#707070")} {shop.percent(i)}% off</div>'
            if item.was and i % 4 > 1
            else ""
        )
        cards.append(f'<div>{shop.photo(i, 262, 236, css="border-radius:12px;")}{shop.title(i, with_brand=True, css="font-size:15px;margin-top:9px;min-height:42px;" + clamp(2))}<div class="sec">{("Pre-owned", "Brand new", "Very good - Refurbished", "Pre-owned")[i % 4]} · {item.brand}</div><div class="pr">{shop.money(item.price, i)}</div>{was}<div>{ways}</div><div>{fee}</div><div class="sec">{(412, 18204, 77, 2311)[i % 4]:,} sold by seller · {(99.6, 100, 98.9, 99.8)[i % 4]}% positive</div></div>')  # fmt: skip
    side = f'<div style="width:232px;flex:none"><b>Category</b><div class="v">‹ All</div><div class="v" style="font-weight:700">Sound & Vision</div><div class="v">Headphones</div><div class="v">Portable Audio</div>{group("Brand", ";".join(sorted({item.brand for item in shop.items})))}{group("Condition", "New;Opened – never used;Refurbished;Used;For parts")}<div class="gn">Price</div>{band_rows(shop, 0, 30, 80, 200, mark="○ ")}{group("Buying Format", "All Listings;Auction;Buy It Now;Best Offer")}{group("Item Location", "Default;UK Only;European Union;Worldwide")}</div>'
    return page(
        shop, _AUCTION,
        f'<div class="au" style="max-width:1700px;margin:auto;padding:0 20px"><div class="row" style="font-size:12px;padding:8px 0;justify-content:space-between;border-bottom:1px solid #e5e5e5"><span>Hi! <u>Sign in</u> or <u>register</u> &nbsp; Daily Deals &nbsp; Outlet &nbsp; Help & Contact</span><span>Sell &nbsp; Watch list ⌄ &nbsp; My account ⌄ &nbsp; ⚿</span></div><div class="row" style="align-items:center;gap:22px;padding:14px 0"><b style="font-size:34px;letter-spacing:-2px"><span style="color:#e53238">b</span><span style="color:#0064d2">i</span><span style="color:#f5af02">d</span><span style="color:#86b817">o</span></b><span style="flex:1;border:2px solid #191919;border-radius:24px;padding:11px 20px;font-size:16px">⌕ {say(shop, "wireless speaker")}</span><span style="background:#3665f3;color:#fff;border-radius:24px;padding:12px 50px;font-size:16px">Search</span><span class="sec">Advanced</span></div>'
        f'<div class="row" style="gap:36px;padding-top:10px">{side}<div style="flex:1"><div class="row" style="align-items:center;margin-bottom:16px;gap:14px"><b style="font-size:16px">2,400+ results</b><span class="lk">♡ Save this search</span><span style="margin-left:auto">All &nbsp; Auction &nbsp; Buy It Now</span><span style="border:1px solid #c7c7c7;border-radius:20px;padding:6px 16px">Best Match ⌄</span><span style="border:1px solid #c7c7c7;border-radius:20px;padding:6px 16px">▦ ⌄</span></div><div class="grid">{"".join(cards)}</div></div></div></div>',
    )  # fmt: skip


_COMPARE = """
.cp{font-size:14px;line-height:1.4;color:#2d2d2d;background:#f4f5f7}.cp .v{padding:4px 0;font-size:13px}.cp .gn{font-weight:700;margin:12px 0 4px}.cp .n{color:#888}.cp .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:12px}.cp .ti{background:#fff;border:1px solid #e1e3e6;border-radius:6px;padding:14px;display:flex;flex-direction:column}
"""


@BOOK.layout("de-DE/open/electronics", "en-GB/inter/bikes", count=8, screen=LAPTOP)
def compared_prices(shop: Shop) -> str:
    """A price comparison’s results: tiles with photo, test grade, title, facts in grey, stars, "from" price bold with the number of shops beside it, heart and a box to compare."""
    shops, from_, grade = say(shop, "in {} shops|from|Very good", de="{} Angebote|ab|Sehr gut").split("|")
    cards = []
    for i, item in enumerate(shop.items):
        test = (
            f'<span style="position:absolute;left:0;bottom:6px;background:#e6f1fb;font-size:11px;border-radius:4px;padding:2px 7px">{grade} 1.{3 + i % 5}</span>'
            if i % 3 == 0
            else ""
        )
        cards.append(f'<div class="ti"><div style="position:relative">{shop.photo(i, 234, 160)}{test}<span style="position:absolute;right:0;top:0;font-size:20px;color:#888">♡</span></div>{shop.title(i, with_brand=True, css="font-weight:700;margin-top:10px;min-height:39px;" + clamp(2))}<div style="font-size:12px;color:#6f7780;min-height:34px">{", ".join(item.specs)}, {item.color}</div><div style="font-size:12px">{stars(shop, i, color="#ff8a00", size=13)} <span style="color:#6f7780">({item.reviews})</span></div><div style="margin-top:8px;display:flex;align-items:baseline;gap:6px"><span style="font-size:13px;color:#6f7780">{from_}</span><b style="font-size:18px;color:#0771d0">{shop.money(item.price, i)}</b></div><div style="font-size:12px;color:#0771d0">{shops.format(4 + 13 * i % 41)}</div><div style="font-size:12px;border-top:1px solid #eee;margin-top:10px;padding-top:8px">☐ {say(shop, "Compare", de="Vergleichen")}</div></div>')  # fmt: skip
    names = say(
        shop,
        "Brand|Price|Product features|Bestsellers only;On sale;New|Home › Sport|Bikes|1,204 products|Sort: Most popular|What are you looking for?",
        de="Hersteller|Preis|Eigenschaften|Nur Bestseller;Reduziert;Neuheiten|Start › Elektroartikel|Unterhaltungselektronik|1.204 Produkte|Sortieren: Beliebteste zuerst|Wonach suchen Sie?",
    ).split("|")
    side = f'<div style="width:226px;flex:none;background:#fff;border:1px solid #e1e3e6;border-radius:6px;padding:12px 16px;align-self:flex-start">{group(names[0], ";".join(dict.fromkeys(item.brand for item in shop.items)))}<div class="gn">{names[1]}</div>{band_rows(shop, 0, 50, 150, 400)}{group(names[2], names[3])}</div>'
    return page(
        shop, _COMPARE,
        f'<div class="cp"><div style="background:#0a3761;color:#fff"><div class="row" style="max-width:1300px;margin:auto;align-items:center;gap:30px;padding:14px 0"><b style="font-size:27px">vergleicho</b><span style="background:#fff;color:#888;flex:1;border-radius:6px;padding:10px 16px">{names[8]} <span style="float:right;color:#ff6600">⌕</span></span><span>♡ {say(shop, "Wish list", de="Merkzettel")} &nbsp;&nbsp; ☺ {say(shop, "Sign in", de="Anmelden")}</span></div></div><div style="max-width:1300px;margin:auto;padding:14px 0"><div style="font-size:12px;color:#6f7780">{names[4]} › {names[5]}</div><div class="row" style="align-items:center;margin:8px 0 14px"><h1 style="font-size:24px;margin:0">{names[5]}</h1><span style="color:#6f7780;margin-left:12px">{names[6]}</span><span style="margin-left:auto;border:1px solid #c9ced4;border-radius:6px;background:#fff;padding:7px 14px">{names[7]} ⌄</span></div><div class="row" style="gap:18px">{side}<div class="grid" style="flex:1">{"".join(cards)}</div></div></div></div>',
    )  # fmt: skip
