"""Coefficients of item features from logged records: price, brand and session effects for `interarec choice fit`.

Numbers enter as they are, texts (brand, colour) as one effect per value beside the first. A record may bring features
of its own for the items it offered (similarity, session score, satisfied constraints), which is how α, θ, φ and β
are fitted on validation choices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from interarec.assortment.arrays import F64, Index
from interarec.assortment.estimation.choices import ChoiceSets
from interarec.assortment.estimation.logit import Logit, conditional_logit, dummies, sampled
from interarec.domain.errors import InvalidInput

__all__ = ["fit_features"]

# Up to this many items every visit is compared with the whole catalogue; beyond, with a sample of it.
_FULL = 500


def fit_features(
    records: Sequence[Mapping[str, Any]],
    items: Mapping[str, Mapping[str, float | str]],
    *,
    alternatives: int = 50,
    positions: bool = False,
    ridge: float = 0.0,
    seed: int = 0,
) -> Logit:
    """Return the coefficients of the features of `items` (item id -> name -> number or text).

    Records as for `fit_records`; with `offered` they may also hold `features` {item id -> name -> number}, the same
    names in every record, and `positions` adds an effect per place. Visits without a purchase count as choices of
    "nothing" at utility 0. Records without `offered` are compared with the whole catalogue, or from 501 items on
    with `alternatives` items sampled uniformly. Raises InvalidInput naming the record or the feature.
    """
    if not records or not items:
        raise InvalidInput("there are no records or no items", field="records")
    ids = {item: position for position, item in enumerate(items)}
    table, names = _table(items)
    if "offered" not in records[0]:
        bought = np.array([_known(ids, one.get("chosen"), row) for row, one in enumerate(records)], dtype=np.intp)
        choices = _against_catalogue(bought, len(ids), alternatives, seed)
        return conditional_logit(choices, table[choices.members], names, ridge=ridge)
    choices = _offered(records, ids)
    parts, columns = [table[choices.members]], list(names)
    own, own_names = _own_features(records)
    parts.append(own)
    columns += own_names
    if positions:
        places = np.arange(choices.members.size) - np.repeat(choices.starts[:-1], choices.sizes)
        effects, place_names = dummies(places, [f"place {k}" for k in range(int(choices.sizes.max(initial=1)))])
        parts.append(effects)
        columns += place_names
    outside = choices.no_purchases > 0.0
    return conditional_logit(choices, np.concatenate(parts, axis=1), columns, outside=outside, ridge=ridge)


def _known(ids: Mapping[str, int], item: object, row: int) -> int:
    if item is None or str(item) not in ids:
        raise InvalidInput(f"record {row}: item {item!r} has no features", field="chosen")
    return ids[str(item)]


def _table(items: Mapping[str, Mapping[str, float | str]]) -> tuple[F64, list[str]]:
    """Return (n, k) features and their names, texts as dummies; raises InvalidInput where an item lacks one."""
    columns, names = [], []
    for name, first in next(iter(items.values())).items():
        try:
            values = [features[name] for features in items.values()]
        except KeyError as error:
            raise InvalidInput(f"an item has no feature {name!r}", field="features") from error
        if isinstance(first, str):
            labels = list(dict.fromkeys(str(value) for value in values))
            place = {label: position for position, label in enumerate(labels)}
            codes: Index = np.array([place[str(value)] for value in values], dtype=np.intp)
            effects, effect_names = dummies(codes, [f"{name}={label}" for label in labels])
            columns.append(effects)
            names += effect_names
        else:
            columns.append(np.array(values, dtype=np.float64)[:, None])
            names.append(name)
    table = np.concatenate(columns, axis=1) if columns else np.empty((len(items), 0))
    return table, names


def _against_catalogue(bought: Index, size: int, alternatives: int, seed: int) -> ChoiceSets:
    if size > _FULL and alternatives < size:
        choices, _ = sampled(bought, size, alternatives, np.random.default_rng(seed))
        return choices  # uniform sampling: the correction cancels
    items, counts = np.unique(bought, return_counts=True)
    starts: Index = np.arange(items.size + 1) * size
    members: Index = np.tile(np.arange(size), items.size)
    return ChoiceSets(members, starts, starts[:-1] + items, counts.astype(np.float64), size)


def _offered(records: Sequence[Mapping[str, Any]], ids: Mapping[str, int]) -> ChoiceSets:
    offered = [[_known(ids, item, row) for item in one["offered"]] for row, one in enumerate(records)]
    taken = [None if one.get("chosen") is None else _known(ids, one["chosen"], row) for row, one in enumerate(records)]
    counts = [float(one.get("count", 1)) for one in records]
    return ChoiceSets.from_lists(offered, taken, len(ids), counts=counts)


def _own_features(records: Sequence[Mapping[str, Any]]) -> tuple[F64, list[str]]:
    """Return (rows, k) of what the records say themselves about the items they offered."""
    first = records[0].get("features") or {}
    names = list(next(iter(first.values()), {}))
    rows = []
    for row, one in enumerate(records):
        for item in one["offered"]:
            try:
                rows.append([float(one["features"][item][name]) for name in names] if names else [])
            except (KeyError, TypeError, ValueError) as error:
                raise InvalidInput(f"record {row}: item {item!r} lacks one of {names}", field="features") from error
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(names)), names
