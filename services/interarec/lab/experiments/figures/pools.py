"""Extras: the depth of the pool, the blends, and how often the held-out item is feasible under what was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from interarec.domain.colors import color_family
from interarec.lab.experiments.base_scores import Which
from interarec.lab.experiments.choosing import BLENDS, POOLS, chosen_blend, chosen_pool, objective
from interarec.lab.experiments.figure import Figure, Panel, Series
from interarec.lab.experiments.item_prices import price_of
from interarec.lab.experiments.reordering import Blend, values_at
from interarec.lab.experiments.study import Study, Told
from interarec.lab.experiments.summaries import SessionSummary

__all__ = ["blends", "coverage", "pools"]

_TOLD = Told()
_LONGEST = 5


def pools(studies: Sequence[Study]) -> Figure:
    """Recall and MRR by the depth that is re-ordered; the depth chosen on validation is marked."""
    rows: list[dict[str, Any]] = []
    panels, said = [], []
    for study in studies:
        depths = [pool for pool in POOLS if pool is None or pool < len(study.data().items)]
        for model in study.scale.models:
            chosen = chosen_pool(study, model, _TOLD).pool
            rows += [_row(study, model, Blend(pool), chosen == pool) for pool in depths]
        own = [row for row in rows if row["set"] == study.place.name]
        panels.append(_panel(study, own))
        shallow = sum(row["chosen"] == "yes" and row["pool"] == "50" for row in own)
        alone = sum(row["chosen"] == "yes" and row["pool"] == "all" for row in own)
        said.append(
            f"{study.place.title}: K = 50 is chosen for {shallow} of {len(study.scale.models)} models, K = all (the "
            f"summary without the model) for {alone}."
        )
    return Figure("pools", "How deep the re-ordered pool is", rows, " ".join(said), panels)


def blends(studies: Sequence[Study]) -> Figure:
    """Every blend that was tried, by its validation objective and its test figures (first seed)."""
    rows: list[dict[str, Any]] = []
    said = []
    for study in studies:
        best = {model: chosen_blend(study, model, _TOLD) for model in study.scale.models}
        for model in study.scale.models:
            rows += [_row(study, model, blend, blend == best[model]) for blend in BLENDS]
        told = ", ".join(f"{model}: {blend.name}" for model, blend in best.items())
        said.append(f"{study.place.title}: chosen on validation: {told}.")
    return Figure("blends", "Blends of session model and summary", rows, " ".join(said))


def _row(study: Study, model: str, blend: Blend, chosen: bool) -> dict[str, Any]:
    cut = study.place.cuts[0]
    found = values_at(study.ranks(Which(model, 1, 1.0), blend, _TOLD), cut)
    return {
        "set": study.place.name,
        "model": model,
        "blend": blend.name,
        "pool": str(blend.pool or "all"),
        "chosen": "yes" if chosen else "no",
        "validation": objective(study, model, blend, _TOLD),
        "recall@first cut": float(found["recall"].mean()),
        "mrr@first cut": float(found["mrr"].mean()),
        "cut": cut,
        "rows": len(found["recall"]),
        "seeds": 1,
    }


def _panel(study: Study, rows: Sequence[dict[str, Any]]) -> Panel:
    series = []
    for model in study.scale.models:
        own = [row for row in rows if row["model"] == model]
        series.append(Series(model, [row["pool"] for row in own], [row["mrr@first cut"] for row in own]))
    return Panel(study.place.title, series, "pool K", f"MRR@{study.place.cuts[0]}", bars=True)


def coverage(studies: Sequence[Study]) -> Figure:
    """Share of rows whose held-out item satisfies what was read from the prefix, taken as hard filters."""
    rows: list[dict[str, Any]] = []
    said = []
    for study in studies:
        found = _covered(study)
        rows += found
        whole = next(row for row in found if row["prefix"] == "all")
        said.append(
            f"{study.place.title}: seen range and majority colour as filters keep the next item in "
            f"{100 * whole['both']:.0f} % of the sessions, {100 * whole['both_where_read']:.0f} % of those in which "
            f"one of them was read and is known of items."
        )
    return Figure("coverage", "Is the held-out item feasible under the constraints read", rows, " ".join(said))


def _covered(study: Study) -> list[dict[str, Any]]:
    summaries, lengths, targets = study.summaries(Told(last=None)), study.lengths(), study.targets()
    known = {name for one in study.data().facts.values() for name in ("price", "color") if one.get(name)}
    kept = [_kept(study, summary, int(target), known) for summary, target in zip(summaries, targets, strict=True)]
    table = np.array(kept, np.float64)
    rows = []
    for length in (*range(1, _LONGEST + 1), 0):
        mask = lengths >= _LONGEST if length == _LONGEST else (lengths == length) | (length == 0)
        if mask.any():
            part = table[mask]
            both, read = part[:, 0] * part[:, 1], part[:, 2:].any(axis=1)
            rows.append(
                {
                    "set": study.place.name,
                    "prefix": "all" if length == 0 else f"{length}{'+' if length == _LONGEST else ''}",
                    "rows": int(mask.sum()),
                    "price": float(part[:, 0].mean()),
                    "color": float(part[:, 1].mean()),
                    "both": float(both.mean()),
                    "both_where_read": float(both[read].mean()) if read.any() else 1.0,
                    "with_price_range": float(part[:, 2].mean()),
                    "with_color": float(part[:, 3].mean()),
                }
            )
    return rows


def _kept(study: Study, summary: SessionSummary, target: int, known: set[str]) -> tuple[bool, bool, bool, bool]:
    """Whether range and colour keep the target, and whether each was read and is known of the set's items.

    A target that no item of the set is cannot be offered: no filter keeps it.
    """
    data = study.data()
    facts = data.facts.get(data.items[target], {}) if target >= 0 else {}
    money, family = price_of(facts), color_family(facts["color"]) if facts.get("color") else None
    low, high = summary.lowest, summary.highest
    in_range = money is None or low is None or low <= money.amount <= (high or money.amount)
    in_color = family is None or summary.color is None or summary.color == family
    ranged = summary.lowest is not None and "price" in known
    return target >= 0 and in_range, target >= 0 and in_color, ranged, summary.color is not None and "color" in known
