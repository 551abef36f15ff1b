"""What may be asked of a language model. The OpenAI-compatible adapter and the scripted twin both fulfil it.

Called by the summarizer's model engine, the constraint worker and the recommender's wording. Two seams: `Model`
is one request to one server, `Chat` is what callers hold: the same with retries, a deadline and a breaker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

__all__ = [
    "Chat",
    "ChatImage",
    "ChatMessage",
    "ChatReply",
    "ChatRequest",
    "Detail",
    "Finish",
    "JsonShape",
    "Model",
    "Structured",
    "Tool",
    "ToolCall",
    "Usage",
]

Detail = Literal["low", "high", "auto"]
Structured = Literal["json_schema", "json_object", "none"]


class Finish(StrEnum):
    """Why the model stopped. `refusal` covers a declined answer and a content filter."""

    STOP = "stop"
    TOOL_CALLS = "tool_calls"
    LENGTH = "length"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class ChatImage:
    """One picture, sent as bytes; `detail` is a wish that some servers ignore."""

    data: bytes
    media_type: str
    detail: Detail = "high"


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One turn: text, then pictures."""

    role: Literal["system", "user", "assistant"]
    text: str
    images: tuple[ChatImage, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """A function the model may call; `parameters` is a JSON schema of an object."""

    name: str
    description: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class JsonShape:
    """The answer is to be one JSON object of this schema. What cannot enforce it gets it as text."""

    name: str
    schema: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """What the model called, with its arguments as the JSON text it wrote."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What replies cost, as the server counted it. Adds up."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    images: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.images + other.images,
        )


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question. `deadline_s` (seconds from now) overrides the chat's own; site and session are for budgets."""

    model: str
    messages: tuple[ChatMessage, ...]
    tools: tuple[Tool, ...] = ()
    tool_choice: Literal["auto", "required", "none"] = "auto"
    shape: JsonShape | None = None
    max_tokens: int = 1_200
    temperature: float = 0.0
    deadline_s: float | None = None
    site_id: str = ""
    session_id: str = ""

    @property
    def images(self) -> int:
        """How many pictures it carries."""
        return sum(len(message.images) for message in self.messages)


@dataclass(frozen=True, slots=True)
class ChatReply:
    """One answer. A refusal is a reply too, so that its usage counts.

    `structured` is how the shape was asked for, `notes` are what did not go as wished on the way.
    """

    text: str
    finish: Finish
    tool_calls: tuple[ToolCall, ...] = ()
    refusal: str | None = None
    usage: Usage = Usage()
    model: str = ""
    attempts: int = 1
    structured: Structured = "none"
    notes: tuple[str, ...] = ()


class Model(Protocol):
    """One request to one server, without patience."""

    async def attempt(self, request: ChatRequest, *, timeout_s: float) -> ChatReply:
        """Ask once. Raises RetryLater and its kin when another try may help, GiveUp and its kin when not.

        Codes: rate_limited, model_timeout, model_unreachable, model_unavailable, model_garbled (try again);
        insufficient_quota, model_denied, model_unknown, context_overflow, images_unsupported, tools_unsupported,
        model_rejected_request (do not).
        """

    async def check(self) -> None:
        """Raise Unavailable unless the server answers now."""

    async def close(self) -> None:
        """Let go of connections."""


class Chat(Protocol):
    """What callers hold: asks, waits and asks again within a deadline."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        """The answer, or the last attempt's error; codes as `Model.attempt`, and breaker_open, model_busy, budget."""

    async def check(self) -> None:
        """Raise Unavailable unless a request would be sent and answered now."""

    async def close(self) -> None:
        """Let go of connections."""
