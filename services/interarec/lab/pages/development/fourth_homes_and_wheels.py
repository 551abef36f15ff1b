"""Development layouts, once frozen: homes to buy and to rent, used cars, things under the hammer."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.development.fourth_frame import (
    cookies,
    cut,
    facets,
    foreign,
    head,
    pager,
    part,
    pill,
    say,
    trail,
    whole,
)
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("de-CH/inter/homes", "es-ES/open/homes", count=8, screen=Screen(1440, 900, 1.0, 80))
def featured_home_and_lines(shop: Shop) -> str:
    """Homes for sale: a wide photograph on top with a white box over its corner holding title, facts and price; below it a table of thin lines: kind and place, rooms, area, price of a square metre, price, days."""

    def area(i: int) -> int:
        return 68 + 17 * i

    heads = say(
        shop,
        "Home;Rooms;Area;per m²;Price;Online",
        de="Objekt;Zimmer;Fläche;pro m²;Kaufpreis;Online seit",
        es="Inmueble;Hab.;Superficie;por m²;Precio;Publicado",
    ).split(";")
    lines = "".join(
        f'<tr style="border-bottom:1px solid #8883"><td style="padding:6px 0;width:74px">{shop.photo(i, 62, 46)}</td><td>{shop.title(i, css="font-weight:600")}<div class="s pale">{item.place} · {item.brand}</div></td><td>{3 + i % 4},5</td><td>{area(i)} m²</td><td style="text-align:right" class="pale">{whole(shop, part(shop, item.price / area(i), 1, step="10"), i, kind="unit")}</td><td style="text-align:right;font-weight:bold">{whole(shop, item.price, i)}</td><td style="text-align:right" class="s pale">{2 + 3 * i} {say(shop, "d", de="Tagen", es="días")}</td></tr>'
        for i, item in enumerate(shop.items) if i
    )  # fmt: skip
    columns = "".join(
        f'<th style="text-align:{"right" if n > 2 else "left"};padding:8px 0" {"colspan=2" if n == 0 else ""} class="s pale">{name}</th>'
        for n, name in enumerate(heads)
    )
    first = shop.items[0]
    return (
        head(shop, "wohnraum24" if shop.locale.code == "de-CH" else "casalta", say(shop, "Buy;Rent", de="Kaufen;Mieten;Neubau;Finanzieren;Ratgeber", es="Comprar;Alquilar;Obra nueva;Hipotecas"))
        + f'<div style="position:relative;height:300px;overflow:hidden">{shop.photo(0, 1440, 300)}<div style="position:absolute;left:60px;bottom:22px;background:#fff;color:#16181d;padding:14px 22px;border-radius:6px">{pill(say(shop, "Featured", de="Top-Objekt", es="Destacado"), "#d9480f")}{shop.title(0, css="font-size:22px;font-weight:bold;margin-top:5px")}<div class="s">{" · ".join(first.specs)} · {first.place}</div><div style="margin-top:4px">{whole(shop, first.price, 0, css="font-size:28px;font-weight:bold;")}</div></div><span style="position:absolute;right:30px;bottom:18px;background:#000a;color:#fff;border-radius:12px;padding:3px 12px">1 / 24</span></div>'
        f'<div style="padding:10px 60px"><b>{412} {say(shop, "homes", de="Immobilien in Altstadt und Umgebung", es="inmuebles en Puerto Alto")}</b><table style="width:100%;border-collapse:collapse;font-size:14px">{columns}{lines}</table></div>'
    )  # fmt: skip


@BOOK.layout("en-GB/plain/lettings", "nl-NL/coral/lettings", count=4, screen=Screen(1366, 900, 1.0, 75))
def rent_for_month_and_week(shop: Shop) -> str:
    """Homes to rent, text at the left and a photograph with three thumbnails at the right; the rent for a month bold with the rent for a week in brackets, then title, prose, dotted facts, costs, agent."""
    month, costs = say(shop, "pcm|Deposit", nl="per maand|Servicekosten").split("|")
    rows = []
    for i, item in enumerate(shop.items):
        rent = part(shop, item.price, 1, step="5")
        week = (
            f' <span class="pale" style="font-size:15px">({whole(shop, part(shop, rent, 12 / 52, step="1"), i, kind="approximate")} pw)</span>'
            if shop.locale.code == "en-GB"
            else f' <span class="pale" style="font-size:15px">excl. · {whole(shop, rent + 85, i, kind="total")} incl.</span>'
        )
        extra = part(shop, rent, 1.15, step="1") if shop.locale.code == "en-GB" else Decimal(85)
        rows.append(
            f'<div class="row card" style="border:1px solid #8884;margin-bottom:14px;height:196px"><div style="flex:1;padding:12px 18px"><div>{whole(shop, rent, i, css="font-size:23px;font-weight:bold;")} {month}{week}</div>{shop.title(i, css="font-size:17px;color:#00695c;margin-top:2px")}<div class="s pale">{item.place}</div><div style="font-size:13px;margin-top:6px;{cut(2)}">{say(shop, "A well kept home close to shops and trains, offered unfurnished and available from the 4th of January. Council tax band C. Viewing is recommended.", nl="Goed onderhouden woning dicht bij winkels en station, gestoffeerd, beschikbaar per 4 januari. Inkomenseis geldt. Bezichtiging aanbevolen.")}</div>'
            f'<div class="s" style="margin-top:6px">{" &nbsp;•&nbsp; ".join(item.specs)} &nbsp;•&nbsp; {costs} {whole(shop, extra, i, kind="total" if shop.locale.code == "en-GB" else "shipping")}</div><div class="row s pale" style="margin-top:8px;justify-content:space-between"><span>{item.brand} · 020 7946 0{311 + i}</span><span>{say(shop, "Added yesterday", nl="Sinds gisteren")} ♡</span></div></div>{shop.photo(i, 290, 194)}<div style="width:92px">{"".join(shop.photo(i, 92, 64) for _ in range(3))}</div></div>'
        )  # fmt: skip
    return (
        head(shop, say(shop, "Doorstep", nl="Huurhuis"), say(shop, "Buy;Rent;House Prices;Agents;Commercial;Inspire", nl="Koop;Huur;Nieuwbouw;Makelaars"), tools=say(shop, "Sign in", nl="Inloggen"))
        + f'<div class="row" style="padding:12px 36px;gap:10px;align-items:center"><span style="border:1px solid #8886;padding:6px 12px">Port Selby, + 3 miles ⌄</span><span style="border:1px solid #8886;padding:6px 12px">{shop.money(Decimal(500), kind="band")} – {shop.money(Decimal(1500), kind="band")} ⌄</span><span style="border:1px solid #8886;padding:6px 12px">2+ ⌄</span><b style="margin-left:auto">86 {shop.word("results")}</b></div><div style="padding:0 36px" class="row"><div style="flex:1">{"".join(rows)}</div><div style="width:210px;margin-left:20px;background:#8882;align-self:flex-start;padding:16px;text-align:center"><b>{say(shop, "Moving soon?", nl="Verhuizen?")}</b><div class="s pale">{say(shop, "Compare 4 broadband deals in 2 minutes", nl="Vergelijk 4 aanbieders in 2 minuten")}</div></div></div>'
    )  # fmt: skip


@BOOK.layout("fr-FR/grotesk/cars", "pl-PL/plain/cars", count=6, screen=Screen(1536, 864, 1.0, 80))
def cars_with_price_drops(shop: Shop) -> str:
    """Used cars, three across: one large and two small photographs; title over a cut version line, facts as chips; price with a gauge at its right, a chip of how far below the market, an arrow with the last drop, a dotted monthly rate."""
    below, drop, month = say(
        shop,
        "below market|drop on Nov 12|/mo est.",
        fr="sous le marché|depuis le 12 nov.|/mois*",
        pl="poniżej rynku|od 12 lis.|/mies.",
    ).split("|")
    cards = []
    for i, item in enumerate(shop.items):
        bars = "".join(
            f'<span style="display:inline-block;width:14px;height:6px;margin-right:2px;background:{"#12805c" if k <= 4 - i % 3 else "#8884"}"></span>'
            for k in range(5)
        )
        fall = (
            f'<span style="color:#c0392b">↓ {whole(shop, part(shop, item.price, 0.03, step="50") + 50, i, kind="saving")}</span> <span class="pale">{drop}</span>'
            if i % 2
            else "&nbsp;"
        )
        market = (
            f'<span style="background:#e3f4ec;color:#12805c;border-radius:10px;padding:1px 9px">{whole(shop, part(shop, item.price, 0.05, step="10") + 40, i, kind="saving")} {below}</span>'
            if i % 3 != 2
            else '<span style="background:#8882;border-radius:10px;padding:1px 9px">Fair price</span>'
        )
        cards.append(
            f'<div class="card" style="border:1px solid #8883;border-radius:8px;overflow:hidden"><div class="row" style="gap:2px;position:relative">{shop.photo(i, 270, 164)}<div style="display:grid;gap:2px">{shop.photo(i, 128, 81)}{shop.photo(i, 128, 81)}</div>{pill("Sponsored", "#000a", css="position:absolute;left:8px;top:8px;") if i == 0 else ""}</div><div style="padding:9px 14px">{shop.title(i, with_brand=True, css="font-weight:bold;font-size:16px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis")}<div class="s pale" style="white-space:nowrap;overflow:hidden;text-overflow:ellipsis">Pack Techno, toit panoramique, caméra 360°, Carplay, 1 owner, full history</div>'
            f'<div class="s" style="margin:5px 0">{"".join(f"""<span style="border:1px solid #8885;border-radius:4px;padding:0 6px;margin-right:5px">{fact}</span>""" for fact in item.specs)}</div><div class="row" style="align-items:center;justify-content:space-between">{whole(shop, item.price, i, css="font-size:24px;font-weight:bold;")}<span>{bars}</span></div><div style="font-size:12px;margin-top:3px">{market} &nbsp; {fall}</div><div class="s" style="margin-top:4px"><span style="border-bottom:1px dotted">{whole(shop, part(shop, item.price, 0.0185, step="1"), i, kind="instalment")}{month}</span> <span class="pale">· {item.brand} Centre, {12 + 7 * i} km</span></div></div></div>'
        )  # fmt: skip
    groups = {
        say(shop, "Make", fr="Marque", pl="Marka"): "Corvane;Tessalo;Brandt;Ikaru",
        say(shop, "Fuel", fr="Carburant", pl="Paliwo"): "Petrol;Diesel;Electric",
        say(shop, "Gearbox", fr="Boîte", pl="Skrzynia"): "Manual;Automatic",
    }
    return (
        head(shop, "autolane", say(shop, "Used;New;Sell my car;Research;Financing", fr="Occasion;Neuf;Vendre;Financement;Actus", pl="Używane;Nowe;Sprzedaj;Finansowanie"))
        + f'<div class="row" style="padding:12px 34px;gap:24px">{facets(shop, groups, top=60000, width=190)}<div style="flex:1"><div class="row" style="justify-content:space-between;margin-bottom:8px"><b style="font-size:20px">2 418 {shop.word("results")}</b><span>{shop.word("sort")} ⌄</span></div><div style="display:grid;grid-template-columns:repeat(3,1fr);gap:14px">{"".join(cards)}</div></div></div>'
    )  # fmt: skip


@BOOK.layout("en-GB/plain/games", "de-DE/open/toys", count=6, screen=Screen(1440, 900, 1.0, 75))
def bids_beside_fixed_prices(shop: Shop) -> str:
    """An auction house's results in wide rows: photograph, long title as a link, state; price with "x bids, time left" or "or best offer", beneath it about the same in another currency, postage in grey; seller at the right."""
    code, sign, rate = ("EUR", "EUR ", "1.17") if shop.locale.currency == "GBP" else ("GBP", "GBP ", "0.86")
    rows = []
    for i, item in enumerate(shop.items):
        other = (item.price * Decimal(rate)).quantize(Decimal("0.01"))
        how = (
            f'<span style="color:#111820">{3 + 4 * i} {say(shop, "bids", de="Gebote")}</span> · <span style="color:#c00">{2 + i}h {14 + i}m</span>'
            if i % 2 == 0
            else say(shop, "or Best Offer", de="oder Preisvorschlag")
        )
        post = (
            f"+ {shop.money(Decimal('3.49') + i, i, kind='shipping')} {say(shop, 'postage', de='Versand')}"
            if i % 3
            else say(shop, "Free postage", de="Kostenloser Versand")
        )
        rows.append(
            f'<div class="row" style="border-bottom:1px solid #8883;padding:9px 0;gap:20px">{shop.photo(i, 128, 112, css="border-radius:10px;")}<div style="flex:1">{shop.title(i, with_brand=True, long=True, tag="div", css="font-size:17px;color:#0654ba;" + cut(1))}<div class="s pale">{say(shop, "Pre-owned · Boxed", de="Gebraucht · mit Karton")}</div><div class="row" style="margin-top:6px;gap:30px"><div style="width:240px">{shop.money(item.price, i, css="font-size:21px;font-weight:bold;")}<div class="s pale">≈ {foreign(other, sign + f"{other}", code, i)}</div></div><div class="s">{how}<div class="pale">{post}</div><div class="pale">{say(shop, "from Germany", de="aus Deutschland")}</div></div></div></div><div style="width:190px" class="s"><div>♡ {12 + i} {say(shop, "watchers", de="Beobachter")}</div><div class="pale" style="margin-top:6px">attic_finds_{i + 3} ({item.reviews})<br>99.{i}% {say(shop, "positive", de="positiv")}</div></div></div>'
        )  # fmt: skip
    groups = {
        say(shop, "Buying format", de="Kaufoption"): "Auction;Buy It Now;Accepts offers",
        say(shop, "Condition", de="Zustand"): "New;Used;For parts",
        say(shop, "Location", de="Ort"): "UK only;Europe;Worldwide",
    }
    return (
        head(shop, "hammer&amp;hand", say(shop, "Saved;Electronics;Motors;Fashion;Collectables;Toys;Sports", de="Elektronik;Auto;Mode;Sammeln;Spielzeug;Sport"), tools="Alerts (3) &nbsp; My lots")
        + f'<div class="row" style="padding:10px 34px;gap:26px">{facets(shop, groups, top=200)}<div style="flex:1">{trail("All;Toys and Games;Vintage")}<div class="row" style="gap:22px;margin-top:8px"><b style="border-bottom:2px solid">{say(shop, "All", de="Alle")}</b><span>{say(shop, "Auction", de="Auktion")}</span><span>{say(shop, "Buy it now", de="Sofort-Kaufen")}</span><span class="pale" style="margin-left:auto">4,310 {shop.word("results")}</span></div>{"".join(rows)}{pager(72)}</div></div>'
        + cookies(shop)
    )  # fmt: skip
