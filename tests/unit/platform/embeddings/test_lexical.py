"""TF-IDF cosines against a dense reference."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from interarec.platform.embeddings import LexicalIndex
from interarec.platform.embeddings.lexical import words

TEXTS = ["green tea dress", "red dress", "green mug", "blue canvas sneakers", "green green dress with sleeves"]


def _dense(texts: list[str], query: str) -> list[float]:
    """The same formula over a full matrix."""
    vocabulary = sorted({word for text in texts for word in words(text)})
    documents = [Counter(words(text)) for text in texts]
    frequency = np.array([sum(word in one for one in documents) for word in vocabulary])
    idf = np.log((1 + len(texts)) / (1 + frequency)) + 1

    def vector(counts: Counter[str]) -> np.ndarray:
        raw = np.array([1 + np.log(counts[word]) if counts[word] else 0.0 for word in vocabulary]) * idf
        return raw / (np.linalg.norm(raw) or 1.0)

    asked = vector(Counter(words(query)))
    return [float(vector(one) @ asked) for one in documents]


@pytest.mark.parametrize("query", ["green dress", "DRESSES in Green", "sneaker", "green green mug", "nothing known"])
def test_cosines_are_those_of_the_full_matrix(query: str) -> None:
    assert LexicalIndex(TEXTS).query(query).cosines() == pytest.approx(_dense(TEXTS, query), abs=1e-6)


_TEXT = st.lists(st.sampled_from(["green", "red", "blue", "dress", "mug", "lamp", "tea"]), min_size=1, max_size=6).map(
    " ".join
)


@given(st.lists(_TEXT, min_size=1, max_size=6), _TEXT)
def test_any_small_corpus_agrees_with_the_full_matrix(texts: list[str], query: str) -> None:
    assert LexicalIndex(texts).query(query).cosines() == pytest.approx(_dense(texts, query), abs=1e-6)


def test_a_text_is_closest_to_itself() -> None:
    for row, text in enumerate(TEXTS):
        assert LexicalIndex(TEXTS).query(text).cosines()[row] == pytest.approx(1, abs=1e-6)


def test_some_rows_are_those_of_all() -> None:
    query = LexicalIndex(TEXTS).query("green dress")
    assert query.cosines(np.array([4, 0])) == pytest.approx(query.cosines()[[4, 0]])
    assert query.vector is None


def test_words_are_folded() -> None:
    assert words("The Dresses, naïve CAFÉS & 2 mugs") == ["dress", "naive", "cafe", "2", "mug"]


def test_empty_texts_match_nothing() -> None:
    assert LexicalIndex(["", "green"]).query("green").cosines() == pytest.approx([0, 1], abs=1e-6)
