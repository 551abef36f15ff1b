"""One server that speaks the OpenAI chat-completions interface: OpenAI, vLLM, llama.cpp, Ollama, LiteLLM, …

Chat completions is what all of them offer. What a server does not accept (a way of asking for JSON, a name of the
token limit, a temperature) is learned from its 400 answers, once a model, and left out from then on.
"""

from __future__ import annotations

import base64
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
import openai

from interarec.domain.errors import Unavailable
from interarec.platform.chat.openai_errors import translate
from interarec.platform.chat.port import (
    ChatMessage,
    ChatReply,
    ChatRequest,
    Finish,
    JsonShape,
    Structured,
    ToolCall,
    Usage,
)
from interarec.platform.clock import Now, utc_now

__all__ = ["OpenAIServer"]

_LOWER: Mapping[Structured, Structured] = {"json_schema": "json_object", "json_object": "none"}
_ABOUT_SHAPE = re.compile(r"response_format|json_schema|json_object|structured output|json mode|grammar", re.IGNORECASE)
_ABOUT_MAX_TOKENS = re.compile(r"max_completion_tokens|max_tokens", re.IGNORECASE)
_ABOUT_TEMPERATURE = re.compile(r"temperature", re.IGNORECASE)


@dataclass(slots=True)
class _Accepted:
    """What one model of this server takes; lowered when it complains, never raised again."""

    structured: Structured
    limit_name: str = "max_tokens"
    temperature: bool = True

    def learn(self, complaint: str, *, shaped: bool) -> bool:
        """Change one thing the 400 complains about; False when there is nothing to change."""
        if shaped and _ABOUT_SHAPE.search(complaint) and self.structured != "none":
            self.structured = _LOWER[self.structured]
        elif _ABOUT_MAX_TOKENS.search(complaint) and self.limit_name == "max_tokens":
            self.limit_name = "max_completion_tokens"
        elif _ABOUT_TEMPERATURE.search(complaint) and self.temperature:
            self.temperature = False
        else:
            return False
        return True


class OpenAIServer:
    """A Model over HTTP. `structured` is the strongest way of asking for JSON that is tried."""

    def __init__(
        self, *, base_url: str, api_key: str, structured: Structured = "json_schema", now: Now = utc_now
    ) -> None:
        self._client = openai.AsyncOpenAI(base_url=base_url, api_key=api_key, max_retries=0)
        self._accepted: defaultdict[str, _Accepted] = defaultdict(lambda: _Accepted(structured))
        self._now = now

    async def attempt(self, request: ChatRequest, *, timeout_s: float) -> ChatReply:
        """See Model. A 400 about the way of asking is answered by asking in a simpler way."""
        accepted = self._accepted[request.model]
        while True:
            structured: Structured = accepted.structured if request.shape is not None else "none"
            try:
                completion = await self._client.chat.completions.create(
                    **_body(request, accepted, structured), timeout=timeout_s
                )
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                complaint = f"{error.param} {error.message}"
                failure = translate(error, now=self._now())
                if failure.code == "context_overflow" or not accepted.learn(complaint, shaped=structured != "none"):
                    raise failure from error
            except openai.OpenAIError as error:
                raise translate(error, now=self._now()) from error
            except (httpx2.HTTPError, ValueError) as error:
                raise Unavailable("the model server's answer cannot be read", code="model_garbled") from error
            else:
                return _reply(completion, request, structured)

    async def check(self) -> None:
        """See Model: lists the models, which every such server can."""
        try:
            await self._client.models.list(timeout=5.0)
        except openai.OpenAIError as error:
            raise Unavailable(str(translate(error, now=self._now()))) from error

    async def close(self) -> None:
        """See Model."""
        await self._client.close()


def _body(request: ChatRequest, accepted: _Accepted, structured: Structured) -> dict[str, Any]:
    messages = [_message(message) for message in request.messages]
    body: dict[str, Any] = {"model": request.model, "messages": messages, accepted.limit_name: request.max_tokens}
    if accepted.temperature:
        body["temperature"] = request.temperature
    if request.tools:
        body["tools"] = [
            {
                "type": "function",
                "function": {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)},
            }
            for tool in request.tools
        ]
        body["tool_choice"] = request.tool_choice
    if request.shape is not None:
        _ask_for_shape(body, request.shape, structured)
    return body


def _ask_for_shape(body: dict[str, Any], shape: JsonShape, structured: Structured) -> None:
    if structured == "json_schema":
        schema = {"name": shape.name, "strict": True, "schema": dict(shape.schema)}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
        return
    if structured == "json_object":
        body["response_format"] = {"type": "json_object"}
    wish = f"Answer with one JSON object and nothing else. It must satisfy this JSON schema: {json.dumps(shape.schema)}"
    body["messages"] = [*body["messages"], {"role": "system", "content": wish}]


def _message(message: ChatMessage) -> dict[str, Any]:
    if not message.images:
        return {"role": message.role, "content": message.text}
    parts: list[dict[str, Any]] = [{"type": "text", "text": message.text}]
    for image in message.images:
        url = f"data:{image.media_type};base64,{base64.b64encode(image.data).decode()}"
        parts.append({"type": "image_url", "image_url": {"url": url, "detail": image.detail}})
    return {"role": message.role, "content": parts}


def _reply(completion: Any, request: ChatRequest, structured: Structured) -> ChatReply:
    """The SDK does not check what a server sends, so every field is read with care."""
    choices = getattr(completion, "choices", None)
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = getattr(choice, "message", None)
    if message is None:
        raise Unavailable("the model server sent an answer without a message", code="model_garbled")
    refusal = message.refusal if isinstance(getattr(message, "refusal", None), str) else None
    calls = tuple(
        ToolCall(call.function.name or "", call.function.arguments or "")
        for call in getattr(message, "tool_calls", None) or ()
        if getattr(call, "function", None) is not None
    )
    return ChatReply(
        text=message.content if isinstance(message.content, str) else "",
        finish=_finish(getattr(choice, "finish_reason", None), refusal, calls),
        tool_calls=calls,
        refusal=refusal,
        usage=_usage(completion, request),
        model=getattr(completion, "model", None) or request.model,
        structured=structured,
    )


def _finish(reason: str | None, refusal: str | None, calls: tuple[ToolCall, ...]) -> Finish:
    if refusal or reason == "content_filter":
        return Finish.REFUSAL
    if calls:
        return Finish.TOOL_CALLS
    return Finish.LENGTH if reason == "length" else Finish.STOP


def _usage(completion: Any, request: ChatRequest) -> Usage:
    usage = getattr(completion, "usage", None)
    return Usage(
        calls=1,
        prompt_tokens=int(getattr(usage, "prompt_tokens", 0) or 0),
        completion_tokens=int(getattr(usage, "completion_tokens", 0) or 0),
        images=request.images,
    )
