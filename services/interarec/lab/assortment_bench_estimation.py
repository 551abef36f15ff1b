"""How long the choice model takes to fit on many choice sets, for the assortment benchmark."""

from __future__ import annotations

import time

import numpy as np

from interarec.assortment.estimation import ChoiceSets, fit_choices

__all__ = ["fit_times", "visits"]


def visits(items: int, count: int, slate: int, seed: int = 0) -> ChoiceSets:
    """Return visits that saw `slate` random items and chose by lognormal weights, or bought nothing."""
    rng = np.random.default_rng(seed)
    weights = rng.lognormal(0.0, 1.0, items)
    offered = np.sort(rng.integers(0, items, (count, slate)), axis=1)
    offered = offered[(offered[:, 1:] > offered[:, :-1]).all(axis=1)]  # without the few that saw an item twice
    rows = offered.shape[0]
    pull = np.concatenate([weights[offered], np.full((rows, 1), float(slate))], axis=1)
    drawn = (pull.cumsum(axis=1) < rng.random((rows, 1)) * pull.sum(axis=1, keepdims=True)).sum(axis=1)
    starts = np.arange(rows + 1) * slate
    chosen = np.where(drawn >= slate, -1, starts[:-1] + drawn)
    return ChoiceSets(offered.ravel(), starts, chosen, np.ones(rows), items)


def fit_times(items: int = 20_000, count: int = 500_000, slate: int = 10) -> dict[str, float]:
    """Return seconds of the fit alone and with held-out check and report, and the steps of the algorithm."""
    choices = visits(items, count, slate)
    ids = [str(item) for item in range(items)]
    started = time.thread_time()
    alone = fit_choices(ids, choices, held_out=0.0)
    between = time.thread_time()
    fit_choices(ids, choices)
    return {
        "choice_sets": float(len(choices)),
        "items": float(items),
        "fit_s": between - started,
        "fit_and_check_s": time.thread_time() - between,
        "steps": float(alone.report.iterations),
    }
