"""Frozen layouts: the usual themes of WooCommerce, OpenCart, Odoo and of a sports shop on Salesforce’s reference theme."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from interarec.lab.pages.frozen.frame import (
    DESKTOP,
    FULL,
    NOTEBOOK,
    SMALL,
    amount,
    band_rows,
    clamp,
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

_WOO = """
.woo{font-size:16px;line-height:1.618;color:#6d6d6d}.woo .w{max-width:1064px;margin:auto}.woo .h{padding-top:34px;border-bottom:1px solid #f0f0f0}.woo .h b{font-size:29px;color:#333;letter-spacing:-.5px}.woo .search{background:#f2f2f2;padding:9px 50px 9px 14px;float:right;width:248px;font-size:15px}
.woo .menu{display:flex;gap:30px;padding:22px 0 18px;color:#333}.woo .crumb{font-size:14px;padding:22px 0 26px}.woo h1{font-size:42px;font-weight:300;color:#333;margin:0 0 20px;letter-spacing:-1px;line-height:1.2}.woo .loop{display:grid;grid-template-columns:repeat(3,1fr);gap:44px 34px;text-align:center}
.woo .loop svg{margin:auto}.woo .sale{border:1px solid #43454b;color:#43454b;text-transform:uppercase;font-weight:600;font-size:14px;line-height:1;padding:4px 10px;border-radius:3px;display:inline-block;margin-bottom:7px}.woo .btn{display:inline-block;background:#eee;color:#333;font-weight:600;padding:10px 22px;margin-top:12px}.woo .price{color:#6d6d6d}.woo .price b{font-weight:600}
.woo .wd{font-size:14px;margin-bottom:40px}.woo .wd h4{font-size:20px;font-weight:300;color:#333;margin:0 0 12px;border-bottom:1px solid #eee;padding-bottom:10px}
"""


def _woo_top(shop: Shop) -> str:
    total = shop.money(amount(shop, 36), kind="total", css="color:#333;")
    menu = "".join(f"<span>{link}</span>" for link in say(shop, "Home;Cart;Checkout;My account;Shop", de="Start;Warenkorb;Kasse;Mein Konto;Shop", es="Inicio;Carrito;Mi cuenta;Tienda").split(";"))  # fmt: skip
    items = say(shop, "2 items", de="2 Artikel", es="2 artículos")
    return f'<div class="h"><div class="w"><span class="search">⌕ {say(shop, "Search products…", de="Produkte suchen …", es="Buscar productos…")}</span><b>Tallis & Brook</b><div class="menu">{menu}<span style="margin-left:auto">{total} <span style="font-size:14px;color:#6d6d6d;font-weight:400">{items}</span> ⚿</span></div></div></div>'


def _woo_price(shop: Shop, i: int) -> str:
    item = shop.items[i]
    was = f"{shop.was(i, css='color:#6d6d6d;opacity:.6;margin-right:6px;')}" if item.was else ""
    return f'<div class="price">{was}<b>{shop.money(item.price, i)}</b></div>' if was else f'<div class="price">{shop.money(item.price, i)}</div>'  # fmt: skip


@BOOK.layout("en-GB/open/fashion", "de-DE/open/toys", count=13, screen=SMALL)
def storefront_shop(shop: Shop) -> str:
    """WooCommerce Storefront: total of the basket in the menu, sorting and count, three centred columns with stars, outlined "Sale!", struck price first, grey button; a range of one item; side column with a price slider and small products."""
    cards = []
    for i in range(9):
        item = shop.items[i]
        price = _woo_price(shop, i)
        if i == 4:
            price = f'<div class="price">{shop.money(item.price, i, kind="range")} – {shop.money(part(shop, item.price, 1.25), i, kind="range")}</div>'
        sale = f'<span class="sale">{say(shop, "Sale!", de="Angebot!")}</span>' if item.was and i != 4 else ""
        rating = f"<div>{stars(shop, i, color='#96588a', size=15)}</div>" if i % 3 != 1 else ""
        button = (
            say(shop, "Select options", de="Ausführung wählen")
            if i % 4 == 0
            else say(shop, "Add to basket", de="In den Warenkorb")
        )
        cards.append(
            f'<div>{shop.photo(i, 231, 231)}{shop.title(i, tag="h2", css="font-size:16px;font-weight:400;color:#333;margin:14px 0 4px;line-height:1.2")}{sale}{rating}{price}<span class="btn">{button}</span></div>'
        )
    recent = "".join(
        f'<div class="row" style="justify-content:space-between;gap:10px;margin-bottom:14px"><div>{shop.title(i, css="color:#333;line-height:1.3")}{_woo_price(shop, i)}</div>{shop.photo(i, 40, 40)}</div>'
        for i in range(9, 13)
    )
    slider = f'<div style="height:8px;background:#eee;border-radius:4px;margin:8px 0 16px"><div style="width:64%;height:8px;background:#96588a;border-radius:4px"></div></div><span style="background:#eee;padding:6px 12px;color:#333">{say(shop, "Filter", de="Filtern")}</span><span style="float:right">{say(shop, "Price", de="Preis")}: {shop.money(amount(shop, 10), kind="band")} — {shop.money(amount(shop, 90), kind="band")}</span>'
    side = f'<div style="width:232px;flex:none"><div class="wd"><h4>{say(shop, "Product categories", de="Produktkategorien")}</h4>▸ Accessories (5)<br>▸ Clothing (14)<br>▸ Decor (1)<br>▸ Music (2)</div><div class="wd"><h4>{say(shop, "Filter by price", de="Nach Preis filtern")}</h4>{slider}</div><div class="wd"><h4>{say(shop, "Products", de="Produkte")}</h4>{recent}</div></div>'
    line = f'<div class="row" style="gap:18px;align-items:center;font-size:14px;margin-bottom:34px"><span style="border:1px solid #ccc;padding:4px 10px">{say(shop, "Default sorting", de="Standardsortierung")} ⌄</span><span>{say(shop, "Showing 1–9 of 38 results", de="Ergebnisse 1 – 9 von 38 werden angezeigt")}</span><span style="margin-left:auto"><b style="background:#f0f0f0;padding:6px 12px">1</b> &nbsp; 2 &nbsp; 3 &nbsp; →</span></div>'
    return page(shop, _WOO, f'<div class="woo">{_woo_top(shop)}<div class="w"><div class="crumb">⌂ {say(shop, "Home / Shop", de="Start / Shop")}</div><div class="row" style="gap:52px"><div style="flex:1"><h1>Shop</h1>{line}<div class="loop">{"".join(cards)}</div></div>{side}</div></div></div>', up=0 if shop.locale.code == "en-GB" else 330)  # fmt: skip


@BOOK.layout("en-US/open/books", "es-ES/open/beauty", count=4, screen=NOTEBOOK)
def storefront_product(shop: Shop) -> str:
    """WooCommerce Storefront product: photo with a lens, light title of 42 px, stars with reviews, price, short text, quantity and filled button, SKU and tags, tabs, related products."""
    item = shop.items[0]
    was = shop.was(0, css="color:#6d6d6d;opacity:.6;margin-right:8px;font-weight:400") if item.was else ""
    sale = f'<span class="sale">{say(shop, "Sale!", es="¡Oferta!")}</span>' if item.was else ""
    related = "".join(
        f'<div>{shop.photo(i, 231, 231)}{shop.title(i, tag="h2", css="font-size:16px;font-weight:400;color:#333;margin:14px 0 4px;line-height:1.2")}{_woo_price(shop, i)}<span class="btn">{say(shop, "Add to cart", es="Añadir al carrito")}</span></div>'
        for i in range(1, 4)
    )
    tabs = "".join(
        f'<div style="padding:10px 0;border-bottom:1px solid #eee;{"color:#333;font-weight:600" if n == 0 else ""}">{name}</div>'
        for n, name in enumerate(
            say(
                shop,
                "Description;Additional information;Reviews (3)",
                es="Descripción;Información adicional;Valoraciones (3)",
            ).split(";")
        )
    )
    about = say(
        shop,
        "Pellentesque habitant morbi tristique senectus et netus et malesuada fames ac turpis egestas. Vestibulum tortor quam, feugiat vitae.",
        es="Fórmula suave para el uso diario, elaborada en pequeños lotes con ingredientes de origen vegetal y sin perfume añadido.",
    )
    return page(
        shop, _WOO,
        f'<div class="woo">{_woo_top(shop)}<div class="w"><div class="crumb">⌂ {say(shop, "Home / Books / Fiction", es="Inicio / Cuidado / Rostro")} / {item.title}</div><div class="row" style="gap:44px"><div style="position:relative">{shop.photo(0, 428, 428)}<span style="position:absolute;right:12px;top:10px;font-size:22px">⌕</span></div><div style="flex:1">'
        f'{sale}{shop.title(0, tag="h1", css="font-size:42px;font-weight:300;color:#333;line-height:1.2;margin:0 0 14px;letter-spacing:-1px")}<div style="margin-bottom:10px">{stars(shop, 0, color="#96588a", size=16)} <span style="font-size:14px">({say(shop, "3 customer reviews", es="3 valoraciones de clientes")})</span></div><div style="font-size:19px;color:#333;margin-bottom:16px">{was}{shop.money(item.price, 0)}</div>'
        f'<p style="margin:0 0 16px">{about}</p><div style="color:#0f834d;font-size:14px;margin-bottom:8px">{say(shop, "12 in stock", es="12 disponibles")}</div><span style="background:#f2f2f2;padding:10px 24px;margin-right:14px">1</span><span style="background:#333;color:#fff;font-weight:600;padding:10px 22px">{say(shop, "Add to cart", es="Añadir al carrito")}</span>'
        f'<div style="border-top:1px solid #eee;margin-top:26px;padding-top:12px;font-size:14px">SKU: BK-0182 &nbsp; {say(shop, "Category: Fiction &nbsp; Tags: new, paperback", es="Categoría: Rostro &nbsp; Etiquetas: vegano")}</div></div></div>'
        f'<div class="row" style="gap:60px;margin-top:44px"><div style="width:220px">{tabs}</div><div style="flex:1"><h2 style="font-weight:400;color:#333;font-size:25px">{say(shop, "Description", es="Descripción")}</h2><p>{about} {about}</p></div></div><h2 style="font-weight:300;color:#333;font-size:32px;margin:34px 0 20px">{say(shop, "Related products", es="Productos relacionados")}</h2><div class="loop">{related}</div></div></div>',
        up=0 if shop.locale.code == "en-US" else 560,
    )  # fmt: skip


_OPENCART = """
.oc{font-size:12px;line-height:1.45;color:#666}.oc .w{max-width:1170px;margin:auto;padding:0 15px}.oc .t{background:#eee;border-bottom:1px solid #e2e2e2;padding:8px 0;color:#888}.oc .nav{background:linear-gradient(#23a1d1,#1f90bb);border-radius:4px;color:#fff;display:flex;gap:26px;padding:11px 16px;font-size:13px}
.oc .lg{border:1px solid #ddd}.oc .lg div{padding:9px 12px;border-bottom:1px solid #eee;color:#888}.oc h2{font-size:27px;font-weight:300;color:#444;margin:0 0 10px}.oc .th{border:1px solid #ddd}.oc .th h4{font-size:13px;color:#23a1d1;margin:12px 0 8px}.oc .bt{display:flex;border-top:1px solid #ddd;background:#eee;font-weight:bold;color:#888;text-align:center;margin-top:14px}
.oc .bt span{padding:10px 0;border-right:1px solid #ddd}.oc .grid{display:grid;grid-template-columns:repeat(3,1fr);gap:20px 30px;margin-top:16px}
"""


@BOOK.layout("en-US/open/electronics", "en-GB/open/electronics", count=9, screen=SMALL)
def opencart_category(shop: Shop) -> str:
    """OpenCart: grey top line, black basket button with a sum, blue menu bar, list of categories left, three bordered cards; blue bold title, two lines of text, price with struck price after it, "Ex Tax:" under it, a bar of buttons."""
    cards = []
    for i, item in enumerate(shop.items):
        was = f" &nbsp;{shop.was(i, css='color:#999;font-size:12px')}" if item.was else ""
        net = shop.money(part(shop, item.price, 0.83), i, kind="unit", css="color:#999;font-size:12px;")
        cards.append(
            f'<div class="th">{shop.photo(i, 258, 210, css="margin:auto;")}<div style="padding:0 18px"><h4>{shop.title(i, tag="span", with_brand=True)}</h4><p style="margin:0 0 12px;{clamp(2)}">Bring more of what you like into the day: {item.specs[0]}, {item.specs[1]}, tested for years of daily use and easy to set up in ..</p>'
            f'<div style="color:#444">{shop.money(item.price, i, css="color:#e4572e;" if item.was else "")}{was}<div style="color:#999">Ex Tax: {net}</div></div></div><div class="bt"><span style="width:60%">⚿ ADD TO CART</span><span style="width:20%">♥</span><span style="width:20%;border:0">⇄</span></div></div>'
        )  # fmt: skip
    total = shop.money(amount(shop, 118, cents="0.00"), kind="total")
    sign = "$" if shop.locale.code == "en-US" else "£"
    side = "".join(
        f'<div style="{"background:#eee;color:#444;font-weight:bold" if n == 1 else ""}">{name}</div>'
        for n, name in enumerate(
            "Desktops (13);Laptops & Notebooks (5);– Macs (0);– Windows (0);Components (2);Tablets (1);Software (0);Phones & PDAs (3);Cameras (2);MP3 Players (4)".split(
                ";"
            )
        )
    )
    tools = '<div class="row" style="align-items:center;gap:18px"><span style="border:1px solid #ccc;padding:7px 10px">☷</span><span style="border:1px solid #ccc;padding:7px 10px;background:#e6e6e6;margin-left:-18px">▦</span><span style="color:#23a1d1">Product Compare (0)</span><span style="margin-left:auto;border:1px solid #ccc;padding:7px 10px">Sort By: &nbsp; Default ⌄</span><span style="border:1px solid #ccc;padding:7px 10px">Show: &nbsp; 15 ⌄</span></div>'
    return page(
        shop, _OPENCART,
        f'<div class="oc"><div class="t"><div class="w row"><span>{sign} Currency ⌄</span><span style="margin-left:auto">☏ 123456789 &nbsp;&nbsp; ☺ My Account ⌄ &nbsp;&nbsp; ♥ Wish List (0) &nbsp;&nbsp; ⚿ Shopping Cart &nbsp;&nbsp; ➦ Checkout</span></div></div><div class="w"><div class="row" style="align-items:center;padding:20px 0;gap:40px"><b style="font-size:30px;color:#23a1d1;width:260px">Your Store</b><span style="flex:1;border:1px solid #ccc;border-radius:5px;padding:11px 14px;font-size:15px">Search <span style="float:right">⌕</span></span><span style="background:#333;color:#fff;border-radius:5px;padding:11px 40px">⚿ 2 item(s) - {total}</span></div>'
        f'<div class="nav"><span>Desktops</span><span>Laptops & Notebooks</span><span>Components</span><span>Tablets</span><span>Software</span><span>Phones & PDAs</span><span>Cameras</span><span>MP3 Players</span></div><div style="background:#f5f5f5;border:1px solid #ddd;border-radius:4px;padding:9px 15px;margin:20px 0;color:#23a1d1">⌂ &nbsp; › &nbsp; Laptops & Notebooks</div>'
        f'<div class="row" style="gap:30px"><div class="lg" style="width:260px;flex:none;align-self:flex-start">{side}</div><div style="flex:1"><h2>Laptops & Notebooks</h2>{tools}<div class="grid">{"".join(cards)}</div></div></div></div></div>',
        up=0 if shop.locale.code == "en-US" else 190,
    )  # fmt: skip


_ODOO = """
.od{font-size:16px;line-height:1.5;color:#374151}.od .w{max-width:1320px;margin:auto;padding:0 12px}.od .top{display:flex;align-items:center;gap:26px;padding:14px 0}.od .grid{display:grid;grid-template-columns:repeat(4,1fr);gap:16px}.od .card0{border:1px solid #dee2e6;display:flex;flex-direction:column}.od .g{margin-bottom:18px}.od .gn{font-weight:500;margin-bottom:6px}.od .v{font-size:14px;padding:2px 0}.od .n{display:none}
"""


@BOOK.layout("en-US/inter/furniture", "nl-NL/grotesk/bikes", count=12, screen=DESKTOP)
def odoo_shop(shop: Shop) -> str:
    """Odoo’s shop: search with pricelist and sorting in one line, categories and attributes left, four bordered cards; title in the colour of links, bold price with a space after the sign, struck price after it, round basket button."""
    sign, _, _ = shop.text(shop.items[0].price).partition(shop.number(shop.items[0].price))
    cards = []
    for i, item in enumerate(shop.items):
        price = shop.printed(
            item.price, f"{sign.strip()}&nbsp;{shop.number(item.price)}", i, css="font-weight:700;color:#212529;"
        )
        was = (
            f" &nbsp;{shop.printed(item.was, f'{sign.strip()}&nbsp;{shop.number(item.was)}', i, kind='was', css='color:#6c757d;font-size:14px;')}"
            if item.was
            else ""
        )
        cards.append(f'<div class="card0"><div style="position:relative">{shop.photo(i, 247, 230)}{"""<span style="position:absolute;right:0;top:10px;background:#d9534f;color:#fff;font-size:12px;padding:2px 10px">Sale</span>""" if item.was and i % 3 == 0 else ""}</div><div style="padding:9px 12px 12px">{shop.title(i, tag="h6", css="font-size:16px;font-weight:500;margin:0 0 4px;color:#714B67")}<div class="row" style="align-items:center"><span style="flex:1">{price}{was}</span><span style="background:#714B67;color:#fff;border-radius:3px;padding:3px 9px;font-size:14px">⚿</span></div></div></div>')  # fmt: skip
    cats = say(
        shop,
        "All Products;Desks;Furnitures;Boxes;Drawers;Cabinets;Bins;Lamps;Services;Multimedia",
        nl="Alle producten;Stadsfietsen;Elektrisch;Racefietsen;Gravel;Onderdelen;Kleding",
    )
    tree = "".join(
        f'<div style="font-size:14px;padding:3px 0;{"font-weight:600;color:#714B67" if n == 0 else ""}">{"◉" if n == 0 else "○"} {name}</div>'
        for n, name in enumerate(cats.split(";"))
    )
    low, high = (
        shop.printed(end, f"{sign.strip()}&nbsp;{shop.number(end)}", kind="band")
        for end in (amount(shop, 20), amount(shop, 3600))
    )
    side = f'<div style="width:250px;flex:none"><b>{say(shop, "Categories", nl="Categorieën")}</b>{tree}<div style="height:16px"></div>{group(say(shop, "Legs", nl="Frame"), say(shop, "Steel;Aluminium;Custom", nl="Staal;Aluminium;Carbon"))}{group(say(shop, "Color", nl="Kleur"), say(shop, "White;Black", nl="Wit;Zwart"))}<div class="gn">{say(shop, "Price Range", nl="Prijsbereik")}</div><div style="height:4px;background:#714B67;border-radius:2px;margin:10px 0 6px"></div><div class="row" style="justify-content:space-between;font-size:14px">{low}{high}</div></div>'  # fmt: skip
    menu = "".join(
        f"<span>{link}</span>"
        for link in say(shop, "Home;Shop;Events;Blog;Contact us", nl="Startpagina;Winkel;Evenementen;Contact").split(
            ";"
        )
    )
    bar = f'<div class="row" style="gap:14px;margin:6px 0 18px"><span style="flex:1;background:#f3f4f6;border-radius:4px;padding:9px 14px;color:#6b7280;font-size:14px">{say(shop, "Search...", nl="Zoeken...")}<span style="float:right">⌕</span></span><span style="background:#f3f4f6;padding:9px 14px;font-size:14px">{say(shop, "Public Pricelist", nl="Publieke prijslijst")} ⌄</span><span style="background:#f3f4f6;padding:9px 14px;font-size:14px">{say(shop, "Sort By: Featured", nl="Sorteren: Aanbevolen")} ⌄</span><span style="background:#f3f4f6;padding:9px 14px">▦</span></div>'
    return page(shop, _ODOO, f'<div class="od"><div style="border-bottom:1px solid #e5e7eb"><div class="w top"><b style="font-size:24px;color:#714B67">YourLogo</b>{menu}<span style="margin-left:auto">⚿<sup>2</sup> &nbsp; {say(shop, "Sign in", nl="Aanmelden")}</span><span style="background:#714B67;color:#fff;padding:7px 16px;border-radius:3px">{say(shop, "Contact Us", nl="Contact")}</span></div></div><div class="w" style="padding-top:16px">{bar}<div class="row" style="gap:26px">{side}<div class="grid" style="flex:1">{"".join(cards)}</div></div></div></div>')  # fmt: skip


_SFRA = """
.sf{font-size:16px;line-height:1.4;color:#444}.sf .w{max-width:1320px;margin:auto}.sf .g{border-bottom:1px solid #ccc;padding:14px 0}.sf .gn{font-weight:600;margin-bottom:8px}.sf .v{padding:4px 0}.sf .n{display:none}.sf .grid{display:grid;grid-template-columns:repeat(3,1fr);gap:30px}.sf .sw i{display:inline-block;width:20px;height:20px;border-radius:10px;border:1px solid #ccc;margin-right:6px}
"""


@BOOK.layout("en-US/open/shoes", "it-IT/grotesk/fashion", count=12, screen=FULL)
def reference_listing(shop: Shop) -> str:
    """Salesforce’s reference theme on a wide screen: promotion line, heading in a photo, refinements left with colour dots and price bands, three wide tiles; colour dots under the photo, title, struck price then price, stars; a range of one item."""
    cards = []
    for i, item in enumerate(shop.items):
        dots = "".join(
            f'<i style="background:{color}"></i>' for color in ("#1f2b50", "#c22533", "#8d9095", "#d9c5a2")[: 1 + i % 4]
        )
        price = (shop.was(i, css="color:#888;margin-right:6px") if item.was else "") + shop.money(
            item.price, i, css="font-weight:600;"
        )
        if i == 7:
            price = f"{shop.money(item.price, i, kind='range')} - {shop.money(part(shop, item.price, 1.2), i, kind='range')}"
        cards.append(f'<div><div style="position:relative">{shop.photo(i, 312, 330)}<span style="position:absolute;right:10px;bottom:8px;background:#fff;border-radius:16px;padding:4px 9px">♡</span></div><div class="sw" style="margin:9px 0 5px">{dots}</div>{shop.title(i, css="font-size:16px")}<div>{price}</div>{stars(shop, i, color="#222", size=13)}</div>')  # fmt: skip
    title = say(shop, "Shoes", it="Abbigliamento")
    side = f'<div style="width:300px;flex:none">{group(say(shop, "Colour", it="Colore"), say(shop, "Black;Blue;Brown;Grey;White", it="Nero;Blu;Marrone;Grigio;Bianco"), mark="● ")}{group(say(shop, "Size", it="Taglia"), "38;39;40;41;42")}<div class="g"><div class="gn">{say(shop, "Price", it="Prezzo")}</div>{band_rows(shop, 0, 20, 50, 100, 500, mark="○ ", just_under=True)}</div>{group(say(shop, "New Arrival", it="Novità"), say(shop, "true", it="Sì"))}</div>'
    menu = "".join(
        f'<span style="margin-right:34px">{link}</span>'
        for link in say(
            shop,
            "New Arrivals;Womens;Mens;Electronics;Top Sellers;Sale",
            it="Novità;Donna;Uomo;Accessori;Più venduti;Saldi",
        ).split(";")
    )
    promo = say(shop, "Free 2-day shipping for orders over", it="Spedizione gratuita per ordini superiori a")
    return page(
        shop, _SFRA,
        f'<div class="sf"><div style="background:#444;color:#fff;text-align:center;padding:8px;font-size:14px">{promo} {shop.money(amount(shop, 250), kind="threshold")} &nbsp; <u>Details</u></div><div class="w row" style="align-items:center;padding:18px 0"><span style="flex:1;font-size:14px">☺ {say(shop, "Login", it="Accedi")}</span><b style="font-size:32px;letter-spacing:-1px">velocé</b><span style="flex:1;text-align:right">⚿ 0</span></div><div class="w row" style="padding-bottom:14px"><span style="flex:1">{menu}</span><span style="border:1px solid #ccc;border-radius:18px;padding:5px 90px 5px 16px;font-size:14px;color:#888">{say(shop, "Search (keywords, etc)", it="Cerca")}</span></div>'
        f'<div style="position:relative;height:190px;overflow:hidden">{shop.photo(0, 1920, 190, css="filter:blur(6px) brightness(.6)")}<div style="position:absolute;left:0;right:0;top:64px;text-align:center;color:#fff;font-size:46px">{title}</div></div><div class="w"><div class="row" style="padding:20px 0;align-items:center"><span style="width:330px">{say(shop, "Home / Womens", it="Home / Donna")}</span><span style="flex:1">126 {shop.word("results")}</span><span style="border:1px solid #ccc;padding:8px 14px">{say(shop, "Best Matches", it="Più rilevanti")} ⌄</span></div><div class="row" style="gap:30px">{side}<div class="grid" style="flex:1">{"".join(cards)}</div></div></div></div>',
        feet(shop, {say(shop, "Account", it="Account"): "My Account;Check Order"}, back="#eee"),
        up=0 if shop.locale.code == "en-US" else 430,
    )  # fmt: skip
