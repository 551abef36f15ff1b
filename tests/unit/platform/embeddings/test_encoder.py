"""A sentence encoder through onnxruntime, on a model small enough to know its answers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from interarec.domain.errors import ConfigurationError
from interarec.platform.embeddings import EncoderIndex, SentenceEncoder

from .onnx_bytes import table_model

WORDS = {"[PAD]": 0, "[UNK]": 1, "green": 2, "dress": 3, "red": 4, "mug": 5}
TABLE = np.array([[9, 9, 9], [0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [-1, 0, 0]], np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model.onnx").write_bytes(table_model(TABLE))
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": WORDS, "unk_token": "[UNK]"},
    }
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer))
    return tmp_path


def test_a_text_is_the_unit_mean_of_its_tokens_without_padding(folder: Path) -> None:
    vectors = SentenceEncoder(folder).encode(["Green dress", "red", "green green dress mug"])
    assert vectors == pytest.approx(np.array([[2**-0.5, 2**-0.5, 0], [0, 0, 1], [2**-0.5, 2**-0.5, 0]]))


def test_an_index_gives_cosines_with_all_or_some(folder: Path) -> None:
    index = EncoderIndex(SentenceEncoder(folder), ["green", "dress", "mug", "red mug"])
    query = index.query("green dress")
    assert query.cosines() == pytest.approx([2**-0.5, 2**-0.5, -(2**-0.5), -0.5])
    assert query.cosines(np.array([3, 0])) == pytest.approx([-0.5, 2**-0.5])
    assert query.vector == pytest.approx([2**-0.5, 2**-0.5, 0])
    assert index.query("green dress") is query


def test_more_texts_than_a_batch_keep_their_order(folder: Path) -> None:
    vectors = SentenceEncoder(folder).encode(["green", "red"] * 80)
    assert vectors[::2] == pytest.approx(np.tile([1, 0, 0], (80, 1)))
    assert vectors[1::2] == pytest.approx(np.tile([0, 0, 1], (80, 1)))


def test_equal_texts_get_equal_vectors(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder, asked = SentenceEncoder(folder), []
    encode = SentenceEncoder._encode_batch
    monkeypatch.setattr(
        SentenceEncoder, "_encode_batch", lambda self, texts: asked.append(list(texts)) or encode(self, texts)
    )
    found = encoder.encode(["red dress", "blue coat", "red dress"])
    assert asked == [["red dress", "blue coat"]]
    assert np.array_equal(found[0], found[2])
    assert not np.array_equal(found[0], found[1])


def test_an_empty_text_has_no_direction(folder: Path) -> None:
    assert EncoderIndex(SentenceEncoder(folder), ["green"]).query("zebra").cosines() == pytest.approx([0])


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(ConfigurationError, match=missing):
        SentenceEncoder(folder)


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json"])
def test_a_broken_file_is_named(folder: Path, broken: str) -> None:
    (folder / broken).write_bytes(b"not that")
    with pytest.raises(ConfigurationError, match=broken):
        SentenceEncoder(folder)
