"""Development layouts, once frozen: flights, stays and tickets."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.development.third_frame import masthead, part, whole
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("en-GB/inter/flights", "de-DE/grotesk/flights", count=6, screen=Screen(1440, 900, 1.0, 75))  # fmt: skip
def flights_under_a_date_strip(shop: Shop) -> str:
    """Flights: a strip of days with their lowest fares, then rows of times with airline as title, length and stops; at the right the fare, a bag's cost, "select"."""
    bag, both = {
        "en-GB": ("Cabin bag", "return"),
        "de-DE": ("Handgepäck", "Hin- und Rückflug"),
    }[shop.locale.code]
    base = min(item.price.to_integral_value() for item in shop.items)
    days = "".join(
        f'<div style="flex:1;text-align:center;padding:10px;border:1px solid #ddd;background:#fff;{"border-bottom:3px solid #0b5fff" if n == 3 else ""}"><div class="s">{name} {9 + n} Dec</div><b style="font-size:14px">{whole(shop, part(shop, base, share, step="1"), kind="approximate")}</b></div>'
        for n, (name, share) in enumerate(zip(("Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"), (1.2, 1.1, 1.5, 1.0, 1.4, 0.9, 1.05), strict=True))
    )  # fmt: skip
    rows = "".join(
        f'<div class="row" style="background:#fff;border:1px solid #ddd;border-radius:8px;margin-top:10px;padding:16px 20px;align-items:center"><div style="width:40px;height:40px;border-radius:20px;background:#{(3 * i + 2) % 10}{(5 * i + 4) % 10}a;flex:none"></div><div style="flex:1;padding-left:18px">{shop.title(i, css="font-size:19px;font-weight:600")}<div class="s pale">STN – LIS · operated by {item.brand}</div></div>'
        f'<div style="width:170px;text-align:center"><div>{item.specs[1]}</div><div class="s pale">{item.specs[0]}</div></div><div style="width:210px;text-align:right"><div style="font-size:22px;font-weight:bold">{whole(shop, item.price.to_integral_value(), i)}</div><div class="s pale">{both}</div><div class="s">{bag} + {whole(shop, Decimal(18 + 4 * (i % 3)), i, kind="shipping")}</div></div><span style="background:#0b5fff;color:#fff;border-radius:6px;padding:10px 18px;margin-left:18px">Select</span></div>'
        for i, item in enumerate(shop.items)
    )
    return (
        masthead(shop, "skyway", "Flights;Trains;Hotels;Car hire", css="background:#fff;color:#16181d", right="Log in")
        + f'<div style="padding:14px 120px"><div class="row">{days}</div>{rows}</div>'
    )


@BOOK.layout("en-GB/plain/hotels", "ja-JP/plain/hotels", count=4, screen=Screen(1366, 768, 1.25, 75))  # fmt: skip
def best_of_the_booking_sites(shop: Shop) -> str:
    """Stays: photo, name, stars and distance; a green box with the best site's price a night and the stay's sum; left of it a list of other sites with theirs."""
    nights = {"en-GB": "2 nights", "ja-JP": "2 泊"}[shop.locale.code]
    rows = []
    for i, item in enumerate(shop.items):
        price = item.price.to_integral_value()
        others = "".join(
            f'<div class="row" style="justify-content:space-between;padding:3px 0;font-size:13px"><span>{name}</span>{whole(shop, part(shop, price, share, step="1"), i, kind="range")}</div>'
            for name, share in (("stayly", 1.04), ("Roomhub", 1.09), ("hotel website", 1.15))
        )
        rows.append(
            f'<div class="row" style="background:#fff;color:#222;border:1px solid #ddd;border-radius:12px;overflow:hidden;margin-bottom:12px">{shop.photo(i, 260, 150)}<div style="flex:1;padding:12px 16px">{shop.title(i, css="font-size:18px;font-weight:bold")}<div class="s" style="color:#b8860b">★★★★ <span class="pale">Hotel</span></div><div class="s pale">{item.place} · 0.{i + 4} miles to centre</div><div style="margin-top:8px"><b style="background:#0a7;color:#fff;border-radius:8px;padding:2px 7px">{item.rating + 4.4:.1f}</b> Very good <span class="s pale">({item.reviews})</span></div></div>'
            f'<div style="width:190px;padding:14px 18px;border-left:1px solid #eee">{others}<div class="s pale">+ {4 + i} more</div></div><div style="width:220px;background:#e6f4ea;padding:14px 18px"><div class="s">Bookable · {item.specs[1]}</div><div style="margin-top:6px"><b style="font-size:23px;color:#05632d">{whole(shop, price, i)}</b> <span class="s">{shop.word("per_night")}</span></div><div class="s pale">{whole(shop, price * 2, i, kind="total")} · {nights}</div><div style="background:#007a3d;color:#fff;border-radius:8px;text-align:center;padding:7px;margin-top:8px">View deal</div></div></div>'
        )
    return (
        masthead(shop, "nightfinder", "Hotels;Holiday homes;Weekends", css="background:#fff;color:#222", right="Menu")
        + f'<div style="padding:12px 46px;background:#8881"><div class="pale" style="margin-bottom:10px">Port Selby · Fri 11 – Sun 13 Dec · 2 guests, 1 room</div>{"".join(rows)}</div>'
    )


@BOOK.layout("en-US/inter/tickets", "en-GB/dark/tickets", count=8, screen=Screen(1440, 900, 1.0, 80))
def seats_beside_a_plan(shop: Shop) -> str:
    """Tickets: the plan of a stadium at the left, at the right rows of block and row, tickets together, a score, and the price in a pill with "incl. fees"."""
    fees = {
        "en-US": "incl. fees",
        "en-GB": "each, incl. fees",
    }[shop.locale.code]
    blocks = "".join(
        f'<rect x="{110 + 56 * (n % 8)}" y="{90 + 70 * (n // 8)}" width="50" height="60" rx="6" fill="{"#7fb3ff" if n % 3 else "#2f6fde"}"/><text x="{135 + 56 * (n % 8)}" y="{125 + 70 * (n // 8)}" font-size="13" text-anchor="middle" fill="#fff">{101 + n}</text>'
        for n in range(48)
    )
    rows = "".join(
        f'<div class="row" style="align-items:center;padding:14px 18px;border-bottom:1px solid #8884"><div style="flex:1">{shop.title(i, css="font-weight:600;font-size:16px")}<div class="s pale">{" · ".join(item.specs)}</div>'
        + ('<span class="s" style="color:#1a9c55">▲ 9.4 Amazing value</span>' if i % 3 == 0 else "")
        + f'</div><div style="text-align:right"><span style="background:#1f8a4c;color:#fff;border-radius:18px;padding:7px 16px;font-weight:bold">{shop.money(item.price, i)}</span><div class="s pale" style="margin-top:8px">{fees}</div></div></div>'
        for i, item in enumerate(shop.items)
    )
    low, high = (whole(shop, Decimal(round(n * shop.locale.factor)), kind="band") for n in (20, 300))
    return (
        masthead(shop, "FRONTROW", "Concerts;Sport;Theatre;Gift cards", right="Sell tickets")
        + f'<div class="row"><svg width="820" height="780" viewBox="0 0 660 620" style="flex:none;background:#8881"><ellipse cx="330" cy="310" rx="300" ry="280" fill="#8882"/>{blocks}<rect x="230" y="530" width="200" height="44" fill="#444"/><text x="330" y="558" font-size="17" text-anchor="middle" fill="#fff">STAGE</text></svg>'
        + f'<div style="flex:1"><div style="padding:14px 18px;border-bottom:1px solid #8884"><h2>The Copper Choir · Sat 12 Dec, 19:30</h2><div class="pale">2 tickets ▾ &nbsp; {low} – {high} ▾ &nbsp; Best seats ▾</div></div>{rows}</div></div>'
    )


@BOOK.layout("en-JP/plain/beauty", "de-CH/inter/beauty", count=9, screen=Screen(1280, 800, 1.25, 75))
def two_currencies(shop: Shop) -> str:
    """A duty free shop: three columns of flat cards; the price in the land's money, at its right after a bar about the same in dollars or euros, miles below."""
    sign, code, rate = ("US$", "USD", 0.0064) if shop.locale.currency == "JPY" else ("€", "EUR", 1.06)
    cards = []
    for i, item in enumerate(shop.items):
        price = part(shop, item.price, 1, step="1" if shop.locale.currency == "JPY" else "0.1") + 2
        other = (price * Decimal(str(rate))).quantize(Decimal("0.01"))
        foreign = (
            shop.printed(other, f"{sign}{other}", i, kind="approximate")
            .replace(f'data-currency="{shop.locale.currency}"', f'data-currency="{code}"')
        )  # fmt: skip
        cards.append(
            f'<div class="row" style="width:390px;background:#fff;color:#222;border:1px solid #ddd;margin:0 12px 12px 0;padding:12px;gap:14px">{shop.photo(i, 104, 120)}<div>{shop.brand(i, css="font-size:12px;letter-spacing:.08em;color:#666")}{shop.title(i, css="min-height:40px")}'
            f'<div style="margin-top:6px"><b>{shop.money(price, i)}</b> <span class="pale">| ≈ {foreign}</span></div><div class="s pale">or {int(price * 4) if code == "EUR" else int(price) // 10} miles</div></div></div>'
        )
    return (
        masthead(shop, "TRANSIT", "Beauty;Spirits;Sweets;Watches", css="background:#1b2a4a;color:#fff", right="Flight NS 418")
        + f'<div style="padding:14px 34px"><h2>Collect at the gate</h2><div class="pale" style="margin-bottom:12px">Order until 60 minutes before departure. Tax free for travellers leaving the country.</div><div class="row" style="flex-wrap:wrap">{"".join(cards)}</div></div>'
    )  # fmt: skip
