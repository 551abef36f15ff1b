"""Development layouts, once frozen: product pages, front pages with rails, telephones, pages without a price."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()
_PHONE = Screen(390, 844, 2.0, 80)


@BOOK.layout("en-GB/airy/fashion", "en-US/airy/shoes", "de-DE/airy/fashion", count=5)
def gallery_product(shop: Shop) -> str:
    """Product: thumbnails, large photo, at the right light title, price with "Now/Was", instalments, sizes, dispatch; a rail cut by the screen's end."""
    item = shop.items[0]
    price = (
        f"{shop.word('now')} {shop.money(item.price, 0, css='font-size:20px;color:#d01345;font-weight:bold')} {shop.word('was')} {shop.money(item.was, 0, kind='was', css='no-strike')} (-{shop.percent(0)}%)"
        if item.was
        else shop.money(item.price, 0, css="font-size:20px;font-weight:bold")
    )
    thumbs = "".join(f'<div style="margin-bottom:6px">{shop.photo(0, 44, 58)}</div>' for _ in range(4))
    rail = "".join(
        f'<div style="width:220px">{shop.photo(i, 220, 240)}{shop.title(i, css="font-size:13px")}{shop.money(shop.items[i].price, i)}</div>'
        for i in range(1, 5)
    )
    rest = (item.price / 4).quantize(Decimal("0.01"))
    return f'<div style="background:#2d2d2d;color:#fff;padding:12px 60px"><b style="font-size:24px">otto&amp;vale</b></div><div style="padding:10px 120px"><div class="s pale">Home › Women › New In › {item.title}</div><div class="row" style="gap:20px;margin-top:10px"><div>{thumbs}</div>{shop.photo(0, 460, 560)}<div style="width:420px">{shop.title(0, with_brand=True, css="font-size:19px")}<div style="margin:10px 0">{price}</div><div class="s pale">4 payments of {shop.money(rest, kind="instalment")} with Splitly. Learn more</div><div>★★★★☆ {item.rating} ({item.reviews})</div><p><b>COLOUR:</b> {item.color}</p><b>SIZE:</b> <span class="s"><u>Size Guide</u></span><div style="border:1px solid #999;padding:8px">Please select ▾</div><div style="background:#018849;color:#fff;padding:12px;text-align:center;margin:12px 0">ADD TO BAG</div><div class="s" style="border:1px solid #ddd;padding:10px">🚚 {shop.threshold()}<br>Ts&amp;Cs apply. More delivery info</div></div></div><h3>YOU MIGHT ALSO LIKE</h3><div class="row" style="gap:12px">{rail}</div></div>'


@BOOK.layout("en-US/open/electronics", "en-IN/open/electronics", "de-DE/open/electronics", count=1)
def detail_with_buybox(shop: Shop) -> str:
    """Product: photo, long title with stars, price with percentage in red, list price under it, facts; a buy box that repeats the price with delivery."""
    item = shop.items[0]
    off = f'<span style="color:#cc0c39;font-size:25px">-{shop.percent(0)}%</span> ' if item.was else ""
    was = f'<div class="s pale">List Price: {shop.was(0)}</div>' if item.was else ""
    facts = "".join(
        f'<tr><td style="font-weight:bold;padding:3px 30px 3px 0">{name}</td><td>{value}</td></tr>'
        for name, value in [
            ("Brand", item.brand),
            ("Color", item.color),
            ("Special feature", item.specs[0]),
            ("Item weight", "1.2 Pounds"),
        ]
    )
    return f'<div style="background:#131921;color:#fff;padding:12px 20px"><b style="font-size:20px">rivermart</b></div><div style="padding:8px 20px" class="s pale">Electronics › Accessories › Home</div><div class="row" style="padding:10px 20px;gap:26px">{shop.photo(0, 520, 520, words="HELIO")}<div style="width:620px">{shop.title(0, long=True, css="font-size:23px;line-height:1.3")}<div style="color:#007185">Visit the {item.brand} Store</div><div class="s">{item.rating} ★★★★☆ {item.reviews:,} ratings | 300+ bought in past month</div><hr>{off}{shop.money(item.price, 0, css="font-size:28px", raised=True)}{was}<div class="s">FREE Returns ▾ · {shop.word("tax")}</div><table class="s" style="margin-top:12px">{facts}</table><b>About this item</b><ul class="s"><li>Works for up to 30 hours between charges and fills up in 20 minutes</li><li>Made with care from recycled parts, weighs 240 g</li></ul></div><div style="width:250px;border:1px solid #d5d9d9;border-radius:8px;padding:16px;height:420px">{shop.money(item.price, 0, css="font-size:25px", raised=True)}<div class="s">FREE delivery <b>Tuesday, 8 December</b></div><div style="color:#007600;font-size:18px">In Stock</div><div style="background:#f0f2f2;padding:4px 8px">Quantity: 1 ▾</div><div style="background:#ffd814;border-radius:16px;text-align:center;padding:6px;margin:8px 0">{shop.word("add")}</div><div style="background:#ffa41c;border-radius:16px;text-align:center;padding:6px">Buy Now</div><div class="s pale">Ships from Rivermart<br>Sold by {item.brand}</div></div></div>'


@BOOK.layout("en-GB/plain/fashion", "en-US/inter/beauty", "en-IN/grotesk/furniture", count=14)
def rails_with_cut_cards(shop: Shop) -> str:
    """Front page: hero with a claim and "from", two rails of cards that run out of the screen at the right, a cookie bar over the foot, a chat bubble."""
    hero = Decimal(round(19 * shop.locale.factor))

    def rail(first: int) -> str:
        return "".join(
            f'<div style="width:238px;flex:none">{shop.photo(i, 238, 200)}<div class="s" style="color:#c00">{("New", "Only 4 left", "Trending")[i % 3]}</div>{shop.title(i, css="font-size:14px")}<div>{shop.money(shop.items[i].price, i, css="font-weight:bold")} {shop.was(i, css="font-size:12px")}</div></div>'
            for i in range(first, first + 7)
        )

    return f'<div style="padding:12px 40px"><b style="font-size:24px">Hearth &amp; Co</b> &nbsp; New &nbsp; Gifts &nbsp; Offers</div><div style="background:linear-gradient(90deg,#31473a,#b9c7a8);color:#fff;padding:26px 60px"><div style="font-size:34px">The winter edit is here</div><div style="font-size:18px">Everything from {shop.money(hero, kind="band")} · up to 50% off · Shop now ›</div></div><div style="padding:8px 40px;overflow:hidden"><h3>Selected for you</h3><div class="row" style="gap:14px">{rail(0)}</div><h3>Recently viewed</h3><div class="row" style="gap:14px">{rail(7)}</div></div><div style="position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:2px solid #222;padding:16px 40px;z-index:8">We use cookies to make our site better and to show you offers you care about. <u>Manage choices</u> <span style="background:#222;color:#fff;padding:8px 26px;margin-left:20px">Accept all</span></div><div style="position:fixed;right:24px;bottom:90px;background:#0b6;color:#fff;border-radius:30px;padding:12px 18px;z-index:9">Chat</div>'


@BOOK.layout(
    "en-GB/airy/fashion", "en-IN/grotesk/fashion", "de-DE/plain/shoes", "en-US/plain/beauty", count=4, screen=_PHONE
)
def phone_two_columns(shop: Shop) -> str:
    """A telephone: two columns, brand, title cut to one line, price and earlier price, a bar at the foot."""
    cards = "".join(
        f'<div style="width:49%;margin-bottom:14px">{shop.photo(i, 186, 200)}{shop.brand(i, css="font-weight:bold;font-size:13px;margin-top:4px")}{shop.title(i, css="font-size:13px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;width:176px")}<div style="font-size:14px">{shop.money(shop.items[i].price, i, css="font-weight:bold")} {shop.was(i, css="font-size:12px")}</div></div>'
        for i in range(4)
    )
    return f'<div style="padding:10px 14px" class="row"><b style="font-size:20px;flex:1">velo</b>🔍 ♡ 👜</div><div class="row" style="border-top:1px solid #ddd;border-bottom:1px solid #ddd;text-align:center;padding:8px 0"><span style="flex:1">SORT</span><span style="flex:1">FILTER (2)</span></div><div class="row" style="flex-wrap:wrap;gap:4px;padding:8px">{cards}</div><div style="position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:1px solid #ddd;display:flex;padding:10px;text-align:center;font-size:11px"><span style="flex:1">Home</span><span style="flex:1">Categories</span><span style="flex:1">Bag</span><span style="flex:1">Profile</span></div>'


@BOOK.layout("en-US/airy/shoes", "en-IN/open/fashion", "fr-FR/plain/beauty", count=1, screen=_PHONE)
def phone_product(shop: Shop) -> str:
    """A telephone: photo on top, name, price row, offers, a fixed button at the foot."""
    item = shop.items[0]
    earlier = f'{shop.was(0)} <span style="color:#c40">{shop.percent(0)}% {shop.word("off")}</span>' if item.was else ""
    return f'{shop.photo(0, 390, 420)}<div style="padding:14px"><div class="pale s">{item.brand}</div>{shop.title(0, css="font-size:18px;font-weight:500")}<div style="margin:8px 0">{shop.money(item.price, 0, css="font-size:21px;font-weight:bold")} {earlier}</div><div class="s pale">{shop.word("tax")}</div><div>★★★★☆ {item.rating} | {item.reviews} {shop.word("reviews")}</div><p class="s"><b>Offers</b><br>10% instant discount on orders above {shop.money(Decimal(round(50 * shop.locale.factor)), kind="threshold")}</p><p><b>Size</b> S &nbsp; M &nbsp; L &nbsp; XL</p></div><div style="position:fixed;left:0;right:0;bottom:0;background:#fff;padding:12px"><div style="background:#111;color:#fff;text-align:center;padding:13px;border-radius:24px">{shop.word("add")}</div></div>'


@BOOK.layout("en-GB/plain/fashion", "en-US/open/furniture", count=1)
def story_without_price(shop: Shop) -> str:
    """A guide with photographs, a size table in centimetres and inches, years and telephone numbers; nothing is for sale."""
    table = "".join(
        f"<tr><td>UK {size}</td><td>{76 + size}</td><td>{(76 + size) / 2.54:.1f}</td><td>{60 + size}</td></tr>"
        for size in (6, 8, 10, 12, 14)
    )
    return f'<div style="padding:14px 40px"><b style="font-size:24px">Petrel Street</b> &nbsp; Journal &nbsp; Help</div><div class="row" style="padding:10px 60px;gap:30px">{shop.photo(0, 500, 420, words="SS 2026")}<div><h1>How we measure</h1><p>Since 1987 we have cut every pattern by hand. Call 0800 123 4567 between 9.00 and 17.30.</p><table cellpadding="8"><tr><th>Size</th><th>Bust (cm)</th><th>Bust (in)</th><th>Waist</th></tr>{table}</table><p>Get 10% off your first order when you sign up. Rated 4.8 out of 5 by 12,408 shoppers.</p></div></div>'


@BOOK.layout("en-US/airy/fashion", "en-GB/airy/beauty", count=3)
def hero_without_price(shop: Shop) -> str:
    """Front page of one huge photograph with words on it and three category tiles; percentages and a threshold, no offer."""
    tiles = "".join(
        f'<div style="position:relative">{shop.photo(i, 480, 300, words="NEW")}<b style="position:absolute;left:20px;bottom:20px;color:#fff;font-size:24px;text-shadow:0 0 6px #000">{name}</b></div>'
        for i, name in enumerate(("Dresses", "Gifts for her", "Last chance"))
    )
    return f'<div style="text-align:center;padding:8px;background:#111;color:#fff">{shop.threshold()}</div><div style="position:relative">{shop.photo(0, 1600, 420)}<div style="position:absolute;left:90px;top:120px;color:#222"><div style="font-size:54px">Up to 60% off</div><div style="font-size:20px">Ends Sunday. Selected lines only.</div></div></div><div class="row" style="gap:20px;padding:20px 60px">{tiles}</div>'
