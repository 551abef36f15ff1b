"""Item vectors that start from the items' texts: the rival that has the text without any re-ranking. Imports torch.

Rows of TF-IDF over the items' words, reduced to the net's width by a singular value decomposition (latent semantic
analysis, Deerwester et al. 1990) and scaled to the spread of the usual start. Called by `training`.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found]
from numpy.typing import NDArray

from interarec.platform.embeddings.lexical import words
from interarec.ranking.sessions import SessionData

__all__ = ["start_from_texts", "text_vectors"]

_SPARE, _TURNS = 10, 4


def start_from_texts(net: Any, data: SessionData) -> None:
    """Fill every item table of `net` but its padding row."""
    for module in net.modules():
        if isinstance(module, torch.nn.Embedding) and module.num_embeddings == data.trained + 1:
            weights = module.weight
            vectors = text_vectors(data, weights.shape[1]) * float(weights.detach().std())
            with torch.no_grad():
                weights[1:] = torch.from_numpy(vectors).to(weights.device)


def text_vectors(data: SessionData, width: int) -> NDArray[np.float32]:
    """(trained items, width), unit spread; dimensions that the texts do not fill are zero."""
    counts = [Counter(words(_text(data, item))) for item in range(data.trained)]
    vocabulary = {word: number for number, word in enumerate(sorted({word for one in counts for word in one}))}
    table = np.zeros((data.trained, max(1, len(vocabulary))))
    for item, one in enumerate(counts):
        for word, count in one.items():
            table[item, vocabulary[word]] = 1 + np.log(count)
    table *= np.log((1 + data.trained) / (1 + (table > 0).sum(0))) + 1
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12)
    kept = _leading(table - table.mean(0), width)
    vectors = np.zeros((data.trained, width), np.float32)
    vectors[:, : kept.shape[1]] = kept / max(float(kept.std()), 1e-12)
    return vectors


def _leading(table: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """(rows, at most width) scores on the leading singular directions, by subspace iteration (Halko et al. 2011)."""
    some = min(width + _SPARE, *table.shape)
    basis = np.random.default_rng(0).normal(size=(table.shape[1], some))
    for _ in range(_TURNS):
        basis = np.linalg.qr(table.T @ np.linalg.qr(table @ basis)[0])[0]
    left, singular, _ = np.linalg.svd(table @ basis, full_matrices=False)
    scores: NDArray[np.float64] = left[:, :width] * singular[:width]
    return scores


def _text(data: SessionData, item: int) -> str:
    facts = data.facts.get(data.items[item], {})
    return " ".join(facts.get(name, "") for name in ("title", "brand", "color"))
