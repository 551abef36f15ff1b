"""Development layouts, once frozen: results in rows, comparisons, baskets over a listing."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()
_SHARP = Screen(1366, 768, 1.25, 70)


def _step(shop: Shop, amount: float) -> Decimal:
    return Decimal(round(amount * shop.locale.factor))


@BOOK.layout("en-IN/grotesk/electronics", "en-US/grotesk/electronics", count=5, screen=Screen(1600, 870, 1.0, 70))
def bullets_and_price_column(shop: Shop) -> str:
    """Photo with a compare box, title and bullets in the middle, at the right a huge price, earlier price and percentage in one row, offers below."""
    rows = "".join(
        f'<div class="row" style="padding:18px 10px;border-bottom:1px solid #eee;gap:20px"><div style="width:210px">{shop.photo(i, 190, 170)}<div class="s">☐ Add to Compare</div></div><div style="width:560px">{shop.title(i, with_brand=True, css="font-size:18px")}'
        + f'<div><span style="background:#388e3c;color:#fff;border-radius:3px;padding:1px 5px;font-size:12px">{shop.items[i].rating} ★</span> <span class="pale">{shop.items[i].reviews:,} Ratings &amp; {shop.items[i].reviews // 9} Reviews</span></div>'
        + "".join(
            f"<div>• {fact}</div>"
            for fact in (*shop.items[i].specs, "1 Year Manufacturer Warranty", "17.2 cm Full HD Display")
        )
        + f"</div><div><div>{shop.money(shop.items[i].price, i, css='font-size:25px;font-weight:500')}</div>"
        + (
            f'<div>{shop.was(i, css="color:#878787")} <span style="color:#388e3c">{shop.percent(i)}% off</span></div>'
            if shop.items[i].was
            else ""
        )
        + f'<div class="s">Free delivery</div><div class="s" style="color:#388e3c">Upto {shop.money(_step(shop, 120), kind="saving")} Off on Exchange</div><div class="s">Bank Offer</div></div></div>'
        for i in range(5)
    )
    side = f'<div style="width:240px;flex:none;padding:12px;background:#fff"><b>Filters</b><br><br><b class="s">PRICE</b><div style="height:5px;background:#2874f0;margin:14px 0"></div><span style="border:1px solid #ccc;padding:4px">Min ▾</span> to <span style="border:1px solid #ccc;padding:4px">{shop.money(_step(shop, 600), kind="band")}+ ▾</span><br><br><b class="s">BRAND</b><div>☐ Voltara</div><div>☐ Nimbo</div><b class="s">CUSTOMER RATINGS</b><div>☐ 4★ &amp; above</div><div>☐ 3★ &amp; above</div></div>'
    return f'<div style="background:#2874f0;color:#fff;padding:12px 120px"><b style="font-size:20px">Bazario</b> <span style="background:#fff;color:#888;padding:6px 260px 6px 10px;margin-left:20px">Search for products, brands and more</span> &nbsp; Login &nbsp; Cart</div><div style="background:#f1f3f6;padding:10px" class="row">{side}<div style="background:#fff;flex:1;margin-left:10px;padding:10px"><div class="s pale">Showing 1 – 24 of 1,021 results</div><div>Sort By <b style="color:#2874f0">Popularity</b> &nbsp; Price -- Low to High &nbsp; Newest First</div>{rows}</div></div>'


@BOOK.layout("en-USD/plain/electronics", "en-GB/plain/shoes", count=4)
def auction_rows(shop: Shop) -> str:
    """A marketplace: underlined title, state and brand, bold price at the left of a column, terms, shipping with a plus, list price, sold, seller."""
    rows = "".join(
        f'<div class="row" style="padding:14px 0;gap:18px">{shop.photo(i, 220, 200)}<div>{shop.title(i, long=True, css="font-size:17px;text-decoration:underline")}<div class="pale s">Brand New · {shop.items[i].brand}</div><div class="s">★★★★★ {shop.items[i].reviews} product ratings</div>'
        + f'<div class="row" style="gap:60px"><div><div style="font-size:20px;font-weight:bold">{shop.money(shop.items[i].price, i)}</div>'
        + (f'<div class="s pale">List price: {shop.was(i)} {shop.percent(i)}% off</div>' if shop.items[i].was else "")
        + f'<div class="s">{("or Best Offer", "Buy It Now", "12 bids · 3h left")[i % 3]}</div><div class="s">+{shop.money(_step(shop, 5) + Decimal("0.20"), kind="shipping")} delivery</div></div><div class="s pale">from United States<br>Located in Ohio<br><span style="color:#c00">{40 + i} sold</span></div></div><div class="s pale">toolbarn_outlet (14,{300 + i}) 99.{i + 1}%</div></div></div>'
        for i in range(4)
    )
    side = f'<div style="width:220px;flex:none"><b>Condition</b><div>☐ New (1,204)</div><div>☐ Used (311)</div><b>Price</b><div>○ Under {shop.money(_step(shop, 35), kind="band")}</div><div>○ {shop.money(_step(shop, 35), kind="band")} to {shop.money(_step(shop, 90), kind="band")}</div><div>○ Over {shop.money(_step(shop, 90), kind="band")}</div><span style="border:1px solid #999;padding:3px">$ Min</span> to <span style="border:1px solid #999;padding:3px">$ Max</span></div>'
    return f'<div style="padding:8px 40px" class="s">Hi! Sign in or register &nbsp; Daily Deals &nbsp; Help &amp; Contact</div><div style="padding:8px 40px" class="row"><b style="font-size:28px;margin-right:30px">gavel</b><span style="border:2px solid #222;flex:1;padding:8px;border-radius:20px">camera lens</span></div><div class="row" style="padding:10px 40px">{side}<div><b>3,100+ results for camera lens</b>{rows}</div></div>'


@BOOK.layout("en-GB/open/homes", "es-ES/open/homes", count=3)
def portal_rows(shop: Shop) -> str:
    """Homes portal: a price block over the photo's column, kind of home as link, description, date added, agent with telephone number."""
    rows = "".join(
        f'<div style="border:1px solid #ccc;margin-bottom:16px;width:1000px"><div class="row">{shop.photo(i, 400, 220)}<div style="padding:12px;flex:1"><div>{shop.title(i, css="font-weight:bold;color:#00675b;font-size:17px")}</div><div>{shop.items[i].place}</div>'
        + f'<div style="margin:10px 0">🛏 {2 + i} &nbsp; 🛁 {1 + i} &nbsp; {"92 m² · 3ª planta exterior" if shop.locale.currency == "EUR" else "Freehold"}</div><div class="pale s">A well presented family home offered to the market with no onward chain, close to good schools and the town centre…</div></div></div>'
        + f'<div class="row" style="background:#f4f4f4;padding:10px;justify-content:space-between"><div>{shop.money(shop.items[i].price, i, css="font-size:22px;font-weight:bold")} <div class="s">{("Guide Price", "Offers Over", "")[i]}</div></div><div class="s">Added on 0{i + 2}/11/2026 by {shop.items[i].brand}<br><b>01865 96{i}412</b> Local call rate</div></div></div>'
        for i in range(3)
    )
    low, high = _step(shop, 150_000), _step(shop, 750_000)
    return f'<div style="padding:12px 40px;border-bottom:1px solid #ddd"><b style="font-size:24px;color:#00675b">moveplace</b> &nbsp; Buy &nbsp; Rent &nbsp; House Prices &nbsp; Agent Valuation</div><div style="padding:10px 40px;background:#f4f4f4">Harrow Vale &nbsp; This area only ▾ &nbsp; {shop.money(low, kind="band")} - {shop.money(high, kind="band")} ▾ &nbsp; 2+ beds ▾ &nbsp; Filters</div><div style="padding:10px 40px"><h3>Properties For Sale in Harrow Vale</h3>{rows}</div>'


@BOOK.layout("de-DE/inter/cars", "en-GB/inter/cars", "en-US/inter/cars", count=4, screen=_SHARP)
def car_ads(shop: Shop) -> str:
    """Cars: bold make and model, version pale, price with a judgement bar, monthly rate, facts in a grid of icons, dealer at the foot."""
    rows = "".join(
        f'<div class="card row" style="border-radius:8px;margin-bottom:12px;box-shadow:0 1px 4px #0003;width:980px">{shop.photo(i, 330, 200)}<div style="padding:12px 18px;flex:1">{shop.title(i, with_brand=True, css="font-weight:bold;font-size:17px")}<div class="pale">Klima Navi LED PDC</div>'
        + f'<div class="row" style="gap:30px;margin:8px 0"><div>{shop.money(shop.items[i].price, i, css="font-size:23px;font-weight:bold")}<div class="s" style="color:#060">▮▮▮▯ {("Good price", "Fair price", "Great price", "Top offer")[i]}</div></div><div class="s pale">{shop.word("from_")} {shop.money(max(Decimal(int(shop.items[i].price) // 84), Decimal(9)), kind="instalment")} {shop.word("per_month")}<br>Finance available</div></div>'
        + f'<div class="s">⛽ {shop.items[i].specs[2]} &nbsp; 📅 0{i + 3}/{shop.items[i].specs[0]} &nbsp; 🛣 {shop.items[i].specs[1]} &nbsp; ⚙ Automatic &nbsp; {110 + 20 * i} kW ({150 + 27 * i} hp)</div><div class="s pale" style="margin-top:8px">{shop.items[i].brand} Centre · ★★★★☆ ({30 + i}) · DE-4052{i} Nordhafen</div></div></div>'
        for i in range(4)
    )
    return f'<div style="background:#0b1a33;color:#fff;padding:14px 40px"><b style="font-size:22px">wheelspot</b> &nbsp; Cars &nbsp; Bikes &nbsp; Sell &nbsp; Finance</div><div style="padding:12px 40px"><h2>1.204 Offers for estate cars</h2><div class="s">{shop.word("filters")}: up to {shop.money(_step(shop, 40_000), kind="band")} ✕ &nbsp; up to 60.000 km ✕</div>{rows}</div>'


@BOOK.layout("en-GB/open/hotels", "nl-NL/open/hotels", "en-US/open/hotels", "en-IN/open/hotels", count=4)
def stays(shop: Shop) -> str:
    """Stays: photo with heart, name with stars, score box right on top, room facts with green ticks, at the lower right price a night, then total and taxes."""
    rows = "".join(
        f'<div class="row" style="border:1px solid #ccc;border-radius:10px;padding:14px;margin-bottom:12px;gap:14px;width:1010px">{shop.photo(i, 230, 220, css="border-radius:8px")}<div style="flex:1"><div class="row" style="justify-content:space-between"><div>{shop.title(i, with_brand=True, css="font-size:19px;font-weight:bold;color:#006ce4")}<span style="color:#febb02">★★★★</span></div><div style="text-align:right"><b>Very good</b> <span style="background:#003b95;color:#fff;padding:4px 6px;border-radius:4px">{7 + i * 0.6:.1f}</span><div class="s pale">{shop.items[i].reviews:,} {shop.word("reviews")}</div></div></div>'
        + f'<div class="s"><u>{shop.items[i].place}</u> · Show on map · 1.{i} km from centre</div><div class="row" style="justify-content:space-between;margin-top:10px"><div class="s"><b>{shop.items[i].specs[0]}</b><div>1 large double bed</div><div style="color:#008234">✓ Free cancellation</div><div style="color:#008234">✓ No prepayment needed</div><div style="color:#d4111e">Only {2 + i} rooms left at this price</div></div><div style="text-align:right">'
        + f'<div>{shop.was(i)} {shop.money(shop.items[i].price, i, css="font-size:21px;font-weight:bold")}</div><div class="s pale">{shop.word("per_night")}</div><div class="s">{shop.word("total")}: {shop.money(shop.items[i].price * 3, kind="total")}</div><div class="s pale">3 nights, 2 adults · +{shop.money(_step(shop, 14), kind="total")} taxes and charges</div><span style="background:#006ce4;color:#fff;padding:7px 12px;border-radius:4px;display:inline-block">See availability ›</span></div></div></div></div>'
        for i in range(4)
    )
    side = f'<div style="width:270px;flex:none;border:1px solid #ddd;padding:10px;margin-right:18px"><b>Filter by:</b><hr><b>Your budget (per night)</b><div>{shop.money(_step(shop, 20), kind="band")} – {shop.money(_step(shop, 400), kind="band")}+</div><div style="height:4px;background:#006ce4;margin:14px 0"></div><b>Popular filters</b><div>☐ Breakfast included &nbsp; 211</div><div>☐ Hotels &nbsp; 402</div><div>☐ Very good: 8+ &nbsp; 310</div></div>'
    return f'<div style="background:#003b95;color:#fff;padding:14px 60px"><b style="font-size:22px">Nightfall.com</b></div><div style="background:#febb02;padding:5px;margin:0 60px" class="row"><span style="background:#fff;flex:1;padding:8px">Port Selby</span>&nbsp;<span style="background:#fff;flex:1;padding:8px">Mon 14 Dec — Thu 17 Dec</span></div><div class="row" style="padding:14px 60px">{side}<div><h2>Port Selby: 612 properties found</h2>{rows}</div></div>'


@BOOK.layout("en-US/plain/electronics", "en-GB/inter/furniture", count=3)
def spec_sheet_compare(shop: Shop) -> str:
    """Compare page: sticky heads with small photo, name and price, below them facts in stripes, ticks and dashes."""
    heads = "".join(
        f'<th style="width:330px;text-align:left;padding:12px;vertical-align:top">{shop.photo(i, 130, 110)}{shop.title(i, with_brand=True, css="font-weight:normal;color:#0046be")}<div style="font-size:24px">{shop.money(shop.items[i].price, i)}</div>{"<span style=color:#c00>Save</span> <span class=s>Was " + shop.was(i) + "</span>" if shop.items[i].was else ""}<div style="background:#ffe000;padding:6px;text-align:center;width:200px">Add to Cart</div></th>'
        for i in range(3)
    )
    facts = "".join(
        f'<tr style="background:{"#f4f4f4" if n % 2 else "#fff"}"><td style="padding:9px;width:200px">{name}</td>'
        + "".join(f"<td>{value}</td>" for value in values)
        + "</tr>"
        for n, (name, values) in enumerate(
            [
                ("Customer Rating", [f"{item.rating} ({item.reviews})" for item in shop.items[:3]]),
                ("Colour", [item.color for item in shop.items[:3]]),
                ("Key fact", [item.specs[0] for item in shop.items[:3]]),
                ("Width", ["12.4 inches", "11.9 inches", "13 inches"]),
                ("Warranty", ["1 year", "2 years", "1 year"]),
                ("Bluetooth", ["✓", "—", "✓"]),
            ]
        )
    )
    return f'<div style="background:#0046be;color:#fff;padding:16px 40px"><b style="font-size:24px">BestBoard</b></div><div style="padding:10px 40px"><h1>Compare Products</h1><div class="s">☐ Show differences only</div><table style="border-collapse:collapse"><tr><td></td>{heads}</tr>{facts}</table></div>'


@BOOK.layout("en-GB/plain/fashion", "en-US/airy/shoes", count=9)
def flyout_over_listing(shop: Shop) -> str:
    """A listing whose right part lies under the opened basket: three articles with quantity, a sum, checkout; the cards beneath are covered."""
    cards = "".join(
        f'<div style="width:24%">{shop.photo(i, 330, 330)}{shop.title(i, css="margin-top:6px")}{shop.brand(i, css="color:#777;font-size:13px")}{shop.money(shop.items[i].price, i, css="font-weight:bold")}</div>'
        for i in range(6)
    )
    inside = "".join(
        f'<div class="row" style="gap:12px;padding:10px 0;border-bottom:1px solid #ddd">{shop.photo(i, 80, 100)}<div>{shop.title(i)}<div class="s pale">Size M · Qty 1</div>{shop.money(shop.items[i].price, i, css="font-weight:bold")}</div></div>'
        for i in range(6, 9)
    )
    goods = sum((item.price for item in shop.items[6:9]), Decimal(0))
    return f'<div style="padding:14px 40px"><b style="font-size:26px">Petrel Street</b> &nbsp; New &nbsp; Clothing &nbsp; Shoes &nbsp; Sale</div><div class="row" style="padding:0 40px;gap:12px;flex-wrap:wrap">{cards}</div><div style="position:fixed;right:0;top:0;width:420px;height:100%;background:#fff;box-shadow:-4px 0 14px #0005;padding:18px;z-index:9"><h3>{shop.word("basket")} (3)</h3>{inside}<div class="row" style="justify-content:space-between;padding:14px 0"><b>{shop.word("subtotal")}</b>{shop.money(goods, kind="total", css="font-weight:bold")}</div><div style="background:#111;color:#fff;text-align:center;padding:12px">{shop.word("checkout")}</div><div class="s pale">{shop.threshold()}</div></div>'


@BOOK.layout("en-US/plain/fashion", "en-GB/open/beauty", "in-bare/open/fashion", count=10)
def sign_once(shop: Shop) -> str:
    """Prices as bare numbers with two decimals; the currency stands only in the header's choice of country and the note on delivery."""
    note = f'<div class="s" style="background:#eee;padding:6px 40px">{shop.threshold()} · Ship to: {shop.locale.currency}</div>'

    def bare(i: int) -> str:
        item = shop.items[i]
        return f'<span data-kind="current" data-amount="{item.price}" data-currency="{shop.locale.currency}" data-offer="{i}" style="font-weight:bold">{shop.number(item.price, cents=True)}</span>'

    cards = "".join(
        f'<div style="width:19%;text-align:center">{shop.photo(i, 250, 260)}{shop.title(i, css="margin-top:6px;font-size:14px")}<div>{bare(i)}</div></div>'
        for i in range(10)
    )
    if shop.locale.code == "in-bare":
        note = (
            '<div class="s" style="background:#eee;padding:6px 40px">Ship to: India (INR ₹) · All prices in INR</div>'
        )
    return f'{note}<div style="padding:14px 40px"><b style="font-size:26px;letter-spacing:6px">ZANTE</b> <span style="float:right">SEARCH &nbsp; LOG IN &nbsp; BAG [0]</span></div><div class="row" style="padding:0 40px;gap:10px;flex-wrap:wrap">{cards}</div>'
