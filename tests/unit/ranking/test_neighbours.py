"""Counts and neighbours by hand, and on chains with a known answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from interarec.domain.errors import InvalidInput
from interarec.ranking.evaluating import evaluated
from interarec.ranking.neighbours import NEIGHBOURS, build_neighbours
from interarec.ranking.sessions import Rows, SessionData, Sessions, read_data, write_data

from .chains import ring_data

TRAIN = [["a", "b", "c"], ["a", "b", "b"], ["b", "d"], ["c", "a"]]


def _data(folder: Path) -> SessionData:
    write_data(folder, TRAIN, [(["a"], "b")], [{"id": "unclicked", "title": ""}])
    return read_data(folder)


def _scores(folder: Path, name: str, *prefix: str, **options: Any) -> dict[str, float]:
    data = _data(folder)
    rows = Rows.of(Sessions.of([[data.items.index(item) for item in prefix]]), np.zeros(1, np.int64), 10)
    scores = build_neighbours(name, data, options).scores(rows, np.zeros(1, np.int64))
    assert scores.shape == (1, data.trained)
    return dict(zip(data.items, scores[0].tolist(), strict=False))


def test_popularity_counts_clicks(tmp_path: Path) -> None:
    assert _scores(tmp_path, "pop", "c") == {"a": 3, "b": 4, "c": 2, "d": 1}


def test_session_popularity_counts_the_session(tmp_path: Path) -> None:
    assert _scores(tmp_path, "s-pop", "c", "d", "c") == pytest.approx({"a": 0, "b": 0, "c": 2 + 2 / 5, "d": 1 + 1 / 5})


def test_filled_up_by_popularity_the_session_still_comes_first(tmp_path: Path) -> None:
    scores = _scores(tmp_path, "s-pop", "c", "d", "c", fill=True)
    assert sorted(scores, key=lambda item: -scores[item]) == ["c", "d", "b", "a"]


def test_markov_counts_steps_inside_sessions(tmp_path: Path) -> None:
    assert _scores(tmp_path, "markov", "d", "b") == {"a": 0, "b": 1, "c": 1, "d": 1}
    assert _scores(tmp_path, "markov", "a") == {"a": 0, "b": 2, "c": 0, "d": 0}


def test_item_knn_is_the_cosine_of_session_sets(tmp_path: Path) -> None:
    # sessions with: a 3, b 3, c 2, d 1; together: ab 2, ac 2, bc 1, bd 1
    expected = {"a": 0, "b": 2 / 3, "c": 2 / np.sqrt(6), "d": 0}
    assert _scores(tmp_path, "item-knn", "b", "a") == pytest.approx(expected)


def test_item_knn_tempers_rare_items(tmp_path: Path) -> None:
    tempered = _scores(tmp_path, "item-knn", "b", regularisation=20.0)
    assert tempered["d"] == pytest.approx(1 / np.sqrt(23 * 21))


PLAIN = {"weighting": "linear", "decay": "inverse", "idf": 0.0}


def test_session_neighbours_by_hand(tmp_path: Path) -> None:
    # prefix d, a: weights d 1/2, a 1; similarity: abc 1, ab 1, bd 1/2, ca 1; bd shares the click before the last
    scores = _scores(tmp_path, "v-sknn", "d", "a", **PLAIN)
    assert scores == pytest.approx({"a": 3, "b": 2 + 1 / 4, "c": 2, "d": 1 / 4})


def test_session_neighbours_as_shipped_by_hand(tmp_path: Path) -> None:
    scores = _scores(tmp_path, "v-sknn", "d", "a")
    last, before = 1 / np.log10(1.7), 1 / np.log10(2.7)
    assert scores["b"] == pytest.approx((2 * last + before / 4) * (1 + 2 * np.log(4 / 3)), rel=1e-5)
    assert scores["c"] == pytest.approx(2 * last * (1 + 2 * np.log(4 / 2)), rel=1e-5)


def test_session_neighbours_by_cosine_by_hand(tmp_path: Path) -> None:
    scores = _scores(tmp_path, "v-sknn", "d", "a", similarity="cosine", **PLAIN)
    assert scores["c"] == pytest.approx(1 / np.sqrt(3) + 1 / np.sqrt(2), rel=1e-5)


def _found(folder: Path, train: list[list[str]], *prefix: str, **options: Any) -> set[str]:
    """The items of the one neighbour."""
    write_data(folder, train, [(["a"], "b")])
    data = read_data(folder)
    rows = Rows.of(Sessions.of([[data.items.index(item) for item in prefix]]), np.zeros(1, np.int64), 10)
    scores = build_neighbours("v-sknn", data, {"neighbours": 1, **options}).scores(rows, np.zeros(1, np.int64))[0]
    return {item for item, score in zip(data.items, scores, strict=False) if score > 0}


def test_a_long_neighbour_is_not_less_like_the_session_by_its_length(tmp_path: Path) -> None:
    train = [["a", "b", "x", "y", "z"], ["a", "q"]]  # shares 1 1/2 and 1; by cosine 0.67 and 0.71
    assert _found(tmp_path, train, "b", "a", **PLAIN) == {"a", "b", "x", "y", "z"}
    assert _found(tmp_path, train, "b", "a", similarity="cosine", **PLAIN) == {"a", "q"}


def test_of_neighbours_alike_the_newer_counts(tmp_path: Path) -> None:
    assert _found(tmp_path, [["a", "x"], ["a", "y"]], "a", **PLAIN) == {"a", "y"}


def test_stan_counts_near_items_of_fresh_sessions_more(tmp_path: Path) -> None:
    # prefix a: abc (age 3/4, b one step, c two), ab (2/4, b at its last place, two steps), ca (0, c one step)
    scores = _scores(tmp_path, "stan", "a")
    # and a itself, no step away in each of them
    first, second = np.exp(-3 / 4) / np.sqrt(3), np.exp(-2 / 4) / np.sqrt(2)
    assert scores["a"] == pytest.approx(first + second + 1 / np.sqrt(2), rel=1e-5)
    assert scores["b"] == pytest.approx(first * np.exp(-1) + second * np.exp(-2), rel=1e-5)
    assert scores["c"] == pytest.approx(first * np.exp(-2) + 1 / np.sqrt(2) * np.exp(-1), rel=1e-5)


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_after_an_empty_prefix_there_is_an_answer(tmp_path: Path, name: str) -> None:
    assert np.isfinite(list(_scores(tmp_path, name).values())).all()


@pytest.mark.parametrize(("name", "cut"), [("markov", 2), ("item-knn", 2), ("v-sknn", 10), ("stan", 10)])
def test_a_predictable_chain_is_predicted_and_noise_is_not(tmp_path: Path, name: str, cut: int) -> None:
    """Session neighbours rank the session's own items too, up to six of them here, so they are read deeper."""

    def recall(predictable: float) -> float:
        data = ring_data(tmp_path / str(predictable), predictable=predictable)
        return evaluated(build_neighbours(name, data, {}), data, (cut,), longest=9)[f"recall@{cut}"]

    chance = cut / 40
    assert recall(1.0) > 0.85
    assert recall(0.0) < chance + 0.12


def test_items_without_clicks_stand_last(tmp_path: Path) -> None:
    write_data(tmp_path, TRAIN, [(["a"], "unclicked")], [{"id": "unclicked", "title": ""}])
    data = read_data(tmp_path)
    found = evaluated(build_neighbours("markov", data, {}), data, (4, 5), longest=9)
    assert (found["recall@4"], found["recall@5"]) == (0, 1)


@pytest.mark.parametrize(
    ("name", "options", "why"),
    [
        ("stan", {"sample": "x"}, "stan: sample"),
        ("stan", {"sample": 0}, "sample is a whole number from 1"),
        ("stan", {"age": 0}, "age is a number above 0, not 0"),
        ("stan", {"recency": float("nan")}, "recency is a number above 0"),
        ("v-sknn", {"neighbours": 0}, "neighbours is a whole number from 1"),
        ("v-sknn", {"similarity": "jaccard"}, "v-sknn: similarity"),
        ("v-sknn", {"idf": -1}, "idf is a number from 0"),
        ("item-knn", {"regularisation": -1}, "regularisation is a number from 0"),
        ("s-pop", {"fill": "perhaps"}, "s-pop: fill"),
        ("pop", {"fill": True}, "pop has no option fill"),
        ("markov", {"data": 1}, "markov has no option data"),
    ],
)
def test_options_that_cannot_be_are_named_when_it_is_built(
    tmp_path: Path, name: str, options: dict[str, Any], why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        build_neighbours(name, _data(tmp_path), options)


def test_numbers_may_be_text_as_yaml_has_them(tmp_path: Path) -> None:
    assert _scores(tmp_path, "item-knn", "b", regularisation="2e1") == _scores(
        tmp_path, "item-knn", "b", regularisation=20.0
    )


def test_unknown_names_and_options_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="there are pop"):
        build_neighbours("oracle", _data(tmp_path), {})
    with pytest.raises(InvalidInput, match="no option depth"):
        build_neighbours("markov", _data(tmp_path), {"depth": 2})
