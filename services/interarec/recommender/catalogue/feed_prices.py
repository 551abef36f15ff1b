"""Prices as feeds write them: `18.00 GBP`, `£18`, `18,00 EUR`, `1,299.00 USD`. Pure; called by `items`.

Stricter than reading a price off a page: where a digit group could mean two things, the row is refused, since an item
at a hundredfold price would be in every slate.
"""

from __future__ import annotations

import re
from decimal import Decimal

from interarec.domain.errors import InvalidInput
from interarec.domain.money import Money

__all__ = ["feed_price"]

_PARTS = re.compile(r"(?P<before>[A-Za-z]{3}|[£€$])?\s*(?P<number>[0-9][0-9.,']*)\s*(?P<after>[A-Za-z]{3}|[£€$])?")
_POINT = re.compile(r"\d+(?:\.\d+)?")
_POINT_GROUPED = re.compile(r"\d{1,3}(?:[,']\d{3})+(?:\.\d{1,2})?")
_COMMA = re.compile(r"\d+,\d{1,2}")
_COMMA_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
_SIGNS = {"£": "GBP", "€": "EUR"}
"""A dollar sign says too little: the currency must come from a column or the site."""


def feed_price(text: str, currency: str | None) -> Money:
    """Money in `text`; `currency` (a column's or the site's) counts where the text names none. Raises InvalidInput."""
    match = _PARTS.fullmatch(text.strip())
    if match is None or (match["before"] and match["after"]):
        raise InvalidInput(f"{text!r} is not an amount and a currency such as '18.00 GBP'", field="price")
    mark = match["before"] or match["after"] or ""
    named = _SIGNS.get(mark, mark.upper() if mark.isalpha() else "") or (currency or "").upper()
    if not re.fullmatch("[A-Z]{3}", named):
        raise InvalidInput(f"{text!r} has no currency such as '18.00 GBP'", field="price")
    return Money(_amount(match["number"], text), named)


def _amount(number: str, text: str) -> Decimal:
    if _POINT.fullmatch(number):
        return Decimal(number)
    if _POINT_GROUPED.fullmatch(number):
        return Decimal(re.sub("[,']", "", number))
    if _COMMA.fullmatch(number) or _COMMA_GROUPED.fullmatch(number):
        return Decimal(number.replace(".", "").replace(",", "."))
    raise InvalidInput(f"{text!r} can be read in two ways; write it as '1299.00 GBP'", field="price")
