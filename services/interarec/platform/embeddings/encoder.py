"""A sentence encoder served by onnxruntime: a folder with `model.onnx` and `tokenizer.json`, no torch.

The folder is what `interarec encoder export` writes, or sentence-transformers. Texts are cut at the `longest` tokens of
its card.json, 256 without one. Token vectors are averaged over the text (masked mean) unless the model has an output
`sentence_embedding`; vectors have unit length.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interarec.domain.errors import ConfigurationError

__all__ = ["EncoderIndex", "SentenceEncoder"]

_LONGEST = 256
_BATCH = 64
_QUERIES_KEPT = 256


class SentenceEncoder:
    """Texts to unit vectors. Loads once; safe to call from several threads."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Raises ConfigurationError when the folder or a library is missing or the model does not load."""
        self._session = _session(folder / "model.onnx", threads)
        self._tokenizer = _tokenizer(folder / "tokenizer.json", _longest(folder / "card.json"))
        self._inputs = {one.name for one in self._session.get_inputs()}
        outputs = [one.name for one in self._session.get_outputs()]
        self._pooled = "sentence_embedding" in outputs
        self._output = "sentence_embedding" if self._pooled else outputs[0]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(m, d) rows of unit length, in the order of `texts`; equal texts get equal vectors."""
        place = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        once = list(place)
        parts = [self._encode_batch(once[start : start + _BATCH]) for start in range(0, len(once), _BATCH)]
        if not parts:
            return np.empty((0, 0), np.float32)
        vectors: NDArray[np.float32] = np.concatenate(parts)[[place[text] for text in texts]]
        return vectors

    def _encode_batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([one.ids for one in encoded], np.int64)
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        feed = {name: value for name, value in feed.items() if name in self._inputs}
        output = np.asarray(self._session.run([self._output], feed)[0], np.float32)
        pooled = output if self._pooled else _masked_mean(output, mask)
        lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (pooled / np.maximum(lengths, 1e-12)).astype(np.float32)
        return unit


class EncoderIndex:
    """Unit vectors of n texts."""

    def __init__(self, encoder: SentenceEncoder, texts: Sequence[str]) -> None:
        self.vectors: NDArray[np.float32] = encoder.encode(texts)
        self._encoder = encoder
        self._kept_query = lru_cache(maxsize=_QUERIES_KEPT)(self._query)

    def query(self, text: str) -> EncoderQuery:
        """Prepare `text`: one call of the model, the first time."""
        return self._kept_query(text)

    def _query(self, text: str) -> EncoderQuery:
        return EncoderQuery(self.vectors, self._encoder.encode([text])[0])


class EncoderQuery:
    """One text's unit vector against an EncoderIndex."""

    def __init__(self, vectors: NDArray[np.float32], vector: NDArray[np.float32]) -> None:
        self._vectors = vectors
        self.vector: NDArray[np.float32] = vector

    def cosines(self, rows: NDArray[np.intp] | None = None) -> NDArray[np.float64]:
        """Cosines in [-1, 1] with the texts at `rows`, or with all n."""
        some = self._vectors if rows is None else self._vectors[rows]
        cosines: NDArray[np.float64] = np.clip(some @ self.vector, -1.0, 1.0).astype(np.float64)
        return cosines


def _masked_mean(tokens: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """(m, t, d) token vectors to (m, d), over the tokens that are text."""
    kept = mask[:, :, None].astype(np.float32)
    mean: NDArray[np.float32] = (tokens * kept).sum(axis=1) / np.maximum(kept.sum(axis=1), 1.0)
    return mean


def _session(path: Path, threads: int) -> Any:
    if not path.is_file():
        raise ConfigurationError(f"the sentence encoder has no {path}; export it as ONNX or set similarity to lexical")
    try:
        runtime = import_module("onnxruntime")
    except ImportError as error:
        raise ConfigurationError("a sentence encoder needs onnxruntime: pip install 'interarec[encoder]'") from error
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    try:
        return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime errors have no common base; raised again with what to do
        raise ConfigurationError(f"{path} is no model that onnxruntime can run: {error}") from error


def _longest(card: Path) -> int:
    if not card.is_file():
        return _LONGEST
    try:
        return int(json.loads(card.read_text(encoding="utf-8")).get("longest", _LONGEST))
    except (ValueError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"{card} is no card of an encoder ({error}); export the encoder again") from error


def _tokenizer(path: Path, longest: int) -> Any:
    if not path.is_file():
        raise ConfigurationError(f"the sentence encoder has no {path}; copy the tokenizer beside the model")
    try:
        tokenizers = import_module("tokenizers")
    except ImportError as error:
        raise ConfigurationError("a sentence encoder needs tokenizers: pip install 'interarec[encoder]'") from error
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise ConfigurationError(f"{path} is no tokenizer: {error}") from error
    tokenizer.enable_truncation(longest)
    tokenizer.enable_padding()
    return tokenizer
