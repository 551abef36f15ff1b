"""How a model is trained: one frozen value, read from the command's file. The nets' and neighbours' own options are
checked here too. No torch here."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from interarec.domain.errors import InvalidInput

__all__ = [
    "COUNT",
    "NOT_NEGATIVE",
    "POSITIVE",
    "SHARE",
    "TrainingConfig",
    "TrainingOptions",
    "options_of",
    "read_config",
    "within",
]

T = TypeVar("T")

_EXAMPLES = {"model": "model: {dim: 64}", "training": "training: {epochs: 7}"}

LOSSES = ("cross-entropy", "bpr", "top1", "bpr-max")


class Range(NamedTuple):
    """What an option may be, in words and as a test that NaN fails."""

    words: str
    holds: Callable[[float], bool]


COUNT = Range("a whole number from 1", lambda value: value >= 1)
SHARE = Range("a share in [0, 1)", lambda value: 0 <= value < 1)
POSITIVE = Range("a number above 0", lambda value: 0 < value < math.inf)
NOT_NEGATIVE = Range("a number from 0", lambda value: 0 <= value < math.inf)


def within(owner: str, allowed: Range, **values: float) -> None:
    """Raises InvalidInput that names the first of the options outside `allowed`."""
    for option, value in values.items():
        if not allowed.holds(value):
            raise InvalidInput(f"{owner}: {option} is {allowed.words}, not {value}", field=option)


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
        within("training", SHARE, validation=self.validation)
        within("training", COUNT, epochs=self.epochs, batch=self.batch, longest=self.longest, samples=self.samples)
        within("training", COUNT, decay_every=self.decay_every, patience=self.patience, judged=self.judged)
        within("training", POSITIVE, learning_rate=self.learning_rate, decay=self.decay)
        within("training", NOT_NEGATIVE, weight_decay=self.weight_decay)


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
    sections = {name: {} if read.get(name) is None else read[name] for name in ("model", "training")}
    for name, section in sections.items():
        if not isinstance(section, dict) or not all(isinstance(option, str) for option in section):
            raise InvalidInput(
                f"{path}: the section {name} is a mapping of options, as in {_EXAMPLES[name]}", field=name
            )
    return TrainingConfig(sections["model"], options_of(TrainingOptions, sections["training"], "training"))


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
