"""Frozen layouts: portals for homes, cars, hotels and flights."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from interarec.lab.pages.frozen.frame import DESKTOP, LAPTOP, NOTEBOOK, SMALL, group, page, part, say, whole
from interarec.lab.pages.layouts import LayoutBook
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()

_ESTATE = """
.es{font-size:14px;line-height:1.45;color:#262637;background:#f1f3f4}.es .card0{background:#fff;border:1px solid #d5d9dc;border-radius:8px;margin-bottom:16px;overflow:hidden}.es .sec{color:#5c6370}.es .dd{border:1px solid #b4bac0;border-radius:6px;padding:9px 14px;background:#fff}
"""


@BOOK.layout("en-GB/plain/homes", "de-DE/open/lettings", count=5, screen=SMALL)
def estate_rows(shop: Shop) -> str:
    """An estate portal’s rows: large photo with a strip of small ones left; at the right the bold price on top with its word, then title, address, beds and baths, two lines of text, the agent at the foot with telephone, mail and heart."""
    rent = shop.locale.code == "de-DE"
    words = (
        ("Guide price", "Offers over", "", "Fixed price")
        if not rent
        else ("Kaltmiete", "Kaltmiete", "Kaltmiete", "Kaltmiete")
    )
    added = say(
        shop,
        "Added yesterday|Reduced on 24/11/2026|Added on 21/11/2026",
        de="Neu seit gestern|Seit 24.11.2026 online|Seit 21.11.2026 online",
    ).split("|")
    text = say(
        shop,
        "A bright and well kept home in a sought after street, close to schools and the station, with a garden that faces south and room to extend.",
        de="Helle, gepflegte Räume in ruhiger Lage, nahe Park und Bahn, mit Einbauküche, Kellerabteil und einem Stellplatz im Hof.",
    )
    rows = []
    for i, item in enumerate(shop.items):
        rows.append(
            f'<div class="card0"><div class="row"><div style="width:416px;flex:none"><div style="position:relative">{shop.photo(i, 416, 250)}<span style="position:absolute;left:10px;bottom:10px;background:#000a;color:#fff;border-radius:4px;padding:2px 8px;font-size:12px">▣ 1/{14 + i}</span></div><div class="row" style="gap:2px;margin-top:2px">{shop.photo(i, 137, 84)}{shop.photo(i, 138, 84)}{shop.photo(i, 137, 84)}</div></div><div style="flex:1;padding:14px 20px;display:flex;flex-direction:column"><div style="font-size:20px;font-weight:700">{whole(shop, item.price, i)}</div><div class="sec" style="font-size:12px">{words[i % 4]}</div>'
            f'{shop.title(i, css="font-weight:700;font-size:16px;margin-top:8px")}<div>{item.place}</div><div style="margin:8px 0;font-weight:700">{" &nbsp;·&nbsp; ".join(item.specs)}</div><div class="sec">{text}</div><div class="sec" style="font-size:12px;margin-top:8px">{added[i % 3]} {say(shop, "by", de="von")} {item.brand}</div><div style="margin-top:auto;border-top:1px solid #e3e6e8;padding-top:10px;display:flex"><b style="flex:1">{item.brand}</b><span style="color:#00a884">✆ 0113 496 0{112 + i} &nbsp; ✉ {say(shop, "Contact", de="Kontakt")} &nbsp; ♡ {say(shop, "Save", de="Merken")}</span></div></div></div></div>'
        )  # fmt: skip
    bar = "".join(
        f'<span class="dd">{name} ⌄</span>'
        for name in say(
            shop,
            "Harrow Vale;This area only;Price range;Bedrooms;Property type;Filters",
            de="Leipzig;+ 5 km;Kaltmiete;Zimmer;Wohnfläche;Weitere Filter",
        ).split(";")
    )
    heading = say(shop, "Properties For Sale in Harrow Vale", de="Wohnungen zur Miete in Leipzig")
    return page(
        shop, _ESTATE,
        f'<div class="es"><div style="background:#fff;padding:14px 60px;display:flex;align-items:center;border-bottom:1px solid #d5d9dc"><b style="font-size:24px;color:#00a884;margin-right:40px">nestfinder</b><span style="flex:1;word-spacing:6px">{say(shop, "Buy Rent House&nbsp;Prices Find&nbsp;Agent Commercial Inspire", de="Mieten Kaufen Bauen Gewerbe Umzug Magazin")}</span><span>☺ {say(shop, "Sign in", de="Anmelden")}</span></div><div style="background:#fff;padding:12px 60px;display:flex;gap:10px;border-bottom:1px solid #d5d9dc">{bar}</div><div style="padding:16px 60px"><h1 style="font-size:20px;margin:0 0 4px">{heading}</h1><div style="display:flex;justify-content:space-between;margin-bottom:12px" class="sec"><span>248 {shop.word("results")}</span><span>{say(shop, "Most Recent", de="Neueste zuerst")} ⌄ &nbsp; ☰ &nbsp; ◎ {say(shop, "Map", de="Karte")}</span></div>{"".join(rows)}</div></div>',
        up=0 if shop.locale.code == "en-GB" else 260,
    )  # fmt: skip


_CARS = """
.ca{font-size:14px;line-height:1.45;color:var(--text)}.ca .rw{background:var(--card);border:1px solid #8884;border-radius:8px;margin-bottom:14px;display:flex;overflow:hidden}.ca .sec{color:var(--pale)}.ca .gn{font-weight:700;margin:14px 0 4px}.ca .v{padding:3px 0}.ca .n{opacity:.65}.ca .chip{background:#8882;border-radius:4px;padding:3px 9px;font-size:12px;margin-right:6px}
"""


@BOOK.layout("de-DE/plain/cars", "en-GB/dark/cars", count=5, screen=NOTEBOOK)
def car_rows(shop: Shop) -> str:
    """A car portal’s rows: photo with a count, bold title, line of trim, chips of year, mileage, fuel and power; at the right the bold price with a coloured verdict under it and a monthly rate; dealer with stars and distance at the foot."""
    verdicts = say(
        shop, "Great price;Good price;Fair price;Good price", de="Sehr guter Preis;Guter Preis;Fairer Preis;Guter Preis"
    ).split(";")
    month, ps = say(shop, "/month (PCP)|bhp", de="mtl. Finanzierung ab|PS").split("|")
    rows = []
    for i, item in enumerate(shop.items):
        rate = whole(shop, part(shop, item.price, 1 / 62, step="1"), i, kind="instalment")
        monthly = f"{month} {rate}" if shop.locale.code == "de-DE" else f"{rate} {month}"
        color = ("#0b7a3b", "#2a9d3a", "#c98a00", "#2a9d3a")[i % 4]
        chips = "".join(
            f'<span class="chip">{fact}</span>'
            for fact in (
                *item.specs,
                f"{92 + 31 * i} {ps}",
                say(shop, "Manual", de="Schaltgetriebe") if i % 2 else say(shop, "Automatic", de="Automatik"),
            )
        )
        rows.append(
            f'<div class="rw"><div style="position:relative">{shop.photo(i, 290, 212)}<span style="position:absolute;left:8px;bottom:8px;background:#000a;color:#fff;font-size:12px;border-radius:4px;padding:1px 8px">▣ {18 + 3 * i}</span></div><div style="flex:1;padding:14px 18px;display:flex;flex-direction:column"><div class="row"><div style="flex:1">{shop.title(i, with_brand=True, css="font-size:18px;font-weight:700")}<div class="sec">{say(shop, "Heated seats, reversing camera, one owner, full history", de="Sitzheizung, Rückfahrkamera, 1. Hand, scheckheftgepflegt")}</div></div>'
            f'<div style="text-align:right;width:210px"><div style="font-size:22px;font-weight:700;line-height:1.2">{whole(shop, item.price, i)}</div><div style="color:{color};font-weight:700;font-size:13px">◢ {verdicts[i % 4]}</div><div class="sec" style="font-size:12px">{monthly}</div></div></div><div style="margin-top:12px">{chips}</div><div class="sec" style="margin-top:auto;font-size:13px;display:flex"><span style="flex:1">{item.brand} {say(shop, "Centre", de="Autohaus")} ★ {item.rating} ({item.reviews}) · {12 + 9 * i} {say(shop, "miles", de="km")}, {item.place.split(", ")[-1]}</span><span>♡ {say(shop, "Save", de="Parken")} &nbsp; ✉</span></div></div></div>'
        )  # fmt: skip
    side = f'<div style="width:240px;flex:none">{group(say(shop, "Make", de="Marke"), ";".join(dict.fromkeys(item.brand for item in shop.items)))}{group(say(shop, "Fuel type", de="Kraftstoff"), say(shop, "Petrol;Diesel;Electric;Hybrid", de="Benzin;Diesel;Elektro;Hybrid"))}{group(say(shop, "Body type", de="Fahrzeugtyp"), say(shop, "Hatchback;SUV;Estate;Saloon", de="Kleinwagen;SUV;Kombi;Limousine"))}{group(say(shop, "Gearbox", de="Getriebe"), say(shop, "Manual;Automatic", de="Schaltung;Automatik"))}</div>'
    return page(
        shop, _CARS,
        f'<div class="ca"><div style="background:#20335a;color:#fff;padding:15px 40px;display:flex;align-items:center"><b style="font-size:25px;margin-right:40px">wheelway</b><span style="flex:1">{say(shop, "Used cars &nbsp;&nbsp; New cars &nbsp;&nbsp; Sell your car &nbsp;&nbsp; Reviews", de="Gebrauchtwagen &nbsp;&nbsp; Neuwagen &nbsp;&nbsp; Verkaufen &nbsp;&nbsp; Magazin")}</span><span>♡ &nbsp; ☺</span></div><div style="padding:16px 40px"><div class="row" style="gap:26px">{side}<div style="flex:1"><div style="display:flex;align-items:baseline;margin-bottom:12px"><b style="font-size:20px">{say(shop, "3,128 cars found", de="3.128 Angebote")}</b><span style="margin-left:auto" class="sec">{say(shop, "Sort: Relevance", de="Sortieren: Relevanz")} ⌄</span></div>{"".join(rows)}</div></div></div></div>',
        up=0 if shop.locale.code == "de-DE" else 130,
    )  # fmt: skip


_HOTELS = """
.bk{font-size:14px;line-height:1.43;color:#1a1a1a}.bk .rw{border:1px solid #e7e7e7;border-radius:8px;padding:16px;margin-bottom:16px;display:flex;gap:16px}.bk .lk{color:#006ce4}.bk .sec{color:#595959;font-size:12px}.bk .gn{font-weight:700;border-top:1px solid #e7e7e7;padding-top:12px;margin:12px 0 6px}.bk .v{padding:4px 0}.bk .n{float:right;color:#595959}
"""


@BOOK.layout("en-GB/plain/hotels", "it-IT/grotesk/hotels", count=6, screen=LAPTOP)
def hotel_portal_rows(shop: Shop) -> str:
    """A hotel portal’s rows: blue bar with the search in yellow frames, filters with counts left; photo with a heart, blue name, district and distance, room and green "Free cancellation"; at the right score in a blue square, nights and guests, struck red and bold price, "Includes taxes and fees", blue button."""
    stay, tax, see, show, centre, left = say(shop, "1 night, 2 adults|Includes taxes and fees|See availability|Show on map|km from centre|Only 2 rooms left at this price on our site", it="1 notte, 2 adulti|Include tasse e costi|Vedi disponibilità|Mostra sulla mappa|km dal centro|Solo 2 camere rimaste a questo prezzo").split("|")  # fmt: skip
    grades = say(shop, "Good;Very good;Fabulous;Superb", it="Buono;Molto buono;Favoloso;Eccellente").split(";")
    rows = []
    for i, item in enumerate(shop.items):
        price = part(shop, item.price, 1, step="1")
        was = (whole(shop, part(shop, price, 1.22, step="1") + 3, i, kind="was", css="color:#d4111e;font-size:14px;") + " &nbsp;" if i % 2 == 0 else "")  # fmt: skip
        score = item.rating * 2 - 0.6
        few = f'<div style="color:#d4111e;font-size:12px">{left}</div>' if i % 3 == 1 else ""
        deal = (f'<div><span style="background:#008234;color:#fff;font-size:12px;padding:2px 8px;border-radius:4px">{say(shop, "Late Escape Deal", it="Offerta di fine anno")}</span></div>' if i % 2 == 0 else "")  # fmt: skip
        rows.append(
            f'<div class="rw"><div style="position:relative">{shop.photo(i, 240, 236, css="border-radius:8px;")}<span style="position:absolute;right:10px;top:10px;background:#fff;border-radius:16px;padding:5px 9px">♡</span></div><div style="flex:1">{shop.title(i, with_brand=True, css="font-size:20px;font-weight:700;color:#006ce4")}<div style="font-size:12px"><span style="color:#ffb700">★★★★</span> &nbsp;<u class="lk">{item.place.split(", ")[-1]}</u> &nbsp; <u class="lk">{show}</u> &nbsp; {0.4 + 0.7 * i:.1f} {centre}</div>{deal}<div style="border-left:2px solid #e7e7e7;padding-left:10px;margin-top:12px;font-size:12px"><b>{item.specs[0]}</b><br>{say(shop, "Private room • 1 bathroom • 24 m²", it="Camera privata • 1 bagno • 24 m²")}<br>{say(shop, "1 large double bed", it="1 letto matrimoniale")}<div style="color:#008234;margin-top:4px"><b>{say(shop, "Breakfast included", it="Colazione inclusa")}</b><br>✓ <b>{say(shop, "Free cancellation", it="Cancellazione gratuita")}</b></div></div>{few}</div>'
            f'<div style="width:200px;flex:none;text-align:right;display:flex;flex-direction:column"><div class="row" style="justify-content:flex-end;gap:8px"><div><b>{grades[sum(score >= least for least in (8, 8.6, 9))]}</b><div class="sec">{item.reviews:,} {shop.word("reviews")}</div></div><span style="background:#003b95;color:#fff;font-weight:700;border-radius:6px 6px 6px 0;padding:6px 8px;align-self:flex-start;font-size:16px">{score:.1f}</span></div><div style="margin-top:auto"><div class="sec">{stay}</div><div>{was}{whole(shop, price, i, css="font-size:20px;font-weight:700;")}</div><div class="sec">{tax}</div><div style="background:#006ce4;color:#fff;border-radius:4px;padding:9px 12px;margin-top:10px;display:inline-block;font-weight:700">{see} ›</div></div></div></div>'
        )  # fmt: skip
    filters = (group(say(shop, "Popular filters", it="Filtri popolari"), say(shop, "Breakfast included;Very good: 8+;Hotels;Private bathroom;Free WiFi;Spa", it="Colazione inclusa;Molto buono: 8+;Hotel;Bagno privato;WiFi gratuito")) + group(say(shop, "Meals", it="Pasti"), say(shop, "Kitchen facilities;Half board", it="Uso cucina;Mezza pensione")) + group(say(shop, "Property rating", it="Stelle"), say(shop, "5 stars;4 stars;3 stars", it="5 stelle;4 stelle;3 stelle")))  # fmt: skip
    fields = "".join(f'<span style="background:#fff;color:#1a1a1a;border:3px solid #ffb700;padding:11px 14px;flex:{grow};border-radius:6px">{text}</span>' for text, grow in zip(say(shop, "⌂ Port Selby;▦ Fri 4 Dec — Sat 5 Dec;☺ 2 adults · 0 children · 1 room", it="⌂ Porto Selby;▦ ven 4 dic — sab 5 dic;☺ 2 adulti · 0 bambini · 1 camera").split(";"), (2, 2, 2), strict=True))  # fmt: skip
    return page(
        shop, _HOTELS,
        f'<div class="bk"><div style="background:#003b95;color:#fff"><div style="max-width:1120px;margin:auto;padding:14px 0 24px"><div class="row" style="align-items:center"><b style="font-size:24px;flex:1">Roomly</b><span>{shop.locale.currency} &nbsp; ⚑ &nbsp; ? &nbsp; <span style="background:#fff;color:#006ce4;border-radius:4px;padding:7px 12px">{say(shop, "Register", it="Registrati")}</span> &nbsp; <span style="background:#fff;color:#006ce4;border-radius:4px;padding:7px 12px">{say(shop, "Sign in", it="Accedi")}</span></span></div><div style="margin-top:16px">⌂ {say(shop, "Stays", it="Alloggi")} &nbsp;&nbsp; ✈ {say(shop, "Flights", it="Voli")} &nbsp;&nbsp; {say(shop, "Car rental", it="Noleggio auto")}</div></div></div><div style="max-width:1120px;margin:-22px auto 0"><div class="row" style="gap:2px">{fields}<span style="background:#006ce4;color:#fff;border:3px solid #ffb700;border-radius:6px;padding:11px 26px;font-size:18px">{shop.word("search")}</span></div><div class="sec" style="padding:16px 0">Home › {say(shop, "Hotels › Port Selby", it="Hotel › Porto Selby")}</div>'
        f'<div class="row" style="gap:18px"><div style="width:254px;flex:none"><div style="border:1px solid #e7e7e7;border-radius:8px;padding:12px 14px"><b style="font-size:16px">{say(shop, "Filter by:", it="Filtra per:")}</b>{filters}</div></div><div style="flex:1"><div style="font-size:24px;font-weight:700;margin-bottom:10px">Port Selby: 312 {shop.word("results")}</div><div style="border:1px solid #868686;border-radius:18px;display:inline-block;padding:7px 16px;margin-bottom:14px">⇅ {say(shop, "Sort by: Our top picks", it="Ordina per: scelte consigliate")} ⌄</div>{"".join(rows)}</div></div></div></div>',
        up=0 if shop.locale.code == "en-GB" else 400,
    )  # fmt: skip


_FLIGHTS = """
.fl{font-size:14px;line-height:1.4;color:#161616;background:#eff3f8}.fl .rw{background:#fff;border-radius:12px;margin-bottom:12px;display:flex;box-shadow:0 1px 3px #25201f33}.fl .sec{color:#626971;font-size:12px}.fl .gn{font-weight:700;margin:16px 0 5px}.fl .v{padding:4px 0}.fl .n{display:none}.fl .tm{font-size:20px}
"""


@BOOK.layout("en-GB/inter/flights", "es-ES/inter/flights", count=6, screen=DESKTOP)
def flight_results(shop: Shop) -> str:
    """Flight results: dark bar with the search, stops and airlines left; white cards with outward and return legs (times of 20 px, airports, a line with length and stops), at the right number of deals, bold price and "Select"."""
    select, deals, direct, stop = say(
        shop, "Select →|deals from|Direct|1 stop", es="Seleccionar →|ofertas desde|Directo|1 escala"
    ).split("|")
    home = say(shop, "LGW", es="MAD")
    rows = []
    for i, item in enumerate(shop.items):
        price = part(shop, item.price, 1, step="1")
        hops = direct if item.specs[0] == "Direct" else stop
        line = f'<div style="flex:1;text-align:center"><div class="sec">{item.specs[1]}</div><div style="border-top:2px solid #68697f;margin:3px 0"></div><div class="sec" style="color:{"#0f7a3b" if hops == direct else "#e70866"}">{hops}</div></div>'
        start, end = item.title.split(" – ")[0], item.title.split(" – ")[1].split(" ")[0]
        back = f"{14 + i}:{(5 * i + 20) % 60:02d}", f"{17 + i}:{(5 * i + 45) % 60:02d}"
        legs = "".join(
            f'<div class="row" style="gap:18px;align-items:center;padding:9px 0"><span style="width:120px;font-weight:700;color:#0062e3">{f"<span data-title data-offer={i}>{item.brand}</span>" if p == home else item.brand}</span><div style="text-align:right"><div class="tm">{a}</div><div class="sec">{p}</div></div>{line}<div><div class="tm">{b}</div><div class="sec">{q}</div></div></div>'
            for a, b, p, q in ((start, end, home, "FAO"), (*back, "FAO", home))
        )
        rows.append(f'<div class="rw"><div style="flex:1;padding:14px 26px">{legs}</div><div style="width:200px;flex:none;border-left:1px dashed #c1c7cf;text-align:center;padding:26px 16px 18px"><div class="sec">{2 + 5 * i % 9} {deals}</div><div style="font-size:24px;font-weight:700;line-height:1.5">{whole(shop, price, i)}</div><div style="background:#05203c;color:#fff;border-radius:8px;padding:9px;margin-top:6px;font-weight:700">{select}</div></div></div>')  # fmt: skip
    side = f'<div style="width:220px;flex:none">{group(say(shop, "Stops", es="Escalas"), say(shop, "Direct;1 stop;2+ stops", es="Directo;1 escala;2+ escalas"), mark="☑ ")}<div class="gn">{say(shop, "Departure times", es="Horario de salida")}</div><div class="sec">00:00 – 23:59</div><div style="height:4px;background:#0062e3;margin:8px 0"></div><div class="gn">{say(shop, "Journey duration", es="Duración del viaje")}</div><div class="sec">2.0 – 14.5 h</div><div style="height:4px;background:#0062e3;margin:8px 0"></div>{group(say(shop, "Airlines", es="Aerolíneas"), ";".join(dict.fromkeys(item.brand for item in shop.items)), mark="☑ ")}</div>'
    trip = say(
        shop,
        "London Gatwick (LGW) – Faro (FAO) &nbsp;|&nbsp; 2 travellers, Economy &nbsp;|&nbsp; Fri 4 Dec – Fri 11 Dec",
        es="Madrid (MAD) – Faro (FAO) &nbsp;|&nbsp; 2 viajeros, Turista &nbsp;|&nbsp; vie 4 dic – vie 11 dic",
    )
    return page(
        shop, _FLIGHTS,
        f'<div class="fl"><div style="background:#05203c;color:#fff;padding:16px 130px 20px"><div class="row" style="align-items:center"><b style="font-size:24px;flex:1">skytrail</b><span>⚑ {shop.locale.currency} &nbsp; ♡ &nbsp; ☺ {say(shop, "Log in", es="Iniciar sesión")}</span></div><div style="background:#ffffff22;border-radius:8px;padding:12px 18px;margin-top:14px;font-size:16px">⌕ &nbsp; {trip}</div></div><div class="row" style="padding:18px 130px;gap:34px">{side}<div style="width:830px"><div class="row" style="align-items:center;margin-bottom:12px"><span style="flex:1">186 {shop.word("results")}</span><span>{say(shop, "Sort by Best", es="Ordenar por: mejor")} ⌄</span></div>{"".join(rows)}</div></div></div>',
        up=0 if shop.locale.code == "en-GB" else 150,
    )  # fmt: skip
