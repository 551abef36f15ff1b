"""The published description is whole, and what we say fits it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from google.protobuf import json_format
from interarec.contracts.codec import decode
from interarec.contracts.topics import TOPICS
from interarec.contracts.v1.recommendation_pb2 import Recommendation as Message
from interarec.contracts.views import recommendation_json, rfc3339
from interarec.domain.recommendations import Recommendation

PROJECT = Path(__file__).parents[3]
DOCUMENT: dict[str, Any] = yaml.safe_load((PROJECT / "docs" / "asyncapi.yaml").read_text())
SLATES = sorted((PROJECT / "proto" / "examples" / "Recommendation").glob("*.json"))


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from [value["$ref"]] if "$ref" in value else []
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def test_every_reference_leads_somewhere() -> None:
    for reference in set(references(DOCUMENT)):
        at: Any = DOCUMENT
        for part in reference.removeprefix("#/").split("/"):
            at = at[part]


def test_every_topic_is_described_by_name() -> None:
    addresses = {channel["address"] for channel in DOCUMENT["channels"].values()}
    assert addresses == {topic.name for topic in TOPICS.values()} | {"/v1/stream"}


@pytest.mark.parametrize("case", SLATES, ids=lambda case: case.stem)
def test_a_pushed_slate_fits_the_description(case: Path) -> None:
    message = json_format.ParseDict(json.loads(case.read_text()), Message())
    data = recommendation_json(decode(Recommendation, message.SerializeToString()))
    frame = {"push": {"channel": "recommendations:s", "epoch": "e", "offset": 1, "data": data}}
    schema = DOCUMENT["components"]["messages"]["Push"]["payload"]
    jsonschema.validate(frame, {**schema, "components": DOCUMENT["components"]})


def test_a_float_price_would_not_fit() -> None:
    schema = {"$ref": "#/components/schemas/Money", "components": DOCUMENT["components"]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"amount": 18.0, "currency": "GBP"}, schema)


def test_times_are_utc_with_z() -> None:
    assert rfc3339(datetime(2026, 1, 2, 3, 4, 5, 678_900, tzinfo=UTC)) == "2026-01-02T03:04:05.678Z"
