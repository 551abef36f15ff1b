"""The alert rules: each expression is PromQL, and speaks of metrics that a service really has."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from prometheus_client import REGISTRY

PROJECT = Path(__file__).parents[3]
RULES = PROJECT / "deploy" / "observability" / "alerts.yml"
SCRAPES = PROJECT / "deploy" / "observability" / "prometheus.yml"
METRICS = (
    "interarec.capture.routes",
    "interarec.cli.canary",
    "interarec.gateway.metrics",
    "interarec.platform.keyed.metrics",
    "interarec.recommender.metrics",
)


def rules() -> list[dict[str, Any]]:
    return [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_a_rule_is_promql_on_our_metrics_and_says_what_to_do(rule: dict[str, Any]) -> None:
    promql_parser.parse(rule["expr"])
    for module in METRICS:
        importlib.import_module(module)
    ours = {
        name if family.type != "counter" else f"{family.name}_total"
        for family in REGISTRY.collect()
        for name in (family.name, f"{family.name}_bucket")
    }
    used = set(re.findall(r"\b(?:interarec_[a-z_]+|up)\b", rule["expr"]))
    assert used
    assert used - {"up"} <= ours
    assert rule["labels"]["severity"] in {"page", "ticket"}
    assert rule["annotations"]["summary"]
    assert rule["annotations"]["action"]


def test_the_parser_refuses_what_is_not_promql() -> None:
    with pytest.raises(ValueError, match="parenthesis"):
        promql_parser.parse("sum by (stage (interarec_lag_seconds)")


def test_every_service_is_scraped() -> None:
    (job,) = yaml.safe_load(SCRAPES.read_text())["scrape_configs"]
    labels = {entry["labels"]["service"]: entry["targets"][0] for entry in job["static_configs"]}
    assert labels == {
        "capture": "capture:8081",
        "summarizer": "summarizer:8082",
        "constraints": "constraints:8083",
        "recommender": "recommender:8084",
        "insights": "insights:8085",
        "gateway": "gateway:8080",
    }
