"""`interarec tune`: which learning rate does best on the last training sessions. Imports torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from interarec.domain.errors import InvalidInput
from interarec.ranking.configuration import TrainingConfig
from interarec.ranking.sessions import SessionData
from interarec.ranking.training import Progress, Trainer

__all__ = ["tune"]


def tune(
    name: str,
    data: SessionData,
    config: TrainingConfig,
    rates: Sequence[float],
    *,
    seed: int,
    out: Path,
    say: Progress,
) -> list[dict[str, Any]]:
    """What each rate reached at its best epoch, the best first. Raises InvalidInput."""
    options = config.training
    if options.validation == 0:
        raise InvalidInput("tuning needs a validation share above 0", field="validation")
    rows, held = (part.rows(options.longest) for part in data.train.held_out(options.validation))
    found = []
    for rate in rates:
        say(f"learning rate {rate}")
        one = replace(config, training=replace(options, learning_rate=rate))
        trainer = Trainer(name, data.trained, one, seed=seed, folder=out / f"rate-{rate}", say=say)
        best = max(trainer.run(rows, held), key=lambda epoch: epoch["objective"])
        found.append({"learning_rate": rate, **best})
    return sorted(found, key=lambda one: -one["objective"])
