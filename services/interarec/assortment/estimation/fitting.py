"""Fit a choice model and say how far to trust it. Called by `interarec choice fit` and by library users.

Four sources, one result: purchases alone, purchases with no-purchase counts, choice sets that differ, and logged
slates with positions and propensities (choice sets with `positions` and counts 1 / propensity). Coefficients of
features are estimated by `logit`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from interarec.assortment.arrays import F64, Index, scalar, totals, vector
from interarec.assortment.estimation.choices import ChoiceSets
from interarec.assortment.estimation.hunter import Hunter, Prior, hunter, log_likelihood, probabilities
from interarec.assortment.estimation.model import ChoiceModel, FitReport, HeldOut, ReliabilityBin
from interarec.assortment.estimation.outside import outside_weight
from interarec.assortment.estimation.precision import standard_errors
from interarec.domain.errors import InvalidInput

__all__ = ["fit_choices", "fit_purchases", "fit_segments"]

_BINS = 10
_NOT_IDENTIFIED = (
    "v0 is not identified by the data (no visit without a purchase): it rests on the stated purchase share"
)


def fit_purchases(
    item_ids: Sequence[str],
    purchases: npt.ArrayLike,
    *,
    no_purchases: float | None = None,
    purchase_share: float = 0.3,
    capacity: int = 10,
    prior: float = 1.0,
) -> ChoiceModel:
    """Return weights from purchase counts (n,) when every item was on offer all the time.

    v_i is in proportion to c_i + `prior` (pseudo-purchases spread evenly). With `no_purchases` (visits that bought
    nothing, all items before their eyes) v_i / v0 = c_i / c_0; without, v0 follows `purchase_share` and `capacity`.
    Raises InvalidInput.
    """
    counts = vector(purchases, "purchases", size=len(item_ids), minimum=0.0)
    strength = scalar(prior, "prior", minimum=0.0)
    if no_purchases is not None and no_purchases <= 0.0:
        raise InvalidInput("no_purchases must be above 0, or left out when unknown", field="no_purchases")
    total = float(counts.sum())
    if total <= 0.0:
        raise InvalidInput("nothing was bought: no weights can be estimated", field="purchases")
    smoothed = counts + strength
    weights = smoothed / smoothed.mean()
    if no_purchases is None:
        v0 = outside_weight(weights, purchase_share, capacity)
        variance, outcomes, chances = (1.0 - counts / total), counts, smoothed
    else:
        v0 = no_purchases / float(smoothed.mean())
        variance, outcomes = (1.0 + counts / no_purchases), np.append(counts, no_purchases)
        chances = np.append(smoothed, no_purchases)
    errors = np.sqrt(np.divide(variance, counts, out=np.full(counts.size, np.inf), where=counts > 0.0))
    ids = tuple(item_ids)
    report = FitReport(
        method="shares",
        purchases=total,
        no_purchases=no_purchases or 0.0,
        log_likelihood=_entropy(outcomes, chances / chances.sum()),
        null_log_likelihood=-float(outcomes.sum()) * float(np.log(outcomes.size)),
        iterations=1,
        converged=True,
        standard_errors=_finite(errors),
        never_shown=(),
        never_bought=tuple(ids[i] for i in np.flatnonzero(counts == 0.0)),
        warnings=(_NOT_IDENTIFIED,) if no_purchases is None else (),
    )
    return ChoiceModel(ids, tuple(weights.tolist()), v0, report)


def fit_choices(
    item_ids: Sequence[str],
    choices: ChoiceSets,
    *,
    purchase_share: float = 0.3,
    capacity: int = 10,
    prior: float = 1.0,
    held_out: float = 0.2,
    seed: int = 0,
    tolerance: float = 1e-8,
    centre: npt.ArrayLike | None = None,
) -> ChoiceModel:
    """Return weights from choice sets that differ, by MM; positions in `choices` are estimated with them.

    `prior` pseudo-purchases per item pull towards `centre` (n,), or towards one common weight. A share `held_out`
    of the sets checks the fit against popularity and gives the reliability curve; the weights returned use all
    sets. Raises InvalidInput.
    """
    if choices.size != len(item_ids):
        raise InvalidInput(f"{len(item_ids)} ids for {choices.size} items", field="item_ids")
    if choices.purchases.sum() <= 0.0:
        raise InvalidInput("nothing was bought: no weights can be estimated", field="choices")
    belief = Prior(scalar(prior, "prior", minimum=0.0), _centre(choices, centre))
    fitted = hunter(choices, belief, tolerance=tolerance)
    checked, bins = _check(choices, belief, held_out, seed, tolerance)
    identified = fitted.v0 > 0.0
    weights, v0 = fitted.weights, fitted.v0
    if not identified:
        v0 = outside_weight(weights, purchase_share, capacity, _shown(choices))
    ids = tuple(item_ids)
    warnings: tuple[str, ...] = () if identified else (_NOT_IDENTIFIED,)
    if not fitted.converged:
        warnings += (f"stopped after {fitted.iterations} steps before the weights stood still",)
    return ChoiceModel(ids, tuple(weights.tolist()), v0, _report(ids, choices, fitted, checked, bins, warnings))


def fit_segments(
    item_ids: Sequence[str], choices: ChoiceSets, segments: Sequence[str], *, prior: float = 5.0, **options: float
) -> dict[str, ChoiceModel]:
    """Return one model per segment (a label per choice set), each pulled towards the model of all.

    A segment with few purchases stays near the common weights; one with many follows its own. `options` as for
    `fit_choices`.
    """
    if len(segments) != len(choices):
        raise InvalidInput(f"{len(segments)} segments for {len(choices)} choices", field="segments")
    common = fit_choices(item_ids, choices, **options)  # type: ignore[arg-type]
    labels = np.asarray(segments)
    models = {}
    for label in sorted(set(segments)):
        part = choices.subset(np.flatnonzero(labels == label))
        if part.purchases.sum() > 0.0:
            models[label] = fit_choices(item_ids, part, prior=prior, centre=common.weights, **options)  # type: ignore[arg-type]
    return models


def _centre(choices: ChoiceSets, given: npt.ArrayLike | None) -> F64:
    """Return the weights the prior pulls to: as given, or the one weight that explains the purchase share."""
    if given is not None:
        return vector(given, "centre", size=choices.size, minimum=0.0)
    if choices.no_purchases <= 0.0:
        return np.ones(choices.size)
    size = float(choices.counts @ choices.sizes) / float(choices.counts.sum())
    odds = float(choices.purchases.sum()) / choices.no_purchases
    return np.full(choices.size, odds / max(size, 1.0))


def _shown(choices: ChoiceSets) -> list[Index]:
    """Return up to 10,000 of the offered slates, evenly taken: enough for a mean."""
    step = max(1, len(choices) // 10_000)
    return [choices.members[choices.starts[t] : choices.starts[t + 1]] for t in range(0, len(choices), step)]


def _check(
    choices: ChoiceSets, belief: Prior, share: float, seed: int, tolerance: float
) -> tuple[HeldOut | None, tuple[ReliabilityBin, ...]]:
    """Fit on a part and measure on the rest; nothing when the rest would be empty."""
    aside = int(len(choices) * share)
    if aside == 0 or len(choices) - aside == 0:
        return None, ()
    order = np.random.default_rng(seed).permutation(len(choices))
    test, train = choices.subset(np.sort(order[:aside])), choices.subset(np.sort(order[aside:]))
    smoothing = Prior(max(belief.strength, 0.5), belief.mean)  # an item unseen in the part must not be impossible
    same_outcomes = (train.no_purchases > 0.0) == (choices.no_purchases > 0.0)
    if train.purchases.sum() <= 0.0 or not same_outcomes:
        return None, ()
    fitted = hunter(train, smoothing, tolerance=max(tolerance, 1e-6))
    popular = train.purchases + smoothing.strength
    exposed = float(train.counts @ train.sums(popular[train.members]))
    outside = train.no_purchases * exposed / max(float(train.purchases.sum()) * float(train.counts.sum()), 1e-300)
    seen = float(test.counts.sum())
    held = HeldOut(
        choices=seen,
        model=log_likelihood(test, fitted.weights, fitted.v0, fitted.places) / seen,
        popularity=log_likelihood(test, popular, outside) / seen,
    )
    return held, _reliability(test, probabilities(test, fitted.weights, fitted.v0, fitted.places))


def _reliability(test: ChoiceSets, chances: F64) -> tuple[ReliabilityBin, ...]:
    """Return predicted against observed in bins of equal numbers of offers."""
    counts = test.counts[test.set_of_row]
    taken = totals(test.taken_rows, test.taken_counts, chances.size)
    bins = []
    for part in np.array_split(np.argsort(chances, kind="stable"), _BINS):
        offers = float(counts[part].sum())
        if offers > 0.0:
            predicted = float(chances[part] @ counts[part]) / offers
            bins.append(ReliabilityBin(predicted, float(taken[part].sum()) / offers, offers))
    return tuple(bins)


def _report(
    ids: tuple[str, ...],
    choices: ChoiceSets,
    fitted: Hunter,
    held: HeldOut | None,
    bins: tuple[ReliabilityBin, ...],
    warnings: tuple[str, ...],
) -> FitReport:
    chances = probabilities(choices, fitted.weights, fitted.v0, fitted.places)
    shown, bought = choices.exposures > 0.0, choices.purchases > 0.0
    equal = np.ones(choices.size)
    return FitReport(
        method="mm" if fitted.places is None else "mm with positions",
        purchases=float(choices.purchases.sum()),
        no_purchases=choices.no_purchases,
        log_likelihood=log_likelihood(choices, fitted.weights, fitted.v0, fitted.places),
        null_log_likelihood=log_likelihood(choices, equal, fitted.v0),
        iterations=fitted.iterations,
        converged=fitted.converged,
        standard_errors=_finite(standard_errors(choices, chances, outside=fitted.v0 > 0.0)),
        never_shown=tuple(ids[i] for i in np.flatnonzero(~shown)),
        never_bought=tuple(ids[i] for i in np.flatnonzero(shown & ~bought)),
        reliability=bins,
        held_out=held,
        places=() if fitted.places is None else tuple(fitted.places.tolist()),
        warnings=warnings,
    )


def _entropy(counts: F64, shares: F64) -> float:
    seen = counts > 0.0
    return float(counts[seen] @ np.log(shares[seen]))


def _finite(errors: F64) -> tuple[float | None, ...]:
    return tuple(error if np.isfinite(error) else None for error in errors.tolist())
