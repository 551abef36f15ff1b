"""Layouts the reader is developed on. Those called earlier or numbered were frozen once and looked at since."""

from interarec.lab.pages.development.earlier_details import BOOK as _EARLIER_DETAILS
from interarec.lab.pages.development.earlier_listings import BOOK as _EARLIER_LISTINGS
from interarec.lab.pages.development.earlier_tables import BOOK as _EARLIER_TABLES
from interarec.lab.pages.development.fourth_fashion import BOOK as _FOURTH_FASHION
from interarec.lab.pages.development.fourth_food_and_care import BOOK as _FOURTH_FOOD_AND_CARE
from interarec.lab.pages.development.fourth_home_and_tech import BOOK as _FOURTH_HOME_AND_TECH
from interarec.lab.pages.development.fourth_homes_and_wheels import BOOK as _FOURTH_HOMES_AND_WHEELS
from interarec.lab.pages.development.fourth_journeys import BOOK as _FOURTH_JOURNEYS
from interarec.lab.pages.development.fourth_singles_and_pairs import BOOK as _FOURTH_SINGLES_AND_PAIRS
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
    _FOURTH_FASHION, _FOURTH_FOOD_AND_CARE, _FOURTH_HOME_AND_TECH, _FOURTH_HOMES_AND_WHEELS, _FOURTH_JOURNEYS,
    _FOURTH_SINGLES_AND_PAIRS,
)  # fmt: skip
DEVELOPMENT: tuple[Layout, ...] = tuple(layout for book in _BOOKS for layout in book.layouts)
