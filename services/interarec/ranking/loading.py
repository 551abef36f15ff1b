"""A model folder as something that scores. Called by `interarec evaluate` and the laboratory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from interarec.domain.errors import InvalidInput
from interarec.ranking.exported import CARD, ExportedModel, ExportedScorer
from interarec.ranking.neighbours import build_neighbours
from interarec.ranking.scorers import Scorer
from interarec.ranking.sessions import SessionData

__all__ = ["load_scorer"]

_WHOLE = 1_000_000
"""Neighbours read a prefix of any length."""


def load_scorer(folder: Path, data: SessionData) -> tuple[Mapping[str, Any], Scorer, int]:
    """Card, scorer over the data's items, and how many items of a prefix are read. Raises InvalidInput."""
    try:
        card: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{folder} holds no model ({error}); run `interarec train` first", field="model") from error
    if card.get("kind") == "neighbours":
        return card, build_neighbours(card["model"], data, card["options"]), _WHOLE
    model = ExportedModel.from_folder(folder)
    return card, ExportedScorer(model, data.items), int(card["longest"])
