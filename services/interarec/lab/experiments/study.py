"""One set with everything the figures ask of it: rows, base orders, texts of sessions, similarities. Called by figures.

All that is costly is made once and kept: base models and scores in files, reads in one file, the rest in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interarec.lab.experiments.base_scores import VALID, BaseScores, Which
from interarec.lab.experiments.reads import ItemRead, ReadBook
from interarec.lab.experiments.related import related_items
from interarec.lab.experiments.reordering import TIES, Blend, places, ranks_after, values_at, without_seen
from interarec.lab.experiments.scale import Scale
from interarec.lab.experiments.summaries import SessionSummary, merged
from interarec.platform.embeddings import LexicalIndex, TextIndex
from interarec.ranking.metrics import tie_order
from interarec.ranking.sessions import SessionData

__all__ = ["Place", "Study", "Told"]

F32 = NDArray[np.float32]
I64 = NDArray[np.int64]
_SAMPLE = 7


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared with the items. `source`: summary (of screens), placebo (another session's), catalogue (texts of
    the prefix items, no pixels) or last (that of the last item). `last`: of how many last items, None all."""

    source: str = "summary"
    last: int | None = 4
    view: str = "block"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a set lies: its data folder, its reads, and where trained models are kept; `cuts` its figures are told at,
    the first of them in plots."""

    name: str
    title: str
    data: Path
    reads: Path
    models: Path
    cuts: tuple[int, ...]
    licence: str
    main_text: bool = True


class Study:
    """One set at one scale. `index` builds the text index of the items (the product's lexical one by default)."""

    def __init__(self, place: Place, scale: Scale, index: Callable[[list[str]], TextIndex] = LexicalIndex) -> None:
        self.place, self.scale = place, scale
        self.base = BaseScores(place.data, place.models, scale)
        self._index = index
        self._data = {False: self.base.data(Which("", 1, 1.0)), True: self.base.data(Which("", 1, VALID))}
        self.places = lru_cache(maxsize=24)(self._places)
        self.similarity = lru_cache(maxsize=12)(self._similarity)
        self.told_texts = lru_cache(maxsize=24)(self._told_texts)

    @cached_property
    def book(self) -> ReadBook:
        """Kept reads of the set's item pages."""
        data = self._data[False]
        return ReadBook(self.place.reads, data.facts, related_items(data))

    def data(self, *, valid: bool = False) -> SessionData:
        """Training sessions, and the test or validation rows."""
        return self._data[valid]

    @lru_cache(maxsize=2)  # noqa: B019  a study lives as long as its run
    def rows(self, valid: bool = False) -> I64:
        """Numbers of the rows that are measured: all, or the scale's number of them, always the same ones."""
        count = len(self._data[valid].targets)
        limit = self.scale.rows
        if limit is None or count <= limit:
            return np.arange(count)
        chosen: I64 = np.sort(np.random.default_rng(_SAMPLE).permutation(count)[:limit])
        return chosen

    def targets(self, *, valid: bool = False) -> I64:
        """(rows,) item numbers."""
        found: I64 = self._data[valid].targets[self.rows(valid)]
        return found

    def prefixes(self, *, valid: bool = False) -> list[I64]:
        """Item numbers of each row's prefix."""
        data = self._data[valid]
        return [data.prefixes[int(row)] for row in self.rows(valid)]

    def lengths(self, *, valid: bool = False) -> I64:
        """(rows,) items of each prefix."""
        return np.array([len(one) for one in self.prefixes(valid=valid)], np.int64)

    def repeats(self) -> NDArray[np.bool_]:
        """(rows,) true where the target stands in the prefix."""
        pairs = zip(self.prefixes(), self.targets(), strict=True)
        return np.array([bool((prefix == target).any()) for prefix, target in pairs])

    def scores(self, which: Which, *, removed: bool = False) -> F32:
        """(rows, items) of a base model; `removed`: prefix items behind all others."""
        valid = which.size == VALID
        found: F32 = np.asarray(self.base.scores(which)[self.rows(valid)])
        return without_seen(found, self.prefixes(valid=valid)) if removed else found

    def ranks(self, which: Which, blend: Blend | None, told: Told | None, *, removed: bool = False) -> I64:
        """(rows,) ranks of the targets, re-ranked when there is a blend and something told.

        `removed`: prefix items stand behind all others in both orders.
        """
        valid = which.size == VALID
        base = self.places(which, removed)
        similarity = self.similarity(told, valid) if told and blend else None
        if similarity is not None and removed:  # in the base order alone they would come back with a deep pool
            similarity = without_seen(similarity, self.prefixes(valid=valid))
        scores = self.scores(which, removed=removed) if blend and blend.how == "linear" else None
        targets, lengths = self.targets(valid=valid), self.lengths(valid=valid)
        return ranks_after(base, similarity, targets, blend or Blend(), lengths, scores)

    def values(
        self, model: str, size: float, blend: Blend | None, told: Told | None, cut: int, *, removed: bool = False
    ) -> dict[str, NDArray[np.float64]]:
        """recall and mrr within `cut`, (seeds, rows) each."""
        seeds = self.scale.seeds_of(size)
        each = [values_at(self.ranks(Which(model, seed, size), blend, told, removed=removed), cut) for seed in seeds]
        return {name: np.stack([one[name] for one in each]) for name in ("recall", "mrr")}

    def content_ranks(self, told: Told, *, removed: bool = False) -> I64:
        """Ranks by similarity alone: no session model."""
        similarity = self.similarity(told, False)
        if removed:
            similarity = without_seen(similarity, self.prefixes())
        order = places(similarity, self._tie_order())
        return ranks_after(order, None, self.targets(), Blend(), self.lengths())

    def summaries(self, told: Told, *, valid: bool = False) -> list[SessionSummary]:
        """Of each row's own screens."""
        data = self._data[valid]
        found = []
        for prefix in self.prefixes(valid=valid):
            shown = prefix if told.last is None else prefix[-told.last :]
            reads = [self.book.get(data.items[int(item)], told.view) for item in shown]
            found.append(merged([one for one in reads if isinstance(one, ItemRead)]))
        return found

    def coverage(self, told: Told) -> float:
        """Share of the shown screens of all rows whose page was read."""
        data, shown, there = self._data[False], 0, 0
        for prefix in self.prefixes():
            last = prefix if told.last is None else prefix[-told.last :]
            shown += len(last)
            there += sum(self.book.get(data.items[int(item)], told.view) is not None for item in last)
        return there / max(1, shown)

    def fully_read(self, told: Told) -> NDArray[np.bool_]:
        """(rows,) true where the page of every shown screen was read."""
        items = self._data[False].items
        shown = (prefix if told.last is None else prefix[-told.last :] for prefix in self.prefixes())
        return np.array([all(self.book.get(items[int(item)], told.view) is not None for item in one) for one in shown])

    def _tie_order(self) -> I64:
        return tie_order(len(self._data[False].items), TIES)

    def _places(self, which: Which, removed: bool) -> NDArray[np.int32]:
        scores = self.scores(which, removed=removed)
        return places(scores, tie_order(scores.shape[1], TIES))

    def _similarity(self, told: Told, valid: bool) -> F32:
        index = self._indices(valid)
        texts = self.told_texts(told, valid)
        found = np.zeros((len(texts), len(self._data[valid].items)), np.float32)
        for row, text in enumerate(texts):
            if text:
                found[row] = index.query(text).cosines()
        return found

    @lru_cache(maxsize=2)  # noqa: B019
    def _indices(self, valid: bool) -> TextIndex:
        data = self._data[valid]
        return self._index([self._item_text(data, item) for item in range(len(data.items))])

    @staticmethod
    def _item_text(data: SessionData, item: int) -> str:
        """As the product has it: title, brand, colour; no price, no id."""
        facts = data.facts.get(data.items[item], {})
        return ". ".join(facts[name] for name in ("title", "brand", "color") if facts.get(name))

    def _told_texts(self, told: Told, valid: bool) -> list[str]:
        data = self._data[valid]
        if told.source == "placebo":
            own = [one.text for one in self.summaries(told, valid=valid)]
            return [own[other] for other in _derangement(len(own))]
        if told.source == "summary":
            return [one.text for one in self.summaries(told, valid=valid)]
        last = 1 if told.source == "last" else told.last
        shown = [prefix if last is None else prefix[-last:] for prefix in self.prefixes(valid=valid)]
        return [". ".join(self._item_text(data, int(item)) for item in one) for one in shown]


def _derangement(count: int) -> list[int]:
    """Every row gets another's: a seeded shuffle, then each the next in it."""
    order = np.random.default_rng(_SAMPLE).permutation(count)
    answer = np.empty(count, np.int64)
    answer[order] = np.roll(order, 1)
    return [int(one) for one in answer]
