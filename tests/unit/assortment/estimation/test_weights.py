"""Weights from choice sets: known answers, an independent implementation, and intervals that cover."""

from __future__ import annotations

import choix
import numpy as np
import pytest
from interarec.assortment.estimation import ChoiceSets, fit_choices, fit_purchases, fit_segments, outside_weight
from interarec.assortment.estimation.hunter import Prior, hunter, probabilities
from interarec.assortment.estimation.precision import standard_errors
from interarec.domain.errors import InvalidInput


def simulated(
    weights: np.ndarray,
    visits: int,
    slate: int,
    rng: np.random.Generator,
    *,
    outside: float = 1.0,
    exposure: np.ndarray | None = None,
    places: np.ndarray | None = None,
) -> ChoiceSets:
    """Visits that see `slate` items (in proportion to `exposure`) and choose by the model."""
    n = weights.size
    keys = rng.gumbel(size=(visits, n)) + (0.0 if exposure is None else np.log(exposure))
    offered = np.argsort(-keys, axis=1)[:, :slate]
    pull = weights[offered] * (1.0 if places is None else places)
    chances = np.concatenate([pull, np.full((visits, 1), outside)], axis=1)
    chances /= chances.sum(axis=1, keepdims=True)
    drawn = (chances.cumsum(axis=1) < rng.random((visits, 1))).sum(axis=1)
    starts = np.arange(visits + 1) * slate
    chosen = np.where(drawn == slate, -1, starts[:-1] + np.minimum(drawn, slate - 1))
    positions = None if places is None else np.tile(np.arange(slate), visits)
    return ChoiceSets(offered.ravel(), starts, chosen, np.ones(visits), n, positions)


def maximum_likelihood(choices: ChoiceSets) -> np.ndarray:
    fitted = hunter(choices, Prior(0.0, np.ones(choices.size)), tolerance=1e-10, max_iterations=20_000)
    assert fitted.converged
    return fitted.weights


def test_everything_always_offered_gives_purchases_over_no_purchases() -> None:
    choices = ChoiceSets.from_lists([[0, 1, 2]] * 4, [0, 1, 2, None], 3, counts=[30, 20, 10, 40])
    assert maximum_likelihood(choices) == pytest.approx([30 / 40, 20 / 40, 10 / 40], rel=1e-8)
    model = fit_purchases(["a", "b", "c"], [30, 20, 10], no_purchases=40, prior=0.0)
    assert np.array(model.weights) / model.v0 == pytest.approx([0.75, 0.5, 0.25])
    # The variance of log c_i / c_0 is 1/c_i + 1/c_0.
    assert model.report.standard_errors[0] == pytest.approx((1 / 30 + 1 / 40) ** 0.5)


def test_both_information_formulas_agree_with_the_closed_form() -> None:
    choices = ChoiceSets.from_lists([[0, 1, 2]] * 4, [0, 1, 2, None], 3, counts=[30, 20, 10, 40])
    weights = maximum_likelihood(choices)
    chances = probabilities(choices, weights, 1.0)
    expected = [(1 / c + 1 / 40) ** 0.5 for c in (30, 20, 10)]
    assert standard_errors(choices, chances, outside=True) == pytest.approx(expected, rel=1e-6)
    assert standard_errors(choices, chances, outside=True, dense=0) == pytest.approx(expected, rel=1e-3)


def test_the_large_catalogue_formula_stays_near_the_inverse() -> None:
    rng = np.random.default_rng(5)
    choices = simulated(rng.lognormal(-1, 0.7, 60), 6000, 8, rng)
    chances = probabilities(choices, maximum_likelihood(choices), 1.0)
    exact = standard_errors(choices, chances, outside=True)
    assert standard_errors(choices, chances, outside=True, dense=0) == pytest.approx(exact, rel=0.02)


@pytest.mark.parametrize("outside", [0.0, 0.8])
def test_choix_agrees_on_sets_that_differ(outside: float) -> None:
    rng = np.random.default_rng(11)
    n = 30
    truth = rng.lognormal(0, 1, n)
    choices = simulated(truth, 6000, 6, rng, outside=outside, exposure=truth)
    data: list[tuple[int, tuple[int, ...]]] = []
    for t in range(len(choices)):
        rows = range(choices.starts[t], choices.starts[t + 1])
        others = [int(choices.members[row]) for row in rows if row != choices.chosen[t]]
        if outside:
            others += [n] if choices.chosen[t] >= 0 else []
        winner = int(choices.members[choices.chosen[t]]) if choices.chosen[t] >= 0 else n
        data.append((winner, tuple(others)))
    theirs = choix.mm_top1(n + 1 if outside else n, data, max_iter=20_000, tol=1e-10)
    theirs = theirs[:n] - (theirs[n] if outside else theirs[:n].mean())
    ours = np.log(maximum_likelihood(choices))
    assert ours - (0.0 if outside else ours.mean()) == pytest.approx(theirs, abs=1e-6)


def test_95_percent_intervals_cover_the_truth() -> None:
    covered = total = 0
    for seed in range(50):
        rng = np.random.default_rng(seed)
        truth = rng.lognormal(-1.0, 0.8, 25)
        choices = simulated(truth, 1500, 6, rng, exposure=truth)
        weights = maximum_likelihood(choices)
        errors = standard_errors(choices, probabilities(choices, weights, 1.0), outside=True)
        often = choices.purchases >= 30
        covered += int((np.abs(np.log(weights[often] / truth[often])) <= 1.96 * errors[often]).sum())
        total += int(often.sum())
    assert total > 500
    assert 0.90 <= covered / total <= 0.98


def test_choice_sets_undo_what_exposure_does_to_shares() -> None:
    rng = np.random.default_rng(2)
    truth = rng.lognormal(0, 1, 40)
    exposure = rng.lognormal(0, 2, 40)
    choices = simulated(truth, 20_000, 5, rng, exposure=exposure)
    often = choices.purchases >= 100
    by_sets = np.log(maximum_likelihood(choices)[often] / truth[often])
    shares = np.log(choices.purchases[often] / truth[often])
    assert np.abs(by_sets).max() < 0.5
    assert np.ptp(shares) > 2.0


def test_positions_are_told_from_weights() -> None:
    rng = np.random.default_rng(3)
    truth, places = rng.lognormal(0, 0.7, 15), np.array([1.0, 0.6, 0.3, 0.15])
    choices = simulated(truth, 30_000, 4, rng, places=places)
    model = fit_choices([str(i) for i in range(15)], choices, prior=0.0)
    assert model.report.places == pytest.approx(places, rel=0.1)
    assert model.weights == pytest.approx(truth, rel=0.25)


def test_inverse_propensities_undo_a_biased_log() -> None:
    # Slate A is logged nine times as often as B although both were meant equally: weights restore the balance.
    offered, taken = [[0, 1]] * 4, [0, 1, 0, 1]
    biased = ChoiceSets.from_lists(offered, taken, 2, counts=[9 * 3, 9 * 1, 1, 3])
    weighted = ChoiceSets.from_lists(offered, taken, 2, counts=[9 * 3 / 9, 9 * 1 / 9, 1, 3])
    assert maximum_likelihood(biased)[0] > 2 * maximum_likelihood(biased)[1]
    assert maximum_likelihood(weighted) == pytest.approx([1.0, 1.0])


def test_the_report_names_what_is_unknown() -> None:
    rng = np.random.default_rng(4)
    truth = np.append(rng.lognormal(0, 0.5, 10), 1e-12)
    offered_only = simulated(truth, 2000, 4, rng, outside=0.0, exposure=np.ones(11))
    choices = ChoiceSets(**{**offered_only.__dict__, "size": 12})
    model = fit_choices([f"i{k}" for k in range(12)], choices, purchase_share=0.25)
    report = model.report
    assert report.never_shown == ("i11",)
    assert report.never_bought == ("i10",)
    assert report.standard_errors[11] is None
    assert "not identified" in report.warnings[0]
    # v0 = 3 times the mean slate: a purchase share of one quarter.
    slates = [sum(model.weights[i] for i in choices.members[s : s + 4]) for s in choices.starts[:-1]]
    assert model.v0 == pytest.approx(3 * np.mean(slates), rel=1e-9)


def test_held_out_beats_popularity_and_reliability_is_on_the_diagonal() -> None:
    rng = np.random.default_rng(6)
    truth = rng.lognormal(-1, 1, 50)
    choices = simulated(truth, 20_000, 8, rng, exposure=1 / truth)
    report = fit_choices([str(i) for i in range(50)], choices).report
    assert report.converged
    assert report.held_out is not None
    assert report.held_out.model > report.held_out.popularity
    assert report.log_likelihood > report.null_log_likelihood
    for one in report.reliability:
        assert one.observed == pytest.approx(one.predicted, abs=4 * (one.predicted / one.offers) ** 0.5)


def test_a_small_segment_stays_near_the_common_weights() -> None:
    rng = np.random.default_rng(8)
    truth = np.array([4.0, 2.0, 1.0, 0.5, 0.25])
    many, few = simulated(truth, 5000, 3, rng), simulated(truth[::-1].copy(), 60, 3, rng)
    members = np.concatenate([many.members, few.members])
    chosen = np.concatenate([many.chosen, np.where(few.chosen < 0, -1, few.chosen + many.members.size)])
    both = ChoiceSets(members, np.arange(5061) * 3, chosen, np.ones(5060), 5)
    models = fit_segments(list("abcde"), both, ["many"] * 5000 + ["few"] * 60, prior=1000.0)
    assert models["few"].weights == pytest.approx(models["many"].weights, rel=0.2)
    free = fit_segments(list("abcde"), both, ["many"] * 5000 + ["few"] * 60, prior=0.1)
    assert free["few"].weights[0] < free["few"].weights[4]


def test_the_outside_weight_is_tied_to_the_slate() -> None:
    weights = [5.0, 3.0, 1.0, 1.0]
    assert outside_weight(weights, 0.5, 2) == pytest.approx(8.0)
    assert outside_weight(weights, 0.25, 2, slates=[[2, 3], [0, 1]]) == pytest.approx(3 * 5.0)
    with pytest.raises(InvalidInput, match="purchase_share"):
        outside_weight(weights, 0.0, 2)


def test_purchases_alone_say_that_v0_is_assumed() -> None:
    model = fit_purchases(["a", "b"], [3, 1], prior=0.0, purchase_share=0.5, capacity=2)
    assert model.weights == pytest.approx([1.5, 0.5])
    assert model.v0 == pytest.approx(2.0)
    assert "not identified" in model.report.warnings[0]


@pytest.mark.parametrize(
    ("offered", "taken", "message"),
    [
        ([[0, 0]], [0], "offered twice"),
        ([[0, 9]], [0], "must lie in"),
        ([[0]], [1], "not offered"),
        ([[0]], [], "sets"),
    ],
)
def test_wrong_choice_sets_are_refused(offered: list[list[int]], taken: list[int], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        ChoiceSets.from_lists(offered, taken, 3)
