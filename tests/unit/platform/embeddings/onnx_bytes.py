"""A tiny ONNX model written by hand: token ids to rows of a table, as an encoder's token vectors.

Protobuf wire format of `onnx.proto`: a graph of one Gather. Only what onnxruntime needs to load it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_FLOAT, _INT64 = 1, 7


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _piece(field: int, data: bytes | str) -> bytes:
    raw = data.encode() if isinstance(data, str) else data
    return _varint(field << 3 | 2) + _varint(len(raw)) + raw


def _value(name: str, kind: int, axes: tuple[str | int, ...]) -> bytes:
    """ValueInfoProto of a tensor with named or fixed axes."""
    shape = b"".join(_piece(1, _number(1, one) if isinstance(one, int) else _piece(2, one)) for one in axes)
    return _piece(1, name) + _piece(2, _piece(1, _number(1, kind) + _piece(2, shape)))


def table_model(table: NDArray[np.float32]) -> bytes:
    """input_ids, attention_mask (batch, time) -> last_hidden_state (batch, time, d) = table[input_ids]."""
    weights = b"".join(_number(1, size) for size in table.shape) + _number(2, _FLOAT)
    weights += _piece(8, "table") + _piece(9, table.astype("<f4").tobytes())
    node = _piece(1, "table") + _piece(1, "input_ids") + _piece(2, "last_hidden_state") + _piece(4, "Gather")
    graph = _piece(1, node) + _piece(2, "tiny") + _piece(5, weights)
    graph += _piece(11, _value("input_ids", _INT64, ("batch", "time")))
    graph += _piece(11, _value("attention_mask", _INT64, ("batch", "time")))
    graph += _piece(12, _value("last_hidden_state", _FLOAT, ("batch", "time", int(table.shape[1]))))
    return _number(1, 8) + _piece(7, graph) + _piece(8, _number(2, 13))
