"""Coefficients by conditional logit: the truth is recovered, sampling corrected, what is not identified named."""

from __future__ import annotations

import numpy as np
import pytest
from interarec.assortment.estimation import ChoiceSets, conditional_logit, dummies, sampled
from interarec.domain.errors import InvalidInput

NAMES = ["log_v", "similarity", "score", "price"]
TRUTH = np.array([1.0, 1.5, 0.4, -0.7])


def drawn(rng: np.random.Generator, visits: int, slate: int, *, outside: bool = False) -> tuple[ChoiceSets, np.ndarray]:
    features = rng.normal(size=(visits * slate, 4))
    utility = (features @ TRUTH).reshape(visits, slate)
    if outside:
        utility = np.append(utility, np.zeros((visits, 1)), axis=1)
    winner = (utility + rng.gumbel(size=utility.shape)).argmax(axis=1)
    starts = np.arange(visits + 1) * slate
    chosen = np.where(winner == slate, -1, starts[:-1] + winner)
    members = np.tile(np.arange(slate), visits)
    return ChoiceSets(members, starts, chosen, np.ones(visits), slate), features


@pytest.mark.parametrize("outside", [False, True])
def test_the_truth_is_recovered_within_its_errors(outside: bool) -> None:
    choices, features = drawn(np.random.default_rng(0), 4000, 6, outside=outside)
    fit = conditional_logit(choices, features, NAMES, outside=outside)
    assert (np.abs(fit.coefficients - TRUTH) < 3 * fit.standard_errors).all()
    assert fit.standard_errors.max() < 0.06
    assert fit.log_likelihood > fit.null_log_likelihood
    assert fit.coefficient("price") == fit.coefficients[3]


def test_the_intervals_cover() -> None:
    covered = 0
    for seed in range(50):
        choices, features = drawn(np.random.default_rng(seed), 400, 5)
        fit = conditional_logit(choices, features, NAMES)
        covered += int((np.abs(fit.coefficients - TRUTH) <= 1.96 * fit.standard_errors).sum())
    assert 0.90 <= covered / 200 <= 0.98


def test_two_alternatives_have_a_closed_form() -> None:
    # One feature, 1 against 0: the coefficient is the log odds.
    choices = ChoiceSets.from_lists([[0, 1]] * 2, [0, 1], 2, counts=[30, 10])
    fit = conditional_logit(choices, np.array([[1.0], [0.0], [1.0], [0.0]]), ["on"])
    assert fit.coefficients[0] == pytest.approx(np.log(3.0), abs=1e-8)
    assert fit.standard_errors[0] == pytest.approx((1 / 30 + 1 / 10) ** 0.5, rel=1e-6)


@pytest.mark.parametrize("uniform", [True, False])
def test_sampled_alternatives_are_corrected(uniform: bool) -> None:
    rng = np.random.default_rng(1)
    n, visits = 400, 3000
    x = rng.normal(size=(n, 2))
    utility = x @ np.array([1.0, -0.5])
    chances = np.exp(utility) / np.exp(utility).sum()
    bought = rng.choice(n, visits, p=chances)
    by = None if uniform else np.exp(0.5 * x[:, 0])
    sets, offset = sampled(bought, n, 20, rng, by)
    fit = conditional_logit(sets, x[sets.members], ["a", "b"], offset=offset)
    assert fit.coefficients == pytest.approx([1.0, -0.5], abs=0.1)
    full = ChoiceSets(np.tile(np.arange(n), 1), np.array([0, n]), np.array([0]), np.ones(1), n)
    assert len(full) == 1
    if not uniform:
        wrong = conditional_logit(sets, x[sets.members], ["a", "b"])
        assert abs(wrong.coefficients[0] - 1.0) > 0.3


def test_the_full_catalogue_needs_one_set_per_kind_of_visit() -> None:
    rng = np.random.default_rng(2)
    n = 50
    x = rng.normal(size=(n, 1))
    bought = rng.multinomial(5000, np.exp(x[:, 0]) / np.exp(x[:, 0]).sum())
    sets = ChoiceSets.from_lists([list(range(n))] * n, list(range(n)), n, counts=bought.tolist())
    fit = conditional_logit(sets, np.tile(x, (n, 1)), ["x"])
    assert fit.coefficients[0] == pytest.approx(1.0, abs=0.06)


def test_position_dummies() -> None:
    rng = np.random.default_rng(3)
    places = np.array([0.0, -0.5, -1.0])
    utility = np.tile(places, (5000, 1)) + rng.gumbel(size=(5000, 3))
    starts = np.arange(5001) * 3
    choices = ChoiceSets(np.tile(np.arange(3), 5000), starts, starts[:-1] + utility.argmax(axis=1), np.ones(5000), 3)
    columns, names = dummies(np.tile(np.arange(3), 5000), ["place_0", "place_1", "place_2"])
    fit = conditional_logit(choices, columns, names)
    assert names == ["place_1", "place_2"]
    assert fit.coefficients == pytest.approx([-0.5, -1.0], abs=0.12)


def test_what_cannot_be_told_apart_is_named() -> None:
    choices, features = drawn(np.random.default_rng(4), 50, 4)
    constant = np.append(features, np.ones((200, 1)), axis=1)
    with pytest.raises(InvalidInput, match=r"'level' does not vary|\['level'\]"):
        conditional_logit(choices, constant, [*NAMES, "level"])
    twice = np.append(features, 2 * features[:, :1], axis=1)
    with pytest.raises(InvalidInput, match=r"log_v.*again"):
        conditional_logit(choices, twice, [*NAMES, "again"])


def test_visits_without_a_purchase_need_an_outside_option() -> None:
    choices, features = drawn(np.random.default_rng(5), 50, 4, outside=True)
    with pytest.raises(InvalidInput, match="outside=True"):
        conditional_logit(choices, features, NAMES)
