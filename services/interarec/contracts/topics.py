"""The topics, as `proto/topics.yaml` states them: names, messages, how they are created."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

__all__ = [
    "BATCHES",
    "CONSTRAINTS",
    "CONTROL",
    "INSIGHTS",
    "INTERACTIONS",
    "RECOMMENDATIONS",
    "SCREENSHOTS",
    "SUMMARIES",
    "TOPICS",
    "Topic",
]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. `dead_letter` is None where nothing is rejected; `joined` topics have equal partition counts."""

    name: str
    about: str
    message: str
    key: str
    joined: bool
    config: Mapping[str, str]
    dead_letter: str | None


def _load() -> dict[str, Topic]:
    table: dict[str, dict[str, Any]] = yaml.safe_load(files(__package__).joinpath("topics.yaml").read_text())["topics"]
    return {short: _topic(entry) for short, entry in table.items()}


def _topic(entry: Mapping[str, Any]) -> Topic:
    name = entry["name"]
    return Topic(
        name=name,
        about=entry["about"],
        message=entry["message"],
        key=entry["key"],
        joined=entry["joined"],
        config={key: str(value) for key, value in entry["config"].items()},
        dead_letter=f"{name}.dlq" if entry["dead_letter"] else None,
    )


TOPICS: Mapping[str, Topic] = _load()
"""Every topic by its short name."""

SCREENSHOTS = TOPICS["screenshots"]
INTERACTIONS = TOPICS["interactions"]
BATCHES = TOPICS["batches"]
SUMMARIES = TOPICS["summaries"]
CONSTRAINTS = TOPICS["constraints"]
RECOMMENDATIONS = TOPICS["recommendations"]
CONTROL = TOPICS["control"]
INSIGHTS = TOPICS["insights"]
