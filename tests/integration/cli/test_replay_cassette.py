"""Replaying with recorded model calls: the same summary again without a server, and another instruction beside it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from interarec.cli.app import app
from interarec.domain.summaries import CATEGORIES
from PIL import Image
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner
from werkzeug import Request, Response

FEED = "id,title,price,brand,availability\n" + "".join(
    f"i{number},Green dress {number},{20 + number}.00 GBP,Tolwick,in_stock\n" for number in range(12)
)


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    folder = tmp_path / "shots"
    folder.mkdir()
    for number in range(2):
        out = io.BytesIO()
        Image.new("RGB", (640, 400), (20 * number, 90, 90)).save(out, "PNG")
        (folder / f"{number}.png").write_bytes(out.getvalue())
    return folder


def _answer(request: Request) -> Response:
    """A server whose every answer tells how often it was asked, so that a second asking would show."""
    _answer.asked += 1  # type: ignore[attr-defined]
    instruction = json.loads(request.data)["messages"][0]["content"]
    texts: dict[str, Any] = dict.fromkeys(CATEGORIES, "not available")
    texts["product_characteristics"] = f"answer {_answer.asked}{' briefly' if 'Brief' in str(instruction) else ''}"  # type: ignore[attr-defined]
    content = json.dumps({**texts, "offers": [], "promotions_seen": [], "filters_set": []})
    message = {"role": "assistant", "content": content}
    body = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 5, "completion_tokens": 5, "total_tokens": 10},
    }
    return Response(json.dumps(body), content_type="application/json")


def _told(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["replay", *arguments, "--json"])
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options naming a data folder with a catalogue."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTERAREC__MODELS__CONFIRM_WITH_READER", "false")
    (tmp_path / "feed.csv").write_text(FEED)
    options = ["--data-dir", str(tmp_path / "data")]
    imported = CliRunner().invoke(app, ["catalogue", "import", str(tmp_path / "feed.csv"), *options])
    assert imported.exit_code == 0, imported.output
    return options


def test_a_cassette_gives_the_same_summary_without_a_server(
    httpserver: HTTPServer, shots: Path, data: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer.asked = 0  # type: ignore[attr-defined]
    httpserver.expect_request("/v1/chat/completions").respond_with_handler(_answer)
    brief = tmp_path / "brief.txt"
    brief.write_text("Brief!")
    asking = [str(shots), "--cassette", str(tmp_path / "calls.jsonl"), *data]

    monkeypatch.setenv("INTERAREC__MODELS__BASE_URL", httpserver.url_for("/v1"))
    recorded = _told(*asking, "--against", str(brief))
    assert recorded["summary"]["product_characteristics"] == "answer 1"
    assert recorded["against"]["summary"]["product_characteristics"] == "answer 2 briefly"

    monkeypatch.delenv("INTERAREC__MODELS__BASE_URL")
    played = _told(*asking, "--against", str(brief))
    assert json.dumps(played["summary"]) == json.dumps(recorded["summary"])
    assert played["against"] == recorded["against"]
    assert _answer.asked == 2  # type: ignore[attr-defined]
    assert (played["state"], played["reason"], played["not_recorded"]) == ("summarised", "", 0)


def test_what_was_not_recorded_is_said_and_fails(shots: Path, data: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["replay", str(shots), "--cassette", str(tmp_path / "none.jsonl"), *data, "--json"]
    )
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert (report["state"], report["reason"], report["not_recorded"]) == ("degraded", "not_recorded", 1)
    assert report["summary"] is None
    assert report["recommendation"]["slate"]
    assert "none.jsonl has no answer for 1 of the batches" in result.stderr
