"""What `interarec constraints --json` prints: the constraints of one summary given as text or as a mapping.

Bare text has no offers behind it, so what the text says is kept once it can be true; support is counted only
where offers were seen, in `support`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from interarec.constraints.checks import check_claim
from interarec.constraints.claim import Claim, whole_bounds
from interarec.constraints.reading.decompose import decompose
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.constraints import Check, Origin
from interarec.domain.errors import InvalidInput

__all__ = ["constraints_report", "report_of_claim"]


def constraints_report(
    text_or_mapping: str | Mapping[str, object], *, facts: CatalogueFacts | None = None, integer: bool = False
) -> dict[str, object]:
    """Constraints as plain data. `integer` gives whole prices: floor below, ceiling above.

    Raises InvalidInput when there is nothing to read.
    """
    if not text_or_mapping or (isinstance(text_or_mapping, str) and not text_or_mapping.strip()):
        raise InvalidInput("there is no summary to read: give the eight categories as JSON, or prose")
    claim, checks = check_claim(decompose(text_or_mapping, facts), facts)
    return report_of_claim(claim, checks, Origin.DETERMINISTIC, integer=integer)


def report_of_claim(
    claim: Claim, checks: tuple[Check, ...], origin: Origin, *, integer: bool = False
) -> dict[str, object]:
    """The printed form of a checked claim."""
    low, high = whole_bounds(claim.lowest, claim.highest) if integer else (claim.lowest, claim.highest)
    return {
        "lowest_price": _number(low),
        "highest_price": _number(high),
        "currency": claim.currency,
        "color": list(claim.colors),
        "brand": list(claim.brands),
        "category": list(claim.categories),
        "origin": origin.value,
        "checks": [
            {"constraint": check.constraint, "outcome": check.outcome.value, "reason": check.reason} for check in checks
        ],
    }


def _number(value: Decimal | int | None) -> float | int | None:
    """A plain number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
