"""The file of a training run."""

from __future__ import annotations

from pathlib import Path

import pytest
from interarec.domain.errors import InvalidInput
from interarec.ranking.configuration import TrainingConfig, read_config


def _read(folder: Path, text: str) -> TrainingConfig:
    (folder / "one.yaml").write_text(text)
    return read_config(folder / "one.yaml")


def test_what_is_not_said_is_as_usual(tmp_path: Path) -> None:
    assert read_config(None) == TrainingConfig()
    read = _read(tmp_path, "model: {dim: 32}\ntraining: {weight_decay: 1e-5, epochs: 3}")
    assert read.model == {"dim": 32}
    assert read.training.weight_decay == 1e-5  # which YAML reads as text
    assert (read.training.epochs, read.training.batch) == (3, 512)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("training: {speed: 3}", "speed"),
        ("training: {epochs: many}", "epochs"),
        ("training: {epochs: 0}", "epochs is a whole number from 1, not 0"),
        ("training: {judged: 0}", "judged is a whole number from 1"),
        ("training: {patience: 0}", "patience is a whole number from 1"),
        ("training: {decay: -1}", "decay is a number above 0, not -1"),
        ("training: {learning_rate: .nan}", "learning_rate is a number above 0"),
        ("training: {weight_decay: -1}", "weight_decay is a number from 0"),
        ("model: [dim]", "section model is a mapping"),
        ("model: 5", "section model is a mapping"),
        ("model: {1: 2}", "section model is a mapping"),
        ("training: [1, 2]", "section training is a mapping"),
        ("training: 0", "section training is a mapping"),
        ("training: {loss: hinge}", "there are cross-entropy"),
        ("training: {validation: 1.0}", "share"),
        ("nets: {}", "sections"),
        ("- 1", "sections"),
        ("a: [", "cannot read"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(InvalidInput, match=word):
        _read(tmp_path, text)
