"""Layouts only for the score: other structures than those for development, written once and not tuned on."""

from interarec.lab.pages.frozen.fashion import BOOK as _FASHION
from interarec.lab.pages.frozen.food_and_care import BOOK as _FOOD_AND_CARE
from interarec.lab.pages.frozen.home_and_tech import BOOK as _HOME_AND_TECH
from interarec.lab.pages.layouts import Layout

__all__ = ["FROZEN"]

_BOOKS = (_FASHION, _FOOD_AND_CARE, _HOME_AND_TECH)
FROZEN: tuple[Layout, ...] = tuple(layout for book in _BOOKS for layout in book.layouts)
