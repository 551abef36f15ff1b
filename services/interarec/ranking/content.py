"""Two sentence encoders side by side: how near their vectors are, and whether the same next items are found.

Called by `interarec encoder compare`, in the serving environment: no torch.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interarec.domain.errors import InvalidInput
from interarec.platform.embeddings import SentenceEncoder
from interarec.ranking.evaluating import evaluated
from interarec.ranking.sessions import Rows, SessionData

__all__ = ["ContentScorer", "compared", "item_texts"]

_TOLD = ("title", "brand", "color", "category")
_CUTS = (5, 10, 20, 50)


class ContentScorer:
    """Items by the cosine of their text with the last item's text; see Scorer."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        """`vectors` (n, d) of unit length, of the data's items in order."""
        self._vectors = vectors

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """(b, n); zeros after an empty prefix."""
        found = np.zeros((len(chosen), len(self._vectors)), np.float32)
        full = rows.ends[chosen] > rows.starts[chosen]
        last = rows.clicks[rows.ends[chosen[full]] - 1]
        found[full] = self._vectors[last] @ self._vectors.T
        return found


def item_texts(data: SessionData) -> list[str]:
    """What items.csv tells of each item. Raises InvalidInput when it tells nothing of any."""
    told = [" ".join(filter(None, (data.facts.get(item, {}).get(name) for name in _TOLD))) for item in data.items]
    if not any(told):
        raise InvalidInput(f"items.csv needs one of the columns {', '.join(_TOLD)}", field="data")
    return told


def compared(one: SentenceEncoder, other: SentenceEncoder, data: SessionData, *, seed: int = 1) -> dict[str, float]:
    """Cosines between both encoders' vectors of each item's text, and both rankings by the last item's text."""
    texts = item_texts(data)
    first, second = one.encode(texts), other.encode(texts)
    if first.shape != second.shape:
        raise InvalidInput(f"the encoders' vectors differ in length: {first.shape[1]} and {second.shape[1]}")
    cosines = (first * second).sum(axis=1)
    answer = {"texts": float(len(texts)), "cosine_mean": float(cosines.mean()), "cosine_min": float(cosines.min())}
    for name, vectors in (("first", first), ("second", second)):
        figures = evaluated(ContentScorer(vectors), data, _CUTS, longest=1, seed=seed)
        answer |= {f"{name}_{figure}": value for figure, value in figures.items()}
    return answer
