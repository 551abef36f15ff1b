"""Layouts only for the score: other structures than those for development, written once and not tuned on."""

from interarec.lab.pages.frozen.details import BOOK as _DETAILS
from interarec.lab.pages.frozen.listings import BOOK as _LISTINGS
from interarec.lab.pages.frozen.tables import BOOK as _TABLES
from interarec.lab.pages.layouts import Layout

__all__ = ["FROZEN"]

FROZEN: tuple[Layout, ...] = (*_LISTINGS.layouts, *_TABLES.layouts, *_DETAILS.layouts)
