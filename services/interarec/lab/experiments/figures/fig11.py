"""Figure 11: the five session models alone and re-ranked by the summary, with the controls it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interarec.lab.experiments.choosing import chosen_blend, chosen_pool
from interarec.lab.experiments.figure import Figure, Panel, Series
from interarec.lab.experiments.reordering import Blend, values_at
from interarec.lab.experiments.scale import TEXT
from interarec.lab.experiments.statistics import adjust, mean_interval, paired_difference, seed_spread
from interarec.lab.experiments.study import Study, Told

__all__ = ["fig11"]

_TOLD = Told()
_ARMS = (
    ("summary", Told()),
    ("placebo: another session's summary", Told("placebo")),
    ("catalogue text, no pixels", Told("catalogue")),
    ("text of the last item", Told("last")),
)
_METRICS = ("recall", "mrr")
Values = dict[str, NDArray[np.float64]]


def fig11(studies: Sequence[Study]) -> Figure:
    """All sets apart; every contrast against the model alone, Holm over models and metrics of a set and arm."""
    rows, notes, panels, said = [], [], [], []
    for study in studies:
        found, pools = _of_set(study)
        adjust(found, "arm", "prefix_items_removed")
        rows += found
        notes.append(f"{study.place.title}: K and blend chosen on validation: {pools}")
        panels.append(_panel(study, found))
        said.append(_sentence(study, found))
    return Figure("fig11", "Session models with and without the summary", rows, " ".join(said), panels, notes)


def _of_set(study: Study) -> tuple[list[dict[str, Any]], str]:
    rows: list[dict[str, Any]] = []
    chosen = []
    for model in study.scale.models:
        pool, blend = chosen_pool(study, model, _TOLD), chosen_blend(study, model, _TOLD)
        chosen.append(f"{model} K = {pool.pool or 'all: the summary alone'}, {blend.name}")
        for removed in (False, True):
            for cut in study.place.cuts:
                rows += _compared(study, model, pool, blend, cut, removed=removed)
    for model in study.scale.from_texts:
        for cut in study.place.cuts:
            base = study.values(model, 1.0, None, None, cut)
            after = study.values(f"{model}+{TEXT}", 1.0, None, None, cut)
            rows += _rows(study, model, "alone, item vectors started from texts", cut, False, base, after)
    for removed in (False, True):
        for cut in study.place.cuts:
            ranks = study.content_ranks(_TOLD, removed=removed)
            rows += _rows(study, "no model", "summary alone", cut, removed, {}, _alone(values_at(ranks, cut)))
    return rows, "; ".join(chosen)


def _compared(study: Study, model: str, pool: Blend, blend: Blend, cut: int, *, removed: bool) -> list[dict[str, Any]]:
    base = study.values(model, 1.0, None, None, cut, removed=removed)
    rows = _rows(study, model, "alone", cut, removed, {}, base)
    for arm, told in _ARMS:
        after = study.values(model, 1.0, pool, told, cut, removed=removed)
        rows += _rows(study, model, arm, cut, removed, base, after)
    after = study.values(model, 1.0, blend, _TOLD, cut, removed=removed)
    rows += _rows(study, model, "summary, blended", cut, removed, base, after)
    if not removed:
        rows += _split(study, model, pool, cut)
    return rows


def _split(study: Study, model: str, pool: Blend, cut: int) -> list[dict[str, Any]]:
    """The re-ranked model where the target repeats an item of the prefix, and where it is new."""
    repeats, rows = study.repeats(), []
    base = study.values(model, 1.0, None, None, cut)
    after = study.values(model, 1.0, pool, _TOLD, cut)
    for name, mask in (("repeat", repeats), ("new", ~repeats)):
        if mask.sum() > 1:
            part = [{key: value[:, mask] for key, value in one.items()} for one in (base, after)]
            rows += _rows(study, model, f"summary, {name} targets", cut, False, *part)
    return rows


def _alone(values: Values) -> Values:
    return {name: value[None] for name, value in values.items()}


def _rows(
    study: Study, model: str, arm: str, cut: int, removed: bool, base: Values, values: Values
) -> list[dict[str, Any]]:
    rows = []
    for metric in _METRICS:
        own = mean_interval(values[metric], draws=study.scale.draws)
        row: dict[str, Any] = {
            "set": study.place.name,
            "model": model,
            "arm": arm,
            "metric": f"{metric}@{cut}",
            "prefix_items_removed": "yes" if removed else "no",
            "value": own.mean,
            "low": own.low,
            "high": own.high,
            "difference": None,
            "difference_low": None,
            "difference_high": None,
            "p": None,
            "p_holm": None,
            "detectable": None,
            "seed_spread": seed_spread(values[metric]),
            "seeds": len(values[metric]),
            "rows": values[metric].shape[1],
        }
        if base:
            difference = paired_difference(base[metric], values[metric], draws=study.scale.draws)
            inside = difference.interval
            row |= {"difference": inside.mean, "difference_low": inside.low, "difference_high": inside.high}
            row |= {"p": difference.p, "detectable": difference.detectable}
        rows.append(row)
    return rows


def _panel(study: Study, rows: Sequence[dict[str, Any]]) -> Panel:
    cut = study.place.cuts[0]
    series = []
    for arm in ("alone", "summary", "summary, blended", "catalogue text, no pixels", _ARMS[1][0]):
        own = [
            row
            for row in rows
            if (row["arm"], row["metric"], row["prefix_items_removed"]) == (arm, f"recall@{cut}", "no")
        ]
        series.append(
            Series(
                arm,
                [row["model"] for row in own],
                [row["value"] for row in own],
                [row["low"] for row in own],
                [row["high"] for row in own],
            )
        )
    return Panel(study.place.title, series, "", f"Recall@{cut}", bars=True)


def _sentence(study: Study, rows: Sequence[dict[str, Any]]) -> str:
    """Whether the paper's direction (the summary helps) is seen on this set, and whether pixels or text do it."""
    asked = [row for row in rows if row["prefix_items_removed"] == "no" and row["p"] is not None]
    own = [row for row in asked if row["arm"] == "summary"]
    up = sum(row["difference"] > 0 and row["p_holm"] < 0.05 for row in own)
    down = sum(row["difference"] < 0 and row["p_holm"] < 0.05 for row in own)
    blended = [row for row in asked if row["arm"] == "summary, blended"]
    blended_up = sum(row["difference"] > 0 and row["p_holm"] < 0.05 for row in blended)
    false = [row for row in asked if row["arm"].startswith("placebo")]
    worse = sum(row["difference"] < 0 and row["p_holm"] < 0.05 for row in false)
    return (
        f"{study.place.title}: re-ranking by the summary raises {up} of {len(own)} figures and lowers {down} "
        f"(Holm, 5 %), blending raises {blended_up} of {len(blended)}, another session's summary lowers {worse} of "
        f"{len(false)}: the paper's direction is {'seen' if up > down else 'not seen'} for re-ranking"
        f" and {'seen' if blended_up > len(blended) / 2 else 'not seen'} for blending."
    )
