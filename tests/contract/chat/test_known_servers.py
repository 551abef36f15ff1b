"""The settings that docs/models.md names for each server, against a server on loopback that behaves like that one.

What is played is what the server's own documentation says of it: what it refuses, what it ignores, what its answers
carry beside the words. One batch of pictures and one question for constraints each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from interarec.constraints.ask import Answer, ask_model
from interarec.domain.constraints import Origin
from interarec.domain.summaries import CATEGORIES
from interarec.platform.chat import build_chat
from interarec.platform.settings import Settings
from interarec.platform.settings.schema import ModelSettings
from interarec.summarizer.engines import ReadRequest, ReadResult
from interarec.summarizer.engines.openai import ModelEngine
from pydantic import SecretStr
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.unit.summarizer.examples import page

DOCUMENT = Path(__file__).parents[3] / "docs" / "models.md"
LIMITS: dict[str, Any] = {"lowest_price": 18, "highest_price": 144, "color": ["green"]}
LIMITS |= {"brand": [], "category": [], "size": []}
SUMMARY = json.dumps(dict.fromkeys(CATEGORIES, "not available") | {"product_characteristics": "green dresses"})
Body = dict[str, Any]
Sent = tuple[int, Body]


def documented(server: str) -> ModelSettings:
    """The `models` section that the document gives for `server`."""
    section = DOCUMENT.read_text().split(f"### {server}\n")[1].split("\n### ")[0]
    block = re.search(r"```yaml\n(.*?)```", section, re.DOTALL)
    assert block is not None
    return Settings.model_validate(yaml.safe_load(block.group(1))).models


def answered(message: Body, usage: Body | None, finish: str = "stop", **beside: Any) -> Sent:
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
    body = {"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], **beside}
    return 200, body if usage is None else {**body, "usage": usage}


def refused(status: int, message: str, **known: Any) -> Sent:
    return status, {"error": {"message": message, **known}}


def words(body: Body) -> str:
    """What a model of this bench says: limits when asked with a tool or their schema, else the eight texts."""
    asked = json.dumps(body)
    return json.dumps(LIMITS) if "Notes about the shopper" in asked else SUMMARY


def call(body: Body, kind: str = "function") -> Body:
    name = body["tools"][0]["function"]["name"]
    return {"id": "c0", "type": kind, "function": {"name": name, "arguments": json.dumps(LIMITS)}}


def pictures(body: Body) -> list[Body]:
    parts = [part for message in body["messages"] for part in message["content"] if isinstance(part, dict)]
    return [part["image_url"] for part in parts if part["type"] == "image_url"]


def openai(body: Body) -> Sent:
    """A reasoning model: no max_tokens, no temperature, strict schemas only; usage has details."""
    if "max_tokens" in body:
        said = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens'."
        return refused(400, said, param="max_tokens", code="unsupported_parameter")
    if body.get("temperature", 1) != 1:
        said = "Unsupported value: 'temperature' does not support 0.0 with this model. Only the default (1)."
        return refused(400, said, param="temperature", code="unsupported_value")
    shape = body.get("response_format", {}).get("json_schema", {}).get("schema", {"required": [], "properties": {}})
    assert set(shape["required"]) == set(shape["properties"])
    usage = {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960}
    usage |= {"prompt_tokens_details": {"cached_tokens": 0}, "completion_tokens_details": {"reasoning_tokens": 20}}  # type: ignore[dict-item]
    if "tools" in body:
        message = {"content": None, "refusal": None, "tool_calls": [call(body)]}
        return answered(message, usage, "tool_calls", service_tier="default")
    return answered({"content": words(body), "refusal": None, "annotations": []}, usage)


def vllm(body: Body) -> Sent:
    """Four pictures at most; the thoughts stand beside the words; a required tool is called, and it says `stop`."""
    if len(pictures(body)) > 4:
        return refused(400, "At most 4 image(s) may be provided in one prompt.", type="BadRequestError", code=400)
    usage = {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960, "prompt_tokens_details": None}
    beside = {"prompt_logprobs": None, "kv_transfer_params": None}
    if body.get("tool_choice") == "required":
        message = {"content": "", "reasoning": "They want…", "refusal": None, "tool_calls": [call(body)]}
        return answered(message, usage, **beside)
    thought = {"content": words(body), "reasoning": "A shop.", "reasoning_content": "A shop.", "tool_calls": []}
    return answered(thought, usage, **beside)


def llama_cpp(body: Body) -> Sent:
    """Tools are described to the model and not enforced: plain words come back. Timings stand beside."""
    usage = {"completion_tokens": 60, "prompt_tokens": 900, "total_tokens": 960}
    return answered({"content": words(body)}, usage, timings={"prompt_n": 900, "predicted_n": 60})


def ollama(body: Body) -> Sent:
    """A model without tools says so; pictures come as data only; schemas are obeyed."""
    if "tools" in body:
        return refused(400, "registry.ollama.ai/library/m does not support tools", type="api_error")
    assert all(one["url"].startswith("data:") for one in pictures(body))
    return answered(
        {"content": words(body)},
        {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960},
        system_fingerprint="fp_ollama",
    )


def litellm(body: Body) -> Sent:
    """In front of a provider that knows neither response_format nor tools; words are fenced, usage has its own keys."""
    for name in ("response_format", "tools"):
        if name in body:
            said = f"litellm.UnsupportedParamsError: p does not support parameters: ['{name}'], for model=m. To drop"
            return refused(400, f"{said} these, set `litellm.drop_params=True`", type="None", code="400")
    usage = {"completion_tokens": 60, "prompt_tokens": 900, "total_tokens": 960, "completion_tokens_details": None}
    message = {"content": f"Here you are:\n```json\n{words(body)}\n```", "provider_specific_fields": {"refusal": None}}
    return answered(message, usage)


@dataclass
class Played:
    """A server of the given behaviour, and what it was sent."""

    behaviour: Callable[[Body], Sent]
    bodies: list[Body] = field(default_factory=list)

    def __call__(self, request: Request) -> Response:
        self.bodies.append(json.loads(request.get_data()))
        status, body = self.behaviour(self.bodies[-1])
        return Response(json.dumps(body), status, content_type="application/json")


async def asked(server: str, played: Played, httpserver: HTTPServer) -> tuple[ReadResult, Answer]:
    """A batch of ten and a question for constraints with the documented settings, at the loopback address."""
    httpserver.expect_request("/v1/chat/completions", method="POST").respond_with_handler(played)
    here = {"base_url": httpserver.url_for("/v1"), "api_key": SecretStr("k"), "api_key_file": None}
    settings = documented(server).model_copy(update=here)
    chat = build_chat(settings)
    try:
        engine = ModelEngine(chat, settings, lambda _: None, lambda _: None)
        images = tuple(page(number, 20 * number) for number in range(10))
        return await engine.read(ReadRequest("demo", "s1", images)), await ask_model(
            chat, settings.text_model, "Green dresses from 18 to 144 pounds", None
        )
    finally:
        await chat.close()


@pytest.mark.parametrize(
    ("server", "behaviour", "images", "origin"),
    [
        ("OpenAI", openai, 10, Origin.TOOL_CALL),
        ("vLLM", vllm, 4, Origin.TOOL_CALL),
        ("llama.cpp", llama_cpp, 10, Origin.CONTENT_JSON),
        ("Ollama", ollama, 10, Origin.JSON_SCHEMA),
        ("LiteLLM", litellm, 10, Origin.JSON_SCHEMA),
    ],
)
async def test_the_documented_settings_of_a_server_read_a_batch_and_give_constraints(
    httpserver: HTTPServer, server: str, behaviour: Callable[[Body], Sent], images: int, origin: Origin
) -> None:
    played = Played(behaviour)
    result, answer = await asked(server, played, httpserver)
    assert result.summary is not None, result
    assert (result.reason, result.summary.categories.product_characteristics) == ("", "green dresses")
    assert (result.usage.images, result.usage.prompt_tokens, result.usage.completion_tokens) == (images, 900, 60)
    assert (answer.origin, answer.reason) == (origin, "")
    assert answer.claim is not None
    assert (answer.claim.lowest, answer.claim.highest, answer.claim.colors) == (Decimal(18), Decimal(144), ("green",))


def _thinking_only(body: Body) -> Sent:
    usage = {"prompt_tokens": 900, "completion_tokens": 1_200, "total_tokens": 2_100}
    return answered({"content": None, "reasoning": "Let me think about"}, usage, "length")


def _refusing(body: Body) -> Sent:
    return answered({"content": None, "refusal": "I can't help with that."}, None)


@pytest.mark.parametrize(
    ("behaviour", "reason", "why"),
    [
        (_thinking_only, "answer_not_usable", "the model's answer held no constraints"),
        (_refusing, "refused", "refused"),
        (
            lambda _: refused(
                429, "Budget has been exceeded! Current cost: 5.0, Max budget: 1.0", type="budget_exceeded"
            ),
            "insufficient_quota",
            "breaker_open",
        ),
        (lambda _: answered({"content": SUMMARY}, None), "", ""),
    ],
)
async def test_an_odd_answer_ends_in_a_named_state(
    httpserver: HTTPServer, behaviour: Callable[[Body], Sent], reason: str, why: str
) -> None:
    result, answer = await asked("vLLM", Played(behaviour), httpserver)
    assert (result.reason, answer.reason) == (reason, why)
