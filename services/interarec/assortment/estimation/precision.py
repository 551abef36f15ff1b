"""Standard errors of log weights from the observed information of the choice sets. Called by `fitting`.

With P (m, n) the choice probabilities, the information of log v (v0 fixed at 1) is I = diag(Σ_t P) - PᵀP. Up to
`DENSE` items it is inverted; beyond, PᵀP is replaced by its diagonal and a rank-one part of the same row sums, which
is exact when every visit sees the same items.
"""

from __future__ import annotations

import numpy as np

from interarec.assortment.arrays import F64, Index, totals
from interarec.assortment.estimation.choices import ChoiceSets

__all__ = ["DENSE", "standard_errors"]

DENSE = 1200
_CHUNK = 2048


def standard_errors(choices: ChoiceSets, chances: F64, *, outside: bool, dense: int = DENSE) -> F64:
    """Return the standard error of log v (n,); infinite for items never bought.

    `chances` (rows,) are the fitted probabilities. Without an outside option only differences are identified: the
    errors are those of log v minus its mean over the items bought.
    """
    bought = np.flatnonzero(choices.purchases > 0.0)
    errors = np.full(choices.size, np.inf)
    if bought.size:
        exact = bought.size <= dense
        variance = (
            _inverted(choices, chances, bought, outside) if exact else _rank_one(choices, chances, bought, outside)
        )
        errors[bought] = np.sqrt(np.maximum(variance, 0.0))
    return errors


def _inverted(choices: ChoiceSets, chances: F64, bought: Index, outside: bool) -> F64:
    column = np.full(choices.size, -1)
    column[bought] = np.arange(bought.size)
    information = np.diag(totals(choices.members, chances * choices.counts[choices.set_of_row], choices.size)[bought])
    for first in range(0, len(choices), _CHUNK):
        last = min(first + _CHUNK, len(choices))
        rows = slice(choices.starts[first], choices.starts[last])
        members = column[choices.members[rows]]
        local = choices.set_of_row[rows] - first
        known = members >= 0
        block = np.zeros((last - first, bought.size))
        block[local[known], members[known]] = chances[rows][known]
        information -= (block * choices.counts[first:last, None]).T @ block
    if outside:
        return np.asarray(np.diag(np.linalg.inv(information)))
    # Centred: the constant vector is the direction in which nothing is identified.
    return np.asarray(np.diag(np.linalg.pinv(information, hermitian=True)))


def _rank_one(choices: ChoiceSets, chances: F64, bought: Index, outside: bool) -> F64:
    counts = choices.counts[choices.set_of_row]
    total = totals(choices.members, counts * chances, choices.size)[bought]
    own = totals(choices.members, counts * chances**2, choices.size)[bought]
    inside = np.repeat(choices.sums(chances), choices.sizes)
    row_sums = totals(choices.members, counts * chances * inside, choices.size)[bought] - own
    factor = _factor(np.maximum(row_sums, 0.0))
    diagonal = np.maximum(total - own + factor**2, 1e-300)
    if not outside:
        alone: F64 = 1.0 / diagonal
        return alone
    scaled = factor / diagonal
    spread: F64 = 1.0 / diagonal + scaled**2 / max(1.0 - float(factor @ scaled), 1e-12)
    return spread


def _factor(row_sums: F64) -> F64:
    """Return a (n,) with Σ_{j != i} a_i a_j near `row_sums`, so that a aᵀ stands for the off-diagonal of PᵀP."""
    a: F64 = row_sums / np.sqrt(max(float(row_sums.sum()), 1e-300))
    for _ in range(20):
        others = np.maximum(a.sum() - a, 1e-300)
        a = np.sqrt(a * row_sums / others)  # the geometric mean with the last guess keeps the steps from swinging
    return a
