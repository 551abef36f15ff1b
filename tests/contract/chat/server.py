"""A loopback server that speaks chat completions and plays a script, for the real adapter's side of the suite."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from interarec.domain.errors import RetryLater
from interarec.platform.chat import Play
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

__all__ = ["ScriptedServer", "completion"]

_STATUS: Mapping[str, tuple[int, dict[str, Any]]] = {
    "rate_limited": (429, {"message": "Rate limit reached", "code": "rate_limit_exceeded"}),
    "insufficient_quota": (429, {"message": "You exceeded your current quota", "code": "insufficient_quota"}),
    "model_denied": (401, {"message": "Incorrect API key provided", "code": "invalid_api_key"}),
    "model_unknown": (404, {"message": "The model does not exist", "code": "model_not_found"}),
    "model_unavailable": (503, {"message": "The server is overloaded"}),
    "context_overflow": (400, {"message": "maximum context length is 8192 tokens", "code": "context_length_exceeded"}),
    "images_unsupported": (500, {"message": "image input is not supported - hint: provide the mmproj"}),
    "tools_unsupported": (400, {"message": '"auto" tool choice requires --enable-auto-tool-choice'}),
    "model_rejected_request": (400, {"message": "Something about the request is wrong"}),
}


def completion(play: Play) -> dict[str, Any]:
    """What a server sends for a play's reply."""
    reply = play.reply
    calls = [
        {"id": f"c{index}", "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        for index, call in enumerate(reply.tool_calls)
    ]
    message: dict[str, Any] = {"role": "assistant", "content": reply.text or None, "refusal": reply.refusal}
    if calls:
        message["tool_calls"] = calls
    finish = {"refusal": "stop"}.get(reply.finish.value, reply.finish.value)
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "served",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 11, "completion_tokens": reply.usage.completion_tokens, "total_tokens": 0},
    }


class ScriptedServer:
    """Answers `/v1/chat/completions` with the plays in order; `bodies` keeps what was sent."""

    def __init__(self, server: HTTPServer, plays: Sequence[Play]) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self._plays = iter(plays)
        server.expect_request("/v1/models").respond_with_json({"object": "list", "data": []})
        server.expect_request("/v1/chat/completions", method="POST").respond_with_handler(self._answer)
        self.base_url = server.url_for("/v1")

    def _answer(self, request: Request) -> Response:
        self.bodies.append(json.loads(request.get_data()))
        self.headers.append(dict(request.headers))
        play = next(self._plays)
        time.sleep(play.after_s)
        if play.error is None:
            return Response(json.dumps(completion(play)), content_type="application/json")
        return self._failure(play)

    def _failure(self, play: Play) -> Response:
        error = play.error
        assert error is not None
        if error.code == "model_garbled":
            return Response("<html>gateway</html>", content_type="application/json")
        status, body = _STATUS[error.code]
        headers = {"Retry-After": f"{error.delay_s:g}"} if isinstance(error, RetryLater) and error.delay_s else {}
        return Response(json.dumps({"error": body}), status, headers, content_type="application/json")
