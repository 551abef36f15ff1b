"""Model calls kept in a file: recorded once, played back byte for byte without a server.

One JSON line a call, keyed by a hash of all that was asked; pictures are kept as their hashes only. Built by
`build_chat` for `interarec replay --cassette`, and by tests.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from interarec.domain.errors import BudgetExhausted, GiveUp, InterarecError, InvalidInput, RetryLater, Unavailable
from interarec.domain.identifiers import session_hash
from interarec.platform.chat.port import ChatReply, ChatRequest, Finish, Model, ToolCall, Usage

__all__ = ["NOT_RECORDED", "Cassette", "forget_session", "request_key"]

NOT_RECORDED = "not_recorded"
"""The code of a call that the recording lacks and nobody was there to answer."""

_KINDS: Mapping[str, type[RetryLater | GiveUp]] = {
    kind.__name__: kind for kind in (RetryLater, Unavailable, GiveUp, BudgetExhausted)
}


def request_key(request: ChatRequest) -> str:
    """Equal for requests that ask the same: deadlines and whom it is for do not matter."""
    return hashlib.sha256(json.dumps(_asked(request), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Cassette:
    """A Model that plays `path`; with a `model` it asks that for what was not recorded, and writes it down.

    A question that was asked several times gets its answers in order, the last one again and again. Without a model
    a question that was not recorded is GiveUp (code not_recorded).
    """

    def __init__(self, path: Path, model: Model | None = None) -> None:
        self._path = path
        self._model = model
        self._calls: defaultdict[str, deque[Mapping[str, Any]]] = defaultdict(deque)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else (), 1):
            try:
                call = json.loads(line)
                self._calls[call["key"]].append(call)
            except (ValueError, KeyError, TypeError) as error:
                raise InvalidInput(f"{path} line {number} is not a recorded call", field="cassette") from error

    async def attempt(self, request: ChatRequest, *, timeout_s: float) -> ChatReply:
        """See Model."""
        key = request_key(request)
        calls = self._calls.get(key)
        if calls:
            return _played(calls.popleft() if len(calls) > 1 else calls[0])
        if self._model is None:
            raise GiveUp(f"{self._path} has no answer to this question; record it with a model", code=NOT_RECORDED)
        return await self._record(key, request, self._model, timeout_s)

    async def check(self) -> None:
        """See Model."""
        if self._model is not None:
            await self._model.check()

    async def close(self) -> None:
        """See Model."""
        if self._model is not None:
            await self._model.close()

    async def _record(self, key: str, request: ChatRequest, model: Model, timeout_s: float) -> ChatReply:
        try:
            reply = await model.attempt(request, timeout_s=timeout_s)
        except (RetryLater, GiveUp) as error:
            self._write(key, request, {"error": _written_error(error)})
            raise
        self._write(key, request, {"reply": asdict(reply)})
        return reply

    def _write(self, key: str, request: ChatRequest, outcome: Mapping[str, object]) -> None:
        whose = session_hash(request.session_id)
        line = json.dumps({"key": key, "session": whose, "asked": _asked(request), **outcome}, ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def forget_session(path: Path, session_id: str) -> int:
    """Take the calls of one session out of the recording at `path`; how many there were. Raises InvalidInput."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if json.loads(line).get("session") != session_hash(session_id)]
    except (OSError, ValueError, AttributeError) as error:
        raise InvalidInput(f"{path} is not a recording of model calls", field="cassette") from error
    path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    return len(lines) - len(kept)


def _asked(request: ChatRequest) -> dict[str, Any]:
    plain = asdict(replace(request, deadline_s=None, site_id="", session_id=""))
    for message in plain["messages"]:
        for image in message["images"]:
            image["data"] = hashlib.sha256(image["data"]).hexdigest()
    return plain


def _written_error(error: InterarecError) -> dict[str, object]:
    delay_s = error.delay_s if isinstance(error, RetryLater) else 0.0
    kind = type(error).__name__
    return {"kind": kind if kind in _KINDS else "GiveUp", "code": error.code, "message": str(error), "delay_s": delay_s}


def _played(call: Mapping[str, Any]) -> ChatReply:
    if "error" in call:
        said = call["error"]
        kind = _KINDS[said["kind"]]
        if issubclass(kind, RetryLater):
            raise kind(said["message"], code=said["code"], delay_s=said["delay_s"])
        raise kind(said["message"], code=said["code"])
    reply = dict(call["reply"])
    calls = tuple(ToolCall(**one) for one in reply.pop("tool_calls"))
    return ChatReply(
        **{
            **reply,
            "finish": Finish(reply["finish"]),
            "usage": Usage(**reply["usage"]),
            "tool_calls": calls,
            "notes": tuple(reply.get("notes", ())),
        }
    )
