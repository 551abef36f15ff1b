"""A pool re-ordered by likeness: a model that counts and texts of one word each give known orders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from interarec.cli.app import app
from interarec.domain.errors import InvalidInput
from interarec.platform.embeddings import LexicalIndex
from interarec.ranking.neighbours import build_neighbours
from interarec.ranking.reranking import best_rows, reranked, summary_text
from interarec.ranking.sessions import SessionData, read_data, write_data
from typer.testing import CliRunner

TITLES = {"a": "umbrella", "b": "green dress", "c": "red dress", "d": "green scarf", "e": "kettle"}


@pytest.fixture
def data(tmp_path: Path) -> SessionData:
    """After a: b four times, c three times, d twice, e once."""
    sessions = [["a", "b"]] * 4 + [["a", "c"]] * 3 + [["a", "d"]] * 2 + [["a", "e"]]
    write_data(tmp_path, sessions, [], [{"id": item, "title": title} for item, title in TITLES.items()])
    return read_data(tmp_path)


def order(data: SessionData, told: str | None, pool: int, prefix: Sequence[int] = (0,)) -> list[str]:
    index = LexicalIndex([TITLES[item] for item in data.items])
    query = index.query(told) if told else None
    scorer = build_neighbours("markov", data, {})
    return [data.items[one.item] for one in reranked(scorer, prefix, query, pool=pool, longest=9)]


def test_the_pool_is_the_models_and_its_order_the_summarys(data: SessionData) -> None:
    assert order(data, None, 3) == ["b", "c", "d"]
    assert order(data, "scarf", 3) == ["d", "b", "c"], "those unlike the summary keep the model's order"
    assert order(data, "scarf", 2) == ["b", "c"], "d stands behind the pool"


def test_places_in_the_models_order_and_likeness_are_told(data: SessionData) -> None:
    query = LexicalIndex([TITLES[item] for item in data.items]).query("kettle")
    first = reranked(build_neighbours("markov", data, {}), [0], query, pool=4, longest=9)[0]
    assert (data.items[first.item], first.model_rank) == ("e", 4)
    assert first.cosine == pytest.approx(1)


def test_a_session_of_unknown_items_is_refused(data: SessionData) -> None:
    with pytest.raises(InvalidInput, match="no item of the session is known"):
        order(data, "scarf", 3, ())


def test_equal_scores_stand_as_the_rows_do() -> None:
    rows, scores = np.array([7, 3, 5, 1]), np.array([1.0, 2.0, 1.0, 0.0])
    assert best_rows(rows, scores, 2).tolist() == [3, 7]
    assert best_rows(rows, scores, 0).tolist() == []


def test_of_a_summary_its_seen_words_are_compared() -> None:
    seen = {"product_characteristics": "green dresses", "lowest_price": "£20", "comparisons": "not available"}
    assert summary_text(seen) == "green dresses"


def told(data: SessionData, folder: Path, summary: str, *more: str) -> dict[str, Any]:
    model, source = str(folder / "model"), str(folder)
    run = CliRunner()
    assert run.invoke(app, ["train", "markov", "--data", source, "--out", model]).exit_code == 0
    words = ["rerank", "--model", model, "--data", source, "--session", "x a", "--summary", "-", "--json", *more]
    done = run.invoke(app, words, input=summary)
    assert done.exit_code == 0, done.output
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_command_takes_what_read_prints(data: SessionData, tmp_path: Path) -> None:
    summary = json.dumps({"summary": {"product_characteristics": "scarf", "lowest_price": "£5"}, "offers": []})
    answer = told(data, tmp_path, summary, "--pool", "3", "--k", "2")
    assert (answer["model"], answer["pool"], answer["order"], answer["unknown"]) == ("markov", 3, "similarity", ["x"])
    assert [one["item_id"] for one in answer["items"]] == ["d", "b"]
    assert answer["items"][0]["title"] == "green scarf"


def test_a_summary_that_saw_nothing_leaves_the_models_order_and_says_so(data: SessionData, tmp_path: Path) -> None:
    answer = told(data, tmp_path, json.dumps({"comparisons": "not available"}), "--pool", "3")
    assert (answer["order"], answer["compared"]) == ("model", "")
    assert [one["item_id"] for one in answer["items"]] == ["b", "c", "d"]
    assert answer["items"][0]["similarity"] is None
