"""Layouts the reader is developed on. Those called earlier, second or third were frozen once and looked at since."""

from interarec.lab.pages.development.earlier_details import BOOK as _EARLIER_DETAILS
from interarec.lab.pages.development.earlier_listings import BOOK as _EARLIER_LISTINGS
from interarec.lab.pages.development.earlier_tables import BOOK as _EARLIER_TABLES
from interarec.lab.pages.development.listings import BOOK as _LISTINGS
from interarec.lab.pages.development.mixed import BOOK as _MIXED
from interarec.lab.pages.development.modern import BOOK as _MODERN
from interarec.lab.pages.development.others import BOOK as _OTHERS
from interarec.lab.pages.development.rows import BOOK as _ROWS
from interarec.lab.pages.development.second_grids import BOOK as _SECOND_GRIDS
from interarec.lab.pages.development.second_lists import BOOK as _SECOND_LISTS
from interarec.lab.pages.development.second_singles import BOOK as _SECOND_SINGLES
from interarec.lab.pages.development.third_fashion import BOOK as _THIRD_FASHION
from interarec.lab.pages.development.third_goods import BOOK as _THIRD_GOODS
from interarec.lab.pages.development.third_homes_and_wheels import BOOK as _THIRD_HOMES_AND_WHEELS
from interarec.lab.pages.development.third_products import BOOK as _THIRD_PRODUCTS
from interarec.lab.pages.development.third_rows import BOOK as _THIRD_ROWS
from interarec.lab.pages.development.third_small_and_empty import BOOK as _THIRD_SMALL_AND_EMPTY
from interarec.lab.pages.development.third_travel import BOOK as _THIRD_TRAVEL
from interarec.lab.pages.layouts import Layout

__all__ = ["DEVELOPMENT"]

_BOOKS = (
    _LISTINGS, _ROWS, _OTHERS, _MIXED, _EARLIER_LISTINGS, _EARLIER_TABLES, _EARLIER_DETAILS, _MODERN,
    _SECOND_GRIDS, _SECOND_LISTS, _SECOND_SINGLES, _THIRD_FASHION, _THIRD_GOODS, _THIRD_PRODUCTS, _THIRD_ROWS,
    _THIRD_HOMES_AND_WHEELS, _THIRD_TRAVEL, _THIRD_SMALL_AND_EMPTY,
)  # fmt: skip
DEVELOPMENT: tuple[Layout, ...] = tuple(layout for book in _BOOKS for layout in book.layouts)
