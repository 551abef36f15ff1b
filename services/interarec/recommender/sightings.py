"""When something on a page was last seen, from the places of its screenshots in their batch. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from interarec.domain.constraints import ConstraintSet
from interarec.domain.summaries import Evidence

__all__ = ["shown_at"]


def shown_at(one: ConstraintSet, evidence: Sequence[Evidence]) -> datetime | None:
    """Time of the newest screenshot in `evidence`, as if the batch's screenshots were evenly spaced.

    A set tells when its first and last screenshot were captured, not each. Without evidence it is the last.
    """
    first, last = one.first_captured_at, one.last_captured_at
    if first is None or last is None or not evidence:
        return last
    places = [piece.sequence for piece in _all_evidence(one)]
    start, end = min(places), max(places)
    if start == end:
        return last
    newest = max(piece.sequence for piece in evidence)
    return first + (last - first) * ((newest - start) / (end - start))


def _all_evidence(one: ConstraintSet) -> Iterator[Evidence]:
    """Everything the set and its summary point at."""
    for part in (one.price, one.filter_price, *one.attributes, *one.filters):
        if part is not None:
            yield from part.evidence
    if one.summary is not None:
        yield from one.summary.evidence
        for offer in one.summary.offers:
            yield from offer.evidence
