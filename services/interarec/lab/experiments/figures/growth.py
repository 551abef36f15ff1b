"""Figures 12 and 13: what the summary adds as the training set grows, Recall and MRR."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interarec.lab.experiments.choosing import chosen_blend, chosen_pool
from interarec.lab.experiments.figure import Figure, Panel, Series
from interarec.lab.experiments.statistics import adjust, paired_difference, slope
from interarec.lab.experiments.study import Study, Told

__all__ = ["fig12", "fig13"]

_TOLD = Told()


def fig12(studies: Sequence[Study]) -> Figure:
    """Recall."""
    return _growth("fig12", "recall", studies)


def fig13(studies: Sequence[Study]) -> Figure:
    """MRR."""
    return _growth("fig13", "mrr", studies)


def _growth(name: str, metric: str, studies: Sequence[Study]) -> Figure:
    rows: list[dict[str, Any]] = []
    panels, said = [], []
    for study in studies:
        if len(study.scale.sizes) < 2:
            continue
        found = [row for model in study.scale.models for row in _of_model(study, model, metric)]
        adjust(found, "arm")
        rows += found
        panels.append(_panel(study, metric, found))
        said.append(_sentence(study, found))
    title = f"What the summary adds by size of the training set: {'Recall' if metric == 'recall' else 'MRR'}"
    return Figure(name, title, rows, " ".join(said), panels, ["sizes are nested by session; K and blend as in fig11"])


def _of_model(study: Study, model: str, metric: str) -> list[dict[str, Any]]:
    cut, rows = study.place.cuts[0], []
    sizes = sorted(study.scale.sizes)
    for arm, blend in (("summary", chosen_pool(study, model, _TOLD)), ("blended", chosen_blend(study, model, _TOLD))):
        own = []
        for size in sizes:
            before = study.values(model, size, None, None, cut)[metric]
            after = study.values(model, size, blend, _TOLD, cut)[metric]
            own.append(_row(study, model, arm, f"{metric}@{cut}", size, before, after))
        steepness = slope([math.log10(size) for size in sizes], [row["difference"] for row in own])
        rows += [{**row, "slope_per_decade": steepness} for row in own]
    return rows


def _row(
    study: Study,
    model: str,
    arm: str,
    metric: str,
    size: float,
    before: NDArray[np.float64],
    after: NDArray[np.float64],
) -> dict[str, Any]:
    difference = paired_difference(before, after, draws=study.scale.draws)
    sessions = max(2, round(len(study.data().train) * size))
    return {
        "set": study.place.name,
        "model": model,
        "arm": arm,
        "metric": metric,
        "share": size,
        "sessions": sessions,
        "without": float(before.mean()),
        "with": float(after.mean()),
        "difference": difference.interval.mean,
        "difference_low": difference.interval.low,
        "difference_high": difference.interval.high,
        "p": difference.p,
        "p_holm": None,
        "detectable": difference.detectable,
        "seeds": len(before),
        "rows": before.shape[1],
    }


def _panel(study: Study, metric: str, rows: Sequence[dict[str, Any]]) -> Panel:
    series = []
    for model in study.scale.models:
        own = [row for row in rows if row["model"] == model and row["arm"] == "summary"]
        series.append(
            Series(
                model,
                [row["sessions"] for row in own],
                [row["difference"] for row in own],
                [row["difference_low"] for row in own],
                [row["difference_high"] for row in own],
            )
        )
    label = f"with minus without, {'Recall' if metric == 'recall' else 'MRR'}@{study.place.cuts[0]}"
    return Panel(study.place.title, series, "training sessions", label, log_x=True)


def _sentence(study: Study, rows: Sequence[dict[str, Any]]) -> str:
    slopes = {row["model"]: row["slope_per_decade"] for row in rows if row["arm"] == "summary"}
    falling = [model for model, one in slopes.items() if one < 0]
    told = ", ".join(f"{model} {100 * one:+.2f}" for model, one in slopes.items())
    return (
        f"{study.place.title}: the difference falls as the training set grows for {len(falling)} of {len(slopes)} "
        f"models (points a decade of sessions: {told}); the paper expects it to shrink."
    )
