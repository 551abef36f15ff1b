"""A trained model as files and as one artifact, and its scores by onnxruntime. What the server and `evaluate` load.

model.onnx   arrays of `ranking.inputs` in, logits (b, n) of the card's items out
card.json    what it is: items, data, seed, options, history, constants of log p
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interarec.domain.errors import ConfigurationError, InvalidInput
from interarec.ranking.inputs import net_inputs
from interarec.ranking.sessions import Rows, Sessions

__all__ = ["CARD", "ONNX", "SERVED", "ExportedModel", "ExportedScorer", "log_softmax", "packed"]

ONNX, CARD = "model.onnx", "card.json"
SERVED = ("hrm", "gru4rec", "narm", "npe", "sr-gnn")
"""The nets by name; their catalogue needs torch, which is not where this runs."""
_OLD = (1980, 1, 1, 0, 0, 0)
_NEEDED = {"items", "clicks", "input", "longest", "mean", "deviation", "version"}


def packed(folder: Path) -> bytes:
    """The artifact of a model folder; equal folders give equal bytes. Raises InvalidInput."""
    buffer = io.BytesIO()
    try:
        files = {CARD: (folder / CARD).read_bytes()}
        _require_net(folder, files[CARD])
        files[ONNX] = (folder / ONNX).read_bytes()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name, _OLD), content)
    except FileNotFoundError as error:
        raise InvalidInput(f"{folder} holds no exported model: {error.filename} is missing; train one first") from error
    return buffer.getvalue()


def _require_net(folder: Path, card: bytes) -> None:
    try:
        read = json.loads(card)
    except ValueError as error:
        raise InvalidInput(f"{folder / CARD} cannot be read ({error}); train the model again") from error
    if isinstance(read, dict) and read.get("kind") == "neighbours":
        kinds = ", ".join(SERVED)
        raise InvalidInput(f"{folder} holds {read.get('model')}, which is measured but not served; served are {kinds}")


@dataclass(frozen=True, slots=True)
class ExportedModel:
    """Safe to call from several threads."""

    card: Mapping[str, Any]
    session: Any
    """The onnxruntime session."""

    @classmethod
    def from_bytes(cls, artifact: bytes) -> ExportedModel:
        """Of `packed`. Raises InvalidInput."""
        try:
            with zipfile.ZipFile(io.BytesIO(artifact)) as archive:
                return cls._built(archive.read(CARD), archive.read(ONNX))
        except (zipfile.BadZipFile, KeyError) as error:
            raise InvalidInput(f"these bytes are no session model ({error}); publish it again") from error

    @classmethod
    def from_folder(cls, folder: Path) -> ExportedModel:
        """Of a folder `interarec train` wrote. Raises InvalidInput."""
        return cls.from_bytes(packed(folder))

    @classmethod
    def _built(cls, card: bytes, network: bytes) -> ExportedModel:
        try:
            read = json.loads(card)
            lacking = _NEEDED - set(read)
        except (ValueError, TypeError) as error:
            raise InvalidInput(f"the model's card cannot be read ({error}); publish it again") from error
        if lacking:
            raise InvalidInput(f"the model's card lacks {', '.join(sorted(lacking))}; train it again")
        return cls(read, _runtime_session(network))

    @property
    def items(self) -> Sequence[str]:
        """Ids of the n items, in the order of the logits."""
        found: Sequence[str] = self.card["items"]
        return found

    def logits(self, sessions: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """(b, n) of the chosen rows, clicks being numbers of the card's items; log popularity after an empty one."""
        padded, lengths = sessions.padded(chosen)
        found: NDArray[np.float32] = np.empty((len(chosen), len(self.items)), np.float32)
        empty = lengths == 0
        found[empty] = np.log(np.asarray(self.card["clicks"], np.float32) + 1)
        if not empty.all():
            arrays = net_inputs(self.card["input"], padded[~empty], lengths[~empty])
            found[~empty] = self.session.run(None, arrays)[0]
        return found

    def logits_after(self, items: Sequence[int]) -> NDArray[np.float32]:
        """(n,) after one session of the card's item numbers, newest last."""
        sessions = Sessions.of([list(items)[-int(self.card["longest"]) :]])
        rows = Rows.of(sessions, np.zeros(1, np.int64), int(self.card["longest"]))
        answer: NDArray[np.float32] = self.logits(rows, np.zeros(1, np.int64))[0]
        return answer


def _runtime_session(network: bytes) -> Any:
    try:
        runtime = import_module("onnxruntime")  # when a model is there: who has none need not install it
    except ImportError as error:
        raise ConfigurationError("a session model needs onnxruntime: pip install 'interarec[encoder]'") from error
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1  # slates are made side by side; one does not take all cores
    options.log_severity_level = 3
    try:
        return runtime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime errors have no common base; raised again with what to do
        raise InvalidInput(f"this is no network that onnxruntime can run ({error}); publish it again") from error


class ExportedScorer:
    """An exported model over the items of a data folder; see Scorer. Items it does not know stand last."""

    def __init__(self, model: ExportedModel, items: Sequence[str]) -> None:
        own = {item: number for number, item in enumerate(model.items)}
        self._model = model
        self._numbers = np.array([own.get(item, -1) for item in items], np.int64)  # of the data's items in the model

    def scores(self, rows: Rows, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
        """See Scorer."""
        prefixes = [self._numbers[rows.clicks[rows.starts[row] : rows.ends[row]]] for row in chosen]
        known = Sessions.of([prefix[prefix >= 0].tolist() for prefix in prefixes])
        longest = int(self._model.card["longest"])
        own = Rows.of(known, np.zeros(len(known), np.int64), longest)
        logits = self._model.logits(own, np.arange(len(known)))
        answer = np.full((len(chosen), len(self._numbers)), -np.inf, np.float32)
        answer[:, self._numbers >= 0] = logits[:, self._numbers[self._numbers >= 0]]
        return answer


def log_softmax(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """(…, n) in double precision."""
    shifted = logits.astype(np.float64) - logits.max(axis=-1, keepdims=True)
    answer: NDArray[np.float64] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return answer
