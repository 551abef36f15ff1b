"""Development layouts, once frozen: results, shelves and baskets in rows."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.development.third_frame import masthead, part, reduce_all
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("de-DE/inter/electronics", "pl-PL/inter/electronics", count=5, screen=Screen(1440, 900, 1.0, 70))  # fmt: skip
def cheapest_of_many_shops(shop: Shop) -> str:
    """A price comparison: picture, title, facts in one grey run, test mark; at the right "from" price over the number of offers, then three shops with theirs."""
    offers = {"de-DE": "Angebote", "pl-PL": "oferty"}[shop.locale.code]
    used = {"de-DE": "Gebraucht ab", "pl-PL": "Używane od"}[shop.locale.code]
    rows = []
    for i, item in enumerate(shop.items):
        others = "".join(
            f'<div class="row" style="justify-content:space-between;font-size:13px"><span style="color:#0b5fff">{name}</span>{shop.money(part(shop, item.price, share), i, kind="range")}</div>'
            for name, share in (("elektro-huus", 1.03), ("Voltmarkt", 1.07), ("nordtech", 1.12))
        )
        second = f'<div class="s pale">{used} {shop.money(part(shop, item.price, 0.7), i, kind="range")}</div>' if i % 2 else ""  # fmt: skip
        rows.append(
            f'<div class="row" style="background:#fff;color:#222;border-radius:8px;padding:14px;margin-bottom:10px;gap:20px">{shop.photo(i, 120, 110)}<div style="flex:1">{shop.title(i, with_brand=True, css="font-weight:bold;font-size:17px")}'
            f'<div class="s pale" style="max-width:420px">{item.specs[0]}, {item.specs[1]}, {item.color}, 2026 model, with cable and manual, made for home and office</div><div class="s">{shop.stars(i)} &nbsp; <span style="background:#0a7;color:#fff;padding:1px 6px">Test 1.{i + 3}</span></div></div>'
            f'<div style="width:170px"><div style="font-size:20px;color:#d33a00;font-weight:bold">{shop.word("from_")} {shop.money(item.price, i)}</div><div class="s">{7 + 8 * i} {offers}</div>{second}</div><div style="width:210px">{others}</div></div>'
        )
    steps = "".join(f"<div>○ {shop.word('from_')} {shop.money(Decimal(round(n * shop.locale.factor)), kind='band')}</div>" for n in (50, 150, 400))  # fmt: skip
    return (
        masthead(
            shop, "preiswacht", "Elektronik;Haushalt;Sport;Garten", css="background:#0a3761;color:#fff", right="★ 3"
        )
        + f'<div class="row" style="padding:14px 30px;gap:22px"><div style="width:180px;flex:none"><b>{shop.word("filters")}</b>{steps}<br><div>○ In stock</div><div>○ Rated 4 ★ and up</div></div><div style="flex:1"><h2>Headphones &amp; displays</h2>{"".join(rows)}</div></div>'
    )


@BOOK.layout("en-GB/open/books", "fr-FR/serif/books", count=5, screen=Screen(1366, 900, 1.0, 80))
def formats_of_a_book(shop: Shop) -> str:
    """Books: cover, title as a link, "by" the author, then a line of formats; the chosen one's price large, the others' small beside their names."""
    by, other = {
        "en-GB": ("by", ("Hardback", "eBook", "Audiobook")),
        "fr-FR": ("de", ("Relié", "Numérique", "Audio")),
    }[shop.locale.code]
    rows = []
    for i, item in enumerate(shop.items):
        rest = " &nbsp;·&nbsp; ".join(
            f"{name} {shop.money(part(shop, item.price, share), i, kind='range')}"
            for name, share in list(zip(other, (1.8, 0.6, 1.3), strict=True))[: 1 + i % 3]
        )
        past = f" {shop.was(i)}" if item.was else ""
        rows.append(
            f'<div class="row" style="gap:22px;padding:12px 0;border-bottom:1px solid #ccc">{shop.photo(i, 96, 132, words=item.title.split()[0])}<div>{shop.title(i, css="font-size:19px;color:#1b4b91")}'
            f'<div class="s">{by} <u>{item.brand}</u> | 4 March 2025</div><div class="s">{shop.stars(i, form=2)}</div><div class="b" style="margin-top:6px">{item.specs[0]}</div>'
            f'<div><span style="font-size:22px">{shop.money(item.price, i)}</span>{past}</div><div class="s pale">{rest}</div></div></div>'
        )
    return (
        masthead(shop, "Leaf &amp; Letter", "Fiction;Crime;History;Children;Music;Stationery")
        + f'<div style="padding:12px 80px"><h1 style="font-size:24px">Results for "north" <span class="pale s">1 – 16 of 342</span></h1>{"".join(rows)}</div>'
    )


@BOOK.layout("en-USD/dark/games", "de-DE/night/games", count=9, screen=Screen(1280, 800, 1.25, 80))
def discount_block_rows(shop: Shop) -> str:
    """Dark list of games: thin rows of capsule, title over tags, date; at the right a green block with percentage, beside it the struck price over the price."""
    rows = []
    for i, item in enumerate(shop.items):
        block = (
            f'<span style="background:#4c6b22;color:#beee11;font-size:22px;padding:5px 8px;margin-right:10px">-{shop.percent(i)}%</span><div style="text-align:right"><div style="font-size:12px;line-height:1.2">{shop.was(i)}</div><div style="color:#beee11">{shop.money(item.price, i)}</div></div>'
            if item.was
            else shop.money(item.price, i)
        )
        rows.append(
            f'<div class="row" style="background:#16202d;color:#c7d5e0;margin-bottom:6px;align-items:center;height:58px">{shop.photo(i, 124, 58, words=item.title.split()[0].upper())}<div style="flex:1;padding-left:14px">{shop.title(i, css="font-size:15px")}<div style="font-size:11px;color:#4b6479">{item.specs[0]}, {item.specs[1]}</div></div>'
            f'<div style="width:120px;font-size:12px;color:#7c8ea0">{3 + i} Oct 202{i % 6}</div><div style="width:60px">{"▲▲▲" if i % 2 else "▲▲"}</div><div style="width:200px;padding-right:14px" class="row"><div style="flex:1"></div>{block}</div></div>'
        )
    side = "".join(f'<div style="padding:5px 0">□ {name}</div>' for name in ("Special offers", "Free to play", "Co-op", "Controller", "Windows", "Linux"))  # fmt: skip
    low = shop.money(Decimal(round(10 * shop.locale.factor)), kind="band")
    return (
        masthead(shop, "EMBERHALL", "STORE;COMMUNITY;ABOUT;SUPPORT", css="background:#171a21", right="kestrel_77 ▾")
        + f'<div class="row" style="padding:16px 40px;gap:26px"><div style="flex:1"><div style="background:#16202d;padding:8px 12px;margin-bottom:10px">citadel <span class="pale">· Sort by Relevance ▾</span></div>{"".join(rows)}</div><div style="width:210px"><b>Narrow by price</b><div style="border-top:3px solid #3ea6ff;margin:10px 0"></div><div class="pale">{shop.word("under")} {low}</div><br><b>Narrow by tag</b>{side}</div></div>'
    )


@BOOK.layout("en-GB/plain/shoes", "nl-NL/inter/electronics", count=6, screen=Screen(1440, 1000, 1.0, 75))  # fmt: skip
def basket_by_seller(shop: Shop) -> str:
    """A basket split by seller, each with its delivery cost; a piece's price, a stepper and the line's sum in three columns; "saved for later" as cards below."""
    sold = {
        "en-GB": "Sold by",
        "nl-NL": "Verkoop door",
    }[shop.locale.code]
    fee, counts = Decimal("3.99"), (2, 3, 2)

    def line(i: int) -> str:
        item = shop.items[i]
        was = f"<br>{shop.was(i, css='font-size:13px')}" if item.was else ""
        return (
            f'<div class="row" style="padding:12px 0;border-top:1px solid #ddd;align-items:center">{shop.photo(i, 90, 80)}<div style="flex:1;padding:0 18px">{shop.title(i, css="font-weight:600")}<div class="s pale">{item.color} · {item.specs[0]}<br>Remove · Save for later</div></div>'
            f'<div style="width:120px">{shop.money(item.price, i)}{was}</div><div style="width:120px">−&nbsp; {counts[i]} &nbsp;+</div><div style="width:120px;text-align:right;font-weight:bold">{shop.money(item.price * counts[i], i, kind="total")}</div></div>'
        )

    def seller(name: str, lines: list[int], cost: Decimal) -> str:
        return f'<div style="border:1px solid #ccc;border-radius:6px;padding:12px 18px;margin-bottom:14px"><div class="row"><span style="flex:1">{sold} <b>{name}</b></span><span class="s">{shop.word("delivery")} {shop.money(cost, kind="shipping")}</span></div>{"".join(line(i) for i in lines)}</div>'

    goods = sum((shop.items[i].price * counts[i] for i in range(3)), Decimal(0))
    later = "".join(
        f'<div style="width:230px">{shop.photo(i, 230, 110)}{shop.title(i, css="font-size:14px")}{shop.money(shop.items[i].price, i, css="font-weight:bold")}<div class="s" style="color:#0a66c2">Move to {shop.word("basket")}</div></div>'
        for i in (3, 4, 5)
    )
    sums = "".join(
        f'<div class="row" style="justify-content:space-between;padding:4px 0"><span>{shop.word(key)}</span>{shop.money(value, kind=kind)}</div>'
        for key, value, kind in (
            ("subtotal", goods, "total"),
            ("delivery", fee * 2, "shipping"),
            ("total", goods + fee * 2, "total"),
        )
    )
    return (
        masthead(shop, "stallen", "Home;Sellers;Offers", right="Hello, Robin")
        + f'<div class="row" style="padding:14px 40px;gap:28px"><div style="flex:1"><h1 style="font-size:24px">{shop.word("basket")} (3)</h1>{seller("Bramley Goods", [0, 1], fee)}{seller("Studio Noord", [2], fee)}<h3>Saved for later (3)</h3><div class="row" style="gap:20px">{later}</div></div>'
        + f'<div style="width:330px;background:#8881;padding:18px;align-self:flex-start">{sums}<div style="background:#222;color:#fff;text-align:center;padding:11px;margin-top:8px">{shop.word("checkout")}</div></div></div>'
    )


@BOOK.layout("en-US/airy/shoes", "it-IT/plain/fashion", count=9, screen=Screen(1536, 864, 1.0, 75))
def bag_popover(shop: Shop) -> str:
    """A listing of four columns, title bold, kind, price; a small bag pane hangs from the header over its last column: added thing, amount times price, sum."""
    reduce_all(shop)
    cards = "".join(
        f'<div style="width:352px;margin:0 10px 18px 0">{shop.photo(i, 352, 190)}{shop.title(i, css="font-weight:bold;margin-top:8px")}<div class="pale s">{shop.items[i].brand} · {shop.items[i].specs[0]}</div><div>{shop.money(shop.items[i].price, i)}{" " + shop.was(i) if i % 2 else ""}</div></div>'
        for i in range(8)
    )
    item = shop.items[8]
    pane = (
        f'<div style="position:absolute;right:24px;top:58px;width:350px;background:#fff;color:#222;border:1px solid #ccc;box-shadow:0 6px 18px #0003;padding:16px;z-index:3"><b>✓ Added to bag</b><div class="row" style="gap:12px;margin:12px 0">{shop.photo(8, 84, 84)}'
        f'<div>{shop.title(8, css="font-size:14px")}<div class="s pale">Size 40 · {item.color}</div><div>2 × {shop.money(item.price, 8)}</div></div></div>'
        f'<div class="row" style="justify-content:space-between;border-top:1px solid #ddd;padding-top:8px"><span>{shop.word("subtotal")} (2)</span><b>{shop.money(item.price * 2, kind="total")}</b></div>'
        f'<div class="s pale">{shop.threshold()}</div><div style="background:#111;color:#fff;text-align:center;border-radius:20px;padding:9px;margin-top:10px">{shop.word("checkout")}</div><div style="border:1px solid #111;text-align:center;border-radius:20px;padding:8px;margin-top:8px">View bag</div><div class="s pale" style="margin-top:8px">Members collect 2 points for every pair</div></div>'
    )
    return (
        masthead(shop, "KINETO", "New;Men;Women;Kids;Sale;Running", right="♡ &nbsp; Bag 2")
        + pane
        + f'<div style="padding:16px 40px"><h1 style="font-size:24px;font-weight:500">Running (214)</h1><div class="row" style="flex-wrap:wrap">{cards}</div></div>'
    )
