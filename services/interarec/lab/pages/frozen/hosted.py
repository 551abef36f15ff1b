"""Frozen layouts: the usual themes of hosted shops, two of Shopify’s collections and one product page."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from interarec.lab.pages.frozen.frame import DESKTOP, LAPTOP, NOTEBOOK, PHONE, cookies, feet, page, say
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()

_DAWN = """
.dawn{color:rgba(18,18,18,.75);letter-spacing:.6px;line-height:1.8;font-size:16px}.dawn h1,.dawn h2{color:#121212;font-weight:400;letter-spacing:.6px;line-height:1.3;margin:0}
.strip{text-align:center;border-bottom:1px solid rgba(18,18,18,.08);font-size:13px;padding:8px}.bar{display:flex;align-items:center;padding:20px 50px;max-width:1200px;margin:auto;gap:34px;border-bottom:1px solid rgba(18,18,18,.08)}
.bar b{font-size:24px;font-weight:400;color:#121212}.bar span{font-size:14px}.bar .icons{margin-left:auto;font-size:21px;word-spacing:16px;color:#121212}.w{max-width:1200px;margin:auto;padding:0 50px}
.grid{display:grid;grid-template-columns:repeat(4,1fr);gap:8px}.card-media{position:relative}.badge{position:absolute;left:10px;bottom:10px;border-radius:40px;font-size:12px;line-height:1;padding:5px 13px 6px;letter-spacing:1px;background:#334fb4;color:#fff}
.badge.out{background:#fff;color:#121212;border:1px solid #1212121a}.p{font-size:16px;line-height:1.5;letter-spacing:1px;color:#121212;padding-bottom:26px}
.p .s{font-size:13px;letter-spacing:1px;margin-right:10px}.pills span{display:inline-block;border:1px solid rgba(18,18,18,.55);border-radius:40px;padding:9px 20px;font-size:14px;line-height:1;margin:7px 5px 2px 0;color:#121212}.pills .on{background:#121212;color:#fff}
"""

_NAME = "font-size:13px;font-weight:400;line-height:1.4;color:#121212;margin:17px 0 5px;letter-spacing:.6px"


def _dawn_top(shop: Shop, name: str) -> str:
    links = say(shop, "Home;Catalog;Contact", de="Startseite;Katalog;Kontakt", fr="Accueil;Catalogue;Contact")
    menu = "".join(f"<span>{link}</span>" for link in links.split(";"))
    return (
        f'<div class="strip">{say(shop, "Welcome to our store", de="Willkommen in unserem Shop", fr="Bienvenue dans notre boutique")}</div>'
        f'<div class="bar"><b>{name}</b>{menu}<span class="icons">⌕ ☺ ⚿</span></div>'
    )


def _dawn_price(shop: Shop, i: int, *, code: bool) -> str:
    """Earlier price small and struck, then the price; the currency’s code after it where the shop shows it."""
    item = shop.items[i]
    tail = f" {shop.locale.currency}" if code else ""
    if item.was is None:
        return shop.printed(item.price, shop.text(item.price) + tail, i)
    was = shop.printed(item.was, shop.text(item.was) + tail, i, kind="was", css="color:rgba(18,18,18,.75);")
    return f'<span class="s">{was}</span>{shop.printed(item.price, shop.text(item.price) + tail, i)}'


@BOOK.layout("en-US/airy/fashion", "de-DE/airy/beauty", count=12, screen=LAPTOP)
def dawn_collection(shop: Shop) -> str:
    """Shopify Dawn: collection title, one line of filters, four columns 8 px apart, pill "Sale" low on the photo, small title, small struck price before the price, currency code."""
    sale = say(shop, "Sale", de="Angebot")
    height = 336 if shop.locale.code == "en-US" else 269
    cards = "".join(
        f'<div><div class="card-media">{shop.photo(i, 269, height)}{f"""<span class="badge">{sale}</span>""" if item.was else ""}</div>'
        f'{shop.title(i, tag="h3", css=_NAME)}<div class="p">{_dawn_price(shop, i, code=shop.locale.code == "en-US")}</div></div>'
        for i, item in enumerate(shop.items)
    )
    line = say(
        shop, "Filter: &nbsp; Availability ⌄ &nbsp;&nbsp; Price ⌄|Sort by: &nbsp; Alphabetically, A-Z ⌄ &nbsp;&nbsp;&nbsp; 36 products",
        de="Filter: &nbsp; Verfügbarkeit ⌄ &nbsp;&nbsp; Preis ⌄|Sortieren nach: &nbsp; Alphabetisch, A-Z ⌄ &nbsp;&nbsp;&nbsp; 36 Produkte",
    )  # fmt: skip
    left, right = line.split("|")
    return page(
        shop, _DAWN,
        f'<div class="dawn">{_dawn_top(shop, say(shop, "Fennwood Goods", de="Dewdrop Naturkosmetik"))}<div class="w" style="padding-top:26px"><h1 style="font-size:40px;margin-bottom:26px">{say(shop, "Products", de="Produkte")}</h1>'
        f'<div class="row" style="justify-content:space-between;font-size:14px;margin-bottom:14px"><span>{left}</span><span>{right}</span></div><div class="grid">{cards}</div></div>',
        feet(shop, {say(shop, "Quick links", de="Quick-Links"): say(shop, "Search;Contact;Refund policy", de="Suche;Kontakt;Widerrufsrecht")}, back="#f3f3f3", small="© 2026, Fennwood") + "</div>",
        up=0 if shop.locale.code == "en-US" else 205,
    )  # fmt: skip


@BOOK.layout("en-GB/plain/furniture", "fr-FR/airy/fashion", count=5, screen=DESKTOP)
def dawn_product(shop: Shop) -> str:
    """Shopify Dawn product: large photo left with two below, vendor in tiny spaced capitals, title of 40 px, price of 18 px with a pill, tax line, options as pills, quantity, two buttons, lines that unfold."""
    item = shop.items[0]
    badge = f'<span class="badge" style="position:static;vertical-align:middle;margin-left:8px">{say(shop, "Sale", fr="En vente")}</span>' if item.was else ""  # fmt: skip
    sizes = "".join(f'<span class="{"on" if n == 1 else ""}">{size}</span>' for n, size in enumerate(say(shop, "Natural;Walnut;Black", fr="S;M;L;XL").split(";")))  # fmt: skip
    unfold = "".join(f'<div style="border-top:1px solid rgba(18,18,18,.08);padding:12px 0;display:flex;justify-content:space-between;color:#121212;font-size:15px"><span>{name}</span><span>⌄</span></div>' for name in say(shop, "Materials;Shipping & returns;Dimensions;Care instructions", fr="Matières;Expédition et retours;Dimensions;Entretien").split(";"))  # fmt: skip
    also = "".join(f'<div>{shop.photo(i, 269, 269)}{shop.title(i, tag="h3", css=_NAME)}<div class="p">{_dawn_price(shop, i, code=False)}</div></div>' for i in range(1, 5))  # fmt: skip
    tax = say(shop, "Taxes included. <u>Shipping</u> calculated at checkout.", fr="Taxes incluses. <u>Frais d’expédition</u> calculés à l'étape de paiement.")  # fmt: skip
    buttons = f'<div style="border:1px solid #121212;color:#121212;text-align:center;padding:9px;margin:20px 0 10px;font-size:15px">{say(shop, "Add to cart", fr="Ajouter au panier")}</div><div style="background:#121212;color:#fff;text-align:center;padding:10px;font-size:15px">{say(shop, "Buy it now", fr="Acheter maintenant")}</div>'  # fmt: skip
    return page(
        shop, _DAWN,
        f'<div class="dawn">{_dawn_top(shop, "Oakhurst & Co")}<div class="w row" style="padding-top:34px;gap:50px"><div style="width:605px;flex:none">{shop.photo(0, 605, 605)}<div class="row" style="gap:8px;margin-top:8px">{shop.photo(0, 298, 298)}{shop.photo(0, 298, 298)}</div></div>'
        f'<div style="flex:1">{shop.brand(0, css="font-size:10px;letter-spacing:1.3px;text-transform:uppercase")}{shop.title(0, tag="h1", css="font-size:40px;margin:4px 0 12px")}<div style="font-size:18px;letter-spacing:1px;color:#121212" class="p0">{_dawn_price(shop, 0, code=False).replace("13px", "16px")}{badge}</div><div style="font-size:14px">{tax}</div>'
        f'<div style="font-size:13px;margin-top:16px">{say(shop, "Finish", fr="Taille")}</div><div class="pills">{sizes}</div><div style="font-size:13px;margin-top:14px">{say(shop, "Quantity", fr="Quantité")}</div><div style="border:1px solid rgba(18,18,18,.55);width:142px;display:flex;justify-content:space-between;padding:8px 16px;color:#121212"><span>−</span><span>1</span><span>+</span></div>{buttons}'
        f'<p style="margin:20px 0">{say(shop, "Made to be used every day, from timber that grew within a hundred miles of our workshop.", fr="Une pièce facile à porter, taillée dans une matière douce qui vieillit bien.")}</p>{unfold}</div></div>'
        f'<div class="w" style="padding-top:36px"><h2 style="font-size:24px;margin-bottom:22px">{say(shop, "You may also like", fr="Vous aimerez aussi")}</h2><div class="grid">{also}</div></div></div>',
    )  # fmt: skip


_DEBUT = """
.d{color:#69727b;font-size:15px;line-height:1.5}.d .top{display:flex;justify-content:space-between;align-items:center;padding:14px 20px;color:#3d4246}.d h1{font-size:22px;font-weight:400;text-align:center;color:#3d4246;padding:22px 0 14px;border-top:1px solid #e8e9eb;margin:0}
.d .sorts{border:solid #e8e9eb;border-width:1px 0;padding:10px 20px;display:flex;justify-content:space-between;font-size:13px;align-items:center}.d .grid{display:grid;grid-template-columns:1fr 1fr;gap:24px 20px;padding:24px 20px}.d .t{font-size:15px;color:#3d4246;margin-top:9px}
.d .pr{font-weight:600;color:#3d4246}.d .tag{border:1px solid;border-radius:2px;font-size:10px;letter-spacing:.06em;font-weight:700;padding:0 6px;text-transform:uppercase;color:#3d4246;display:inline-block;margin-top:3px}
"""


@BOOK.layout("en-US/plain/beauty", "en-IN/open/fashion", count=8, screen=PHONE)
def debut_telephone(shop: Shop) -> str:
    """An older Shopify theme on a telephone: logo between menu and bag, centred title, two selects, two columns; title, struck price and price side by side, outlined tag under them."""
    cards = []
    for i, item in enumerate(shop.items):
        was = f"{shop.was(i, css='font-weight:400;color:#69727b')} " if item.was else ""
        tag = '<div><span class="tag">Sale</span></div>' if item.was else ""
        gone = '<div><span class="tag" style="opacity:.7">Sold out</span></div>' if i == 4 and not item.was else ""
        cards.append(f'<div>{shop.photo(i, 165, 165)}{shop.title(i, css="font-size:15px;line-height:1.4;color:#3d4246;margin-top:9px")}<div class="pr">{was}{shop.money(item.price, i)}</div>{tag}{gone}</div>')  # fmt: skip
    return page(
        shop, _DEBUT,
        f'<div class="d"><div style="background:#3d4246;color:#fff;text-align:center;padding:8px;font-size:13px">{say(shop, "Ships within two working days")}</div><div class="top"><span style="font-size:20px">☰</span><b style="font-size:21px;font-weight:600">Kelpie & Sons</b><span style="font-size:20px">⌕ &nbsp;⚿</span></div><h1>Best sellers</h1>'
        f'<div class="sorts"><span>Filter by<br><b style="color:#3d4246">All products ⌄</b></span><span>Sort by<br><b style="color:#3d4246">Best selling ⌄</b></span><span>24 products</span></div><div class="grid">{"".join(cards)}</div></div>',
    )  # fmt: skip


_CORNER = """
.c{font-size:14px;color:#333}.c .nav0{background:#e5e5e5;display:flex;justify-content:flex-end;gap:26px;padding:12px 40px;font-size:14px;color:#666}.c .logo{text-align:center;font-size:26px;padding:20px 0 14px;color:#333}.c .nav{display:flex;justify-content:center;gap:34px;padding:8px 0 16px;font-size:15px;color:#666;border-bottom:1px solid #dfdfdf}
.c .w{max-width:1270px;margin:auto;padding:0 24px}.c .crumb{font-size:13px;color:#757575;text-align:center;padding:16px 0 4px}.c h1{font-weight:400;font-size:25px;text-align:center;margin:0 0 22px;color:#444}.c .g{border-bottom:1px solid #dfdfdf;padding:12px 0}.c .gn{font-size:16px;color:#444;margin-bottom:6px}.c .v{color:#757575;padding:2px 0}
.c .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:26px 21px}.c .br{font-size:12px;color:#999}.c .ti{font-size:15px;line-height:1.4;color:#444;font-weight:400}.c .m{color:#757575;font-size:14px}.c .now{font-size:16px;color:#444}
"""


@BOOK.layout("en-US/grotesk/electronics", "en-GB/plain/bikes", count=12, screen=NOTEBOOK)
def cornerstone_category(shop: Shop) -> str:
    """BigCommerce Cornerstone: grey strip of links, centred name and menu, filters with counts left, four columns; grey stars, brand, title, then MSRP, "Was:", "Now:" on lines of their own."""
    msrp = say(shop, "MSRP:") if shop.locale.code == "en-US" else "RRP:"
    cards = "".join(
        f'<div>{shop.photo(i, 216, 216)}<div style="color:#ccc;margin-top:10px;font-size:15px">{"★" * 5}</div>{shop.brand(i, css="font-size:12px;color:#999")}{shop.title(i, tag="h4", css="font-size:15px;line-height:1.4;color:#444;font-weight:400;margin:2px 0 5px")}'
        + (f'<div class="m">{msrp if i % 2 else "Was:"} {shop.was(i, css="color:#757575")}</div><div class="now">Now: {shop.money(item.price, i)}</div>' if item.was else f'<div class="now">{shop.money(item.price, i)}</div>')
        + "</div>"
        for i, item in enumerate(shop.items)
    )  # fmt: skip

    def block(name: str, values: str) -> str:
        rows = "".join(
            f'<div class="v">{value} <span>({3 + 8 * k % 23})</span></div>' for k, value in enumerate(values.split(";"))
        )
        return f'<div class="g"><div class="gn">{name} <span style="float:right">⌃</span></div>{rows}</div>'

    brands = ";".join(sorted({item.brand for item in shop.items}))
    side = f'<div style="width:240px;flex:none"><div style="font-size:16px;color:#444">Refine by</div><div class="v">No filters applied</div>{block("Brand", brands)}{block("Rating", "★★★★★;★★★★☆ & up;★★★☆☆ & up")}<div class="g"><div class="gn">Price</div><span style="border:1px solid #ccc;padding:5px 18px;color:#999">Min.</span> &nbsp;<span style="border:1px solid #ccc;padding:5px 18px;color:#999">Max.</span><div style="border:1px solid #8f8f8f;text-align:center;padding:5px;margin-top:8px;color:#666">Update</div></div></div>'
    return page(
        shop, _CORNER,
        '<div class="c"><div class="nav0"><span>⌕ Search</span><span>Gift Certificates</span><span>Sign in or Register</span><span>Cart</span></div><div class="logo">Northspoke Supply</div><div class="nav"><span>Shop All</span><span>New ⌄</span><span>Brands ⌄</span><span>Publications</span><span>Blog</span><span>About</span></div>'
        f'<div class="w"><div class="crumb">Home / Shop All</div><h1>Shop All</h1><div class="row" style="gap:30px">{side}<div style="flex:1"><div style="text-align:right;margin-bottom:16px;color:#757575">Sort By: <span style="border:1px solid #ccc;padding:6px 14px">Featured Items ⌄</span></div><div class="grid">{cards}</div></div></div></div></div>',
        up=0 if shop.locale.code == "en-US" else 210,
    )  # fmt: skip


_SQUARE = """
.sq{font-size:16px;line-height:1.6;color:#111}.sq .top{display:flex;align-items:center;justify-content:space-between;padding:34px 64px}.sq .top b{font-size:26px;font-weight:500}.sq .cats{display:flex;gap:28px;padding:6px 64px 26px;font-size:15px}
.sq .grid{display:grid;grid-template-columns:repeat(3,1fr);gap:44px 40px;padding:0 64px}.sq .cap{text-align:center;padding-top:16px;font-size:16px}.sq .q{font-size:15px}
"""


@BOOK.layout("en-US/serif/jewellery", "en-GB/airy/flowers", count=9, screen=LAPTOP)
def squarespace_store(shop: Shop) -> str:
    """Squarespace: wide margins, three tall photographs a row, centred captions of title and price; "Sale Price:" and "Original Price:" in words, "from" for things with options, "Sold Out"."""
    cards = []
    for i, item in enumerate(shop.items):
        if item.was:
            price = f"Sale Price:{shop.money(item.price, i)} Original Price:{shop.money(item.was, i, kind='was')}"
        else:
            price = ("from " if i % 4 == 1 else "") + shop.money(item.price, i)
        badge = '<div style="font-size:14px;color:#777">Sold Out</div>' if i == 5 else ""
        cards.append(f'<div>{shop.photo(i, 410, 430)}<div class="cap">{shop.title(i)}<div class="q">{price}</div>{badge}</div></div>')  # fmt: skip
    return page(
        shop, _SQUARE,
        '<div class="sq"><div class="top"><b>Hazel Vane</b><span><span style="margin-right:30px">Shop</span><span style="margin-right:30px">About</span><span style="margin-right:30px">Journal</span><span style="margin-right:30px">Stockists</span>⚿ 0</span></div>'
        f'<div class="cats"><u>All</u><span>New</span><span>Gifts</span><span>Seasonal</span><span>Archive</span></div><div class="grid">{"".join(cards)}</div></div>',
        cookies(shop) if shop.locale.code == "en-GB" else "",
    )  # fmt: skip
