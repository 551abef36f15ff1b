"""MNL weights from choice sets that differ, by Hunter's MM algorithm (2004, Annals of Statistics 32, section 3).

Raw shares are wrong as soon as items are not shown equally often: they confuse being shown with being liked. The MM
step replaces log(v0 + Σ v) by its tangent, which separates the items: v_i <- c_i / Σ_{t: i offered} 1/(v0 + Σ v).
It raises the (concave) log-likelihood every time. Position effects enter as factors g_k of the place on the slate
and are updated by the same step. Called by `fitting`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interarec.assortment.arrays import F64, totals
from interarec.assortment.estimation.choices import NOTHING, ChoiceSets

__all__ = ["Hunter", "Prior", "hunter", "log_likelihood", "probabilities"]


@dataclass(frozen=True, eq=False)
class Prior:
    """`strength` pseudo-purchases per item towards the weights `mean` (n,); strength 0 is maximum likelihood."""

    strength: float
    mean: F64


@dataclass(frozen=True, eq=False)
class Hunter:
    """The estimate: `weights` (n,) with v0 = 1 when nothing-bought was observed, else v0 = 0 and a mean of 1;
    `places` (k,) position factors with the first 1, or None."""

    weights: F64
    v0: float
    places: F64 | None
    iterations: int
    converged: bool


def hunter(choices: ChoiceSets, prior: Prior, *, tolerance: float = 1e-8, max_iterations: int = 2000) -> Hunter:
    """Return the weights that maximise the likelihood (with `prior`: the posterior) of `choices`.

    Stops when no weight of an item ever bought moves by more than `tolerance`, relatively. Without a prior an item
    never offered gets weight 0, as does one never bought.
    """
    v0 = 1.0 if choices.no_purchases > 0.0 else 0.0
    weights = np.maximum(prior.mean, 1e-12)
    places = None if choices.positions is None else np.ones(int(choices.positions.max(initial=0)) + 1)
    wins = choices.purchases + prior.strength
    bought = choices.purchases > 0.0
    pull = prior.strength / np.maximum(prior.mean, 1e-300)
    converged, iteration = False, 0
    while not converged and iteration < max_iterations:
        iteration += 1
        pressure = _pressure(choices, weights, v0, places)
        share = pressure if places is None else pressure * places[choices.positions]
        load = totals(choices.members, share, choices.size) + pull
        fresh = np.divide(wins, load, out=np.zeros(choices.size), where=load > 0.0)
        if v0 == 0.0 and prior.strength == 0.0:
            fresh /= fresh[bought].mean() if bought.any() else 1.0
        moved = np.abs(fresh[bought] / weights[bought] - 1.0).max(initial=0.0)
        weights = fresh
        if places is not None:
            places, moved_places = _move_places(choices, weights, v0, places)
            moved = max(moved, moved_places)
        converged = bool(moved < tolerance)
    return Hunter(weights, v0, places, iteration, converged)


def _row_weights(choices: ChoiceSets, weights: F64, places: F64 | None) -> F64:
    rows = weights[choices.members]
    return rows if places is None else rows * places[choices.positions]


def _pressure(choices: ChoiceSets, weights: F64, v0: float, places: F64 | None) -> F64:
    """Return per row its set's count / (v0 + Σ v g)."""
    total = v0 + choices.sums(_row_weights(choices, weights, places))
    inverse = np.divide(choices.counts, total, out=np.zeros(len(choices)), where=total > 0.0)
    return np.repeat(inverse, choices.sizes)


def _move_places(choices: ChoiceSets, weights: F64, v0: float, places: F64) -> tuple[F64, float]:
    assert choices.positions is not None
    wins = totals(choices.positions[choices.taken_rows], choices.taken_counts, places.size)
    load = totals(choices.positions, _pressure(choices, weights, v0, places) * weights[choices.members], places.size)
    fresh = np.divide(wins, load, out=places.copy(), where=load > 0.0)
    fresh = fresh / fresh[0] if fresh[0] > 0.0 else fresh
    return fresh, float(np.abs(fresh / np.maximum(places, 1e-300) - 1.0).max())


def probabilities(choices: ChoiceSets, weights: F64, v0: float, places: F64 | None = None) -> F64:
    """Return the choice probability of each offered row (rows,)."""
    rows = _row_weights(choices, weights, places)
    total = v0 + choices.sums(rows)
    return np.divide(rows, np.repeat(total, choices.sizes), out=np.zeros(rows.size), where=rows > 0.0)


def log_likelihood(choices: ChoiceSets, weights: F64, v0: float, places: F64 | None = None) -> float:
    """Return Σ log P(chosen); minus infinity when something of weight 0 was bought."""
    rows = _row_weights(choices, weights, places)
    total = v0 + choices.sums(rows)
    taken = choices.chosen != NOTHING
    numerator = np.full(len(choices), v0)
    numerator[taken] = rows[choices.chosen[taken]]
    seen = choices.counts > 0.0
    with np.errstate(divide="ignore"):
        return float(choices.counts[seen] @ (np.log(numerator[seen]) - np.log(total[seen])))
