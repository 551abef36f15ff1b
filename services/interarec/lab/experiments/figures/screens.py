"""Figures 14 and 15: what stands on the page beside the item, and how many of the last screens are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interarec.lab.experiments.base_scores import Which
from interarec.lab.experiments.choosing import chosen_pool
from interarec.lab.experiments.figure import Figure, Panel, Series
from interarec.lab.experiments.reordering import Blend, values_at
from interarec.lab.experiments.statistics import adjust, paired_difference
from interarec.lab.experiments.study import Study, Told

__all__ = ["comparable", "fig14", "fig15"]

_VIEWS = ("block", "page-0", "page-6", "page-12", "picture")
_LASTS = (1, 2, 3)
_LEVEL = 0.05
_ENOUGH = 10


def fig14(studies: Sequence[Study]) -> Figure:
    """A whole page with other offers against the product block alone; the picture alone has no word to compare."""
    rows: list[dict[str, Any]] = []
    panels, said, notes = [], [], []
    for study in studies:
        views, whole = comparable(study)
        pages = [view for view in views if view.startswith("page-")]
        if not pages or views[0] != "block":
            said.append(f"{study.place.title}: no whole page was read that could be compared with the product block.")
            continue
        if not whole.all():
            notes.append(
                f"{study.place.title}: {whole.sum()} of {len(whole)} rows, whose screens were read in every view"
            )
        found = [row for model in study.scale.models for row in _views(study, model, views, whole)]
        adjust(found, "view")
        rows += found
        panels.append(_panel(study, found, "view", views))
        crowded = [row for row in found if row["view"] == pages[-1]]
        lost = sum(row["difference"] < 0 and row["p_holm"] < _LEVEL for row in crowded)
        said.append(
            f"{study.place.title}: the fullest page ({pages[-1]}) costs {lost} of {len(crowded)} figures something "
            f"(Holm, 5 %) against the product block; the paper finds the product block better."
        )
    return Figure("fig14", "What stands beside the product", rows, " ".join(said), panels, notes)


def comparable(study: Study) -> tuple[list[str], NDArray[np.bool_]]:
    """Views that leave a tenth of the rows, all of whose screens were read in each of them, and those rows."""
    views, whole = [], np.ones(len(study.rows()), np.bool_)
    for view in _VIEWS:
        read = whole & study.fully_read(Told(view=view))
        if _ENOUGH * read.sum() >= len(read):
            views.append(view)
            whole = read
    return views, whole


def _views(study: Study, model: str, views: Sequence[str], whole: NDArray[np.bool_]) -> list[dict[str, Any]]:
    """On the rows that are read in every view, so that no view is charged with pages nobody read."""
    blend, cut, rows = chosen_pool(study, model, Told()), study.place.cuts[0], []
    block = study.values(model, 1.0, blend, Told(), cut)
    for view in views:
        told = Told(view=view)
        after = study.values(model, 1.0, blend, told, cut)
        for metric in ("recall", "mrr"):
            seen = after[metric][:, whole]
            difference = paired_difference(block[metric][:, whole], seen, draws=study.scale.draws)
            rows.append(
                {
                    "set": study.place.name,
                    "model": model,
                    "view": view,
                    "metric": f"{metric}@{cut}",
                    "value": float(seen.mean()),
                    "difference": difference.interval.mean,
                    "low": difference.interval.low,
                    "high": difference.interval.high,
                    "p": difference.p,
                    "p_holm": None,
                    "detectable": difference.detectable,
                    "screens_read": study.coverage(told),
                    "seeds": len(seen),
                    "rows": seen.shape[1],
                }
            )
    return rows


def fig15(studies: Sequence[Study]) -> Figure:
    """The last k screens against all of them, on prefixes longer than k."""
    rows: list[dict[str, Any]] = []
    panels, said = [], []
    for study in studies:
        found = [row for model in study.scale.models for last in _LASTS for row in _last(study, model, last)]
        adjust(found, "last_screens")
        rows += found
        panels.append(_panel(study, found, "last_screens", [str(last) for last in _LASTS]))
        better = [row for row in found if row["last_screens"] == "1"]
        up = sum(row["difference"] > 0 and row["p_holm"] < _LEVEL for row in better)
        down = sum(row["difference"] < 0 and row["p_holm"] < _LEVEL for row in better)
        said.append(
            f"{study.place.title}: the last screen alone is better than all screens in {up} and worse in {down} of "
            f"{len(better)} figures (Holm, 5 %); the paper finds recent screens enough."
        )
    return Figure("fig15", "The last k screens against all of them", rows, " ".join(said), panels)


def _last(study: Study, model: str, last: int) -> list[dict[str, Any]]:
    blend, cut = chosen_pool(study, model, Told()), study.place.cuts[0]
    longer = study.lengths() > last
    if longer.sum() < 2:
        return []
    every = _values(study, model, blend, Told(last=None), cut, longer)
    recent = _values(study, model, blend, Told(last=last), cut, longer)
    rows = []
    for metric in ("recall", "mrr"):
        difference = paired_difference(every[metric], recent[metric], draws=study.scale.draws)
        rows.append(
            {
                "set": study.place.name,
                "model": model,
                "last_screens": str(last),
                "metric": f"{metric}@{cut}",
                "value": float(recent[metric].mean()),
                "all_screens": float(every[metric].mean()),
                "difference": difference.interval.mean,
                "low": difference.interval.low,
                "high": difference.interval.high,
                "p": difference.p,
                "p_holm": None,
                "detectable": difference.detectable,
                "seeds": len(recent[metric]),
                "rows": int(longer.sum()),
            }
        )
    return rows


def _values(
    study: Study, model: str, blend: Blend, told: Told, cut: int, mask: np.ndarray[Any, np.dtype[np.bool_]]
) -> dict[str, np.ndarray[Any, np.dtype[np.float64]]]:
    each = [
        values_at(study.ranks(Which(model, seed, 1.0), blend, told)[mask], cut) for seed in study.scale.seeds_of(1.0)
    ]
    return {name: np.stack([one[name] for one in each]) for name in ("recall", "mrr")}


def _panel(study: Study, rows: Sequence[dict[str, Any]], x: str, names: Sequence[str]) -> Panel:
    cut = study.place.cuts[0]
    series = []
    for model in study.scale.models:
        own = [row for row in rows if row["model"] == model and row["metric"] == f"mrr@{cut}" and row[x] in names]
        values = [[row[key] for row in own] for key in (x, "difference", "low", "high")]
        series.append(Series(model, *values))
    against = "the product block" if x == "view" else "all screens"
    return Panel(study.place.title, series, x.replace("_", " "), f"MRR@{cut} minus that of {against}", bars=True)
