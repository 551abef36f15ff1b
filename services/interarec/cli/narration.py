"""What the pipeline says of a session, told in lines for a person. Called by `interarec demo`."""

from __future__ import annotations

import sys

from interarec.cli.stories import Told
from interarec.domain.batches import BatchOutcome, ScreenshotBatch
from interarec.domain.constraints import CheckOutcome, ConstraintSet
from interarec.domain.recommendations import Recommendation

__all__ = ["narrate"]

WIDTH = 110


def narrate(told: Told) -> None:
    """Print what was said."""
    match told:
        case ScreenshotBatch():
            _lines(f"batch      {len(told.items)} screenshots, closed because {told.closed_by.value.replace('_', ' ')}")
        case BatchOutcome():
            _outcome(told)
        case ConstraintSet():
            _constraints(told)
        case Recommendation():
            _slate(told)


def _outcome(outcome: BatchOutcome) -> None:
    took = (outcome.finished_at - outcome.closed_at).total_seconds()
    _lines(f"summary    {outcome.state.value} by {outcome.engine} in {took:.1f} s {outcome.reason}")
    if outcome.summary is not None:
        categories = outcome.summary.categories
        for name in categories.__dataclass_fields__:
            _lines(f"           {name.replace('_', ' ')}: {getattr(categories, name)}")


def _constraints(found: ConstraintSet) -> None:
    price = found.price
    span = f"{price.lowest} to {price.highest} {price.currency or ''}" if price else "any price"
    wishes = [f"{one.attribute} {'/'.join(one.values)}" for one in (*found.attributes, *found.filters)]
    _lines(f"constraints {span}; {', '.join(wishes) or 'nothing else'} ({found.origin.value})")
    changed = [check for check in found.checks if check.outcome is not CheckOutcome.ACCEPTED]
    for check in changed[:3]:
        _lines(f"           {check.constraint} {check.value} {check.outcome.value}: {check.reason}")


def _slate(made: Recommendation) -> None:
    total = made.latency_ms.get("total")
    _lines(f"slate      {made.wording}" + (f" [{total:.0f} ms in all]" if total else ""))
    for item in made.slate:
        _lines(f"           {item.position + 1:2} {item.item_id:10} {item.price!s:>12}  {'; '.join(item.reasons)}")


def _lines(text: str) -> None:
    sys.stdout.write((text if len(text) <= WIDTH else text[: WIDTH - 1] + "…") + "\n")
    sys.stdout.flush()
