"""Accepted constraints as a list of single wishes, in the order in which they are given up. Pure.

Order: what was inferred goes first (size, category, brand, colour, price: the least surely read first), then what the
shopper set (other attributes, size, category, brand, colour, price). A site's own must and never are no wishes and are
never given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from interarec.domain.constraints import AttributeConstraint, ConstraintSet, PriceConstraint
from interarec.domain.recommendations import Relaxation
from interarec.domain.summaries import Evidence
from interarec.recommender.money_text import money_range

__all__ = ["Want", "wants_of"]

_ORDER = ("size", "category", "brand", "color", "price")
_MOST = 12
"""Wishes considered at once; the count of their combinations is what bounds it."""


@dataclass(frozen=True, slots=True)
class Want:
    """One wish. `name` is `color` when inferred and `filter:color` when the shopper set it; `hard` False: a term only.

    A price range has `lowest` and `highest` (None: open), any other wish has `values` (any of them will do).
    """

    name: str
    attribute: str
    values: tuple[str, ...] = ()
    lowest: Decimal | None = None
    highest: Decimal | None = None
    by_shopper: bool = False
    hard: bool = True
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()

    def text(self, currency: str) -> str:
        """`green`, `size 10`, `£18–£144`; of a category path such as `Apparel > Dresses` its last level, `dresses`."""
        if self.attribute == "price":
            return money_range(self.lowest, self.highest, currency)
        if self.attribute == "category":
            return " or ".join(dict.fromkeys(path.rsplit(">", 1)[-1].strip().lower() for path in self.values))
        words = " or ".join(self.values)
        return words if self.attribute in ("color", "brand") else f"{self.attribute} {words}"


def wants_of(accepted: ConstraintSet | None, currency: str) -> tuple[tuple[Want, ...], tuple[Relaxation, ...]]:
    """Wishes in relaxation order, and the price ranges that cannot be compared with this catalogue."""
    if accepted is None:
        return (), ()
    found = [_attribute(one, by_shopper=False) for one in accepted.attributes if one.values]
    found += [_attribute(one, by_shopper=True) for one in accepted.filters if one.values]
    foreign = []
    for price, by_shopper in ((accepted.price, False), (accepted.filter_price, True)):
        if price is None or (price.lowest is None and price.highest is None):
            continue
        want = _price(price, by_shopper)
        if price.currency in (None, currency):
            found.append(want)
        else:
            foreign.append(Relaxation(want.name, f"is in {price.currency}, the catalogue is in {currency}"))
    return tuple(sorted(found, key=_rank)[-_MOST:]), tuple(foreign)


def _rank(want: Want) -> tuple[bool, int]:
    place = _ORDER.index(want.attribute) if want.attribute in _ORDER else -1
    return want.by_shopper, place


def _attribute(one: AttributeConstraint, *, by_shopper: bool) -> Want:
    return Want(
        name=f"filter:{one.attribute}" if by_shopper or one.set_by_shopper else one.attribute,
        attribute=one.attribute,
        values=one.values,
        by_shopper=by_shopper or one.set_by_shopper,
        confidence=one.confidence,
        evidence=one.evidence,
    )


def _price(price: PriceConstraint, by_shopper: bool) -> Want:
    """A range widened from a single offer is never hard."""
    return Want(
        name="filter:price" if by_shopper else "price",
        attribute="price",
        lowest=price.lowest,
        highest=price.highest,
        by_shopper=by_shopper,
        hard=by_shopper or not price.widened,
        confidence=price.confidence,
        evidence=price.evidence,
    )
