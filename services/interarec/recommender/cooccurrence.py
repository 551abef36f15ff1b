"""What is bought together: pair counts of the baskets, and the ranker that stands in for a trained session model.

`count_pairs` is called when a choice model is fitted; `CooccurrenceModel` serves behind `SessionModel` until a trained
model is published.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from interarec.domain.errors import InvalidInput

__all__ = ["CooccurrenceModel", "PairCounts", "count_pairs"]

_NEIGHBOURS = 50
_LONGEST_BASKET = 50
"""Baskets above this many different items say little about pairs and cost their square."""
_PRIOR = 10.0
"""Pseudo-count of popularity in p(j | i): an item seen in few baskets is followed by what everybody buys."""
_DECAY = 0.5
"""Each step back in the session counts half."""
_CONTEXTS = 256


@dataclass(frozen=True, slots=True)
class PairCounts:
    """For each item, how often its most frequent companions were in the same basket: {item: {other: count}}."""

    neighbours: Mapping[str, Mapping[str, int]]

    def encode(self) -> bytes:
        """Bytes of the artifact."""
        return gzip.compress(json.dumps({"neighbours": self.neighbours}).encode(), compresslevel=3, mtime=0)

    @classmethod
    def decode(cls, data: bytes) -> PairCounts:
        """The reverse. Raises InvalidInput."""
        try:
            return cls(json.loads(gzip.decompress(data))["neighbours"])
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise InvalidInput(f"these bytes are no pair counts ({error}); fit the choice model again") from error


def count_pairs(baskets: Iterable[Sequence[str]]) -> PairCounts:
    """Counts of unordered pairs of different items in one basket, the best `_NEIGHBOURS` of each item."""
    counts: dict[str, Counter[str]] = {}
    for basket in baskets:
        different = sorted(set(basket))
        if len(different) > _LONGEST_BASKET:
            continue
        for one, other in combinations(different, 2):
            counts.setdefault(one, Counter())[other] += 1
            counts.setdefault(other, Counter())[one] += 1
    ranked = {item: sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) for item, found in counts.items()}
    return PairCounts({item: dict(pairs[:_NEIGHBOURS]) for item, pairs in sorted(ranked.items())})


class CooccurrenceModel:
    """p(next = j | session) from pair counts, shrunk towards popularity.

    p(j | i) = (n_ij + a q_j) / (n_i + a) with q the popularity and a = 10; a session mixes its items with weights
    1, 1/2, 1/4, … from the newest back.
    """

    version = "cooccurrence"

    def __init__(
        self, popularity: NDArray[np.float64], rows: Mapping[str, int], pairs: PairCounts | None = None
    ) -> None:
        """`popularity` (n,) positive weights in the catalogue's order; `rows` maps item ids to that order."""
        self._share = popularity / popularity.sum()
        self._log_share: NDArray[np.float64] = np.log(self._share)
        self._neighbours = _by_row(pairs, rows) if pairs is not None else {}
        self.mean, self.deviation = self._constants()

    def log_probabilities(self, session: Sequence[int]) -> NDArray[np.float64]:
        """(n,) log p of every item after the rows in `session`, newest last; popularity when it is empty."""
        if not session:
            return self._log_share.copy()
        raw = _DECAY ** np.arange(len(session))
        mixing = raw / raw.sum()
        kept = 0.0  # the popularity's part of the mixture
        extra: dict[int, float] = {}
        for share, row in zip(mixing, reversed(session), strict=True):
            others, counts = self._neighbours.get(row, _NOTHING)
            total = float(counts.sum()) + _PRIOR
            kept += share * _PRIOR / total
            for other, count in zip(others.tolist(), counts.tolist(), strict=True):
                extra[other] = extra.get(other, 0.0) + share * count / total
        answer: NDArray[np.float64] = self._log_share + np.log(kept)
        touched = np.fromiter(extra, dtype=np.intp, count=len(extra))
        answer[touched] = np.log(self._share[touched] * kept + np.fromiter(extra.values(), float, len(extra)))
        return answer

    def _constants(self) -> tuple[float, float]:
        """Mean and deviation of log p over the catalogue, after single items spread evenly over it."""
        step = max(1, len(self._share) // _CONTEXTS)
        contexts = [[row] for row in range(0, len(self._share), step)] if self._neighbours else [[]]
        sample = [self.log_probabilities(context) for context in contexts[:_CONTEXTS]]
        mean = float(np.mean([one.mean() for one in sample]))
        spread = float(np.sqrt(np.mean([np.square(one - mean).mean() for one in sample])))
        return mean, spread if spread > 0 else 1.0


_Neighbours = tuple[NDArray[np.intp], NDArray[np.float64]]
_NOTHING: _Neighbours = (np.empty(0, np.intp), np.empty(0))


def _by_row(pairs: PairCounts, rows: Mapping[str, int]) -> dict[int, _Neighbours]:
    """Neighbours by catalogue row; items that are no longer sold are left out."""
    found: dict[int, _Neighbours] = {}
    for item, others in pairs.neighbours.items():
        known = [(rows[other], count) for other, count in others.items() if other in rows]
        if item in rows and known:
            found[rows[item]] = (
                np.array([row for row, _ in known], np.intp),
                np.array([count for _, count in known], np.float64),
            )
    return found
