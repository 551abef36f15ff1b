"""Filters the shopper visibly set on a page, as constraints. They bind in every arm; none is inferred.

Pure; called by `handler`. Filters set through typed events reach the recommender by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from interarec.constraints.checks import check_claim
from interarec.constraints.claim import Claim
from interarec.constraints.reading.price_bounds import bounds_of_prose
from interarec.constraints.support import folded
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.constraints import AttributeConstraint, Check, CheckOutcome, PriceConstraint
from interarec.domain.summaries import Evidence, Offer, SetFilter

__all__ = ["filter_constraints"]

_NAMES = {
    "color": "color", "colour": "color", "colors": "color", "colours": "color", "brand": "brand", "brands": "brand",
    "designer": "brand", "category": "category", "product type": "category", "product_type": "category",
    "type": "category", "size": "size", "sizes": "size", "price": "price", "price range": "price", "budget": "price",
}  # fmt: skip


def filter_constraints(
    filters: Sequence[SetFilter], facts: CatalogueFacts | None, offers: Sequence[Offer] = ()
) -> tuple[tuple[AttributeConstraint, ...], PriceConstraint | None, tuple[Check, ...]]:
    """(by attribute, price, checks). Values the catalogue does not know are dropped: they would empty every slate.

    So is a filter that more of the `offers` of the page contradict than fulfil: anyone can print a chip, but a filter
    that is set shows in what is listed.
    """
    checks: list[Check] = []
    by_name: dict[str, list[SetFilter]] = {}
    for one in filters:
        name = _NAMES.get(one.attribute.strip().lower())
        if name is None:
            reason = "the catalogue has no such attribute"
            checks.append(Check(f"filters.{one.attribute}", CheckOutcome.DROPPED, reason, one.value))
        else:
            by_name.setdefault(name, []).append(one)
    price = _price(by_name.pop("price", []), facts, checks)
    if price is not None and _contradicted([_inside(price, offer) for offer in offers]):
        checks.append(_not_listed("price", f"{price.lowest} to {price.highest}"))
        price = None
    attributes = [_attribute(name, ones, facts, checks) for name, ones in by_name.items()]
    kept = [one for one in attributes if one is not None and _is_listed(one, offers, checks)]
    return tuple(kept), price, tuple(checks)


def _is_listed(one: AttributeConstraint, offers: Sequence[Offer], checks: list[Check]) -> bool:
    wanted = {folded(one.attribute, value) for value in one.values}
    known = [folded(one.attribute, value) for offer in offers if (value := getattr(offer, one.attribute, None))]
    if not _contradicted([value in wanted for value in known]):
        return True
    checks.append(_not_listed(one.attribute, ", ".join(one.values)))
    return False


def _inside(price: PriceConstraint, offer: Offer) -> bool:
    above = price.lowest is None or offer.price >= price.lowest
    return above and (price.highest is None or offer.price <= price.highest)


def _contradicted(fulfilled: Sequence[bool]) -> bool:
    """From two offers on, when fewer than half of those that say anything of it fulfil the filter."""
    return len(fulfilled) >= 2 and 2 * sum(fulfilled) < len(fulfilled)


def _not_listed(name: str, value: str) -> Check:
    return Check(f"filters.{name}", CheckOutcome.DROPPED, "most offers of the page contradict such a filter", value)


def _attribute(
    name: str, ones: Sequence[SetFilter], facts: CatalogueFacts | None, checks: list[Check]
) -> AttributeConstraint | None:
    values = tuple(one.value for one in ones)
    fields = {"color": "colors", "brand": "brands", "category": "categories", "size": "sizes"}
    checked, found = check_claim(Claim(**{fields[name]: values}), facts)  # type: ignore[arg-type]
    checks.extend(_as_filter(found))
    kept: tuple[str, ...] = getattr(checked, fields[name])
    if not kept:
        return None
    return AttributeConstraint(name, kept, set_by_shopper=True, evidence=_evidence(ones))


def _price(ones: Sequence[SetFilter], facts: CatalogueFacts | None, checks: list[Check]) -> PriceConstraint | None:
    if not ones:
        return None
    bounds = bounds_of_prose("price " + "; price ".join(one.value for one in ones))
    stated = [amount for amount in (bounds.lowest, bounds.highest) if amount is not None]
    claim = Claim(
        lowest=None if bounds.lowest is None else bounds.lowest.value,
        highest=None if bounds.highest is None else bounds.highest.value,
        currency=next((amount.currency for amount in stated if amount.currency), None),
    )
    checked, found = check_claim(claim, facts)
    checks.extend(_as_filter(found))
    if checked.lowest is None and checked.highest is None:
        return None
    return PriceConstraint(checked.lowest, checked.highest, checked.currency, evidence=_evidence(ones))


def _as_filter(checks: Sequence[Check]) -> list[Check]:
    return [Check(f"filters.{check.constraint}", check.outcome, check.reason, check.value) for check in checks]


def _evidence(ones: Sequence[SetFilter]) -> tuple[Evidence, ...]:
    return tuple(evidence for one in ones for evidence in one.evidence)
