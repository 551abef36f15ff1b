"""Known answers: cases worked by hand, and SciPy where it has the same thing."""

import numpy as np
import pytest
from interarec.lab.experiments.statistics import adjust, holm, mean_interval, paired_difference, seed_spread, slope
from scipy import stats


def test_holm_by_hand() -> None:
    # 0.01 * 4, then max(0.04, 0.02 * 3), max(0.06, 0.03 * 2), max(0.06, 0.5)
    assert holm([0.02, 0.01, 0.5, 0.03]) == pytest.approx([0.06, 0.04, 0.5, 0.06])


def test_holm_never_exceeds_one() -> None:
    assert holm([0.6, 0.9]) == [1.0, 1.0]


def test_mean_interval_is_that_of_the_normal_for_many_sessions() -> None:
    values = np.random.default_rng(1).normal(2.0, 3.0, 4_000)
    found = mean_interval(values, draws=4_000)
    half = 1.96 * values.std() / np.sqrt(len(values))
    assert found.mean == pytest.approx(values.mean())
    assert found.low == pytest.approx(values.mean() - half, abs=0.02)
    assert found.high == pytest.approx(values.mean() + half, abs=0.02)


def test_interval_agrees_with_scipys_bootstrap() -> None:
    values = np.random.default_rng(2).exponential(1.0, 300)
    ours = mean_interval(values, draws=8_000)
    theirs = stats.bootstrap((values,), np.mean, n_resamples=8_000, method="percentile", rng=3).confidence_interval
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=0.02)


def test_paired_difference_sees_a_small_gain_that_unpaired_noise_hides() -> None:
    before = np.random.default_rng(3).normal(0.0, 10.0, (1, 500))
    found = paired_difference(before, before + 0.1, draws=1_000)
    assert found.interval.mean == pytest.approx(0.1)
    assert found.p == pytest.approx(2 / 1_001)
    assert found.detectable < 1e-9


def test_no_difference_is_not_significant() -> None:
    generator = np.random.default_rng(4)
    before, after = generator.normal(size=(2, 1, 400))
    assert paired_difference(before, after, draws=2_000).p > 0.05


def test_seeds_are_averaged_before_sessions_are_drawn() -> None:
    one = np.array([[1.0, 0.0, 1.0, 0.0]])
    both = np.concatenate([one, 1 - one])  # each session 0.5 on average: nothing left to vary
    found = mean_interval(both, draws=200)
    assert (found.low, found.mean, found.high) == (0.5, 0.5, 0.5)


def test_users_are_drawn_whole() -> None:
    values = np.repeat([0.0, 1.0], 50)[None]
    by_row = mean_interval(values, draws=2_000)
    by_user = mean_interval(values, draws=2_000, groups=np.repeat([0, 1], 50))
    assert by_user.high - by_user.low > 3 * (by_row.high - by_row.low)


def test_smallest_detectable_difference_is_found_four_times_in_five() -> None:
    generator, found = np.random.default_rng(5), 0
    detectable = paired_difference(np.zeros((1, 200)), generator.normal(size=(1, 200)), draws=2_000).detectable
    for _ in range(200):
        after = generator.normal(detectable, 1.0, (1, 200))
        found += paired_difference(np.zeros((1, 200)), after, draws=400).p < 0.05
    assert 0.7 < found / 200 < 0.9


def test_seed_spread_is_the_deviation_of_the_means() -> None:
    assert seed_spread(np.array([[0.0, 1.0], [1.0, 2.0]])) == pytest.approx(np.sqrt(0.5))
    assert seed_spread(np.array([[0.0, 1.0]])) == 0.0


def test_slope_of_a_line() -> None:
    assert slope([0, 1, 2], [5, 3, 1]) == pytest.approx(-2)
    assert slope([1, 1], [0, 5]) == 0.0


def test_p_values_are_adjusted_within_their_family_only() -> None:
    rows = [{"arm": arm, "p": p} for arm, p in (("a", 0.01), ("a", 0.04), ("b", 0.04), ("b", None))]
    adjust(rows, "arm")
    assert [row.get("p_holm") for row in rows] == [0.02, 0.04, 0.04, None]
