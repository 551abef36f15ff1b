"""From a trained net to the files of `ranking.exported`. Imports torch; called at the end of training."""

from __future__ import annotations

import json
import warnings
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found]
from torch import nn

from interarec.ranking.configuration import TrainingConfig
from interarec.ranking.exported import CARD, ONNX, log_softmax
from interarec.ranking.inputs import net_inputs
from interarec.ranking.nets import NETS
from interarec.ranking.sessions import SessionData
from interarec.ranking.training import logits

__all__ = ["save_model"]

_OPSET = 17
_SAMPLE = 256
_AXES = {
    "items": {0: "batch", 1: "clicks"},
    "lengths": {0: "batch"},
    "nodes": {0: "batch", 1: "nodes"},
    "alias": {0: "batch", 1: "clicks"},
    "outgoing": {0: "batch", 1: "nodes", 2: "nodes"},
    "incoming": {0: "batch", 1: "nodes", 2: "nodes"},
    "logits": {0: "batch"},
}


def save_model(
    out: Path,
    name: str,
    net: Any,
    data: SessionData,
    config: TrainingConfig,
    history: dict[str, Any],
    *,
    seed: int,
) -> None:
    """Write model.onnx and card.json. The card's version changes exactly when the network's bytes do."""
    out.mkdir(parents=True, exist_ok=True)
    net.to("cpu").eval()
    export_net(net, out / ONNX)
    mean, deviation = _constants(net, data, config.training.longest)
    card = {
        "kind": "net",
        "model": name,
        "version": f"{name}-{sha256((out / ONNX).read_bytes()).hexdigest()[:12]}",
        "input": net.kind,
        "longest": config.training.longest,
        "mean": mean,
        "deviation": deviation,
        "adaptation": NETS[name].adaptation,
        "data": {"sessions": len(data.train), "clicks": len(data.train.clicks), "items": data.trained},
        "seed": seed,
        "config": config.as_dict(),
        "history": history,
        "trained_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "torch": torch.__version__,
        "items": list(data.items[: data.trained]),
        "clicks": data.counts[: data.trained].tolist(),
    }
    fresh = out / f"{CARD}.new"  # a card is there when the model is whole
    fresh.write_text(json.dumps(card, ensure_ascii=False), encoding="utf-8")
    fresh.replace(out / CARD)


def export_net(net: Any, path: Path) -> None:
    """Write the net as ONNX: arrays of `ranking.inputs` to logits (b, n), any batch and length."""
    items = np.array([[1, 1, 1], [1, 1, 0]], np.int64)
    arrays = net_inputs(net.kind, items, np.array([3, 2], np.int64))
    names = list(arrays)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of batch size 1 and of its own age
        torch.onnx.export(
            _Logits(net, names).eval(),
            tuple(torch.from_numpy(array) for array in arrays.values()),
            str(path),
            input_names=names,
            output_names=["logits"],
            dynamic_axes={one: _AXES[one] for one in [*names, "logits"]},
            opset_version=_OPSET,
            dynamo=False,
        )


class _Logits(nn.Module):  # type: ignore[misc]
    """The whole way from arrays to logits, with arguments by place as the exporter wants them."""

    def __init__(self, net: Any, names: list[str]) -> None:
        super().__init__()
        self.net, self.names = net, names

    def forward(self, *arrays: torch.Tensor) -> torch.Tensor:
        """(b, n)."""
        session = self.net(**dict(zip(self.names, arrays, strict=True)))
        weights, bias = self.net.candidates()
        scores: torch.Tensor = session @ weights.T
        return scores if bias is None else scores + bias


def _constants(net: Any, data: SessionData, longest: int) -> tuple[float, float]:
    """Mean and deviation of log p over all items, after prefixes spread evenly over training."""
    rows = data.train.rows(longest)
    chosen = np.unique(np.linspace(0, len(rows) - 1, _SAMPLE).astype(np.int64))
    log_p = log_softmax(logits(net, rows, chosen))
    deviation = float(log_p.std())
    return float(log_p.mean()), deviation if deviation > 0 else 1.0
