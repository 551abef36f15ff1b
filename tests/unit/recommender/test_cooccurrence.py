"""The stand-in session model: known probabilities."""

from __future__ import annotations

import numpy as np
import pytest
from interarec.domain.errors import InvalidInput
from interarec.recommender.cooccurrence import CooccurrenceModel, PairCounts, count_pairs

ROWS = {"a": 0, "b": 1, "c": 2}
SHARE = np.array([0.5, 0.3, 0.2])


def _model(pairs: dict[str, dict[str, int]]) -> CooccurrenceModel:
    return CooccurrenceModel(SHARE, ROWS, PairCounts(pairs))


def test_without_a_session_it_is_popularity() -> None:
    assert np.exp(_model({"a": {"b": 4}}).log_probabilities([])) == pytest.approx(SHARE)


def test_pairs_are_shrunk_towards_popularity() -> None:
    p = np.exp(_model({"a": {"b": 4, "c": 1}}).log_probabilities([0]))
    assert p == pytest.approx([(0 + 10 * 0.5) / 15, (4 + 10 * 0.3) / 15, (1 + 10 * 0.2) / 15])
    assert p.sum() == pytest.approx(1)


def test_a_session_mixes_its_items_newest_first() -> None:
    model = _model({"a": {"b": 4}, "c": {"b": 2, "a": 1}})
    mixed = np.exp(model.log_probabilities([0, 2]))
    expected = 2 / 3 * np.exp(model.log_probabilities([2])) + 1 / 3 * np.exp(model.log_probabilities([0]))
    assert mixed == pytest.approx(expected)


def test_the_constants_standardise_over_the_catalogue() -> None:
    model = _model({"a": {"b": 4}, "b": {"a": 4}, "c": {"a": 1}})
    z = np.array([(model.log_probabilities([row]) - model.mean) / model.deviation for row in range(3)])
    assert z.mean() == pytest.approx(0)
    assert z.std() == pytest.approx(1)


def test_items_no_longer_sold_are_ignored() -> None:
    assert np.exp(_model({"a": {"gone": 9}, "gone": {"a": 9}}).log_probabilities([0])) == pytest.approx(SHARE)


def test_pairs_of_long_and_repeated_baskets() -> None:
    pairs = count_pairs([["a", "b", "a"], ["b", "a"], [f"x{number}" for number in range(60)]])
    assert pairs.neighbours == {"a": {"b": 2}, "b": {"a": 2}}
    assert PairCounts.decode(pairs.encode()) == pairs


def test_bytes_that_are_no_pair_counts_are_refused() -> None:
    with pytest.raises(InvalidInput):
        PairCounts.decode(b"nothing")
