"""Frozen layouts: the usual themes of PrestaShop, Shopware and of a German shop with small print at every price."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.frozen.frame import (
    LAPTOP,
    NOTEBOOK,
    SMALL,
    amount,
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

_PRESTA = """
.ps{font-size:15px;line-height:1.4;color:#414141;background:#f6f6f6}.ps .hd{background:#fff;box-shadow:0 2px 5px #0000001c}.ps .w{max-width:1140px;margin:auto}.ps .box{background:#fff;box-shadow:2px 2px 8px #0003;padding:16px;margin-bottom:24px}.ps .gn{font-weight:600;font-size:15px;margin:10px 0 6px}.ps .v{color:#7a7a7a;font-size:14px;padding:3px 0}
.ps .grid{display:grid;grid-template-columns:repeat(3,250px);gap:26px 22px}.ps .art{background:#fff;box-shadow:2px 2px 8px #0003;position:relative;text-align:center;padding-bottom:18px}.ps .flag{position:absolute;right:0;background:#f39d72;color:#fff;font-weight:700;padding:5px 9px;font-size:15px;min-width:52px;box-shadow:2px 2px 4px #0003}
"""


@BOOK.layout("fr-FR/open/furniture", "es-ES/open/fashion", count=9, screen=NOTEBOOK)
def presta_classic(shop: Shop) -> str:
    """PrestaShop Classic: white cards with shadows on light grey, category tree and filters with a price slider left, category text, three centred articles; flags at the corners, grey title, struck price and bold price in one line."""
    cards = []
    for i, item in enumerate(shop.items):
        flags = f'<span class="flag" style="top:9px">-{shop.percent(i)}%</span>' if item.was else ""
        flags += (
            f'<span class="flag" style="left:0;right:auto;top:9px;background:#24b9d7">{say(shop, "New", fr="Nouveau", es="Nuevo")}</span>'
            if i % 2 == 0
            else ""
        )
        was = shop.was(i, css="color:#7a7a7a;font-size:14px;margin-right:8px") if item.was else ""
        cards.append(f'<div class="art">{shop.photo(i, 250, 250)}{flags}{shop.title(i, tag="h2", css="font-size:14px;font-weight:400;color:#7a7a7a;margin:14px 10px 8px;line-height:1.3")}<div>{was}{shop.money(item.price, i, css="font-weight:700;color:#414141;font-size:16px;")}</div></div>')  # fmt: skip
    words = say(
        shop,
        "",
        fr="ACCUEIL|MAISON|Cuisine;Salon;Chambre|Filtrer par|Disponibilité|En stock;Non disponible|Prix|Couleur|Blanc;Noir;Chêne|Il y a 19 produits.|Trier par : &nbsp; Pertinence|Contactez-nous|Connexion &nbsp; ⚿ Panier (0)|Rechercher|Meubles et accessoires pour une maison où il fait bon vivre, fabriqués dans de petits ateliers.",
        es="INICIO|ROPA|Hombre;Mujer;Niños|Filtrar por|Disponibilidad|En stock;No disponible|Precio|Color|Blanco;Negro;Azul|Hay 19 productos.|Ordenar por: &nbsp; Relevancia|Contacte con nosotros|Iniciar sesión &nbsp; ⚿ Carrito (0)|Busque en nuestro catálogo|Descubre nuestras prendas favoritas, suaves y fáciles de combinar, hechas para durar.",
    ).split("|")
    tree = "".join(f'<div class="v">{name}</div>' for name in words[2].split(";"))
    slider = f'<div class="gn">{words[6]}</div><div class="v" style="text-align:left">{shop.money(amount(shop, 16), kind="band")} - {shop.money(amount(shop, 640), kind="band")}</div><div style="height:5px;background:#24b9d7;margin:8px 0 12px"></div>'
    side = f'<div style="width:255px;flex:none"><div class="box"><div class="gn">{words[1]}</div>{tree}</div><div class="box"><div class="gn" style="font-size:17px">{words[3]}</div>{group(words[4], words[5])}{slider}{group(words[7], words[8])}</div></div>'
    up = 0 if shop.locale.code == "fr-FR" else 300
    return page(
        shop, _PRESTA,
        f'<div class="ps"><div class="hd"><div style="border-bottom:2px solid #f6f6f6;padding:9px 0"><div class="w row"><span style="font-size:14px">{words[11]}</span><span style="margin-left:auto;font-size:14px">☺ {words[12]}</span></div></div><div class="w row" style="align-items:center;padding:16px 0;gap:40px"><b style="font-size:28px">my <span style="color:#24b9d7">store</span></b><span>{words[1]}</span><span>{say(shop, "", fr="ACCESSOIRES", es="ACCESORIOS")}</span><span>{say(shop, "", fr="ART", es="ARTE")}</span><span style="margin-left:auto;border:1px solid #0000001c;border-radius:20px;padding:8px 70px 8px 14px;color:#7a7a7a;background:#f6f6f6;font-size:14px">⌕ {words[13]}</span></div></div>'
        f'<div class="w"><div style="font-size:13px;padding:16px 0;color:#7a7a7a">{words[0].capitalize()} / {words[1].capitalize()}</div><div class="row" style="gap:24px">{side}<div><div class="box"><div style="font-size:18px;font-weight:700">{words[1]}</div><div style="color:#7a7a7a;margin-top:8px">{words[14]}</div></div><div class="row" style="justify-content:space-between;align-items:center;margin-bottom:20px;color:#7a7a7a;font-size:14px"><span>{words[9]}</span><span style="background:#fff;box-shadow:1px 1px 5px #0003;padding:9px 40px 9px 12px">{words[10]} ⌄</span></div><div class="grid">{"".join(cards)}</div></div></div></div></div>',
        up=up,
    )  # fmt: skip


_SHOPWARE = """
.sw6{font-size:14px;line-height:1.5;color:#2b3136}.sw6 .w{max-width:1360px;margin:auto}.sw6 .fb{display:inline-block;padding:8px 14px;margin-right:10px;border:1px solid #d1d8dd;border-radius:3px}.sw6 .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:24px}.sw6 .bx{border:1px solid #d1d8dd;border-radius:3px;padding:18px;position:relative;display:flex;flex-direction:column}
.sw6 .bd{position:absolute;left:-1px;top:16px;color:#fff;font-weight:700;padding:3px 10px;border-radius:0 3px 3px 0;font-size:14px}.sw6 .desc{color:#4a545b;font-size:14px;margin-bottom:10px}.sw6 .by{background:var(--accent);color:#fff;text-align:center;border-radius:3px;padding:7px;font-weight:600;margin-top:14px}.sw6 .pi{min-height:48px}
"""


def _shopware_top(shop: Shop) -> str:
    total = shop.money(amount(shop, 54, cents="0.90"), kind="total")
    tops = "".join(
        f'<span style="padding:10px 14px;{"border-bottom:2px solid var(--accent);font-weight:700" if n == 1 else ""}">{name}</span>'
        for n, name in enumerate(
            say(shop, "Home;Pet food;Toys;Care;Sale", de="Home;Weine;Tierbedarf;Pflege;Sale").split(";")
        )
    )
    return (
        f'<div class="w"><div style="text-align:right;font-size:13px;padding:8px 0;color:#4a545b">{say(shop, "English ⌄ &nbsp; € Euro ⌄ &nbsp; Service/Help ⌄", de="Deutsch ⌄ &nbsp; € Euro ⌄ &nbsp; Service/Hilfe ⌄")}</div><div class="row" style="align-items:center;padding:8px 0 18px"><b style="font-size:28px;width:380px">demo<span style="color:var(--accent)">store</span></b><span style="flex:1;border:1px solid #d1d8dd;border-radius:3px;padding:9px 14px;color:#798490">{say(shop, "Enter search term ...", de="Suchbegriff eingeben ...")} <span style="float:right">⌕</span></span>'
        f'<span style="width:340px;text-align:right;font-size:16px">♡ &nbsp;&nbsp; ☺ &nbsp;&nbsp; <span style="color:var(--accent)">⚿</span> <b>{total}*</b></span></div><div class="row" style="border-bottom:1px solid #d1d8dd">{tops}</div></div>'
    )


def _kilos(title: str) -> Decimal:
    """The weight that a title of pet food ends with."""
    known = {"12 kg": "12", "24 x 85 g": "2.04", "2 x 10 kg": "20", "800 g": "0.8", "3 kg": "3"}
    return next(Decimal(weight) for text, weight in known.items() if title.endswith(text))


@BOOK.layout("de-DE/inter/wine", "de-DE/open/pets", count=8, screen=LAPTOP)
def shopware_listing(shop: Shop) -> str:
    """Shopware 6: sum at the basket, filters as drop-downs, four bordered boxes; badges at the left edge, stars, bold name, three lines of text, contents with price a litre or kilo, bold price with an asterisk and the struck price with its percentage, blue button."""
    cards = []
    for i, item in enumerate(shop.items):
        badge = (
            '<span class="bd" style="background:#c9302c">%</span>'
            if item.was
            else ('<span class="bd" style="background:#1a936f">Neu</span>' if i % 4 == 2 else "")
        )
        size, measure = (Decimal("0.75"), "Liter") if item.shape == "bottle" else (_kilos(item.title), "Kilogramm")
        unit = f"Inhalt: <b>{size} {measure}</b> ({shop.money(part(shop, item.price, 1 / float(size)), i, kind='unit')}* / 1 {measure})"
        price = f'<span style="font-size:18px;font-weight:700">{shop.money(item.price, i, css="color:#c9302c;" if item.was else "")}*</span>'
        was = (
            f' <span style="font-size:13px;color:#4a545b">{shop.was(i, css="color:#4a545b")}* ({shop.percent(i)}.0% gespart)</span>'
            if item.was
            else ""
        )
        cards.append(f'<div class="bx">{badge}{shop.photo(i, 286, 180, css="margin-bottom:14px;")}<div>{stars(shop, i, color="#ffbd5d", size=14)}</div>{shop.title(i, with_brand=True, css="font-size:18px;font-weight:700;line-height:1.35;min-height:48px;" + clamp(2))}<div class="desc" style="{clamp(3)}">{item.specs[0]}, {item.specs[1]}. Mit Sorgfalt ausgewählt und schonend hergestellt. Ideal für jeden Tag und für besondere Gelegenheiten im Kreis der Familie.</div><div style="font-size:13px">{unit}</div><div class="pi" style="margin-top:6px">{price}{was}</div><div class="by">In den Warenkorb</div></div>')  # fmt: skip
    filters = "".join(f'<span class="fb">{name} ⌄</span>' for name in "Hersteller;Farbe;Preis;Bewertung".split(";"))
    return page(
        shop, _SHOPWARE,
        f'<div class="sw6">{_shopware_top(shop)}<div class="w" style="padding-top:20px"><div style="color:#4a545b;margin-bottom:14px">Home › Katalog › <b>Alle Artikel</b></div><div style="margin-bottom:16px">{filters}<span class="fb">☐ Versandkostenfrei</span></div><div class="row" style="justify-content:space-between;margin-bottom:20px"><span style="border:1px solid #d1d8dd;border-radius:3px;padding:7px 30px 7px 12px">Topseller ⌄</span><span>« &nbsp; ‹ &nbsp; <b>1</b> &nbsp; 2 &nbsp; 3 &nbsp; › &nbsp; »</span></div><div class="grid">{"".join(cards)}</div></div>',
        feet(shop, {"Service-Hotline": "0180 - 000000;Mo-Fr, 09:00 - 17:00 Uhr", "Shop Service": "Versand und Zahlung;Rückgabe;Kontakt"}, back="#f9f9f9", small="* Alle Preise inkl. gesetzl. Mehrwertsteuer zzgl. Versandkosten") + "</div>",
        up=0 if shop.theme.font == "Inter" else 420,
    )  # fmt: skip


@BOOK.layout("de-DE/inter/bikes", "en-GB/open/pets", count=1, screen=LAPTOP)
def shopware_product(shop: Shop) -> str:
    """Shopware 6 product: bold name over both columns, photo left, at the right price with asterisk, struck price, tax line, delivery light, quantity select and wide button, number of the article; tabs below."""
    item = shop.items[0]
    tax, light, pieces, add = say(
        shop,
        "Prices incl. VAT plus shipping costs|Available, delivery time 2-5 days|Product number:|Add to shopping cart",
        de="Preise inkl. MwSt. zzgl. Versandkosten|Sofort verfügbar, Lieferzeit: 2-5 Tage|Produktnummer:|In den Warenkorb",
    ).split("|")
    was = (
        f'<div style="font-size:15px;color:#4a545b">{shop.was(0, css="color:#4a545b")}* ({shop.percent(0)}.0% {say(shop, "saved", de="gespart")})</div>'
        if item.was
        else ""
    )
    text = say(
        shop,
        "A recipe from our own kitchen with few ingredients, gently dried, without sugar or colours.",
        de="Ein zuverlässiger Begleiter für jeden Weg, mit wartungsarmen Teilen und einer ruhigen, aufrechten Haltung.",
    )
    return page(
        shop, _SHOPWARE,
        f'<div class="sw6">{_shopware_top(shop)}<div class="w" style="padding-top:22px"><div class="row" style="align-items:end;border-bottom:1px solid #d1d8dd;padding-bottom:14px">{shop.title(0, tag="h1", with_brand=True, css="font-size:28px;font-weight:700;margin:0;flex:1")}<b style="color:#798490;letter-spacing:.08em">{item.brand.upper()}</b></div><div class="row" style="gap:40px;padding-top:24px"><div style="border:1px solid #d1d8dd;padding:20px;width:760px">{shop.photo(0, 718, 430)}</div><div style="flex:1"><div style="font-size:20px;font-weight:700">{shop.money(item.price, 0, css="color:#c9302c;" if item.was else "")}*</div>{was}'
        f'<div style="color:#798490;font-size:13px;margin:6px 0 14px">{tax}</div><div><span style="color:#3cc261">●</span> {light}</div><div class="row" style="gap:10px;margin:20px 0"><span style="border:1px solid #d1d8dd;border-radius:3px;padding:9px 50px 9px 14px">1</span><span class="by" style="margin:0;flex:1;font-size:16px">{add}</span></div><div style="margin-top:10px">♡ {say(shop, "Add to wishlist", de="Zum Merkzettel hinzufügen")}</div><div style="margin-top:18px"><b>{pieces}</b> SW10021.3</div><div>{stars(shop, 0, color="#ffbd5d", size=16)} {item.rating}</div></div></div>'
        f'<div class="row" style="gap:30px;border-bottom:1px solid #d1d8dd;margin-top:36px;font-size:16px"><b style="border-bottom:3px solid var(--accent);padding:10px 0">{say(shop, "Description", de="Beschreibung")}</b><span style="padding:10px 0">{say(shop, "Reviews", de="Bewertungen")}</span></div><h3>{say(shop, "Product information", de="Produktinformationen")} "{item.title}"</h3><p>{text} {text}</p></div></div>',
        cookies(shop) if shop.locale.code == "en-GB" else "",
    )  # fmt: skip


_GERMAN = """
.gm{font-size:13px;line-height:1.45;color:#333}.gm .w{max-width:1180px;margin:auto}.gm .gn{background:#eee;font-weight:700;padding:7px 10px}.gm .v{padding:6px 10px;border-bottom:1px solid #eee}.gm .grid{display:grid;grid-template-columns:repeat(3,1fr);gap:18px}.gm .it{border:1px solid #ddd;padding:14px;position:relative;text-align:center}
.gm .rib{position:absolute;left:0;top:12px;background:#d9230f;color:#fff;font-size:12px;font-weight:700;padding:3px 10px}.gm .tiny{font-size:11px;color:#777}.gm u{text-decoration:underline}
"""


@BOOK.layout("de-DE/plain/toys", "de-DE/open/beauty", count=9, screen=SMALL)
def german_shop_with_lights(shop: Shop) -> str:
    """A small German shop: category list left, three bordered tiles; title, stars, "Unser bisheriger Preis" struck, "Jetzt nur" with EUR, price a 100 ml, tax and delivery line in tiny type, a green or yellow light with the delivery time, details button."""

    def euros(value_kind: str, i: int, css: str = "") -> str:
        value = shop.items[i].was if value_kind == "was" else shop.items[i].price
        assert value is not None
        return shop.printed(value, f"{shop.number(value)} EUR", i, kind=value_kind, css=css)

    cards = []
    for i, item in enumerate(shop.items):
        if item.was:
            price = f'<div style="color:#777;font-size:12px">Unser bisheriger Preis {euros("was", i)}</div><div style="color:#d9230f;font-size:18px;font-weight:700">Jetzt nur {euros("current", i)}</div>'
        else:
            price = f'<div style="font-size:18px;font-weight:700">{euros("current", i)}</div>'
        unit = part(shop, item.price, 2)
        base = (
            f'<div class="tiny">{shop.printed(unit, f"{shop.number(unit)} EUR", i, kind="unit")} pro 100 ml</div>'
            if item.shape == "bottle"
            else ""
        )
        color, days = (("#4caf50", "3-4 Tage"), ("#f5b400", "ca. 1 Woche"))[i % 4 == 3]
        cards.append(f'<div class="it">{"""<span class="rib">Angebot</span>""" if item.was else ""}{shop.photo(i, 240, 170, css="margin:auto;")}{shop.title(i, with_brand=True, css="font-weight:700;font-size:14px;margin:12px 0 4px;min-height:40px;" + clamp(2))}{stars(shop, i, size=13)}{price}{base}<div class="tiny">inkl. 19% MwSt. zzgl. <u>Versand</u></div><div class="tiny" style="margin:4px 0 10px">Lieferzeit: <span style="color:{color};font-size:13px">●</span> {days}</div><span style="background:var(--accent);color:#fff;padding:7px 14px;border-radius:3px">Details</span></div>')  # fmt: skip
    side = "".join(
        f'<div class="v">{name}</div>'
        for name in "Neuheiten;Angebote;Bestseller;Marken;Geschenke;Gutscheine;Restposten".split(";")
    )
    recent = f'<div class="gn" style="margin-top:16px">Kundengruppe</div><div class="v">Gast</div><div class="gn" style="margin-top:16px">Newsletter</div><div class="v">E-Mail-Adresse<br><span style="border:1px solid #ccc;display:block;padding:6px;margin:6px 0">&nbsp;</span>Anmelden</div><div class="gn" style="margin-top:16px">Versand</div><div class="v">Versandkostenfrei ab {shop.printed(amount(shop, 50), "50 EUR", kind="threshold")}</div>'
    return page(
        shop, _GERMAN,
        f'<div class="gm"><div style="background:#333;color:#ddd;padding:6px 0"><div class="w row"><span>✓ Kauf auf Rechnung &nbsp; ✓ 30 Tage Rückgaberecht</span><span style="margin-left:auto">Anmelden ⌄ &nbsp; Merkzettel &nbsp; Ihr Konto</span></div></div><div class="w"><div class="row" style="align-items:center;padding:18px 0;gap:40px"><b style="font-size:26px;color:var(--accent)">Knopf & Söhne<div style="font-size:12px;color:#777;font-weight:400">Fachgeschäft seit 1962</div></b><span style="flex:1;border:1px solid #bbb;padding:9px 12px;color:#777">Suche... <span style="float:right">⌕</span></span><span>⚿ Ihr Warenkorb (0)</span></div><div style="background:var(--accent);color:#fff;padding:10px 14px;font-size:14px">Startseite &nbsp;&nbsp;&nbsp; Sortiment &nbsp;&nbsp;&nbsp; Neuheiten &nbsp;&nbsp;&nbsp; Angebote &nbsp;&nbsp;&nbsp; Über uns &nbsp;&nbsp;&nbsp; Kontakt</div>'
        f'<div style="padding:12px 0;color:#777">Startseite » Katalog » Sortiment</div><div class="row" style="gap:22px"><div style="width:200px;flex:none"><div class="gn">Kategorien</div>{side}{recent}</div><div style="flex:1"><h1 style="font-size:22px;margin:0 0 10px">Sortiment</h1><div class="row" style="gap:10px;margin-bottom:14px;align-items:center"><span style="border:1px solid #ccc;padding:5px 10px">Sortieren nach ... ⌄</span><span style="border:1px solid #ccc;padding:5px 10px">9 pro Seite ⌄</span><span style="margin-left:auto">1 bis <b>9</b> (von insgesamt <b>43</b>)</span></div><div class="grid">{"".join(cards)}</div></div></div></div></div>',
        up=0 if shop.theme.font == "Open Sans" else 170,
    )  # fmt: skip
