"""Frozen layouts: a supermarket, an electronics retailer, a DIY chain; and two pages of shops without a price."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from interarec.lab.pages.frozen.frame import (
    LAPTOP,
    NOTEBOOK,
    SMALL,
    amount,
    band_rows,
    charge_for_all,
    clamp,
    cookies,
    feet,
    group,
    page,
    part,
    say,
    stars,
)
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()

_GROCER = """
.gr{font-size:14px;line-height:1.43;color:#333}.gr .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:12px}.gr .ti{background:#fff;border:1px solid #e5e5e5;padding:14px;display:flex;flex-direction:column}.gr .sec{color:#666;font-size:12px}.gr .club{background:#fcd700;color:#00387b;font-size:12px;font-weight:700;padding:5px 9px;border-radius:4px;display:inline-block;margin:8px 0 2px}
.gr .gn{font-weight:700;margin:14px 0 6px}.gr .v{padding:4px 0}.gr .n{color:#666}
"""


@BOOK.layout("en-GB/plain/grocery", "fr-FR/open/grocery", count=12, screen=NOTEBOOK)
def supermarket_grid(shop: Shop) -> str:
    """A supermarket: white tiles on light grey; photo, blue underlined title, for some a yellow label with the card holders' price and its last day; bold price with the unit price in grey under it, quantity and "Add" button."""
    charge_for_all(shop)
    per, card, until, add, low = say(shop, "/kg|Green Card Price|Offer valid until 10/12|Add|Everyday low price", fr="/kg|prix Carte|Offre valable jusqu’au 10/12|Ajouter|Prix bas").split("|")  # fmt: skip
    cards = []
    for i, item in enumerate(shop.items):
        club = (f'<div><span class="club">{shop.money(part(shop, item.price, 0.8), i, kind="saving")} {card}</span></div><div class="sec">{until}</div>' if i % 4 == 1 else "")  # fmt: skip
        flag = f'<div class="sec" style="color:#00539f">{low}</div>' if i % 5 == 3 else ""
        unit = shop.money(part(shop, item.price, (1.4, 2, 0.9, 2.6)[i % 4]), i, kind="unit")
        cards.append(f'<div class="ti">{shop.photo(i, 190, 130, css="margin:auto;")}{shop.title(i, with_brand=True, css="color:#00539f;font-weight:700;text-decoration:underline;margin-top:10px;" + clamp(3))}{flag}{club}<div style="margin-top:auto;padding-top:10px;display:flex;align-items:end"><div style="flex:1"><div style="font-size:20px;font-weight:700;color:#333;line-height:1.2">{shop.money(item.price, i)}</div><div class="sec">{unit}{per}</div></div><span style="border:1px solid #666;padding:6px 13px">1</span><span style="background:#00539f;color:#fff;border-radius:20px;padding:7px 16px;margin-left:8px;font-weight:700">{add}</span></div></div>')  # fmt: skip
    words = say(shop, "Groceries|Favourites|Special offers|Recipes|Search|Book a slot|Filter by|Departments;Brands;Dietary & lifestyle|Fresh food|Showing 1-24 of 318 items|Sort by: Relevance|Guide price", fr="Courses|Favoris|Promotions|Recettes|Rechercher un produit|Choisir un créneau|Filtrer|Rayons;Marques;Régimes|Produits frais|1-24 sur 318 produits|Trier : Pertinence|Total estimé").split("|")  # fmt: skip
    basket = shop.money(amount(shop, 48, cents="0.35"), kind="total", css="font-weight:700;")
    side = (group(words[7].split(";")[0], say(shop, "Fresh Vegetables;Fresh Fruit;Dairy;Bakery;Drinks", fr="Légumes;Fruits;Crèmerie;Boulangerie;Boissons")) + group(words[7].split(";")[1], ";".join(dict.fromkeys(item.brand for item in shop.items))) + group(words[7].split(";")[2], say(shop, "Vegan;Vegetarian;Organic;Gluten free", fr="Vegan;Végétarien;Bio;Sans gluten")))  # fmt: skip
    return page(
        shop, _GROCER,
        f'<div class="gr" style="background:#f6f6f6"><div style="background:#fff;padding:14px 40px;display:flex;align-items:center;gap:26px;border-bottom:3px solid #00539f"><b style="font-size:28px;color:#e81c2d">GREENWAY</b><span style="flex:1;border:1px solid #666;padding:9px 14px">{words[4]} <span style="float:right">⌕</span></span><span style="color:#00539f;font-weight:700">{words[5]}</span><span>⚿ {words[11]}<br>{basket}</span></div><div style="background:#fff;padding:10px 40px;display:flex;gap:30px;font-weight:700;color:#00539f;border-bottom:1px solid #e5e5e5"><span>{words[0]} ⌄</span><span>{words[1]}</span><span>{words[2]}</span><span>{words[3]}</span></div>'
        f'<div style="padding:14px 40px"><div class="sec">Home › {words[0]} › {words[8]}</div><h1 style="font-size:26px;margin:8px 0">{words[8]}</h1><div class="row" style="gap:22px"><div style="width:220px;flex:none;background:#fff;padding:6px 16px 20px;align-self:flex-start;border:1px solid #e5e5e5"><div style="font-size:18px;margin-top:10px">{words[6]}</div>{side}</div><div style="flex:1"><div style="display:flex;justify-content:space-between;margin-bottom:12px"><span>{words[9]}</span><span style="color:#00539f">{words[10]} ⌄</span></div><div class="grid">{"".join(cards)}</div></div></div></div></div>',
        up=0 if shop.locale.code == "en-GB" else 240,
    )  # fmt: skip


_TECH = """
.te{font-size:14px;line-height:1.5;color:var(--text)}.te .v{padding:4px 0}.te .gn{font-weight:700;margin:14px 0 5px}.te .n{color:var(--pale)}.te .sec{color:var(--pale);font-size:13px}.te .rw{display:flex;gap:24px;background:var(--card);border:1px solid #8884;border-radius:4px;padding:18px;margin-bottom:12px}.te ul{margin:8px 0;padding-left:18px;font-size:13px}
"""


@BOOK.layout("en-US/plain/electronics", "de-DE/dark/electronics", count=5, screen=LAPTOP)
def electronics_rows(shop: Shop) -> str:
    """An electronics retailer’s rows: photo, blue title of two lines with model number, stars with count, points; at the right the bold price of 28 px, "Save" and "Was" under it, instalments, pick-up and delivery lines, wide button."""
    save, was_word, pick, ship, add, model, month = say(
        shop,
        "Save|Was|Pickup: Ready in 1 hour|Get it by Tue, Dec 3|Add to Cart|Model:|/mo. for 24 months",
        de="Du sparst|UVP|Abholung: heute ab 16 Uhr|Lieferung Di., 3.12. – Do., 5.12.|In den Warenkorb|Art.-Nr.:|/Monat, 24 Raten",
    ).split("|")
    rows = []
    for i, item in enumerate(shop.items):
        saved = (
            f'<div><span style="background:#bb0628;color:#fff;padding:1px 7px;font-size:13px">{save} {shop.money(item.was - item.price, i, kind="saving")}</span> <span class="sec">{was_word} {shop.was(i, css="color:inherit")}</span></div>'
            if item.was
            else ""
        )
        monthly = (
            f'<div class="sec">{say(shop, "or", de="oder")} {shop.money(part(shop, item.price, 1 / 24), i, kind="instalment")}{month}</div>'
            if item.price > 300
            else ""
        )
        rows.append(
            f'<div class="rw">{shop.photo(i, 200, 180)}<div style="flex:1">{shop.title(i, long=True, css="color:var(--accent);font-size:16px;font-weight:500;" + clamp(2))}<div class="sec">{model} {item.brand[:2].upper()}-{4100 + 137 * i} &nbsp; SKU: {6500214 + 991 * i}</div><div>{stars(shop, i, color="#ffce00", size=16)} <span class="sec">{item.rating} ({item.reviews:,} {shop.word("reviews")})</span></div><ul><li>{item.specs[0]}</li><li>{item.specs[1]}</li><li>{item.color}</li></ul><div class="sec">☐ {say(shop, "Compare", de="Vergleichen")} &nbsp;&nbsp; ♡ {say(shop, "Save", de="Merken")}</div></div>'
            f'<div style="width:270px;flex:none"><div style="font-size:28px;font-weight:700;line-height:1.2">{shop.money(item.price, i)}</div>{saved}{monthly}<div class="sec" style="margin-top:8px"><span style="color:#2a9d3a">●</span> {pick}</div><div class="sec"><span style="color:#2a9d3a">●</span> {ship}</div><div style="background:#ffe000;color:#1d252c;font-weight:700;text-align:center;padding:9px;border-radius:4px;margin-top:10px">⚿ {add}</div></div></div>'
        )  # fmt: skip
    menu = "".join(
        f'<span style="margin-right:24px">{name}</span>'
        for name in say(
            shop,
            "☰ Menu;Top Deals;Gift Ideas;Membership;Credit Cards;Gift Cards",
            de="☰ Alle Kategorien;Angebote;Neuheiten;Services;Prospekt;Märkte",
        ).split(";")
    )
    heading, count = say(shop, "Computers & Audio|1-18 of 312 items", de="Computer & Audio|312 Artikel").split("|")
    side = f'<div style="width:230px;flex:none">{group(say(shop, "Brand", de="Marke"), ";".join(dict.fromkeys(item.brand for item in shop.items)))}<div class="gn">{say(shop, "Price", de="Preis")}</div>{band_rows(shop, 0, 100, 250, 500, 1000, just_under=True)}{group(say(shop, "Customer Rating", de="Bewertung"), "★★★★☆;★★★☆☆")}{group(say(shop, "Availability", de="Verfügbarkeit"), say(shop, "In store;Online", de="Im Markt;Online"))}</div>'
    return page(
        shop, _TECH,
        f'<div class="te"><div style="background:#0046be;color:#fff;padding:14px 40px"><div style="display:flex;align-items:center;gap:26px"><b style="font-size:25px">VOLTLAND</b><span style="background:#fff;color:#555;flex:1;border-radius:4px;padding:9px 14px">{shop.word("search")} <span style="float:right">⌕</span></span><span>⌂ {say(shop, "Harrow Vale", de="Markt Leipzig")} &nbsp;&nbsp; ☺ &nbsp;&nbsp; ⚿ 1</span></div><div style="margin-top:12px;font-size:13px">{menu}</div></div><div style="padding:14px 40px"><div class="sec">Home › {heading}</div><div style="display:flex;align-items:baseline;gap:14px;margin:6px 0 12px"><h1 style="font-size:24px;margin:0">{heading}</h1><span class="sec">{count}</span><span style="margin-left:auto" class="sec">{say(shop, "Sort By: Best Selling", de="Sortieren: Topseller")} ⌄</span></div><div class="row" style="gap:26px">{side}<div style="flex:1">{"".join(rows)}</div></div></div></div>',
        up=0 if shop.locale.code == "en-US" else 200,
    )  # fmt: skip


_DIY = """
.di{font-size:14px;line-height:1.43;color:#222}.di .grid{display:grid;grid-template-columns:repeat(3,1fr);border-left:1px solid #ddd;border-top:1px solid #ddd}.di .ti{border:solid #ddd;border-width:0 1px 1px 0;padding:16px}.di .v{padding:4px 0}.di .gn{font-weight:700;margin:14px 0 5px}.di .n{color:#777}.di .sec{color:#666;font-size:13px}
"""


@BOOK.layout("nl-NL/grotesk/furniture", "en-GB/plain/tyres", count=9, screen=SMALL)
def diy_chain_grid(shop: Shop) -> str:
    """A DIY chain: filters with counts left, three ruled cells a row; photo, title, stars, price of 24 px bold with the tax word, "Was" beside it, delivery and store stock with dots, orange button."""
    home, store, tax, add = say(
        shop,
        "Home delivery|Click & Collect in 1 hour|Inc. VAT|Add to basket",
        nl="Thuisbezorgd|Ophalen in 1 uur|incl. BTW|In winkelwagen",
    ).split("|")
    cards = []
    for i, item in enumerate(shop.items):
        was = (
            f' <span class="sec">{say(shop, "Was", nl="Was")} {shop.was(i, css="color:#666")}</span>'
            if item.was
            else ""
        )
        badge = (
            f'<span style="position:absolute;left:0;top:0;background:#e2001a;color:#fff;font-weight:700;font-size:13px;padding:3px 9px">{say(shop, "Lower price", nl="Prijsverlaging") if item.was else say(shop, "Bestseller")}</span>'
            if item.was or i % 4 == 0
            else ""
        )
        dot = "#f5a623" if i % 4 == 2 else "#2a9d3a"
        cards.append(f'<div class="ti"><div style="position:relative">{shop.photo(i, 262, 170)}{badge}</div>{shop.title(i, with_brand=True, css="margin-top:12px;min-height:40px;" + clamp(2))}<div>{stars(shop, i, color="#ff6b00", size=14)} <span class="sec">({item.reviews})</span></div><div style="margin:6px 0"><span style="font-size:24px;font-weight:700;line-height:1.2">{shop.money(item.price, i)}</span>{was}<div class="sec" style="font-size:12px">{tax}</div></div><div class="sec"><span style="color:#2a9d3a">●</span> {home}</div><div class="sec"><span style="color:{dot}">●</span> {store}</div><div style="background:#ff6b00;color:#fff;text-align:center;font-weight:700;padding:9px;margin-top:12px;border-radius:3px">{add}</div></div>')  # fmt: skip
    names = say(
        shop,
        "Brand|Price|Customer rating|All products|Sort by: Recommended|Products;Rooms;Ideas & advice;Clearance;Stores",
        nl="Merk|Prijs|Beoordeling|Alle producten|Sorteren: Aanbevolen|Assortiment;Kamers;Advies;Opruiming;Bouwmarkten",
    ).split("|")
    menu = "".join(f'<span style="margin-right:28px;font-weight:700">{name}</span>' for name in names[5].split(";"))
    side = f'<div style="width:230px;flex:none">{group(names[0], ";".join(dict.fromkeys(item.brand for item in shop.items)))}<div class="gn">{names[1]}</div>{band_rows(shop, 0, 50, 100, 250, 500)}{group(names[2], "★★★★★;★★★★☆;★★★☆☆")}</div>'
    return page(
        shop, _DIY,
        f'<div class="di"><div style="background:#ff6b00;color:#fff;padding:14px 34px;display:flex;align-items:center;gap:24px"><b style="font-size:30px">KLUSHUIS</b><span style="background:#fff;color:#777;flex:1;padding:10px 14px;border-radius:3px">{shop.word("search")} ... <span style="float:right">⌕</span></span><span>⌂ Port Selby &nbsp; ☺ &nbsp; ⚿ (0)</span></div><div style="padding:12px 34px;border-bottom:1px solid #ddd">{menu}</div><div style="padding:12px 34px"><div class="sec">Home / {names[3]}</div><div style="display:flex;align-items:baseline;margin:6px 0 12px"><h1 style="font-size:26px;margin:0">{names[3]}</h1><span class="sec" style="margin-left:12px">186 {shop.word("results")}</span><span style="margin-left:auto;border:1px solid #999;padding:6px 12px">{names[4]} ⌄</span></div><div class="row" style="gap:26px">{side}<div class="grid" style="flex:1">{"".join(cards)}</div></div></div></div>',
        cookies(shop) if shop.locale.code == "nl-NL" else "",
        up=0 if shop.locale.code == "nl-NL" else 290,
    )  # fmt: skip


_HOME = """
.ho{font-size:15px;line-height:1.5;color:#222}.ho .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:18px}.ho .cap{text-align:center;font-weight:700;margin-top:10px}
"""


@BOOK.layout("en-US/airy/fashion", "de-DE/open/furniture", count=9, screen=LAPTOP)
def home_with_categories(shop: Shop) -> str:
    """A shop’s home page without a price: promotion line, large photo with a claim and two buttons, eight categories as photographs with names, three promises."""
    claim, sub, one, two, by = say(
        shop,
        "The winter edit|Layers made for long evenings. Up to 40% off selected styles.|Shop women|Shop men|Shop by category",
        de="Wohnen im Winter|Warme Stoffe, ruhige Farben. Bis zu 40% auf ausgewählte Stücke.|Wohnzimmer|Schlafzimmer|Nach Kategorie einkaufen",
    ).split("|")
    names = say(
        shop,
        "Dresses;Knitwear;Coats;Denim;Shoes;Bags;Jewellery;Gifts",
        de="Sofas;Betten;Tische;Stühle;Lampen;Teppiche;Regale;Deko",
    ).split(";")
    tiles = "".join(
        f'<div>{shop.photo(i + 1, 322, 250, css="border-radius:6px;")}<div class="cap">{name}</div></div>'
        for i, name in enumerate(names)
    )
    promises = "".join(
        f'<div style="flex:1;text-align:center;padding:20px"><div style="font-size:24px">{sign}</div><b>{text}</b></div>'
        for sign, text in zip(
            "♲⌂✆",
            say(
                shop,
                "Free returns within 30 days;Pick up in 42 stores;Talk to us, 9 to 6",
                de="30 Tage Rückgabe;Abholung in 42 Filialen;Beratung von 9 bis 18 Uhr",
            ).split(";"),
            strict=True,
        )
    )
    menu = "".join(
        f'<span style="margin-right:28px">{name}</span>'
        for name in say(shop, "New In;Women;Men;Home;Gifts;Sale", de="Neu;Möbel;Lampen;Textilien;Deko;Sale").split(";")
    )
    return page(
        shop, _HOME,
        f'<div class="ho"><div style="background:#1d3b33;color:#fff;text-align:center;padding:8px;font-size:13px">{say(shop, "20% off your first order with code HELLO20", de="10% auf die erste Bestellung mit HALLO10")}</div><div style="display:flex;align-items:center;padding:18px 50px"><b style="font-size:28px;letter-spacing:.1em;margin-right:50px">MARLOW</b><span style="flex:1">{menu}</span><span style="font-size:20px">⌕ ☺ ♡ ⚿</span></div><div style="position:relative">{shop.photo(0, 1440, 430)}<div style="position:absolute;left:90px;top:110px;background:#fffc;padding:26px 34px"><div style="font-size:44px;font-weight:700;line-height:1.1">{claim}</div><div style="margin:10px 0 18px">{sub}</div><span style="background:#222;color:#fff;padding:11px 26px">{one}</span> &nbsp; <span style="border:1px solid #222;padding:10px 26px">{two}</span></div></div>'
        f'<div style="padding:34px 50px"><h2 style="text-align:center;font-size:26px;margin-bottom:20px">{by}</h2><div class="grid">{tiles}</div></div><div class="row" style="background:#f3f1ec;margin-top:20px">{promises}</div>',
        feet(shop, {"Service": say(shop, "Contact;Returns;Size guide", de="Kontakt;Rückgabe;Aufbau"), "Marlow": say(shop, "About us;Stores;Careers", de="Über uns;Filialen;Jobs")}, back="#1d3b33", color="#fff") + "</div>",
        up=0 if shop.locale.code == "en-US" else 380,
    )  # fmt: skip


_ARTICLE = """
.ar{font-size:18px;line-height:1.7;color:var(--text)}.ar .sec{color:var(--pale);font-size:14px}.ar p{margin:0 0 20px}.ar h2{font-size:25px;margin:28px 0 10px}
"""


@BOOK.layout("en-GB/serif/wine", "fr-FR/airy/beauty", count=4, screen=SMALL)
def journal_article(shop: Shop) -> str:
    """An article in a shop’s journal without a price: heading, author and date, wide photo, a column of text with years and numbers in it, three further articles."""
    heading, by, one, two, three, more = say(
        shop, "How to choose a bottle for the table|By Hanna Weiss · 14 November 2026 · 6 min read|Twelve of us sat down with 48 glasses and no labels. Half the bottles were from 2019, half from 2022, and by the third round nobody could tell which was which. What we learned fits on one page.|Start with the dish, not the shelf. A roast asks for 13% or more, a salad for less; 10 to 12 degrees is cold enough for most whites, and a red is happiest at 16.|Open it an hour before. If you forget, pour it into a jug and back twice. Our colleague in Port Selby has done so since 1998 and has never looked back.|More from the journal",
        fr="Une routine du soir en 3 gestes|Par Lucie Ferrand · 14 novembre 2026 · 6 min de lecture|Nous avons suivi 24 personnes pendant 8 semaines, avec et sans sérum. Les résultats tiennent en une page et ils sont plus simples que prévu.|Nettoyez d’abord, à l’eau tiède, pendant 60 secondes. Les peaux sèches préfèrent une huile, les peaux mixtes un gel à 2% d’acide.|Appliquez ensuite 3 gouttes sur la peau encore humide. Attendez 5 minutes avant la crème, c’est tout.|À lire aussi",
    ).split("|")  # fmt: skip
    cards = "".join(
        f'<div style="width:300px">{shop.photo(i, 300, 190)}<div style="font-weight:700;margin-top:10px;line-height:1.35">{say(shop, "A morning with the makers", fr="Une matinée à l’atelier")} {i}</div><div class="sec">{2 + i} {say(shop, "October 2026", fr="octobre 2026")}</div></div>'
        for i in range(1, 4)
    )
    return page(
        shop, _ARTICLE,
        f'<div class="ar"><div style="display:flex;align-items:center;padding:18px 60px;border-bottom:1px solid #8883"><b style="font-size:26px;margin-right:50px">Corvo & Vane</b><span style="flex:1;font-size:15px">{say(shop, "Shop &nbsp;&nbsp; Journal &nbsp;&nbsp; Our story &nbsp;&nbsp; Stores", fr="Boutique &nbsp;&nbsp; Journal &nbsp;&nbsp; La maison &nbsp;&nbsp; Boutiques")}</span><span>⌕ &nbsp; ⚿</span></div><div style="max-width:720px;margin:36px auto 24px;text-align:center"><div class="sec" style="letter-spacing:.12em">JOURNAL</div><h1 style="font-size:42px;line-height:1.2">{heading}</h1><div class="sec">{by}</div></div><div style="padding:0 60px">{shop.photo(0, 1160, 380)}</div>'
        f'<div style="max-width:680px;margin:34px auto"><p>{one}</p><h2>1.</h2><p>{two}</p><h2>2.</h2><p>{three}</p></div><div style="padding:0 60px"><h2>{more}</h2><div class="row" style="gap:30px">{cards}</div></div>',
        feet(shop, {"Service": "Contact;FAQ"}, back="#8881") + "</div>",
        up=0 if shop.locale.code == "en-GB" else 560,
    )  # fmt: skip
