"""Can a claim be true at all? Bounds in order and inside the catalogue, names the catalogue knows.

Pure. Called on every claim, whatever its origin: the text reader is checked as the model is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from interarec.constraints.claim import Claim
from interarec.constraints.reading.brand_names import spelled
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.colors import color_family
from interarec.domain.constraints import Check, CheckOutcome

__all__ = ["check_claim"]


def check_claim(claim: Claim, facts: CatalogueFacts | None) -> tuple[Claim, tuple[Check, ...]]:
    """The claim with what cannot be true changed or taken out, and one check a constraint that says so."""
    checks = list(claim.notes)
    claim = _in_order(claim, checks)
    if facts is not None:
        claim = _in_one_currency(claim, facts, checks)
        claim = _inside(claim, facts, checks)
    _accept_bounds(claim, checks)
    colors = _known_colors(claim.colors, facts, checks)
    brands = _known("brand", claim.brands, facts.brands if facts else None, checks)
    categories = _known("category", claim.categories, facts.categories if facts else None, checks)
    sizes = _known("size", claim.sizes, facts.sizes if facts else None, checks)
    return replace(claim, colors=colors, brands=brands, categories=categories, sizes=sizes, notes=()), tuple(checks)


def _in_order(claim: Claim, checks: list[Check]) -> Claim:
    low, high = claim.lowest, claim.highest
    if low is None or high is None or low <= high:
        return claim
    reason = f"the lowest price {low} was above the highest {high}"
    checks.append(Check("lowest_price", CheckOutcome.SWAPPED, reason, str(high)))
    checks.append(Check("highest_price", CheckOutcome.SWAPPED, reason, str(low)))
    return replace(claim, lowest=high, highest=low)


def _in_one_currency(claim: Claim, facts: CatalogueFacts, checks: list[Check]) -> Claim:
    """Amounts in another currency than the catalogue's are no bounds on its prices: nothing is converted."""
    if claim.currency is None or claim.currency == facts.currency or not facts.currency:
        return claim
    reason = f"the catalogue's prices are in {facts.currency}, not in {claim.currency}"
    _drop_bounds(claim, reason, checks)
    return replace(claim, lowest=None, highest=None)


def _inside(claim: Claim, facts: CatalogueFacts, checks: list[Check]) -> Claim:
    low, high = claim.lowest, claim.highest
    floor, ceiling = facts.lowest_price, facts.highest_price
    if low is not None and low > ceiling:
        checks.append(_dropped("lowest_price", low, f"nothing in the catalogue costs more than {ceiling}"))
        low = None
    if high is not None and high < floor:
        checks.append(_dropped("highest_price", high, f"nothing in the catalogue costs less than {floor}"))
        high = None
    if low is not None and low < floor:
        reason = f"{low} is below the catalogue's cheapest item"
        checks.append(Check("lowest_price", CheckOutcome.CLAMPED, reason, str(floor)))
        low = floor
    if high is not None and high > ceiling:
        reason = f"{high} is above the catalogue's dearest item"
        checks.append(Check("highest_price", CheckOutcome.CLAMPED, reason, str(ceiling)))
        high = ceiling
    return replace(claim, lowest=low, highest=high)


def _accept_bounds(claim: Claim, checks: list[Check]) -> None:
    """An accepted check for each bound that no other check has spoken of."""
    spoken = {check.constraint for check in checks}
    for name, value in (("lowest_price", claim.lowest), ("highest_price", claim.highest)):
        if value is not None and name not in spoken:
            checks.append(Check(name, CheckOutcome.ACCEPTED, "in range", str(value)))


def _drop_bounds(claim: Claim, reason: str, checks: list[Check]) -> None:
    for name, value in (("lowest_price", claim.lowest), ("highest_price", claim.highest)):
        if value is not None:
            checks[:] = [check for check in checks if check.constraint != name]
            checks.append(_dropped(name, value, reason))


def _dropped(name: str, value: Decimal | str, reason: str) -> Check:
    return Check(name, CheckOutcome.DROPPED, reason, str(value))


def _known_colors(colors: Sequence[str], facts: CatalogueFacts | None, checks: list[Check]) -> tuple[str, ...]:
    kept: list[str] = []
    for color in colors:
        family = color_family(color)
        if family is None:
            checks.append(_dropped("color", color, "not a colour that is known"))
        elif facts is not None and facts.color_families and family not in facts.color_families:
            checks.append(_dropped("color", family, "no item of the catalogue has this colour"))
        elif family not in kept:
            kept.append(family)
            checks.append(Check("color", CheckOutcome.ACCEPTED, "a known colour", family))
    return tuple(kept)


def _known(name: str, values: Sequence[str], known: Sequence[str] | None, checks: list[Check]) -> tuple[str, ...]:
    """Values in the catalogue's spelling; without a catalogue as read."""
    kept: list[str] = []
    reason = f"a {name} of the catalogue" if known is not None else "as read; there is no catalogue to check it against"
    for value in values:
        spellings = (value,) if known is None else spelled(value, known)
        if not spellings:
            checks.append(_dropped(name, value, f"no {name} of the catalogue"))
        for spelling in spellings:
            if spelling not in kept:
                kept.append(spelling)
                checks.append(Check(name, CheckOutcome.ACCEPTED, reason, spelling))
    return tuple(kept)
