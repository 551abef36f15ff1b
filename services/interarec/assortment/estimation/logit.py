"""Conditional logit (McFadden 1974): utilities from features of the offered items, by Newton's method.

u = offset + Σ_k β_k x_k; the log-likelihood is concave, so Newton with halving reaches the maximum in a handful of
steps, and its Hessian gives the standard errors. Features are what the shop knows of an item in a session: log v (α),
similarity (θ), session score (φ), satisfied constraints (β), price, brand or position dummies. Big catalogues are
estimated on sampled alternatives (`sampled`), with the correction for unequal sampling as an offset.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interarec.assortment.arrays import F64, Index, totals
from interarec.assortment.estimation.choices import NOTHING, ChoiceSets
from interarec.domain.errors import InvalidInput

__all__ = ["Logit", "conditional_logit", "dummies", "sampled"]

_MAX_ITERATIONS = 100
# Below this share of the largest curvature a direction of the coefficients is not identified.
_FLAT = 1e-10


@dataclass(frozen=True, eq=False)
class Logit:
    """Coefficients (k,) with their names and standard errors; `log_likelihood` beside that of equal chances."""

    names: tuple[str, ...]
    coefficients: F64
    standard_errors: F64
    log_likelihood: float
    null_log_likelihood: float
    iterations: int
    choices: float

    def coefficient(self, name: str) -> float:
        """Return one coefficient by name."""
        return float(self.coefficients[self.names.index(name)])

    def to_mapping(self) -> dict[str, object]:
        """Return plain data for JSON: one entry per coefficient, and the fit."""
        return {
            "coefficients": {
                name: {"value": value, "standard_error": error}
                for name, value, error in zip(
                    self.names, self.coefficients.tolist(), self.standard_errors.tolist(), strict=True
                )
            },
            "log_likelihood": self.log_likelihood,
            "null_log_likelihood": self.null_log_likelihood,
            "iterations": self.iterations,
            "choices": self.choices,
        }


def conditional_logit(
    choices: ChoiceSets,
    features: F64,
    names: Sequence[str],
    *,
    offset: F64 | None = None,
    outside: bool = False,
    ridge: float = 0.0,
) -> Logit:
    """Return the maximum-likelihood coefficients of `features` (rows, k), aligned with `choices.members`.

    `offset` (rows,) enters with coefficient 1. With `outside` every set also holds "nothing" at utility 0; visits
    without a purchase then count, otherwise they are refused. `ridge` is a Gaussian prior's precision.
    Raises InvalidInput when shapes differ or a coefficient is not identified (it is named).
    """
    x = np.asarray(features, dtype=np.float64)
    if x.ndim != 2 or x.shape != (choices.members.size, len(names)) or not np.isfinite(x).all():
        raise InvalidInput(
            f"features must be finite, of shape ({choices.members.size}, {len(names)})", field="features"
        )
    if not outside and choices.no_purchases > 0.0:
        raise InvalidInput("visits without a purchase need outside=True", field="chosen")
    fixed = np.zeros(x.shape[0]) if offset is None else offset
    beta = np.zeros(x.shape[1])
    value, gradient, hessian = _derivatives(choices, x, fixed, beta, outside, ridge)
    _check_identified(hessian, names)
    null, iterations = value, 0
    while iterations < _MAX_ITERATIONS:
        iterations += 1
        step: F64 = np.linalg.solve(hessian, gradient).astype(np.float64)
        near = float(gradient @ step) < 1e-10 * (1.0 + abs(value))
        beta, value, gradient, hessian = _improve(choices, x, fixed, beta, step, value, outside, ridge)
        if near:
            break  # the last step squared what was left of the error
    errors: F64 = np.sqrt(np.diag(np.linalg.inv(hessian)))
    penalty = 0.5 * ridge * float(beta @ beta)
    return Logit(tuple(names), beta, errors, value + penalty, null, iterations, float(choices.counts.sum()))


def _improve(
    choices: ChoiceSets, x: F64, fixed: F64, beta: F64, step: F64, value: float, outside: bool, ridge: float
) -> tuple[F64, float, F64, F64]:
    """Return the next point; the step is halved until the likelihood does not fall."""
    scale = 1.0
    while True:
        trial = beta + scale * step
        reached, gradient, hessian = _derivatives(choices, x, fixed, trial, outside, ridge)
        if reached >= value or scale < 1e-6:
            return trial, reached, gradient, hessian
        scale /= 2.0


def _derivatives(
    choices: ChoiceSets, x: F64, fixed: F64, beta: F64, outside: bool, ridge: float
) -> tuple[float, F64, F64]:
    """Return penalised log-likelihood, gradient (k,) and negative Hessian (k, k)."""
    utility = fixed + x @ beta
    occupied = np.flatnonzero(choices.sizes)
    highest = np.full(len(choices), 0.0 if outside else -np.inf)
    highest[occupied] = np.maximum(highest[occupied], np.maximum.reduceat(utility, choices.starts[occupied]))
    exponentials = np.exp(utility - np.repeat(highest, choices.sizes))
    total = choices.sums(exponentials) + (np.exp(-highest) if outside else 0.0)
    chances = exponentials / np.repeat(total, choices.sizes)
    taken = choices.chosen != NOTHING
    own = np.zeros(len(choices))
    own[taken] = utility[choices.chosen[taken]]
    value = float(choices.counts @ (own - highest - np.log(total)))
    expected = chances * choices.counts[choices.set_of_row]
    observed = totals(choices.taken_rows, choices.taken_counts, x.shape[0])
    gradient = x.T @ (observed - expected) - ridge * beta
    means = np.zeros((len(choices), x.shape[1]))
    means[occupied] = np.add.reduceat(x * chances[:, None], choices.starts[occupied], axis=0)
    hessian = x.T @ (x * expected[:, None]) - means.T @ (means * choices.counts[:, None])
    return value - 0.5 * ridge * float(beta @ beta), gradient, hessian + ridge * np.eye(x.shape[1])


def _check_identified(hessian: F64, names: Sequence[str]) -> None:
    scale = np.sqrt(np.maximum(np.diag(hessian), 1e-300))
    if (np.diag(hessian) <= 0.0).any():
        flat = names[int(np.diag(hessian).argmin())]
        raise InvalidInput(f"feature {flat!r} does not vary within any choice set", field="features")
    values, vectors = np.linalg.eigh(hessian / np.outer(scale, scale))
    if values[0] < _FLAT * values[-1]:
        loaded = [names[k] for k in np.flatnonzero(np.abs(vectors[:, 0]) > 0.1).tolist()]
        raise InvalidInput(f"features {loaded} say the same: leave one out", field="features")


def dummies(codes: Index, labels: Sequence[str]) -> tuple[F64, list[str]]:
    """Return indicator columns (rows, labels - 1) and their names; the first label is the reference."""
    columns = np.zeros((codes.size, len(labels) - 1))
    marked = codes > 0
    columns[np.flatnonzero(marked), codes[marked] - 1] = 1.0
    return columns, list(labels[1:])


def sampled(
    bought: Index, size: int, alternatives: int, generator: np.random.Generator, chances: F64 | None = None
) -> tuple[ChoiceSets, F64]:
    """Return choice sets of the bought item and sampled others from the whole catalogue, and their offsets (rows,).

    Sampling is without replacement, uniform or proportional to `chances` (n,). With uniform sampling the correction
    cancels (McFadden 1978); otherwise each row carries -log of its chance, the first-order correction.
    """
    if alternatives >= size:
        raise InvalidInput(f"{alternatives} alternatives of {size} items: take the full set", field="alternatives")
    log_chance = np.zeros(size)
    if chances is not None:
        log_chance = np.log(np.maximum(chances, 1e-300) / chances.sum())
    others = (
        _uniform_others(bought, size, alternatives, generator)
        if chances is None
        else _weighted_others(bought, log_chance, alternatives, generator)
    )
    rows = np.concatenate([bought[:, None], others], axis=1)
    starts = np.arange(bought.size + 1) * (alternatives + 1)
    sets = ChoiceSets(rows.ravel(), starts, starts[:-1], np.ones(bought.size), size)
    return sets, -log_chance[sets.members]


def _uniform_others(bought: Index, size: int, alternatives: int, generator: np.random.Generator) -> Index:
    """Return (choices, alternatives) distinct items other than the bought one, every such set equally likely."""
    others: Index = np.empty((bought.size, alternatives), dtype=np.intp)
    if alternatives * alternatives > size:  # repeats would be common: shuffle instead of drawing again
        for row in range(bought.size):
            others[row] = generator.choice(size - 1, alternatives, replace=False)
    else:
        wanting = np.arange(bought.size)
        while wanting.size:
            others[wanting] = generator.integers(0, size - 1, (wanting.size, alternatives))
            ordered = np.sort(others[wanting], axis=1)
            wanting = wanting[(ordered[:, 1:] == ordered[:, :-1]).any(axis=1)]
    return others + (others >= bought[:, None])


def _weighted_others(bought: Index, log_chance: F64, alternatives: int, generator: np.random.Generator) -> Index:
    """Return (choices, alternatives) items in proportion to their chance: Gumbel top-k is sampling without
    replacement."""
    others: Index = np.empty((bought.size, alternatives), dtype=np.intp)
    for row, item in enumerate(bought.tolist()):
        keys = log_chance + generator.gumbel(size=log_chance.size)
        keys[item] = -np.inf
        others[row] = np.argpartition(keys, keys.size - alternatives)[keys.size - alternatives :]
    return others
