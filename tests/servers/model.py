"""An OpenAI-compatible chat server on loopback that answers as a script says, for real processes under test.

It speaks HTTP, so what is tested includes the client's adapter. The script runs in a server thread and gets the parsed
request; it may sleep, which is the model's time.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

__all__ = ["COMPLETION_TOKENS", "Answer", "Asked", "ScriptedModel"]

COMPLETION_TOKENS = 50
"""What every answer is said to have cost."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the model's name, all text of the messages, and the pictures in order."""

    model: str
    text: str
    images: tuple[bytes, ...]
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply: `content` or a `refusal` with 200, or an error `status` with `headers`.

    `prompt_tokens` are said to have been used.
    """

    content: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    finish_reason: str = "stop"
    refusal: str | None = None
    prompt_tokens: int = 100


class ScriptedModel:
    """The server; `asked` keeps every request in order of arrival. Use it as a context manager."""

    def __init__(self, script: Callable[[Asked], Answer]) -> None:
        self.asked: list[Asked] = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                asked = _parse(json.loads(self.rfile.read(length)))
                model.asked.append(asked)
                self._send(script(asked), asked)

            def do_GET(self) -> None:
                self._write(200, {"object": "list", "data": [{"id": "scripted", "object": "model"}]}, {})

            def _send(self, answer: Answer, asked: Asked) -> None:
                body = _completion(answer, asked) if answer.status == 200 else {"error": {"message": answer.content}}
                self._write(answer.status, body, answer.headers)

            def _write(self, status: int, body: object, headers: Mapping[str, str]) -> None:
                data = json.dumps(body).encode()
                self.send_response(status)
                for name, value in {**headers, "Content-Type": "application/json"}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing on stderr."""

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, request: Any, client_address: Any) -> None:
                """A worker under test may be killed while it waits for us."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def settings(self) -> dict[str, str]:
        """A summarizer that asks this server. Its pictures are flat: no reader could confirm what is told of them."""
        return {
            "INTERAREC__SUMMARIZER__ENGINE": "openai",
            "INTERAREC__MODELS__BASE_URL": self.base_url,
            "INTERAREC__MODELS__API_KEY": "scripted",
            "INTERAREC__MODELS__VISION_MODEL": "scripted",
            "INTERAREC__MODELS__CONFIRM_WITH_READER": "false",
        }

    @property
    def base_url(self) -> str:
        """As `settings.models.base_url` takes it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _parse(body: Mapping[str, Any]) -> Asked:
    texts: list[str] = []
    images: list[bytes] = []
    for message in body["messages"]:
        content: Any = message["content"]
        parts: list[Any] = [{"type": "text", "text": content}] if isinstance(content, str) else content
        for part in parts:
            if part["type"] == "text":
                texts.append(part["text"])
            else:
                images.append(base64.b64decode(part["image_url"]["url"].partition(",")[2]))
    return Asked(body["model"], "\n".join(texts), tuple(images), body)


def _completion(answer: Answer, asked: Asked) -> dict[str, object]:
    message = {"role": "assistant", "content": answer.content if answer.refusal is None else None}
    message["refusal"] = answer.refusal
    return {
        "id": "scripted",
        "object": "chat.completion",
        "created": 0,
        "model": asked.model,
        "choices": [{"index": 0, "finish_reason": answer.finish_reason, "message": message}],
        "usage": {
            "prompt_tokens": answer.prompt_tokens,
            "completion_tokens": COMPLETION_TOKENS,
            "total_tokens": answer.prompt_tokens + COMPLETION_TOKENS,
        },
    }
