"""What the third set of layouts shares: mastheads in several manners and amounts derived from a price."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from interarec.lab.pages.shop import Shop

__all__ = ["charge_for_all", "masthead", "part", "reduce_all", "whole"]


def masthead(shop: Shop, name: str, links: str, *, css: str = "", right: str = "♡ &nbsp; ☺ &nbsp; Bag (2)") -> str:
    """The shop's name, its menu on the same line (`links` separated by semicolons) and what stands at the right end."""
    menu = "".join(f'<span style="margin-right:22px">{link}</span>' for link in links.split(";"))
    return (
        f'<div class="row" style="align-items:center;padding:14px 32px;border-bottom:1px solid #8883;{css}">'
        f'<b style="font-size:23px;letter-spacing:.04em;margin-right:38px">{name}</b><div style="flex:1">{menu}</div>'
        f'<span class="pale" style="margin-right:26px">⌕ {shop.word("search")}</span><span>{right}</span></div>'
    )


def part(shop: Shop, amount: Decimal, share: float, *, step: str = "") -> Decimal:
    """A share of an amount, cut to `step` or to the smallest coin the shop prints."""
    unit = Decimal(step or ("0.01" if shop.locale.cents else "1"))
    return (amount * Decimal(str(share)) / unit).to_integral_value(ROUND_DOWN) * unit


def whole(shop: Shop, amount: Decimal, offer: int | None = None, *, kind: str = "current", css: str = "") -> str:
    """An amount without cents printed without decimals, as rents, cars and homes are."""
    return shop.printed(amount, shop.text(amount, cents=False), offer, kind=kind, css=css)


def reduce_all(shop: Shop) -> None:
    """Gives every item an earlier price, as in a sale."""
    shop.items = [
        item if item.was else replace(item, was=part(shop, item.price, 1.5 + 0.1 * (i % 4)))
        for i, item in enumerate(shop.items)
    ]


def charge_for_all(shop: Shop) -> None:
    """Gives what the generator drew as free, or nearly so, a small price."""
    least = Decimal("0.59")
    shop.items = [item if item.price >= least else replace(item, price=least + item.price) for item in shop.items]
