"""Development layouts, once frozen: telephones, and pages on which nothing has a price."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from interarec.lab.pages.development.third_frame import charge_for_all, masthead, part
from interarec.lab.pages.goods import COLORS
from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()


@BOOK.layout("en-GB/inter/beauty", "en-IN/inter/fashion", count=9, screen=Screen(390, 844, 2.0, 75))  # fmt: skip
def phone_rails(shop: Shop) -> str:
    """A telephone: three rails of small cards that run out at the right; price under the picture with its percentage, struck price, title; tabs at the foot."""
    charge_for_all(shop)

    def card(i: int) -> str:
        item = shop.items[i]
        flag = f' <span style="background:#ffe3e6;color:#c2002f;border-radius:4px;padding:0 4px;font-size:11px">-{shop.percent(i)}%</span>' if item.was else ""  # fmt: skip
        past = f"<div style='font-size:12px'>{shop.was(i)}</div>" if item.was else ""
        return f'<div style="width:148px;flex:none">{shop.photo(i, 148, 116, css="border-radius:8px")}<div style="margin-top:5px"><b>{shop.money(item.price, i)}</b>{flag}</div>{past}{shop.title(i, css="font-size:13px;line-height:1.25")}</div>'

    rails = "".join(
        f'<div style="padding:10px 0 0 14px"><div class="row" style="justify-content:space-between;padding-right:14px"><b>{name}</b><span class="s accent">See all</span></div><div class="row" style="gap:10px;overflow:hidden;margin-top:6px">{"".join(card(i) for i in span)}</div></div>'
        for name, span in (("For you", range(3)), ("Offers this week", range(3, 6)), ("Bought before", range(6, 9)))
    )
    tabs = "".join(f'<div style="flex:1;text-align:center">{name}</div>' for name in ("Home", "Shop", "Saved", "You"))
    return (
        f'<div class="row" style="padding:12px 14px;gap:10px;align-items:center"><b style="font-size:20px">pico</b><span style="flex:1;background:#8882;border-radius:16px;padding:7px 12px" class="pale">{shop.word("search")}</span></div><div style="background:#fde7c8;color:#5a3500;font-size:12px;text-align:center;padding:5px">{shop.threshold()}</div>'
        + rails
        + f'<div class="row" style="position:fixed;left:0;right:0;bottom:0;background:#fff;color:#333;border-top:1px solid #ccc;padding:11px 0;font-size:12px">{tabs}</div>'
    )


@BOOK.layout("de-DE/plain/fashion", "en-US/inter/furniture", count=3, screen=Screen(412, 915, 2.0, 80))  # fmt: skip
def phone_sheet(shop: Shop) -> str:
    """A telephone: a product's photo under a sheet drawn up from the foot with brand, title, price, instalments, sizes, and two more things with their prices."""
    item = shop.items[0]
    past = f' {shop.was(0, css="font-size:14px")} <span class="s" style="color:#c2002f">-{shop.percent(0)}%</span>' if item.was else ""  # fmt: skip
    sizes = "".join(f'<span style="border:1px solid #bbb;border-radius:6px;padding:8px 13px;margin-right:7px">{size}</span>' for size in ("S", "M", "L", "XL"))  # fmt: skip
    more = "".join(
        f'<div style="width:178px">{shop.photo(i, 178, 110)}{shop.title(i, css="font-size:13px")}<b>{shop.money(shop.items[i].price, i)}</b></div>'
        for i in (1, 2)
    )
    return (
        f'<div style="position:relative">{shop.photo(0, 412, 430)}<span style="position:absolute;left:14px;top:14px;background:#fffc;color:#222;border-radius:18px;padding:6px 12px">‹</span><span style="position:absolute;right:14px;top:14px;background:#fffc;color:#222;border-radius:18px;padding:6px 12px">♡</span></div>'
        + f'<div style="position:absolute;left:0;right:0;top:400px;background:{shop.theme.card};border-radius:20px 20px 0 0;padding:12px 18px;min-height:515px"><div style="width:44px;height:4px;background:#bbb;border-radius:2px;margin:0 auto 10px"></div>{shop.brand(0, css="font-weight:bold;font-size:13px")}{shop.title(0, css="font-size:18px")}<div class="s pale">{shop.stars(0)}</div>'
        + f'<div style="margin-top:6px"><span style="font-size:21px;font-weight:bold">{shop.money(item.price, 0)}</span>{past}</div><div class="s pale">{shop.word("tax")} · 4 × {shop.money(part(shop, item.price, 0.25), 0, kind="instalment")}</div><div style="margin:12px 0">{sizes}</div><div class="s pale">{shop.threshold()}</div><b style="display:block;margin:12px 0 6px">Goes well with</b><div class="row" style="gap:14px">{more}</div></div>'
        + f'<div style="position:fixed;left:0;right:0;bottom:0;background:{shop.theme.card};padding:10px 18px;border-top:1px solid #ccc"><div style="background:#111;color:#fff;text-align:center;border-radius:24px;padding:13px">{shop.word("add")}</div></div>'
    )


@BOOK.layout("en-GB/airy/furniture", "en-US/plain/fashion", count=12, screen=Screen(1600, 900, 1.0, 75))  # fmt: skip
def departments_in_circles(shop: Shop) -> str:
    """A department's entrance: round pictures with the names and numbers of ranges, a strip of makers, percentages and days; no amount at all."""
    circles = "".join(
        f'<div style="width:220px;text-align:center;margin-bottom:20px">{shop.photo(i, 150, 150, css="border-radius:75px;margin:0 auto")}<div style="margin-top:8px">{" ".join(item.title.split()[1:3])}</div><div class="s pale">{34 + 17 * i} products</div></div>'
        for i, item in enumerate(shop.items)
    )
    makers = "".join(f'<span style="border:1px solid #8886;padding:10px 22px">{name}</span>' for name in dict.fromkeys(item.brand for item in shop.items[:8]))  # fmt: skip
    return (
        masthead(shop, "Ostermann", "Rooms;Ideas;New;Service;Stores")
        + '<div style="background:#e9dfcf;color:#3a2f20;padding:34px 60px"><h1 style="font-size:42px">Up to 30% off the autumn range</h1><div>Until Sunday 6 December 2026 · 100 days to change your mind · open 9:30 – 20:00</div></div>'
        + f'<div style="padding:22px 60px"><div class="row" style="flex-wrap:wrap;justify-content:space-between">{circles}</div><div class="row" style="gap:14px;justify-content:center">{makers}</div></div>'
    )


@BOOK.layout("en-GB/serif/fashion", "fr-FR/dark/electronics", count=3, screen=Screen(1920, 1080, 1.0, 75))
def club_and_story(shop: Shop) -> str:
    """A brand's own page: a wide banner with a code and percentages, steps of a loyalty club in points, a story with years and telephone number; nothing is priced."""
    tint = COLORS[shop.items[0].color]
    steps = "".join(
        f'<div style="flex:1;border:1px solid #8886;border-radius:12px;padding:22px"><div style="font-size:30px;font-weight:bold">{points}</div><div class="pale">points</div><p>{text}</p></div>'
        for points, text in (("500", "A birthday surprise and early entry"), ("1,500", "10% off for a whole week"), ("4,000", "Repairs free for 24 months"))
    )  # fmt: skip
    return (
        masthead(shop, "Orrin &amp; Daughters", "Shop;Our story;Repairs;Club", right="Join")
        + f'<div style="background:{tint};height:330px;padding:70px 120px;color:#fff;text-shadow:0 1px 4px #0009"><div style="font-size:60px;font-weight:bold">20% for new members</div><div style="font-size:20px">Code WELCOME20 · 14 days · one order each</div></div>'
        + f'<div style="padding:30px 120px"><h2>How the club works</h2><div class="row" style="gap:22px">{steps}</div><div class="row" style="gap:40px;margin-top:30px">{shop.photo(1, 420, 260)}<div style="max-width:760px"><h2>Since 1911</h2><p>Four generations, 62 people and one workshop. In 2025 we mended 18,240 things and made 9,300 new ones from 71% reclaimed material.</p><p class="pale">Ask us: 020 7946 0112, Monday to Friday, 9.00 to 17.30. Version 4.20 of our promise, last changed on 11.03.2026.</p></div></div></div>'
    )
