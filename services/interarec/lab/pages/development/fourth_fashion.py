"""Development layouts, once frozen: clothes, shoes, second hand, glasses and jewels."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.development.fourth_frame import (
    bubble,
    cookies,
    cut,
    facets,
    head,
    part,
    pill,
    reduce_all,
    say,
    trail,
)
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("es-ES/airy/fashion", "fr-FR/plain/shoes", count=7, screen=Screen(1680, 940, 1.0, 80))  # fmt: skip
def uneven_mosaic(shop: Shop) -> str:
    """A mosaic of one tall photograph beside six small ones; captions of 11 px in capitals, below them percentage, earlier price, price in one line."""

    def tile(i: int, width: int, height: int) -> str:
        item = shop.items[i]
        past = (
            f'{shop.was(i)} &nbsp;<span style="background:#f9e04c;padding:0 3px">-{shop.percent(i)}%</span> &nbsp;'
            if item.was
            else ""
        )
        return (
            f'<div style="width:{width}px">{shop.photo(i, width, height)}<div style="padding:6px 2px 0;font-size:11px;letter-spacing:.03em;position:relative">'
            f"{shop.title(i, css='text-transform:uppercase;padding-right:20px')}<span style='position:absolute;right:2px;top:6px'>+</span>"
            f"<div>{past}{shop.money(item.price, i)}</div></div></div>"
        )  # fmt: skip

    small = "".join(tile(i, 320, 330) for i in range(1, 7))
    side = f'<div style="position:fixed;left:28px;top:16px;font-size:34px;letter-spacing:-.06em;font-family:Liberation Serif">AVELLA</div><div style="position:fixed;right:28px;top:22px;font-size:11px">{shop.word("search").upper()} &nbsp; LOG IN &nbsp; HELP &nbsp; {shop.word("basket").upper()} [0]</div>'
    return (
        side
        + f'<div style="padding:66px 28px 0"><div class="row" style="font-size:11px;gap:22px;margin-bottom:12px"><span>VIEW ALL</span><span class="pale">{say(shop, "DRESSES", es="VESTIDOS", fr="SANDALES")}</span><span class="pale">LINEN</span><span class="pale">{say(shop, "LAST SIZES", es="ÚLTIMAS TALLAS", fr="DERNIÈRES TAILLES")}</span><span style="margin-left:auto">▢ ▦ &nbsp; {shop.word("filters").upper()}</span></div>'
        f'<div class="row" style="gap:14px">{tile(0, 610, 740)}<div class="row" style="flex-wrap:wrap;gap:16px 14px;align-content:flex-start">{small}</div></div></div>'
    )


@BOOK.layout("en-GB/forest/fashion", "en-US/inter/fashion", count=8, screen=Screen(1440, 900, 1.0, 75))
def successive_reductions(shop: Shop) -> str:
    """Sale cards that keep the whole history in one line of words: "Was a, b, Now c", the last in red; title above it, offer note and delivery below."""
    reduce_all(shop)
    cards = []
    for i, item in enumerate(shop.items):
        assert item.was is not None
        middle = part(shop, (item.was + item.price) / 2, 1, step="1")
        between = (
            f", {shop.money(middle, i, kind='was', css='no-strike;')}"
            if i % 2 == 0 and item.price < middle < item.was
            else ""
        )
        note = ("Special Offer", "Reduced to Clear", "", "Only online")[i % 4]
        cards.append(
            f'<div class="card" style="padding:10px"><div style="position:relative">{shop.photo(i, 236, 214)}<span style="position:absolute;right:6px;top:4px;font-size:20px">♡</span></div><div style="font-size:12px;color:#a3262a;min-height:17px;margin-top:6px">{note}</div>'
            f'{shop.title(i, with_brand=True, css="font-size:14px;min-height:38px;" + cut(2))}<div style="font-size:13px;margin-top:3px"><span class="pale">Was </span>{shop.money(item.was, i, kind="was", css="no-strike;")}{between}<span style="color:#a3262a">, Now {shop.money(item.price, i, css="font-weight:bold;font-size:15px;")}</span></div>'
            f'<div class="s pale">{shop.stars(i, form=2)}</div><div class="s">☐ {shop.word("compare").split()[0]}</div></div>'
        )  # fmt: skip
    strip = f'<div style="background:#1c1c1c;color:#fff;padding:8px 30px;font-size:13px" class="row"><span style="flex:1">{shop.threshold()}</span><span style="flex:1;text-align:center">Click &amp; collect next day</span><span>Never knowingly outdone since 1911</span></div>'
    groups = {
        "Category": "Dresses;Knitwear;Coats;Tops",
        "Size": "8;10;12;14;16",
        "Discount": "20% off or more;50% off or more",
    }
    return (
        strip + head(shop, "Harcourt &amp; Lane", "Home and Garden;Women;Men;Beauty;Baby;Electricals;Gifts;Special Offers")
        + f'<div style="padding:10px 30px">{trail("Homepage;Women;Sale")}<div class="row" style="gap:26px">{facets(shop, groups, top=300)}<div style="flex:1"><h1 style="font-weight:normal;font-size:30px">Women\'s Clearance <span class="s pale">(1,386)</span></h1><div style="display:grid;grid-template-columns:repeat(4,1fr);gap:14px">{"".join(cards)}</div></div></div></div>'
        + bubble("#1c1c1c")
    )  # fmt: skip


@BOOK.layout("fr-FR/inter/fashion", "pl-PL/grotesk/shoes", count=10, screen=Screen(1366, 768, 1.25, 75))  # fmt: skip
def second_hand_wardrobe(shop: Shop) -> str:
    """Second hand in five columns: seller's face and name over the photo, hearts on it; brand, size and state pale, price, then the same with the buyer's protection in colour."""
    incl = say(shop, "incl.", fr="incl.", pl="z opł.")
    states = say(
        shop,
        "Very good;New with tags;Good",
        fr="Très bon état;Neuf avec étiquette;Bon état",
        pl="Bardzo dobry;Nowy z metką;Dobry",
    ).split(";")
    cards = []
    for i, item in enumerate(shop.items):
        price = max(part(shop, item.price, 0.3), Decimal(2))
        boosted = pill("Bump", "#0008") if i % 5 == 1 else ""
        cards.append(
            f'<div style="width:222px"><div class="row" style="align-items:center;gap:7px;font-size:12px;padding:5px 0"><span style="width:22px;height:22px;border-radius:11px;background:#{(3 * i) % 10}8b"></span><span class="pale">{("mila_84", "okta.vintage", "jo_b", "tante_inge", "rvrse")[i % 5]}</span></div>'
            f'<div style="position:relative">{shop.photo(i, 222, 192, css="border-radius:5px;")}<span style="position:absolute;right:7px;bottom:7px;background:#fffd;color:#333;border-radius:12px;padding:2px 8px;font-size:12px">♡ {(7 * i + 3) % 40}</span><span style="position:absolute;left:6px;top:6px">{boosted}</span></div>'
            f'{shop.title(i, css="font-size:13px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;margin-top:5px")}<div class="pale" style="font-size:12px">{item.brand} · {("S / 36", "M / 38", "40", "XL")[i % 4]} · {states[i % 3]}</div>'
            f'<div style="font-size:12px;margin-top:2px" class="pale">{shop.money(price, i, css=f"font-size:14px;color:{shop.theme.text};")}</div><div style="color:#09757c;font-size:13px">{shop.money(part(shop, price, 1.05) + part(shop, Decimal(1), 0.7 * shop.locale.factor), i, kind="total")} {incl} <span style="border:1px solid;border-radius:8px;font-size:9px;padding:0 3px">✓</span></div></div>'
        )  # fmt: skip
    chips = "".join(f'<span style="border:1px solid #9996;border-radius:16px;padding:5px 13px">{name} ⌄</span>' for name in say(shop, "Category;Size;Brand;Condition;Colour;Price;Sort by", fr="Catégorie;Taille;Marque;État;Couleur;Prix;Trier par", pl="Kategoria;Rozmiar;Marka;Stan;Kolor;Cena;Sortuj").split(";"))  # fmt: skip
    return (
        head(shop, f'<span style="color:{shop.theme.accent}">wornly</span>', say(shop, "Women;Men;Kids;Home;Electronics;About;Our platform", fr="Femmes;Hommes;Enfants;Maison;Divertissement;À propos"), tools='<span style="border:1px solid;border-radius:5px;padding:6px 12px">Sign up | Log in</span> &nbsp; <span style="background:#09757c;color:#fff;border-radius:5px;padding:7px 12px">Sell now</span>')
        + f'<div style="padding:10px 60px"><div class="row" style="gap:8px;font-size:13px;margin-bottom:6px">{chips}</div><div class="s pale">500+ {shop.word("results")}</div><div class="row" style="flex-wrap:wrap;gap:6px 28px">{"".join(cards)}</div></div>'
        + cookies(shop)
    )  # fmt: skip


@BOOK.layout("en-US/plain/shoes", "en-JP/dark/shoes", count=10, screen=Screen(1536, 864, 1.0, 85))
def lowest_ask(shop: Shop) -> str:
    """A sneaker exchange: thin frames, thing on white, title of two lines, grey label "Lowest Ask" over the bold price, last sale in a grey strip at the foot."""
    cards = []
    for i, item in enumerate(shop.items):
        last = part(shop, item.price, 0.88 + 0.05 * (i % 5), step="1")
        fast = '<span style="color:#17724a;font-size:11px">⚡ Xpress Ship</span>' if i % 3 == 0 else "&nbsp;"
        cards.append(
            f'<div style="border:1px solid #8884;border-radius:3px"><div style="padding:14px 12px 4px;background:#fff;position:relative">{shop.picture(i, 216, 128, tint="#ffffff")}<span style="position:absolute;right:9px;top:6px;color:#888">☆</span></div><div style="padding:8px 12px"><div style="min-height:38px">{shop.title(i, with_brand=True, css="font-size:14px;line-height:1.3;" + cut(2))}</div>'
            f'<div style="font-size:11px;margin-top:8px" class="pale">Lowest Ask</div><div style="font-size:20px;font-weight:bold">{shop.money(part(shop, item.price, 1, step="1"), i) if not shop.locale.cents else shop.printed(part(shop, item.price, 1, step="1"), shop.text(part(shop, item.price, 1, step="1"), cents=False), i)}</div>{fast}</div>'
            f'<div style="background:#8882;font-size:11px;padding:5px 12px" class="pale">Last Sale: {shop.printed(last, shop.text(last, cents=False), i, kind="approximate")}</div></div>'
        )  # fmt: skip
    groups = {"CATEGORY": "Sneakers;Apparel;Electronics;Trading cards", "SIZE TYPES": "Men;Women;Child", "BRAND": "Strideon;Velocé;Halden;Orbita", "RELEASE YEAR": "2026;2025;2024"}  # fmt: skip
    return (
        head(shop, "resellr", "Brands;New;Men;Women;Kids;Apparel;Collectibles;Trading Cards", tools="News &nbsp; About &nbsp; Help &nbsp; Login")
        + f'<div style="padding:12px 40px"><div class="row" style="gap:24px">{facets(shop, groups, top=400)}<div style="flex:1"><div class="row" style="justify-content:space-between;margin-bottom:10px"><span>Browse <b>1,000+</b> results for "low"</span><span>Sort by: <b>Featured</b> ⌄</span></div><div style="display:grid;grid-template-columns:repeat(5,1fr);gap:12px">{"".join(cards)}</div></div></div></div>'
    )  # fmt: skip


@BOOK.layout("en-US/serif/jewellery", "de-CH/airy/jewellery", count=6, screen=Screen(1600, 900, 1.0, 80))
def price_on_request(shop: Shop) -> str:
    """Jewels, three across: photograph, a thin rule, title in small capitals, price pale beneath; some say only that the price is told on request."""
    ask = say(shop, "Price upon request", de="Preis auf Anfrage")
    cards = "".join(
        f'<div style="text-align:center;padding-bottom:26px">{shop.photo(i, 470, 268)}<div style="width:44px;height:1px;background:#b89b6a;margin:16px auto 12px"></div>{shop.title(i, css="font-variant:small-caps;letter-spacing:.06em;font-size:18px")}'
        f'<div class="pale" style="font-size:14px;margin-top:4px">{f"<i>{ask}</i>" if i % 3 == 1 else shop.printed(part(shop, item.price, 1, step="10"), shop.text(part(shop, item.price, 1, step="10"), cents=False), i)}</div></div>'
        for i, item in enumerate(shop.items)
    )  # fmt: skip
    return (
        f'<div style="text-align:center;padding:16px;border-bottom:1px solid #b89b6a55"><div style="font-size:32px;letter-spacing:.3em;font-family:Liberation Serif">VANE &amp; CIE</div><div style="font-size:12px;letter-spacing:.12em;margin-top:8px" class="pale">HIGH JEWELLERY &nbsp; · &nbsp; RINGS &nbsp; · &nbsp; WATCHES &nbsp; · &nbsp; {say(shop, "GIFTS", de="GESCHENKE")} &nbsp; · &nbsp; MAISON</div></div>'
        f'<div style="padding:22px 70px"><div style="text-align:center;font-style:italic;margin-bottom:18px">{say(shop, "Each piece is made by one pair of hands, in our workshop since 1874.", de="Jedes Stück entsteht seit 1874 von einer Hand in unserer Werkstatt.")}</div><div style="display:grid;grid-template-columns:repeat(3,1fr);gap:0 24px">{cards}</div></div>'
    )  # fmt: skip


@BOOK.layout("en-GB/coral/glasses", "fr-FR/grotesk/glasses", count=6, screen=Screen(1440, 860, 1.0, 75))
def two_pairs(shop: Shop) -> str:
    """An optician: pale round-cornered cards, colour dots over the frame, "virtual try-on"; name left, at the right "from" price with lenses under it and the two-pair price in a ribbon."""
    with_lenses = say(shop, "frame &amp; single vision lenses", fr="monture + verres unifocaux")
    two = say(shop, "2 for", fr="2 paires à")
    cards = []
    for i, item in enumerate(shop.items):
        price = part(shop, item.price, 1, step="1")
        ribbon = (
            f'<div style="background:#e6efe9;color:#10603f;font-size:13px;padding:6px 16px;border-radius:0 0 14px 14px">{two} {shop.printed(price * 2 - 20, shop.text(price * 2 - 20, cents=False), i, kind="multibuy")}</div>'
            if i % 3 != 2
            else ""
        )
        dots = "".join(
            f'<span style="display:inline-block;width:13px;height:13px;border-radius:7px;margin-right:6px;background:{tone}"></span>'
            for tone in ("#222", "#7a4a2b", "#889")[: 1 + i % 3]
        )
        cards.append(
            f'<div class="card" style="border-radius:14px;border:1px solid #8883;align-self:start"><div style="padding:12px 16px"><div class="row" style="justify-content:space-between"><span>{dots}</span><span class="s pale">{say(shop, "Virtual try-on", fr="Essayage virtuel")} ⌾</span></div><div style="display:flex;justify-content:center">{shop.picture(i, 300, 150, tint="none")}</div>'
            f'<div class="row" style="justify-content:space-between;align-items:flex-start"><div>{shop.title(i, css="font-size:17px;font-weight:bold")}<div class="s pale">{item.brand} · {item.specs[1]}</div></div><div style="text-align:right"><div><span class="s">{shop.word("from_")}</span> {shop.printed(price, shop.text(price, cents=False), i, css="font-size:21px;font-weight:bold;")}</div><div style="font-size:11px;max-width:110px" class="pale">{with_lenses}</div></div></div></div>{ribbon}</div>'
        )  # fmt: skip
    return (
        head(shop, "Lund &amp; Vik Opticians", say(shop, "Glasses;Sunglasses;Contact lenses;Eye tests;Hearing;Offers", fr="Lunettes de vue;Solaires;Lentilles;Audition;Offres"), tools=say(shop, "Book an eye test", fr="Prendre rendez-vous"))
        + f'<div style="padding:14px 46px"><div class="row" style="gap:10px;margin-bottom:12px">{pill("Women ×", "#eee", "#333")}{pill("Acetate ×", "#eee", "#333")}<span class="s pale">214 {shop.word("results")}</span></div><div style="display:grid;grid-template-columns:repeat(3,1fr);gap:18px">{"".join(cards)}</div></div>'
    )  # fmt: skip
