"""Trains the base models of the figures, where torch is: `python -m interarec.lab.experiments.training PLAN`.

PLAN is a JSON list of jobs. A job's folder that is finished is left alone, so an interrupted plan goes on. The learning
rate is chosen once a model, on all training data; the number of epochs once a model and size; both on the last tenth
of the training sessions, with the first seed. Called by `base_scores` in a process of its own.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from interarec.domain.errors import InvalidInput
from interarec.lab.experiments.scale import TEXT
from interarec.lab.experiments.splits import VALIDATION
from interarec.lab.experiments.text_start import start_from_texts
from interarec.ranking.configuration import TrainingConfig, TrainingOptions
from interarec.ranking.exporting import save_model
from interarec.ranking.sessions import SessionData, read_data
from interarec.ranking.training import Trainer, fit

__all__ = ["Job", "main"]

_SETTINGS = "settings.json"
_LONGEST = 20
"""Items of a prefix that are read: figures cut to 4 anyway, and longer ones cost most of the time."""


@dataclass(frozen=True, slots=True)
class Job:
    """One net. `tuned`: folder that keeps the model's learning rate; `sized`: the one that keeps its epochs; `whole`:
    the one of those at 100 %, whose data are `tune_data`."""

    model: str
    data: str
    out: str
    seed: int
    tuned: str
    sized: str
    whole: str
    rates: tuple[float, ...]
    epochs: int
    tune_data: str


def main() -> int:
    """Exit code 0, or 2 for data that cannot be trained on; what is done is said on standard error."""
    jobs = [Job(**{**one, "rates": tuple(one["rates"])}) for one in json.loads(Path(sys.argv[1]).read_text())]
    for number, job in enumerate(jobs, start=1):
        if not (Path(job.out) / "card.json").exists():
            _say(f"{number} of {len(jobs)}: {job.model}, seed {job.seed}, {job.data}")
            try:
                _train(job)
            except InvalidInput as error:
                _say(f"interarec: {job.data}: {error}")
                return 2
    return 0


def _train(job: Job) -> None:
    data = read_data(Path(job.data))
    rate = _rate(job)
    epochs = _epochs(job, data, rate)
    config = _config(rate, epochs=epochs, validation=0.0)
    name, _, start = job.model.partition("+")
    first = partial(start_from_texts, data=data) if start == TEXT else None
    net, history = fit(name, data, config, seed=job.seed, out=Path(job.out), say=_quiet, start=first)
    save_model(Path(job.out), name, net, data, config, history, seed=job.seed)
    for checkpoint in Path(job.out).rglob("checkpoint.pt"):
        checkpoint.unlink()


def _rate(job: Job) -> float:
    """The learning rate with the best epoch on the last tenth of all training sessions."""
    kept = Path(job.tuned) / _SETTINGS
    if kept.exists():
        return float(json.loads(kept.read_text())["learning_rate"])
    if len(job.rates) == 1:
        found = [{"learning_rate": job.rates[0]}]
    else:
        data = read_data(Path(job.tune_data))
        found = [{"learning_rate": rate, **_best_epoch(job, data, rate)} for rate in job.rates]
        found.sort(key=lambda one: -one["objective"])
        _keep(Path(job.whole) / _SETTINGS, found[0])  # the same rows at 100 %: its epochs are chosen by this
    _keep(kept, {**found[0], "tried": found})
    return found[0]["learning_rate"]


def _epochs(job: Job, data: SessionData, rate: float) -> int:
    kept = Path(job.sized) / _SETTINGS
    if not kept.exists():
        _keep(kept, _best_epoch(job, data, rate))
    return int(json.loads(kept.read_text())["epoch"])


def _best_epoch(job: Job, data: SessionData, rate: float) -> dict[str, float]:
    """What the best epoch showed on the last tenth of the sessions."""
    config = _config(rate, epochs=job.epochs, patience=1)
    options = config.training
    rows, held = data.train.held_out(VALIDATION)
    folder = Path(job.sized) / f"choosing-{job.model}-{rate}"
    trainer = Trainer(job.model, data.trained, config, seed=1, folder=folder, say=_quiet)
    history = trainer.run(rows.rows(options.longest), held.rows(options.longest))
    (folder / "checkpoint.pt").unlink(missing_ok=True)
    best: dict[str, float] = max(history, key=lambda epoch: epoch["objective"])
    _say(f"  rate {rate}: {json.dumps(best)}")
    return best


def _config(rate: float, **options: Any) -> TrainingConfig:
    return TrainingConfig({}, replace(TrainingOptions(), learning_rate=rate, longest=_LONGEST, **options))


def _keep(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _quiet(_: str) -> None:
    """Progress inside a job is not told."""


if __name__ == "__main__":
    sys.exit(main())
