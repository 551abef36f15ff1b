"""Development layouts, once frozen: floors, furniture, bicycles, tyres, records, devices, licences."""

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
    parts,
    pill,
    raise_all,
    say,
)
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("nl-NL/narrow/furniture", "de-DE/plain/furniture", count=8, screen=Screen(1600, 900, 1.0, 75))
def pack_and_square_metre(shop: Shop) -> str:
    """A building store: title on top, photo, then a grey plate whose price for the pack is huge with high small cents, the square metre's price below it; stock of the shop near by with a dot."""
    cards = []
    for i, item in enumerate(shop.items):
        price = part(shop, item.price, 0.2) + 5
        cards.append(
            f'<div style="background:#fff;color:#222;border:1px solid #ddd;padding:12px;display:flex;flex-direction:column">{shop.title(i, css="font-size:16px;font-weight:bold;min-height:44px;" + cut(2))}<div style="display:flex;justify-content:center;padding:6px 0;position:relative">{shop.picture(i, 220, 118, tint="#fff")}{pill("TOP", "#f7a600", "#222", css="position:absolute;left:0;top:4px;") if i % 3 == 0 else ""}</div>'
            f'<div style="background:#f0f0f0;padding:8px 10px"><div class="row" style="align-items:flex-end;justify-content:space-between"><span style="font-size:12px;color:#666">{say(shop, "per pak", nl="per pak van 1,8 m²", de="je Paket à 1,8 m²")}</span>{shop.money(price, i, css="font-size:36px;font-weight:bold;line-height:1;", raised=True)}</div><div style="text-align:right;font-size:13px;color:#666">{shop.money(part(shop, price, 0.556), i, kind="unit")} / m²</div></div>'
            f'<div style="font-size:12px;margin-top:7px"><span style="color:{"#1a8f3c" if i % 4 else "#d08a00"}">●</span> {say(shop, "stock", nl=f"{12 + 9 * i} op voorraad in Zuidhaven", de=f"{12 + 9 * i} Stück im Markt Altstadt")} · Art. {734100 + 77 * i}</div></div>'
        )  # fmt: skip
    groups = {
        say(shop, "Kind", nl="Soort", de="Art"): "Laminaat;PVC;Parket;Tegels",
        say(shop, "Thickness", nl="Dikte", de="Stärke"): "7 mm;8 mm;10 mm;12 mm",
        say(shop, "Colour", nl="Kleur", de="Farbe"): "Eiken;Grijs;Wit",
    }
    return (
        head(shop, '<span style="background:#f7a600;color:#222;padding:2px 10px">HAMERSLAG</span>', say(shop, "Shop", nl="Vloeren;Verf;Gereedschap;Tuin;Sanitair;Klusadvies", de="Böden;Farben;Werkzeug;Garten;Bad;Ratgeber"), css="background:#222;color:#fff", tools=say(shop, "Store", nl="⌖ Zuidhaven ⌄", de="⌖ Altstadt ⌄"))
        + f'<div class="row" style="padding:14px 30px;gap:26px">{facets(shop, groups, top=90)}<div style="flex:1;display:grid;grid-template-columns:repeat(4,1fr);gap:12px">{"".join(cards)}</div></div>'
    )  # fmt: skip


@BOOK.layout("sv-SE/inter/furniture", "en-US/open/furniture", count=6, screen=Screen(1536, 864, 1.0, 80))
def room_set_with_numbers(shop: Shop) -> str:
    """One photograph of a room with numbered dots over most of the screen; at its right a list of the numbers with bold name, kind, price with small high cents; the sum of the set below."""
    dots = "".join(
        f'<span style="position:absolute;left:{14 + 13 * i}%;top:{(30, 62, 44, 74, 24, 55)[i]}%;width:26px;height:26px;border-radius:13px;background:#fff;color:#111;text-align:center;line-height:26px;font-size:13px;box-shadow:0 1px 4px #0006">{i + 1}</span>'
        for i in range(6)
    )
    rows = "".join(
        f'<div class="row" style="gap:12px;padding:9px 0;border-bottom:1px solid #8883"><b style="width:22px">{i + 1}</b>{shop.photo(i, 64, 58)}<div style="flex:1">{shop.brand(i, css="font-weight:bold;text-transform:uppercase;font-size:13px")}{shop.title(i, css="font-size:13px;" + cut(1))}<div style="margin-top:2px">{shop.money(item.price, i, css="font-size:19px;font-weight:bold;", raised=True)}</div></div><span style="align-self:center;background:#0058a3;color:#fff;border-radius:17px;padding:7px 10px">+</span></div>'
        for i, item in enumerate(shop.items)
    )  # fmt: skip
    everything = sum((item.price for item in shop.items), Decimal(0))
    wall = '<svg viewBox="0 0 100 60" preserveAspectRatio="none" style="position:absolute;inset:0;width:100%;height:100%"><rect width="100" height="60" fill="#d9cfc1"/><rect y="42" width="100" height="18" fill="#a98763"/><rect x="8" y="30" width="30" height="16" rx="2" fill="#5f7a6a"/><rect x="62" y="12" width="22" height="32" fill="#8a5a3a"/><rect x="44" y="6" width="14" height="20" fill="#eef3f6"/><ellipse cx="50" cy="52" rx="26" ry="5" fill="#c9b79c"/></svg>'
    return (
        head(shop, "HYLLBO", say(shop, "Products;Rooms;Offers;Inspiration;Services", sv="Produkter;Rum;Erbjudanden;Inspiration;Tjänster"))
        + f'<div class="row" style="height:740px"><div style="flex:1;position:relative">{wall}{dots}<div style="position:absolute;left:30px;bottom:24px;background:#fffd;color:#111;padding:10px 18px"><b style="font-size:21px">{say(shop, "A calm corner for reading", sv="En lugn läshörna")}</b><div class="s">{say(shop, "14 photos in this room · saved 2,310 times", sv="14 bilder · sparat 2 310 gånger")}</div></div></div>'
        f'<div style="width:430px;padding:12px 22px">{rows}<div class="row" style="justify-content:space-between;padding-top:12px"><b>{say(shop, "Everything (6)", sv="Hela rummet (6)")}</b>{shop.money(everything, kind="total", css="font-weight:bold;")}</div></div></div>'
    )  # fmt: skip


@BOOK.layout("en-GB/forest/bikes", "de-DE/inter/bikes", count=6, screen=Screen(1440, 860, 1.0, 80))
def hire_by_length(shop: Shop) -> str:
    """Bicycles for hire: photo with title on its top edge, facts as chips; a foot of three equal cells, a day, a weekend, a week, each label over its price, the day's set bold; deposit in small print."""
    labels = say(shop, "1 day;Weekend;7 days", de="1 Tag;Wochenende;7 Tage").split(";")
    cards = []
    for i, item in enumerate(shop.items):
        day = part(shop, item.price, 0.012, step="1") + 9
        cells = "".join(
            f'<div style="flex:1;text-align:center;padding:8px 0;{"border-left:1px solid #8883;" if k else ""}"><div style="font-size:12px" class="pale">{label}</div>{shop.printed(day * times, shop.text(day * times, cents=False), i, kind="range" if k else "current", css="" if k else "font-weight:bold;font-size:19px;")}</div>'
            for k, (label, times) in enumerate(zip(labels, (1, 2, 5), strict=True))
        )
        chips = "".join(
            f'<span style="background:#8882;border-radius:10px;padding:1px 9px;font-size:12px;margin-right:5px">{fact}</span>'
            for fact in item.specs
        )
        cards.append(
            f'<div class="card" style="border:1px solid #8883;border-radius:8px;overflow:hidden"><div style="position:relative">{shop.photo(i, 430, 176, css="width:100%;")}<div style="position:absolute;left:0;right:0;top:0;background:#000a;color:#fff;padding:7px 12px">{shop.title(i, css="font-size:16px")}</div></div><div style="padding:9px 12px">{chips}</div><div class="row" style="border-top:1px solid #8883">{cells}</div><div style="font-size:11px;padding:6px 12px;border-top:1px solid #8883" class="pale">{say(shop, "Deposit", de="Kaution")} {shop.printed(part(shop, item.price, 0.1, step="10") + 50, shop.text(part(shop, item.price, 0.1, step="10") + 50, cents=False), i, kind="total")} · {say(shop, "helmet and lock included", de="Helm und Schloss inklusive")} · {2 + i} {say(shop, "left", de="frei")}</div></div>'
        )  # fmt: skip
    return (
        head(shop, "pedalpost", say(shop, "Hire;Shops;Routes;For groups", de="Leihen;Stationen;Touren;Gruppen"), tools=say(shop, "Sat 12 – Sun 13 Dec ⌄", de="Sa 12. – So 13. Dez ⌄"))
        + f'<div style="padding:14px 40px"><h1 style="font-size:26px">{say(shop, "38 bikes near Port Selby", de="38 Räder in Altstadt")}</h1><div style="display:grid;grid-template-columns:repeat(3,1fr);gap:16px">{"".join(cards)}</div></div>' + bubble("#0b6e4f")
    )  # fmt: skip


@BOOK.layout("de-DE/grey/tyres", "it-IT/plain/tyres", count=7, screen=Screen(1366, 820, 1.0, 80))
def tyres_each_and_four(shop: Shop) -> str:
    """Tyres in rows: wheel, maker over profile and size as title, three label letters in coloured arrows, dispatch; price of one large, price of four fitted below in smaller type."""
    four = say(shop, "4 fitted:", de="4 Stück montiert:", it="4 montati:")
    rows = []
    for i, item in enumerate(shop.items):
        letters = "".join(
            f'<span style="background:{tone};color:#fff;font-size:12px;padding:1px 14px 1px 7px;margin-right:5px;clip-path:polygon(0 0,75% 0,100% 50%,75% 100%,0 100%)">{letter}</span>'
            for letter, tone in zip(item.specs[0].split()[:2], ("#e08a00", "#2a9d3a"), strict=True)
        )
        past = (
            f'<div style="font-size:12px">{shop.was(i)} <span style="color:#c00">-{shop.percent(i)}%</span></div>'
            if item.was
            else ""
        )
        rows.append(
            f'<div class="row card" style="border:1px solid #8883;margin-bottom:8px;padding:8px 14px;gap:18px;align-items:center">{shop.picture(i, 78, 78, tint="none")}<div style="width:380px">{shop.brand(i, css="font-weight:bold;font-size:17px")}{shop.title(i, css="font-size:14px")}<div class="s pale">★ {item.rating} ({item.reviews}) · {item.specs[1]}</div></div><div style="flex:1">{letters}<span class="s">🔊 {item.specs[0].split()[2]} dB</span><div class="s" style="color:#1a7f37;margin-top:6px">✓ {say(shop, "In stock, with you Thu 3 Dec", de="Auf Lager, Lieferung Do 3. Dez", it="Disponibile, consegna gio 3 dic")}</div></div>'
            f'<div style="text-align:right;width:210px">{past}{shop.money(item.price, i, css="font-size:24px;font-weight:bold;color:#0a3d91;")}<div class="s pale">{four} {shop.money(item.price * 4 + 60, i, kind="multibuy")}</div></div><div style="background:#f47b20;color:#fff;padding:9px 15px;border-radius:3px">{say(shop, "Select", de="Wählen", it="Scegli")}</div></div>'
        )  # fmt: skip
    return (
        head(shop, "rondo<i>tyres</i>", say(shop, "Tyres;Rims;Oils;Batteries;Fitting partners", de="Reifen;Felgen;Öle;Batterien;Werkstätten", it="Pneumatici;Cerchi;Olio;Batterie"), css="background:#0a3d91;color:#fff")
        + f'<div style="padding:10px 40px"><div class="row" style="gap:8px;margin-bottom:10px">{pill("205 ⌄", "#fff", "#222")}{pill("55 ⌄", "#fff", "#222")}{pill("R16 ⌄", "#fff", "#222")}<b>317 {shop.word("results")}</b></div>{"".join(rows)}</div>'
    )  # fmt: skip


@BOOK.layout("en-GB/night/books", "fr-FR/plain/books", count=12, screen=Screen(1440, 900, 1.0, 75))
def ranked_chart(shop: Shop) -> str:
    """A chart in two columns of dense lines: big rank, arrow, small cover, title bold over maker in grey, format, price at the line's end, a small round basket."""
    lines = "".join(
        f'<div class="row" style="align-items:center;gap:12px;padding:7px 0;border-bottom:1px solid #8883"><span style="width:40px;text-align:right;font-size:27px;font-weight:bold" class="accent">{i + 1}</span><span class="s" style="width:14px">{("▲", "▼", "–")[i % 3]}</span>{shop.photo(i, 58, 78)}<div style="flex:1">{shop.title(i, css="font-weight:bold;font-size:15px;" + cut(1))}{shop.brand(i, css="font-size:13px;opacity:.7")}<div style="font-size:12px" class="pale">{item.specs[0]} · {3 + i} {say(shop, "weeks", fr="semaines")}</div></div><div style="text-align:right">{shop.money(item.price, i, css="font-size:17px;")}<div style="font-size:12px">{shop.was(i)}</div></div><span style="border:1px solid #8886;border-radius:16px;width:32px;height:32px;text-align:center;line-height:30px">+</span></div>'
        for i, item in enumerate(shop.items)
    )  # fmt: skip
    return (
        head(shop, "Quire", say(shop, "Books;eBooks;Audio;Stationery;Vinyl;Events", fr="Livres;eBooks;Audio;Papeterie;Vinyles"))
        + f'<div style="padding:10px 50px"><div class="row" style="align-items:baseline;gap:20px"><h1 style="font-size:30px">{say(shop, "The Top 100 this week", fr="Les meilleures ventes")}</h1><span class="pale">{say(shop, "Updated 29 Nov 2026", fr="Mis à jour le 29 nov. 2026")}</span></div><div style="columns:2;column-gap:50px">{lines}</div></div>'
    )  # fmt: skip


@BOOK.layout("en-GB/plain/electronics", "de-DE/dark/electronics", count=1, screen=Screen(1600, 900, 1.0, 80))
def options_as_tiles(shop: Shop) -> str:
    """Product page of a maker: huge centred title, device at the left; at the right storage tiles with added amounts, trade-in, and a bar at the foot with the price and the monthly rate in one line."""
    raise_all(shop, 500)
    item = shop.items[0]
    more = [Decimal(round(step * shop.locale.factor)) for step in (100, 300)]
    tiles = "".join(
        f'<div class="row" style="border:{"2px solid #0071e3" if k == 0 else "1px solid #8886"};border-radius:12px;padding:14px 18px;margin-top:10px;justify-content:space-between"><b>{size}</b><span class="s pale">{"+ " + shop.printed(more[k - 1], shop.text(more[k - 1], cents=False), 0, kind="range") if k else say(shop, "Chosen", de="Gewählt")}</span></div>'
        for k, size in enumerate(("256 GB", "512 GB", "1 TB"))
    )
    trade = Decimal(round(180 * shop.locale.factor))
    return (
        f'<div style="background:#8882;padding:9px 0;text-align:center;font-size:12px">{say(shop, "Store &nbsp;&nbsp; Laptops &nbsp;&nbsp; Phones &nbsp;&nbsp; Audio &nbsp;&nbsp; Support", de="Store &nbsp;&nbsp; Laptops &nbsp;&nbsp; Telefone &nbsp;&nbsp; Audio &nbsp;&nbsp; Support")}</div><div style="padding:24px 120px 0">{shop.title(0, css="font-size:40px;font-weight:bold;text-align:center;letter-spacing:-.02em")}<div style="text-align:center" class="pale">{" · ".join(item.specs)}</div>'
        f'<div class="row" style="gap:60px;margin-top:20px">{shop.photo(0, 760, 500, css="border-radius:18px;")}<div style="flex:1"><b style="font-size:22px">{say(shop, "Storage. How much space?", de="Speicher. Wie viel brauchst du?")}</b>{tiles}<div style="margin-top:22px;background:#8881;border-radius:12px;padding:14px 18px"><b>{say(shop, "Trade in", de="Eintauschen")}</b><div class="s pale">{say(shop, "Get up to", de="Bis zu")} {shop.printed(trade, shop.text(trade, cents=False), kind="saving")} {say(shop, "for your old one", de="für dein altes Gerät")}</div></div><div class="s pale" style="margin-top:16px">{say(shop, "Delivers Thu 3 Dec, free. Pick up today in Port Selby.", de="Lieferung Do 3. Dez, kostenlos. Heute abholen: Altstadt.")}</div></div></div></div>'
        f'<div style="position:fixed;left:0;right:0;bottom:0;background:{shop.theme.card};border-top:1px solid #8884;padding:14px 120px" class="row"><span style="flex:1">{shop.money(item.price, 0, css="font-size:20px;font-weight:bold;")} <span class="pale">{say(shop, "or", de="oder")} {shop.money(part(shop, item.price, 1 / 24), 0, kind="instalment")}{say(shop, "/mo. for 24 mo.", de="/Monat für 24 Monate")}</span></span><span style="background:#0071e3;color:#fff;border-radius:20px;padding:8px 26px">{shop.word("add")}</span></div>'
    )  # fmt: skip


@BOOK.layout("en-US/inter/software", "fr-FR/coral/software", count=4, screen=Screen(1440, 900, 1.0, 80))
def licence_bands(shop: Shop) -> str:
    """Plans as bands across the page: name and for whom at the left, ticks in two columns, at the right a seat's price for a month large, the year's sum and the monthly tariff struck in small type."""
    seat, year = say(shop, "per seat / month|billed yearly:", fr="par utilisateur / mois|facturé par an :").split("|")
    bands = []
    for i, item in enumerate(shop.items):
        price = part(shop, item.price, 1)
        ticks = "".join(
            f'<div style="width:50%;padding:2px 0">✓ {fact}</div>'
            for fact in (
                *item.specs,
                say(shop, "Comments and history", fr="Commentaires et historique"),
                say(shop, f"{3 + 4 * i} guests", fr=f"{3 + 4 * i} invités"),
            )
        )
        bands.append(
            f'<div class="row card" style="border:{"2px solid " + shop.theme.accent if i == 1 else "1px solid #8883"};border-radius:14px;padding:18px 24px;margin-bottom:12px;align-items:center;gap:20px"><div style="width:230px">{shop.title(i, css="font-size:22px;font-weight:bold")}<div class="s pale">{say(shop, "For small groups", fr="Pour les petites équipes")}{" · " + pill(say(shop, "Popular", fr="Populaire"), shop.theme.accent) if i == 1 else ""}</div></div><div class="row s" style="flex:1;flex-wrap:wrap">{ticks}</div>'
            f'<div style="width:260px;text-align:right"><span style="font-size:13px">{shop.money(part(shop, price, 1.25), i, kind="was", css="color:#999;")}</span> {parts(shop, price, i, big=34, small=17, css="font-weight:bold;")}<div class="s pale">{seat}</div><div class="s pale">{year} {shop.money(price * 12, i, kind="total")}</div></div><div style="background:{shop.theme.accent};color:#fff;border-radius:8px;padding:10px 16px">{say(shop, "Try free", fr="Essai gratuit")}</div></div>'
        )  # fmt: skip
    return (
        f'<div class="row" style="padding:16px 60px;align-items:center;gap:26px"><b style="font-size:22px">◆ tabularium</b><span>{say(shop, "Product", fr="Produit")}</span><span>{say(shop, "Pricing", fr="Tarifs")}</span><span>Docs</span><span style="margin-left:auto">{say(shop, "Log in", fr="Connexion")}</span></div><div style="padding:10px 120px"><h1 style="font-size:38px;text-align:center">{say(shop, "Simple prices. No surprises.", fr="Des tarifs simples.")}</h1><div style="text-align:center;margin-bottom:18px">{say(shop, "Monthly", fr="Mensuel")} ⚪━ <b>{say(shop, "Yearly −20%", fr="Annuel −20 %")}</b></div>{"".join(bands)}</div>'
        + cookies(shop)
    )  # fmt: skip
