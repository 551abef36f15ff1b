"""Layouts only for the score: other structures than those for development, written once and not tuned on."""

from interarec.lab.pages.frozen.grids import BOOK as _GRIDS
from interarec.lab.pages.frozen.lists import BOOK as _LISTS
from interarec.lab.pages.frozen.singles import BOOK as _SINGLES
from interarec.lab.pages.layouts import Layout

__all__ = ["FROZEN"]

FROZEN: tuple[Layout, ...] = (*_GRIDS.layouts, *_LISTS.layouts, *_SINGLES.layouts)
