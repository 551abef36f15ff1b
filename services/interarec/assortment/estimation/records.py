"""From logged records to a fitted model: the entry behind `interarec choice fit`.

A record is one visit as plain data: `chosen` (item id, or null for nothing), and where known `offered` (item ids, in
order of their places), `count`, `propensity` (chance with which the slate was shown) and `segment`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from interarec.assortment.arrays import scalar
from interarec.assortment.estimation.choices import ChoiceSets
from interarec.assortment.estimation.fitting import fit_choices, fit_purchases, fit_segments
from interarec.assortment.estimation.model import ChoiceModel
from interarec.domain.errors import InvalidInput

__all__ = ["fit_records"]

# A propensity below this would let one visit outweigh hundreds.
_LEAST_PROPENSITY = 0.01


def fit_records(
    records: Iterable[Mapping[str, Any]],
    *,
    item_ids: Sequence[str] | None = None,
    positions: bool = False,
    by_segment: bool = False,
    purchase_share: float = 0.3,
    capacity: int = 10,
    prior: float = 1.0,
    held_out: float = 0.2,
) -> dict[str, ChoiceModel]:
    """Return the model of all visits under "all", or one per segment with `by_segment`.

    Records without `offered` are taken as visits that had the whole assortment before them (shares); all records
    must be of one kind. `item_ids` fixes the items and their order (default: in order of appearance).
    `positions` estimates position effects; `propensity` weighs a visit by its inverse, cut at 1/0.01.
    Raises InvalidInput naming the record.
    """
    visits = list(records)
    if not visits:
        raise InvalidInput("there are no records", field="records")
    ids = _ids(visits, item_ids)
    with_sets = ["offered" in visit for visit in visits]
    if any(with_sets) and not all(with_sets):
        row = with_sets.index(False) if with_sets[0] else with_sets.index(True)
        raise InvalidInput(f"record {row}: either all records say what was offered, or none", field="offered")
    options: dict[str, Any] = {"purchase_share": purchase_share, "capacity": capacity}
    if not all(with_sets):
        if positions or by_segment:
            raise InvalidInput("positions and segments need records with `offered`", field="offered")
        return {"all": _from_purchases(visits, ids, prior, **options)}
    choices = _choice_sets(visits, ids, positions)
    if by_segment:
        segments = [str(visit.get("segment", "")) for visit in visits]
        return fit_segments(list(ids), choices, segments, held_out=held_out, **options)
    return {"all": fit_choices(list(ids), choices, prior=prior, held_out=held_out, **options)}


def _ids(visits: Sequence[Mapping[str, Any]], given: Sequence[str] | None) -> dict[str, int]:
    if given is not None:
        return {item: position for position, item in enumerate(given)}
    ids: dict[str, int] = {}
    for visit in visits:
        for item in (*visit.get("offered", ()), visit.get("chosen")):
            if item is not None:
                ids.setdefault(str(item), len(ids))
    return ids


def _position(ids: Mapping[str, int], item: object, row: int) -> int:
    try:
        return ids[str(item)]
    except KeyError as error:
        raise InvalidInput(f"record {row}: no item has the id {item!r}", field="chosen") from error


def _weight(visit: Mapping[str, Any], row: int) -> float:
    count = scalar(visit.get("count", 1), f"record {row} count", minimum=0.0)
    chance = scalar(visit.get("propensity", 1), f"record {row} propensity", minimum=0.0)
    return count / max(chance, _LEAST_PROPENSITY)


def _from_purchases(
    visits: Sequence[Mapping[str, Any]], ids: Mapping[str, int], prior: float, purchase_share: float, capacity: int
) -> ChoiceModel:
    purchases, nothing = np.zeros(len(ids)), 0.0
    for row, visit in enumerate(visits):
        chosen = visit.get("chosen")
        if chosen is None:
            nothing += _weight(visit, row)
        else:
            purchases[_position(ids, chosen, row)] += _weight(visit, row)
    return fit_purchases(
        list(ids),
        purchases,
        no_purchases=nothing or None,
        purchase_share=purchase_share,
        capacity=capacity,
        prior=prior,
    )


def _choice_sets(visits: Sequence[Mapping[str, Any]], ids: Mapping[str, int], positions: bool) -> ChoiceSets:
    offered = [[_position(ids, item, row) for item in visit["offered"]] for row, visit in enumerate(visits)]
    taken = [
        None if visit.get("chosen") is None else _position(ids, visit["chosen"], row)
        for row, visit in enumerate(visits)
    ]
    weights = [_weight(visit, row) for row, visit in enumerate(visits)]
    return ChoiceSets.from_lists(offered, taken, len(ids), counts=weights, ranked=positions)
