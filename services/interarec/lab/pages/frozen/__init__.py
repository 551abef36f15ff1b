"""Layouts only for the score: other structures than those for development, written once and not tuned on."""

from interarec.lab.pages.frozen.fashion import BOOK as _FASHION
from interarec.lab.pages.frozen.food_and_care import BOOK as _FOOD_AND_CARE
from interarec.lab.pages.frozen.home_and_tech import BOOK as _HOME_AND_TECH
from interarec.lab.pages.frozen.homes_and_wheels import BOOK as _HOMES_AND_WHEELS
from interarec.lab.pages.frozen.journeys import BOOK as _JOURNEYS
from interarec.lab.pages.frozen.singles_and_pairs import BOOK as _SINGLES_AND_PAIRS
from interarec.lab.pages.layouts import Layout

__all__ = ["FROZEN"]

_BOOKS = (_FASHION, _FOOD_AND_CARE, _HOME_AND_TECH, _HOMES_AND_WHEELS, _JOURNEYS, _SINGLES_AND_PAIRS)
FROZEN: tuple[Layout, ...] = tuple(layout for book in _BOOKS for layout in book.layouts)
