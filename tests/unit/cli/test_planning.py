"""`interarec plan`: options reach the arithmetic, nonsense is refused with exit code 2."""

from __future__ import annotations

import json

import pytest
from interarec.cli.app import app
from typer.testing import CliRunner


def test_options_reach_the_arithmetic() -> None:
    words = ["plan", "--shoppers", "10", "--hours", "2", "--interval", "4", "--engine", "openai", "--detail", "low"]
    prices = ["--prompt-price", "0.4", "--completion-price", "1.6"]
    report = json.loads(CliRunner().invoke(app, [*words, *prices, "--json"]).stdout)
    hour = report["per_shopper_hour"]
    assert (hour["screenshots"], hour["model_calls"]) == (900, 90)
    assert hour["prompt_tokens"] == 90 * (700 + 10 * 300), "as shipped: the local reader reads along"
    assert report["per_day"]["cost"] == pytest.approx(20 * (333_000 * 0.4 + 90 * 260 * 1.6) / 1e6)


def test_a_model_that_reads_alone_writes_the_offers_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERAREC__MODELS__CONFIRM_WITH_READER", "false")
    words = ["plan", "--interval", "4", "--engine", "openai", "--detail", "low", "--json"]
    report = json.loads(CliRunner().invoke(app, words).stdout)
    assert report["per_shopper_hour"]["completion_tokens"] == 90 * 1_380
    assert report["reader"] is None


def test_the_local_reader_is_planned_with_the_seconds_given() -> None:
    words = ["plan", "--engine", "local", "--interval", "2", "--seconds-per-batch", "5", "--cores", "2"]
    answer = CliRunner().invoke(app, words)
    assert "2 cores hold 8 sessions; 25 cores for all" in answer.stdout


@pytest.mark.parametrize("words", [["--engine", "psychic"], ["--detail", "some"], ["--shoppers", "-1"]])
def test_nonsense_is_refused(words: list[str]) -> None:
    assert CliRunner().invoke(app, ["plan", *words]).exit_code == 2
