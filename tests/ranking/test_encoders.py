"""A small transformer made here, exported and served: the vectors stay what they were."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from interarec.domain.errors import InvalidInput
from interarec.platform.embeddings import SentenceEncoder
from interarec.ranking.content import compared
from interarec.ranking.encoders import export_encoder
from interarec.ranking.sessions import read_data, write_data
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel

WORDS = "red green blue lamp chair desk tall small soft old".split()
TEXTS = [f"{colour} {size} {thing}" for colour in WORDS[:3] for thing in WORDS[3:6] for size in WORDS[6:]] + ["lamp"]


@pytest.fixture(scope="module")
def network() -> Any:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(7)
        shape = BertConfig(
            vocab_size=len(WORDS) + 2, hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=128
        )
        return BertModel(shape).eval()


@pytest.fixture(scope="module")
def folder(network: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As sentence-transformers saves one."""
    made = tmp_path_factory.mktemp("encoder")
    network.save_pretrained(made)
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(["[PAD]", "[UNK]", *WORDS])}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(made / "tokenizer.json"))
    parts = [("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")]
    modules = [{"type": f"sentence_transformers.models.{kind}", "path": path} for kind, path in parts]
    (made / "modules.json").write_text(json.dumps(modules))
    (made / "1_Pooling").mkdir()
    (made / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_mean_tokens": True}))
    (made / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 3}))
    return made


@pytest.fixture(scope="module")
def exported(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exported")
    cards = export_encoder(folder, out)
    assert cards["int8"]["bytes"] < cards["float32"]["bytes"]
    assert cards["float32"]["version"] != cards["int8"]["version"]
    return out


def _by_hand(network: Any, text: str) -> np.ndarray[Any, Any]:
    """The mean of the token vectors, of unit length."""
    ids = torch.tensor([[WORDS.index(word) + 2 for word in text.split()]])
    with torch.no_grad():
        mean = network(input_ids=ids).last_hidden_state[0].mean(0)
    found: np.ndarray[Any, Any] = (mean / mean.norm()).numpy()
    return found


def test_float32_gives_the_network_s_own_vectors_alone_and_padded(network: Any, exported: Path) -> None:
    served = SentenceEncoder(exported / "float32").encode(TEXTS)
    np.testing.assert_allclose(served, [_by_hand(network, text) for text in TEXTS], atol=1e-5)


def test_int8_points_the_same_way_whatever_the_company(exported: Path) -> None:
    whole, small = (SentenceEncoder(exported / name) for name in ("float32", "int8"))
    vectors = small.encode(TEXTS)
    assert not np.array_equal(whole.encode(TEXTS), vectors)
    assert (whole.encode(TEXTS) * vectors).sum(axis=1).min() >= 0.999
    np.testing.assert_allclose(np.concatenate([small.encode([text]) for text in TEXTS]), vectors, atol=1e-6)


def test_texts_are_cut_where_the_model_ends(exported: Path) -> None:
    one, other = SentenceEncoder(exported / "float32").encode(["red tall lamp", "red tall lamp desk"])
    np.testing.assert_allclose(one, other, atol=1e-6)


def test_the_comparison_counts_next_items_found_by_text(tmp_path: Path, exported: Path) -> None:
    titles = ["red tall lamp", "red small lamp", "blue old desk", "blue soft desk"]
    items = [{"id": str(number), "title": title} for number, title in enumerate(titles)]
    write_data(tmp_path, [["0", "1"], ["2", "3"]], [(["0"], "0"), (["2"], "2")], items)
    encoder = SentenceEncoder(exported / "float32")
    report = compared(encoder, encoder, read_data(tmp_path))
    assert report["cosine_min"] == pytest.approx(1, abs=1e-5)
    assert report["first_recall@5"] == report["first_mrr@5"] == 1  # a text is nearest to itself


def test_what_is_not_exported_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text(
        json.dumps([{"type": "x.Transformer", "path": ""}, {"type": "x.Dense", "path": "2"}])
    )
    with pytest.raises(InvalidInput, match="Dense"):
        export_encoder(tmp_path, tmp_path / "out")
    (tmp_path / "modules.json").write_text(json.dumps([{"type": "x.Transformer", "path": ""}]))
    with pytest.raises(InvalidInput, match=r"tokenizer\.json is missing"):
        export_encoder(tmp_path, tmp_path / "out")
