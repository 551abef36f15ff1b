"""One set of accepted constraints for a session: merged over its last batches, with the shopper's own filters.

Called when a slate is made; the result also stands in the trace. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation

from interarec.domain.batches import BatchState
from interarec.domain.constraints import AttributeConstraint, ConstraintSet, Origin, PriceConstraint
from interarec.recommender.sessions import FilterWord, SessionView
from interarec.recommender.sightings import shown_at

__all__ = ["accepted_constraints"]

_LOWEST = ("lowest_price", "min_price", "price_min")
_HIGHEST = ("highest_price", "max_price", "price_max")
_RANGE = re.compile(r"\s*([0-9.]*)\s*(?:-|–|\.\.|:|,)\s*([0-9.]*)\s*")
_Filters = tuple[AttributeConstraint, ...]


def accepted_constraints(view: SessionView, now: datetime) -> ConstraintSet | None:
    """The newest word on each constraint, looking back over the kept batches; None when nothing was ever said.

    A filter the shopper typed stands until cleared; where a page of the newest batch, captured later, shows another
    setting of the same filter, the page counts.
    """
    if not view.sets and not view.filters:
        return None
    base = view.sets[0] if view.sets else _nothing_read(view, now)
    filters, filter_price = _filters(view)
    return replace(
        base,
        price=next((one.price for one in view.sets if one.price is not None), None),
        attributes=_newest_attributes(view.sets),
        filters=filters,
        filter_price=filter_price,
        summary=next((one.summary for one in view.sets if one.summary is not None), None),
    )


def _nothing_read(view: SessionView, now: datetime) -> ConstraintSet:
    return ConstraintSet(
        batch_id="",
        site_id=view.site_id,
        session_id=view.session_id,
        first_offset=-1,
        last_offset=-1,
        state=BatchState.DEGRADED,
        origin=Origin.DETERMINISTIC,
        made_at=now,
        reason="filters set before anything was read",
    )


def _newest_attributes(sets: Sequence[ConstraintSet]) -> _Filters:
    """For each attribute, the constraint of the newest set that has one."""
    found: dict[str, AttributeConstraint] = {}
    for one in sets:
        for constraint in one.attributes:
            found.setdefault(constraint.attribute, constraint)
    return tuple(found.values())


def _filters(view: SessionView) -> tuple[_Filters, PriceConstraint | None]:
    """Filters seen set on the newest batch's pages and typed ones, the later word on each.

    Pages of earlier batches do not count: a hard filter that nobody sees set any more would be a guess.
    """
    newest = view.sets[0].filters if view.sets else ()
    page = {one.attribute: one for one in newest}
    seen_at = {one.attribute: shown_at(view.sets[0], one.evidence) for one in newest}
    for name, word in view.filters.items():
        if _is_price(name) or _later(seen_at.get(name), word):
            continue
        page.pop(name, None)
        if word.value:
            page[name] = AttributeConstraint(name, (word.value,), set_by_shopper=True)
    return tuple(page.values()), _filter_price(view)


def _later(page_at: datetime | None, word: FilterWord) -> bool:
    """True when the page showed its setting after the shopper's word."""
    return page_at is not None and page_at > word.at


def _is_price(name: str) -> bool:
    return name == "price" or name in _LOWEST or name in _HIGHEST


def _filter_price(view: SessionView) -> PriceConstraint | None:
    """The page's price filter with the typed bounds in the order they were given."""
    price = view.sets[0].filter_price if view.sets else None
    page_at = shown_at(view.sets[0], price.evidence) if price is not None else None
    lowest, highest = (price.lowest, price.highest) if price is not None else (None, None)
    for name, word in sorted(view.filters.items(), key=lambda pair: pair[1].sequence):
        if not _is_price(name) or _later(page_at, word):
            continue
        low, high = _bounds(name, word)
        lowest = lowest if name in _HIGHEST else low
        highest = highest if name in _LOWEST else high
    if lowest is None and highest is None:
        return None
    evidence = price.evidence if price is not None else ()
    return PriceConstraint(lowest, highest, price.currency if price is not None else None, evidence=evidence)


def _bounds(name: str, word: FilterWord) -> tuple[Decimal | None, Decimal | None]:
    """`20-50`, `20-`, `-50` for `price`; one number for the bounds. What is no number sets nothing."""
    if name != "price":
        return _amount(word.value), _amount(word.value)
    match = _RANGE.fullmatch(word.value)
    return (_amount(match[1]), _amount(match[2])) if match else (None, None)


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None
