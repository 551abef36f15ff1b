"""Frozen layouts: Magento’s Luma theme as grid, as list and as product page."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from interarec.lab.pages.frozen.frame import LAPTOP, NOTEBOOK, SMALL, band_rows, feet, page, say, stars
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()

_LUMA = """
.lu{font-size:14px;line-height:1.43;color:#333}.lu .w{max-width:1280px;margin:auto;padding:0 20px}.lu .panel{background:#6e716e;color:#fff;text-align:right;padding:10px 0}.lu .nav{background:#f0f0f0;font-weight:700;color:#575757;display:flex;gap:26px;padding:15px 20px;margin-bottom:10px}
.lu h1{font-size:40px;font-weight:300;margin:14px 0 30px;line-height:1.1}.lu .op{font-weight:600;border-bottom:1px solid #ccc;padding:10px 0}.lu .v{padding:3px 0;font-size:14px}.lu .n{color:#757575;font-size:12px}.lu .sw span{display:inline-block;border:1px solid #dadada;background:#f0f0f0;color:#686868;font-size:12px;font-weight:700;padding:3px 7px;margin:5px 5px 0 0;min-width:30px;text-align:center}
.lu .co i{display:inline-block;width:26px;height:20px;border:1px solid #dadada;margin:6px 5px 0 0}.lu .lab{font-size:12px}.lu .btn{background:#1979c3;color:#fff;font-weight:600;border-radius:3px;padding:8px 15px;display:inline-block}.lu a{color:#006bb4}
"""


def _luma_top(shop: Shop, trail: str) -> str:
    hello = say(
        shop,
        "Default welcome msg! &nbsp; &nbsp; Sign In &nbsp;or&nbsp; Create an Account",
        de="Willkommen! &nbsp; &nbsp; Anmelden &nbsp;oder&nbsp; Konto erstellen",
        fr="Bienvenue ! &nbsp; &nbsp; Connexion &nbsp;ou&nbsp; Créer un compte",
    )
    links = say(
        shop,
        "What’s New;Women;Men;Gear;Training;Sale",
        de="Neuheiten;Damen;Herren;Ausrüstung;Training;Sale",
        fr="Nouveautés;Femme;Homme;Équipement;Soldes",
    ).split(";")
    menu = "".join(f"<span>{link}</span>" for link in links)
    return (
        f'<div class="panel"><div class="w">{hello}</div></div><div class="w"><div class="row" style="align-items:center;padding:22px 0 18px"><b style="font-size:30px;color:#f26322;font-weight:600">◈ <span style="color:#333">LIMA</span></b><span style="margin-left:auto;border:1px solid #c2c2c2;border-radius:1px;padding:6px 90px 6px 9px;color:#999">{say(shop, "Search entire store here...", de="Den gesamten Shop durchsuchen...", fr="Rechercher dans toute la boutique...")} ⌕</span><span style="font-size:24px;margin-left:22px;color:#757575">⚿</span></div></div>'
        f'<div class="w"><div class="nav">{menu}</div><div style="font-size:12px;color:#a3a3a3;margin-bottom:18px">{trail}</div></div>'
    )


def _luma_price(shop: Shop, i: int) -> str:
    item = shop.items[i]
    if item.was is None:
        low = f'<span class="lab">{say(shop, "As low as", de="Ab", fr="À partir de")}</span> ' if i % 3 == 0 else ""
        return f"<div>{low}{shop.money(item.price, i, css='font-weight:700;')}</div>"
    special, regular = say(
        shop, "Special Price|Regular Price", de="Sonderpreis|Regulärer Preis", fr="Prix spécial|Prix normal"
    ).split("|")
    return f'<div><span class="lab">{special}</span> {shop.money(item.price, i, css="font-weight:700;")}</div><div><span class="lab">{regular}</span> {shop.was(i, css="color:#333;font-size:13px")}</div>'


def _luma_swatches(shop: Shop, i: int) -> str:
    colors = ("#000", "#1857f7", "#ff5501", "#53a828", "#8d9095", "#ef3dff")[i % 3 : i % 3 + 3]
    sizes = "".join(
        f"<span>{size}</span>"
        for size in ("38 39 40 41 42" if shop.items[i].shape == "shoe" else "XS S M L XL").split()
    )
    return f'<div class="sw">{sizes}</div><div class="co">{"".join(f"<i style=background:{color}></i>" for color in colors)}</div>'


def _luma_side(shop: Shop) -> str:
    options = "".join(
        f'<div class="op">{name} <span style="float:right">⌄</span></div>'
        for name in say(
            shop,
            "Size;Climate;Color;Eco Collection;Erin Recommends;Material;New",
            de="Größe;Klima;Farbe;Öko-Kollektion;Material;Neu",
            fr="Taille;Climat;Couleur;Éco;Matière;Nouveau",
        ).split(";")
    )
    names = say(
        shop,
        "Shopping Options|Style|Price|Compare Products|You have no items to compare.|My Wish List|You have no items in your wish list.",
        de="Einkaufsoptionen|Stil|Preis|Produkte vergleichen|Sie haben keine Artikel auf der Vergleichsliste.|Mein Wunschzettel|Sie haben keine Artikel auf Ihrem Wunschzettel.",
        fr="Options d’achat|Style|Prix|Comparer des produits|Aucun article à comparer.|Ma liste|Aucun article dans votre liste.",
    ).split("|")
    return (
        f'<div style="width:226px;flex:none"><div style="font-size:18px;font-weight:300;margin-bottom:8px">{names[0]}</div><div class="op">{names[1]} <span style="float:right">⌄</span></div><div class="op">{names[2]} <span style="float:right">⌃</span></div><div style="padding:8px 0">{band_rows(shop, 20, 30, 40, 60, 80, mark="", just_under=True)}</div>{options}'
        f'<div style="font-size:18px;font-weight:300;margin:26px 0 8px">{names[3]}</div>{names[4]}<div style="font-size:18px;font-weight:300;margin:26px 0 8px">{names[5]}</div>{names[6]}</div>'
    )


def _luma_bar(shop: Shop, *, rows: bool) -> str:
    grid, lines = ("#f0f0f0", "#dedede") if rows else ("#dedede", "#f0f0f0")
    box = "border:1px solid #d1d1d1;padding:5px 10px"
    return f'<div class="row" style="align-items:center;margin-bottom:24px"><span style="{box};background:{grid}">▦</span><span style="{box};background:{lines}">☰</span><span style="margin-left:12px">{say(shop, "Items 1-12 of 50", de="Artikel 1-12 von 50", fr="Articles 1-12 sur 50")}</span><span style="margin-left:auto">{say(shop, "Sort By", de="Sortieren nach", fr="Trier par")} <span style="{box};background:#f0f0f0">Position ⌄</span> ↑</span></div>'


@BOOK.layout("en-US/open/fashion", "en-GB/open/fashion", count=12, screen=LAPTOP)
def luma_grid(shop: Shop) -> str:
    """Magento Luma grid: grey top line, grey menu bar, light heading, options folded left with price bands, four tall photographs; name, orange stars with reviews, "As low as" or special and regular price with their labels, sizes and colours."""
    cards = "".join(
        f'<div>{shop.photo(i, 232, 288)}{shop.title(i, css="font-size:14px;margin:8px 0 5px")}<div>{stars(shop, i, color="#ff5501", size=15)} <span style="font-size:12px;color:#006bb4">{1 + i % 4} {say(shop, "Reviews")}</span></div>{_luma_price(shop, i)}{_luma_swatches(shop, i)}</div>'
        for i in range(len(shop.items))
    )
    return page(shop, _LUMA, f'<div class="lu">{_luma_top(shop, "Home &nbsp;›&nbsp; Women &nbsp;›&nbsp; Tops")}<div class="w"><h1>Tops</h1><div class="row" style="gap:28px">{_luma_side(shop)}<div style="flex:1">{_luma_bar(shop, rows=False)}<div style="display:grid;grid-template-columns:repeat(4,1fr);gap:26px 16px">{cards}</div></div></div></div></div>', up=0 if shop.locale.code == "en-US" else 290)  # fmt: skip


@BOOK.layout("de-DE/open/shoes", "en-US/grotesk/furniture", count=5, screen=SMALL)
def luma_list(shop: Shop) -> str:
    """Magento Luma list: options left; rows of a photo and a column of name, stars, price with its labels, swatches, blue button with links beside it, a sentence with "Learn More"."""
    rows = []
    more = say(
        shop,
        "Perfect for the days when you want less to carry and more to like, and it is finished by hand.",
        de="Genau richtig für Tage, an denen es leicht und bequem sein soll, mit weicher Sohle und festem Halt.",
    )
    add, wish, compare, learn = say(
        shop,
        "Add to Cart|♥ Add to Wish List|▥ Add to Compare|Learn More",
        de="In den Warenkorb|♥ Zur Wunschliste|▥ Vergleichen|Mehr erfahren",
    ).split("|")
    for i in range(len(shop.items)):
        swatches = _luma_swatches(shop, i) if shop.items[i].shape == "shoe" else ""
        rows.append(
            f'<div class="row" style="gap:26px;border-top:1px solid #ccc;padding:20px 0">{shop.photo(i, 240, 270)}<div>{shop.title(i, css="font-size:16px;margin-bottom:6px")}<div>{stars(shop, i, color="#ff5501", size=15)} <span style="font-size:12px;color:#006bb4">{2 + i} {shop.word("reviews")}</span></div><div style="font-size:16px;margin:6px 0">{_luma_price(shop, i)}</div>{swatches}'
            f'<div style="margin:14px 0"><span class="btn">{add}</span> &nbsp; <span style="color:#757575;font-size:12px">{wish} &nbsp; {compare}</span></div><div>{more} <a>{learn}</a></div></div></div>'
        )  # fmt: skip
    name = say(shop, "Living Room", de="Schuhe")
    return page(shop, _LUMA, f'<div class="lu">{_luma_top(shop, f"Home &nbsp;›&nbsp; {name}")}<div class="w"><h1>{name}</h1><div class="row" style="gap:28px">{_luma_side(shop)}<div style="flex:1">{_luma_bar(shop, rows=True)}{"".join(rows)}</div></div></div></div>', up=120 if shop.locale.code == "de-DE" else 340)  # fmt: skip


@BOOK.layout("en-US/open/fashion", "fr-FR/open/shoes", count=5, screen=NOTEBOOK)
def luma_product(shop: Shop) -> str:
    """Magento Luma product: photo with thumbnails left; light title, stars, bold price with stock and SKU at the right of it, size and colour swatches, quantity and blue button; tabs and related things below."""
    sizes = "".join(
        f"<span style='padding:8px 14px;font-size:13px'>{size}</span>"
        for size in say(shop, "XS;S;M;L;XL", fr="38;39;40;41;42").split(";")
    )
    stock, qty, add = say(shop, "IN STOCK|Qty|Add to Cart", fr="EN STOCK|Qté|Ajouter au panier").split("|")
    related = "".join(
        f"<div>{shop.photo(i, 190, 236)}{shop.title(i, css='margin:8px 0 4px')}{stars(shop, i, color='#ff5501', size=14)}{_luma_price(shop, i)}</div>"
        for i in range(1, 5)
    )
    tabs = say(shop, "Details|More Information|Reviews 3", fr="Détails|Plus d’informations|Avis 3").split("|")
    price = _luma_price(shop, 0).replace("font-weight:700;", "font-weight:600;font-size:22px;")
    return page(
        shop, _LUMA,
        f'<div class="lu">{_luma_top(shop, "Home &nbsp;›&nbsp; Women &nbsp;›&nbsp; Tops &nbsp;›&nbsp; " + shop.items[0].title)}<div class="w"><div class="row" style="gap:52px"><div class="row" style="gap:14px"><div>{shop.photo(0, 84, 84)}<div style="height:8px"></div>{shop.photo(0, 84, 84)}<div style="height:8px"></div>{shop.photo(0, 84, 84)}</div>{shop.photo(0, 560, 640)}</div><div style="flex:1">{shop.title(0, tag="h1", css="margin:0 0 16px")}'
        f'<div>{stars(shop, 0, color="#ff5501", size=16)} <a>3 {shop.word("reviews")}</a> &nbsp; <a>{say(shop, "Add Your Review", fr="Ajoutez votre avis")}</a></div><div class="row" style="border-bottom:1px solid #c1c1c1;padding:14px 0;align-items:center"><div style="flex:1">{price}</div><div style="text-align:right"><b>{stock}</b><br>SKU#: &nbsp;WS12-004</div></div>'
        f'<div style="margin-top:18px"><b>{say(shop, "Size", fr="Pointure")}</b></div><div class="sw">{sizes}</div><div style="margin-top:14px"><b>{say(shop, "Color", fr="Couleur")}</b></div><div class="co"><i style="background:#ff5501"></i><i style="background:#8a2be2"></i><i style="background:#fff"></i></div><div style="margin:18px 0 6px"><b>{qty}</b></div><div class="row" style="gap:20px"><span style="border:1px solid #c2c2c2;padding:14px 22px">1</span><span class="btn" style="font-size:18px;padding:14px 50px">{add}</span></div><div style="margin-top:22px;font-size:12px;color:#757575">♥ {say(shop, "ADD TO WISH LIST", fr="AJOUTER À LA LISTE")} &nbsp;&nbsp; ▥ {say(shop, "ADD TO COMPARE", fr="COMPARER")} &nbsp;&nbsp; ✉ EMAIL</div></div></div>'
        f'<div class="row" style="margin-top:40px;border-bottom:1px solid #ccc;gap:6px"><span style="border:1px solid #ccc;border-bottom:0;padding:8px 20px;font-weight:600">{tabs[0]}</span><span style="background:#f6f6f6;border:1px solid #ccc;border-bottom:0;padding:8px 20px">{tabs[1]}</span><span style="background:#f6f6f6;border:1px solid #ccc;border-bottom:0;padding:8px 20px">{tabs[2]}</span></div><p style="padding:16px 20px">{say(shop, "Soft on the outside and dry on the inside, with flat seams and a cut that moves with you.", fr="Douce à l’extérieur, sèche à l’intérieur, avec des coutures plates.")}</p>'
        f'<div style="font-size:22px;font-weight:300;margin:26px 0 16px">{say(shop, "Related Products", fr="Produits apparentés")}</div><div class="row" style="gap:46px">{related}</div></div>',
        feet(shop, {"Lima": say(shop, "About us;Customer Service", fr="À propos;Service client"), "Info": say(shop, "Privacy and Cookie Policy;Orders and Returns;Contact Us", fr="Confidentialité;Commandes et retours;Contact")}, back="#f4f4f4") + "</div>",
        up=0 if shop.locale.code == "en-US" else 830,
    )  # fmt: skip
