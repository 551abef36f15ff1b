"""Development layouts, once frozen: food, wine, pets, beauty, flowers."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.development.fourth_frame import (
    charge_for_all,
    cut,
    facets,
    head,
    pager,
    part,
    parts,
    pill,
    say,
    trail,
)
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("nl-NL/open/grocery", "sv-SE/inter/grocery", count=9, screen=Screen(1440, 900, 1.0, 80))  # fmt: skip
def grocery_rows(shop: Shop) -> str:
    """A food shop in list view: thin rows of small photo, title over grey unit price, offer words in the middle, price, a stepper at the right; a slot and the running sum on top."""
    charge_for_all(shop)
    rows = []
    for i, item in enumerate(shop.items):
        per = say(shop, "/100g", nl="/kg", sv="/kg")
        pair = part(shop, item.price, 1.8)
        bundle = (
            f'<span style="color:#c40d2e;font-weight:bold;font-size:13px">{say(shop, "Any 2 for", nl="2 voor", sv="2 för")} {shop.money(pair, i, kind="multibuy")}</span><div style="font-size:11px" class="pale">{say(shop, "Offer valid until 15/12", nl="Geldig t/m 15-12", sv="Gäller t.o.m. 15/12")}</div>'
            if i % 3 == 1
            else ""
        )
        many = (
            f'<span style="border:1px solid #0a7d3c;border-radius:15px;padding:4px 10px">− &nbsp; <b>{1 + i % 2}</b> &nbsp; +</span>'
            if i in (2, 5)
            else f'<span style="background:#0a7d3c;color:#fff;border-radius:15px;padding:5px 24px">{say(shop, "Add", nl="Voeg toe", sv="Köp")}</span>'
        )
        rows.append(
            f'<div class="row" style="align-items:center;border-bottom:1px solid #8883;padding:7px 0;gap:16px">{shop.photo(i, 62, 62)}<div style="width:400px">{shop.title(i, with_brand=True, css="font-size:15px")}<div style="font-size:12px" class="pale">{shop.money(part(shop, item.price, 0.22) if shop.locale.code == "en-GB" else part(shop, item.price, 1.9), i, kind="unit")}{per} · {item.specs[0]}</div></div>'
            f'<div style="flex:1">{bundle}</div><div style="width:100px;text-align:right;font-size:18px;font-weight:bold">{shop.money(item.price, i)}</div><div style="width:130px;text-align:right">{many}</div></div>'
        )  # fmt: skip
    slot = say(
        shop, "Delivery: Tue 8 Dec, 7am – 8am", nl="Bezorging: di 8 dec, 07.00 – 08.00", sv="Leverans: tis 8 dec, 07–08"
    )
    return (
        f'<div style="background:#0a7d3c;color:#fff;padding:7px 30px;font-size:13px" class="row"><span style="flex:1">✓ {slot}</span><span>Basket 4 · {shop.money(Decimal(round(37 * shop.locale.factor)), kind="total", css="font-weight:bold;")}</span></div>'
        + head(shop, '<span style="color:#0a7d3c">Greengrocer\'s Row</span>', say(shop, "Favourites;Fresh Food;Bakery;Frozen;Drinks;Household;Pets", nl="Bonus;Groente;Zuivel;Bakkerij;Diepvries;Dranken", sv="Erbjudanden;Frukt;Mejeri;Bröd;Fryst;Dryck"), tools=say(shop, "My account", nl="Mijn lijst", sv="Min lista"))
        + f'<div style="padding:8px 30px" class="row"><div style="flex:1">{trail("Home;Fresh Food;All")}{"".join(rows)}</div></div>'
    )  # fmt: skip


@BOOK.layout("fr-FR/grotesk/grocery", "es-ES/plain/grocery", count=8, screen=Screen(1366, 768, 1.0, 70))
def bundle_large_single_small(shop: Shop) -> str:
    """Offers of the week: a red wedge with the bundle's sum large; below photo and title the price of one piece small with its unit price, and what two cost each."""
    charge_for_all(shop)
    second, each, alone = say(
        shop, "2 for|each|One alone:", fr="Les 2 pour|l'unité|Vendu seul :", es="Lleva 2 por|la unidad|1 unidad:"
    ).split("|")
    cards = []
    for i, item in enumerate(shop.items):
        pair = part(shop, item.price, 1.5)
        cards.append(
            f'<div style="width:308px;border:2px solid #e2001a;border-radius:6px;background:#fff;color:#222;position:relative;padding:10px"><div class="row">{shop.photo(i, 136, 136)}<div style="flex:1;text-align:right"><div style="background:#e2001a;color:#fff;padding:5px 9px;margin-right:-10px"><div style="font-size:13px">{second}</div>{shop.money(pair, i, kind="multibuy", css="font-size:29px;font-weight:bold;")}</div><div style="font-size:11px;margin-top:5px">{say(shop, "i.e.", fr="Soit", es="Sale a")} {shop.money(part(shop, pair, 0.5), i, kind="unit")} {each}</div></div></div>'
            f'{shop.title(i, with_brand=True, css="font-weight:bold;font-size:14px;margin-top:6px;" + cut(1))}<div style="font-size:12px" class="pale">{item.specs[0]} · {item.specs[1]}</div><div style="font-size:13px;margin-top:5px">{alone} {shop.money(item.price, i, css="font-weight:bold;")} <span class="pale" style="font-size:11px">({shop.money(part(shop, item.price, 2.1), i, kind="unit")}/kg)</span></div></div>'
        )  # fmt: skip
    return (
        head(shop, '<span style="color:#e2001a">Supéria</span>', say(shop, "Promos", fr="Promos;Mes courses;Drive;Frais;Épicerie;Bébé;Carte de fidélité", es="Ofertas;Frescos;Despensa;Bebidas;Mascotas;Club"), css="background:#fff;color:#222")
        + f'<div style="background:#ffe500;color:#222;padding:10px 30px;font-size:22px;font-weight:bold">{say(shop, "Week", fr="Du mardi 8 au lundi 14 décembre", es="Del 8 al 14 de diciembre")} <span style="font-size:13px;font-weight:normal">-50% {say(shop, "on the 2nd", fr="sur le 2e article", es="en la 2ª unidad")}</span></div><div style="padding:14px 30px;display:flex;flex-wrap:wrap;gap:14px">{"".join(cards)}</div>'
    )  # fmt: skip


@BOOK.layout("en-GB/airy/beauty", "de-DE/inter/beauty", count=6, screen=Screen(1536, 864, 1.0, 80))
def sizes_priced_in_the_card(shop: Shop) -> str:
    """Beauty, two wide cards a row: photo at the left; brand, title, stars; then a small list of bottle sizes with radio dots, each with its price and its price for 100 ml; one is chosen."""
    cards = []
    for i, item in enumerate(shop.items):
        lines = []
        for k, (size, share) in enumerate(((30, 0.62), (50, 1.0), (100, 1.72))):
            amount = item.price if k == 1 else part(shop, item.price, share)
            chosen = k == 1
            lines.append(
                f'<div class="row" style="border:1px solid {"#111" if chosen else "#8884"};border-radius:4px;padding:4px 10px;margin-top:5px;font-size:14px"><span style="width:90px">{"◉" if chosen else "○"} {size} ml</span><span style="flex:1;font-size:12px" class="pale">{shop.money(part(shop, amount, 100 / size), i, kind="unit")} / 100 ml</span>{shop.money(amount, i, kind="current" if chosen else "range", css="font-weight:bold;" if chosen else "")}</div>'
            )  # fmt: skip
        cards.append(
            f'<div class="row card" style="border:1px solid #8883;padding:14px;gap:18px"><div style="position:relative">{shop.photo(i, 168, 208)}{pill(("Bestseller", "New", "Vegan")[i % 3], "#111", css="position:absolute;left:0;top:0;")}</div><div style="flex:1">{shop.brand(i, css="font-weight:bold;text-transform:uppercase;font-size:13px;letter-spacing:.05em")}{shop.title(i, css="font-size:15px")}<div class="s pale" style="margin-bottom:6px">{shop.stars(i, form=0)}</div>{"".join(lines)}</div></div>'
        )  # fmt: skip
    return (
        head(shop, '<span style="font-weight:300;letter-spacing:.2em">BELLADORE</span>', say(shop, "Perfume;Make-up;Face;Body;Hair;Men;Advent", de="Parfum;Make-up;Gesicht;Körper;Haare;Herren;Adventskalender"), tools="♡ &nbsp; ⌂ (1)")
        + f'<div style="padding:10px 40px">{trail(say(shop, "Home;Face;Care", de="Start;Gesicht;Pflege"))}<div class="row" style="justify-content:space-between;margin:8px 0"><span>{shop.threshold()}</span><span class="pale">{shop.word("sort")} ⌄</span></div><div style="display:grid;grid-template-columns:1fr 1fr;gap:14px">{"".join(cards)}</div></div>'
    )  # fmt: skip


@BOOK.layout("it-IT/airy/wine", "de-CH/serif/wine", count=6, screen=Screen(1440, 900, 1.0, 80))
def mix_six(shop: Shop) -> str:
    """A wine merchant: tall bottle at the left; region, title, critic's points and tasting words; at the foot two boxes side by side, the price in a mixed six tinted and large, that of one bottle plain."""
    six, one = say(
        shop, "Mix Six price|Single bottle", it="Cartone misto da 6|Bottiglia singola", de="Ab 6 Flaschen|Einzelflasche"
    ).split("|")
    cards = []
    for i, item in enumerate(shop.items):
        cards.append(
            f'<div class="row card" style="border:1px solid #8884;padding:14px;gap:12px">{shop.picture(i, 84, 240, tint="none")}<div style="flex:1;display:flex;flex-direction:column"><div class="s pale">{item.specs[0]} · {item.specs[1]}</div>{shop.title(i, with_brand=True, css="font-size:19px;line-height:1.2;margin:3px 0")}<div class="s"><b style="border:1px solid;border-radius:10px;padding:0 6px">{88 + i} pts</b> {("Decant", "The Cellar", "W. Okada")[i % 3]} &nbsp; ★ {item.rating} ({item.reviews})</div><div class="s pale" style="{cut(2)};margin:5px 0">Dark cherry, cedar and a long, savoury finish that stays with roast lamb and hard cheese.</div>'
            f'<div class="row" style="margin-top:auto;gap:8px"><div style="flex:1;background:#7a1f3d14;padding:7px 9px"><div style="font-size:12px">{six}</div>{shop.money(part(shop, item.price, 0.88), i, kind="multibuy", css="font-size:22px;font-weight:bold;color:#7a1f3d;")}</div><div style="flex:1;border:1px solid #8884;padding:7px 9px"><div style="font-size:12px" class="pale">{one}</div>{shop.money(item.price, i, css="font-size:18px;")}</div></div></div></div>'
        )  # fmt: skip
    groups = {
        say(shop, "Colour", it="Tipo", de="Farbe"): "Red;White;Rosé;Sparkling",
        say(shop, "Grape", it="Vitigno", de="Traube"): "Pinot Noir;Riesling;Malbec;Sangiovese",
        say(shop, "Style", de="Stil"): "Juicy;Oaky;Crisp",
    }
    return (
        head(shop, "Cask &amp; Cellar", say(shop, "Wine;Mixed Cases;Spirits;Beer;Gifts;Stores", it="Vini;Cantine;Distillati;Regali", de="Weine;Probierpakete;Spirituosen;Geschenke"))
        + f'<div class="row" style="padding:14px 34px;gap:24px">{facets(shop, groups, top=60, width=180)}<div style="flex:1;display:grid;grid-template-columns:repeat(3,1fr);gap:14px">{"".join(cards)}</div></div>'
    )  # fmt: skip


@BOOK.layout("de-DE/plain/pets", "fr-FR/open/pets", count=5, screen=Screen(1366, 900, 1.0, 75))
def once_or_by_subscription(shop: Shop) -> str:
    """Pet food in wide rows, three pack sizes named as tabs; the right column offers "once" with price and unit price, under a rule "by subscription" with its lower price in green."""
    once, often = say(
        shop,
        "One-time purchase|Autoship (-5%)",
        de="Einmalige Lieferung|Im Spar-Abo (-5 %)",
        fr="Achat unique|Abonnement (-5 %)",
    ).split("|")
    rows = []
    for i, item in enumerate(shop.items):
        per = part(shop, item.price, 0.21)
        past = f"{shop.word('rrp')} {shop.was(i)}" if item.was else "&nbsp;"
        tabs = "".join(
            f'<span style="border:1px solid {"#0b6e4f" if k == 1 else "#9996"};padding:4px 10px;margin-right:6px;font-size:13px">{size}</span>'
            for k, size in enumerate(("800 g", "3 kg", "12 kg"))
        )
        rows.append(
            f'<div class="row card" style="border:1px solid #8883;border-radius:8px;padding:12px;margin-bottom:10px;gap:18px">{shop.photo(i, 120, 124)}<div style="flex:1">{shop.title(i, with_brand=True, css="font-size:17px;font-weight:bold")}<div class="s" style="color:#d98200">{shop.stars(i, form=0)}</div><div class="s pale" style="margin:4px 0 8px">{" · ".join(item.specs)} · {say(shop, "Vets recommend", de="Von Tierärzten empfohlen", fr="Conseillé par les vétérinaires")}</div>{tabs}</div>'
            f'<div style="width:330px"><div class="row" style="justify-content:space-between;align-items:baseline"><span>◉ {once}</span><span style="text-align:right"><span class="s pale">{past}</span> {shop.money(item.price, i, css="font-size:20px;font-weight:bold;")}</span></div><div style="text-align:right;font-size:11px" class="pale">({shop.money(per, i, kind="unit")} / kg)</div><div class="row" style="border-top:1px solid #8883;margin-top:5px;padding-top:5px;justify-content:space-between;color:#0b6e4f"><span>○ {often}</span>{shop.money(part(shop, item.price, 0.95), i, kind="saving", css="font-weight:bold;")}</div><div style="background:#0b6e4f;color:#fff;text-align:center;border-radius:4px;padding:6px;margin-top:7px">{shop.word("add")}</div></div></div>'
        )  # fmt: skip
    return (
        head(shop, "Tierlieb &amp; Co", say(shop, "Dog;Cat;Small pets;Bird;Fish;Pharmacy;Deals", de="Hund;Katze;Kleintier;Vogel;Aquaristik;Tierapotheke;Angebote", fr="Chien;Chat;Rongeur;Oiseau;Promos"))
        + f'<div style="padding:10px 60px">{trail("Home;Pets;Food")}<div style="height:8px"></div>{"".join(rows)}{pager(9)}</div>'
    )  # fmt: skip


@BOOK.layout("en-GB/airy/flowers", "en-US/serif/flowers", count=8, screen=Screen(1440, 900, 1.0, 80))
def bouquets_by_day(shop: Shop) -> str:
    """Flowers: a strip of delivery days with their charges; round photographs, under each a handwritten-like title and "from" price with big whole part, all centred; pink flags."""
    days = "".join(
        f'<div style="border:1px solid #8885;border-radius:8px;padding:6px 14px;text-align:center;{"background:#fbe9ef" if n == 1 else ""}"><b>{day}</b><div style="font-size:12px">{shop.money(fee, kind="shipping") if fee else "Free"}</div></div>'
        for n, (day, fee) in enumerate(
            (
                ("Today", Decimal("8.99")),
                ("Mon 30", Decimal("5.99")),
                ("Tue 1", Decimal(0)),
                ("Wed 2", Decimal(0)),
                ("Thu 3", Decimal(0)),
                ("Sat 5", Decimal("4.99")),
            )
        )
    )
    cards = "".join(
        f'<div style="text-align:center"><div style="position:relative;width:230px;margin:0 auto">{shop.photo(i, 230, 230, css="border-radius:115px;")}{pill(("Bestseller", "Letterbox", "20% off", "New")[i % 4], "#d6336c", css="position:absolute;left:14px;bottom:10px;") if i % 2 == 0 else ""}</div>{shop.title(i, css="font-family:Liberation Serif;font-style:italic;font-size:20px;margin-top:7px")}<div class="s pale">{item.specs[0]} · ★ {item.rating}</div><div>{f"{shop.was(i)} " if item.was else ""}from {parts(shop, item.price, i, big=22, small=13)}</div></div>'
        for i, item in enumerate(shop.items)
    )  # fmt: skip
    return (
        f'<div style="background:#fbe9ef;color:#8a1f47;text-align:center;padding:6px;font-size:13px">Order by 9pm for next-day delivery · 4.8 ★ from 21,480 reviews</div>{head(shop, "petalwise", "Birthday;Subscriptions;Letterbox;Plants;Sympathy;Hampers;Weddings")}'
        f'<div style="padding:12px 40px"><div class="row" style="gap:10px;align-items:center;margin-bottom:14px"><b>Send on</b>{days}<span class="pale" style="margin-left:auto">48 bouquets</span></div><div style="display:grid;grid-template-columns:repeat(4,1fr);gap:16px 10px">{cards}</div></div>'
    )  # fmt: skip


@BOOK.layout("en-GB/forest/grocery", "de-DE/coral/grocery", count=6, screen=Screen(1440, 860, 1.0, 75))
def menu_of_recipes(shop: Shop) -> str:
    """A box of recipes to choose from: photo, dish, minutes, calories, allergens, hearts; a bar counts the chosen dishes; no amount of money anywhere."""
    dishes = say(
        shop,
        "Harissa Chicken Traybake;Miso Aubergine Noodles;Salmon en Papillote;Smoky Black Bean Tacos;Lemon Gnocchi;Beef Bibimbap",
        de="Harissa-Hähnchen vom Blech;Miso-Aubergine mit Nudeln;Lachs im Papier;Rauchige Bohnen-Tacos;Zitronen-Gnocchi;Bibimbap mit Rind",
    ).split(";")
    cards = "".join(
        f'<div class="card" style="border-radius:10px;overflow:hidden;border:1px solid #8883">{shop.photo(i, 420, 190)}<div style="padding:10px 14px"><div style="font-weight:bold;font-size:17px">{dish}</div><div class="s pale">{say(shop, "with herbs and toasted seeds", de="mit Kräutern und gerösteten Kernen")}</div><div class="row s" style="gap:16px;margin-top:8px"><span>⏱ {20 + 5 * i} min</span><span>{520 + 37 * i} kcal</span><span>{24 + 3 * i} g protein</span><span style="margin-left:auto">♡ {118 + 41 * i}</span></div><div style="border:1px solid #0b6e4f;color:#0b6e4f;border-radius:16px;text-align:center;padding:5px;margin-top:9px">+ {say(shop, "Add to box", de="In die Box")}</div></div></div>'
        for i, dish in enumerate(dishes)
    )  # fmt: skip
    return (
        head(shop, "Kettle &amp; Thyme", say(shop, "Menu;How it works;Gift cards;Blog 2026", de="Menü;So geht's;Gutscheine;Rezepte 2026"), tools=say(shop, "Log in", de="Anmelden"))
        + f'<div style="padding:12px 40px"><h1>{say(shop, "Menu for 7 – 13 December", de="Menü vom 7. bis 13. Dezember")}</h1><div class="row" style="gap:8px;margin-bottom:12px">{pill("All 32", "#0b6e4f")}{pill("Vegan 9", "#8882", "inherit")}{pill("Under 30 min 12", "#8882", "inherit")}{pill("Family 8", "#8882", "inherit")}</div><div style="display:grid;grid-template-columns:repeat(3,1fr);gap:16px">{cards}</div></div>'
        + f'<div style="position:fixed;left:0;right:0;bottom:0;background:#12352a;color:#fff;padding:12px 40px">{say(shop, "2 of 4 meals chosen · 2 people · save 50% on the first box", de="2 von 4 Gerichten gewählt · 2 Personen · 50 % auf die erste Box")}</div>'
    )  # fmt: skip
