"""Ask a model for constraints: tool call, else JSON in its words, else once more with a schema, else nobody.

Called by `handler` and by the command line. Whatever comes back is only a claim; `checks` and `support` judge it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from interarec.constraints.claim import Claim
from interarec.constraints.prompt import question
from interarec.constraints.reading.decompose import decompose
from interarec.constraints.reading.fields import read_fields
from interarec.domain.catalogue import CatalogueFacts
from interarec.domain.constraints import Origin
from interarec.domain.errors import GiveUp, RetryLater
from interarec.platform.chat import Chat, ChatReply, Finish, Usage

__all__ = ["Answer", "ask_model"]

_KEYS = frozenset({"lowest_price", "highest_price", "color", "brand", "category", "size"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A model's claim and how it came; `claim` is None when no answer could be used, `reason` says why."""

    claim: Claim | None
    origin: Origin
    reason: str = ""
    usage: Usage = field(default_factory=Usage)


async def ask_model(
    chat: Chat, model: str, text: str, facts: CatalogueFacts | None, *, site_id: str = "", session_id: str = ""
) -> Answer:
    """Never raises on the model's trouble: an Answer without a claim says what happened."""
    usage = Usage()
    reason = ""
    for as_json in (False, True):
        request = question(text, model, site_id=site_id, session_id=session_id, as_json=as_json)
        try:
            reply = await chat.complete(request)
        except (RetryLater, GiveUp) as error:
            if error.code == "tools_unsupported" and not as_json:
                reason = error.code
                continue
            return Answer(None, Origin.DETERMINISTIC, error.code, usage)
        usage += reply.usage
        if reply.finish is Finish.REFUSAL:
            return Answer(None, Origin.DETERMINISTIC, "refused", usage)
        answer = _read(reply, facts, as_json=as_json)
        if answer is not None:
            return replace(answer, usage=usage)
        reason = "the model's answer held no constraints"
    return Answer(None, Origin.DETERMINISTIC, reason, usage)


def _read(reply: ChatReply, facts: CatalogueFacts | None, *, as_json: bool) -> Answer | None:
    for call in reply.tool_calls:
        arguments = _object(call.arguments)
        if arguments is not None:
            return Answer(decompose(arguments, facts), Origin.TOOL_CALL)
    content = _object(reply.text)
    if content is None:
        return None
    return Answer(decompose(content, facts), Origin.JSON_SCHEMA if as_json else Origin.CONTENT_JSON)


def _object(text: str) -> Mapping[str, object] | None:
    """The JSON object in `text` that has one of our keys; a call written out as text is unwrapped."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0:
        return None
    try:
        value = json.loads(re.sub(r",(\s*[}\]])", r"\1", text[start : end + 1]), strict=False)
    except (ValueError, RecursionError):
        return _cut_off(text[start:])
    for name in ("arguments", "parameters"):
        if isinstance(value, dict) and isinstance(value.get(name), dict):
            value = value[name]
    if not isinstance(value, dict):
        return None
    known = {key: item for key, item in value.items() if key in _KEYS}
    return known or None


def _cut_off(text: str) -> Mapping[str, object] | None:
    """An object that was not finished, read by its labels: small models fill a list until they are stopped."""
    fields = read_fields(text)
    known = {name: value for name, value in (*fields.texts.items(), *fields.numbers.items()) if name in _KEYS}
    return known or None
