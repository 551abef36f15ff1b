"""What the fourth set of layouts shares: mastheads, filter columns, trails, bars over a page, prices printed in parts."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from interarec.lab.pages.development.third_frame import charge_for_all, part, whole
from interarec.lab.pages.shop import Shop

__all__ = [
    "bubble", "charge_for_all", "cookies", "cut", "facets", "foreign", "head", "pager", "part", "parts", "pill", "raise_all",
    "reduce_all", "say", "trail", "whole",
]  # fmt: skip


def reduce_all(shop: Shop) -> None:
    """Gives every item an earlier price with the same cents, as in a sale."""
    found = []
    for i, item in enumerate(shop.items):
        cents = item.price % 1
        found.append(
            item if item.was else replace(item, was=part(shop, item.price, 1.3 + 0.15 * (i % 4), step="1") + 1 + cents)
        )
    shop.items = found


def raise_all(shop: Shop, euros: int) -> None:
    """Makes every item dearer by so many euros, where the department's cheapest would not be sold in that way."""
    more = Decimal(round(euros * shop.locale.factor))
    shop.items = [
        replace(item, price=item.price + more, was=item.was + more if item.was else None) for item in shop.items
    ]


def say(shop: Shop, english: str, **others: str) -> str:
    """A phrase in the shop's language: `say(shop, "Size", de="Größe")`; English where none is given."""
    return others.get(shop.locale.code[:2], english)


def head(shop: Shop, name: str, links: str, *, css: str = "", tools: str = "☺ &nbsp; ♡ &nbsp; ⌂") -> str:
    """Two rows: name, a search field of half the width, tools; then the menu (`links` separated by semicolons)."""
    menu = "".join(f'<span style="margin-right:24px">{link}</span>' for link in links.split(";"))
    return (
        f'<div style="padding:10px 30px 8px;border-bottom:1px solid #8883;{css}"><div class="row" style="align-items:center;gap:30px">'
        f'<b style="font-size:25px">{name}</b><span style="flex:1;border:1px solid #8888;border-radius:20px;padding:7px 16px;opacity:.75">⌕ {shop.word("search")}</span>'
        f'<span>{tools}</span></div><div style="margin-top:9px;font-size:13px;white-space:nowrap;overflow:hidden">{menu}</div></div>'
    )


def trail(names: str, *, css: str = "") -> str:
    """Breadcrumbs (`names` separated by semicolons), the last one darker."""
    *before, last = names.split(";")
    return f'<div style="font-size:12px;{css}"><span class="pale">{" › ".join(before)} › </span>{last}</div>'


def facets(shop: Shop, groups: dict[str, str], *, top: int = 0, width: int = 200) -> str:
    """Filters with counts; `top` gives a price slider from 0 to that many euros between them."""
    blocks = []
    for n, (name, values) in enumerate(groups.items()):
        rows = "".join(
            f'<div style="padding:2px 0">☐ {value} <span class="pale">({(17 * k + 23 * n + 9) % 211})</span></div>'
            for k, value in enumerate(values.split(";"))
        )
        blocks.append(f'<div style="border-bottom:1px solid #8883;padding:9px 0"><b>{name}</b>{rows}</div>')
    if top:
        low, high = (Decimal(round(amount * shop.locale.factor)) for amount in (5, top))
        ends = [shop.money(amount, kind="band") for amount in (low, high)]
        slider = (
            f'<div style="padding:9px 0"><b>{say(shop, "Price", de="Preis", fr="Prix", nl="Prijs", it="Prezzo", pl="Cena", sv="Pris", es="Precio")}</b>'
            f'<div style="height:3px;background:{shop.theme.accent};margin:12px 6px"></div>'
            f'<div class="row" style="justify-content:space-between">{"".join(f"""<span style="border:1px solid #8888;padding:2px 7px">{end}</span>""" for end in ends)}</div></div>'
        )
        blocks.insert(1, slider)
    return f'<div style="width:{width}px;flex:none;font-size:13px">{"".join(blocks)}</div>'


def pill(text: str, back: str, fore: str = "#fff", *, css: str = "") -> str:
    """A badge."""
    return f'<span style="background:{back};color:{fore};padding:2px 8px;border-radius:3px;font-size:12px;white-space:nowrap;{css}">{text}</span>'


def cut(lines: int) -> str:
    """Style of a text cut with an ellipsis after so many lines."""
    return f"display:-webkit-box;-webkit-line-clamp:{lines};-webkit-box-orient:vertical;overflow:hidden"


def cookies(shop: Shop) -> str:
    """A cookie bar over the foot of the screen."""
    text = say(
        shop, "We use cookies to improve your visit.", de="Wir verwenden Cookies, um Ihren Besuch zu verbessern.",
        fr="Nous utilisons des cookies pour améliorer votre visite.", nl="Wij gebruiken cookies voor een beter bezoek.",
    )  # fmt: skip
    yes = say(shop, "Accept all", de="Alle akzeptieren", fr="Tout accepter", nl="Alles accepteren")
    return (
        f'<div style="position:fixed;left:0;right:0;bottom:0;background:#222;color:#fff;padding:14px 30px;display:flex;gap:20px;align-items:center"><span style="flex:1">{text}</span>'
        f'<span style="text-decoration:underline">Settings</span><span style="background:#fff;color:#222;padding:7px 20px;border-radius:3px">{yes}</span></div>'
    )


def bubble(color: str = "#1f6feb") -> str:
    """A chat button over the lower right corner."""
    return f'<div style="position:fixed;right:18px;bottom:18px;width:54px;height:54px;border-radius:27px;background:{color};color:#fff;text-align:center;line-height:54px;font-size:22px">✉</div>'


def pager(pages: int) -> str:
    """Numbers of pages."""
    return f'<div style="text-align:center;padding:14px">‹ &nbsp; <b>1</b> &nbsp; 2 &nbsp; 3 &nbsp; … &nbsp; {pages} &nbsp; ›</div>'


def parts(
    shop: Shop, amount: Decimal, offer: int, *, big: int, small: int, css: str = "", kind: str = "current"
) -> str:
    """A price whose sign and decimals are smaller than its whole part, on one base line."""
    text = shop.text(amount)
    if not shop.locale.cents or shop.locale.decimal not in text:
        return shop.money(amount, offer, kind=kind, css=f"font-size:{big}px;{css}")
    left, _, right = text.rpartition(shop.locale.decimal)
    sign = left.rstrip("0123456789" + shop.locale.group)
    inner = f'<span style="font-size:{small}px">{sign}</span>{left[len(sign) :]}<span style="font-size:{small}px">{shop.locale.decimal}{right}</span>'
    return shop.printed(amount, inner, offer, kind=kind, css=f"font-size:{big}px;{css}")


def foreign(amount: Decimal, text: str, currency: str, offer: int) -> str:
    """The approximate amount in another currency than the shop's."""
    return f'<span data-kind="approximate" data-amount="{amount}" data-currency="{currency}" data-offer="{offer}" style="white-space:nowrap">{text}</span>'
