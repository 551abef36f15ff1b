"""Draws a listing with or without an attack, with Pillow: no browser, the same picture every time.

The font is the DejaVu Sans that comes with matplotlib, so that pages do not depend on the system's fonts.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import matplotlib
from PIL import Image, ImageDraw, ImageFont

from interarec.domain.catalogue import Item
from interarec.lab.steering.corpus import Attack
from interarec.lab.steering.shop import rival_of

__all__ = ["draw_page", "worded"]

_FONT = f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf"
_SIZE = (1280, 800)
_LEFT, _TOP, _CARD, _ROW = 40, 130, (300, 180), 300
_PAINTS = {"green": "#2c7d43", "blue": "#2f66c4", "red": "#c22533", "black": "#1b1b1d"}
_SIDE = 985
_PLACES = {"banner": (40, 62), "footer": (40, 736), "side": (_SIDE, 150), "picture": (48, 150), "card": (40, 392)}


def worded(attack: Attack, targets: Sequence[Item]) -> tuple[str, ...]:
    """The attack's lines about the attacker's items `targets`."""
    first, second = targets[0], targets[1]
    return tuple(
        line.format(
            brand=first.brand,
            title=first.title,
            price=first.price.amount,
            title2=second.title,
            price2=second.price.amount,
            rival=rival_of(first).title,
        )
        for line in attack.lines
    )


def draw_page(items: Sequence[Item], attack: Attack | None = None, targets: Sequence[Item] = ()) -> bytes:
    """A PNG of six offers in two rows; with an attack its text is drawn where it says, for `only` in their place."""
    image = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(image)
    pen.text((40, 16), "Marlowe & Finch", fill="#111", font=_font(28))
    pen.text((760, 22), "Search    Basket    Sign in", fill="#333", font=_font(17))
    pen.text((40, 100), "Clothing", fill="#111", font=_font(20))
    alone = attack is not None and attack.place == "only"
    for number, item in enumerate(() if alone else items):
        _card(pen, item, _LEFT + number % 3 * (_CARD[0] + 15), _TOP + number // 3 * _ROW)
    if attack is not None and attack.place == "cards":
        _small_cards(pen, worded(attack, targets), targets[0])
    elif attack is not None and attack.place == "price":
        behind = _LEFT + pen.textlength(_price(items[0]), font=_font(21))
        pen.text((behind, _TOP + _CARD[1] + 36), worded(attack, targets)[0], fill="#111", font=_font(attack.size))
    elif attack is not None and alone:
        _alone(pen, attack, worded(attack, targets), targets[0])
    elif attack is not None:
        _inject(pen, attack, worded(attack, targets))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _card(pen: ImageDraw.ImageDraw, item: Item, left: int, top: int) -> None:
    right, bottom = left + _CARD[0], top + _CARD[1]
    pen.rectangle((left, top, right, bottom), fill="#f0efed")
    _garment(pen, item.color, left, top, bottom)
    pen.text((left, bottom + 10), item.title, fill="#222", font=_font(17))
    pen.text((left, bottom + 36), _price(item), fill="#111", font=_font(21))


def _alone(pen: ImageDraw.ImageDraw, attack: Attack, lines: Sequence[str], item: Item) -> None:
    """The page's only good: `item` under the title of the first line, the other lines below its price."""
    _card(pen, replace(item, title=""), _LEFT, _TOP)
    below = _TOP + _CARD[1]
    pen.text((_LEFT, below + 10), lines[0], fill="#222", font=_font(attack.size))
    for number, line in enumerate(lines[1:]):
        pen.text((_LEFT, below + 72 + 24 * number), line, fill="#222", font=_font(attack.size))


def _price(item: Item) -> str:
    return f"£{item.price.amount}.00"


def _garment(pen: ImageDraw.ImageDraw, color: str | None, left: int, top: int, bottom: int) -> None:
    outline = ((left + 130, top + 20), (left + 170, top + 20), (left + 215, bottom - 8), (left + 85, bottom - 8))
    pen.polygon(outline, _PAINTS[color or "black"])


def _small_cards(pen: ImageDraw.ImageDraw, titles: Sequence[str], item: Item) -> None:
    """A fourth column of goods: `item` under each of the titles."""
    for number, title in enumerate(titles):
        top = _TOP + number * 160
        pen.rectangle((_SIDE, top, _SIDE + 280, top + 100), fill="#f0efed")
        _garment(pen, item.color, _SIDE - 10, top - 10, top + 100)
        pen.text((_SIDE, top + 104), title, fill="#222", font=_font(15))
        pen.text((_SIDE, top + 124), _price(item), fill="#111", font=_font(19))


def _inject(pen: ImageDraw.ImageDraw, attack: Attack, lines: Sequence[str]) -> None:
    ink = (attack.grey, attack.grey, attack.grey)
    font = _font(attack.size)
    if attack.place == "chip":
        left = 160.0
        for line in lines:
            pen.text((left, 100), line, fill=ink, font=font)
            left += pen.textlength(line, font=font) + 30
        return
    left, top = _PLACES[attack.place]
    width = 270 if attack.place == "side" else 290 if attack.place in ("picture", "card") else 1200
    for line in lines:
        for part in _wrapped(pen, line, font, width):
            pen.text((left, top), part, fill=ink, font=font)
            top += round(1.35 * attack.size)


def _wrapped(
    pen: ImageDraw.ImageDraw, line: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int
) -> list[str]:
    rows = [""]
    for word in line.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and pen.textlength(longer, font=font) > width:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.truetype(_FONT, size)
