"""A picture encoder with random weights for llama.cpp, so that a text model takes pictures and knows nothing of them.

LLaVA's layout: a two-block vision transformer and a two-layer projection into the text model's width. What it says of
a picture is noise; that pictures are carried, decoded, embedded and counted is real.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["PICTURE_TOKENS", "write_projector"]

_PIXELS, _PATCH, _WIDTH, _INNER, _BLOCKS, _HEADS = 224, 32, 64, 128, 2, 4
PICTURE_TOKENS = (_PIXELS // _PATCH) ** 2
"""What one picture takes of the context: a token a patch."""


def write_projector(path: Path, text_width: int, *, seed: int = 0) -> None:
    """Write the GGUF file at `path`; `text_width` is the text model's embedding length."""
    gguf = importlib.import_module("gguf")
    rng = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, "clip")
    _describe(writer, text_width)
    for name, shape in _tensors(text_width).items():
        writer.add_tensor(name, _values(name, shape, rng))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _describe(writer: Any, text_width: int) -> None:
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_bool("clip.use_gelu", True)
    writer.add_string("clip.projector_type", "mlp")
    for name, number in {
        "image_size": _PIXELS,
        "patch_size": _PATCH,
        "embedding_length": _WIDTH,
        "feed_forward_length": _INNER,
        "projection_dim": text_width,
        "block_count": _BLOCKS,
        "attention.head_count": _HEADS,
    }.items():
        writer.add_uint32(f"clip.vision.{name}", number)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
    writer.add_array("clip.vision.image_mean", [0.5, 0.5, 0.5])
    writer.add_array("clip.vision.image_std", [0.5, 0.5, 0.5])


def _tensors(text_width: int) -> dict[str, tuple[int, ...]]:
    """Shapes by name, outermost axis first."""
    shapes: dict[str, tuple[int, ...]] = {
        "v.class_embd": (_WIDTH,),
        "v.patch_embd.weight": (_WIDTH, 3, _PATCH, _PATCH),
        "v.position_embd.weight": (PICTURE_TOKENS + 1, _WIDTH),
        **_layer("v.pre_ln", _WIDTH),
        **_layer("mm.0", text_width, _WIDTH),
        **_layer("mm.2", text_width, text_width),
    }
    for block in range(_BLOCKS):
        at = f"v.blk.{block}"
        for name in ("attn_q", "attn_k", "attn_v", "attn_out"):
            shapes |= _layer(f"{at}.{name}", _WIDTH, _WIDTH)
        shapes |= _layer(f"{at}.ln1", _WIDTH) | _layer(f"{at}.ln2", _WIDTH)
        shapes |= _layer(f"{at}.ffn_up", _INNER, _WIDTH) | _layer(f"{at}.ffn_down", _WIDTH, _INNER)
    return shapes


def _layer(name: str, *shape: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": shape, f"{name}.bias": shape[:1]}


def _values(name: str, shape: tuple[int, ...], rng: np.random.Generator) -> NDArray[np.float32]:
    if name.endswith(".bias"):
        return np.zeros(shape, dtype=np.float32)
    if "ln" in name:
        return np.ones(shape, dtype=np.float32)
    return rng.normal(0.0, 0.02, shape).astype(np.float32)
