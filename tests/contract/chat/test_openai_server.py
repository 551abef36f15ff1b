"""What only the OpenAI adapter does: the requests it sends, and what it learns from a server's complaints."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from interarec.domain.errors import ConfigurationError, InterarecError, RetryLater, Unavailable
from interarec.platform.chat import ChatImage, ChatMessage, ChatRequest, Finish, JsonShape, Tool, build_chat, said
from interarec.platform.chat.openai_server import OpenAIServer
from interarec.platform.settings.schema import ModelSettings
from pydantic import SecretStr
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.contract.chat.server import ScriptedServer, completion

SHAPE = JsonShape("s", {"type": "object", "properties": {"a": {"type": "number"}}})
ASK = ChatRequest("m", (ChatMessage("system", "be brief"), ChatMessage("user", "hello")))


@pytest.fixture
async def adapter(httpserver: HTTPServer) -> AsyncIterator[OpenAIServer]:
    server = OpenAIServer(
        base_url=httpserver.url_for("/v1"), api_key="key", now=lambda: datetime(2026, 5, 1, 12, tzinfo=UTC)
    )
    yield server
    await server.close()


def complaining(httpserver: HTTPServer, *complaints: tuple[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """Refuse once with each complaint, then answer; returns the bodies as they come."""
    bodies: list[dict[str, Any]] = []
    left = list(complaints)

    def answer(request: Request) -> Response:
        bodies.append(json.loads(request.get_data()))
        if left:
            status, error = left.pop(0)
            return Response(json.dumps({"error": error}), status, content_type="application/json")
        return Response(json.dumps(completion(said({"a": 1}))), content_type="application/json")

    httpserver.expect_request("/v1/chat/completions").respond_with_handler(answer)
    return bodies


async def test_pictures_travel_as_data_with_their_detail(httpserver: HTTPServer, adapter: OpenAIServer) -> None:
    script = ScriptedServer(httpserver, [said("seen")])
    message = ChatMessage("user", "look", (ChatImage(b"\x89PNG", "image/png", "low"),))
    await adapter.attempt(ChatRequest("m", (message,)), timeout_s=5)
    assert script.bodies[0]["messages"][0]["content"] == [
        {"type": "text", "text": "look"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw==", "detail": "low"}},
    ]


async def test_tools_and_limits_are_sent(httpserver: HTTPServer, adapter: OpenAIServer) -> None:
    script = ScriptedServer(httpserver, [said("ok")])
    tool = Tool("look", "Look.", {"type": "object"})
    request = ChatRequest("m", ASK.messages, tools=(tool,), tool_choice="required", max_tokens=9)
    await adapter.attempt(request, timeout_s=5)
    body = script.bodies[0]
    assert body["tools"] == [
        {"type": "function", "function": {"name": "look", "description": "Look.", "parameters": {"type": "object"}}}
    ]
    assert (body["tool_choice"], body["max_tokens"], body["temperature"]) == ("required", 9, 0.0)


async def test_the_sdk_does_not_retry_by_itself(httpserver: HTTPServer, adapter: OpenAIServer) -> None:
    bodies = complaining(httpserver, (503, {"message": "busy"}))
    with pytest.raises(Unavailable):
        await adapter.attempt(ASK, timeout_s=5)
    assert len(bodies) == 1


async def test_a_server_without_schemas_is_asked_in_simpler_ways_and_remembered(
    httpserver: HTTPServer, adapter: OpenAIServer
) -> None:
    unsupported = {"message": "'response_format' of type 'json_schema' is not supported", "param": "response_format"}
    bodies = complaining(httpserver, (400, unsupported), (422, {"message": "response_format: json mode is off"}))
    shaped = ChatRequest("m", ASK.messages, shape=SHAPE)
    reply = await adapter.attempt(shaped, timeout_s=5)
    assert [body.get("response_format", {}).get("type") for body in bodies] == ["json_schema", "json_object", None]
    assert reply.structured == "none"
    assert '"properties"' in bodies[2]["messages"][-1]["content"]
    await adapter.attempt(shaped, timeout_s=5)
    assert len(bodies) == 4
    assert "response_format" not in bodies[3]


async def test_a_model_that_wants_other_parameters_gets_them(httpserver: HTTPServer, adapter: OpenAIServer) -> None:
    bodies = complaining(
        httpserver,
        (400, {"message": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.", "param": "max_tokens"}),
        (400, {"message": "Unsupported value: 'temperature' does not support 0.0", "param": "temperature"}),
    )
    await adapter.attempt(ASK, timeout_s=5)
    assert "max_completion_tokens" in bodies[2]
    assert "max_tokens" not in bodies[2]
    assert "temperature" not in bodies[2]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ({"Retry-After": "2"}, 2.0),
        ({"Retry-After-Ms": "250"}, 0.25),
        ({"Retry-After": "Fri, 01 May 2026 12:00:07 GMT"}, 7.0),
        ({"Retry-After": "soon"}, 0.0),
    ],
)
async def test_all_forms_of_retry_after_are_read(
    httpserver: HTTPServer, adapter: OpenAIServer, header: dict[str, str], seconds: float
) -> None:
    httpserver.expect_request("/v1/chat/completions").respond_with_data("{}", 429, header)
    with pytest.raises(RetryLater) as caught:
        await adapter.attempt(ASK, timeout_s=5)
    assert caught.value.delay_s == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("status", "error", "code"),
    [
        (402, {"message": "Payment required"}, "insufficient_quota"),
        (403, {"message": "Billing is not active"}, "insufficient_quota"),
        (
            429,
            {"message": "Budget has been exceeded! Current cost: 9", "type": "budget_exceeded"},
            "insufficient_quota",
        ),
        (400, {"message": "Budget has been exceeded! Team=t"}, "insufficient_quota"),
        (403, {"message": "Project has no access to model"}, "model_denied"),
        (
            400,
            {"message": "the request exceeds the available context size", "type": "exceed_context_size_error"},
            "context_overflow",
        ),
        (400, {"message": "However, the model's context length is only 1024 tokens"}, "context_overflow"),
        (400, {"message": "At most 4 image(s) may be provided in one prompt."}, "context_overflow"),
        (413, {"message": "Request Entity Too Large"}, "context_overflow"),
        (400, {"message": "m is not a multimodal model"}, "images_unsupported"),
        (400, {"message": "registry/m does not support tools"}, "tools_unsupported"),
        (404, {"message": "model 'm' not found"}, "model_unknown"),
        (502, {"message": "bad gateway"}, "model_unavailable"),
        (408, {"message": "timeout"}, "model_unavailable"),
    ],
)
async def test_failures_of_known_servers_are_told_apart(
    httpserver: HTTPServer, adapter: OpenAIServer, status: int, error: dict[str, str], code: str
) -> None:
    httpserver.expect_request("/v1/chat/completions").respond_with_json({"error": error}, status)
    with pytest.raises(InterarecError) as caught:
        await adapter.attempt(ASK, timeout_s=5)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "body",
    ["{}", '{"choices": []}', '{"choices": [{"index": 0}]}', '{"error": {"message": "x"}}', "[]", "null", '"words"'],
)
async def test_an_answer_without_a_message_is_garbled(httpserver: HTTPServer, adapter: OpenAIServer, body: str) -> None:
    httpserver.expect_request("/v1/chat/completions").respond_with_data(body, content_type="application/json")
    with pytest.raises(Unavailable) as caught:
        await adapter.attempt(ASK, timeout_s=5)
    assert caught.value.code == "model_garbled"


async def test_a_content_filter_is_a_refusal(httpserver: HTTPServer, adapter: OpenAIServer) -> None:
    answer = completion(said(""))
    answer["choices"][0]["finish_reason"] = "content_filter"
    httpserver.expect_request("/v1/chat/completions").respond_with_json(answer)
    assert (await adapter.attempt(ASK, timeout_s=5)).finish is Finish.REFUSAL


async def test_a_closed_port_is_unreachable(httpserver: HTTPServer) -> None:
    free = httpserver.port
    httpserver.stop()
    adapter = OpenAIServer(base_url=f"http://127.0.0.1:{free}/v1", api_key="key")
    try:
        with pytest.raises(Unavailable) as caught:
            await adapter.attempt(ASK, timeout_s=5)
        with pytest.raises(Unavailable):
            await adapter.check()
    finally:
        await adapter.close()
        httpserver.start()
    assert caught.value.code == "model_unreachable"


def test_a_chat_needs_a_key_or_a_server() -> None:
    with pytest.raises(ConfigurationError, match="api_key"):
        build_chat(ModelSettings())


def test_the_test_run_may_not_reach_a_real_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERAREC_MODEL_ENDPOINTS", "loopback")
    with pytest.raises(ConfigurationError, match="not on this machine"):
        build_chat(ModelSettings(api_key=SecretStr("k")))
    with pytest.raises(ConfigurationError, match="not on this machine"):
        build_chat(ModelSettings(base_url="http://models.example/v1"))
