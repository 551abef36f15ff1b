"""Development layouts, once frozen: holidays, flights, concerts."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from interarec.lab.pages.development.fourth_frame import bubble, head, part, pill, say, whole
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("en-GB/coral/hotels", "fr-FR/open/hotels", count=4, screen=Screen(1440, 900, 1.0, 80))
def package_holidays(shop: Shop) -> str:
    """Package holidays, two across: photograph with a score; title, place; a grey strip of three columns for flight, nights and board; at the foot deposit in a green pill left, price a person with its tail "pp" and the party's sum right."""
    each, total, deposit = say(shop, "pp|total price|Deposits from", fr="/pers.|prix total|Acompte dès").split("|")
    cards = []
    for i, item in enumerate(shop.items):
        price = part(shop, item.price, 4, step="1")
        past = whole(shop, price + 120, i, kind="was", css="color:#999;font-size:15px;") if i % 2 else ""
        strip = "".join(
            f'<div style="flex:1;padding:7px 12px;{"border-left:1px solid #8884;" if n else ""}"><div style="font-size:11px" class="pale">{label}</div><div class="s">{value}</div></div>'
            for n, (label, value) in enumerate(
                (
                    (say(shop, "Flight", fr="Vol"), say(shop, "STN → FAO 06:20", fr="LYS → FAO 06:20")),
                    (say(shop, "Stay", fr="Séjour"), say(shop, "Sat 4 Jul, 7 nights", fr="sam. 4 juil., 7 nuits")),
                    (say(shop, "Board", fr="Formule"), say(shop, "All inclusive", fr="Tout compris")),
                )
            )
        )
        cards.append(
            f'<div class="card" style="border-radius:12px;overflow:hidden;border:1px solid #8883"><div style="position:relative">{shop.photo(i, 660, 172, css="width:100%;")}<span style="position:absolute;right:12px;top:12px;background:#004f9f;color:#fff;border-radius:6px;padding:4px 9px">{item.rating * 2 - 0.4:.1f}</span><span style="position:absolute;left:12px;bottom:10px;color:#fff;font-size:12px;background:#0008;padding:1px 8px;border-radius:9px">1/18 ›</span></div><div style="padding:9px 16px">{shop.title(i, css="font-size:20px;font-weight:bold")}<div class="s pale">★★★★ &nbsp; {item.place} · {item.reviews} {shop.word("reviews")}</div></div><div class="row" style="background:#8881">{strip}</div>'
            f'<div class="row" style="padding:9px 16px;justify-content:space-between;align-items:flex-end"><span style="background:#dff3e3;color:#136c2e;border-radius:12px;padding:3px 12px;font-size:13px">{deposit} {whole(shop, Decimal(60), i, kind="total")}{each}</span><div style="text-align:right">{past} {whole(shop, price, i, css="font-size:28px;font-weight:bold;")}<span class="s">{each}</span><div class="s pale">{whole(shop, price * 2, i, kind="total")} {total}</div></div></div></div>'
        )  # fmt: skip
    return (
        head(shop, "Sunward", say(shop, "Holidays;Beach;City breaks;Last minute;Cruise;Villas", fr="Séjours;Circuits;Dernière minute;Croisières"), tools="ATOL 0000")
        + f'<div style="padding:10px 50px"><div class="row" style="gap:10px;margin-bottom:10px">{pill(say(shop, "Any UK airport ⌄", fr="Tous les aéroports ⌄"), "#8882", "inherit")}{pill("Algarve ⌄", "#8882", "inherit")}{pill(say(shop, "2 adults ⌄", fr="2 adultes ⌄"), "#8882", "inherit")}<b style="margin-left:auto">128 {shop.word("results")}</b></div><div style="display:grid;grid-template-columns:1fr 1fr;gap:16px">{"".join(cards)}</div></div>'
        + bubble("#e4572e")
    )  # fmt: skip


_GONE = ((2, 2), (4, 1))


def _fare(shop: Shop, offer: int, family: int, lowest: Decimal) -> str:
    """A cell of the matrix of fares: the amount with the seats left, or that none are."""
    seats = f'<div style="font-size:11px;color:#c53030">{2 + offer} {say(shop, "left", es="disponibles")}</div>'
    amount = part(shop, lowest, (1.0, 1.45, 2.3)[family], step="1") if family else lowest
    text = shop.text(amount, cents=family == 0 and shop.locale.code == "es-ES")
    weight = "" if family else "font-weight:bold;"
    price = shop.printed(amount, text, offer, kind="range" if family else "current", css=f"font-size:19px;{weight}")
    if (offer, family) in _GONE:
        inner = f'<span class="pale s">{say(shop, "Sold out", es="Agotado")}</span>'
    else:
        inner = price + (seats if (offer + family) % 4 == 1 else "")
    tint = "" if family else "background:#ebf4ff;"
    return f'<div style="width:170px;text-align:center;padding:16px 0;border-left:1px solid #8883;{tint}">{inner}</div>'


@BOOK.layout("es-ES/inter/flights", "en-US/grotesk/flights", count=6, screen=Screen(1366, 860, 1.0, 80))
def fare_families(shop: Shop) -> str:
    """An airline's own flights as a matrix: times and stops at the left; three coloured columns of fares with their heads on top, the lowest fare of a row chosen, others plain, some sold out or with seats left."""
    names = ("Light", "Classic", "Flex")
    tones = ("#2b6cb0", "#2c7a7b", "#744210")
    top = "".join(
        f'<div style="width:170px;background:{tone};color:#fff;text-align:center;padding:8px;border-radius:6px 6px 0 0"><b>{name}</b><div style="font-size:11px">{note}</div></div>'
        for name, tone, note in zip(
            names,
            tones,
            (
                say(shop, "Small bag", es="Bolso de mano"),
                say(shop, "Bag 23 kg, seat", es="Maleta 23 kg, asiento"),
                say(shop, "Refundable", es="Reembolsable"),
            ),
            strict=True,
        )
    )
    rows = []
    for i, item in enumerate(shop.items):
        price = item.price.to_integral_value() + Decimal("0.99" if shop.locale.code == "es-ES" else "0")
        cells = "".join(_fare(shop, i, k, price) for k in range(3))
        rows.append(
            f'<div class="row card" style="border:1px solid #8883;margin-bottom:8px;align-items:stretch;color:#16181d"><div style="flex:1;padding:12px 18px">{shop.title(i, css="font-size:19px;font-weight:600")}<div class="s pale">{item.specs[1]} · {item.specs[0]} · BL {402 + 31 * i} · Airbus A320</div></div>{cells}</div>'
        )  # fmt: skip
    return (
        head(shop, "BLUEWING", say(shop, "Book;Manage;Check-in;Club", es="Reservar;Mis viajes;Check-in;Club"), css="background:#0b2545;color:#fff")
        + f'<div style="padding:12px 50px"><div class="row"><div style="flex:1"><h2>{say(shop, "Depart: Madrid to Oslo, Fri 11 Dec", es="Ida: Madrid a Oslo, vie. 11 dic.")}</h2><div class="s pale">{say(shop, "Prices per adult, taxes included", es="Precio por adulto, tasas incluidas")}</div></div>{top}</div>{"".join(rows)}</div>'
    )  # fmt: skip


@BOOK.layout("en-GB/dark/tickets", "de-DE/plain/tickets", count=7, screen=Screen(1600, 900, 1.0, 75))
def tour_dates(shop: Shop) -> str:
    """A tour's page: dark head with a portrait and the artist's name of 40 px; a list of dates, each a square with day and month, the house as title, town and doors, "from" price plus fee, a button; two are sold out."""
    houses = (
        "Arena Nord",
        "The Old Gasworks",
        "Teatro Lirico",
        "Halle 9",
        "Fairview Stadium",
        "Royal Exchange Hall",
        "Kulturpalast",
    )
    shop.items = [
        replace(item, title=f"{house} – {('Standing', 'Seated')[n % 2]}")
        for n, (item, house) in enumerate(zip(shop.items, houses, strict=True))
    ]
    rows = []
    for i, item in enumerate(shop.items):
        out = i in (1, 4)
        offer = (
            f'<span class="pale">{say(shop, "Sold out · waiting list", de="Ausverkauft · Warteliste")}</span>'
            if out
            else f'<div>{shop.word("from_")} {shop.money(item.price, i, css="font-size:20px;font-weight:bold;")}</div><div class="s pale">+ {shop.money(part(shop, item.price, 0.11), i, kind="shipping")} {say(shop, "booking fee", de="Gebühren")}</div>'
        )
        rows.append(
            f'<div class="row card" style="border:1px solid #8883;margin-bottom:8px;padding:8px 14px;gap:22px;align-items:center"><div style="width:58px;text-align:center;border:1px solid #8886"><div style="background:#b5179e;color:#fff;font-size:11px">{say(shop, "MAR", de="MÄRZ")}</div><div style="font-size:23px;font-weight:bold">{3 + 2 * i}</div></div><div style="flex:1">{shop.title(i, css="font-size:18px;font-weight:bold")}<div class="s pale">{("Leeds", "Hamburg", "Milano", "Wien", "Cardiff", "London", "Dresden")[i]} · {say(shop, "Doors 19:00", de="Einlass 19:00")} · {item.specs[1]}</div></div>{pill("Presale", "#3a0ca3") if i == 2 else ""}<div style="width:260px;text-align:right">{offer}</div><span style="border-radius:20px;padding:9px 20px;{"border:1px solid #8886" if out else "background:#b5179e;color:#fff"}">{say(shop, "Notify me", de="Erinnern") if out else say(shop, "Tickets", de="Tickets")}</span></div>'
        )  # fmt: skip
    face = '<svg width="250" height="180" viewBox="0 0 100 72"><rect width="100" height="72" fill="#3a0ca3"/><circle cx="50" cy="30" r="14" fill="#d8a583"/><path d="M22 72 Q50 34 78 72 Z" fill="#111"/></svg>'
    return (
        f'<div style="background:#150734;color:#fff;padding:14px 120px" class="row"><b style="font-size:20px;margin-right:40px">frontrow</b><span>{say(shop, "Music &nbsp; Sport &nbsp; Theatre &nbsp; Family", de="Musik &nbsp; Sport &nbsp; Theater &nbsp; Familie")}</span></div><div class="row" style="background:#240a4f;color:#fff;padding:0 120px;gap:34px;align-items:center">{face}<div><div class="s">Indie · Electronic</div><div style="font-size:40px;font-weight:bold;line-height:1.1">MARA VOSS</div><div>The Long Night Tour 2027 &nbsp; ♡ 48,210</div></div></div>'
        f'<div style="padding:14px 120px"><div class="row" style="gap:24px;margin-bottom:10px"><b>{say(shop, "7 dates", de="7 Termine")}</b><span class="pale">{say(shop, "About", de="Über")}</span><span class="pale">FAQ</span></div>{"".join(rows)}</div>'
    )  # fmt: skip
