"""Where constraints came from, through the whole path in one process: each way a model can answer, and none."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from interarec.cli.app import app
from interarec.domain.summaries import CATEGORIES
from PIL import Image
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner
from werkzeug import Request, Response

FEED = "id,title,price,brand,color,availability\n" + "".join(
    f"i{number},Green dress {number},{20 + number}.00 GBP,Tolwick,green,in_stock\n" for number in range(12)
)
BASKETS = "basket_id,item_id\n" + "".join(f"b{number},i{number % 12}\n" for number in range(48))
LIMITS = {"lowest_price": 22, "highest_price": 25, "color": ["green"], "brand": [], "category": [], "size": []}
OFFERS = [
    {"title": f"Green dress {number}", "price": 20 + number, "currency": "GBP", "color": "green", "screenshot": 0}
    for number in (2, 3, 5)
]
Message = dict[str, Any]


def tool_call(body: Message) -> Message:
    function = {"name": body["tools"][0]["function"]["name"], "arguments": json.dumps(LIMITS)}
    return {"content": None, "tool_calls": [{"id": "c", "type": "function", "function": function}]}


def in_words(body: Message) -> Message:
    return {"content": f"Sure! {json.dumps(LIMITS)}"}


def only_with_a_schema(body: Message) -> Message:
    return {"content": json.dumps(LIMITS) if "response_format" in body else "Let me search for that."}


def never(body: Message) -> Message:
    return {"content": "What a lovely shop!"}


def serving(constraints: Callable[[Message], Message]) -> Callable[[Request], Response]:
    """A server that reads pictures rightly and answers the question for constraints in its own way."""

    def answer(request: Request) -> Response:
        body = json.loads(request.data)
        summary = {**dict.fromkeys(CATEGORIES, "not available"), "product_characteristics": "green dresses"}
        read = {"content": json.dumps({**summary, "offers": OFFERS, "promotions_seen": [], "filters_set": []})}
        message = constraints(body) if "Notes about the shopper" in json.dumps(body) else read
        choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": "stop"}
        usage = {"prompt_tokens": 5, "completion_tokens": 5, "total_tokens": 10}
        told = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
        return Response(json.dumps(told), content_type="application/json")

    return answer


@pytest.mark.parametrize(
    ("origin", "constraints"),
    [
        ("tool_call", tool_call),
        ("content_json", in_words),
        ("json_schema", only_with_a_schema),
        ("deterministic", never),
    ],
)
def test_each_origin_leads_to_the_same_limits_and_a_slate_within_them(
    httpserver: HTTPServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    origin: str,
    constraints: Callable[[Message], Message],
) -> None:
    httpserver.expect_request("/v1/chat/completions").respond_with_handler(serving(constraints))
    shots = tmp_path / "shots"
    shots.mkdir()
    out = io.BytesIO()
    Image.new("RGB", (64, 40), (20, 90, 90)).save(out, "PNG")
    (shots / "0.png").write_bytes(out.getvalue())
    (tmp_path / "feed.csv").write_text(FEED)
    for name, value in {
        "MODELS__BASE_URL": httpserver.url_for("/v1"),
        "MODELS__CONFIRM_WITH_READER": "false",
        "SUMMARIZER__ENGINE": "openai",
        "CONSTRAINTS__ENGINE": "openai",
    }.items():
        monkeypatch.setenv(f"INTERAREC__{name}", value)
    monkeypatch.chdir(tmp_path)
    data = ["--data-dir", str(tmp_path / "data")]
    (tmp_path / "baskets.csv").write_text(BASKETS)
    for shop in (["catalogue", "import", "feed.csv"], ["choice", "fit", "--transactions", "baskets.csv"]):
        assert CliRunner().invoke(app, [*shop, *data]).exit_code == 0

    result = CliRunner().invoke(app, ["replay", str(shots), *data, "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    found = told["constraints"]
    assert found["origin"] == origin
    assert (found["lowest_price"], found["highest_price"], found["color"]) == (22.0, 25.0, ["green"])
    prices = [float(one["price"]["amount"]) for one in told["recommendation"]["slate"]]
    assert prices
    assert all(22 <= price <= 25 for price in prices)
