"""Cosines of TF-IDF vectors: no model, no download, the default of every site.

Weights are (1 + log tf) (log((1 + n) / (1 + df)) + 1), rows of unit length (Salton and Buckley 1988, `ltc`). Texts lie
in an inverted index, so that a query costs the length of its words' lists, whatever the catalogue's size.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["LexicalIndex", "words"]

_WORD = re.compile(r"[a-z0-9]+")
_STOP_WORDS = """a an and are as at be by for from has have in is it its not of on or other over so than that the their
them these they this to was were which while with available user users shopper product products item items"""
_STOP = frozenset(_STOP_WORDS.split())
_QUERIES_KEPT = 64
"""Each keeps one float32 an item: 64 summaries over 100,000 items are 26 MB."""


def words(text: str) -> list[str]:
    """Lower-case words without accents, stop words and plural s."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    found = _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))
    return [_stem(word) for word in found if word not in _STOP]


def _stem(word: str) -> str:
    if re.search(r"(?:ss|sh|ch|x)es$", word):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class LexicalIndex:
    """TF-IDF vectors of n texts, by word."""

    vectors: NDArray[np.float32] | None = None

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        rows, terms, counts, self._vocabulary = _counted(texts)
        frequency = np.bincount(terms, minlength=len(self._vocabulary))
        self._idf = np.log((1 + self.size) / (1 + frequency)) + 1
        weights = (1 + np.log(counts)) * self._idf[terms]
        norms = np.sqrt(np.bincount(rows, weights * weights, minlength=self.size))
        order = np.argsort(terms, kind="stable")
        self._rows = rows[order].astype(np.int32)
        self._weights = (weights / np.maximum(norms[rows], 1e-12))[order].astype(np.float32)
        self._starts = np.concatenate(([0], np.cumsum(frequency)))
        self._kept_query = lru_cache(maxsize=_QUERIES_KEPT)(self._query)

    def query(self, text: str) -> LexicalQuery:
        """Prepare `text`; words that no indexed text has count for nothing."""
        return self._kept_query(text)

    def _query(self, text: str) -> LexicalQuery:
        known = Counter(self._vocabulary[word] for word in words(text) if word in self._vocabulary)
        weights = {term: (1 + np.log(count)) * self._idf[term] for term, count in known.items()}
        norm = np.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return LexicalQuery(self, {term: float(weight / norm) for term, weight in weights.items()})

    def cosines(self, weights: Mapping[int, float]) -> NDArray[np.float32]:
        """(n,) cosines with a unit vector given as {term: weight}."""
        if not weights:
            return np.zeros(self.size, np.float32)
        lists = [slice(self._starts[term], self._starts[term + 1]) for term in weights]
        rows = np.concatenate([self._rows[one] for one in lists])
        products = np.concatenate(
            [self._weights[one] * np.float32(weight) for one, weight in zip(lists, weights.values(), strict=True)]
        )
        return np.minimum(np.bincount(rows, products, minlength=self.size), 1.0).astype(np.float32)


class LexicalQuery:
    """One text against a LexicalIndex; the cosines are worked out once, when first asked for."""

    vector: NDArray[np.float32] | None = None

    def __init__(self, index: LexicalIndex, weights: Mapping[int, float]) -> None:
        self._index = index
        self._weights = weights

    def cosines(self, rows: NDArray[np.intp] | None = None) -> NDArray[np.float64]:
        """Cosines in [0, 1] with the texts at `rows`, or with all n."""
        return (self._all if rows is None else self._all[rows]).astype(np.float64)

    @cached_property
    def _all(self) -> NDArray[np.float32]:
        return self._index.cosines(self._weights)


def _counted(
    texts: Sequence[str],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64], dict[str, int]]:
    """(row, term, count) of every different word of every text, and the vocabulary."""
    vocabulary: dict[str, int] = {}
    rows: list[int] = []
    terms: list[int] = []
    counts: list[int] = []
    for row, text in enumerate(texts):
        for word, count in Counter(words(text)).items():
            rows.append(row)
            terms.append(vocabulary.setdefault(word, len(vocabulary)))
            counts.append(count)
    return np.array(rows, np.intp), np.array(terms, np.intp), np.array(counts, np.float64), vocabulary
