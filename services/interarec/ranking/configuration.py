"""How a model is trained: one frozen value, read from the command's file. No torch here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from interarec.domain.errors import InvalidInput

__all__ = ["TrainingConfig", "TrainingOptions", "options_of", "read_config"]

T = TypeVar("T")

LOSSES = ("cross-entropy", "bpr", "top1", "bpr-max")


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """`validation`: share of whole sessions, the last ones, that choose the number of epochs; 0 trains `epochs`.

    The learning rate is multiplied by `decay` every `decay_every` epochs. `samples`: negatives of the pairwise losses.
    `longest`: items of a prefix that are read, the last ones. `judged`: validation rows read at most.
    """

    epochs: int = 7
    batch: int = 512
    learning_rate: float = 0.005
    decay: float = 0.1
    decay_every: int = 3
    weight_decay: float = 0.0
    patience: int = 2
    validation: float = 0.1
    judged: int = 20_000
    loss: str = "cross-entropy"
    samples: int = 2048
    longest: int = 50

    def __post_init__(self) -> None:
        if self.loss not in LOSSES:
            raise InvalidInput(f"no loss {self.loss!r}; there are {', '.join(LOSSES)}", field="loss")
        if not 0 <= self.validation < 1:
            raise InvalidInput("validation is a share in [0, 1)", field="validation")
        if min(self.epochs, self.batch, self.longest, self.samples, self.decay_every) < 1 or self.learning_rate <= 0:
            raise InvalidInput("epochs, batch, longest, samples, decay_every and learning_rate are positive")


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """`model`: the net's own options; `training`: the loop's."""

    model: Mapping[str, Any] = field(default_factory=dict)
    training: TrainingOptions = field(default_factory=TrainingOptions)

    def as_dict(self) -> dict[str, Any]:
        """For the card."""
        return {"model": dict(self.model), "training": asdict(self.training)}


def read_config(path: Path | None) -> TrainingConfig:
    """From YAML or JSON with the sections `model` and `training`. Raises InvalidInput."""
    if path is None:
        return TrainingConfig()
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, yaml.YAMLError) as error:
        raise InvalidInput(f"cannot read {path}: {error}", field="config") from error
    if not isinstance(read, dict) or set(read) - {"model", "training"}:
        raise InvalidInput(f"{path} has the sections model and training, and no others", field="config")
    return TrainingConfig(read.get("model") or {}, options_of(TrainingOptions, read.get("training") or {}, "training"))


def options_of(kind: type[T], values: Mapping[str, Any], name: str) -> T:
    """The dataclass `kind` from words of a file; 1e-3 may be text, as YAML has it. Raises InvalidInput."""
    unknown = set(values) - {one.name for one in fields(kind)}  # type: ignore[arg-type]
    if unknown:
        raise InvalidInput(f"{name} has no option {', '.join(sorted(unknown))}", field=name)
    try:
        return TypeAdapter(kind).validate_python(dict(values))
    except ValidationError as error:
        wrong = "; ".join(f"{one['loc'][0]}: {one['msg']}" for one in error.errors())
        raise InvalidInput(f"{name}: {wrong}", field=name) from error
