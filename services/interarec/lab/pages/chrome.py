"""The parts around the products that shops share: headers, menus, filter columns, trails, footers."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from interarec.lab.pages.shop import Shop

__all__ = ["button", "chips", "footer", "header", "sidebar", "style", "toolbar"]


def style(shop: Shop) -> str:
    """The style sheet of a theme."""
    theme = shop.theme
    return (
        f"*{{box-sizing:border-box}}body{{margin:0;background:{theme.background};color:{theme.text};"
        f"font:{theme.size}px/1.35 '{theme.font}','VL PGothic',sans-serif}}.pale{{color:{theme.pale}}}"
        f".row{{display:flex}}.wrap{{padding:14px 28px}}.card{{background:{theme.card}}}h1,h2,h3{{margin:6px 0}}"
        f".accent{{color:{theme.accent}}}.b{{font-weight:bold}}.s{{font-size:.82em}}"
    )


def header(shop: Shop, *, busy: bool = False, promo: str = "") -> str:
    """A shop's top: promotion strip, name, search box, menu, basket."""
    theme = shop.theme
    menu = ["New in", "Women", "Men", "Home", "Brands", "Sale", "Gifts", "Outlet"]
    strip = (
        f'<div style="background:{theme.accent};color:#fff;text-align:center;padding:5px;font-size:13px">{promo}</div>'
    )
    links = "".join(f'<span style="margin-right:26px">{name}</span>' for name in menu)
    extra = '<span class="s pale">Help · Store finder · Track order · Sign in</span>' if busy else ""
    total = shop.money(Decimal(round(63 * shop.locale.factor)), kind="total") if busy else ""
    return (
        (strip if promo else "")
        + f'<div class="row wrap" style="justify-content:space-between;align-items:center;border-bottom:1px solid #8884">'
        f'<b style="font-size:24px">Marlowe &amp; Finch</b><span style="border:1px solid #9999;padding:6px 120px 6px 12px" '
        f'class="pale">{shop.word("search")}</span>{extra}<span>{shop.word("basket")} (2) {total}</span></div>'
        f'<div class="wrap" style="padding-top:8px;padding-bottom:8px">{links}</div>'
    )


def sidebar(shop: Shop, *, chosen: str = "") -> str:
    """A column of filters with price bands; `chosen` is a box that is ticked."""
    steps = [Decimal(round(step * shop.locale.factor)) for step in (25, 50, 100)]
    bands = [f"{shop.word('under')} {shop.money(steps[0], kind='band')} (14)"]
    for low, high in pairwise(steps):
        bands.append(f"{shop.money(low, kind='band')} - {shop.money(high, kind='band')} (31)")
    bands.append(f"{shop.money(steps[-1], kind='band')} + (8)")
    rows = "".join(f"<div>☐ {band}</div>" for band in bands)
    names = [item.brand for item in shop.items[:5]]
    brands = "".join(
        f"<div>{'☑' if name == chosen else '☐'} {name} ({7 + 5 * i})</div>"
        for i, name in enumerate(dict.fromkeys(names))
    )
    colors = "".join(f"<div>☐ {name}</div>" for name in ("Black", "Blue", "Green", "Red"))
    return (
        f'<div style="width:210px;flex:none;padding-right:18px"><h3>{shop.word("filters")}</h3><b>Price</b>{rows}'
        f"<br><b>Brand</b>{brands}<br><b>Colour</b>{colors}<br><b>Rating</b><div>★★★★☆ &amp; up</div></div>"
    )


def chips(shop: Shop, *filters: str) -> str:
    """Chosen filters as chips beside "clear all"."""
    theme = shop.theme
    made = "".join(
        f'<span data-filter="{name}" style="border:1px solid {theme.pale};border-radius:14px;padding:3px 12px;'
        f'margin-right:10px">{name} ×</span>'
        for name in filters
    )
    return f'<div style="margin:8px 0">{made}<span class="accent">{shop.word("clear")}</span></div>'


def toolbar(shop: Shop, heading: str) -> str:
    """Trail, heading, number of results, sorting."""
    return (
        f'<div class="s pale">Home / Shop / {heading}</div><div class="row" style="justify-content:space-between;'
        f'align-items:end"><h1 style="font-size:26px">{heading}</h1><span class="pale">248 {shop.word("results")} · '
        f"{shop.word('sort')}</span></div>"
    )


def button(shop: Shop, text: str, *, css: str = "") -> str:
    """A filled button."""
    return (
        f'<span style="display:inline-block;background:{shop.theme.accent};color:#fff;padding:7px 16px;'
        f'border-radius:4px;{css}">{text}</span>'
    )


def footer(shop: Shop) -> str:
    """A page's foot with its small print."""
    return (
        f'<div class="wrap pale s" style="border-top:1px solid #8884;margin-top:20px">About us · Careers · Returns within 30 days · '
        f"{shop.threshold()} · © 2026 Marlowe &amp; Finch</div>"
    )
