"""Development layouts, once frozen: grids of cards as large shops draw them today."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()
_WIDE = Screen(1920, 1080, 1.0, 70)
_SMALL = Screen(1366, 768, 1.0, 65)
_SHARP = Screen(1280, 720, 1.25, 75)


def _bar(shop: Shop, name: str, links: str, *, dark: bool = False) -> str:
    ground = "background:#131921;color:#fff" if dark else "border-bottom:1px solid #ddd"
    menu = "".join(f'<span style="margin-right:22px">{link}</span>' for link in links.split(";"))
    return (
        f'<div style="{ground};padding:10px 26px" class="row"><b style="font-size:22px;margin-right:30px">{name}</b>'
        f'<span style="flex:1;background:#fff;border:1px solid #bbb;color:#888;padding:6px 12px">{shop.word("search")}…</span><span style="margin-left:24px">♡ &nbsp; 👤 &nbsp; 🛒 3</span></div>'
        f'<div style="padding:8px 26px;font-size:.92em">{menu}</div>'
    )


@BOOK.layout(
    "en-US/open/electronics", "en-IN/open/beauty", "en-US/open/furniture", count=8, screen=Screen(1600, 870, 1.0, 70)
)
def superscript_grid(shop: Shop) -> str:
    """Cards with a grey picture ground; long title, stars, count bought, raised sign and cents, list price, coupon, delivery."""
    cards = []
    for i, item in enumerate(shop.items):
        was = (
            f' <span class="s pale">{"List:" if shop.locale.currency == "USD" else "M.R.P:"} {shop.was(i)}</span>'
            if item.was
            else ""
        )
        cards.append(
            f'<div style="width:290px;border:1px solid #e7e7e7;margin:5px"><div style="background:#f7f7f7;padding:12px">{shop.photo(i, 264, 190)}</div><div style="padding:8px">'
            + ('<div class="s pale">Sponsored ⓘ</div>' if i % 3 == 0 else "")
            + shop.title(i, long=True, css="font-size:15px;line-height:1.3")
            + f'<div class="s">{item.rating} <span style="color:#e77600">★★★★☆</span> ({item.reviews / 1000:.1f}K)</div><div class="s pale">{item.reviews // 10 * 10}+ bought in past month</div>'
            + f"<div>{shop.money(item.price, i, css='font-size:25px', raised=True)}{was}</div>"
            + (
                f'<div class="s"><span style="background:#7fda69;padding:1px 5px">Save {5 + i}%</span> with coupon</div>'
                if i % 2
                else ""
            )
            + '<div class="s">FREE delivery <b>Tue, 8 Dec</b></div><div class="s">Or fastest delivery <b>Tomorrow</b></div><span style="background:#ffd814;border-radius:14px;padding:5px 16px;display:inline-block">'
            + f"{shop.word('add')}</span></div></div>"
        )
    low, high = Decimal(round(8 * shop.locale.factor)), Decimal(round(1650 * shop.locale.factor))
    side = (
        f'<div style="width:210px;flex:none"><b>Price</b><div>{shop.money(low, kind="band")} – {shop.money(high, kind="band")}+</div><div style="border-top:3px solid #007185;margin:10px 0"></div>'
        "<div>All Discounts</div><div>Today's Deals</div><br><b>Brands</b><div>☐ Voltara</div><div>☐ Nimbo</div><div>☐ Pixelworth</div><br><b>Customer Reviews</b><div>★★★★☆ & Up</div><b>Condition</b><div>New</div><div>Renewed</div></div>"
    )
    return (
        _bar(shop, "Rivermart", "All;Today's Deals;Prime Picks;Customer Service;Registry;Gift Cards;Sell", dark=True)
        + f'<div style="padding:6px 26px;box-shadow:0 2px 4px #0002">1-48 of over 2,000 results for <span style="color:#c45500">"desk lamp"</span></div><div class="row" style="padding:12px 20px">{side}<div class="row" style="flex-wrap:wrap">{"".join(cards)}</div></div>'
    )


@BOOK.layout("en-GB/airy/fashion", "en-US/airy/fashion", "en-IE/airy/shoes", count=8, screen=Screen(1600, 870, 1.0, 65))
def tall_hearts(shop: Shop) -> str:
    """Tall photographs with a heart, a pale two-line title, bold price with the earlier one struck behind it, MORE COLOURS."""
    cards = "".join(
        f'<div style="width:24%;position:relative">{shop.photo(i, 352, 430)}<span style="position:absolute;right:14px;top:386px;background:#fff;border-radius:20px;padding:4px 9px">♡</span>'
        + (
            f'<span style="position:absolute;left:0;top:396px;background:#fffe;padding:2px 8px;font-size:12px">{("SELLING FAST", "MORE COLOURS", "PLUS SIZE")[i % 3]}</span>'
            if i % 2
            else ""
        )
        + shop.title(i, css="color:#666;margin-top:8px;font-size:15px", with_brand=True)
        + (
            f'{shop.was(i, css="color:#767676")} {shop.money(shop.items[i].price, i, css="font-weight:bold;color:#d01345")} <span style="color:#d01345">(-{shop.percent(i)}%)</span>'
            if shop.items[i].was
            else shop.money(shop.items[i].price, i, css="font-weight:bold;color:#666")
        )
        + "</div>"
        for i in range(8)
    )
    return (
        '<div style="background:#2d2d2d;color:#fff;padding:12px 40px" class="row"><b style="font-size:26px;margin-right:40px">otto&amp;vale</b><span style="margin-right:24px">WOMEN</span><span>MEN</span></div>'
        + f'<div style="background:#d9f34b;text-align:center;padding:9px"><b>UP TO 40% OFF PARTY WEAR</b> With code: GLOW · {shop.threshold()}</div>'
        + '<div style="padding:10px 60px"><div class="row" style="gap:40px;border-bottom:1px solid #ddd;padding:10px 0"><span>Sort ▾</span><span>Category ▾</span><span>Style ▾</span><span>Brand ▾</span><span>Colour ▾</span><span>Size ▾</span><span>Price range ▾</span></div><div class="pale" style="text-align:center;padding:8px">7,214 styles found</div>'
        + f'<div class="row" style="gap:14px;flex-wrap:wrap">{cards}</div></div>'
    )


@BOOK.layout(
    "de-DE/plain/fashion", "es-ES/plain/shoes", "nl-NL/plain/fashion", count=6, screen=Screen(1600, 870, 1.0, 75)
)
def brand_over_title(shop: Shop) -> str:
    """Brand bold, title below it, red price, the original price labelled on the next line with its percentage."""
    label = {"de-DE": "Ursprünglich:", "es-ES": "Antes:", "nl-NL": "Oorspronkelijk:"}[shop.locale.code]
    cards = "".join(
        f'<div style="width:310px;margin-right:14px;position:relative">{shop.photo(i, 310, 380)}<span style="position:absolute;left:0;top:330px;background:#cd0d15;color:#fff;padding:1px 6px" class="s">Deal</span><div style="position:absolute;right:10px;top:10px">♡</div>'
        + shop.brand(i, css="font-weight:bold;margin-top:6px")
        + shop.title(i, css="font-size:14px")
        + (
            f'<div>{shop.money(shop.items[i].price, i, css="color:#cd0d15;font-weight:bold")}</div><div class="s">{label} {shop.was(i)} <span style="color:#cd0d15">-{shop.percent(i)}%</span></div>'
            if shop.items[i].was
            else f"<div>{shop.money(shop.items[i].price, i)}</div>"
        )
        + "</div>"
        for i in range(6)
    )
    side = '<div style="width:190px;flex:none"><b>Damenmode</b><div>Kleider</div><div>Shirts &amp; Tops</div><div>Hosen</div><div>Jacken</div><div>Mäntel</div><div>Wäsche</div><div>Schuhe</div></div>'
    return (
        _bar(shop, "zentaro", "Neu;Bekleidung;Schuhe;Sport;Streetwear;Accessoires;Beauty;Designer;Sale %")
        + f'<div style="background:#f0e6fa;padding:8px 26px">Nur kurze Zeit: bis zu 30 % Extra-Rabatt auf alles</div><div class="row" style="padding:14px 40px">{side}<div class="row" style="flex-wrap:wrap">{cards}</div></div>'
    )


@BOOK.layout("hi-IN/open/fashion", "in-Rs/open/shoes", "hi-IN/open/beauty", count=10, screen=_SMALL)
def percent_in_brackets(shop: Shop) -> str:
    """Five narrow cards: rating pill on the photo, bold brand, cut-off title, price, earlier price, "(60% OFF)" in small type."""
    cards = "".join(
        f'<div style="width:202px;margin:0 10px 26px 0;position:relative">{shop.photo(i, 202, 250, words="LOVE")}<span style="position:absolute;left:8px;top:226px;background:#fffd;font-size:11px;font-weight:bold;padding:1px 5px">{shop.items[i].rating} <span style="color:#14958f">★</span> | {shop.items[i].reviews}</span>'
        + shop.brand(i, css="font-weight:bold;font-size:15px;margin-top:8px")
        + shop.title(
            i, css="font-size:13px;color:#535766;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;width:190px"
        )
        + f'<div style="font-size:13px">{shop.money(shop.items[i].price, i, css="font-weight:bold")} '
        + (
            f'{shop.was(i, css="color:#7e818c;font-size:11px")} <span style="color:#ff905a;font-size:11px">({shop.percent(i)}% OFF)</span>'
            if shop.items[i].was
            else ""
        )
        + "</div></div>"
        for i in range(10)
    )
    steps = [Decimal(step) for step in (199, 1449, 2699)]
    bands = "".join(
        f'<div style="font-size:13px">☐ {shop.money(low, kind="band")} to {shop.money(low + 1250, kind="band")} <span class="pale">(4{low % 7})</span></div>'
        for low in steps
    )
    side = f'<div style="width:200px;flex:none;font-size:13px"><b>FILTERS</b><br><br><b>CATEGORIES</b><div>☐ Dresses (2314)</div><div>☐ Kurtas (1180)</div><br><b>BRAND</b><div>☐ Ardenne (91)</div><div>☐ Tolwick (77)</div><br><b>PRICE</b>{bands}<br><b>DISCOUNT RANGE</b><div>○ 10% and above</div><div>○ 20% and above</div></div>'
    return (
        _bar(shop, "mirai", "MEN;WOMEN;KIDS;HOME;BEAUTY;GENZ;STUDIO")
        + f'<div style="padding:8px 30px;font-size:13px">Home / Clothing / <b>Dresses For Women</b> - 23145 items</div><div class="row" style="padding:6px 30px">{side}<div class="row" style="flex-wrap:wrap">{cards}</div></div>'
    )


@BOOK.layout("en-GB/airy/shoes", "en-US/airy/shoes", "de-DE/airy/shoes", count=6)
def sports_trio(shop: Shop) -> str:
    """Three wide cards: coloured note, bold name, pale kind, number of colours, price last; a column of categories, header sticks."""
    cards = "".join(
        f'<div style="width:32%">{shop.photo(i, 400, 400, css="background:#f5f5f5")}<div style="color:#9e3500;margin-top:8px">{("Just In", "Bestseller", "Sustainable Materials")[i % 3]}</div>'
        + shop.title(i, css="font-weight:bold", with_brand=True)
        + f"<div class='pale'>Women's Shoes</div><div class='pale'>{2 + i % 4} Colours</div><div style='margin-top:8px'>{shop.money(shop.items[i].price, i, css='font-weight:bold')} "
        + (f"{shop.was(i)} <div style='color:#007d48'>{shop.percent(i)}% off</div>" if shop.items[i].was else "")
        + "</div></div>"
        for i in range(6)
    )
    side = '<div style="width:220px;flex:none;padding-right:20px"><b>Lifestyle</b><div>Running</div><div>Basketball</div><div>Football</div><div>Gym and Training</div><div>Walking</div><hr><b>Gender (1)</b><div>☑ Women</div><div>☐ Men</div><hr><b>Shop By Price ▾</b></div>'
    return (
        '<div class="row" style="position:fixed;top:0;left:0;right:0;background:#fff;z-index:5;padding:16px 50px;border-bottom:1px solid #ddd"><b style="font-size:26px;flex:1">volta</b><span>New &nbsp; Men &nbsp; Women &nbsp; Kids &nbsp; Sale</span><span style="flex:1;text-align:right">🔍 ♡ 👜</span></div>'
        + f'<div style="padding:70px 50px 0"><h2>Women\'s Running Shoes (214)</h2><div class="row">{side}<div class="row" style="gap:14px;flex-wrap:wrap">{cards}</div></div></div>'
    )


@BOOK.layout("ja-en/plain/fashion", "ja-JP/plain/fashion", "ja-en/grey/beauty", count=10, screen=_SMALL)
def tax_included(shop: Shop) -> str:
    """Japanese: sizes, name, bold price with the tax note behind it, a limited price mark, stars at the end."""
    cards = "".join(
        f'<div style="width:19%">{shop.photo(i, 220, 240)}<div class="row" style="justify-content:space-between;font-size:12px;color:#777"><span>WOMEN</span><span>XS-XXL</span></div>'
        + shop.title(i, css="font-size:14px")
        + f'<div style="margin-top:6px">{shop.money(shop.items[i].price, i, css="font-weight:bold;font-size:19px" + (";color:#e00" if shop.items[i].was else ""))}<span style="font-size:11px">（税込）</span></div>'
        + (
            f'<div style="font-size:12px">通常価格 {shop.was(i)}</div><div style="font-size:12px;color:#e00">期間限定価格</div>'
            if shop.items[i].was
            else ""
        )
        + f'<div style="font-size:12px">★★★★☆ {shop.items[i].rating} ({shop.items[i].reviews})</div></div>'
        for i in range(10)
    )
    return (
        _bar(shop, "ハナヤ", "WOMEN;MEN;KIDS;BABY;新着商品;期間限定;セール")
        + f'<div style="background:#fff3f3;color:#c00;text-align:center;padding:6px">{shop.threshold()}</div><div style="padding:12px 40px"><h2>ワンピース 128件</h2><div class="row" style="gap:12px;flex-wrap:wrap">{cards}</div></div>'
    )


@BOOK.layout("en-US/plain/homes", "en-GB/open/homes", count=6)
def homes_and_map(shop: Shop) -> str:
    """A map with rounded pins at the left; at the right two columns of homes: price large, facts in one line, address, agent in capitals."""
    sign = "$" if shop.locale.currency == "USD" else "£"

    def pin(i: int, item_price: Decimal) -> str:
        short = f"{sign}{item_price / 1_000_000:.2f}M" if item_price >= 1_000_000 else f"{sign}{item_price / 1000:.0f}K"
        return f'<span data-kind="approximate" data-amount="{item_price}" data-currency="{shop.locale.currency}" style="position:absolute;left:{40 + 90 * (i * 5 % 6)}px;top:{60 + 110 * i}px;background:#a52a2a;color:#fff;border-radius:9px;padding:1px 7px;font-weight:bold;font-size:12px">{short}</span>'

    pins = "".join(pin(i, item.price) for i, item in enumerate(shop.items))
    cards = "".join(
        f'<div style="width:410px;border:1px solid #ddd;border-radius:6px;margin:0 10px 12px 0">{shop.photo(i, 408, 190, css="border-radius:6px 6px 0 0")}<div style="padding:8px 12px"><div class="row" style="justify-content:space-between">{shop.money(shop.items[i].price, i, css="font-size:21px;font-weight:bold")}<span>•••</span></div>'
        + f"<div><b>{2 + i % 4}</b> bds | <b>{1 + i % 3}</b> ba | <b>{1100 + 170 * i:,}</b> sqft - House for sale</div>{shop.title(i, css='white-space:nowrap;overflow:hidden')}"
        + f"<div style='font-size:10px;color:#888'>{shop.items[i].brand.upper()}, {1200 + i} Maple Ave</div></div></div>"
        for i in range(6)
    )
    return (
        '<div class="row" style="padding:12px 24px;border-bottom:1px solid #ddd"><span style="flex:1">Buy &nbsp; Rent &nbsp; Sell &nbsp; Home Loans</span><b style="font-size:24px">homestead</b><span style="flex:1;text-align:right">Help &nbsp; Sign in</span></div>'
        '<div class="row" style="padding:8px 24px;gap:10px"><span style="border:1px solid #999;padding:6px 80px 6px 10px">Austin, TX</span><span style="border:1px solid #bbb;padding:6px">For Sale ▾</span><span style="border:1px solid #bbb;padding:6px">Price ▾</span><span style="border:1px solid #bbb;padding:6px">Beds &amp; Baths ▾</span></div>'
        f'<div class="row"><div style="position:relative;width:720px;height:760px;background:#e4ead8;flex:none">{pins}<span style="position:absolute;right:12px;top:12px;background:#fff;padding:4px">+ −</span></div><div style="padding:0 14px"><h3>Real Estate &amp; Homes For Sale</h3><div class="pale s">412 results</div><div class="row" style="flex-wrap:wrap;width:850px">{cards}</div></div></div>'
    )


@BOOK.layout(
    "en-GB/open/grocery", "en-US/plain/grocery", "fr-FR/plain/grocery", "de-DE/open/grocery", count=10, screen=_SHARP
)
def grocery_aisle(shop: Shop) -> str:
    """Food: photo, title first, stars, price bold left and unit price small under it, offer strip in yellow, quantity and Add."""
    unit = {"GBP": "/kg", "USD": "/lb", "EUR": "/kg"}[shop.locale.currency]
    cards = "".join(
        f'<div style="width:19%;border:1px solid #e5e5e5;padding:10px">{shop.photo(i, 190, 130)}{shop.title(i, with_brand=True, css="font-weight:bold;color:#00539f;margin-top:6px")}<div class="s">★★★★☆ ({shop.items[i].reviews})</div>'
        + (
            f'<div style="background:#fcd700;padding:2px 6px;font-size:12px">Any 2 for {shop.money(shop.items[i].price * 2 - Decimal("0.30"), kind="multibuy")}</div>'
            if i % 3 == 1
            else ""
        )
        + f'<div style="margin-top:8px">{shop.money(shop.items[i].price, i, css="font-size:1.35em;font-weight:bold")} {shop.was(i) if i % 2 else ""}</div><div class="s pale">{shop.money((shop.items[i].price * 2).quantize(Decimal("0.01")), kind="unit")}{unit}</div>'
        + '<div class="row" style="margin-top:6px"><span style="border:1px solid #999;padding:3px 12px">1</span><span style="background:#00539f;color:#fff;padding:4px 22px">Add</span></div></div>'
        for i in range(10)
    )
    return (
        _bar(shop, "Greenbasket", "Groceries;Fresh Food;Bakery;Frozen;Drinks;Household;Offers")
        + f'<div style="padding:10px 26px"><b>Dairy &amp; Eggs</b> <span class="pale">Showing 1-24 of 318 items</span> · Guide price {shop.money(Decimal("31.40"), kind="total")} · {shop.threshold()}<div class="row" style="flex-wrap:wrap;gap:8px;margin-top:10px">{cards}</div></div>'
    )


@BOOK.layout("en-US/plain/furniture", "de-DE/plain/furniture", "en-GB/inter/furniture", count=8)
def name_kind_price(shop: Shop) -> str:
    """Furniture: name in bold capitals, description below, then a huge price with small raised cents, stars, colour dots, checkbox Compare."""
    cards = "".join(
        f'<div style="width:24%;padding:10px"><div class="s">☐ Compare</div>{shop.photo(i, 330, 250)}'
        + (
            '<span style="background:#ca5008;color:#fff;font-size:12px;padding:2px 5px">New lower price</span>'
            if shop.items[i].was
            else ""
        )
        + f'<div style="font-weight:bold">{shop.items[i].brand.upper()}</div>{shop.title(i, css="color:#484848")}<div style="margin:8px 0">{shop.money(shop.items[i].price, i, css="font-size:31px;font-weight:bold", raised=True)}</div>'
        + (f'<div class="s">Previous price: {shop.was(i, css="no-strike")}</div>' if shop.items[i].was else "")
        + f'<div class="s">★★★★☆ ({shop.items[i].reviews})</div><div class="s pale">More options</div></div>'
        for i in range(8)
    )
    return (
        _bar(shop, "BYGGA", "Products;Rooms;Inspiration;Offers;Planning")
        + f'<div style="padding:10px 40px"><h1>Tables &amp; desks</h1><p>Find a table that fits your home and your way of living, from small to large.</p><div class="row" style="flex-wrap:wrap">{cards}</div></div>'
    )


@BOOK.layout("en-GB/plain/fashion", "en-US/plain/fashion", "fr-FR/plain/fashion", count=18, screen=_WIDE)
def six_across(shop: Shop) -> str:
    """A wide screen with six small cards a row: price in red first in the line, struck price, then title in tiny type, swatches."""
    cards = "".join(
        f'<div style="width:16%">{shop.photo(i, 290, 300)}<div class="row" style="gap:4px;margin:6px 0">'
        + "".join(
            f'<span style="width:12px;height:12px;background:{tone};border:1px solid #aaa"></span>'
            for tone in ("#222", "#a33", "#38c", "#dcb")
        )
        + f"</div>{shop.title(i, css='font-size:12px')}<div style='font-size:13px'>{shop.money(shop.items[i].price, i, css='color:#c9002b' if shop.items[i].was else '')} {shop.was(i, css='font-size:11px')}</div></div>"
        for i in range(18)
    )
    return (
        f'<div style="background:#faf9f8;text-align:center;padding:6px;font-size:12px">Members get 15% off everything. {shop.threshold()}</div><div style="text-align:center;padding:14px"><b style="font-size:30px;color:#c9002b">L&amp;K</b><div>Women &nbsp; Men &nbsp; Divided &nbsp; Baby &nbsp; Kids &nbsp; Home &nbsp; Sale</div></div>'
        + f'<div style="padding:0 40px"><div class="pale s">lk.example / Women / Shop by product / Dresses</div><h1>Dresses</h1><div class="row" style="flex-wrap:wrap;gap:8px">{cards}</div></div>'
    )
