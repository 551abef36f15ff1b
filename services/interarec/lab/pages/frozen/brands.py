"""Frozen layouts: a fashion marketplace on a telephone, fast fashion, a sneaker brand, a furniture and a beauty chain."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from interarec.lab.pages.frozen.frame import (
    DESKTOP,
    LAPTOP,
    NOTEBOOK,
    PHONE,
    clamp,
    cookies,
    feet,
    page,
    part,
    say,
    stars,
)
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()

_MARKET = """
.za{font-size:14px;line-height:1.45;color:#1a1a1a}.za .top{display:flex;align-items:center;padding:12px 16px;gap:18px;border-bottom:1px solid #e3e3e3}.za .grid{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:22px 8px;padding:0 8px}.za .lab{position:absolute;left:0;font-size:12px;padding:2px 8px}
"""


@BOOK.layout("de-DE/plain/fashion", "en-GB/plain/shoes", count=6, screen=PHONE)
def fashion_marketplace_telephone(shop: Shop) -> str:
    """A fashion marketplace on a telephone: two columns of tall photographs with a heart and a "Deal" label; brand bold, name cut to one line, red price with "Originally:" struck and the percentage on lines of their own, more colours."""
    before, deal, tax, more = say(
        shop, "Originally:|Deal|VAT included|more colours", de="Ursprünglich:|Deal|inkl. MwSt.|weitere Farben"
    ).split("|")
    cards = []
    for i, item in enumerate(shop.items):
        red = "#d0021b" if item.was else "inherit"
        was = (
            f'<div style="font-size:13px;color:#66676e">{before} {shop.was(i, css="color:#66676e")}</div><div style="font-size:13px;color:#d0021b">-{shop.percent(i)}%</div>'
            if item.was
            else ""
        )
        label = f'<span class="lab" style="bottom:30px;background:#d0021b;color:#fff">{deal}</span>' if item.was else ""
        new = (
            f'<span class="lab" style="bottom:6px;background:#fff">{say(shop, "New", de="Neu")}</span>'
            if i % 3 == 0
            else ""
        )
        colors = f'<div style="font-size:12px;color:#66676e">+{1 + i % 4} {more}</div>' if i % 2 else ""
        name = f"{shop.title(i, css='white-space:nowrap;overflow:hidden;text-overflow:ellipsis')}"
        cards.append(f'<div><div style="position:relative">{shop.photo(i, 183, 264)}<span style="position:absolute;right:0;top:8px;background:#fff;padding:6px 9px;font-size:18px;line-height:1">♡</span>{label}{new}</div><div style="padding:8px 4px 0">{shop.brand(i, css="font-weight:700")}{name}<div style="color:{red};font-weight:{700 if item.was else 400}">{shop.money(item.price, i)}</div>{was}{colors}</div></div>')  # fmt: skip
    chips = "".join(
        f'<span style="border:1px solid #1a1a1a;padding:7px 12px;white-space:nowrap;font-size:13px">{name} ⌄</span>'
        for name in say(shop, "Sort by;Size;Brand;Price;Colour", de="Sortieren;Größe;Marke;Preis;Farbe").split(";")
    )
    return page(
        shop, _MARKET,
        f'<div class="za"><div class="top"><span style="font-size:20px">☰</span><b style="font-size:22px;color:#ff6900;flex:1">▸ solando</b><span style="font-size:20px">⌕ &nbsp;☺ &nbsp;♡ &nbsp;⚿</span></div><div style="padding:14px 16px 4px;font-size:12px;color:#66676e">{say(shop, "Women › Shoes", de="Damen › Bekleidung")}</div><div style="padding:0 16px 10px;font-size:22px;font-weight:700">{say(shop, "Shoes for women", de="Damenbekleidung")}</div><div style="display:flex;gap:8px;padding:0 16px 12px;overflow:hidden">{chips}</div>'
        f'<div style="padding:0 16px 12px;font-size:12px;color:#66676e">12.384 {shop.word("results")} · {tax} ⓘ</div><div class="grid">{"".join(cards)}</div></div>',
        up=0 if shop.locale.code == "de-DE" else 180,
    )  # fmt: skip


_FAST = """
.ff{font-size:12px;line-height:1.4;color:#222}.ff .top{display:flex;align-items:center;padding:16px 36px;gap:26px}.ff .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:32px 4px}.ff i{display:inline-block;width:9px;height:9px;margin-right:4px;border:1px solid #ccc}
"""


@BOOK.layout("en-GB/plain/fashion", "ja-JP/plain/fashion", count=8, screen=LAPTOP)
def fast_fashion_grid(shop: Shop) -> str:
    """Fast fashion: four tall photographs edge to edge; under each in tiny type the name with a heart at the right end, red price before the struck one, little colour squares, "New arrival"."""
    cards = []
    for i, item in enumerate(shop.items):
        price = f'<span style="color:#ce2129">{shop.money(item.price, i)}</span> {shop.was(i, css="color:#222")}' if item.was else shop.money(item.price, i)  # fmt: skip
        dots = "".join(
            f'<i style="background:{color}"></i>' for color in ("#1b1b1d", "#d9c5a2", "#6b7038", "#eb8fb1")[: 1 + i % 4]
        )
        note = (
            f'<div style="color:#707070;font-size:11px">{say(shop, "New Arrival", ja="新着")}</div>'
            if i % 3 == 0
            else ""
        )
        cards.append(f'<div>{shop.photo(i, 341, 470)}<div style="padding:8px 10px 0;position:relative">{shop.title(i, css="padding-right:26px")}<span style="position:absolute;right:10px;top:5px;font-size:16px">♡</span><div>{price}</div><div style="margin-top:4px">{dots}</div>{note}</div></div>')  # fmt: skip
    menu = "".join(
        f"<span>{name}</span>"
        for name in say(
            shop,
            "Women;Men;Divided;Baby;Kids;Home;Sport;Sale",
            ja="レディース;メンズ;ベビー;キッズ;ホーム;スポーツ;セール",
        ).split(";")
    )
    filters = "&nbsp;&nbsp;&nbsp;".join(
        f"{name} ⌄"
        for name in say(
            shop,
            "Sort by;Product type;Style;Size;Colour;Quality;All filters",
            ja="並べ替え;アイテム;スタイル;サイズ;カラー;素材;すべてのフィルター",
        ).split(";")
    )
    return page(
        shop, _FAST,
        f'<div class="ff"><div style="text-align:center;background:#faf9f8;padding:7px;font-size:12px">{say(shop, "Members get free delivery and returns in store", ja="メンバーは送料無料・店舗返品無料")}</div><div class="top"><b style="font-size:30px;color:#cc071e;font-family:Liberation Serif;font-style:italic">Q&V</b><span style="display:flex;gap:22px;font-size:14px;flex:1;justify-content:center">{menu}</span><span style="font-size:13px">⌕ {shop.word("search")} &nbsp; ☺ &nbsp; ♡ &nbsp; ⚿ (0)</span></div><div style="padding:0 36px"><div style="color:#707070;padding:6px 0 14px">qandv.com / {say(shop, "Women / View all", ja="レディース / すべて見る")}</div>'
        f'<div style="font-size:22px;font-weight:700;margin-bottom:16px">{say(shop, "Women’s clothing", ja="レディースファッション")}</div><div style="display:flex;justify-content:space-between;border-top:1px solid #e4e4e4;padding:12px 0;font-size:13px"><span>{filters}</span><span>3.214 {shop.word("results")} &nbsp; ▦ ▢</span></div><div class="grid">{"".join(cards)}</div></div></div>',
        cookies(shop, dark=True) if shop.locale.code == "ja-JP" else "",
        up=130 if shop.locale.code == "en-GB" else 0,
    )  # fmt: skip


_SNEAKER = """
.nk{font-size:16px;line-height:1.5;color:#111}.nk .grid{display:grid;grid-template-columns:repeat(3,1fr);gap:26px 16px}.nk .sec{color:#707072}.nk .f{border-bottom:1px solid #e5e5e5;padding:12px 0;font-weight:500}
"""


@BOOK.layout("en-GB/plain/shoes", "nl-NL/inter/shoes", count=6, screen=LAPTOP)
def sneaker_brand_listing(shop: Shop) -> str:
    """A sneaker brand: category list and folded filters left, three wide photographs on grey; orange note, name medium, kind and number of colours in grey, price medium with the struck one after it and green percentage."""
    notes = say(shop, "Just In;Bestseller;;Sustainable Materials", nl="Net binnen;Bestseller;;Duurzame materialen").split(";")  # fmt: skip
    kinds = say(shop, "Men’s Shoes;Women’s Shoes;Road Running Shoes;Older Kids' Shoes", nl="Herenschoenen;Damesschoenen;Hardloopschoenen;Kinderschoenen").split(";")  # fmt: skip
    cards = []
    for i, item in enumerate(shop.items):
        was = (f' &nbsp;<span class="sec" style="font-weight:400">{shop.was(i, css="color:#707072")}</span><div style="color:#128a09;font-weight:500">{shop.percent(i)}% {shop.word("off")}</div>' if item.was else "")  # fmt: skip
        colors = say(shop, "Colours", nl="kleuren") if i % 4 else say(shop, "Colour", nl="kleur")
        cards.append(f'<div>{shop.photo(i, 352, 352, css="background:#f5f5f5;")}<div style="color:#9e3500;font-weight:500;margin-top:10px;min-height:24px">{notes[i % 4]}</div>{shop.title(i, css="font-weight:500")}<div class="sec">{kinds[i % 4]}</div><div class="sec">{1 + i % 4} {colors}</div><div style="font-weight:500;margin-top:8px">{shop.money(item.price, i)}{was}</div></div>')  # fmt: skip
    cats = "".join(f'<div style="padding:4px 0;font-weight:500">{name}</div>' for name in say(shop, "Lifestyle;Retro;Running;Football;Basketball;Gym and Training;Skateboarding;Sandals & Slides;Walking", nl="Lifestyle;Hardlopen;Voetbal;Basketbal;Gym en training;Skateboarden;Sandalen;Wandelen").split(";"))  # fmt: skip
    folds = "".join(f'<div class="f">{name} <span style="float:right">⌄</span></div>' for name in say(shop, "Gender;Kids;Shop By Price;Sale & Offers;Size;Colour;Height", nl="Geslacht;Kinderen;Prijs;Sale;Maat;Kleur;Hoogte").split(";"))  # fmt: skip
    menu = "".join(f'<span style="margin:0 14px;font-weight:500">{name}</span>' for name in say(shop, "New;Men;Women;Kids;Sport;Sale", nl="Nieuw;Heren;Dames;Kinderen;Sport;Sale").split(";"))  # fmt: skip
    return page(
        shop, _SNEAKER,
        f'<div class="nk"><div style="background:#f5f5f5;font-size:12px;padding:7px 48px;text-align:right">{say(shop, "Find a Store | Help | Join Us | Sign In", nl="Winkel zoeken | Hulp | Word lid | Inloggen")}</div><div style="display:flex;align-items:center;padding:12px 48px"><b style="font-size:26px;font-style:italic">STRIDEON</b><span style="flex:1;text-align:center">{menu}</span><span style="background:#f5f5f5;border-radius:20px;padding:7px 60px 7px 14px" class="sec">⌕ {shop.word("search")}</span><span style="font-size:20px;margin-left:16px">♡ ⚿</span></div><div style="background:#f5f5f5;text-align:center;padding:9px;font-size:14px">{say(shop, "Members: Free Delivery on Every Order. <u>Join now</u>", nl="Members: gratis bezorging op elke bestelling. <u>Word lid</u>")}</div>'
        f'<div style="padding:18px 48px"><div style="display:flex;justify-content:space-between;padding-bottom:18px"><span style="font-size:24px;font-weight:500">{say(shop, "Trainers & Shoes", nl="Schoenen")} (1214)</span><span>{say(shop, "Hide Filters ⚌ &nbsp;&nbsp;&nbsp; Sort By ⌄", nl="Filters verbergen ⚌ &nbsp;&nbsp;&nbsp; Sorteren op ⌄")}</span></div><div class="row" style="gap:48px"><div style="width:208px;flex:none">{cats}<div style="height:24px"></div>{folds}</div><div class="grid" style="flex:1">{"".join(cards)}</div></div></div></div>',
        up=0 if shop.locale.code == "en-GB" else 260,
    )  # fmt: skip


_FURNITURE = """
.ik{font-size:14px;line-height:1.43;color:#111}.ik .pill0{background:#f5f5f5;border-radius:64px;padding:9px 18px;font-size:12px;font-weight:700}.ik .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:36px 20px}.ik .sec{color:#484848}.ik .tag{font-size:12px;font-weight:700;color:#ca5008}
"""


def _chain_price(shop: Shop, i: int) -> str:
    """Bold whole units of 22 px with small raised cents; no cents where there are none, as on a label."""
    price = shop.items[i].price
    before, after = (sign.strip() for sign in shop.locale.form.split("{}"))
    whole, _, cents = shop.number(price, cents=True).rpartition(shop.locale.decimal)
    raised = (
        ""
        if cents == "00"
        else f'<span style="font-size:14px;position:relative;top:-6px">{shop.locale.decimal}{cents}</span>'
    )
    small = 'style="font-size:14px;position:relative;top:-6px"'
    return shop.printed(price, f"{f'<span {small}>{before}</span>' if before else ''}{whole}{raised}{f'<span {small}> {after}</span>' if after else ''}", i, css="font-size:22px;font-weight:700;line-height:1.3;")  # fmt: skip


@BOOK.layout("en-GB/open/furniture", "de-DE/open/furniture", count=8, screen=DESKTOP)
def furniture_chain_listing(shop: Shop) -> str:
    """A furniture chain: round filter buttons over four columns; name in bold capitals, description and measure in grey, bold price of 22 px with small raised sign and cents, earlier price under it, stars with count, round yellow-blue buttons, swatches."""
    earlier, lower, compare = say(
        shop,
        "Previous price:|New lower price|Compare",
        de="Vorheriger Preis:|Neuer niedrigerer Preis|Vergleichen",
    ).split("|")
    cards = []
    for i, item in enumerate(shop.items):
        was = (
            f'<div class="sec" style="font-size:12px">{earlier} {shop.was(i, css="no-strike;color:#484848")}</div>'
            if item.was
            else ""
        )
        tag = (
            f'<div class="tag">{lower if item.was else say(shop, "Top seller", de="Topseller")}</div>'
            if item.was or i % 3 == 0
            else '<div class="tag">&nbsp;</div>'
        )
        cards.append(f'<div><div class="sec" style="font-size:12px;margin-bottom:6px">☐ {compare}</div>{shop.photo(i, 328, 300)}<div style="margin-top:12px">{tag}{shop.brand(i, css="font-weight:700;text-transform:uppercase")}{shop.title(i, css="color:#484848")}<div class="sec">{item.specs[0]}</div>{_chain_price(shop, i)}{was}<div style="font-size:12px;margin-top:5px">{stars(shop, i, color="#111", size=13)} ({item.reviews:,})</div><div style="margin-top:10px"><span style="background:#0058a3;color:#fff;border-radius:20px;padding:8px 11px">⚿</span> &nbsp;<span style="font-size:18px">♡</span></div></div></div>')  # fmt: skip
    filters = "".join(
        f'<span class="pill0">{name} ⌄</span>'
        for name in say(
            shop,
            "Sort;Size;Colour;Price;Collection;Material;All filters",
            de="Sortieren;Größe;Farbe;Preis;Serie;Material;Alle Filter",
        ).split(";")
    )
    menu = "".join(
        f'<span style="margin-right:26px;font-weight:700">{name}</span>'
        for name in say(
            shop, "Products;Rooms;Offers;Inspiration;Planning tools", de="Produkte;Räume;Angebote;Inspiration;Planung"
        ).split(";")
    )
    return page(
        shop, _FURNITURE,
        f'<div class="ik"><div style="background:#111;color:#fff;font-size:12px;padding:9px 56px;text-align:center">{say(shop, "Delivery to your door or collection from a store near you", de="Lieferung nach Hause oder Abholung in deiner Nähe")}</div><div style="display:flex;align-items:center;padding:18px 56px;gap:26px"><span style="background:#0058a3;color:#ffdb00;font-weight:700;font-size:22px;padding:6px 16px;border-radius:40px">HYLLAN</span><span style="background:#f5f5f5;border-radius:24px;flex:1;padding:12px 20px" class="sec">⌕ {say(shop, "What are you looking for?", de="Wonach suchst du?")}</span><span>☺ {say(shop, "Hej! Log in", de="Hej! Anmelden")} &nbsp;&nbsp; ♡ &nbsp;&nbsp; ⚿</span></div><div style="padding:2px 56px 18px">{menu}</div>'
        f'<div style="padding:10px 56px"><div class="sec" style="font-size:12px">{say(shop, "Products › Furniture", de="Produkte › Möbel")}</div><h1 style="font-size:29px;margin:16px 0 10px">{say(shop, "Furniture", de="Möbel")}</h1><div class="sec" style="max-width:640px;margin-bottom:22px">{say(shop, "Furniture for the life you live at home, made to last and easy to put together.", de="Möbel für dein Leben zu Hause, die lange halten und leicht aufzubauen sind.")}</div><div style="display:flex;gap:8px;margin-bottom:24px">{filters}<span style="margin-left:auto" class="sec">412 {shop.word("results")}</span></div><div class="grid">{"".join(cards)}</div></div></div>',
        up=0 if shop.locale.code == "en-GB" else 380,
    )  # fmt: skip


_BEAUTY = """
.be{font-size:14px;line-height:1.43;color:#222}.be .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:30px 18px}.be .sec{color:#6b6b6b;font-size:12px}.be .f{border-bottom:1px solid #ddd;padding:13px 0}.be .rib{position:absolute;left:0;top:8px;font-size:11px;padding:3px 8px;background:#222;color:#fff}
"""


@BOOK.layout("de-DE/open/beauty", "fr-FR/plain/beauty", count=8, screen=NOTEBOOK)
def beauty_chain_grid(shop: Shop) -> str:
    """A beauty chain: folded filters left, four columns; brand in bold capitals, name, kind of thing in grey, stars with count, price (red with the struck one beside it), price a litre in tiny brackets, number of sizes."""
    names = say(
        shop,
        "",
        de="Produktart|Marke|Preis|Pflegewirkung|Hauttyp|Bewertung|Gesichtspflege|Nur online|Gratis Versand ab|weitere Größen|Was suchst du?|Neu",
        fr="Type de produit|Marque|Prix|Besoin|Type de peau|Note|Soins visage|En ligne|Livraison offerte dès|autres formats|Que cherchez-vous ?|Nouveau",
    ).split("|")
    cards = []
    for i, item in enumerate(shop.items):
        size = next((size for size in (30, 50, 100, 250) if item.title.endswith(f" {size}ml")), 75)
        unit = shop.money(part(shop, item.price, 1000 / size), i, kind="unit")
        was = f" {shop.was(i, css='font-weight:400;font-size:13px')}" if item.was else ""
        ribbon = f'<span class="rib">{names[7] if i % 2 else names[11]}</span>' if i % 3 == 0 else ""
        more = f'<div class="sec">+ {1 + i % 3} {names[9]}</div>' if i % 2 else ""
        cards.append(f'<div><div style="position:relative">{shop.photo(i, 240, 220)}{ribbon}<span style="position:absolute;right:6px;top:2px;font-size:20px">♡</span></div>{shop.brand(i, css="font-weight:700;text-transform:uppercase;margin-top:10px")}{shop.title(i, css=clamp(2))}<div class="sec">{item.specs[1]} · {size} ml</div><div>{stars(shop, i, color="#222", size=13)} <span class="sec">({item.reviews})</span></div><div style="font-size:16px;font-weight:700;color:{"#c8102e" if item.was else "#222"}">{shop.money(item.price, i)}{was}</div><div class="sec" style="font-size:11px">{size} ml ({unit} / 1 l)</div>{more}</div>')  # fmt: skip
    side = "".join(f'<div class="f">{name} <span style="float:right">+</span></div>' for name in names[:6])
    free = f"{names[8]} {shop.money(part(shop, shop.items[0].price * 0 + 30, 1), kind='threshold')}"
    menu = "".join(
        f'<span style="margin-right:24px">{name}</span>'
        for name in say(
            shop,
            "",
            de="PARFUM;MAKE-UP;GESICHT;KÖRPER;HAARE;MARKEN;SALE %",
            fr="PARFUM;MAQUILLAGE;SOIN;CHEVEUX;MARQUES;OFFRES",
        ).split(";")
    )
    return page(
        shop, _BEAUTY,
        f'<div class="be"><div style="background:#b5e0d5;text-align:center;padding:7px;font-size:12px">{free}</div><div style="display:flex;align-items:center;padding:16px 40px;gap:30px"><b style="font-size:30px;letter-spacing:.12em;font-weight:300">OLWEN</b><span style="flex:1;border-bottom:1px solid #222;padding:8px 2px" class="sec">{names[10]} <span style="float:right">⌕</span></span><span style="font-size:19px">☺ ♡ ⚿</span></div><div style="padding:4px 40px 14px;border-bottom:1px solid #ddd;font-size:13px;letter-spacing:.05em">{menu}</div><div style="padding:14px 40px"><div class="sec">Home › {names[6]}</div><h1 style="font-size:26px;font-weight:400;margin:8px 0 16px">{names[6]} <span class="sec">(1.284)</span></h1><div class="row" style="gap:34px"><div style="width:220px;flex:none">{side}</div><div class="grid" style="flex:1">{"".join(cards)}</div></div></div>',
        feet(shop, {"Service": "FAQ;Kontakt;Filialen", "Olwen": "Jobs;Presse"}, back="#222", color="#fff") + "</div>",
        up=0 if shop.locale.code == "de-DE" else 330,
    )  # fmt: skip
