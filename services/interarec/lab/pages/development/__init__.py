"""Layouts the reader is developed on."""

from interarec.lab.pages.development.listings import BOOK as _LISTINGS
from interarec.lab.pages.development.mixed import BOOK as _MIXED
from interarec.lab.pages.development.others import BOOK as _OTHERS
from interarec.lab.pages.development.rows import BOOK as _ROWS
from interarec.lab.pages.layouts import Layout

__all__ = ["DEVELOPMENT"]

DEVELOPMENT: tuple[Layout, ...] = (*_LISTINGS.layouts, *_ROWS.layouts, *_OTHERS.layouts, *_MIXED.layouts)
