"""Layouts only for the score: other structures than those for development, written once and not tuned on.

These are ordinary pages: the usual themes of shop platforms, and what large shops of each kind show most often.
"""

from interarec.lab.pages.frozen.brands import BOOK as _BRANDS
from interarec.lab.pages.frozen.chains import BOOK as _CHAINS
from interarec.lab.pages.frozen.european import BOOK as _EUROPEAN
from interarec.lab.pages.frozen.hosted import BOOK as _HOSTED
from interarec.lab.pages.frozen.magento import BOOK as _MAGENTO
from interarec.lab.pages.frozen.marketplaces import BOOK as _MARKETPLACES
from interarec.lab.pages.frozen.open_source import BOOK as _OPEN_SOURCE
from interarec.lab.pages.frozen.travel_and_homes import BOOK as _TRAVEL_AND_HOMES
from interarec.lab.pages.layouts import Layout

__all__ = ["FROZEN"]

_BOOKS = (_HOSTED, _OPEN_SOURCE, _MAGENTO, _EUROPEAN, _MARKETPLACES, _BRANDS, _CHAINS, _TRAVEL_AND_HOMES)
FROZEN: tuple[Layout, ...] = tuple(layout for book in _BOOKS for layout in book.layouts)
