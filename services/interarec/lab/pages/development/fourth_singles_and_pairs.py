"""Development layouts, once frozen: one or two things large, contracts, a page after the click, telephones, a page without a price."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.development.fourth_frame import cookies, cut, head, part, parts, pill, raise_all, say, trail
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("en-GB/inter/bikes", "ja-JP/plain/electronics", count=2, screen=Screen(1440, 900, 1.0, 80))  # fmt: skip
def versus(shop: Shop) -> str:
    """Two things against each other: photograph, title and price on either half, "VS" between; below it facts in mirrored columns around a middle one of names, the better value tinted, bars."""
    halves = []
    for i, item in enumerate(shop.items):
        past = f'<span style="font-size:15px">{shop.was(i)}</span>' if item.was else ""
        halves.append(
            f'<div style="flex:1;text-align:center">{shop.photo(i, 380, 240, css="margin:0 auto;border-radius:10px;")}{shop.title(i, with_brand=True, css="font-size:22px;font-weight:bold;margin-top:10px")}<div class="s pale">{shop.stars(i, form=3)}</div><div style="margin-top:5px">{shop.money(item.price, i, css="font-size:26px;")} {past}</div></div>'
        )
    names = say(
        shop, "Score;Weight;Warranty;Noise;Battery;In the test", it="Punteggio;Peso;Garanzia;Rumore;Batteria;Nel test"
    ).split(";")
    values = (
        ("87", "79"),
        ("11.4 kg", "9.1 kg"),
        ("2 y", "5 y"),
        ("38 dB", "41 dB"),
        ("500 Wh", "625 Wh"),
        ("03/2026", "11/2025"),
    )
    lines = "".join(
        f'<div class="row" style="border-bottom:1px solid #8883;padding:9px 0"><div style="flex:1;text-align:right;padding-right:26px;{"color:#0a7d3c;font-weight:bold" if k % 2 == 0 else ""}">{left}</div><div style="width:190px;text-align:center;background:#8881" class="s">{name}</div><div style="flex:1;padding-left:26px;{"color:#0a7d3c;font-weight:bold" if k % 2 else ""}">{right}</div></div>'
        for k, (name, (left, right)) in enumerate(zip(names, values, strict=True))
    )
    return (
        head(shop, "sidebyside", say(shop, "Compare;Rankings;Reviews;Deals", it="Confronta;Classifiche;Recensioni;Offerte"))
        + f'<div style="padding:18px 130px"><div class="row" style="align-items:center">{halves[0]}<div style="width:70px;height:70px;border-radius:35px;background:#111;color:#fff;text-align:center;line-height:70px;font-size:23px">VS</div>{halves[1]}</div><div style="margin-top:14px">{lines}</div></div>'
    )  # fmt: skip


@BOOK.layout("en-GB/grotesk/electronics", "en-IN/inter/electronics", count=8, screen=Screen(1440, 900, 1.0, 75))  # fmt: skip
def monthly_rate_large(shop: Shop) -> str:
    """Devices on instalments: photo, title, colour dots; the monthly rate large and coloured with its months, upfront amount pale, a rule, then the cash price in small bold words and a gift; badges "5G"."""
    month, upfront, cash = say(
        shop, "a month for 24 months|upfront|Or pay in full", nl="per maand, 24 maanden|eenmalig|Los toestel"
    ).split("|")
    raise_all(shop, 180)
    cards = []
    for i, item in enumerate(shop.items):
        first = Decimal(round((10 + 10 * (i % 3)) * shop.locale.factor))
        rate = part(shop, item.price - min(first, item.price / 2), 1 / 24, step="0.01" if shop.locale.cents else "1")
        dots = "".join(
            f'<span style="display:inline-block;width:11px;height:11px;border-radius:6px;margin:0 4px 0 0;border:1px solid #8886;background:{tone}"></span>'
            for tone in ("#222", "#cdd", "#a9c")[: 1 + i % 3]
        )
        cards.append(
            f'<div class="card" style="border:1px solid #8884;border-radius:10px;padding:12px 14px;position:relative"><span style="position:absolute;left:12px;top:12px">{pill("5G", "#660099")}</span><div style="display:flex;justify-content:center">{shop.picture(i, 150, 116, tint="none")}</div>{shop.title(i, with_brand=True, css="font-weight:bold;font-size:15px;min-height:40px;" + cut(2))}<div style="height:18px">{dots}</div><div style="color:#660099">{parts(shop, rate, i, big=27, small=16, kind="instalment", css="font-weight:bold;")} <span style="font-size:12px">{month}</span></div><div class="s pale">{shop.printed(first, shop.text(first, cents=False), i, kind="instalment")} {upfront}</div><div style="border-top:1px solid #8883;margin-top:7px;padding-top:7px;font-size:13px">{cash} {shop.money(item.price, i, css="font-weight:bold;")}</div><div style="font-size:12px;color:#0a7d3c;min-height:16px">{"+ " + say(shop, "Earbuds included", nl="Inclusief oordopjes") if i % 3 == 0 else ""}</div></div>'
        )  # fmt: skip
    return (
        head(shop, '<span style="color:#660099">Vocalis</span>', say(shop, "Phones;SIM only;Broadband;TV;Upgrade;Help", nl="Telefoons;Sim only;Internet;TV;Verlengen;Service"))
        + f'<div style="padding:12px 44px"><h1 style="font-size:28px">{say(shop, "Pay monthly phones", nl="Telefoons op afbetaling")}</h1><div class="s pale" style="margin-bottom:10px">{say(shop, "0% APR representative. Subject to status. Prices may change each April.", nl="Let op! Geld lenen kost geld.")}</div><div style="display:grid;grid-template-columns:repeat(4,1fr);gap:14px">{"".join(cards)}</div></div>'
    )  # fmt: skip


@BOOK.layout("fr-FR/airy/beauty", "es-ES/grotesk/beauty", count=6, screen=Screen(1536, 960, 1.0, 80))  # fmt: skip
def quantity_ladder(shop: Shop) -> str:
    """Product page: photograph left; title, stars, price with earlier one, instalments; three boxes for 1, 2 or 4 pieces with the price of each and the saving; a bar towards free delivery; a rail of five tiny cards, price first."""
    item = shop.items[0]
    each, save, free = say(
        shop,
        "each|Save|You are {} away from free delivery",
        fr="l'unité|Économisez|Plus que {} pour la livraison offerte",
        es="la unidad|Ahorra|Te faltan {} para el envío gratis",
    ).split("|")
    boxes = []
    for k, (count, share) in enumerate(((1, 1.0), (2, 0.92), (4, 0.85))):
        amount = part(shop, item.price, share)
        inner = (
            f'{shop.money(amount, 0, kind="multibuy")} {each}<div style="font-size:12px;color:#0b6e4f">{save} {shop.money((item.price - amount) * count, 0, kind="saving")}</div>'
            if k
            else f'<span class="pale">{say(shop, "Standard", fr="Sans remise", es="Sin descuento")}</span>'
        )
        boxes.append(
            f'<div style="flex:1;border:{"1px solid #8885" if k else "2px solid #0b6e4f"};border-radius:8px;padding:9px 12px"><b>{count} ×</b><div class="s">{inner}</div></div>'
        )
    rail = "".join(
        f'<div style="width:170px">{shop.photo(i, 170, 120)}<div style="margin-top:5px">{shop.money(other.price, i, css="font-weight:bold;")}</div>{shop.title(i, css="font-size:12px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis")}<div style="font-size:11px" class="pale">★ {other.rating}</div></div>'
        for i, other in enumerate(shop.items)
        if i
    )
    need = free.replace(
        "{}", shop.money(Decimal(round(12 * shop.locale.factor)), kind="threshold", css="font-weight:bold;")
    )
    past = f"{shop.was(0, label=True)}" if item.was else ""
    return (
        head(shop, "Apothek &amp; Paw" if shop.department == "pets" else "Officine Verte", say(shop, "Dogs;Cats;Health;Beauty;Offers", fr="Visage;Corps;Cheveux;Bébé;Promos", es="Cara;Cuerpo;Pelo;Bebé;Ofertas"))
        + f'<div style="padding:10px 90px">{trail("Home;Care;All;Product")}<div class="row" style="gap:44px;margin-top:8px"><div class="row" style="gap:8px"><div>{"".join(shop.photo(0, 62, 62, css="margin-bottom:8px;") for _ in range(4))}</div>{shop.photo(0, 520, 440)}</div><div style="flex:1">{shop.brand(0, css="letter-spacing:.06em;text-transform:uppercase;font-size:13px")}{shop.title(0, tag="h1", css="font-size:27px;line-height:1.2")}<div class="s">{shop.stars(0, form=0)} · SKU 40{718 + item.reviews}</div><div style="margin-top:12px">{shop.money(item.price, 0, css="font-size:32px;font-weight:bold;")} <span class="s">{past}</span></div><div class="s pale">{say(shop, "or 3 payments of", fr="ou 3 x", es="o 3 plazos de")} {shop.money(part(shop, item.price, 1 / 3), 0, kind="instalment")} {say(shop, "interest-free", fr="sans frais", es="sin intereses")}</div>'
        f'<div class="row" style="gap:10px;margin:14px 0">{"".join(boxes)}</div><div style="background:#0b6e4f;color:#fff;border-radius:6px;text-align:center;padding:12px">{shop.word("add")}</div><div class="s" style="margin-top:12px">{need}</div><div style="height:6px;background:#8883;border-radius:3px;margin-top:5px"><div style="width:66%;height:6px;background:#0b6e4f;border-radius:3px"></div></div><div class="s pale" style="margin-top:12px">✓ {say(shop, "In stock. Delivered Wed 2 Dec.", fr="En stock. Livré mer. 2 déc.", es="En stock. Entrega mié. 2 dic.")} &nbsp; ↺ 30</div></div></div><h3 style="margin-top:14px">{shop.word("similar")}</h3><div class="row" style="gap:20px">{rail}</div></div>'
    )  # fmt: skip


@BOOK.layout("en-US/serif/furniture", "fr-FR/serif/fashion", count=2, screen=Screen(1920, 980, 1.0, 85))
def two_page_spread(shop: Shop) -> str:
    """A wide spread: each half a photograph of its own ground; over the left one, low, title of 40 px, prose and price in thin type; over the right one, high and aligned right, the same; a menu in white over both."""
    tones = ("#2f3b35", "#8a5a44")
    halves = []
    for i, item in enumerate(shop.items):
        place = "left:60px;bottom:64px;text-align:left" if i == 0 else "right:60px;top:130px;text-align:right"
        price = shop.printed(
            part(shop, item.price, 6, step="5"),
            shop.text(part(shop, item.price, 6, step="5"), cents=False),
            i,
            css="font-size:24px;font-weight:300;",
        )
        halves.append(
            f'<div style="flex:1;position:relative;height:980px;background:{tones[i]};color:#fff"><div style="position:absolute;left:130px;top:{190 if i == 0 else 380}px">{shop.photo(i, 700, 420)}</div><div style="position:absolute;{place};max-width:640px;font-family:Liberation Serif">{shop.title(i, css="font-size:40px;line-height:1.1")}<div style="margin:10px 0;font-size:17px">{say(shop, "Made slowly in numbers of two hundred,", fr="Fabriqué lentement, à deux cents exemplaires,")} {item.specs[1].lower()}.</div>{price}<span style="margin-left:26px;border-bottom:1px solid #fff">{say(shop, "Discover", fr="Découvrir")}</span></div></div>'
        )
    return f'<div style="position:absolute;left:0;right:0;top:0;z-index:2;color:#fff;padding:26px 60px" class="row"><span style="flex:1">{say(shop, "Collections &nbsp;&nbsp; Journal &nbsp;&nbsp; 1926–2026", fr="Collections &nbsp;&nbsp; Journal &nbsp;&nbsp; 1926–2026")}</span><b style="font-size:30px;letter-spacing:.24em">OSTRAVA</b><span style="flex:1;text-align:right">{shop.word("search")} &nbsp;&nbsp; {shop.word("basket")} (0)</span></div><div class="row">{"".join(halves)}</div>'  # fmt: skip


@BOOK.layout("nl-NL/open/electronics", "en-US/plain/electronics", count=6, screen=Screen(1366, 800, 1.25, 80))
def after_the_click(shop: Shop) -> str:
    """The page after "add": a green band with the added thing, its price and the basket's sum beside buttons; below it years of cover as radio lines with their amounts; a rail of five with price over title."""
    item = shop.items[0]
    cover = "".join(
        f'<div style="padding:4px 0">{"◉" if k == 0 else "○"} {label}{" " + shop.money(part(shop, item.price, share) + Decimal("4.99"), 0, kind="range") if share else ""}</div>'
        for k, (label, share) in enumerate(
            (
                (say(shop, "No extra cover", nl="Geen extra garantie"), 0.0),
                (say(shop, "3 years of cover for", nl="3 jaar garantie voor"), 0.08),
                (say(shop, "5 years of cover for", nl="5 jaar garantie voor"), 0.15),
            )
        )
    )
    rail = "".join(
        f'<div class="card" style="width:216px;border:1px solid #8883;padding:10px">{shop.picture(i, 194, 110, tint="none")}<div>{parts(shop, other.price, i, big=21, small=12, css="font-weight:bold;")} <span class="s">{shop.was(i)}</span></div>{shop.title(i, with_brand=True, css="font-size:13px;min-height:36px;" + cut(2))}<div class="s" style="color:#c45500">{shop.stars(i, form=2)}</div><div style="border:1px solid #8886;border-radius:14px;text-align:center;padding:4px;margin-top:6px">+ {say(shop, "Add", nl="Voeg toe")}</div></div>'
        for i, other in enumerate(shop.items)
        if i
    )
    return (
        head(shop, "Voltmarkt", say(shop, "TV and audio;Computing;Phones;Kitchen;Deals", nl="TV en audio;Computers;Telefoons;Keuken;Acties"), css="background:#003b73;color:#fff")
        + f'<div style="padding:14px 40px"><div class="row card" style="border:1px solid #8883;border-left:6px solid #1a8f3c;padding:14px 18px;gap:20px;align-items:center">{shop.photo(0, 110, 96)}<div style="flex:1"><div style="color:#1a8f3c;font-weight:bold">✓ {say(shop, "Added to your cart", nl="Toegevoegd aan je winkelwagen")}</div>{shop.title(0, with_brand=True, css="font-size:17px")}<div>{shop.money(item.price, 0, css="font-weight:bold;")} <span class="s pale">{say(shop, "Arrives tomorrow", nl="Morgen in huis")}</span></div></div><div style="text-align:right"><div>{shop.word("subtotal")} (3): {shop.money(item.price + Decimal(49), kind="total", css="font-weight:bold;")}</div><div class="row" style="gap:8px;margin-top:8px"><span style="border:1px solid #8886;padding:8px 14px;border-radius:4px">{say(shop, "View cart", nl="Naar winkelwagen")}</span><span style="background:#ff9900;color:#111;padding:9px 16px;border-radius:4px">{say(shop, "Checkout", nl="Bestellen")}</span></div></div></div>'
        f'<div style="padding:12px 4px"><b>{say(shop, "Protect it", nl="Extra zekerheid")}</b>{cover}</div><b style="font-size:18px">{say(shop, "Often bought with it", nl="Vaak samen gekocht")}</b><div class="row" style="gap:14px;margin-top:8px">{rail}</div></div>'
    )  # fmt: skip


@BOOK.layout("ja-JP/plain/fashion", "en-US/open/toys", "en-IN/grotesk/beauty", count=6, screen=Screen(390, 844, 2.0, 80))  # fmt: skip
def telephone_masonry(shop: Shop) -> str:
    """A telephone: app banner, search, two columns of unequal photographs; title cut to two lines, coupon tags, price with small sign and big figures beside "1.2k sold", a struck price; tabs at the foot."""
    columns = ["", ""]
    for i, item in enumerate(shop.items):
        tags = f'<div style="font-size:10px;margin:2px 0"><span style="border:1px solid #e02020;color:#e02020;padding:0 3px">{("Free shipping", "-10%", "Top rated")[i % 3]}</span></div>'
        columns[i % 2] += (
            f'<div style="background:#fff;color:#222;border-radius:8px;overflow:hidden;margin-bottom:8px">{shop.photo(i, 181, (170, 128, 140, 176, 150, 150)[i])}<div style="padding:5px 8px 8px">{shop.title(i, with_brand=True, css="font-size:13px;line-height:1.3;" + cut(2))}{tags}<div>{parts(shop, item.price, i, big=20, small=12, css="font-weight:bold;color:#e02020;")} <span style="font-size:11px;color:#888">{("1.2k", "86", "9k+", "310")[i % 4]} sold</span></div><div style="font-size:11px">{shop.was(i)}</div></div></div>'
        )
    tabs = "".join(
        f'<div style="flex:1;text-align:center;font-size:11px">{sign}<br>{name}</div>'
        for sign, name in (("⌂", "Home"), ("≡", "Category"), ("♡", "Saved"), ("▣", "Cart"), ("☺", "Me"))
    )
    return (
        f'<div style="background:#222;color:#fff;padding:8px 10px;font-size:12px" class="row"><span style="flex:1">✕ &nbsp; Open in the app: -15%</span><b>OPEN</b></div><div style="background:#f3f3f3"><div style="padding:8px 10px" class="row"><span style="flex:1;background:#fff;border:2px solid #e02020;border-radius:16px;padding:5px 12px;color:#888">⌕ {shop.word("search")}</span></div><div class="row" style="gap:14px;padding:0 10px 8px;font-size:13px;color:#222"><b>For you</b><span>New</span><span>Sale</span><span>5-Star</span><span>Local</span></div><div class="row" style="gap:8px;padding:0 10px 60px"><div>{columns[0]}</div><div>{columns[1]}</div></div></div><div class="row" style="position:fixed;left:0;right:0;bottom:0;background:#fff;color:#222;border-top:1px solid #ddd;padding:6px 0">{tabs}</div>'
    )  # fmt: skip


@BOOK.layout("en-GB/plain/furniture", "de-DE/forest/furniture", count=3, screen=Screen(1440, 860, 1.0, 75))
def store_finder(shop: Shop) -> str:
    """Shops near by: a map with numbered pins at the right, at the left a list of houses with street, miles, opening hours, telephone numbers and services; nothing has a price."""
    towns = ("Port Selby", "Harrow Vale", "Altstadt", "Northbank", "Old Quay")
    rows = "".join(
        f'<div style="border-bottom:1px solid #8883;padding:10px 0" class="row"><b style="width:34px;color:#c0392b">{n + 1}</b><div style="flex:1"><b style="font-size:17px">{town}</b><div class="s">{12 + 31 * n} {say(shop, "Quay Street, HV4 2RT", de="Lindenweg, 04109")}</div><div class="s pale">{say(shop, "Open until 20:00 · Sun 10:30 – 16:30", de="Geöffnet bis 20:00 · So geschlossen")}</div><div class="s">☎ 0{341 + n} 946 0{118 + 7 * n}</div><div class="s pale">{say(shop, "Kitchen planning · Click &amp; collect · 240 parking spaces", de="Küchenplanung · Abholung · 240 Parkplätze")}</div></div><div class="s pale" style="text-align:right">{1.4 + 3.7 * n:.1f} {say(shop, "miles", de="km")}<br><br>♿</div></div>'
        for n, town in enumerate(towns)
    )  # fmt: skip
    pins = "".join(
        f'<span style="position:absolute;left:{18 + 15 * n}%;top:{(30, 62, 22, 74, 48)[n]}%;width:30px;height:30px;border-radius:15px;background:#c0392b;color:#fff;text-align:center;line-height:30px">{n + 1}</span>'
        for n in range(5)
    )
    plan = '<svg viewBox="0 0 100 80" preserveAspectRatio="none" style="position:absolute;inset:0;width:100%;height:100%"><rect width="100" height="80" fill="#e8efe4"/><path d="M0 50 Q30 40 55 58 T100 46 L100 80 L0 80 Z" fill="#a9cce3"/><path d="M0 20 L100 34 M30 0 L44 60 M70 0 L62 62" stroke="#fff" stroke-width="2"/></svg>'
    return (
        head(shop, "Oakhurst", say(shop, "Sofas;Beds;Kitchens;Dining;Sale up to 40%;Stores", de="Sofas;Betten;Küchen;Esszimmer;Sale bis 40 %;Häuser"))
        + f'<div class="row" style="height:760px"><div style="width:520px;padding:14px 30px"><h1 style="font-size:26px">{say(shop, "Find a store", de="Häuser in der Nähe")}</h1><div style="border:1px solid #8886;padding:8px 12px;margin-bottom:4px">HV4 2RT &nbsp; ⌕</div><div class="s pale">5 / 64 · {say(shop, "Christmas hours from 14 Dec 2026", de="Weihnachtszeiten ab 14.12.2026")}</div>{rows}</div><div style="flex:1;position:relative">{plan}{pins}</div></div>'
        + cookies(shop)
    )  # fmt: skip
