"""Development layouts in the manner of large shops: photographs, ranges, raised signs, bare prices, telephones."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal

from interarec.lab.pages.layouts import LayoutBook, Screen
from interarec.lab.pages.shop import Shop

__all__ = ["BOOK"]

BOOK = LayoutBook()
_PHONE = Screen(390, 844, 2.0, 75)
_SMALL = Screen(1366, 768, 1.0, 60)


def _top(shop: Shop, name: str, menu: str) -> str:
    return f'<div style="padding:12px 30px;border-bottom:1px solid #ddd"><b style="font-size:23px">{name}</b> &nbsp; {menu} <span style="float:right">{shop.word("basket")} (1)</span></div>'


def _truth(shop: Shop, i: int, kind: str, amount: Decimal, inner: str, css: str = "") -> str:
    return f'<span data-kind="{kind}" data-amount="{amount}" data-currency="{shop.locale.currency}" data-offer="{i}" style="white-space:nowrap;{css}">{inner}</span>'


def _raised(shop: Shop, i: int, css: str) -> str:
    """Sign and cents both small and high."""
    price = shop.items[i].price
    whole, cents = f"{int(price):,}", f"{price:.2f}"[-2:]
    sign = shop.locale.form.replace("{}", "").strip()
    tail = f'<sup style="font-size:.45em">{cents}</sup>' if shop.locale.cents else ""
    return _truth(shop, i, "current", price, f'<sup style="font-size:.45em">{sign}</sup>{whole}{tail}', css)


@BOOK.layout("en-US/open/electronics", "en-GB/open/beauty", "en-IN/open/furniture", count=5)
def raised_sign_rows(shop: Shop) -> str:
    """Rows: photo, long title, stars, price with raised sign and cents then "List:", delivery, other sellers' price below."""
    rows = "".join(
        f'<div class="row" style="gap:16px;border:1px solid #eee;margin-bottom:10px">{shop.photo(i, 240, 190, css="background:#f7f7f7")}<div style="padding:8px;width:820px">{shop.title(i, long=True, css="font-size:17px")}<div class="s">★★★★☆ {shop.items[i].reviews:,}</div><div>{_raised(shop, i, "font-size:28px")} '
        + (f'<span class="s pale">List: {shop.was(i)}</span>' if shop.items[i].was else "")
        + f'</div><div class="s">FREE delivery Wed, 9 Dec on orders over {shop.money(Decimal(round(35 * shop.locale.factor)), kind="threshold")}</div><div class="s">Only {3 + i} left in stock - order soon.</div></div></div>'
        for i in range(5)
    )
    return (
        _top(shop, "rivermart", "All &nbsp; Deals &nbsp; Sell")
        + f'<div style="padding:10px 40px"><b>Results</b> <span class="s pale">Check each product page for other buying options.</span>{rows}</div>'
    )


@BOOK.layout("en-GB/plain/fashion", "en-US/airy/furniture", "de-DE/inter/fashion", "fr-FR/plain/shoes", count=8)
def variant_ranges(shop: Shop) -> str:
    """Cards whose price is a range of variants; stars, swatches with "+5", badge over the photo."""

    def price(i: int) -> str:
        item = shop.items[i]
        if i % 2:
            return shop.money(item.price, i, css="font-weight:bold")
        high = item.price + Decimal(round(9 * shop.locale.factor))
        return f"{shop.money(item.price, i)} - {shop.money(high, kind='range_end')}"

    cards = "".join(
        f'<div style="width:24%;position:relative">{shop.photo(i, 360, 280)}<b style="position:absolute;left:8px;top:8px;background:#fff;padding:2px 8px;font-size:12px">{("NEW IN", "Bestseller", "-20%")[i % 3]}</b><div class="row" style="gap:5px;margin:6px 0"><span style="background:#336;width:16px;height:16px;border-radius:8px"></span><span style="background:#a52;width:16px;height:16px;border-radius:8px"></span><span class="s pale">+{2 + i}</span></div>{shop.title(i, with_brand=True)}<div>{price(i)}</div><div class="s">★★★★★ ({shop.items[i].reviews})</div></div>'
        for i in range(8)
    )
    return (
        _top(shop, "Merrow", "Women &nbsp; Men &nbsp; Home")
        + f'<div style="padding:10px 30px"><div class="pale">1,204 products &nbsp; Sort: Recommended</div><div class="row" style="flex-wrap:wrap;gap:10px">{cards}</div></div>'
    )


@BOOK.layout(
    "en-US/plain/furniture",
    "en-GB/inter/furniture",
    "nl-NL/plain/furniture",
    count=8,
    screen=Screen(1600, 870, 1.25, 70),
)
def maker_under_title(shop: Shop) -> str:
    """Title, "by Brand", large price with struck one beside it and percentage in red, stars, delivery line; sale flag on the photo."""
    cards = "".join(
        f'<div style="width:24%;border:1px solid #eee;padding:10px">{shop.photo(i, 340, 190)}<span style="background:#7b189f;color:#fff;padding:1px 6px;font-size:12px">{("Sponsored", "Limited time deal", "Low stock")[i % 3]}</span>{shop.title(i)}<div class="s pale">by {shop.items[i].brand}</div><div>{shop.money(shop.items[i].price, i, css="font-size:20px;font-weight:bold;color:#a8182c" if shop.items[i].was else "font-size:20px;font-weight:bold")} {shop.was(i)} '
        + (f'<span style="color:#a8182c">{shop.percent(i)}% {shop.word("off")}</span>' if shop.items[i].was else "")
        + f'</div><div class="s">★★★★☆ {shop.items[i].reviews}</div><div class="s">Fast delivery. Get it by Fri. Dec 11</div></div>'
        for i in range(8)
    )
    return (
        _top(shop, "Wayhome", "Furniture &nbsp; Outdoor &nbsp; Rugs &nbsp; Lighting")
        + f'<div style="padding:10px 30px"><h2>Sofas</h2>{shop.threshold()}<div class="row" style="flex-wrap:wrap;gap:6px">{cards}</div></div>'
    )


@BOOK.layout("en-IN/grotesk/beauty", "in-Rs/open/fashion", "hi-IN/plain/shoes", count=8, screen=_SMALL)
def labelled_maximum_price(shop: Shop) -> str:
    """Centred cards: title of two lines, "MRP:" earlier price first, then the price and "25% Off" behind a bar, rating stars, offer line."""
    cards = "".join(
        f'<div style="width:24%;border:1px solid #eee;text-align:center;padding:10px">{shop.photo(i, 180, 160, css="margin:auto")}{shop.title(i, with_brand=True, css="font-size:14px")}<div style="font-size:14px">'
        + (
            f'MRP: {shop.was(i, css="font-size:13px")} {shop.money(shop.items[i].price, i, css="font-weight:bold")} | <span style="color:#008945">{shop.percent(i)}% Off</span>'
            if shop.items[i].was
            else f"MRP: {shop.money(shop.items[i].price, i, css='font-weight:bold')}"
        )
        + f'</div><div class="s pale">★★★★☆ ({shop.items[i].reviews})</div><div class="s">Enjoy Free Gift</div><div style="background:#e80071;color:#fff;padding:6px;margin-top:6px">Add to Bag</div></div>'
        for i in range(8)
    )
    return (
        _top(shop, "Kesari", "Makeup &nbsp; Skin &nbsp; Hair &nbsp; Appliances")
        + f'<div style="padding:10px 60px"><h3>All Products (1048)</h3><div class="row" style="flex-wrap:wrap;gap:8px">{cards}</div></div>'
    )


@BOOK.layout("en-GB/plain/cars", "en-IN/inter/cars", "de-DE/plain/cars", count=6, screen=_SMALL)
def cars_three_columns(shop: Shop) -> str:
    """Three columns of cars: photo with count, price large left and monthly rate small right, title, version, miles and year, place with distance."""
    cards = "".join(
        f'<div style="width:32%;border:1px solid #ddd;border-radius:8px">{shop.photo(i, 410, 180)}<div style="padding:10px"><div class="row" style="justify-content:space-between"><b>{shop.money(shop.items[i].price, i, css="font-size:20px")}</b><span class="s">{shop.money(max(Decimal(int(shop.items[i].price) // 60), Decimal(20)), kind="instalment")} p/m</span></div>{shop.title(i, with_brand=True, css="font-weight:bold")}<div class="pale s">{" • ".join(shop.items[i].specs)}</div><div class="s">{shop.items[i].brand} Direct ({12 + i} miles away) · {shop.items[i].rating} ★</div></div></div>'
        for i in range(6)
    )
    return (
        _top(shop, "motorlane", "Used cars &nbsp; New cars &nbsp; Electric")
        + f'<div style="padding:10px 30px"><h3>2,310 cars found</h3><div class="s">Max price {shop.money(Decimal(round(30000 * shop.locale.factor)), kind="band")} ✕</div><div class="row" style="flex-wrap:wrap;gap:8px">{cards}</div></div>'
    )


@BOOK.layout("en-GB/airy/hotels", "nl-NL/airy/hotels", "en-US/airy/hotels", count=8)
def stay_squares(shop: Shop) -> str:
    """Square rounded photos with a heart; place and score in one row, two pale lines, then bold price with "night" and the total underlined."""
    cards = "".join(
        f'<div style="width:23%">{shop.photo(i, 350, 230, css="border-radius:12px")}<div class="row" style="justify-content:space-between">{shop.title(i, css="font-weight:bold")}<span>★ 4.{i + 1}</span></div><div class="pale">{shop.items[i].place}</div><div class="pale">14–17 Dec</div><div>{shop.money(shop.items[i].price, i, css="font-weight:bold")} night · <u>{shop.money(shop.items[i].price * 3, kind="total")} total</u></div></div>'
        for i in range(8)
    )
    return (
        _top(shop, "nestaway", "Stays &nbsp; Experiences")
        + f'<div class="row" style="padding:8px 40px;gap:40px"><span>Beachfront</span><span>Cabins</span><span>Trending</span><span>Amazing pools</span></div><div class="row" style="flex-wrap:wrap;gap:22px;padding:8px 40px">{cards}</div>'
    )


@BOOK.layout("en-GB/plain/grocery", "de-DE/plain/grocery", "fr-FR/open/grocery", count=12, screen=_SMALL)
def grocery_tiles(shop: Shop) -> str:
    """Food in six columns: offer flag, photo, title and weight, unit price in brackets, price bold at the foot beside a round plus."""
    per = {"GBP": "per kg", "EUR": "/ kg"}[shop.locale.currency]
    cards = "".join(
        f'<div style="width:16%;border:1px solid #eee;padding:8px">{shop.photo(i, 190, 110)}{shop.title(i, css="font-size:14px", with_brand=True)}<div class="pale s">500g ({shop.money(shop.items[i].price * 2, kind="unit")} {per})</div><div class="row" style="justify-content:space-between;margin-top:8px"><span>{shop.money(shop.items[i].price, i, css="font-size:18px;font-weight:bold")} {shop.was(i, css="font-size:12px")}</span><span style="background:#5b2;color:#fff;border-radius:15px;padding:3px 10px">+</span></div></div>'
        for i in range(12)
    )
    return (
        _top(shop, "Frischland", "Offers &nbsp; Fruit &nbsp; Bakery")
        + f'<div style="padding:8px 20px"><div style="background:#fd0;padding:8px">{shop.threshold()} · Book a slot</div><div class="row" style="flex-wrap:wrap;gap:4px;margin-top:8px">{cards}</div></div>'
    )


@BOOK.layout("fr-FR/plain/electronics", "fr-FR/open/furniture", count=6)
def euro_between(shop: Shop) -> str:
    """French: "35€99" with small cents, crossed "au lieu de", a percentage in a red box, stars, delivery."""

    def price(i: int) -> str:
        whole, cents = str(int(shop.items[i].price)), f"{shop.items[i].price:.2f}"[-2:]
        return _truth(
            shop,
            i,
            "current",
            shop.items[i].price,
            f'{whole}€<span style="font-size:.6em;vertical-align:top">{cents}</span>',
            "font-size:26px;font-weight:bold;color:#d00",
        )

    rows = "".join(
        f'<div class="row" style="width:49%;border:1px solid #eee;padding:10px;gap:12px">{shop.photo(i, 180, 150)}<div>{shop.title(i, with_brand=True)}<div class="s">★★★★☆ ({shop.items[i].reviews})</div><div>{price(i)} {shop.was(i)}</div><div class="s">Livraison gratuite</div></div></div>'
        for i in range(6)
    )
    return (
        _top(shop, "Comptoir", "Meubles &nbsp; Informatique &nbsp; Soldes")
        + f'<div class="row" style="flex-wrap:wrap;gap:8px;padding:12px 30px">{rows}</div>'
    )


@BOOK.layout("en-US/plain/fashion", "en-GB/plain/shoes", "de-DE/plain/fashion", count=8)
def bare_beside_one_sign(shop: Shop) -> str:
    """Prices as bare numbers, two decimals; the basket in the header and the delivery note carry the only signs. Earlier price struck before."""

    def bare(i: int) -> str:
        item = shop.items[i]
        was = (
            _truth(
                shop, i, "was", item.was, shop.number(item.was, cents=True), "text-decoration:line-through;color:#999"
            )
            + " "
            if item.was
            else ""
        )
        return was + _truth(shop, i, "current", item.price, shop.number(item.price, cents=True))

    cards = "".join(
        f'<div style="width:24%">{shop.photo(i, 360, 300)}{shop.title(i, css="text-transform:uppercase;font-size:13px;margin-top:6px")}<div>{bare(i)}</div><div class="s pale">{shop.items[i].rating} · 3 sizes</div></div>'
        for i in range(8)
    )
    return f'<div style="padding:12px 30px"><b style="font-size:24px">MASSIVA</b> <span style="float:right">BAG {shop.money(Decimal(round(64 * shop.locale.factor)), kind="total")}</span></div><div style="padding:0 30px">{shop.threshold()}<div class="row" style="flex-wrap:wrap;gap:8px">{cards}</div></div>'


@BOOK.layout("en-GB/airy/shoes", "en-IN/grotesk/fashion", "de-DE/inter/fashion", count=4, screen=_PHONE)
def phone_rows(shop: Shop) -> str:
    """A telephone: rows with the photo left; title, stars, price and earlier price at the right of it."""
    rows = "".join(
        f'<div class="row" style="gap:10px;padding:10px;border-bottom:1px solid #eee">{shop.photo(i, 120, 140)}<div>{shop.title(i, with_brand=True)}<div class="s">★★★★☆ ({shop.items[i].reviews})</div><div>{shop.money(shop.items[i].price, i, css="font-size:19px;font-weight:bold")} {shop.was(i, css="font-size:13px")}</div><div class="s pale">Delivery by 9 Dec</div></div></div>'
        for i in range(4)
    )
    return f'<div style="padding:12px;background:#eee"><b>lumen</b> &nbsp; <span style="background:#fff;padding:6px 100px 6px 10px">Search</span></div><div style="padding:8px 12px" class="s">1,200 results · Filters ▾</div>{rows}'


@BOOK.layout("en-US/inter/homes", "en-GB/plain/homes", "en-IN/plain/homes", count=6)
def homes_facts_first(shop: Shop) -> str:
    """Homes: photo with "Open house", facts in a row, address, then the price large; reduced amounts and an estimate beside it."""
    cards = "".join(
        f'<div style="width:32%;border:1px solid #ddd">{shop.photo(i, 480, 200)}<div style="padding:10px"><div class="s"><b>{2 + i}</b> bed · <b>{1 + i % 3}</b> bath · {1180 + 90 * i:,} sqft</div>{shop.title(i, css="font-weight:bold")}<div class="pale">{shop.items[i].place}</div><div>{shop.money(shop.items[i].price, i, css="font-size:22px")} <span class="s pale">Est. {shop.money(Decimal(int(shop.items[i].price) // 170), kind="instalment")}/mo</span></div></div></div>'
        for i in range(6)
    )
    return (
        _top(shop, "Brickyard", "Buy &nbsp; Rent &nbsp; Sell")
        + f'<div style="padding:10px 30px"><h3>Homes for you</h3><div class="row" style="flex-wrap:wrap;gap:10px">{cards}</div></div>'
    )


@BOOK.layout("ja-en/plain/electronics", "ja-JP/plain/beauty", count=5, screen=_SMALL)
def yen_rows(shop: Shop) -> str:
    """Japanese rows: photo, name, price large in red with tax and postage notes behind it, points, shop's name, stars."""
    rows = "".join(
        f'<div class="row" style="gap:14px;border-bottom:1px solid #ddd;padding:8px">{shop.photo(i, 120, 110)}<div>{shop.title(i, with_brand=True)}<div>{shop.money(shop.items[i].price, i, css="font-size:21px;color:#bf0000;font-weight:bold")} <span class="s">送料無料</span></div><div class="s" style="color:#080">{12 + i}ポイント(1倍)</div><div class="s pale">★ {shop.items[i].rating} ({shop.items[i].reviews}件) · 最短翌日お届け</div></div></div>'
        for i in range(5)
    )
    return (
        _top(shop, "ミライ市場", "ランキング &nbsp; クーポン")
        + f'<div style="padding:8px 40px">検索結果 1〜45件{rows}</div>'
    )


@BOOK.layout("en-GB/plain/fashion", "en-US/plain/shoes", count=8)
def modal_over_grid(shop: Shop) -> str:
    """A grid under a dialogue in the middle that offers ten per cent for an address; only the outer cards stay to be seen."""
    cards = "".join(
        f'<div style="width:24%">{shop.photo(i, 370, 300)}{shop.brand(i, css="font-size:12px;letter-spacing:2px")}{shop.title(i)}<div>{shop.was(i)} {shop.money(shop.items[i].price, i, css="color:#b00")}</div></div>'
        for i in range(8)
    )
    return (
        _top(shop, "Petrel", "New &nbsp; Shop")
        + f'<div class="row" style="flex-wrap:wrap;gap:8px;padding:10px 30px">{cards}</div><div style="position:fixed;left:480px;top:200px;width:640px;height:380px;background:#fff;box-shadow:0 0 40px #0008;text-align:center;padding:50px"><h1>Get 10% off</h1><p>Sign up and save {shop.money(Decimal(round(10 * shop.locale.factor)), kind="saving")} on your first order over {shop.money(Decimal(round(60 * shop.locale.factor)), kind="threshold")}.</p><span style="border:1px solid #999;padding:8px 120px">Email</span><p>No thanks</p></div>'
    )


@BOOK.layout("en-US/inter/electronics", "de-DE/open/electronics", "en-GB/inter/furniture", count=6)
def saving_under_price(shop: Shop) -> str:
    """Wide rows of a warehouse: title with model number, stars; at the right large price, "Save $x", "Comp. Value: $y", open-box price from, button."""
    rows = "".join(
        f'<div class="row" style="padding:12px 0;border-bottom:1px solid #ddd;gap:16px">{shop.photo(i, 170, 110)}<div style="width:760px">{shop.title(i, with_brand=True, css="color:#0046be")}<div class="s pale">Model: XV-{200 + i} &nbsp; SKU: 65{i}2210</div><div class="s">★★★★☆ ({shop.items[i].reviews:,})</div></div><div>{shop.money(shop.items[i].price, i, css="font-size:25px;font-weight:bold")}'
        + (
            f'<div class="s"><span style="background:#d00;color:#fff;padding:1px 4px">{shop.word("save")} {shop.money((shop.items[i].was or shop.items[i].price) - shop.items[i].price, kind="saving")}</span></div><div class="s pale">Comp. Value: {shop.was(i, css="no-strike")}</div>'
            if shop.items[i].was
            else ""
        )
        + "</div></div>"
        for i in range(6)
    )
    return (
        _top(shop, "BestBoard", "Deals &nbsp; TVs &nbsp; Laptops")
        + f'<div style="padding:10px 40px"><b>24 items</b>{rows}</div>'
    )


@BOOK.layout("en-US/airy/fashion", "en-GB/open/furniture", count=2)
def magazine_without_price(shop: Shop) -> str:
    """A magazine page: photographs, a date, a count of readers, a discount in per cent, an opening time; no price."""
    return (
        _top(shop, "Hearth", "Stories")
        + f'<div class="row" style="gap:20px;padding:20px 60px">{shop.photo(0, 640, 420, words="No. 5")}<div style="width:560px"><h1>Twelve rooms in twelve colours</h1><p>14 March 2026 · 6 min read · 12.4K views</p><p>Painted in 1998 and again in 2024, the house at number 45 measures 120 m². Open 10.00 to 18.30.</p><p>Members save up to 25% this weekend.</p></div></div>{shop.photo(1, 1500, 260)}'
    )
