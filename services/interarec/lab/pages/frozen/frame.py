"""What the frozen layouts share: a page with its style sheet, words, filter groups, stars, feet and bars."""

# ruff: noqa: E501  markup is kept in the lines it is drawn in
from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from interarec.lab.pages.development.third_frame import charge_for_all, part, reduce_all, whole
from interarec.lab.pages.layouts import Screen
from interarec.lab.pages.shop import Shop

__all__ = [
    "DESKTOP", "FULL", "LAPTOP", "NOTEBOOK", "PHONE", "SMALL", "amount", "band_rows", "charge_for_all", "clamp", "cookies",
    "feet", "group", "page", "part", "reduce_all", "say", "stars", "whole",
]  # fmt: skip

SMALL, NOTEBOOK, LAPTOP = Screen(1280, 800), Screen(1366, 768), Screen(1440, 900)
DESKTOP, FULL = Screen(1536, 864), Screen(1920, 1080)
PHONE = Screen(390, 844, 2.0)

_BAG = '<svg width="1.1em" height="1.1em" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" style="vertical-align:-.15em"><path d="M3 6h14l-1 12H4Z M7 8V5a3 3 0 0 1 6 0v3"/></svg>'


def page(shop: Shop, css: str, *parts: str, up: int = 0) -> str:
    """A page with its style sheet, scrolled `up` pixels; colours of the theme are `var(--accent)` and the like.

    A ⚿ in the parts stands for the drawing of a bag, for which the fonts have no sign.
    """
    theme = shop.theme
    names = (
        f"--text:{theme.text};--pale:{theme.pale};--accent:{theme.accent};--card:{theme.card};--back:{theme.background}"
    )
    return (
        f'<style>:root{{{names}}}{css}</style><div style="margin-top:-{up}px">{"".join(parts).replace("⚿", _BAG)}</div>'
    )


def say(shop: Shop, english: str, **others: str) -> str:
    """A phrase in the shop’s language: `say(shop, "Size", de="Größe")`; English where none is given."""
    return others.get(shop.locale.code[:2], english)


def amount(shop: Shop, euros: float, *, cents: str = "0") -> Decimal:
    """So many euros in the shop’s money, whole, with `cents` added where the shop prints any."""
    return Decimal(round(euros * shop.locale.factor)) + (Decimal(cents) if shop.locale.cents else 0)


def clamp(lines: int) -> str:
    """Style of a text cut with an ellipsis after so many lines."""
    return f"display:-webkit-box;-webkit-line-clamp:{lines};-webkit-box-orient:vertical;overflow:hidden;"


def stars(shop: Shop, offer: int, *, color: str = "#ffa41c", size: int = 14) -> str:
    """Five stars, the full ones coloured."""
    full = round(shop.items[offer].rating)
    return f'<span style="color:{color};font-size:{size}px;letter-spacing:1px">{"★" * full}<span style="opacity:.28">{"★" * (5 - full)}</span></span>'


def group(name: str, values: str, *, mark: str = "☐ ", first: int = 3, css: str = "") -> str:
    """A filter with its values (separated by semicolons) and their counts."""
    rows = "".join(
        f'<div class="v">{mark}{value} <span class="n">({first + (29 * k + 7 * len(name)) % 97})</span></div>'
        for k, value in enumerate(values.split(";"))
    )
    return f'<div class="g" style="{css}"><div class="gn">{name}</div>{rows}</div>'


def band_rows(shop: Shop, *euros: int, mark: str = "☐ ", just_under: bool = False) -> str:
    """Price bands with their counts: from each amount to the next, or to a cent under it."""
    rows = []
    for k, (low, high) in enumerate(pairwise(euros)):
        ends = amount(shop, low), amount(shop, high) - (Decimal("0.01") if just_under and shop.locale.cents else 0)
        low_text, high_text = (shop.money(end, kind="band") for end in ends)
        rows.append(f'<div class="v">{mark}{low_text} – {high_text} <span class="n">({4 + 11 * k % 29})</span></div>')
    return "".join(rows)


def feet(shop: Shop, columns: dict[str, str], *, back: str, color: str = "inherit", small: str = "") -> str:
    """A page’s foot: a field for the newsletter, columns of links (separated by semicolons), small print."""
    made = "".join(
        f'<div style="flex:1"><b>{name}</b>{"".join(f"<div style=margin-top:7px>{link}</div>" for link in links.split(";"))}</div>'
        for name, links in columns.items()
    )
    letter = say(
        shop, "Subscribe to our newsletter", de="Newsletter abonnieren", fr="Inscrivez-vous à la newsletter",
        es="Suscríbete al boletín", nl="Schrijf je in voor de nieuwsbrief", it="Iscriviti alla newsletter", ja="メールマガジン登録",
    )  # fmt: skip
    mail = say(shop, "Your email address", de="E-Mail-Adresse", fr="Votre adresse e-mail", es="Tu correo electrónico")
    return (
        f'<div style="background:{back};color:{color};padding:34px 60px;margin-top:36px;font-size:13px"><div class="row" style="gap:40px">{made}<div style="flex:1.4"><b>{letter}</b>'
        f'<div style="border:1px solid #8888;padding:9px 12px;margin-top:9px">{mail} <span style="float:right">→</span></div></div></div><div style="margin-top:24px;font-size:12px;opacity:.8">{small}</div></div>'
    )


def cookies(shop: Shop, *, dark: bool = False) -> str:
    """A cookie bar over the foot of the screen."""
    text = say(
        shop, "We use cookies and similar tools to make shopping with us better and to show you suitable offers.",
        ja="当サイトではより良いサービスのためCookieを使用しています。",
        de="Wir verwenden Cookies, um dir ein besseres Einkaufserlebnis und passende Angebote zu bieten.",
        fr="Nous utilisons des cookies pour améliorer votre visite et vous proposer des offres adaptées.",
        es="Utilizamos cookies para mejorar tu visita.", nl="Wij gebruiken cookies om onze winkel beter te maken.",
    )  # fmt: skip
    yes = say(
        shop,
        "Accept all",
        de="Alle akzeptieren",
        fr="Tout accepter",
        es="Aceptar todo",
        nl="Alles accepteren",
        ja="すべて許可",
    )
    no = say(shop, "Settings", de="Einstellungen", fr="Paramétrer", es="Configurar", nl="Instellingen", ja="設定")
    back, fore = ("#1f1f1f", "#fff") if dark else ("#fff", "#222")
    return (
        f'<div style="position:fixed;left:0;right:0;bottom:0;background:{back};color:{fore};padding:16px 40px;display:flex;gap:16px;align-items:center;box-shadow:0 -2px 10px #0003;font-size:13px;z-index:9">'
        f'<span style="flex:1">{text}</span><span style="border:1px solid {fore};padding:9px 20px;white-space:nowrap">{no}</span><span style="background:{fore};color:{back};padding:9px 20px;white-space:nowrap">{yes}</span></div>'
    )
