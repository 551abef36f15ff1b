"""Layouts only for the score: other structures than those for development, written once and not tuned on."""

from interarec.lab.pages.frozen.fashion import BOOK as _FASHION
from interarec.lab.pages.frozen.goods import BOOK as _GOODS
from interarec.lab.pages.frozen.homes_and_wheels import BOOK as _HOMES_AND_WHEELS
from interarec.lab.pages.frozen.products import BOOK as _PRODUCTS
from interarec.lab.pages.frozen.rows import BOOK as _ROWS
from interarec.lab.pages.frozen.small_and_empty import BOOK as _SMALL_AND_EMPTY
from interarec.lab.pages.frozen.travel import BOOK as _TRAVEL
from interarec.lab.pages.layouts import Layout

__all__ = ["FROZEN"]

_BOOKS = (_FASHION, _GOODS, _PRODUCTS, _ROWS, _HOMES_AND_WHEELS, _TRAVEL, _SMALL_AND_EMPTY)
FROZEN: tuple[Layout, ...] = tuple(layout for book in _BOOKS for layout in book.layouts)
