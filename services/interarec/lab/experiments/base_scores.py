"""Scores of the base models after every test and validation prefix, trained once and kept in files.

One file a (model, seed, size): (rows, items) float32. The figures read them and never train. Training runs in a process
of its own, in the environment that has torch. Called by `study`.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interarec.domain.errors import Unavailable
from interarec.lab.experiments.scale import TEXT, Scale
from interarec.lab.experiments.splits import size_folder, validation_folder
from interarec.ranking.batches import by_length
from interarec.ranking.environment import environment_with_torch, python_with_torch
from interarec.ranking.loading import load_scorer
from interarec.ranking.sessions import Rows, SessionData, read_data

__all__ = ["VALID", "BaseScores", "Which"]

_BATCH = 256
VALID = "valid"
"""The size name of models trained without the last tenth of the sessions, scored on that tenth."""


@dataclass(frozen=True, slots=True)
class Which:
    """One base model; `size` is a share of the training sessions or VALID."""

    model: str
    seed: int
    size: float | str

    @property
    def folder(self) -> str:
        """Where it lies under the set's folder."""
        size = self.size if isinstance(self.size, str) else f"{round(100 * self.size)}"
        return f"{self.model}/{size}/seed-{self.seed}"


class BaseScores:
    """The models of one set. `source` is its data folder, `kept` where files are made and found again."""

    def __init__(self, source: Path, kept: Path, scale: Scale) -> None:
        self.source, self.kept, self.scale = source, kept, scale

    def wanted(self, *, growth: bool = True) -> list[Which]:
        """Every model of the scale, those that figures cannot do without first; smaller sizes only with `growth`."""
        models, first = self.scale.models, []
        for model in models:
            first += [Which(model, 1, 1.0), Which(model, 1, VALID)]
        more = [
            Which(model, seed, size)
            for size in sorted(self.scale.sizes if growth else (1.0,), reverse=True)
            for seed in self.scale.seeds_of(size)
            for model in models
        ]
        texts = [
            Which(f"{model}+{TEXT}", seed, 1.0) for model in self.scale.from_texts for seed in self.scale.seeds_of(1.0)
        ]
        return list(dict.fromkeys([*first, *more, *texts]))

    def train(self, wanted: Iterable[Which]) -> None:
        """Train what is not there yet. Raises Unavailable without torch or when training fails."""
        missing = [one for one in wanted if not (self.kept / one.folder / "card.json").exists()]
        if not missing:
            return
        plan = self.kept / "plan.json"
        plan.parent.mkdir(parents=True, exist_ok=True)
        plan.write_text(json.dumps([self._job(one) for one in missing]))
        command = [python_with_torch(), "-m", "interarec.lab.experiments.training", str(plan)]
        environment = {"OMP_NUM_THREADS": "1", **environment_with_torch()}
        done = subprocess.run(command, check=False, env=environment)  # noqa: S603
        if done.returncode:
            raise Unavailable(f"training ended with exit code {done.returncode}; the same command goes on from there")

    def data(self, which: Which) -> SessionData:
        """The rows a model is scored on."""
        return read_data(self._data_folder(which))

    def scores(self, which: Which) -> NDArray[np.float32]:
        """(rows, items) of a trained model; -inf where it does not know the item.

        Items are numbered as in the whole set (in the validation folder for VALID): a smaller training set numbers
        them otherwise, by its own first clicks.
        """
        path = self.kept / which.folder / "scores.npy"
        if not path.exists():
            data = self.data(which)
            _, scorer, longest = load_scorer(self.kept / which.folder, data)
            rows = Rows.of(data.prefixes, data.targets, longest)
            found = np.full((len(rows), len(data.items)), -np.inf, np.float32)
            for chosen in by_length(rows, _BATCH):
                part = scorer.scores(rows, chosen)
                found[chosen, : part.shape[1]] = part
            np.save(path, self._renumbered(found, data, which))
        kept: NDArray[np.float32] = np.load(path, mmap_mode="r")
        return kept

    def _renumbered(self, found: NDArray[np.float32], data: SessionData, which: Which) -> NDArray[np.float32]:
        if which.size in (VALID, 1.0):
            return found
        own = {item: number for number, item in enumerate(data.items)}
        answer = np.full((len(found), len(self._whole.items)), -np.inf, np.float32)
        for number, item in enumerate(self._whole.items):
            if item in own:
                answer[:, number] = found[:, own[item]]
        return answer

    @cached_property
    def _whole(self) -> SessionData:
        return read_data(self.source)

    def card(self, which: Which) -> Mapping[str, Any]:
        """What a trained model is."""
        found: Mapping[str, Any] = json.loads((self.kept / which.folder / "card.json").read_text())
        return found

    def settings(self, model: str) -> Mapping[str, Any]:
        """The learning rate chosen for a model and what was tried."""
        found: Mapping[str, Any] = json.loads((self.kept / model / "settings.json").read_text())
        return found

    def _data_folder(self, which: Which) -> Path:
        if which.size == VALID:
            return validation_folder(self.source, self.kept / "data" / VALID)
        if which.size == 1.0:
            return self.source
        share = float(which.size)
        return size_folder(self.source, share, self.kept / "data" / f"{round(100 * share)}")

    def _job(self, which: Which) -> dict[str, Any]:
        plain = which.model.partition("+")[0]
        whole = self.kept / plain / "100"
        return {
            "model": which.model,
            "data": str(self._data_folder(which)),
            "out": str(self.kept / which.folder),
            "seed": which.seed,
            "tuned": str(self.kept / plain),
            "sized": str(whole if which.size in (VALID, 1.0) else (self.kept / which.folder).parent),
            "whole": str(whole),
            "rates": list(self.scale.rates),
            "epochs": self.scale.epochs,
            "tune_data": str(self.source),
        }
