"""From a sentence-transformers folder to what the server loads: ONNX in float32 and in int8. Imports torch.

Called by `interarec encoder export`. Each of OUT/float32 and OUT/int8 holds model.onnx, tokenizer.json and card.json,
and may be the `recommender.encoder_dir` of a site. Nothing is downloaded.
"""

from __future__ import annotations

import json
import shutil
import warnings
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import torch  # type: ignore[import-not-found]
from torch import nn

from interarec.domain.errors import ConfigurationError, InvalidInput

__all__ = ["export_encoder"]

_OPSET = 17
_LONGEST = 256
_BLOCK = 32
_INT8_ACTIVATIONS = 4  # onnxruntime's name for products of int8 by int8
_POOLINGS = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}


@dataclass(frozen=True, slots=True)
class _Folder:
    """What a sentence-transformers folder says of itself."""

    transformer: Path
    pooling: Literal["mean", "cls"]
    longest: int


def export_encoder(folder: Path, out: Path) -> dict[str, Any]:
    """Write OUT/float32 and OUT/int8; their cards by name. Raises InvalidInput, ConfigurationError."""
    described = _described(folder)
    tokenizer = described.transformer / "tokenizer.json"
    if not tokenizer.exists():
        raise InvalidInput(f"{tokenizer} is missing; save the tokenizer in its fast form beside the weights")
    network = _network(described)
    whole, small = out / "float32", out / "int8"
    for one in (whole, small):
        one.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tokenizer, one / "tokenizer.json")
    _write_network(_Sentence(network, described.pooling), whole / "model.onnx")
    _quantise(whole / "model.onnx", small / "model.onnx")
    return {one.name: _write_card(one, folder, described) for one in (whole, small)}


def _described(folder: Path) -> _Folder:
    modules = _json(folder / "modules.json") or [{"type": "Transformer", "path": ""}]
    paths = {str(one["type"]).rsplit(".", 1)[-1]: folder / str(one["path"]) for one in modules}
    others = set(paths) - {"Transformer", "Pooling", "Normalize"}
    if others or "Transformer" not in paths:
        raise InvalidInput(f"{folder} has parts that are not exported: {', '.join(sorted(others)) or 'no transformer'}")
    transformer = paths["Transformer"]
    limits = _json(transformer / "sentence_bert_config.json") or {}
    longest = min(int(limits.get("max_seq_length") or _LONGEST), _LONGEST)
    return _Folder(transformer, _pooling(paths.get("Pooling")), longest)


def _pooling(folder: Path | None) -> Literal["mean", "cls"]:
    said = _json(folder / "config.json") if folder is not None else None
    chosen = [name for name, value in (said or {"pooling_mode_mean_tokens": True}).items() if value is True]
    modes = [name for name in chosen if name.startswith("pooling_mode_")]
    if len(modes) != 1 or modes[0] not in _POOLINGS:
        raise InvalidInput(f"pooling {', '.join(modes) or 'none'} is not exported; there are mean and cls")
    return "cls" if _POOLINGS[modes[0]] == "cls" else "mean"


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise InvalidInput(f"{path} is no JSON: {error}") from error


def _network(described: _Folder) -> Any:
    try:
        transformers = import_module("transformers")
    except ImportError as error:
        raise ConfigurationError("exporting an encoder needs transformers: run `make train` again") from error
    try:
        return transformers.AutoModel.from_pretrained(
            described.transformer, local_files_only=True, attn_implementation="eager", dtype=torch.float32
        ).eval()
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{described.transformer} holds no transformer that can be loaded: {error}") from error


class _Sentence(nn.Module):  # type: ignore[misc]
    """Token ids (b, t) and mask (b, t) to one unit vector a text (b, d)."""

    def __init__(self, network: Any, pooling: Literal["mean", "cls"]) -> None:
        super().__init__()
        self.network, self.pooling = network, pooling

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Masked mean of the token vectors, or the first one; then unit length (Reimers and Gurevych 2019)."""
        tokens = self.network(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state  # (b, t, d)
        kept = attention_mask[:, :, None].to(tokens.dtype)
        mean = (tokens * kept).sum(1) / kept.sum(1).clamp(min=1)
        return nn.functional.normalize(tokens[:, 0] if self.pooling == "cls" else mean, dim=1)


def _write_network(sentence: _Sentence, path: Path) -> None:
    ids, mask = torch.tensor([[1, 2, 3, 4], [1, 2, 0, 0]]), torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]])
    axes = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            sentence.eval(),
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["sentence_embedding"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "sentence_embedding": {0: "texts"}},
            opset_version=_OPSET,
            dynamo=False,
        )


def _quantise(whole: Path, small: Path) -> None:
    """Weights as int8 and the vectors of words as float16.

    Each 32 weights of a column share a scale, and so do each 32 activations of a token: one scale for a whole batch, as
    dynamic quantisation has it, loses what stands beside an outlier, and a text's vector hangs on its company.
    """
    onnx = import_module("onnx")
    quantizer = import_module("onnxruntime.quantization.matmul_nbits_quantizer").MatMulNBitsQuantizer
    work = quantizer(onnx.load(whole), bits=8, block_size=_BLOCK, is_symmetric=True, accuracy_level=_INT8_ACTIVATIONS)
    work.process()
    network = work.model.model
    _halve_words(onnx, network.graph)
    onnx.save(network, small)


def _halve_words(onnx: Any, graph: Any) -> None:
    """The table that token ids look up becomes float16, its rows are cast back; positions are few and stay."""
    tables = {one.name: one for one in graph.initializer}
    for place, node in enumerate(graph.node):
        if node.op_type == "Gather" and node.input[1] == "input_ids":
            table = tables[node.input[0]]
            halved = onnx.numpy_helper.to_array(table).astype("float16")
            table.CopyFrom(onnx.numpy_helper.from_array(halved, table.name))
            found, node.output[0] = node.output[0], f"{node.output[0]}_float16"
            graph.node.insert(place + 1, onnx.helper.make_node("Cast", [node.output[0]], [found], to=1))  # 1: float32
            return


def _write_card(folder: Path, source: Path, described: _Folder) -> dict[str, Any]:
    network = (folder / "model.onnx").read_bytes()
    card = {
        "kind": "sentence-encoder",
        "version": f"{source.resolve().name}-{folder.name}-{sha256(network).hexdigest()[:12]}",
        "weights": folder.name,
        "bytes": len(network),
        "pooling": described.pooling,
        "longest": described.longest,
        "torch": torch.__version__,
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1), encoding="utf-8")
    return card
